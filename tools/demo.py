#!/usr/bin/env python3
"""Build the demo newsroom:  demo/newsroom/*  ->  demo/feed/* (input) and demo/gold/* (answers).

    python3 tools/demo.py             write demo/feed and demo/gold
    python3 tools/demo.py --check     exit 1 when the committed files differ from the sources
    python3 tools/demo.py --lint F..  only read these source files and say what is wrong

The source format is described in demo/README.md.  In order, this file is:
  1. reading sources      2. gold: substrings -> byte spans     3. checks across articles
  4. templates and pages  5. WARC                               6. feeds and JSON Lines
  7. gold files           8. main
Output depends on the sources alone: no clock, no randomness, no directory order.
"""
import hashlib, html, json, re, sys, zlib
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "demo"
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT))
import warc                      # demo/warc.py
from style import Style, fill    # demo/style.py

FILES = {"warc": "archive.warc.gz", "rss": "wire.rss.xml", "atom": "notes.atom.xml", "jsonl": "desk.jsonl"}
FRONTS = ("ipb", "meridian")     # outlets whose section front is in the feed
MEDIA = ("page", "warc", "rss", "atom", "jsonl")
RELATIONS = ("original", "copy", "extended", "excerpt", "rewrite", "update")
STANCES = ("supports", "opposes", "demands", "conditional", "undecided")
FACTUALITY = ("asserted", "negated", "possible", "planned", "conditional", "demanded")
HEADERS = ("outlet id title subtitle authors published modified url credit medium story copy section "
           "tags image_caption charset encoding").split()
MARKS = (("> ", "quote"), ("- ", "li"), ("## ", "h2"))


class SourceError(Exception):
    """What is wrong with a source, as 'file:line: reason'."""


# ---- 1. reading sources -------------------------------------------------------------------------

class Article:
    """One source file.  `blocks` is [(kind, text)], kind one of p, quote, li, h2."""

    def __init__(self, path):
        self.path, self.head, self.blocks, self.raw_gold = path, {}, [], []
        self.changes, self.copy = [], {}

    def fail(self, line, reason):
        raise SourceError(f"{self.path}:{line}: {reason}")

    def __getattr__(self, key):      # a.title, a.url ...: header fields, "" when absent
        if key in HEADERS:
            return self.head.get(key, "")
        raise AttributeError(key)

    @property
    def text(self):
        return "\n\n".join(t for _, t in self.blocks)

    @property
    def host(self):
        return self.url.split("/")[2]

    @property
    def author_list(self):
        return [x.strip() for x in self.authors.split(";") if x.strip()]

    @property
    def tag_list(self):
        return [x.strip() for x in self.tags.split(",") if x.strip()]


def read_source(path):
    """Header lines up to the first blank line, then the body, then '== gold =='."""
    art = Article(path)
    lines = path.read_text(encoding="utf-8").split("\n")
    n = 0
    while n < len(lines) and lines[n].strip():
        key, colon, value = lines[n].partition(":")
        if not colon or key.strip() not in HEADERS:
            art.fail(n + 1, f"unknown header \"{key}\"")
        art.head[key.strip()] = value.strip()
        n += 1
    body, start = [], n
    while n < len(lines) and lines[n].strip() != "== gold ==":
        body.append(lines[n])
        n += 1
    art.body = list(enumerate(body, start + 1))
    art.raw_gold = [(i + 1, lines[i].strip()) for i in range(n + 1, len(lines))
                    if lines[i].strip() and not lines[i].startswith("#")]
    check_header(art)
    return art


def check_header(art):
    for key in ("outlet", "id", "title", "published", "url", "medium"):
        if not art.head.get(key):
            art.fail(1, f"header \"{key}\" is missing")
    if art.medium not in MEDIA:
        art.fail(1, f"unknown medium \"{art.medium}\"")
    for key in ("published", "modified"):
        if art.head.get(key):
            try:
                when(art.head[key])
            except ValueError:
                art.fail(1, f"{key} is not a time: \"{art.head[key]}\"")
    if art.head.get("copy"):
        read_copy_header(art)


