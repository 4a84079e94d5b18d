#include "base/hash.h"

/* The plain calls need no memory and no set-up.  libcrypto's newer ones (EVP) allocate on
 * first use, and version 3.0 crashes where that is refused. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

/* Any constant serves: it only has to stay, so that same input gives same bytes out. */
static const uint64_t SEED = 0x5369747265702131u; /* "Sitrep!1" */

uint64_t sr_hash64(sr_str s)
{
    return XXH3_64bits_withSeed(s.len ? s.p : "", s.len, SEED);
}

static bool digest_part(SHA256_CTX *ctx, sr_str part)
{
    unsigned char len[8];
    for (size_t i = 0; i < sizeof len; i++)
        len[i] = (unsigned char)((uint64_t)part.len >> (8 * i));
    return SHA256_Update(ctx, len, sizeof len) == 1 &&
           (part.len == 0 || SHA256_Update(ctx, part.p, part.len) == 1);
}

sr_status sr_digest(const sr_str *parts, size_t n, char ret[SR_ID_HEX + 1], sr_err *err)
{
    unsigned char md[SHA256_DIGEST_LENGTH];
    SHA256_CTX ctx;
    bool ok = SHA256_Init(&ctx) == 1;
    for (size_t i = 0; ok && i < n; i++)
        ok = digest_part(&ctx, parts[i]);
    ok = ok && SHA256_Final(md, &ctx) == 1;
    if (!ok)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a digest");
    for (size_t i = 0; i < SR_ID_HEX; i++)
        ret[i] = "0123456789abcdef"[(md[i / 2] >> (i % 2 ? 0 : 4)) & 15];
    ret[SR_ID_HEX] = '\0';
    return SR_OK;
}
