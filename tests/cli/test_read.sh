#!/usr/bin/env bash
# sitrep read: kinds told from bytes, places named, bad input said and passed over.
. "$(dirname "$0")/lib.sh"

printf '{"id":"a","title":"One","text":"First.\\n\\nSecond.","published":"2024-11-29T18:20:00Z","mine":7}\n' > "$tmp/a.jsonl"
cat > "$tmp/b.page" << 'H'
<!doctype html><html lang="en"><head><title>Bridge reopens after repairs | The Example</title>
<meta property="og:type" content="article"><meta property="og:site_name" content="The Example">
<meta property="article:published_time" content="2025-03-10T12:00:00Z"></head>
<body><header><a href="/">Home</a> <a href="/news">News</a></header>
<article><h1>Bridge reopens after repairs</h1><p class="byline">By Ana Ruiz</p>
<p>The bridge over the river reopened on Monday after nine weeks of repairs, the city said, and traffic was normal by noon.</p>
<p>Engineers replaced forty bearings and two expansion joints, and the work cost less than had been planned, according to a statement.</p>
<p>"We expect it to last for thirty years," said Marta Soler, who led the work, at a short ceremony on the northern bank.</p>
<p>Buses that had been sent over the motorway since January went back to their old routes on the same day, the operator said.</p>
</article><footer>© 2025 The Example</footer></body></html>
H

expect 0 "$SITREP" read "$tmp/a.jsonl" "$tmp/b.page"
lines_are 2
err_is_empty
python3 - "$tmp/out" << 'PY' || miss "read: wrong fields"
import json, sys
a, b = [json.loads(l) for l in open(sys.argv[1])]
assert a["id"] == "a" and a["text"] == "First.\n\nSecond." and a["extra"] == {"mine": 7}, a
assert a["published"] == "2024-11-29T18:20:00Z" and a["input"]["offset"] == 0, a
assert b["title"] == "Bridge reopens after repairs" and b["lang"] == "en", b
assert "forty bearings" in b["text"] and b["input"]["file"].endswith("b.page"), b
assert a["notes"] == [] and b["notes"] == [], b
PY

# What read writes, read reads: to the byte.
"$SITREP" read "$tmp/a.jsonl" "$tmp/b.page" > "$tmp/once.jsonl"
"$SITREP" read "$tmp/once.jsonl" | sed -E 's/"input":\{[^}]*\},//' > "$tmp/twice"
sed -E 's/"input":\{[^}]*\},//' "$tmp/once.jsonl" > "$tmp/once"
python3 - "$tmp/once" "$tmp/twice" << 'PY' || miss "read: not the same when read again"
import json, sys
once, twice = [[json.loads(l) for l in open(p)] for p in sys.argv[1:]]
for a, b in zip(once, twice, strict=True):
    for k in ("id", "url", "title", "text", "published", "authors", "outlet", "lang", "extra"):
        assert a.get(k) == b.get(k), (k, a.get(k), b.get(k))
PY

# Standard input, gzip, zstd: the same article.
gzip -k "$tmp/b.page"
zstd -q -k "$tmp/b.page"
for input in "$tmp/b.page.gz" "$tmp/b.page.zst"; do
    "$SITREP" read "$input" | python3 -c 'import json,sys; print(json.loads(sys.stdin.readline())["text"])' > "$tmp/text1"
    "$SITREP" read - < "$tmp/b.page" | python3 -c 'import json,sys; print(json.loads(sys.stdin.readline())["text"])' > "$tmp/text2"
    same "$tmp/text1" "$tmp/text2"
done

