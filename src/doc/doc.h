/* The record that goes down the line.
 *
 *   ingest fills  record      what came in, as UTF-8 and with its place
 *   extract fills article     title, authors, date, text, paragraphs
 *   text fills    sents, tokens
 *   tag fills     words (one a token), names, and where it is asked to rows
 *   link fills    mentions, entities, places (entities.h)
 *   facts fills   times, amounts; statements, predicates, events, positions (claims.h)
 *   story fills   features    (a step of its own: it needs no other document)
 *
 * One document lives in one arena (doc->arena); every pointer below points into it and
 * dies with sr_doc_reset.  Each stage fills its own table, reads those before it and
 * leaves them as they are.  What went wrong on the way stands in `notes`.
 *
 * Spans count bytes of article.text, or of article.title where `in_title` says so.
 */
#ifndef SR_DOC_DOC_H
#define SR_DOC_DOC_H

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/str.h"
#include "base/time.h"
#include "doc/bytemap.h"
#include "doc/claims.h"
#include "doc/entities.h"
#include "doc/ud.h"

/* A moment with how exactly it is known and where it was read ("json-ld", "meta",
 * "time", "text", "feed", "given", "url", "http"); precision SR_TIME_UNKNOWN: there is
 * none. */
typedef struct sr_when {
    sr_time at_s;
    sr_precision precision;
    sr_str from;
    int16_t zone_min; /* minutes east of UTC of the clock that it was told by; 0: UTC, or
                         unknown */
} sr_when;

/* The moment on the reader's clock: its day is the day that the article shows. */
static inline sr_time sr_when_local_s(const sr_when *w)
{
    return w->at_s + (sr_time)w->zone_min * 60;
}

/* --- notes -------------------------------------------------------------------------- */

typedef struct sr_note {
    sr_str stage;   /* "ingest", "extract", ... */
    sr_str code;    /* machine-readable: "limit-depth", "no-article", "bad-date", ... */
    sr_str message; /* for people, in the form of base/err.h */
} sr_note;

/* --- what came in: ingest ---------------------------------------------------------- */

typedef enum sr_record_kind {
    SR_RECORD_PAGE,     /* bytes: a whole HTML page                                   */
    SR_RECORD_FRAGMENT, /* bytes: HTML of a feed's entry, may be empty                */
    SR_RECORD_TEXT,     /* bytes: plain text                                          */
    SR_RECORD_ARTICLE   /* given holds a finished article (JSON Lines)                */
} sr_record_kind;

/* An article as its sender describes it: all of it for SR_RECORD_ARTICLE, what the entry
 * of a feed says for SR_RECORD_FRAGMENT.  Empty strings are unknown. */
typedef struct sr_given {
    sr_str id, url, title, text, outlet, lang;
    /* and what `sitrep read` wrote, where its line comes back: */
    sr_str subtitle, section, credit, image, amp_url, lang_from, page_class;
    sr_str *authors;
    size_t n_authors;
    sr_when published, modified;
    sr_str extra; /* JSON object text of the fields that FORMATS.md does not list, or
                     empty */
} sr_given;

typedef struct sr_record {
    sr_record_kind kind;
    sr_str file; /* as named on the command line or found below it; "-" is stdin */
    uint64_t
        offset; /* of the record in that file, in decoded bytes (WARC: in the file) */
    sr_str url; /* where it was fetched from; empty if unknown */
    sr_when fetched;  /* WARC-Date, or unknown */
    sr_str bytes;     /* UTF-8, no BOM; <= SR_MAX_DOCUMENT_BYTES */
    sr_byte_map fetched_bytes; /* bytes -> bytes as fetched; empty: they are the same */
    sr_str charset;   /* WHATWG name it was decoded from: "utf-8", "windows-1252", ... */
    sr_str lang_http; /* Content-Language, or empty */
    sr_given given;
} sr_record;

/* --- the article: extract ---------------------------------------------------------- */

typedef enum sr_para_kind {
    SR_PARA_TEXT,
    SR_PARA_HEADING,
    SR_PARA_QUOTE, /* of a block quote   */
    SR_PARA_ITEM,  /* of a list          */
    SR_PARA_ROW,   /* of a table         */
    SR_PARA_CAPTION,
    SR_PARA_LIVE /* head of a live blog's entry */
} sr_para_kind;

typedef struct sr_para {
    sr_span span; /* of article.text */
    sr_para_kind kind;
    uint32_t page_beg; /* first and last byte it was read from, of the page as fetched; */
    uint32_t page_end; /* both 0 where the text did not come from there                 */
} sr_para;

