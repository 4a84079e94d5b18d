#!/usr/bin/env bash
# Every byte of a text leads to the bytes of the page it came from: golden pages, pages in
# many encodings, and, where they are here, real pages.
. "$(dirname "$0")/lib.sh"

look_up() {
    local name=$1
    shift
    "$SITREP" read --page-map --now 2026-01-01 "$@" > "$tmp/articles.jsonl" 2> /dev/null
    python3 "$SR_ROOT/tests/cli/page_map.py" "$tmp/articles.jsonl" > "$tmp/found" || miss "$name: a text is not its page's" "$tmp/found"
    echo "$name: $(tail -n 1 "$tmp/found")"
}
look_up "golden pages" "$SR_ROOT"/tests/golden/extract/
mkdir "$tmp/encodings"
python3 - "$tmp/encodings" << 'EOF'
import sys
page = '<html><head><meta charset="%s"><title>T</title></head><body><article><h1>%s</h1><p>%s</p><p>%s</p></article>'
texts = {
    "gbk shift_jis euc-kr gb18030 big5 iso-2022-jp":
        "これは最初の段落です。&ldquo;東京&rdquo;で<b>新しい</b>橋が開通し、&amp;多くの人が集まりました。政府は来年も計画を続けると発表しました。",
    "windows-1251 koi8-r utf-16 utf-32 utf-8-sig":
        "Это первый абзац статьи, в котором &quot;говорится&quot; о <i>новом</i> мосте. Правительство объявило, что проект продолжат.",
    "utf-16-be utf-8": "Café am Ring, Cafe&#769; 😀 and many words, so that it is an article. The government said so on Monday.",
}
for names, text in texts.items():
    for name in names.split():
        html = page % (name.replace("-sig", ""), text[:9], text * 3, text)
        with open(f"{sys.argv[1]}/{name}.html", "wb") as f:
            f.write(html.encode(name, "xmlcharrefreplace"))
EOF
look_up "encodings" "$tmp/encodings"
pages=$SR_SHARED/data/extract-dev
if [ -d "$pages" ]; then
    mkdir "$tmp/pages"
    # SR_ALL=1 takes all 1,782, which is a matter of minutes.
    find "$pages" -name '*.html' -o -name '*.html.gz' | sort | { [ -n "${SR_ALL:-}" ] && cat || awk 'NR % 20 == 0'; } |
        while read -r f; do gzip -dcf "$f" > "$tmp/pages/$(basename "$(dirname "$f")")-$(basename "$f" .gz)"; done
    look_up "real pages" "$tmp/pages"
else
    echo "skipped: the real pages are not here"
fi
