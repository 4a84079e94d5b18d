"""Give a trained model part of what a longer warm-up changed in the encoder that it began with.

    merge.py MODEL.pt[,MODEL.pt...] BEFORE.pt AFTER.pt SHARE OUT.pt

BEFORE and AFTER are of pretrain.py, the second having gone on from the first.  Of several models
the mean is taken.  The result wants some more training (train.py --start).
"""
import sys

import torch


def main(models, before, after, share, out):
    states = [torch.load(m) for m in models.split(",")]
    state = {k: sum(s[k] for s in states) / len(states) for k in states[0]}
    old, new = (torch.load(f)["encoder"] for f in (before, after))
    for k in old:
        state["enc." + k] += float(share) * (new[k] - old[k])
    torch.save(state, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
