"""Features of a token, as src/tag/features.c computes them: the two must stay the same.

A token gives one row of the word table (its lower-case form, digits as 0) and a few rows of
the sub table (prefixes, suffixes, the form itself, its shape with the case of the sentence,
word lists, the listed phrase that it stands in).  Rows of the sub table are hashed; rows
below SUB_FIRST are fixed.
"""
import functools

SUB_ROWS = 1 << 15
SUB_FIRST = 64            # hashed rows begin here
SUB_PAD, SUB_MASK = 0, 1  # row 0 is zero
SUB_LIST = 8              # rows 8.. : one for each bit of the word lists
N_LISTS = 8
SUB_PHRASE = 16           # rows 16.. : type of a phrase by place in it: alone, first, inside, last
SUB_LOWER = 48            # rows 48.. : the word lists in a sentence without capitals
MAX_PHRASE = 8            # tokens, without those of marks alone
PHRASES = ("place", "person", "organisation", "group", "office-holder", "body", "surname", "outlet")
MODE_NORMAL, MODE_CAPS, MODE_TITLE, MODE_LOWER = range(4)
LISTS = ("country", "region", "city", "city-first", "city-rest", "given", "surname", "demonym")


def fnv(data, h):
    for b in data:
        h = ((h ^ b) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return h


def fnv_start(salt):
    return fnv(bytes([salt]), 0xCBF29CE484222325)


def row_of(h):
    h ^= h >> 32
    return SUB_FIRST + (h & 0xFFFFFFFF) % (SUB_ROWS - SUB_FIRST)


def lower_char(c):
    low = c.lower()
    return low if len(low) == 1 else c


@functools.lru_cache(maxsize=None)
def normal(form):
    """Lower case, digits as 0."""
    return "".join("0" if "0" <= c <= "9" else lower_char(c) for c in form)


def char_class(c):
    if "0" <= c <= "9":
        return "d"
    if lower_char(c) != c:
        return "X"
    if c.isalpha():
        return "x"
    return c if ord(c) < 128 else "o"


@functools.lru_cache(maxsize=None)
def shape(form):
    """Runs of one class are cut to two; at most twelve classes."""
    out = []
    for c in form[:64]:
        k = char_class(c)
        if len(out) >= 2 and out[-1] == k and out[-2] == k:
            continue
        out.append(k)
        if len(out) == 12:
            break
    return "".join(out)


@functools.lru_cache(maxsize=None)
def type_rows(form):
    """Rows of the sub table that hang on the form alone."""
    rows = [row_of(fnv(form.encode()[:64], fnv_start(1)))]
    chars = [c.encode() for c in normal(form)[:64]]
    n = len(chars)
    h = fnv_start(2)
    for i in range(min(4, n)):
        h = fnv(chars[i], h)
        rows.append(row_of(h))
    h = fnv_start(3)
    for i in range(min(5, n)):
        h = fnv(chars[n - 1 - i], h)
        rows.append(row_of(h))
    return tuple(rows)


def sentence_mode(forms):
    """Headlines and shouting: the case of a sentence tells how much capitals say.
    Words are tokens that begin with a letter; long ones have four letters or more."""
    words = upper = lower_any = long_words = long_capital = capitals = 0
    for i, f in enumerate(forms):
        s = shape(f)
        if s[0] not in "Xx":
            continue
        words += 1
        has_lower = "x" in s
        lower_any += has_lower
        capitals += s[0] == "X"
        if len(f) >= 4:
            long_words += 1
            long_capital += s[0] == "X"
    if words >= 2 and lower_any == 0 and capitals == words:
        return MODE_CAPS
    if long_words >= 4 and long_capital * 10 >= long_words * 9:
        return MODE_TITLE
    if words >= 3 and capitals == 0:
        return MODE_LOWER
    return MODE_NORMAL


@functools.lru_cache(maxsize=None)
def context_row(shp, mode, first):
    return row_of(fnv(shp.encode(), fnv_start(16 + mode * 2 + first)))


@functools.lru_cache(maxsize=None)
def bare(form):
    """Hash of the letters and digits of a form; 0 where it has none."""
    chars = [lower_char(c) for c in form[:64] if char_class(c) in "Xxd"]
    return fnv("".join(chars).encode(), fnv_start(7)) if chars else 0


PHRASE_START = fnv_start(6)


def phrase_step(h, token):
    h = ((h ^ token) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return h ^ h >> 29


def longest_phrase(tokens, i, phrases):
    """(end, type bits) of the longest listed phrase that begins at token i."""
    h, end, bits, n = PHRASE_START, i, 0, 0
    for j in range(i, len(tokens)):
        if not tokens[j]:
            continue
        h = phrase_step(h, tokens[j])
        v = phrases.get(h, 0)
        n += 1
        if v & 0xff:
            end, bits = j + 1, v & 0xff
        if not v >> 8 or n == MAX_PHRASE:
            break
    return end, bits


def phrase_rows(forms, mode, phrases):
    """Rows of each token for the listed phrase that it stands in, from left to right."""
    tokens = [bare(f) for f in forms]
    out = [[] for _ in forms]
    i = 0
    while i < len(forms):
        end, bits = i, 0
        if tokens[i] and (mode == MODE_LOWER or shape(forms[i])[0] == "X"):
            end, bits = longest_phrase(tokens, i, phrases)
        for j in range(i, end):
            place = 0 if end == i + 1 else 1 if j == i else 3 if j == end - 1 else 2
            out[j] = [SUB_PHRASE + 4 * t + place for t in range(len(PHRASES)) if bits >> t & 1]
        i = max(end, i + 1)
    return out


def sentence_rows(forms, vocab, lists, phrases):
    """[(word row, sub rows)] of a sentence."""
    mode = sentence_mode(forms)
    in_phrase = phrase_rows(forms, mode, phrases)
    base = SUB_LOWER if mode == MODE_LOWER else SUB_LIST
    out = []
    for i, f in enumerate(forms):
        low = normal(f)
        s = shape(f)
        rows = list(type_rows(f))
        rows.append(context_row(s, mode, 1 if i == 0 else 0))
        if s[0] == "X" or mode == MODE_LOWER:
            bits = lists.get(low, 0)
            rows += [base + b for b in range(N_LISTS) if bits >> b & 1]
        rows += in_phrase[i]
        out.append((vocab.get(low, 0), rows))
    return out
