#!/usr/bin/env bash
# UDS-IH2 and UD English EWT -> models/factuality.en.bin, over the tagger in build/release:
#
#     train/factuality/run.sh UDS EWT [PYTHON]
#
# UDS    folder that holds 1.0/raw/sentence/annotations/factuality.zip
# PYTHON with NumPy, SciPy, PyTorch 2 and xxhash
set -euo pipefail
cd "$(dirname "$0")/../.."
uds=$1 ewt=$2 python=${3:-python3}
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
# shellcheck disable=SC2046
cc -O2 -std=gnu17 -Isrc -Iinclude -o "$work/dump" train/factuality/dump.c build/release/libsitrep.a \
  $(pkg-config --libs libutf8proc libcrypto sqlite3 zlib libzstd) -lstdc++ -lpthread -lm
"$work/dump" "$work/train.rows" < "$ewt/en_ewt-ud-train.conllu" > "$work/train.txt"
"$work/dump" "$work/dev.rows" < "$ewt/en_ewt-ud-dev.conllu" > "$work/dev.txt"
"$python" train/factuality/train.py --report "$uds" "$ewt" "$work" models/factuality.en.bin
