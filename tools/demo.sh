#!/usr/bin/env bash
# The main job on the sample newsroom: pages, an archive, two feeds and JSON Lines in,
# the brief out.  tools/demo.sh PROGRAM
set -eu
sitrep=$1
cd "$(dirname "$0")/.."
out=build/demo
mkdir -p "$out"
rm -f "$out"/news.db*

# The newsroom's week ended on 16 March 2025: the clock is set there, so that the demo is
# the same every day.  Section fronts in it are no articles: sitrep says so, and goes on.
now=2025-03-17T06:00:00Z
status=0
"$sitrep" run --now "$now" --db "$out/news.db" --max 8 demo/feed || status=$?
[ "$status" -le 1 ] || exit "$status"
"$sitrep" brief --now "$now" --db "$out/news.db" --format html > "$out/brief.html"

echo
echo "The same as a page:       $out/brief.html"
echo "Ask the store:            $sitrep search --db $out/news.db \"grain terminal\""
echo "One story as Markdown:    $sitrep brief --db $out/news.db --format markdown --max 1"