typedef enum sr_page_class {
    SR_PAGE_ARTICLE,
    SR_PAGE_LIVE,
    SR_PAGE_PAYWALLED, /* an article of which only the beginning is there */
    SR_PAGE_LISTING,   /* front page, section, search result: no text is given of these */
    SR_PAGE_OTHER      /* two kinds                                                   */
} sr_page_class;

typedef struct sr_article {
    sr_str id;     /* as given, else a digest; see sr_doc_identify */
    sr_str url;    /* canonical, else as fetched */
    sr_str outlet; /* name if known, else registrable part of the host */
    sr_str title;
    sr_str subtitle;
    sr_str *authors; /* [n_authors] people */
    size_t n_authors;
    sr_when published, modified;
    sr_str lang;      /* BCP 47 primary tag, "en"; empty if unknown */
    sr_str lang_from; /* "declared", "detected", "given" */
    sr_str section, credit, image, amp_url; /* credit: agency named as the origin */
    sr_page_class page_class;
    double p_article; /* how sure that this is an article's main text, [0,1] */
    sr_str text;      /* paragraphs split by blank lines; <= SR_MAX_DOCUMENT_BYTES */
    sr_para *paras;   /* [n_paras] ascending, disjoint spans of text */
    size_t n_paras;
    sr_byte_map page_map; /* text -> page as fetched (of a feed: the entry's HTML; of an
                             HTTP answer: its body, codings undone); empty where the text
                             is not the page's */
} sr_article;

/* --- sentences and tokens: text ---------------------------------------------------- */

typedef struct sr_sentence {
    sr_span span;     /* of text, or of title */
    bool in_title;    /* title sentences come first */
    uint32_t para;    /* index into paras; 0 for the title */
    uint32_t tok_beg; /* tokens [tok_beg, tok_end) of doc->tokens */
    uint32_t tok_end;
} sr_sentence;

typedef enum sr_token_kind {
    SR_TOKEN_WORD, /* letters, with inner apostrophes, hyphens, digits: "co-op", "G20" */
    SR_TOKEN_NUMBER, /* digits with inner . , : / : "1,200.5" "18:20" */
    SR_TOKEN_PUNCT,
    SR_TOKEN_SYMBOL, /* $ % + emoji ... */
    SR_TOKEN_LINK    /* URL, e-mail, @handle, #tag */
} sr_token_kind;

enum {                          /* sr_token.flags */
       SR_TOKEN_CAPITAL = 1,    /* begins with an upper- or title-case letter */
       SR_TOKEN_ALL_CAPS = 2,   /* two or more letters, all upper case */
       SR_TOKEN_SPACE_AFTER = 4 /* white space or the end follows */
};

typedef struct sr_token {
    sr_span span;  /* of the text its sentence is in */
    uint64_t fold; /* sr_hash64 of the case-folded NFC form, quotes as ASCII ones */
    uint8_t kind;  /* sr_token_kind */
    uint8_t flags;
} sr_token;

/* --- words, trees and names: tag ----------------------------------------------------- */

/* words[i] says of tokens[i] what the language models think of it. */
typedef struct sr_word {
    sr_str lemma;
    uint64_t feats; /* set of sr_feature */
    uint32_t head;  /* index of a token of the same sentence; its own: the root */
    uint8_t upos;   /* sr_upos */
    uint8_t rel;    /* sr_relation to the head */
    float p_arc;    /* how sure of the head, [0,1] */
} sr_word;

typedef enum sr_name_type {
    SR_NAME_PER,
    SR_NAME_ORG,
    SR_NAME_LOC,  /* places, states and regions; what they stand for is link/'s to say */
    SR_NAME_MISC, /* events, works, laws, products ... */
    SR_NAME_NORP, /* nationalities, religious and political groups */
    SR_NAME_FAC,  /* buildings, airports, bridges ... */
    SR_NAME_TYPES
} sr_name_type;

typedef struct sr_name {
    sr_span span;     /* of the text its sentence is in */
    uint32_t sent;    /* index into sents */
    uint32_t tok_beg; /* tokens [tok_beg, tok_end) */
    uint32_t tok_end;
    uint8_t type; /* sr_name_type */
    float p;      /* how sure of span and type, [0,1] */
} sr_name;

const char *sr_name_type_name(sr_name_type t); /* "PER", ... */

enum { SR_ROW = 256 };

/* What the tagger's network makes of each token in its sentence, for trained parts of later
 * stages: the normed output of its last layer.  Number j of token t is
 *
 *     scale[t] * q[t][j],   q in [-63, 63]
 *
 * Sums of products of q with whole numbers are exact, and both are the same bits on every
 * processor.  A row means nothing but to what was learnt over the same tagger: with a new
 * models/tag.en.bin, learn again. */
