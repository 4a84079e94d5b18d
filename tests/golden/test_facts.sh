#!/usr/bin/env bash
# Figures of the casualties in tests/golden/facts: at least 90 of 100, at most 3 wrong measures of 100.
set -u
SITREP=${SITREP:?} python3 "$SR_ROOT/tests/scores/facts.py" casualties-dev casualties-test |
    python3 -c '
import csv, sys
bad = 0
for row in csv.reader(sys.stdin):
    low = row[1] == "facts.frames.f1" and float(row[2]) < 90
    wrong = row[1] == "facts.frames.wrong_measure" and float(row[2]) > 3
    if low or wrong:
        print("FAIL:", *row[:3])
    bad += low or wrong
sys.exit(bad > 0)'
