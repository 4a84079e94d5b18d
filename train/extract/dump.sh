#!/bin/bash
# Builds the dump program against a build folder's objects:  dump.sh BUILD OUT_PROGRAM
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$1
cmake --build "$build" --target stage_base stage_doc stage_extract >/dev/null
objects=$(find "$build"/CMakeFiles/stage_{base,doc,extract}.dir -name '*.o' | sort)
cc -std=gnu17 -O2 -D_GNU_SOURCE -I"$root/src" -I"$root/include" "$root/train/extract/dump.c" $objects \
  -o "$2" $(pkg-config --libs zlib libdeflate libzstd libbrotlidec expat icu-uc uchardet libcjson libxxhash libutf8proc libcrypto) -lcld2 -lstdc++ -lm -lpthread
