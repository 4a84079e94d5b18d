"""The network.  Time-major tensors [L][B][...] everywhere.

    x_t   = word row | sum of sub rows                                       256 = 128 + 128
    layer 1 sees x_{t-1}, x_t, x_{t+1}; layers 2.. see the layer below:
        z, f, r = W norm(x) + b            f, r through the logistic function
        c_t     = f_t c_{t-1} + (1 - f_t) z_t     first half forwards, second half backwards
        h_t     = r_t c_t + (1 - r_t) x_t
    heads on norm(h): tag (word class with features), lemma rule, arcs, relations, names.
"""
import ctypes
import math
import os
import subprocess
import tempfile

import torch
import torch.nn as nn
import torch.nn.functional as F

from features import SUB_PAD, SUB_ROWS

D = 256
E_WORD = 128
E_SUB = 128
D_ARC = 128
D_REL = 128
D_PRO = 64
D_NER = 128
MAX_DIST = 24
NER_TAGS = ["O"] + [f"{p}-{t}" for t in ("PER", "ORG", "LOC", "MISC", "NORP") for p in "BI"]


def build():
    """recur.c as a library of its own; the compiler's vectors make training twice as fast."""
    here = os.path.dirname(os.path.abspath(__file__))
    so = os.path.join(tempfile.gettempdir(), f"recur-{os.getuid()}.so")
    source = os.path.join(here, "recur.c")
    if not os.path.exists(so) or os.path.getmtime(so) < os.path.getmtime(source):
        part = f"{so}.{os.getpid()}"
        subprocess.run(["gcc", "-O3", "-march=native", "-ffast-math", "-shared", "-fPIC", "-o", part, source, "-lm"],
                       check=True)
        os.rename(part, so)
    return ctypes.CDLL(so)


LIB = build()


def ptr(t):
    assert t.is_contiguous()
    return ctypes.c_void_p(t.data_ptr())


class Recur(torch.autograd.Function):
    """h = r c + (1 - r) x, c_t = f c_{t-1} + (1 - f) z; see recur.c"""

    @staticmethod
    def forward(ctx, g, x, mask):
        g = g.to(torch.bfloat16).contiguous()
        x = x.contiguous()
        mask = mask.contiguous()
        L, B = g.shape[:2]
        h, c, f, r = (torch.empty_like(x) for _ in range(4))
        LIB.recur_forward(ctypes.c_long(L), ctypes.c_long(B), ptr(g), ptr(x), ptr(mask), ptr(h), ptr(c), ptr(f), ptr(r))
        ctx.save_for_backward(g, x, mask, c, f, r)
        return h

    @staticmethod
    def backward(ctx, dh):
        g, x, mask, c, f, r = ctx.saved_tensors
        dh = dh.float().contiguous()
        L, B = g.shape[:2]
        dg, dx = torch.empty_like(g), torch.empty_like(x)
        LIB.recur_backward(ctypes.c_long(L), ctypes.c_long(B), ptr(g), ptr(x), ptr(mask), ptr(c), ptr(f), ptr(r),
                           ptr(dh), ptr(dg), ptr(dx))
        return dg, dx, None


def norm(x):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-6)


