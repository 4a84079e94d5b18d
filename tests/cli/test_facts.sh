#!/usr/bin/env bash
# sitrep facts: the day of the article, the day given, none; spans that cut the text.
. "$(dirname "$0")/lib.sh"
article='{"id":"a","title":"Five die","text":"At least 14 people were killed on Tuesday.","published":"2024-11-29T18:20:00Z"}'
out=$("$SITREP" facts - <<< "$article")
python3 - "$out" << 'E2' || miss "values of the article's own day"
import json, sys
o = json.loads(sys.argv[1])
text = "At least 14 people were killed on Tuesday."
assert o["published"] == "2024-11-29T18:20:00Z"
assert [t["value"] for t in o["times"]] == ["2024-11-26"]
for x in o["times"] + [a for a in o["amounts"] if a.get("in") != "title"]:
    assert text[x["span"][0]:x["span"][1]] == x["text"], x
assert [(a["value"], a["measure"]) for a in o["amounts"]] == [(5, "killed"), (14, "killed")]
E2
"$SITREP" facts --published=2024-12-31 - <<< "$article" | grep -q '"value":"2024-12-31"' || miss "--published stands for the article's day"
echo '{"id":"a","text":"It rained on Tuesday."}' | "$SITREP" facts - 2> /dev/null | grep -q '"value":"XXXX-WXX-2".*"no-date"' || miss "no day: relative, with a note"
expect 2 "$SITREP" facts --published=never x
expect 2 "$SITREP" facts
"$SITREP" facts --help | grep -q published || miss "--help"
"$SITREP" run --until facts --dump json - <<< "$article" | grep -q '"amounts":\[' || miss "the dump has the tables"
finish
