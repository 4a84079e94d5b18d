#!/usr/bin/env bash
# Figures of the cases and passages in tests/golden/statements: who speaks, in whose words.
set -u
SITREP=${SITREP:?} python3 "$SR_ROOT/tests/scores/statements.py" cases-tuned cases-blind speakers-dev speakers |
    python3 -c '
import csv, sys
bad = 0
for row in csv.reader(sys.stdin):
    low = float(row[2]) < {"cases-blind": 85, "speakers": 88}.get(row[0], 95)
    if low:
        print("FAIL:", *row[:3])
    bad += low
sys.exit(bad > 0)'
