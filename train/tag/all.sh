#!/bin/sh
# The English model from the data, in one go: about two hours of one core.
#
#   train/tag/all.sh DATA WORK OUT.bin [PYTHON]
#
# DATA    the folder of the development data (data/language, data/know, ... below it)
# WORK    a folder for what is made on the way (500 MB)
# PYTHON  3.11 with PyTorch 2, gensim 4, numpy, Faker 40.63 and names 0.3 (for its census lists)
#
# One process, one thread, fixed seeds and numbers of steps: a run repeats on the same machine and versions.
# STEPS, TEACH and PASSES may be set to try it out (STEPS=20 TEACH=1 PASSES=1).
set -eu
DATA=$1 WORK=$2 OUT=$3 PYTHON=${4:-python3}
HERE=$(cd "$(dirname "$0")" && pwd)
SITREP=${SITREP:-$HERE/../../build/release/sitrep}
export OMP_NUM_THREADS=1 PYTHONHASHSEED=0
LANGUAGE=$DATA/language KNOW=$DATA/know
DEMONYMS=$DATA/facts-dev/cliff-resources/wikipedia-demonyms.tsv
CENSUS=$("$PYTHON" -c 'import names, os; print(os.path.dirname(names.__file__))')
HABITS=uner=0.5,politics=0.5
run() {
    echo "== $*"
    "$PYTHON" "$HERE/$@"
}
mkdir -p "$WORK"
run vocab.py "$LANGUAGE" "$KNOW" "$CENSUS" "$DEMONYMS" "$WORK"
run names.py "$KNOW" "$DATA/events-dev" "$WORK"
run pretrain.py "$LANGUAGE" "$WORK" "${STEPS:-12000}" "$WORK/warm.pt"
teachers=
for seed in 1 2 3; do # what two of three say of raw text trains the model along with the treebanks
    run train.py "$LANGUAGE" "$WORK" "${TEACH:-10}" "$WORK/teacher$seed.pt" --encoder "$WORK/warm.pt" --seed $seed
    run export.py "$LANGUAGE" "$WORK" "$WORK/teacher$seed.pt" "$WORK/teacher$seed.bin" 1.75 $HABITS
    teachers=$teachers,$WORK/teacher$seed.bin
done
run label.py "$WORK" "$SITREP" "${teachers#,}" "$WORK/labelled.pkl"
run train.py "$LANGUAGE" "$WORK" "${PASSES:-36}" "$WORK/model.pt" --encoder "$WORK/warm.pt" --seed 4 \
    --raw "$WORK/labelled.pkl"
run export.py "$LANGUAGE" "$WORK" "$WORK/model.pt" "$OUT" 1.5 $HABITS
