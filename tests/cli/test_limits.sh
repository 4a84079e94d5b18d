#!/usr/bin/env bash
# The worst inputs, through the whole program: each ends, says which limit it met, and
# leaves the good article beside it alone.  ctest's limit on time is the judge of linear.
. "$(dirname "$0")/lib.sh"
good="$tmp/good.jsonl"
printf '{"id":"good","title":"Good","text":"It is still here."}\n' > "$good"

# hostile NAME: standard input becomes a page; it must end and leave `good` alone.
hostile() {
    cat > "$tmp/$1"
    got=0
    "$SITREP" read --threads 1 "$tmp/$1" "$good" > "$tmp/out" 2> "$tmp/err" || got=$?
    [ "$got" -le 1 ] || miss "$1: exit status $got"
    out_has '"id":"good"'
    rm -f "$tmp/$1"
}
py() { python3 -c "import sys; w = sys.stdout.write
$1"; }

py 'w("<!doctype html><body>" + "<div>" * 200000 + "deep words here")' | hostile nested-div
err_has 'depth|nested|deep'
py 'w("<!doctype html><body>" + "<b><p>" * 160000)' | hostile misnested
py 'w("<!doctype html><body>" + "<table><tr><td>" * 70000)' | hostile tables
py 'w("<!doctype html><body><a " + " ".join(f"a{i}=1" for i in range(200000)) + ">x</a>")' | hostile attributes
err_has 'attributes'
py 'w("<!doctype html><body><a title=\""); [w("x" * 1000000) for _ in range(50)]; w("\">x</a>")' | hostile attribute-50MB
err_has 'byte|large|limit|long|cut'
py 'w("<!doctype html><body><p>" + "&amp;&lt;&eacute;&#x41;" * 50000)' | hostile entities
py 'w("<!doctype html><body>" + "<" * 1000000)' | hostile less-than
py 'w("<!doctype html><body>" + "<!--" * 250000)' | hostile comments
py 'w("<!doctype html><script>" + "<!--<script>" * 80000)' | hostile scripts
py 'w("<!doctype html><body>" + "</p>" * 250000)' | hostile end-tags
py 'w("<!doctype html><body><p>" + "word " * 200000)' | hostile one-paragraph
py 'w("<!doctype html><body>" + "<a href=/x>link</a> " * 50000)' | hostile links
py 'sys.stdout.buffer.write(b"<!doctype html><body><p>" + b"\xff\xfe\xc3(" * 750000)' | hostile invalid-utf8
py 'w("<!doctype html><body><p>" + "a" * 1000000)' | hostile one-word
py 'w("." * 1000000)' | hostile stops
py 'w("\"" * 1000000)' | hostile quotes
py 'w("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>" + "<item>" * 150000)' | hostile deep-feed
py 'w("<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a \"" + "x" * 100 + "\">" + "".join(f"<!ENTITY {chr(98 + i)} \"" + f"&{chr(97 + i)};" * 10 + "\">" for i in range(9)) + "]><rss><channel><title>&j;</title></channel></rss>")' | hostile xml-bomb

# A gzip bomb: 200 MB of zeros in 200 kB.
head -c 200000000 /dev/zero | gzip -9 > "$tmp/bomb.gz"
expect 1 "$SITREP" read "$tmp/bomb.gz" "$good"
out_has '"id":"good"'
err_has 'bomb\.gz'

# One line of 1 GB is passed over without being held.
{
    printf '{"title":"big","text":"'
    head -c 1000000000 /dev/zero | tr '\0' 'x'
    printf '"}\n'
    cat "$good"
} | (
    [ -n "${SR_SANITIZE:-}" ] || ulimit -v 1500000
    "$SITREP" read --threads 1 - > "$tmp/out" 2> "$tmp/err"
    echo $? > "$tmp/status"
)
[ "$(cat "$tmp/status")" -eq 1 ] || miss "1 GB line: status $(cat "$tmp/status")"
out_has '"id":"good"'
err_has 'JSON_LINE|line'

# Facts of 1 MB of one word: cut, noted, and the article stays (a tenth of it under a sanitizer).
n=$([ -n "${SR_SANITIZE:-}" ] && echo 75000 || echo 750000)
for words in 'Kyiv ' 'attack ' 'she said ' '"a" ' '14 people killed ' 'RUSSIA ATTACKED UKRAINE AND ' 'Ann Lee, Bob Ray, ' 'Russia attacked Ukraine. '; do
    python3 -c 'import json, sys
w, n = sys.argv[1], int(sys.argv[2])
print(json.dumps({"id": "worst", "published": "2024-11-29", "text": w * (n // len(w))}, separators=(",", ":")))' "$words" "$n" > "$tmp/worst.jsonl"
    cat "$good" >> "$tmp/worst.jsonl"
    got=0
    "$SITREP" facts --threads 1 "$tmp/worst.jsonl" > "$tmp/out" 2> "$tmp/err" || got=$?
    [ "$got" -le 1 ] || miss "facts of '$words': exit status $got"
    out_has '"id":"worst"'
    out_has '"id":"good"'
done
finish
