#!/usr/bin/env python3
"""The seed article against its gold: required items of every layer, and traps.

    tests/scores/seed.py [--program COMMAND] [--shared FOLDER] [--errors]

What counts as right:
  entities    all named mentions in one entity, with the gold's country and sector
  statements  half of the content in common, the speaker's entity, direct only where the gold is
  events      in the gold's sentence, type (or CAMEO code) among those accepted, the actor, polarity
  factuality  of predicates that are no events of a type: happened on the gold's side
  times, amounts, places   spans that overlap, value or country
  positions   the actor's entity and stance toward words of the evidence
  traps       places that are none, and quotations made of what nobody quoted
Prints CSV: set,measure,value,command
"""
import argparse
import json
import os
import shlex
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PUBLISHED = "2024-11-30"
COUNTRY = {"UA": "UKR", "RU": "RUS", "GB": "GBR"}
STANCE = {"favours": "supports", "insists": "demands", "rejects": "opposes", "opposes": "opposes",
          "condemns": "opposes"}


def common(a, b):
    over = min(a[1], b[1]) - max(a[0], b[0])
    return over / (max(a[1], b[1]) - min(a[0], b[0])) if over > 0 else 0.0


def touches(a, b):
    return a[0] < b[1] and b[0] < a[1]


def span(x):
    return [x["start"], x["end"]]


