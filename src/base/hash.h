/* Hashes.  Two kinds for two uses:
 *   sr_hash64    XXH3 with a fixed seed: tables, shingles.  Fast (about 10 GB/s);
 * outsiders can make collisions, so it never makes an id and its order never shows.
 *   sr_digest    SHA-256 (libcrypto), cut to 128 bits: the ids of articles and stories.
 */
#ifndef SR_BASE_HASH_H
#define SR_BASE_HASH_H

#include "base/err.h"
#include "base/str.h"

uint64_t sr_hash64(sr_str s);

/* Mix two hashes into one, order counts. */
static inline uint64_t sr_hash_mix(uint64_t a, uint64_t b)
{
    a ^= b + 0x9e3779b97f4a7c15u + (a << 6) + (a >> 2);
    a *= 0xff51afd7ed558ccdu; /* MurmurHash3's finaliser */
    return a ^ (a >> 33);
}

enum { SR_ID_HEX = 32 }; /* an id is so many hexadecimal digits */

/* The id of the parts given: SHA-256 over each part's length and bytes, first 128 bits in
 * lower-case hexadecimal, terminated.  SR_ENOMEM where libcrypto is refused memory. */
sr_status sr_digest(const sr_str *parts, size_t n, char ret[SR_ID_HEX + 1], sr_err *err);

#endif
