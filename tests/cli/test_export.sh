#!/usr/bin/env bash
# sitrep export: the columns of each format, ids that stay, inputs and store alike.
. "$(dirname "$0")/lib.sh"
news=$SR_ROOT/demo/newsroom/06-kharkiv
run() { "$SITREP" export "$@" 2> "$tmp/err"; }

"$SITREP" read "$news" > "$tmp/all.jsonl" 2> /dev/null
tac "$tmp/all.jsonl" > "$tmp/back.jsonl"
"$SITREP" run --db "$tmp/db" "$tmp/all.jsonl" > /dev/null 2>&1

run events "$tmp/all.jsonl" > "$tmp/events.jsonl"
[ -s "$tmp/events.jsonl" ] || miss "no events of the demo's sixth story"
run events "$tmp/back.jsonl" | sort > "$tmp/back.events"
sort "$tmp/events.jsonl" | cmp -s - "$tmp/back.events" || miss "the order of the input changes events"
run events --db "$tmp/db" | sort | cmp -s - "$tmp/back.events" || miss "the store gives other events than its inputs"
cut -d'"' -f4 "$tmp/events.jsonl" | sort | uniq -d | grep -q . && miss "ids repeat"

columns() { awk -F'\t' -v n="$1" 'NF != n { bad = 1 } END { exit bad || NR == 0 }'; }
run events --format gdelt --mentions "$tmp/mentions" "$tmp/all.jsonl" > "$tmp/gdelt"
columns 61 < "$tmp/gdelt" || miss "gdelt has not 61 columns everywhere"
columns 16 < "$tmp/mentions" || miss "the mentions table has not 16 columns everywhere"
run events --format plover "$tmp/all.jsonl" | columns 40 || miss "plover has not 40 columns everywhere"
run events --format geojson "$tmp/all.jsonl" | python3 -c '
import json, sys
d = json.load(sys.stdin)
assert d["type"] == "FeatureCollection"
for f in d["features"]:
    lon, lat = f["geometry"]["coordinates"]
    assert -180 <= lon <= 180 and -90 <= lat <= 90' || miss "geojson is none"
for what in events statements figures positions; do
    run $what --format csv "$tmp/all.jsonl" | python3 -c '
import csv, sys
rows = list(csv.reader(sys.stdin))
assert rows and all(len(r) == len(rows[0]) for r in rows)' || miss "$what as csv: rows differ in length"
done

for words in "" "weather x" "events" "statements --format gdelt x" "events --format xml x" "events --mentions m x"; do
    # shellcheck disable=SC2086
    expect 2 "$SITREP" export $words
done
finish