def read_copy_header(art):
    """'group=g, relation=update, of=ID, change=3 dead -> 5 dead, change=...'"""
    head, _, tail = art.head["copy"].partition("change=")
    art.changes = [dict(zip(("from", "to"), (s.strip() for s in c.split("->"))))
                   for c in re.split(r"[,;]\s*change=", tail) if c.strip()]
    art.copy = dict(part.strip().split("=", 1) for part in head.split(",") if "=" in part)
    if art.copy.get("relation") not in RELATIONS or "group" not in art.copy:
        art.fail(1, "copy needs group= and relation= " + "|".join(RELATIONS))
    if any(len(c) != 2 for c in art.changes):
        art.fail(1, "change needs the form: old -> new")


def expand_body(art, by_id):
    """Body lines -> blocks.  '@include ID 2-5' brings in blocks 2 to 5 of another article."""
    if art.blocks:
        return
    para = []
    for line_no, line in [*art.body, (0, "")]:
        mark = next((m for m in MARKS if line.startswith(m[0])), None)
        include = line.startswith("@include ")
        if para and (mark or include or not line.strip()):
            art.blocks.append(("p", " ".join(para)))
            para = []
        if include:
            art.blocks += included(art, line_no, line.split()[1:], by_id)
        elif mark:
            art.blocks.append((mark[1], line[len(mark[0]):].strip()))
        elif line.strip():
            para.append(line.strip())
    if not art.blocks:
        art.fail(1, "no text")


def included(art, line_no, args, by_id):
    if not args or args[0] not in by_id:
        art.fail(line_no, f"@include: no article \"{' '.join(args)}\"")
    other = by_id[args[0]]
    expand_body(other, by_id)
    if len(args) == 1:
        return list(other.blocks)
    first, _, last = args[1].partition("-")
    got = other.blocks[int(first) - 1:int(last or first)]
    if not got:
        art.fail(line_no, "@include: no such blocks")
    return got


def when(stamp):
    """'2025-03-10T11:40:00Z' or '2025-03-10' -> datetime in UTC."""
    form = "%Y-%m-%dT%H:%M:%SZ" if "T" in stamp else "%Y-%m-%d"
    return datetime.strptime(stamp, form).replace(tzinfo=timezone.utc)


# ---- 2. gold: substrings -> byte spans ----------------------------------------------------------

# line kind -> (output list, key of the substring that must be unique, substrings that lie near it)
KINDS = {"statement": ("statements", "content", ("speaker", "cue")),
         "figure": ("amounts", "span", ("place",)),
         "position": ("positions", "evidence", ("toward", "condition", "actor")),
         "event": ("events", "trigger", ("actor", "recipient", "place")),
         "place": ("places", "span", ())}
REQUIRED = {"statement": ("speaker", "kind", "content"), "figure": ("measure", "value", "mod", "span"),
            "position": ("actor", "stance", "toward", "evidence"), "event": ("type", "trigger", "factuality"),
            "place": ("name", "span", "role")}
PIECES = ("toward", "condition", "cue")       # pieces of text; the others are names


def occurrences(text, part):
    """Starts of `part` in `text`; a part that begins or ends in a word character ends at word edges."""
    left = r"(?<!\w)" if part[:1].isalnum() else ""
    right = r"(?!\w)" if part[-1:].isalnum() else ""
    return [m.start() for m in re.finditer(left + re.escape(part) + right, text)]


def byte_span(text, beg, part):
    b = len(text[:beg].encode())
    return [b, b + len(part.encode())]


def distance(text, beg, end, pos, size):
    """Characters between two pieces of text; a sentence end between counts 300, a paragraph 3000."""
    if pos < end and beg < pos + size:
        return 0
    gap = text[end:pos] if pos >= end else text[pos + size:beg]
    far = 3000 * gap.count("\n\n") + 300 * len(re.findall(r"[.!?][\"”’]*\s+(?=[“\"A-Z])", gap))
    return len(gap) + far


