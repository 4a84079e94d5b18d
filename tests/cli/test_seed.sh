#!/usr/bin/env bash
# The sample that every stage must handle: an article whose list of related sources is
# empty, and a folder with reports of the same happening: `sitrep run` fills the list.
. "$(dirname "$0")/lib.sh"
folder=$SR_ROOT/tests/cli/seed
seed=$SR_SHARED/seed/article.txt
if [ ! -f "$seed" ]; then
    # The same shape, in words of our own.
    echo "the seed article is not here: a stand-in is used"
    seed=$tmp/article.txt
    cat > "$seed" << 'T'
Zelenskyy Floats NATO Umbrella for Land That Ukraine Holds
Ukrainian President Volodymyr Zelenskyy suggested in an interview with Sky News that the territory under Kyiv's control be taken under the NATO umbrella to stop the hot stage of the war with Russia. He said such an offer had never been formally made to Ukraine.
The proposal came after Russian missile and drone attacks left more than a million people without heat and power. Zelenskyy spoke with British Prime Minister Keir Starmer, who condemned the attacks on Ukraine's energy infrastructure. Several Western allies have resisted an invitation before the war ends.
Related Sources:
T
fi
expect 0 "$SITREP" run --now 2024-12-01 --format json "$seed" "$folder"
python3 - "$tmp/out" << 'PY' || miss "the seed's story lacks its related sources" "$tmp/out"
import json, sys
report = json.load(open(sys.argv[1]))
stories = report["stories"]
main = max(stories, key=lambda s: len(s["sources"]))
member = {m["id"]: m.get("url", "") for m in main["members"]}
text = " ".join(member[s["article"]] for s in main["sources"])
for part in ("easternmonitor.example", "nine.example", "kremlin-nato"):
    assert part in text, f"{part} is not among the sources"
for part in ("flood", "vote"):
    assert part not in text, f"{part} is no source of it"
PY
# The seed says no date of its own: the story's days are those of the dated reports.
python3 - "$tmp/out" << 'PY' || miss "the arrival of an undated article counts as a day of its story"
import json, sys
main = max(json.load(open(sys.argv[1]))["stories"], key=lambda s: len(s["sources"]))
assert main["first"].startswith("2024-11-29") and main["last"].startswith("2024-11-30"), (main["first"], main["last"])
PY
# The list itself, for the article that lacks it.
"$SITREP" run --now 2024-12-01 --db "$tmp/seed.db" "$seed" "$folder" > /dev/null 2>&1
article=$(sqlite3 "$tmp/seed.db" "select id from articles where input_file = '$seed'")
expect 0 "$SITREP" brief --db "$tmp/seed.db" --article "$article"
out_has 'Related Sources'
for outlet in 'Channel Nine World' 'Eastern Monitor' 'Continental Wire'; do
    out_has "$outlet"
done
! grep -q 'Thailand' "$tmp/out" || miss "a flood is among the related sources"
expect 1 "$SITREP" brief --db "$tmp/seed.db" --article nothing
err_has 'nothing'
finish
