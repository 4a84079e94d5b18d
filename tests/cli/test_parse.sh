#!/usr/bin/env bash
# sitrep parse: CoNLL-U of articles and of given tokens; the same whatever the threads.
. "$(dirname "$0")/lib.sh"

printf '{"id":"a","title":"Floods Kill Nine in Peru","text":"The river rose on Monday. Nobody was warned, said Ana Ruiz."}\n' > "$tmp/a.jsonl"
expect 0 "$SITREP" parse --conllu "$tmp/a.jsonl"
err_is_empty
out_has '^# newdoc id = a$'
out_has '^# text = The river rose on Monday\.$'
out_has $'^3\trose\trise\tVERB\t_\t.*Tense=Past.*\t0\troot\t'
out_has $'\tEntity=B-PER\|'
python3 - "$tmp/out" << 'PY' || miss "parse: not CoNLL-U"
import sys
for block in open(sys.argv[1]).read().strip().split("\n\n"):
    rows = [l.split("\t") for l in block.split("\n") if not l.startswith("#")]
    assert all(len(r) == 10 for r in rows), rows
    assert [int(r[0]) for r in rows] == list(range(1, len(rows) + 1)), rows
    assert sum(r[6] == "0" for r in rows) == 1, rows
PY

for i in $(seq 60); do sed "s/\"a\"/\"a$i\"/" "$tmp/a.jsonl"; done > "$tmp/many.jsonl"
expect 0 "$SITREP" parse --threads 1 "$tmp/many.jsonl"
mv "$tmp/out" "$tmp/one"
expect 0 "$SITREP" parse --threads 2 "$tmp/many.jsonl"
same "$tmp/one" "$tmp/out"

printf '# mine\n1-2\tdon'"'"'t\t_\t_\t_\t_\t_\t_\t_\t_\n1\tdo\t_\t_\t_\t_\t_\t_\t_\t_\n2\tn'"'"'t\t_\t_\t_\t_\t_\t_\t_\t_\n3\tgo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\n' > "$tmp/g.conllu"
expect 0 "$SITREP" parse --given=tokens "$tmp/g.conllu"
lines_are 6
out_has '^# mine$'
out_has $'^1-2\tdon.t\t_'
out_has $'^3\tgo\tgo\tVERB\t.*SpaceAfter=No$'
mv "$tmp/out" "$tmp/one"
expect 0 bash -c "'$SITREP' parse --given=tokens - < '$tmp/g.conllu'"
same "$tmp/one" "$tmp/out"

# Documents of one file are read apart: that letters stand for a person in one says nothing of another.
{
    printf '# newdoc id = 1\n1\tAna\t_\t_\t_\t_\t_\t_\t_\t_\n2\tRuiz\t_\t_\t_\t_\t_\t_\t_\t_\n3\tleft\t_\t_\t_\t_\t_\t_\t_\t_\n\n'
    printf '# newdoc id = 2\n# sent_id = 1\n1\tRuiz\t_\t_\t_\t_\t_\t_\t_\t_\n\n'
} > "$tmp/two.conllu"
sed -n '5,$p' "$tmp/two.conllu" | sed '1{/^$/d}' > "$tmp/second.conllu"
expect 0 "$SITREP" parse --given=tokens "$tmp/two.conllu"
sed -n '/newdoc id = 2/,$p' "$tmp/out" > "$tmp/apart"
expect 0 "$SITREP" parse --given=tokens "$tmp/second.conllu"
same "$tmp/apart" "$tmp/out"

expect 1 "$SITREP" parse --given=tokens "$tmp/none" "$tmp/a.jsonl" "$tmp/g.conllu"
err_has 'could not open'
err_has 'no line of CoNLL-U'
same "$tmp/one" "$tmp/out"
expect 2 "$SITREP" parse --given=words "$tmp/g.conllu"
err_has '"words"'
expect 1 "$SITREP" parse --model "$tmp/g.conllu" "$tmp/a.jsonl"
err_has 'is no model'

# A model file: the English one gives what the one in the program gives; a damaged one is refused by name.
english="$SR_ROOT/models/tag.en.bin"
expect 0 "$SITREP" parse "$tmp/a.jsonl"
mv "$tmp/out" "$tmp/one"
expect 0 "$SITREP" parse --model "$english" "$tmp/a.jsonl"
same "$tmp/one" "$tmp/out"
cp "$english" "$tmp/damaged.bin"
chmod u+w "$tmp/damaged.bin"
printf 'damage' | dd of="$tmp/damaged.bin" bs=1 seek=9000000 conv=notrunc 2> /dev/null
expect 1 "$SITREP" parse --model "$tmp/damaged.bin" "$tmp/a.jsonl"
err_has 'checksum of ".*damaged\.bin" is wrong'
out_is_empty
head -c 1000000 "$english" > "$tmp/short.bin"
expect 1 "$SITREP" parse --model "$tmp/short.bin" "$tmp/a.jsonl"
err_has 'short\.bin" has 1000000 bytes, not'
out_is_empty

# A pack: another language by its file alone.
printf '{"id":"c","text":"Vláda schválila nový zákon."}\n' > "$tmp/c.jsonl"
expect 0 "$SITREP" parse --model "$SR_ROOT/models/packs/tag.cs.bin" "$tmp/c.jsonl"
err_is_empty
out_has $'^2\tschválila\tschválit\tVERB\t.*\t0\troot\t'
out_has $'^4\tzákon\tzákon\tNOUN\t_\tCase=Acc.*\t2\tobj\t'

expect 0 "$SITREP" run --until tag --dump json "$tmp/a.jsonl"
out_has '"names":\['
finish
