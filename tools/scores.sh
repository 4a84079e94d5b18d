#!/usr/bin/env bash
# Measures quality on the development data and writes tests/scores/scores.csv.
# The data lies in $SR_SHARED (default: ../shared beside the checkout); sets that are not
# there keep their last rows.   tools/scores.sh PROGRAM
set -eu
SITREP=$(realpath "$1")
export SITREP
cd "$(dirname "$0")/.."
SR_SHARED=$(realpath -m "${SR_SHARED:-../shared}")
export SR_SHARED
table=tests/scores/scores.csv
new=$(mktemp)
trap 'rm -f "$new"' EXIT
for script in tests/scores/*.py; do
    echo "running $script" >&2
    python3 "$script" >> "$new" || echo "$script failed" >&2
done
python3 - "$table" "$new" << 'PY'
import csv, sys
table, new = sys.argv[1:]
head = ["set", "measure", "value", "command"]
rows = {}
def read(path):
    try:
        with open(path, newline="") as f:
            for r in csv.reader(f):
                if len(r) == 4 and r != head:
                    rows[(r[0], r[1])] = r
    except FileNotFoundError:
        pass
read(table)
old = {k: r[2] for k, r in rows.items()}
read(new)
with open(table, "w", newline="") as f:
    w = csv.writer(f, lineterminator="\n")
    w.writerow(head)
    w.writerows(rows[k] for k in sorted(rows))
for k in sorted(rows):
    was = old.get(k)
    print(f"{k[0]:28} {k[1]:28} {rows[k][2]:>8}" + (f"  (was {was})" if was and was != rows[k][2] else ""))
PY
