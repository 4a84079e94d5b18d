#!/usr/bin/env bash
# The demo newsroom against its gold: a floor under each score of tests/scores/demo.py, so
# that a drop fails.  And the newsroom is what its sources make: tools/demo.py --check.
. "$(dirname "$0")/../cli/lib.sh"
expect 0 python3 "$SR_ROOT/tools/demo.py" --check
SITREP=$SITREP expect 0 python3 "$SR_ROOT/tests/scores/demo.py"
cat "$tmp/out"
while read -r measure floor; do
    value=$(awk -F, -v m="$measure" '$2 == m { print $3 }' "$tmp/out")
    awk -v v="${value:-0}" -v f="$floor" 'BEGIN { exit !(v >= f) }' || miss "$measure is ${value:-absent}, below $floor"
done << 'FLOORS'
read.found 0.94
read.word_f1 0.97
read.title_exact 0.98
read.date_exact 0.97
read.authors_exact 0.80
stories.pair_precision 0.90
stories.pair_f1 0.60
copies.relation_right 0.84
FLOORS
finish