class Layer(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.width = width
        self.lin = nn.Linear(D * width, 3 * D)
        with torch.no_grad():
            self.lin.weight.mul_(1.0)
            self.lin.bias.zero_()
            # forget gates between short and long memory
            self.lin.bias[D:2 * D] = torch.linspace(-1.0, 2.0, D // 2).repeat(2)

    def forward(self, x, mask, drop):
        n = norm(x)
        if drop is not None:
            n = n * drop
        if self.width == 3:
            pad = torch.zeros_like(n[:1])
            n = torch.cat([torch.cat([pad, n[:-1]]), n, torch.cat([n[1:], pad])], -1)
        return Recur.apply(self.lin(n), x, mask)


class Encoder(nn.Module):
    def __init__(self, n_words, layers=4):
        super().__init__()
        self.word = nn.Embedding(n_words, E_WORD, sparse=True)
        self.sub = nn.EmbeddingBag(SUB_ROWS, E_SUB, mode="sum", sparse=True, padding_idx=SUB_PAD)
        with torch.no_grad():
            self.word.weight.normal_(0, 0.3)
            self.sub.weight.normal_(0, 0.1)
            self.sub.weight[SUB_PAD].zero_()
        self.layers = nn.ModuleList([Layer(3 if i == 0 else 1) for i in range(layers)])

    def forward(self, word, sub, mask, p_drop=0.0, p_in=0.0):
        L, B = word.shape
        x = torch.cat([self.word(word), self.sub(sub.view(L * B, -1)).view(L, B, -1)], -1)
        x = x * mask[..., None]
        for i, layer in enumerate(self.layers):
            p = p_in if i == 0 else p_drop
            drop = None
            if self.training and p > 0:
                drop = torch.rand(1, B, D).lt(1 - p).float() / (1 - p)
            x = layer(x, mask, drop)
        return norm(x) * mask[..., None]


class Tagger(nn.Module):
    def __init__(self, n_words, n_tags, n_rules, n_rels, layers=4, sources=1):
        super().__init__()
        self.enc = Encoder(n_words, layers)
        self.tag = nn.Linear(D, n_tags)
        self.rule = nn.Linear(D, n_rules)
        self.arc_d = nn.Linear(D, D_ARC)
        self.arc_h = nn.Linear(D, D_ARC)
        self.root = nn.Parameter(torch.zeros(D))
        self.U = nn.Linear(D_ARC, D_ARC)  # its bias scores heads alone
        nn.init.normal_(self.U.weight, std=1 / D_ARC ** 0.5)
        self.dist = nn.Parameter(torch.zeros(2 * MAX_DIST + 2))
        self.rel_d = nn.Linear(D, D_REL + D_PRO)
        self.rel_h = nn.Linear(D, D_REL + D_PRO)
        self.rel = nn.Linear(D_REL + D_PRO, n_rels)
        self.ner1 = nn.Linear(3 * D, D_NER)
        self.ner2 = nn.Linear(D_NER, len(NER_TAGS))
        self.habit = nn.Parameter(torch.zeros(sources, D_NER))  # what a set's labels differ in
        self.p = 0.33

    def drop(self, x, p=None):
        """One mask for all positions of a sentence."""
        if not self.training:
            return x
        p = self.p if p is None else p
        return x * (torch.rand(1, x.shape[1], x.shape[2]).lt(1 - p).float() / (1 - p))

    def encode(self, word, sub, mask):
        return self.enc(word, sub, mask, self.p, 0.25)

    def tags(self, h):
        h = self.drop(h)
        return self.tag(h), self.rule(h)

    def arcs(self, h, mask):
        """[B][dependent][head]; head 0 is the root, token t is head t + 1."""
        L, B, _ = h.shape
        hr = torch.cat([self.root.expand(1, B, D), h])
        d = self.drop(torch.relu(self.arc_d(self.drop(h))).float())
        e = self.drop(torch.relu(self.arc_h(self.drop(hr))).float())
        s = torch.bmm(self.U(d).transpose(0, 1), e.permute(1, 2, 0)).float() / math.sqrt(D_ARC)
        i = torch.arange(L)
        delta = (i[:, None] - i[None, :]).clamp(-MAX_DIST, MAX_DIST) + MAX_DIST
        bias = torch.cat([self.dist[-1].expand(L, 1), self.dist[delta]], 1)
        s = s + bias
        ok = torch.cat([torch.ones(B, 1, dtype=torch.bool), mask.t() > 0], 1)[:, None, :].expand(B, L, L + 1)
        self_arc = torch.cat([torch.zeros(L, 1, dtype=torch.bool), torch.eye(L, dtype=torch.bool)], 1)
        return s.masked_fill(~ok | self_arc, -1e4), hr

    def rels(self, h, hr, heads):
        """heads [L][B] as in arcs -> [L][B][relations]"""
        a = self.rel_d(self.drop(h)).float()
        b = self.rel_h(self.drop(hr)).float()
        b = torch.gather(b, 0, heads[..., None].expand(*heads.shape, b.shape[-1]))
        z = torch.cat([torch.relu(a[..., :D_REL] + b[..., :D_REL]), a[..., D_REL:] * b[..., D_REL:]], -1)
        return self.rel(self.drop(z)).float()

    def names(self, h, source):
        """source [B]: the set that a sentence's labels are of"""
        habit = self.habit[source]
        if self.training:  # what all have in common goes into ner1
            habit = habit * torch.rand(len(source), 1).lt(0.8)
        n = self.drop(h)
        pad = torch.zeros_like(n[:1])
        n = torch.cat([torch.cat([pad, n[:-1]]), n, torch.cat([n[1:], pad])], -1)
        return self.ner2(self.drop(torch.relu(self.ner1(n) + habit))).float()


def batches(lengths, size, rng):
    """Index lists of about `size` tokens of sentences of like length, in random order."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + rng.random() * 3)
    out, cur, longest = [], [], 0
    for i in order:
        longest = max(longest, lengths[i])
        if cur and longest * (len(cur) + 1) > size:
            out.append(cur)
            cur, longest = [], lengths[i]
        cur.append(i)
    if cur:
        out.append(cur)
    rng.shuffle(out)
    return out


def pack(rows):
    """Sentences as [(word, subs)] -> word [L][B], sub [L][B][K], mask [L][B]"""
    B, L = len(rows), max(len(r) for r in rows)
    K = max(len(s) for r in rows for _, s in r)
    word = torch.zeros(L, B, dtype=torch.long)
    sub = torch.zeros(L, B, K, dtype=torch.long)
    mask = torch.zeros(L, B)
    for b, r in enumerate(rows):
        word[:len(r), b] = torch.tensor([w for w, _ in r])
        sub[:len(r), b] = torch.tensor([s + [0] * (K - len(s)) for _, s in r])
        mask[:len(r), b] = 1
    return word, sub, mask