def resolve_gold(art, line_no, line):
    """One gold line -> (output list, object with spans)."""
    first, *fields = [f.strip() for f in line.split(" | ")]
    if first not in KINDS:
        art.fail(line_no, f"unknown gold line \"{first}\"")
    pairs = dict(f.split("=", 1) if "=" in f else (f, "") for f in fields)
    for key in REQUIRED[first]:
        if not pairs.get(key):
            art.fail(line_no, f"{first} needs {key}=")
    check_values(art, line_no, pairs)
    out_list, key, near = KINDS[first]
    text, part = art.text, pairs.pop(key)
    nth = int(pairs.pop("nth", 0))
    found = occurrences(text, part)
    if len(found) != 1 and not 1 <= nth <= len(found):
        art.fail(line_no, f"{len(found)} times in the text{', say nth=' if found else ''}: \"{part}\"")
    beg = found[max(nth, 1) - 1]
    out = {key: byte_span(text, beg, part), key + "_text": part}
    for name, value in pairs.items():
        ranked = nearest(text, beg, beg + len(part), value, name in PIECES) if name in near else []
        if name in PIECES and not ranked:
            art.fail(line_no, f"{name} is not in the text: \"{value}\"")
        if ranked and (ranked[0][0] < 300 or name in ("toward", "condition")):
            out[name if name in PIECES else name + "_span"] = byte_span(text, *ranked[0][1:])
        if name in PIECES:
            out[name + "_text"] = value
        else:
            out[name] = number(value) if name in ("value", "upper") else value
    return out_list, out


def nearest(text, beg, end, value, is_piece):
    """[(distance, start, string)] of where `value`, or the last word of a name, stands in the text."""
    found = [(p, value) for p in occurrences(text, value)]
    if not is_piece and re.match(r"[A-Z]\S+( [A-Z]\S+)+$", value):
        last = value.split()[-1]
        found += [(p, last) for p in occurrences(text, last) if not text[:p + len(last)].endswith(value)]
    return sorted((distance(text, beg, end, p, len(w)), p, w) for p, w in found)


def check_values(art, line_no, pairs):
    for key, allowed in (("stance", STANCES), ("factuality", FACTUALITY), ("role", ("event", "mention")),
                         ("kind", ("direct", "indirect", "mixed"))):
        if key in pairs and pairs[key] not in allowed:
            art.fail(line_no, f"{key} must be one of {', '.join(allowed)}: \"{pairs[key]}\"")


def number(value):
    return float(value) if "." in value else int(value)


def fits(art, line):
    """Does the gold line of another article hold here?  It does when its piece of text is here."""
    kind, *fields = line.split(" | ")
    return any(f.startswith(KINDS[kind][1] + "=") and occurrences(art.text, f.partition("=")[2]) for f in fields)


def gold_lines(art, by_id):
    """[(line number, line)]; '@include ID' takes over the lines of another article that hold here."""
    out = []
    for line_no, line in art.raw_gold:
        if not line.startswith("@include"):
            out.append((line_no, line))
        elif line.split()[-1] in by_id:
            out += [(line_no, x) for _, x in by_id[line.split()[-1]].raw_gold if fits(art, x)]
        else:
            art.fail(line_no, "@include: no such article")
    return out


def article_facts(art, by_id):
    facts = {out_list: [] for out_list, _, _ in KINDS.values()}
    for line_no, line in gold_lines(art, by_id):
        out_list, fact = resolve_gold(art, line_no, line)
        facts[out_list].append(fact)
    for out_list, key, _ in KINDS.values():
        facts[out_list].sort(key=lambda f: f[key])
    return facts


# ---- 3. checks across articles ------------------------------------------------------------------

def read_newsroom(paths, outlets):
    """All sources, in order of publication; every problem found is reported, not only the first."""
    errors = []

    def tried(step, *args):
        try:
            return step(*args)
        except SourceError as e:
            errors.append(str(e))
    arts = [a for a in [tried(read_source, p) for p in paths] if a]
    by_id = {a.id: a for a in arts}
    for art in arts:
        tried(expand_body, art, by_id)
    for art in arts:
        if by_id[art.id] is not art:
            errors.append(f"{art.path}:1: id \"{art.id}\" is also in {by_id[art.id].path}")
        if art.outlet not in outlets:
            errors.append(f"{art.path}:1: no outlet \"{art.outlet}\" in outlets.json")
        for line_no, line in tried(gold_lines, art, by_id) or ():
            tried(resolve_gold, art, line_no, line)
        errors += copy_problems(art, by_id)
    arts.sort(key=lambda a: (when(a.modified or a.published), a.id))
    return arts, by_id, errors


