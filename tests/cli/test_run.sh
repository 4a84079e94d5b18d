#!/usr/bin/env bash
# sitrep run, brief, search: the demo into a store, again, in parts, and killed on the way.
. "$(dirname "$0")/lib.sh"
now="--now 2025-03-17T06:00:00Z"
demo=$SR_ROOT/demo/feed

# What a store holds, in an order that does not depend on internal keys.
dump() {
    sqlite3 "$1" "
        select 'a', id, title, published_s, text from articles order by id;
        select 'c', a.id, c.origin, c.relation, c.of_id, round(c.shared, 6) from copies c join articles a on a.key = c.article order by a.id;
        select 'm', a.id, s.id, m.opened from members m join articles a on a.key = m.article join stories s on s.key = m.story order by a.id;
        select 's', a.id, s.n, s.beg, s.end from sentences s join articles a on a.key = s.article order by a.id, s.n;"
}
sound() {
    [ "$(sqlite3 "$1" 'pragma integrity_check; pragma foreign_key_check;')" = ok ] || miss "$1 is damaged"
}

expect 1 "$SITREP" run $now --db "$tmp/one.db" "$demo"
out_has 'Related [Ss]ources'
err_has '[0-9]+ new articles, [0-9]+ corrected, 0 known'
sound "$tmp/one.db"
dump "$tmp/one.db" > "$tmp/one"
[ "$(wc -l < "$tmp/one")" -gt 500 ] || miss "the store of the demo holds little"

# Again: nothing changes, and the brief is the same.
cp "$tmp/out" "$tmp/brief1"
expect 1 "$SITREP" run $now --db "$tmp/one.db" "$demo"
err_has '^sitrep: 0 new articles'
same "$tmp/brief1" "$tmp/out"
dump "$tmp/one.db" > "$tmp/again"
same "$tmp/one" "$tmp/again"

# Any number of workers gives the same store.
for n in 1 3; do
    "$SITREP" run $now --threads $n --db "$tmp/threads$n.db" "$demo" > "$tmp/brief$n" 2> /dev/null
    dump "$tmp/threads$n.db" > "$tmp/threads$n"
done
same "$tmp/threads1" "$tmp/threads3"
same "$tmp/brief1" "$tmp/brief3"

# In parts, one process each: a restart forgets nothing.  (Of a corrected article a
# restart knows the last text alone, so each article comes once here.)
"$SITREP" read --now 2025-03-17T06:00:00Z "$demo" 2> /dev/null | python3 -c '
import json, sys
once = {}
for line in sys.stdin:
    once[json.loads(line)["id"]] = line
sys.stdout.writelines(once.values())' > "$tmp/all.jsonl"
"$SITREP" run $now --db "$tmp/whole.db" "$tmp/all.jsonl" > /dev/null 2>&1
split -l 13 "$tmp/all.jsonl" "$tmp/part."
for part in "$tmp"/part.*; do
    "$SITREP" run $now --db "$tmp/parts.db" "$part" > /dev/null 2>&1
done
dump "$tmp/whole.db" > "$tmp/whole"
dump "$tmp/parts.db" > "$tmp/parts"
same "$tmp/whole" "$tmp/parts"

# Killed at any moment: what was kept is whole, and a second run completes it.
python3 - "$tmp/all.jsonl" "$tmp/many.jsonl" << 'PY'
import json, sys
with open(sys.argv[2], "w") as out:
    for k in range(30):
        for line in open(sys.argv[1]):
            a = json.loads(line)
            if a.get("text"):
                a = {"id": f"{k}-{a['id']}", "title": a.get("title", ""), "text": a["text"], "published": a.get("published", "2025-03-12")}
                out.write(json.dumps(a) + "\n")
PY
"$SITREP" run $now --db "$tmp/control.db" "$tmp/many.jsonl" > /dev/null 2>&1
dump "$tmp/control.db" > "$tmp/control"
for wait in 0.05 0.2 0.4 0.7 1.1; do
    rm -f "$tmp"/killed.db*
    "$SITREP" run $now --db "$tmp/killed.db" "$tmp/many.jsonl" > /dev/null 2>&1 &
    sleep $wait
    kill -9 $! 2> /dev/null
    wait $! 2> /dev/null
    if [ -f "$tmp/killed.db" ]; then
        sound "$tmp/killed.db"
        "$SITREP" run $now --db "$tmp/killed.db" "$tmp/many.jsonl" > /dev/null 2>&1
        dump "$tmp/killed.db" > "$tmp/killed"
        same "$tmp/control" "$tmp/killed"
    fi
done

# Brief and search of a store.
for format in text markdown html json; do
    expect 0 "$SITREP" brief --db "$tmp/one.db" --format $format
    [ -s "$tmp/out" ] || miss "an empty brief as $format"
done
expect 0 "$SITREP" brief --db "$tmp/one.db" --color always
out_has $'\033\\['
expect 0 "$SITREP" brief --db "$tmp/one.db"
! grep -q $'\033' "$tmp/out" || miss "colour without a terminal"
story=$(sqlite3 "$tmp/one.db" 'select id from stories order by id limit 1')
expect 0 "$SITREP" brief --db "$tmp/one.db" --story "$story" --format json
expect 1 "$SITREP" brief --db "$tmp/one.db" --story nothing
err_has 'nothing'
expect 1 "$SITREP" brief --db "$tmp/missing.db"
err_has 'missing\.db'
[ ! -e "$tmp/missing.db" ] || miss "reading made a store"
echo "this is no database, and it is long enough to look like one" > "$tmp/text.db"
expect 1 "$SITREP" brief --db "$tmp/text.db"
err_has 'text\.db'
expect 1 "$SITREP" run --db "$tmp/text.db" "$tmp/all.jsonl"
err_has 'text\.db'
expect 0 "$SITREP" search --db "$tmp/one.db" --format json Constanța terminal
out_has '"sentence"'
expect 0 "$SITREP" search --db "$tmp/one.db" Constanta terminal
out_has 'Constan'
expect 0 "$SITREP" search --db "$tmp/one.db" xyzzyplugh
out_is_empty
expect 2 "$SITREP" search --db "$tmp/one.db" '"'
expect 0 "$SITREP" search --db "$tmp/one.db" 'title:x OR NEAR("a" "b", 3) ) ('
finish