class Seed:
    """The gold and what the program found, both in bytes of the text."""

    def __init__(self, folder, program):
        self.gold = json.load(open(os.path.join(folder, "gold.json"), encoding="utf-8"))
        done = subprocess.run(shlex.split(program) + ["--published", PUBLISHED, os.path.join(folder, "article.txt")],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
        self.found = json.loads(done.stdout.decode().splitlines()[0])
        self.entities = {e["id"]: e for e in self.found["entities"]}
        self.gold_entities = {e["id"]: e for e in self.gold["entities"]}
        self.statements = {s["id"]: s for s in self.gold["statements"]}
        self.events = {e["id"]: e for e in self.gold["events"]}
        self.marks = {}
        self.missed = []

    def mark(self, layer, right, what):
        self.marks.setdefault(layer, []).append(bool(right))
        if not right:
            self.missed.append(f"{layer}: {what}")

    def body(self, key):
        return [x for x in self.found[key] if x.get("in") != "title"]

    def code(self, gold):
        actor = gold.get("plover_actor") or {}
        country = actor.get("country", "").split()[0] if actor.get("country") else ""
        return {"NATO": "IGO.NAT", "unspecified": ""}.get(country, country) + \
            ("." + actor["sector"] if actor.get("sector") else "")

    def is_entity(self, identity, gold_id):
        """Whether a found entity is the gold one: it has a mention where the gold one is named."""
        gold = self.gold_entities[gold_id]
        mentions = [m["span"] for m in self.entities.get(identity, {"mentions": []})["mentions"] if m.get("in") != "title"]
        if isinstance(gold["mentions"], list):
            named = [m for m in gold["mentions"] if gold["name"].split()[-1] in m["text"]]
            spots = [span(m) for m in named or gold["mentions"]]
            return any(touches(m, s) for m in mentions for s in spots if common(m, s) > 0.25)
        return self.entities.get(identity, {}).get("actor") == self.code(gold)

    def check_entities(self):
        for gold in self.gold["entities"]:
            if gold["type"] not in ("PER", "ORG", "GPE") or not isinstance(gold["mentions"], list):
                continue
            holders = [{e["id"] for e in self.found["entities"]
                        if any(m.get("in") != "title" and common(m["span"], span(g)) > 0.25 for m in e["mentions"])}
                       for g in gold["mentions"]]
            one = set.intersection(*holders) if holders else set()
            actor = next((self.entities[i].get("actor") or "" for i in one), "")
            self.mark("entities", one and self.code(gold) in actor, f"{gold['id']} {gold['name']}: {holders} {actor}")

    def check_statements(self):
        for gold in self.gold["statements"]:
            if not gold["required"]:
                continue
            near = [s for s in self.body("statements") if common(s["content"], span(gold["content"])) >= 0.5]
            right = [s for s in near if self.is_entity(s.get("speaker"), gold["speaker"])
                     and (s["kind"] == "direct") == (gold["kind"] == "direct")]
            self.mark("statements", right, f"{gold['id']}: {near}")

    def gold_actor(self, text):
        return text if text in self.gold_entities else None

    def check_event(self, gold):
        spots = [span(gold["trigger"])] + [span(c) for c in gold.get("coref", [])]
        spots += [span(s) for s in self.gold["sentences"] if s["id"] == gold["sentence"]]
        near = [e for e in self.body("events") if any(touches(m["span"], s) for m in e["mentions"] for s in spots)]
        types = {gold["plover"]["type"]} | {c.split("/")[0] for c in gold["acceptable_codes"] if c[:1].isalpha()}
        codes = [gold["cameo"]] + [c.rstrip("x") for c in gold["acceptable_codes"] if c[:1].isdigit()]
        actor = self.gold_actor(gold["actor"])
        hoped = gold["factuality"]["value"] < 2
        right = [e for e in near
                 if (e["type"] in types or any(str(e.get("cameo", "")).startswith(c) for c in codes))
                 and (not actor or any(self.is_entity(a.get("entity"), actor) or a.get("code") == self.code(self.gold_entities[actor])
                                       for a in e["actors"]))
                 and e["factuality"]["polarity"] == "pos" and (e["factuality"]["modality"] == "asserted") != hoped]
        self.mark("events", right, f"{gold['id']} {gold['trigger']['text']}: "
                  f"{[(e['type'], e.get('cameo'), e['actors'], e['factuality']) for e in near]}")

    def check_events(self):
        for gold in self.gold["events"]:
            if not gold["required"]:
                continue
            if gold["plover"]:
                self.check_event(gold)
            value = gold["factuality"]["value"]
            near = [p for p in self.body("predicates") if touches(p["span"], span(gold["trigger"]))]
            low, high = (1, 3) if value >= 2 else (-3, -1) if value <= -2 else (-2.5, 1.25)
            right = [p for p in near if low <= p["happened"] <= high]
            self.mark("factuality", right, f"{gold['id']} {gold['trigger']['text']} {value}: "
                      f"{[(p['happened'], p['polarity'], p['modality']) for p in near]}")

    def check_values(self):
        for gold in self.gold["times"]:
            if gold["required"]:
                near = [t for t in self.body("times") if touches(t["span"], span(gold["span"]))]
                self.mark("times", any(t["value"] == gold["value"] for t in near), f"{gold['id']}: {near}")
        for gold in self.gold["quantities"]:
            if gold["required"]:
                near = [a for a in self.body("amounts") if touches(a["span"], span(gold["span"]))]
                right = [a for a in near if a["value"] == gold["value"] and a.get("mod") == "more_than"
                         and not a.get("measure", "").startswith(("killed", "injured", "displaced"))]
                self.mark("amounts", right, f"{gold['id']}: {near}")

    def check_places(self):
        for gold in self.gold["places"]:
            if gold["required"]:
                near = [p for p in self.body("places") if touches(p["span"], span(gold))]
                right = [p for p in near if p.get("geonames") == gold["geonameid"] and p["country"] == COUNTRY[gold["country"]]]
                self.mark("places", right, f"{gold['text']} {span(gold)}: {near}")
        for gold in self.gold["places_not"]:
            near = [p for p in self.body("places") if touches(p["span"], span(gold["span"]))]
            self.mark("traps", not near, f"{gold['span']['text']} is a place: {near}")

    def check_positions(self):
        for gold in self.gold["positions"]:
            if not gold["required"]:
                continue
            stance = STANCE[gold["stance"].split("/")[0].split()[0]]
            stances = {stance, "supports", "demands"} if stance in ("supports", "demands") else {stance}
            spots = [span(self.statements[i]["content"]) if i in self.statements else
                     [self.events[i]["trigger"]["start"] - 120, self.events[i]["trigger"]["end"] + 40] for i in gold["evidence"]]
            near = [p for p in self.body("positions") if any(touches(p["toward"], s) for s in spots)]
            right = [p for p in near if p["stance"] in stances and self.is_entity(p.get("actor"), gold["actor"])]
            self.mark("positions", right, f"{gold['id']} {gold['proposal']}: {near}")

    def check_quotes(self):
        marked = [span(s["content"]) for s in self.gold["statements"] if s["kind"] == "direct"]
        for s in self.body("statements"):
            if s["kind"] == "direct" and not s.get("within"):
                self.mark("traps", any(common(s["content"], m) > 0.5 for m in marked), f"quotation nobody made: {s}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=os.environ.get("SITREP", os.path.join(ROOT, "build/release/sitrep")) + " facts")
    parser.add_argument("--shared", default=os.environ.get("SR_SHARED", os.path.join(ROOT, "..", "shared")))
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    folder = os.path.join(args.shared, "seed")
    if not os.path.exists(os.path.join(folder, "gold.json")):
        print("skipped: the seed's gold is not here", file=sys.stderr)
        return
    seed = Seed(folder, args.program)
    for check in (seed.check_entities, seed.check_statements, seed.check_events, seed.check_values,
                  seed.check_places, seed.check_positions, seed.check_quotes):
        check()
    for layer, marks in sorted(seed.marks.items()):
        print(f"seed,{layer}.required,{100 * sum(marks) / len(marks):.2f},tests/scores/seed.py")
    if args.errors:
        print("\n".join(seed.missed), file=sys.stderr)


main()
