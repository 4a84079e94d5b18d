#!/usr/bin/env python3
"""Recognizers-Text's DateTimeModel cases (MIT) that a reader of news can meet, wholly right or not.

    tests/scores/recognizers.py [--program COMMAND] [--errors N] [--classes] [SET ...]

The specification is made for chat assistants.  CLASSES below lists, by rules over the case alone, what is left out
and why; --classes prints how many each takes.  What stays is divided by a hash of the input: `recognizers-dev` may
be read while mending, `recognizers-test` is only measured.

A case is right when every gold expression is found with the same moment, and nothing else is.  Spans follow TimeML
in our output, so prepositions, articles and the words between the two ends of a range may be missing.  Where the gold
gives several readings ("Monday": the last and the next) ours must be one of them, where it gives a range ours may be
the range, its two ends, or the duration that ends or begins today.

Prints CSV: set,measure,value,command
"""
import argparse
import csv
import json
import os
import re
import shlex
import subprocess
import sys
import zlib

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get("SR_SHARED", os.path.join(os.path.dirname(ROOT), "shared"))
CASES = os.path.join(SHARED, "data", "facts-dev", "recognizers-specs", "Specs", "DateTime", "English", "DateTimeModel.json")


def golds(case):
    return " ".join(r["Text"].lower() for r in case["Results"])


def timexes(case):
    return " ".join(v.get("timex", "") for r in case["Results"] for v in (r.get("Resolution") or {}).get("values", []))


def mods(case):
    return " ".join(v.get("Mod", "") for r in case["Results"] for v in (r.get("Resolution") or {}).get("values", []))


def gold_is(pattern):
    return lambda case: re.search(pattern, golds(case))


def two_clocks(case):
    """Does a result have readings of one day that lie twelve hours apart?"""
    for r in case["Results"]:
        hours = {}
        for v in (r.get("Resolution") or {}).get("values", []):
            at = v.get("start") or v.get("value") or v.get("end") or ""
            m = re.search(r"(\d\d):(\d\d):\d\d$", at)
            if m:
                hours.setdefault(at[:m.start()] + m.group(2), set()).add(int(m.group(1)) % 24)
        if any((h + 12) % 24 in s for s in hours.values() for h in s):
            return True
    return False


