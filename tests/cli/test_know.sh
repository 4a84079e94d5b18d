#!/usr/bin/env bash
# sitrep know: asking, files of the user, checks, imports.
. "$(dirname "$0")/lib.sh"

# --- asking
expect 0 "$SITREP" know actor "emmanuel macron" --on 2024-11-29
out_has '"name":"Emmanuel Macron".*"code":"FRA.GOV","role":"head of state"'
expect 0 "$SITREP" know actor "Emmanuel Macron" --on 2015-06-01
out_has '"role":"finance minister"|"roles":\['
expect 0 "$SITREP" know place Kharkiv --max 1
out_has '^\{"geonames":706483,"name":"Kharkiv","country":"UKR","adm1":"Kharkiv Oblast"'
lines_are 1
expect 1 "$SITREP" know actor "Nobody Ofthatname"
err_has 'nothing is known of "Nobody Ofthatname"'
out_is_empty
expect 2 "$SITREP" know actor
expect 2 "$SITREP" know dance x
err_has 'there is nothing to "dance"'
expect 1 "$SITREP" know actor Macron --know "$tmp/none"
err_has 'could not read'

# --- files of the user: they add, and win
cat > "$tmp/mine.know" <<'END'
# sitrep know: people
Amina Testperson	A. Testperson	FRA	head of state	president	FRA.GOV	2031-05-13
Emmanuel Macron		FRA	head of state	president	FRA.GOV	2017-05-14	2031-05-12
# sitrep know: organisations
Testville Rebels	TVR	armed group	FRA	FRA.REB
# sitrep know: places
0	Testville		FRA			P.PPL	46.5	2.5	1200
END
expect 0 "$SITREP" know check "$tmp/mine.know"
err_is_empty
expect 0 "$SITREP" know actor Testperson TVR "Emmanuel Macron" --know "$tmp/mine.know" --on 2032-01-01
out_has '"id":"sitrep:amina-testperson".*"role":"head of state"'
out_has '"name":"Testville Rebels".*"code":"FRA.REB"'
out_has '"name":"Emmanuel Macron".*"until":"2031-05-12"'
grep '"name":"Emmanuel Macron"' "$tmp/out" | grep -q '"role":"head of state"' && miss "an office that ended"
expect 0 "$SITREP" know place Testville --know "$tmp/mine.know"
out_has '"lat":46.5,"lon":2.5,"precision":"city"'

# --- checks: every error, with file and line
printf 'A B\t\tFRX\thead of state\nA B\t\tFRA\tcook\nA B\t\tFRA\tmayor\t\t\t2024-06-31\n' > "$tmp/bad.people.tsv"
expect 1 "$SITREP" know check "$tmp/bad.people.tsv"
err_has 'bad.people.tsv:1: there is no country "FRX"'
err_has 'bad.people.tsv:2: "cook" is no office'
err_has 'bad.people.tsv:3: "2024-06-31" is no day'
expect 1 "$SITREP" know actor Macron --know "$tmp/bad.people.tsv"
err_has 'bad.people.tsv:1'
out_is_empty

# --- import wikidata: the three shapes say the same
cat > "$tmp/q.csv" <<'END'
person,personLabel,altLabel,positionLabel,countryLabel,start,end
http://www.wikidata.org/entity/Q900000001,Ada Example,"A. Example|Ada ""The"" Example",President of France,France,2001-02-03T00:00:00Z,2004-05-06T00:00:00Z
http://www.wikidata.org/entity/Q900000001,Ada Example,,Minister of Foreign Affairs,FRA,1999,
END
cat > "$tmp/q.jsonl" <<'END'
{"person":"Q900000001","personLabel":"Ada Example","altLabel":"A. Example|Ada \"The\" Example","positionLabel":"President of France","country":"FRA","start":"2001-02-03","end":"2004-05-06"}
{"person":{"value":"http://www.wikidata.org/entity/Q900000001"},"personLabel":{"value":"Ada Example"},"positionLabel":{"value":"Minister of Foreign Affairs"},"country":{"value":"FR"},"start":{"value":"1999"}}
END
cat > "$tmp/dump.json" <<'END'
[
{"id":"Q142","labels":{"en":{"value":"France"}},"claims":{"P298":[{"mainsnak":{"datavalue":{"value":"FRA"}}}]}},
{"id":"Q1","labels":{"en":{"value":"President of France"}},"claims":{"P1001":[{"mainsnak":{"datavalue":{"value":{"id":"Q142"}}}}]}},
{"id":"Q2","labels":{"en":{"value":"Minister of Foreign Affairs"}},"claims":{"P17":[{"mainsnak":{"datavalue":{"value":{"id":"Q142"}}}}]}},
{"id":"Q900000001","labels":{"en":{"value":"Ada Example"}},"aliases":{"en":[{"value":"A. Example"},{"value":"Ada \"The\" Example"}]},"claims":{"P39":[{"mainsnak":{"datavalue":{"value":{"id":"Q1"}}},"qualifiers":{"P580":[{"datavalue":{"value":{"time":"+2001-02-03T00:00:00Z"}}}],"P582":[{"datavalue":{"value":{"time":"+2004-05-06T00:00:00Z"}}}]}},{"mainsnak":{"datavalue":{"value":{"id":"Q2"}}},"qualifiers":{"P580":[{"datavalue":{"value":{"time":"+1999-00-00T00:00:00Z"}}}]}}]}}
]
END
for shape in q.csv q.jsonl dump.json; do
    expect 0 "$SITREP" know import wikidata "$tmp/$shape"
    out_has '^Ada Example	A. Example;Ada "The" Example	FRA	head of state	President of France	FRA.GOV	2001-02-03	2004-05-06	Q900000001$'
    out_has 'FRA	foreign minister	Minister of Foreign Affairs	FRA.GOV	1999		Q900000001$'
    lines_are 3
    cp "$tmp/out" "$tmp/people.know"
    expect 0 "$SITREP" know check "$tmp/people.know"