def copy_problems(art, by_id):
    """The relation named must be what the texts show."""
    if not art.copy or art.copy["relation"] == "original":
        return []
    of = by_id.get(art.copy.get("of"))
    if of is None:
        return [f"{art.path}:1: copy of unknown article \"{art.copy.get('of')}\""]
    if of.copy.get("group") != art.copy["group"]:
        return [f"{art.path}:1: \"{of.id}\" is not in group \"{art.copy['group']}\""]
    mine, theirs = (set(shingles(a.text)) for a in (art, of))
    kept = len(mine & theirs)
    of_mine, of_theirs = kept / max(len(mine), 1), kept / max(len(theirs), 1)
    relation = art.copy["relation"]
    if {"copy": of_mine > 0.9 and of_theirs > 0.9, "extended": of_theirs > 0.6 and of_mine < 0.95,
            "excerpt": of_mine > 0.6 and of_theirs < 0.9, "rewrite": of_mine < 0.4,
            "update": bool(art.changes)}[relation]:
        return []
    return [f"{art.path}:1: not a {relation}: {of_mine:.0%} of its text is in {of.id}, {of_theirs:.0%} of that here"]


def shingles(text, size=4):
    words = re.findall(r"\w+", text.lower())
    return [tuple(words[i:i + size]) for i in range(len(words) - size + 1)]


# ---- 4. templates and pages ---------------------------------------------------------------------

