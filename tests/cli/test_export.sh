#!/usr/bin/env bash
# sitrep export: the columns of each format, ids that stay, inputs and store alike.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0
fail() {
    echo "$1"
    bad=1
}
news=$SR_ROOT/demo/newsroom/06-kharkiv
run() { "$SITREP" export "$@" 2> "$work/err"; }

"$SITREP" read "$news" > "$work/all.jsonl" 2> /dev/null
tac "$work/all.jsonl" > "$work/back.jsonl"
"$SITREP" run --db "$work/db" "$work/all.jsonl" > /dev/null 2>&1

run events "$work/all.jsonl" > "$work/events.jsonl"
[ -s "$work/events.jsonl" ] || fail "no events of the demo's sixth story"
run events "$work/back.jsonl" | sort > "$work/back.events"
sort "$work/events.jsonl" | cmp -s - "$work/back.events" || fail "the order of the input changes events"
run events --db "$work/db" | sort | cmp -s - "$work/back.events" || fail "the store gives other events than its inputs"
cut -d'"' -f4 "$work/events.jsonl" | sort | uniq -d | grep -q . && fail "ids repeat"

columns() { awk -F'\t' -v n="$1" 'NF != n { bad = 1 } END { exit bad || NR == 0 }'; }
run events --format gdelt --mentions "$work/mentions" "$work/all.jsonl" > "$work/gdelt"
columns 61 < "$work/gdelt" || fail "gdelt has not 61 columns everywhere"
columns 16 < "$work/mentions" || fail "the mentions table has not 16 columns everywhere"
run events --format plover "$work/all.jsonl" | columns 40 || fail "plover has not 40 columns everywhere"
run events --format geojson "$work/all.jsonl" | python3 -c '
import json, sys
d = json.load(sys.stdin)
assert d["type"] == "FeatureCollection"
for f in d["features"]:
    lon, lat = f["geometry"]["coordinates"]
    assert -180 <= lon <= 180 and -90 <= lat <= 90' || fail "geojson is none"
for what in events statements figures positions; do
    run $what --format csv "$work/all.jsonl" | python3 -c '
import csv, sys
rows = list(csv.reader(sys.stdin))
assert rows and all(len(r) == len(rows[0]) for r in rows)' || fail "$what as csv: rows differ in length"
done

for words in "" "weather x" "events" "statements --format gdelt x" "events --format xml x" "events --mentions m x"; do
    run $words > /dev/null
    [ $? -eq 2 ] || fail "\"export $words\" is no usage error"
done
[ $bad -eq 0 ] && echo "exports: columns, ids, store and inputs alike"
exit $bad