# name, why, does the rule take the case?  The first that does, counts.
CLASSES = [
    ("unfinished", "the specification itself says that the result is wrong, disabled or not supported anywhere",
     lambda c: c.get("Comment") or "dotnet" in c.get("NotSupported", "").lower() or "dotnet" in c.get("NotSupportedByDesign", "").lower()),
    ("no prose", "HTML, addresses, codes, telephone numbers, tables, form fields",
     lambda c: re.search(r"https?:|www\.|<[a-z/]|[=~|]|&#|\bTel\b|\+\d\d|[A-Z]{2,}-\d|\bid\b", c["Input"])),
    ("merged alternatives", "the result is a list of alternatives, a shape of the assistant's experimental modes",
     lambda c: any("TypeName" not in r or not r["TypeName"] for r in c["Results"])),
    ("time zones", "the result is, or is shifted by, a time zone option",
     lambda c: "timezone" in str([r.get("TypeName") for r in c["Results"]]) or "timezone" in json.dumps(c["Results"]).lower()),
    ("twelve hours", "a bare hour with two readings ('at 4'): news writes p.m. or twenty-four hours", two_clocks),
    ("digits and slashes", "dates in digits without a year or with two digits of it ('5/1-5/7', '12/12/30', '7.6'), order of form fields, shorthand of chat ('9p', 'mar3', 'EOY', '11ish')",
     gold_is(r"(?<![/\d.-])\d\d?[/.-]\d\d?(?:[/.-]\d\d)?(?![/\d.:])(?! ?[ap]\.?m)|\d[ap]\b|[a-z]{3}\d|\b\d+[a-z]$|\b[a-z]+[/-]\d\d?\b|\d/[a-z]|\b\d{8}\b"
             r"|\b\d\d?-\d{4}\b|\d{4}-[a-z]|\b\d{4} \d\d \d\d\b|-\d{4}-\d\d?-\d\d?|\d-\d{4}-|\b\d\d s\b|\b(?:eoy|eod|eom|otd)\b|\w(?:noon|\d)ish\b|\bnoonish\b|w/c")),
    ("business calendar", "school and calendar years, week numbers, business days, quarters to date: reporting tools",
     lambda c: re.search(r"\b(?:cy|sy|fy|h|q)'?\d\d?\d?\d?\b|\bschool\b|\bcalendar\b|business day|work(?:ing)? ?day|\bweek \d|\d+(?:st|nd|rd|th) week|\bto date\b|\bytd\b|weekday", golds(c))
     or re.search(r"BD|SY|FY|BH|PWD|P\d+WD", timexes(c))),
    ("next and last weekdays", "'last Wednesday', 'next Friday' as those of the calendar week before or after: news means the nearest",
     gold_is(r"\b(?:last|previous|past|next|coming|upcoming|following) (?:week )?(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b(?! of)")),
    ("no TIMEX3 value", "meals and hours of business, 'the first Monday of', computed strings: values that TIMEX3 does not have",
     lambda c: re.search(r"MEL|MEB|MED|TBH|#|ref_undef", timexes(c)) or "ref_undef" in mods(c) or re.search(r"lunch|breakfast|dinner", golds(c))),
    ("vague counts", "'some', 'several', 'a few' get a number: TIMEX3 has X",
     gold_is(r"\b(?:some|several|few|couple|many|multiple|number of)\b")),
    ("the day's last second", "'end of the day' is 23:59:59: TIMEX3 has mod END",
     lambda c: "23:59:59" in timexes(c)),
    ("sums", "a start and a duration added up, counts from another expression ('two days before yesterday', '3 weeks from Monday'): arithmetic of planners",
     gold_is(r"\bfor\b.*\bfrom\b|\bfrom\b.*\bfor\b|\d .*\b(?:start|begin|commenc)|\b(?:days?|weeks?|months?|years?|hours?|minutes?|quarters?)\b.*\b(?:before|after|since|starting|from (?!now))|\bfor \d|\bfor (?:a|one|two|three|\d+) |\blast \d+ \w+ of|\brest of\b|\bremaining\b|\bwithin\b.*\bof\b")),
    ("open bounds", "'or later', 'no later than', 'more than 3 days', 'less than': the bound is a filter of a search",
     gold_is(r"\bor (?:later|earlier|before|after|above|newer|older|greater|previously)|later than|earlier than|more than|less than|at least|at most|[<>]|\bequal\b|on or\b|prior to|starting|effective|as (?:early|late) as|any ?time|sooner|and (?:later|earlier)|greater than")),
    ("spoken", "dates spelled for speech ('january twenty fourth one thirty p m', 'nineteen ninety six')",
     gold_is(r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december) (?:the )?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|thirtieth)\b|\b(?:nineteen|eighteen|twenty|two thousand)\b.*\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b|[ap] m\b|\b(?:through|till|to|until) (?:the )?\w+(?:th|first|second|third)\b(?<!\dth)(?<!month)")),
    ("planning", "a day and clock range put together as one slot of a calendar ('Monday 1-3 pm', 'tomorrow 9am for 2 hours')",
     lambda c: any(r.get("TypeName", "").endswith("datetimerange") and re.search(r"\d.*\d", r["Text"]) for r in c["Results"])),
]


def class_of(case):
    for name, _, takes in CLASSES:
        if takes(case):
            return name
    return None


def part_of(case):
    return "test" if zlib.crc32(case["Input"].encode()) >> 3 & 1 else "dev"


# --- is it the same moment? -------------------------------------------------------------------------

LINKS = set("from to in on at the for since until till before after between and of by within during through over a an back "
            "late early later earlier as year day date into about around approximately , - – — . ' ’ ( )".split())


def clock(text):
    """'...T20', 'T08:00:00' -> '20:00', '08:00'"""
    m = re.search(r"T(\d\d)(?::(\d\d))?(?::(\d\d))?", text or "")
    if not m:
        return None
    return "%s:%s%s" % (m.group(1), m.group(2) or "00", ":" + m.group(3) if m.group(3) not in (None, "00") else "")


def clock_of_value(text):
    m = re.search(r"(\d\d):(\d\d):(\d\d)$", text or "")
    return m and "%s:%s%s" % (m.group(1), m.group(2), ":" + m.group(3) if m.group(3) != "00" else "")


def same_length(a, b):
    same = {"P10Y": "P1DE", "PT24H": "P1D", "P12M": "P1Y", "P7D": "P1W", "P100Y": "P1CE", "P14D": "P2W", "P1Q": "P3M",
            "PT60M": "PT1H", "P0.5Y": "P6M", "PT0.5H": "PT30M", "XXXX-WXX-WE": "P1WE"}
    quarters = [re.sub(r"^P(\d+)Q$", lambda m: "P%dM" % (3 * int(m.group(1))), x) for x in (a, b)]
    if quarters[0] == quarters[1]:
        return True
    return same.get(a, a) == same.get(b, b)


def begins(u):
    return (u.get("from") or "")[:10]


def ends(u):
    return (u.get("until") or "")[:10]