done
expect 0 "$SITREP" know actor Example --know "$tmp/people.know" --on 2003-01-01
out_has '"id":"wikidata:Q900000001".*"role":"head of state"'
printf 'a,b\n1,2\n' > "$tmp/other.csv"
expect 1 "$SITREP" know import wikidata "$tmp/other.csv"
err_has 'no column of names'

# --- import phoenix
cat > "$tmp/phoenix.txt" <<'END'
# a comment
ADA_EXAMPLE_ ; a note
+A._EXAMPLE_
	[FRAELI 750101-000101]
	[FRAGOV >011222]
EXAMPLE_LIBERATION_FRONT_
	[FRAREB]
FRANCE_ [FRA]
END
expect 0 "$SITREP" know import phoenix "$tmp/phoenix.txt"
out_has '^Ada Example	A. Example	FRA	other		FRA.GOV	2001-12-22	$'
out_has '^Example Liberation Front		armed group	FRA	FRA.REB		$'
lines_are 5
cp "$tmp/out" "$tmp/phoenix.know"
expect 0 "$SITREP" know check "$tmp/phoenix.know"

# --- import geonames
{
    printf '900001\tTeststadt\tTeststadt\tTestville-sur-Mer,Тестштадт\t48.5\t2.25\tP\tPPL\tFR\t\t11\t\t\t\t12345\t\t\t\t2024-01-01\n'
    printf '900002\tRégion Test\tRegion Test\t\t48\t2\tA\tADM1\tFR\t\t11\t\t\t\t0\t\t\t\t2024-01-01\n'
    printf 'no line\n'
    printf '900003\tNowhere\tNowhere\t\t48\t2\tP\tPPL\tXX\t\t\t\t\t\t0\t\t\t\t2024-01-01\n'
} > "$tmp/all.txt"
printf '1\t900001\tde\tProbestadt\n2\t900001\tlink\thttps://example.org\n3\t77\ten\tElsewhere\n' > "$tmp/alt.txt"
expect 2 "$SITREP" know import geonames "$tmp/all.txt"
err_has 'needs --out'
expect 0 "$SITREP" know import geonames "$tmp/all.txt" "$tmp/alt.txt" --out "$tmp/geo.know"
err_has '^sitrep: 2 places with 6 names; 2 lines were none'
cp "$tmp/geo.know" "$tmp/geo1.know"
expect 0 "$SITREP" know import geonames "$tmp/all.txt" "$tmp/alt.txt" --out "$tmp/geo.know"
same "$tmp/geo.know" "$tmp/geo1.know"
expect 0 "$SITREP" know check "$tmp/geo.know"
for name in Teststadt "testville sur mer" Тестштадт Probestadt; do
    expect 0 "$SITREP" know place "$name" --know "$tmp/geo.know"
    out_has '"geonames":900001,"name":"Teststadt","country":"FRA","adm1":"Région Test","lat":48.5,"lon":2.25'
done
expect 0 "$SITREP" know place Paris --know "$tmp/geo.know" --max 1
out_has '"geonames":2988507'
printf 'X' | dd of="$tmp/geo.know" bs=1 seek=900 conv=notrunc 2> /dev/null
expect 1 "$SITREP" know check "$tmp/geo.know"
err_has 'checksum is wrong'
expect 1 "$SITREP" know import geonames "$tmp/all.txt" --out "$tmp/no/such/folder"
err_has 'could not write'
finish
