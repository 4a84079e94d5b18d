"""Writing models/factuality.en.bin; its layout stands in src/facts/factuality_score.c."""
import struct

import numpy as np

BUCKETS = 1 << 16
LICENCE = ("CC BY-SA 4.0. Learnt from UDS-IH2 (Universal Decompositional Semantics; White et al.) "
           "on UD English EWT, both CC BY-SA 4.0.")


def quantise(x):
    scale = float(np.abs(x).max()) / 127 or 1.0
    return np.clip(np.rint(x / scale), -127, 127).astype(np.int8), scale


def pack(path, digest, line, bias, table, b, W, c, w, d, share):
    """digest: XXH3 of bytes with the seed of src/base/hash.c; line [BUCKETS]; table [BUCKETS][width]"""
    q0, s0 = quantise(line)
    q1, s1 = quantise(table)
    weights = np.concatenate([[s0, bias, s1, share], b, W.ravel(), c, w, [d]]).astype("<f4")
    body = LICENCE.encode().ljust(192, b"\0") + weights.tobytes() + np.hstack([q0[:, None], q1]).tobytes()
    size = 64 + len(body)
    head = b"sr-fact\n" + struct.pack("<IIIIQQ", 1, BUCKETS, table.shape[1], W.shape[0], size, digest(body))
    with open(path, "wb") as f:
        f.write(head.ljust(64, b"\0") + body)
