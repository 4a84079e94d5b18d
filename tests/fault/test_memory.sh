#!/usr/bin/env bash
# Fault sweep: the k-th allocation of the whole process is refused, for k over all of its
# run.  The program must end by itself, say so, and leave a store that is sound.
. "$(dirname "$0")/../cli/lib.sh"
[ -z "${SR_SANITIZE:-}" ] || skip "the allocator belongs to the sanitizer"
refuse=$SR_BUILD/tests/librefuse.so
[ -f "$refuse" ] || skip "no librefuse.so in this build"

mkdir "$tmp/in"
cat > "$tmp/in/a.jsonl" << 'J'
{"id":"a1","title":"Three die in depot fire in Varna","text":"Three people died in a fire at a fuel depot in Varna on Monday, police said.\n\nThe fire began at 6 a.m., Mayor Ivan Petrov said. \"We do not know the cause,\" he added.","published":"2025-03-10T08:00:00Z","outlet":"one.example"}
{"id":"a2","title":"Varna depot fire: death toll rises to four","text":"Four people died in a fire at a fuel depot in Varna on Monday, police said.\n\nA fourth worker died in hospital.","published":"2025-03-10T12:00:00Z","outlet":"two.example"}
J
cat > "$tmp/in/b.html" << 'H'
<!doctype html><html lang="en"><head><meta charset="windows-1252"><title>Depot fire in Varna - Example</title>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Depot fire in Varna","datePublished":"2025-03-10T09:00:00Z"}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Depot fire in Varna</h1><p>A fire at a fuel depot in Varna killed three people on Monday, and firefighters were still at work by noon, officials said.</p>
<p>The depot stands two kilometres from the port, and the road to it was closed for most of the day while tankers were moved.</p></article></body></html>
H
cat > "$tmp/in/c.xml" << 'X'
<?xml version="1.0"?><rss version="2.0"><channel><title>Example</title><item><title>Port road reopens</title><link>https://x.example/1</link><pubDate>Mon, 10 Mar 2025 18:00:00 GMT</pubDate><description>&lt;p&gt;The road to the port of Varna reopened on Monday evening after the depot fire, the city said.&lt;/p&gt;</description></item></channel></rss>
X
gzip -k "$tmp/in/b.html"

# sweep NAME COMMAND...: every k up to 200, then each 7 % further.
sweep() {
    local name=$1 total k=1 status
    shift
    rm -f "$tmp"/db*
    SR_COUNT="$tmp/count" LD_PRELOAD=$refuse "$@" > /dev/null 2>&1
    total=$(cat "$tmp/count")
    [ "$total" -gt 50 ] || miss "$name: only $total allocations were counted"
    while [ "$k" -le "$total" ]; do
        rm -f "$tmp"/db*
        status=0
        SR_REFUSE=$k LD_PRELOAD=$refuse timeout 20 "$@" > "$tmp/out" 2> "$tmp/err" || status=$?
        if [ "$status" -gt 2 ]; then
            miss "$name: allocation $k of $total refused: exit status $status" "$tmp/err"
        elif [ "$status" -ne 0 ] && [ ! -s "$tmp/err" ]; then
            miss "$name: allocation $k of $total refused: status $status and not a word"
        fi
        if [ -f "$tmp/db" ] && [ "$(sqlite3 "$tmp/db" 'pragma integrity_check' 2>&1)" != ok ]; then
            miss "$name: allocation $k of $total refused: the store is damaged"
        fi
        if [ "$k" -lt 200 ]; then k=$((k + 1)); else k=$((k + 1 + k / 14)); fi
    done
    echo "$name: $total allocations swept"
}
sweep read "$SITREP" read --threads 1 "$tmp/in"
sweep run "$SITREP" run --threads 1 --now 2025-03-17 --db "$tmp/db" "$tmp/in"
sweep workers "$SITREP" read --threads 3 "$tmp/in"
sweep facts "$SITREP" facts --threads 1 "$tmp/in/a.jsonl"
sweep export "$SITREP" export events --format gdelt --mentions "$tmp/mentions" --threads 1 "$tmp/in/a.jsonl"
finish