class Site:
    """All articles, outlets, styles and small stuff that pages need."""

    def __init__(self, arts, outlets):
        self.arts, self.outlets = arts, outlets
        self.clutter = json.loads((ROOT / "templates/clutter.json").read_text(encoding="utf-8"))
        self.styles = {p.stem: Style(p) for p in sorted((ROOT / "templates").glob("*.html"))}

    def pick(self, pool, key, n):
        """n items of a pool, chosen by the key."""
        items = self.clutter[pool]
        at = int(hashlib.sha1(f"{pool} {key}".encode()).hexdigest(), 16)
        return [items[(at + i * 3) % len(items)] for i in range(min(n, len(items)))]

    def related(self, art, n=4):
        """Other articles of the outlet that are older, then headlines that lead nowhere."""
        older = [a for a in self.arts if a.outlet == art.outlet and a.url != art.url
                 and when(a.published) < when(art.modified or art.published)]
        links = {a.url: {"href": a.url, "head": a.title, "day": f"{when(a.published):%d %b}"} for a in older[-2:]}
        domain = art.host
        for head in self.pick("headlines", art.id, n):
            slug = re.sub(r"[^a-z0-9]+", "-", head.lower()).strip("-")
            links[slug] = {"href": f"https://{domain}/{slug}", "head": head, "day": "9 Mar"}
        return list(links.values())[:n]

    def dates(self, prefix, stamp, outlet):
        local = when(stamp) + timedelta(minutes=outlet["tz"])
        sign, off = "-" if outlet["tz"] < 0 else "+", abs(outlet["tz"])
        zone = f"{sign}{off // 60:02}:{off % 60:02}"
        gmt = "GMT" + (f"{sign}{off // 60}" if off else "")
        return {f"{prefix}_utc": f"{when(stamp):%Y-%m-%dT%H:%M:%S}Z",
                f"{prefix}_iso": f"{local:%Y-%m-%dT%H:%M:%S}{zone}",
                f"{prefix}_long": f"{local.day} {local:%B %Y, %H:%M} {gmt}",
                f"{prefix}_us": f"{local:%B} {local.day}, {local:%Y} at {local.hour % 12 or 12}:{local:%M %p} {gmt}",
                f"{prefix}_day": f"{local.day} {local:%B %Y}", f"{prefix}_hour": f"{local:%H:%M}",
                f"{prefix}_dots": f"{local:%d.%m.%Y %H:%M} ({gmt})"}

    def data(self, art):
        outlet = self.outlets[art.outlet]
        names = art.author_list
        byline = names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""
        n = zlib.crc32(art.id.encode())
        d = {**{k: art.head.get(k, "") for k in HEADERS}, **self.dates("pub", art.published, outlet),
             "outlet_name": outlet["name"], "domain": art.host, "key": outlet["key"],
             "nav": [{"item": x, "slug": re.sub(r"\W+", "-", x.lower())} for x in outlet["nav"]],
             "byline": byline, "author_names": [{"name": x, "slug": x.lower().replace(" ", "-")} for x in names],
             "tag_items": [{"tag": t, "slug": t.lower().replace(" ", "-")} for t in art.tag_list],
             "related": self.related(art), "comments": self.pick("comments", art.id, 3),
             "ads": self.pick("ads", art.id, 2), "popular": self.pick("headlines", art.id + "popular", 5),
             "summary": art.subtitle or art.blocks[0][1][:180], "charset": art.charset or "utf-8",
             "image": f"https://{art.host}/media/{n % 90000 + 10000}.jpg", "number": n % 900 + 12,
             "minutes": max(1, len(art.text.split()) // 220), "uid": f"{n:08x}", "lang": "en"}
        d.update(self.dates("mod", art.modified or art.published, outlet), modified=art.modified)
        d.update(ld_plain=self.ld(art, d), ld_graph=self.ld(art, d, graph=True), ld_body=self.ld(art, d, body=True))
        return d

    def ld(self, art, d, graph=False, body=False):
        """JSON-LD of the article: plain, as one node of a @graph, or with the whole articleBody."""
        publisher = {"@type": "NewsMediaOrganization", "name": d["outlet_name"], "url": f"https://{d['domain']}/"}
        node = {"@type": "NewsArticle", "headline": art.title, "datePublished": d["pub_iso"],
                "dateModified": d["mod_iso"], "mainEntityOfPage": art.url, "inLanguage": "en"}
        if art.author_list:
            node["author"] = [{"@type": "Person", "name": x} for x in art.author_list]
        if body:
            node["articleBody"] = art.text
        if graph:
            site, node["publisher"] = f"https://{d['domain']}/#org", {"@id": f"https://{d['domain']}/#org"}
            crumbs = {"@type": "BreadcrumbList", "itemListElement": [
                {"@type": "ListItem", "position": 1, "name": art.section or "News"}]}
            tree = {"@context": "https://schema.org", "@graph": [
                {**publisher, "@id": site}, {"@type": "WebSite", "name": d["outlet_name"], "inLanguage": "en"},
                {**node, "@id": art.url + "#article"}, crumbs]}
        else:
            tree = {"@context": "https://schema.org", **node, "publisher": publisher, "image": [d["image"]]}
        return json.dumps(tree, ensure_ascii=False, indent=1).replace("</", "<\\/")

    def page(self, art):
        """The page of an article, in the charset it names."""
        style = self.styles[self.outlets[art.outlet]["style"]]
        d = self.data(art)
        d["body"] = style.body(art.blocks, d)
        return fill(style.page, d).encode(d["charset"], "xmlcharrefreplace")

    def front(self, key, n=12):
        """A section front: headlines and teasers, not an article."""
        mine = [a for a in self.arts if a.outlet == key][-n:]
        outlet = self.outlets[key]
        rows = [{"href": a.url, "head": a.title, "teaser": a.subtitle or a.blocks[0][1][:140] + " …",
                 **self.dates("pub", a.published, outlet)} for a in reversed(mine)]
        rows += [{"href": f"https://{outlet['domain']}/{i}", "head": h, "teaser": "", "pub_day": "9 March 2025"}
                 for i, h in enumerate(self.pick("headlines", key, 6))]
        nav = [{"item": x, "slug": re.sub(r"\W+", "-", x.lower())} for x in outlet["nav"]]
        data = {"rows": rows, "nav": nav, "outlet_name": outlet["name"], "domain": outlet["domain"],
                "popular": self.pick("headlines", key, 5)}
        return fill(self.styles["front"].page, data).encode()


def page_name(art, taken):
    """pages/<outlet>/<last part of the URL>.html; a later version of the same URL gets -v2."""
    slug = re.sub(r"\.html?$", "", art.url.rstrip("/").rsplit("/", 1)[-1]) or art.id
    name, n = f"pages/{art.outlet}/{slug}.html", 2
    while name in taken:
        name, n = f"pages/{art.outlet}/{slug}-v{n}.html", n + 1
    return name


# ---- 5. WARC ------------------------------------------------------------------------------------

def build_warc(site, arts):
    """The pages of `arts` as a crawl, with what else a crawl brings at the end."""
    out, html_type = warc.Writer(), "text/html; charset="
    out.info("archive.warc.gz", "2025-03-10T00:00:00Z", "demo newsroom, invented articles")
    seen_first = None
    for art in arts:
        seen = when(art.modified or art.published) + timedelta(minutes=7)
        date, page = f"{seen:%Y-%m-%dT%H:%M:%SZ}", site.page(art)
        headers = [("Date", format_datetime(seen, usegmt=True)), ("Content-Type", html_type + (art.charset or "utf-8"))]
        rid, digest = out.exchange(art.url, date, "200 OK", headers, page, art.encoding)
        seen_first = seen_first or (art.url, rid, digest, date)
    if seen_first:
        out.revisit(*seen_first, "2025-03-16T20:00:00Z", html_type + "utf-8")
        site_url = seen_first[0].rsplit("/", 1)[0]
        out.exchange(f"{site_url}/logo.png", "2025-03-16T20:00:01Z", "200 OK", [("Content-Type", "image/png")],
                     warc.tiny_png())
        gone = b"<!doctype html><title>Page not found</title><h1>404</h1><p>The page you are looking for has moved.</p>"
        out.exchange(f"{site_url}/harbour-fair-opens", "2025-03-16T20:00:02Z", "404 Not Found",
                     [("Content-Type", html_type + "utf-8")], gone)
    return out.bytes


# ---- 6. feeds and JSON Lines --------------------------------------------------------------------

def feed_html(art):
    wrap = {"p": "<p>{}</p>", "quote": "<blockquote><p>{}</p></blockquote>",
            "li": "<ul><li>{}</li></ul>", "h2": "<h3>{}</h3>"}
    return "\n".join(wrap[k].format(html.escape(t, quote=False)) for k, t in art.blocks).replace("</ul>\n<ul>", "\n")


def build_feed(name, site, arts):
    rows = []
    for art in arts:
        outlet = site.outlets[art.outlet]
        link = f"<a href=\"{art.url}\">{html.escape(art.title)}</a>"
        tail = f"\n<p>The post {link} appeared first on {outlet['name']}.</p>"
        rows.append({"title": art.title, "url": art.url, "id": art.id, "summary": art.subtitle or art.blocks[0][1],
                     "names": [{"name": x} for x in art.author_list], "outlet_name": outlet["name"],
                     "domain": art.host, "tag_items": [{"tag": t} for t in art.tag_list],
                     "rfc822": format_datetime(when(art.published)),
                     "published": f"{when(art.published):%Y-%m-%dT%H:%M:%SZ}",
                     "updated": f"{when(art.modified or art.published):%Y-%m-%dT%H:%M:%SZ}",
                     "content": feed_html(art), "cdata": feed_html(art) + tail})
    last = max((when(a.modified or a.published) for a in arts), default=when("2025-03-16"))
    return fill((ROOT / "templates" / name).read_text(encoding="utf-8"),
                {"rows": rows, "built": format_datetime(last), "updated": f"{last:%Y-%m-%dT%H:%M:%SZ}"}).encode()


def plain(art, site):
    """The article as FORMATS of `sitrep read` has it; fields that are unknown are absent."""
    row = {"id": art.id, "url": art.url, "title": art.title, "text": art.text, "published": art.published,
           "outlet": site.outlets[art.outlet]["name"], "authors": art.author_list, "lang": "en"}
    return {k: v for k, v in row.items() if v}


def json_lines(rows):
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows).encode()


# ---- 7. gold files ------------------------------------------------------------------------------

def build_gold(site, by_id, file_of, fronts):
    arts = site.arts
    rows = []
    for a in arts:
        more = {"modified": a.modified, "subtitle": a.subtitle, "credit": a.credit, "domain": a.host,
                "outlet_key": a.outlet, "file": file_of[a.id]}
        rows.append({**plain(a, site), **{k: v for k, v in more.items() if v}})
    stories = {}
    for a in arts:
        stories.setdefault(a.story or "none", []).append(a.id)
    none = stories.pop("none", [])
    tree = {"stories": [{"id": k, "articles": v} for k, v in sorted(stories.items())], "none": none,
            "not_articles": fronts}
    copies = [{"id": a.id, "group": a.copy["group"], "relation": a.copy["relation"],
               **({"of": a.copy["of"]} if "of" in a.copy else {}),
               **({"changes": a.changes} if a.changes else {})} for a in arts if a.copy]
    facts = [{"id": a.id, "published": a.published, **article_facts(a, by_id)} for a in arts]
    return {"gold/articles.jsonl": json_lines(rows), "gold/copies.jsonl": json_lines(copies),
            "gold/stories.json": json.dumps(tree, ensure_ascii=False, indent=1).encode() + b"\n",
            "gold/facts.jsonl": json_lines(facts)}


# ---- 8. main ------------------------------------------------------------------------------------

def build(arts, by_id, outlets):
    """Everything that is generated: {path under demo/: bytes}."""
    site = Site(arts, outlets)
    of = {m: [a for a in arts if a.medium == m] for m in MEDIA}
    files, file_of = {}, {}
    for art in of["page"]:
        file_of[art.id] = name = page_name(art, files)
        files[name] = site.page(art)
    fronts = {f"pages/{k}/index.html": site.front(k) for k in FRONTS}
    files.update(fronts)
    files[FILES["warc"]] = build_warc(site, of["warc"])
    files.update({FILES[m]: build_feed(FILES[m], site, of[m]) for m in ("rss", "atom")})
    files[FILES["jsonl"]] = json_lines({**plain(a, site), **({"section": a.section} if a.section else {})}
                                       for a in of["jsonl"])
    file_of.update({a.id: FILES[a.medium] for a in arts if a.medium in FILES})
    out = {"feed/" + k: v for k, v in files.items()}
    out.update(build_gold(site, by_id, file_of, sorted(fronts)))
    return out


def unpacked(name, data):
    """What --check compares: another zlib may pack the same bytes otherwise."""
    if not name.endswith(".gz"):
        return data
    out = b""
    while data:
        z = zlib.decompressobj(wbits=31)
        out += z.decompress(data) + z.flush()
        data = z.unused_data
    return out


def differing(out):
    there = {str(p.relative_to(ROOT)) for d in ("feed", "gold") for p in (ROOT / d).rglob("*") if p.is_file()}
    bad = sorted(there ^ set(out))
    return bad + sorted(n for n in there & set(out) if unpacked(n, (ROOT / n).read_bytes()) != unpacked(n, out[n]))


def main(args):
    outlets = {o["key"]: o for o in json.loads((ROOT / "outlets.json").read_text(encoding="utf-8"))}
    arts, by_id, errors = read_newsroom(sorted((ROOT / "newsroom").glob("*/*.txt")), outlets)
    lint = {str(Path(a).resolve()) for a in args[1:]} if args[:1] == ["--lint"] else None
    errors = [e for e in errors if not lint or e.split(":")[0] in lint]
    print("\n".join(errors), file=sys.stderr, end="\n" if errors else "")
    if errors or lint is not None:
        return 1 if errors else 0
    out = build(arts, by_id, outlets)
    bad = differing(out)
    if args == ["--check"]:
        print("\n".join(f"{n}: not what the sources give" for n in bad), file=sys.stderr, end="\n" if bad else "")
        return 1 if bad else 0
    for name in bad:
        path = ROOT / name
        if name not in out:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(out[name])
    by_medium = {m: sum(a.medium == m for a in arts) for m in MEDIA}
    print(f"{len(arts)} articles {by_medium}, {len(bad)} files changed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