typedef struct sr_rows {
    const int8_t *q;    /* [n][SR_ROW] */
    const float *scale; /* [n] */
    size_t n;           /* of the first n tokens; 0: nobody asked for rows */
} sr_rows;

/* --- times and amounts: facts -------------------------------------------------------- */

typedef enum sr_timex_type {
    SR_TIMEX_DATE,
    SR_TIMEX_TIME,
    SR_TIMEX_DURATION,
    SR_TIMEX_SET
} sr_timex_type;

typedef enum sr_timex_mod { /* TimeML's */
                            SR_TIMEX_NO_MOD,
                            SR_TIMEX_BEFORE,
                            SR_TIMEX_AFTER,
                            SR_TIMEX_ON_OR_BEFORE,
                            SR_TIMEX_ON_OR_AFTER,
                            SR_TIMEX_LESS_THAN,
                            SR_TIMEX_MORE_THAN,
                            SR_TIMEX_EQUAL_OR_LESS,
                            SR_TIMEX_EQUAL_OR_MORE,
                            SR_TIMEX_START,
                            SR_TIMEX_MID,
                            SR_TIMEX_END,
                            SR_TIMEX_APPROX,
                            SR_TIMEX_MODS
} sr_timex_mod;

typedef enum sr_timex_anchor {                      /* what the value leans on */
                               SR_ANCHOR_NONE,      /* "5 May 2024" says it all */
                               SR_ANCHOR_PUBLISHED, /* the day of the article */
                               SR_ANCHOR_TEXT,      /* the time that was named before */
                               SR_ANCHOR_MISSING    /* the day is needed and unknown */
} sr_timex_anchor;

/* A time expression with its TIMEX3 value (ISO 8601 and TimeML: "2024-11", "P3W",
 * "2024-11-28TNI", "PAST_REF", "XXXX-WXX-1"). */
typedef struct sr_timex {
    sr_span span;
    uint32_t sent;             /* index into sents */
    uint32_t tok_beg, tok_end; /* tokens */
    uint8_t type;              /* sr_timex_type */
    uint8_t mod;               /* sr_timex_mod */
    uint8_t anchor;            /* sr_timex_anchor */
    int8_t bound;              /* -1: "since", "from"; 1: "until", "to", "by"; else 0 */
    sr_str value;
    sr_str freq;             /* of sets: "2X"; else empty */
    sr_time from_s, until_s; /* [from, until) of a date or time; both 0 where unknown */
} sr_timex;

typedef enum sr_amount_mod {
    SR_AMOUNT_EXACT,
    SR_AMOUNT_AT_LEAST,
    SR_AMOUNT_AT_MOST,
    SR_AMOUNT_ABOUT,
    SR_AMOUNT_MORE_THAN,
    SR_AMOUNT_LESS_THAN,
    SR_AMOUNT_MODS
} sr_amount_mod;

typedef enum sr_amount_role {
    SR_AMOUNT_PLAIN,
    SR_AMOUNT_TOTAL,    /* a running toll: "the toll rose to 14" */
    SR_AMOUNT_PREVIOUS, /* what it was before: "up from 11" */
    SR_AMOUNT_PART      /* of the amount before: "including four children" */
} sr_amount_role;

/* A figure: how many of what. */
typedef struct sr_amount {
    sr_span span; /* bound, number and unit: "at least 14", "$40 billion", "5 km" */
    uint32_t sent;
    uint32_t tok_beg, tok_end; /* tokens of span */
    double value, upper;       /* upper: of a range, else 0 */
    bool has_upper;
    uint8_t mod;       /* sr_amount_mod */
    uint8_t role;      /* sr_amount_role */
    bool negated;      /* "denied that 40 were killed" */
    bool hypothetical; /* "could kill 40" */
    sr_str unit;       /* "person", "USD", "km", "percent"; empty: none is known */
    sr_str measure;    /* "killed", "money", "votes", ...; empty: none is known */
    sr_span counted;   /* the word for what is counted: "people"; empty */
    sr_span cue;       /* the words that gave the measure: "were killed"; empty */
    uint32_t event;    /* index into events, or SR_NONE; likewise: */
    uint32_t place, time, statement; /* places: where it is; times: when; statements: the
                                        innermost that claims it */
} sr_amount;

const char *sr_timex_type_name(sr_timex_type t);   /* "DATE", ... */
const char *sr_timex_mod_name(sr_timex_mod m);     /* "START", ...; "" for none */
const char *sr_amount_mod_name(sr_amount_mod m);   /* "at_least", ... */
const char *sr_amount_role_name(sr_amount_role r); /* "total", ... */

