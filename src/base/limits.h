/* Every limit that hostile input can meet, in one place.
 *
 * A limit that is met is never silent: the code that meets it adds a note to the
 * document (see doc/note.h) or returns SR_ELIMIT with the name of the limit.
 * Origin of the figures: HTML depth is what browsers use (512); the others leave an
 * order of magnitude above the largest real pages that were seen (docs/benchmarks.md).
 * Tests: tests/unit/ of each stage, tests/cli/test_limits.sh
 */
#ifndef SR_BASE_LIMITS_H
#define SR_BASE_LIMITS_H

/* clang-format off */
enum {
    SR_MAX_DOCUMENT_BYTES   = 8 * 1024 * 1024,   /* one page, decoded to UTF-8            */
    SR_MAX_JSON_LINE_BYTES  = 16 * 1024 * 1024,  /* one line of JSON Lines                */
    SR_MAX_FEED_BYTES       = 16 * 1024 * 1024,  /* one RSS or Atom file                  */
    SR_MAX_FEED_DEPTH       = 256,               /* open XML elements in a feed           */
    SR_MAX_HTML_DEPTH       = 512,               /* open elements in a page               */
    SR_MAX_HTML_NODES       = 512 * 1024,        /* elements and texts of a page          */
    SR_MAX_ATTRIBUTES       = 256,               /* attributes of one tag                 */
    SR_MAX_ATTRIBUTE_BYTES  = 64 * 1024,         /* value of one attribute                */
    SR_MAX_INFLATE_RATIO    = 200,               /* decoded : encoded, above the floor    */
    SR_INFLATE_FLOOR_BYTES  = 1024 * 1024,       /* decoded bytes that are always allowed */
    SR_MAX_CODINGS          = 5,                 /* Content-Encoding layers of a payload  */
    SR_MAX_WARC_HEADER_BYTES = 64 * 1024,        /* WARC or HTTP header block             */
    SR_MAX_DIRECTORY_DEPTH  = 64,                /* nested directories of an input        */
    SR_MAX_PARAGRAPHS       = 20000,             /* paragraphs of one article             */
    SR_MAX_SENTENCE_BYTES   = 16 * 1024,         /* longer sentences are cut              */
    SR_MAX_TOKEN_BYTES      = 1024,              /* longer tokens are cut                 */
    SR_MAX_PARSE_TOKENS     = 160,               /* longer sentences are parsed in pieces */
    SR_MAX_ROWS             = 16 * 1024,         /* tokens whose network rows are kept     */
    SR_MAX_NAME_BYTES       = 512,               /* one name of the knowledge             */
    SR_MAX_ROLES            = 256,               /* offices of one actor                  */
    SR_MAX_KNOW_FILES       = 15,                /* of the user, beside what we know      */
    SR_MAX_IMPORT_BYTES     = 1024 * 1024 * 1024, /* tables of an import of knowledge     */
    SR_MAX_NOTES            = 64,                /* notes of one document                 */
    SR_MAX_TITLE_BYTES      = 4 * 1024,
    SR_MAX_ID_BYTES         = 256,               /* a longer given id becomes its digest  */
    SR_MAX_AUTHORS          = 32,
    SR_MAX_POSITIONS_SEEN   = 200 * 1000,        /* positions that an export remembers     */
    SR_MAX_SITE_LINES       = 1024 * 1024,       /* lines that a memory of sites holds     */
    SR_MAX_TIMES            = 50000,             /* time expressions of one document       */
    SR_MAX_AMOUNTS          = 50000,             /* figures of one document                */
    SR_MAX_MENTION_TOKENS   = 48,                /* from a phrase's first word to its head  */
    SR_MAX_MENTIONS         = 65536,             /* of one document; later ones are left    */
    SR_MAX_ANTECEDENTS      = 64,                /* earlier mentions that one is held to    */
    SR_MAX_LINKED_NAMES     = 20000,             /* different names of one document       */
    SR_MAX_STATEMENTS       = 50000,             /* statements of one document            */
    SR_MAX_EVENTS           = 5000,              /* events of one document                 */
    SR_MAX_SENTENCE_EVENTS  = 48,                /* words of a sentence that tell events   */
    SR_MAX_STATEMENT_TOKENS = 512,               /* from a cue to either end of its content */
    SR_MAX_BRIEF_UNITS      = 80,                /* sentences of one source for a brief   */
    SR_MAX_ARENA_BYTES      = 192 * 1024 * 1024  /* memory of one document in flight      */
};
/* clang-format on */

#endif
