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

# --given=tokens: documents at "# newdoc", spans of the tokens given, words without columns.
printf '# newdoc id = one\n1\tRebels\t_\t_\t_\t_\t_\t_\t_\t_\n2\tdid\t_\t_\t_\t_\t_\t_\t_\t_\n3\tnot\t_\t_\t_\t_\t_\t_\t_\t_\n4\tleave\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n5\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n# newdoc id = two\nThey\nleft\nTuesday\n.\n\nAll\nleft\n.\n' > "$tmp/g.conllu"
expect 0 "$SITREP" facts --given=tokens --published=2024-11-29 "$tmp/g.conllu"
err_is_empty
lines_are 2
python3 - "$tmp/out" << 'E2' || miss "tokens given"
import json, sys
one, two = map(json.loads, open(sys.argv[1], encoding="utf-8"))
cut = lambda o, s: o["text"].encode()[s[0]:s[1]].decode()
assert [one["id"], two["id"]] == ["one", "two"]
assert [cut(one, t) for t in one["sentences"][0]["tokens"]] == ["Rebels", "did", "not", "leave", "."]
assert [len(s["tokens"]) for s in two["sentences"]] == [4, 3]
p, = one["predicates"]
assert p["span"] == one["sentences"][0]["tokens"][3] and p["polarity"] == "neg"
assert [t["value"] for t in two["times"]] == ["2024-11-26"]
E2
mv "$tmp/out" "$tmp/one"
expect 0 bash -c "'$SITREP' facts --given=tokens --published=2024-11-29 - < '$tmp/g.conllu'"
same "$tmp/one" "$tmp/out"
expect 1 "$SITREP" facts --given=tokens "$tmp/none"
err_has 'could not open'
printf 'a b\n' > "$tmp/bad.conllu"
expect 1 "$SITREP" facts --given=tokens "$tmp/bad.conllu"
err_has 'no line of CoNLL-U'
finish
