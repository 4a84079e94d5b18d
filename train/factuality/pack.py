"""Writing models/factuality.en.bin; its layout stands in src/facts/factuality_score.c."""
import struct

import numpy as np

BUCKETS = 1 << 16
LICENCE = ("CC BY-SA 4.0. Learnt from UDS-IH2 (Universal Decompositional Semantics; White et al.) "
           "on UD English EWT, both CC BY-SA 4.0.")


def quantise(x):
    scale = float(np.abs(x).max()) / 127 or 1.0
    return np.clip(np.rint(x / scale), -127, 127).astype(np.int8), scale


def pack(path, digest, line, bias, net, share):
    """digest: XXH3 of bytes with the seed of src/base/hash.c; line [BUCKETS]; net: arrays of the
    network by the names of factuality_score.c, R [parts][wide][row], table [BUCKETS][width]"""
    q0, s0 = quantise(line)
    q1, s1 = quantise(net["table"])
    S = np.maximum(np.abs(net["R"]).max(2) / 127, 1e-9)
    R = np.clip(np.rint(net["R"] / S[..., None]), -127, 127).astype(np.int8)
    weights = np.concatenate([[s0, bias, s1, share], net["b"], net["B"], net["W"].ravel(), net["c"], net["w"],
                              [net["d"]], S.ravel()]).astype("<f4")
    body = (LICENCE.encode().ljust(192, b"\0") + weights.tobytes() + R.tobytes() +
            np.hstack([q0[:, None], q1]).tobytes())
    size = 64 + len(body)
    head = b"sr-fact\n" + struct.pack("<IIIIQQI", 2, BUCKETS, len(net["b"]), len(net["c"]), size, digest(body),
                                      len(net["B"]))
    with open(path, "wb") as f:
        f.write(head.ljust(64, b"\0") + body)
