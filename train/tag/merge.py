"""Models out of models, without training.

    merge.py warm MODEL.pt[,MODEL.pt...] BEFORE.pt AFTER.pt SHARE OUT.pt
    merge.py mean OLD.pt[,OLD.pt...] NEW.pt SHARE OUT.pt

warm: give a trained model part of what a longer warm-up changed in the encoder that it began with
(BEFORE and AFTER are of pretrain.py, the second having gone on from the first); the result wants
some more training (train.py --start).
mean: SHARE of the old model and the rest of one that was trained on from it; what the old one had
not, or never learnt (the rows of phrases and lists without capitals), is the new one's.

Of several models the mean is taken first.
"""
import sys

import torch

from features import SUB_LOWER, SUB_PHRASE


def mean(models):
    states = [torch.load(m) for m in models.split(",")]
    return {k: sum(s[k] for s in states) / len(states) for k in states[0]}


def warm(models, before, after, share, out):
    state = mean(models)
    old, new = (torch.load(f)["encoder"] for f in (before, after))
    for k in old:
        state["enc." + k] += float(share) * (new[k] - old[k])
    torch.save(state, out)


def between(models, after, share, out):
    old, state, share = mean(models), torch.load(after), float(share)
    unlearnt = state["enc.sub.weight"][SUB_PHRASE:SUB_LOWER + 8].clone()
    for k in old:
        state[k] = share * old[k] + (1 - share) * state[k]
    state["enc.sub.weight"][SUB_PHRASE:SUB_LOWER + 8] = unlearnt
    torch.save(state, out)


if __name__ == "__main__":
    {"warm": warm, "mean": between}[sys.argv[1]](*sys.argv[2:])