def one_is(u, v):
    """Is our one expression the gold value v?"""
    kind, timex = v.get("type"), v.get("timex", "")
    if timex in ("PRESENT_REF", "PAST_REF", "FUTURE_REF"):
        return u["value"] == timex
    if kind == "duration":
        return u["type"] == "DURATION" and same_length(u["value"], timex)
    if kind == "set":
        return u["type"] == "SET" and (same_length(re.sub(":00$", "", u["value"]), timex) or u["value"].endswith("T" + timex[1:] if timex[0] == "T" else timex))
    if kind == "time":
        return clock(u["value"]) == clock(timex)
    if kind == "timerange" and not timex.startswith("("):
        return u["value"].split("T")[-1] == timex.split("T")[-1] or bound_is(u, v) and clock(u["value"]) == clock(timex)
    if kind == "datetime":
        at = v.get("value", "")
        if u["type"] == "DURATION":
            return (u.get("until") or "")[:16] == at[:16].replace(" ", "T")
        return u["value"][:10] == at[:10] and clock(u["value"]) == clock_of_value(at) or begins(u) == at[:10] and u["value"] == timex
    if kind == "datetimerange" and (u["type"] == "DURATION" or not timex.startswith("(")):
        if u["type"] == "DURATION":
            return timex.endswith("," + u["value"] + ")")
        if re.match("after|before|since|until", v.get("Mod", "")):
            at = v.get("start") or v.get("end") or ""
            return bound_is(u, v) and u["value"][:10] == at[:10] and clock(u["value"]) == clock_of_value(at)
        return u["value"] == timex or (re.search(r"T[A-Z]{2}$", timex) and u["value"] == v.get("start", "")[:10] + timex[-3:])
    if kind == "date":
        if v.get("value") == "not resolved":
            return u["value"] == timex
        if u["type"] == "DURATION" or "-W" in u["value"] or len(u["value"]) < 10:  # "two months ago" is a month
            return begins(u) <= v.get("value") < ends(u) or ends(u) == v.get("value")
        return u["value"] == v.get("value")
    if kind == "daterange":
        return range_is(u, v)
    return False


def bound_is(u, v):
    mod = v.get("Mod", "")
    if mod.startswith(("after", "since")):
        return u.get("bound") == "from"
    if mod.startswith(("before", "until")):
        return u.get("bound") == "until"
    return True


def range_is(u, v):
    timex, start, end = v.get("timex", ""), v.get("start"), v.get("end")
    if not start and not end:
        return u["value"] == timex or ("-" not in timex and u["value"].endswith("-" + timex))
    if not bound_is(u, v):
        return False
    mod = v.get("Mod", "")
    if u["value"] == timex:
        return True
    if re.match("after|since", mod):
        return start in (begins(u), ends(u))
    if re.match("before|until", mod):
        return end in (begins(u), ends(u))
    if u["value"] == timex:
        return True
    if u["type"] == "DURATION":
        parts = timex.strip("()").split(",")
        return len(parts) == 3 and same_length(u["value"], parts[2]) and (begins(u) in ("", start) or ends(u) == end or abs_days(begins(u), start) <= 1)
    if mod in ("start", "end", "mid") or "-" in mod:
        return u["value"] == re.sub(r"X", "", timex) or (begins(u) <= start and end <= ends(u))
    if len(u["value"]) <= 3:  # decades and centuries: does one begin with the year 0 or 1?
        return abs_days(begins(u), start) <= 366 and abs_days(ends(u), end) <= 366
    return begins(u) == start and ends(u) == end


def abs_days(a, b):
    import datetime
    try:
        return abs((datetime.date.fromisoformat(a) - datetime.date.fromisoformat(b)).days)
    except ValueError:
        return 99


def two_are(a, b, v):
    kind, timex = v.get("type"), v.get("timex", "")
    start, end = v.get("start") or "", v.get("end") or ""
    if not timex.startswith("("):
        return False
    day = v.get("day", "")
    if kind == "daterange":
        return ((begins(a) or day) == start if a["value"] == "PRESENT_REF" else begins(a) == start) and \
            (day == end if b["value"] == "PRESENT_REF" else end in (begins(b), ends(b)))
    if kind == "timerange":
        return clock(a["value"]) == clock_of_value(start) and clock(b["value"]) == clock_of_value(end)
    if kind == "datetimerange":
        return (clock(a["value"]) == clock_of_value(start) and clock(b["value"]) == clock_of_value(end)
                and begins(a) == start[:10] and begins(b) == end[:10])
    return False