/* --- the document ------------------------------------------------------------------ */

typedef struct sr_doc {
    sr_arena *arena; /* owned */
    uint64_t seq;    /* place in the stream, from 0: order of all outputs */
    sr_record record;
    sr_article article;
    sr_sentence *sents;
    size_t n_sents;
    sr_token *tokens;
    size_t n_tokens;
    sr_word *words; /* [n_tokens], or NULL where the stage "tag" has not run */
    sr_name *names; /* [n_names] ascending by token, disjoint */
    size_t n_names;
    sr_rows rows;         /* of the first tokens, or none */
    sr_mention *mentions; /* [n_mentions] ascending by tok_beg, longer first; may nest */
    size_t n_mentions;
    sr_entity *entities; /* [n_entities] in the order of their first mentions */
    size_t n_entities;
    sr_place *places; /* [n_places] ascending by mention */
    size_t n_places;
    sr_timex *times; /* [n_times] ascending, disjoint; stage "facts" */
    size_t n_times;
    sr_amount *amounts; /* [n_amounts] ascending; stage "facts" */
    size_t n_amounts;
    sr_statement *statements; /* [n_statements] ascending by the start of their content */
    size_t n_statements;
    sr_predicate *predicates; /* [n_predicates] ascending by token */
    size_t n_predicates;
    sr_event *events; /* [n_events] in the order of their best mentions */
    size_t n_events;
    sr_position *positions; /* [n_positions] ascending by evidence */
    size_t n_positions;
    struct sr_features *features; /* story/features.h: what stories and copies compare */
    sr_note *notes;
    size_t n_notes, cap_notes;
} sr_doc;

/* NULL when memory is refused.  limit_bytes: of the arena; 0 takes SR_MAX_ARENA_BYTES. */
sr_doc *sr_doc_new(size_t limit_bytes);
void sr_doc_free(sr_doc *doc); /* NULL is allowed */
void sr_doc_reset(sr_doc *doc);

/* sr_doc_note: write a note into the document.
 *
 * in      stage, code  literals: kept as they are; format and arguments: the message
 * errors  none: after SR_MAX_NOTES, or when the arena refuses, the note is dropped, and
 *         the last note kept says so (code "notes-dropped") */
void sr_doc_note(sr_doc *doc, const char *stage, const char *code, const char *format,
                 ...) __attribute__((format(printf, 4, 5)));

/* The text that a sentence's spans count in. */
static inline sr_str sr_doc_text(const sr_doc *doc, const sr_sentence *s)
{
    return s->in_title ? doc->article.title : doc->article.text;
}

/* The network's row of a token, [SR_ROW]; NULL: there is none. */
static inline const int8_t *sr_doc_row(const sr_doc *doc, size_t tok)
{
    return tok < doc->rows.n ? doc->rows.q + tok * SR_ROW : NULL;
}

/* sr_doc_identify: give the article its id.
 *
 * The id is as given (of more than SR_MAX_ID_BYTES: its digest); else the digest of the
 * canonical URL; else that of title and text.  So a corrected article at one address
 * keeps its id, whatever its bytes.
 * errors  SR_ENOMEM */
sr_status sr_doc_identify(sr_doc *doc, sr_err *err);

/* Digest of what the reader sees (title and text): tells a corrected article from the
 * same one come again. */
sr_status sr_doc_content_digest(const sr_doc *doc, char ret[33], sr_err *err);

/* sr_doc_write_article: the line that `sitrep read` prints, FORMATS.md "In" + "notes".
 * sr_doc_write_mapped: the same and the runs of article.page_map (docs/formats/article.md).
 * sr_doc_write_all: the whole document, as `--dump json` shows it after any stage. */
void sr_doc_write_article(const sr_doc *doc, sr_json *j);
void sr_doc_write_mapped(const sr_doc *doc, sr_json *j);
void sr_doc_write_all(const sr_doc *doc, sr_json *j);

/* The tables of the stages "link" and "facts" as JSON arrays (docs/formats/facts.md). */
void sr_doc_write_entities(const sr_doc *doc, sr_json *j); /* with their mentions */
void sr_doc_write_places(const sr_doc *doc, sr_json *j);
void sr_doc_write_times(const sr_doc *doc, sr_json *j);
void sr_doc_write_amounts(const sr_doc *doc, sr_json *j);
void sr_doc_write_statements(const sr_doc *doc, sr_json *j);
void sr_doc_write_predicates(const sr_doc *doc, sr_json *j);
void sr_doc_write_events(const sr_doc *doc, sr_json *j);
void sr_doc_write_positions(const sr_doc *doc, sr_json *j);

#endif
