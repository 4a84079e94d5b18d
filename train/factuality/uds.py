"""The annotations of UDS-IH2, laid on the sentences of a later release of UD English EWT."""
import json
import os
import zipfile


def classes(path):
    """Word classes of each sentence of a CoNLL-U file."""
    out, cur = [], []
    for line in open(path, encoding="utf-8"):
        if line[0] == "\n":
            out.append(cur)
            cur = []
        elif line[0] != "#":
            f = line.split("\t")
            if f[0].isdigit():
                cur.append(f[3])
    return out


def annotations(uds, part):
    """Sentence number of release 1.2 -> [(token, value in -3 .. 3)]."""
    path = os.path.join(uds, "1.0", "raw", "sentence", "annotations", "factuality.zip")
    data = json.load(zipfile.ZipFile(path).open("factuality.json"))["data"]
    out = {}
    for name, nodes in data.items():
        if name.split("-")[1] != part:
            continue
        rows = []
        for node, a in nodes.items():
            f = a["factuality"]["factual"]
            v = [(0.75 if x else -0.75) * f["confidence"].get(who, 4) for who, x in f["value"].items()]
            rows.append((int(node.split("-")[-1]), sum(v) / len(v)))
        out[int(name.split("-")[2])] = rows
    return out


def align(notes, words):
    """The annotations count sentences as release 1.2 did; later ones split and joined some.
    Best path over offsets: annotated words are verbs."""
    offsets = range(-5, 3)

    def hits(i, o):
        s = words[i + o] if 0 <= i + o < len(words) else []
        return sum(1 if t <= len(s) and s[t - 1] == "VERB" else -1 for t, _ in notes[i])

    best, back = {o: 0 for o in offsets}, []
    for i in sorted(notes):
        stay = {o: max(offsets, key=lambda q: best[q] - 4 * (q != o)) for o in offsets}
        best = {o: best[stay[o]] - 4 * (stay[o] != o) + hits(i, o) for o in offsets}
        back.append((i, stay))
    o, where = max(best, key=best.get), {}
    for i, stay in reversed(back):
        where[i], o = i + o, stay[o]
    out = {}
    for i, rows in notes.items():
        s = words[where[i]] if 0 <= where[i] < len(words) else []
        out.update({(where[i], t - 1): v for t, v in rows if t <= len(s) and s[t - 1] == "VERB"})
    return out