# Bad input: named with its reason and offset, the rest done, status 1.
printf '{"title":"T","text":"Good."}\n{broken\n{"title":"U","text":"Good too."}\n' > "$tmp/c.jsonl"
expect 1 "$SITREP" read "$tmp/c.jsonl"
lines_are 2
err_has 'c\.jsonl.*29|c\.jsonl:29'
expect 1 "$SITREP" read "$tmp/missing" "$tmp/a.jsonl"
lines_are 1
err_has 'missing.*(o such file|cannot|could not)'
printf '{"title":"T","text":"Good.","published":"2024-06-31"}\n' > "$tmp/d.jsonl"
expect 1 "$SITREP" read "$tmp/d.jsonl"
lines_are 1
err_has '2024-06-31'
out_has '"bad-date"'
head -c 200 "$tmp/b.page.gz" > "$tmp/cut.gz"
expect 1 "$SITREP" read "$tmp/cut.gz" "$tmp/a.jsonl"
err_has 'cut\.gz'
printf '<html><body><nav><a href=/a>One</a> <a href=/b>Two</a></nav></body></html>' > "$tmp/empty.html"
expect 1 "$SITREP" read "$tmp/empty.html"
err_has 'empty\.html'
printf '\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR' > "$tmp/picture"
expect 1 "$SITREP" read "$tmp/picture"
err_has 'picture'

# Directories, in order of their names; any number of workers gives the same bytes.
mkdir -p "$tmp/dir/sub"
for i in 1 2 3 4 5 6 7 8 9; do
    sed "s/Bridge/Bridge $i/g; s/nine weeks/$i weeks/" "$tmp/b.page" > "$tmp/dir/sub/$i.html"
done
cp "$tmp/a.jsonl" "$tmp/dir/0.jsonl"
for n in 1 2 7; do
    expect 0 "$SITREP" read --threads $n "$tmp/dir"
    lines_are 10
    cp "$tmp/out" "$tmp/threads$n"
done
same "$tmp/threads1" "$tmp/threads2"
same "$tmp/threads1" "$tmp/threads7"

# What the pages of a site share: learnt by one run, left out by the next, the same with any
# number of workers.
mkdir "$tmp/site"
for i in 1 2 3 4; do
    sed "s|<head>|<head><link rel=canonical href=https://site.example/$i>|; s|</article>|<p>The writer of these lines lives by the river and keeps bees, a boat and two old goats.</p></article>|; s/nine weeks/$i weeks/" \
        "$tmp/b.page" > "$tmp/site/$i.html"
done
expect 0 "$SITREP" read --site-memory "$tmp/memory" "$tmp/site"
[ "$(grep -c 'two old goats' "$tmp/out")" -eq 4 ] || miss "a first run knows nothing of a site"
cp "$tmp/memory" "$tmp/memory2"
expect 0 "$SITREP" read --threads 3 --site-memory "$tmp/memory" "$tmp/site"
grep -q 'two old goats' "$tmp/out" && miss "a line of all pages is left in"
cp "$tmp/out" "$tmp/second"
expect 0 "$SITREP" read --threads 1 --site-memory "$tmp/memory2" "$tmp/site"
same "$tmp/out" "$tmp/second"
same "$tmp/memory" "$tmp/memory2"
echo "no memory" > "$tmp/memory"
expect 1 "$SITREP" read --site-memory "$tmp/memory" "$tmp/site"
err_has 'memory of sites'

# A reader that goes away: said, status 1, no crash.
for i in $(seq 300); do cat "$tmp/a.jsonl"; done > "$tmp/many.jsonl"
{ "$SITREP" read "$tmp/many.jsonl" "$tmp/many.jsonl" "$tmp/many.jsonl" 2> "$tmp/err"; echo $? > "$tmp/status"; } | head -n 1 > /dev/null
[ "$(cat "$tmp/status")" -le 1 ] || miss "read into a closed pipe: status $(cat "$tmp/status")"
if [ -w /dev/full ]; then
    "$SITREP" read "$tmp/a.jsonl" > /dev/full 2> "$tmp/err"
    [ $? -eq 1 ] || miss "read onto a full disk: no failure"
    err_has 'could not write'
fi
finish
