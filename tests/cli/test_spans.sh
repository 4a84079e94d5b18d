#!/usr/bin/env bash
# Every line of every brief is found at its span in its source: the demo, and, where they
# are here, a folder of real pages and a real archive.  And every span of their facts.
. "$(dirname "$0")/lib.sh"

look_up() {
    local name=$1
    shift
    "$SITREP" read --now "$now" "$@" > "$tmp/articles.jsonl" 2> /dev/null
    "$SITREP" run --now "$now" --max 100000 --lines 12 --format json "$@" > "$tmp/brief.json" 2> "$tmp/err"
    [ $? -le 1 ] || miss "$name: run failed" "$tmp/err"
    python3 "$SR_ROOT/tests/cli/spans.py" "$tmp/brief.json" "$tmp/articles.jsonl" > "$tmp/found" || miss "$name: a line is not in its source" "$tmp/found"
    echo "$name: $(tail -n 1 "$tmp/found")"
}
look_up_facts() {
    local name=$1
    shift
    "$SITREP" read --now "$now" "$@" > "$tmp/articles.jsonl" 2> /dev/null
    "$SITREP" facts --now "$now" "$@" > "$tmp/facts.jsonl" 2> "$tmp/err"
    [ $? -le 1 ] || miss "$name: facts failed" "$tmp/err"
    python3 "$SR_ROOT/tests/cli/facts_spans.py" "$tmp/facts.jsonl" "$tmp/articles.jsonl" > "$tmp/found" || miss "$name: a fact is not in its source" "$tmp/found"
    echo "$name: $(tail -n 1 "$tmp/found")"
}
now=2025-03-17
look_up_facts "facts of the demo" "$SR_ROOT/demo/feed"
look_up demo "$SR_ROOT/demo/feed"
now=2026-01-01
look_up seed "$SR_ROOT/tests/cli/seed"
pages=$SR_SHARED/data/extract-dev/wcxb/dev/html
archives=$SR_SHARED/data/ingest/warc
if [ -d "$pages" ]; then
    # An eighth of the pages under a sanitizer, which is ten times slower.
    ls "$pages" | { [ -n "${SR_SANITIZE:-}" ] && awk 'NR % 8 == 0' || cat; } | sed "s|^|$pages/|" > "$tmp/list"
    mapfile -t files < "$tmp/list"
    look_up "real pages" "${files[@]}"
    look_up "real archives" "$archives"/*/*.warc.gz
    look_up_facts "facts of real pages" $(printf '%s\n' "${files[@]}" | awk 'NR % 6 == 0')
else
    echo "skipped: the real pages and archives are not here"
fi
finish