def result_is(result, ours, day):
    values = [dict(v, day=day) for v in (result.get("Resolution") or {}).get("values", [])]
    if len(ours) > 1 and all(ours[-1]["value"].startswith(u["value"]) for u in ours[:-1]):
        ours = ours[-1:]  # "today before 4 p.m.": the day is said by both
    if len(ours) == 1:
        return any(one_is(ours[0], v) for v in values)
    if len(ours) == 2:
        return any(two_are(ours[0], ours[1], v) for v in values)
    return False


def rest(raw, result, ours):
    """The words of the gold span that ours do not cover."""
    at, left = result["beg"], []
    for u in ours + [None]:
        upto = max(at, u["span"][0]) if u else result["stop"]
        left += re.findall(r"[\w']+|[^\w\s]", raw[at:upto].decode("utf-8", "replace").lower())
        at = u["span"][1] if u else at
    return [w for w in left if w not in LINKS]


def judge(case, times):
    """None where the case is right, else what is wrong."""
    text = case["Input"]
    raw, used = text.encode(), set()
    for r in case["Results"]:
        at = text.lower().find(r["Text"].lower()) if "Start" not in r else r["Start"]
        r["beg"] = len(text[:at].encode())
        r["stop"] = len(text[:at + len(r["Text"])].encode())
        ours = [(i, u) for i, u in enumerate(times) if u["span"][0] < r["stop"] and r["beg"] < u["span"][1]]
        used |= {i for i, _ in ours}
        if not ours:
            return "missing [%s]" % r["Text"]
        if rest(raw, r, [u for _, u in ours]) or any(u["span"][0] < r["beg"] - 4 or u["span"][1] > r["stop"] for _, u in ours):
            return "span of [%s]" % r["Text"]
        if not result_is(r, [u for _, u in ours], ((case.get("Context") or {}).get("ReferenceDateTime") or "")[:10]):
            return "value of [%s]" % r["Text"]
    extra = [u for i, u in enumerate(times) if i not in used]
    return "more: [%s]" % extra[0]["text"] if extra else None


def run(command, cases):
    lines = "".join(json.dumps({"id": "r%d" % i, "text": c["Input"],
                                "published": ((c.get("Context") or {}).get("ReferenceDateTime") or "")}) + "\n"
                    for i, c in enumerate(cases))
    done = subprocess.run(shlex.split(command), input=lines.encode(), stdout=subprocess.PIPE)
    return {o["id"]: o["times"] for o in map(json.loads, done.stdout.decode().splitlines())}


def main():
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    program = os.environ.get("SITREP", os.path.join(ROOT, "build/release/sitrep"))
    args.add_argument("--program", default=program + " facts -")
    args.add_argument("--errors", type=int, default=0, help="show so many of each set")
    args.add_argument("--classes", action="store_true", help="print what is left out")
    args.add_argument("sets", nargs="*", metavar="SET", help="recognizers-dev recognizers-test")
    args = args.parse_args()
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["set", "measure", "value", "command"])
    if not os.path.exists(CASES):
        print("recognizers: skipped, the development data is not there", file=sys.stderr)
        return
    with open(CASES, encoding="utf-8-sig") as f:
        cases = json.load(f)
    kept = [c for c in cases if not class_of(c)]
    if args.classes:
        for name, why, _ in CLASSES:
            print("%4d  %s: %s" % (sum(class_of(c) == name for c in cases), name, why), file=sys.stderr)
        print("%4d  kept, of %d" % (len(kept), len(cases)), file=sys.stderr)
    answers = run(args.program, kept)
    for name in args.sets or ["recognizers-dev", "recognizers-test"]:
        part = [(i, c) for i, c in enumerate(kept) if part_of(c) == name.split("-")[1]]
        wrong, shown = 0, 0
        for i, c in part:
            times = answers.get("r%d" % i, [])
            why = judge(c, times)
            wrong += why is not None
            if why and shown < args.errors:
                shown += 1
                gold = "; ".join("%s %s" % (r["Text"], [" ".join(v.get(k, "") for k in ("timex", "Mod", "value", "start", "end"))
                                                         for v in (r.get("Resolution") or {}).get("values", [])]) for r in c["Results"])
                print("%s | %s @%s\n      gold %s\n      ours %s" %
                      (why, c["Input"], ((c.get("Context") or {}).get("ReferenceDateTime") or "")[:16], gold,
                       "; ".join("%s %s %s%s" % (u["text"], u["type"], u["value"], " " + u["bound"] if "bound" in u else "") for u in times)),
                      file=sys.stderr)
        out.writerow([name, "facts.times.cases", len(part), "tests/scores/recognizers.py " + name])
        out.writerow([name, "facts.times.wholly_right", "%.2f" % (100.0 * (len(part) - wrong) / max(1, len(part))),
                      "tests/scores/recognizers.py " + name])


if __name__ == "__main__":
    main()
