"""Raw text with the labels that several models agree on, for train.py --raw.

    label.py WORK PROGRAM MODEL.bin,MODEL.bin[,...] OUT.pkl

PROGRAM is `sitrep`.  The first model's words of a class, features and trees stay where half of the
models say the same; its names stay where all do.  Everything else counts as unknown.
"""
import pickle
import random
import subprocess
import sys

from data import Sentence

MOST = 60000        # sentences
SHORT, LONG = 5, 60  # tokens of a sentence
TOGETHER = 10       # sentences that the program may take for one document
SEED = 1


def choose(raw):
    """Pieces of the raw text, each of a few sentences that follow each other."""
    rng = random.Random(SEED)
    pieces = [raw[i:i + TOGETHER] for i in range(0, len(raw), TOGETHER)]
    rng.shuffle(pieces)
    out, n = [], 0
    for p in pieces:
        p = [s for s in p if SHORT <= len(s) <= LONG and all(w and not w.isspace() for w in s)]
        if p:
            out.append(p)
            n += len(p)
        if n >= MOST:
            break
    return out


def parsed(program, model, pieces):
    """Rows of columns of each sentence."""
    lines = []
    for i, p in enumerate(pieces):
        lines.append(f"# newdoc id = {i}\n")
        for s in p:
            lines += [f"{j + 1}\t{w}" + "\t_" * 8 + "\n" for j, w in enumerate(s)] + ["\n"]
    out = subprocess.run([program, "parse", "--model", model, "--given=tokens", "--threads", "1", "-"],
                         input="".join(lines).encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    for block in out.split("\n\n"):
        rows = [x.split("\t") for x in block.split("\n") if x and not x.startswith("#")]
        if rows:
            yield rows


def name(row):
    tag = next((x[7:] for x in row[9].split("|") if x.startswith("Entity=")), "O")
    return tag.replace("-FAC", "-LOC").replace("-GPE", "-LOC")


def agreed(forms, all_rows):
    s, n = Sentence(forms), len(forms)
    first, half = all_rows[0], len(all_rows) / 2
    same = lambda i, *cols: sum(all(r[i][c] == first[i][c] for c in cols) for r in all_rows) > half
    s.upos = [first[i][3] if same(i, 3, 5) else None for i in range(n)]
    s.feats = [first[i][5] for i in range(n)]
    s.lemmas = [first[i][2] for i in range(n)]
    s.heads = [int(first[i][6]) if same(i, 6, 7) else -1 for i in range(n)]
    s.rels = [first[i][7] for i in range(n)]
    tags = [[name(r[i]) for i in range(n)] for r in all_rows]
    s.names = [t if all(u[i] == t for u in tags) else None for i, t in enumerate(tags[0])]
    s.source = "raw"
    return s


def main(work, program, models, out):
    pieces = choose(pickle.load(open(f"{work}/raw.pkl", "rb")))
    forms = [s for p in pieces for s in p]
    sents = []
    for f, *rows in zip(forms, *(parsed(program, m, pieces) for m in models.split(","))):
        if any([c[1] for c in r] != f for r in rows):
            raise SystemExit(f"{program} lost count at: {' '.join(f)}")
        sents.append(agreed(f, rows))
    pickle.dump([{k: getattr(s, k) for k in ("forms", "upos", "feats", "lemmas", "heads", "rels", "names")}
                 for s in sents], open(out, "wb"))
    n = sum(map(len, forms))
    share = lambda key, unknown: 100 * sum(x != unknown for s in sents for x in getattr(s, key)) / n
    print(len(sents), "sentences", n, "tokens; agreed: class {:.1f} %, head {:.1f} %, name {:.1f} %".format(
        share("upos", None), share("heads", -1), share("names", None)))


if __name__ == "__main__":
    main(*sys.argv[1:])
