/* What feed.c (the reader), feed_names.c (which element is what) and feed_entry.c (elements
 * into entries) share; nobody else. */
#ifndef SR_INGEST_FEED_PARTS_H
#define SR_INGEST_FEED_PARTS_H

#include "ingest/entities.h"
#include "ingest/feed.h"
#include "ingest/xml_mend.h"

#include <expat.h>

/* What an element is to us. */
typedef enum sr_feed_part {
    SR_PART_OTHER, /* unknown: its children are looked at only for entries */
    SR_PART_FEED,
    SR_PART_SITEMAP,
    SR_PART_ENTRY,
    SR_PART_GIVEN,   /* an entry that was given out before mending */
    SR_PART_PERSON,  /* atom author: name inside */
    SR_PART_SOURCE,  /* atom source inside an entry */
    SR_PART_GROUP,   /* media:group, media:content, news:news: looked through */
    SR_PART_IGNORED, /* with all that is in it */
    SR_PART_FIELD,   /* text is collected */
    SR_PART_MARKUP   /* an element inside a field: written out */
} sr_feed_part;

typedef enum sr_feed_field {
    SR_FIELD_NONE,
    SR_FIELD_TITLE,
    SR_FIELD_MEDIA_TITLE, /* where there is no other */
    SR_FIELD_LINK,
    SR_FIELD_ORIGINAL_LINK,
    SR_FIELD_GUID,
    SR_FIELD_CONTENT,
    SR_FIELD_SUMMARY,
    SR_FIELD_MEDIA_TEXT, /* where there is neither */
    SR_FIELD_AUTHOR,
    SR_FIELD_SOURCE,
    SR_FIELD_LANGUAGE,
    SR_FIELD_PUBLISHED,
    SR_FIELD_CREATED,
    SR_FIELD_MODIFIED
} sr_feed_field;

/* How the text of a field is meant. */
typedef enum sr_feed_text {
    SR_TEXT_HTML, /* escaped markup */
    SR_TEXT_PLAIN,
    SR_TEXT_XHTML, /* markup in the feed's own XML */
    SR_TEXT_BASE64
} sr_feed_text;

typedef enum sr_feed_family {                 /* of a namespace */
                              SR_FAMILY_CORE, /* RSS, Atom, none */
                              SR_FAMILY_CONTENT,
                              SR_FAMILY_DC,
                              SR_FAMILY_MEDIA,
                              SR_FAMILY_ITUNES,
                              SR_FAMILY_BURNER,
                              SR_FAMILY_NEWS, /* of sitemaps */
                              SR_FAMILY_XHTML,
                              SR_FAMILY_RDF,
                              SR_FAMILY_OTHER
} sr_feed_family;

typedef struct sr_feed_frame {
    sr_feed_part part;
    sr_feed_field field;
    sr_feed_text text;
    sr_feed_family family; /* of names without prefix below */
    bool guid_is_link;
    sr_str base, lang; /* in force here; in the feed's arena */
} sr_feed_frame;

enum { SR_FEED_PREFIXES = 64 };

typedef struct sr_feed_prefix {
    sr_str name; /* in the feed's arena */
    sr_feed_family family;
} sr_feed_prefix;

/* Text of an entry while it is read, by field; the strings are in the entry's arena. */
typedef struct sr_feed_entry {
    sr_str title, media_title, link, original_link, guid;
    sr_str content, summary, media_text;
    bool link_is_html; /* the link's type says so */
    sr_when published, created, modified;
} sr_feed_entry;

struct sr_feed {
    sr_doc *own;     /* the feed's text and what it says of itself */
    sr_str text;     /* UTF-8, as it is parsed now */
    sr_str original; /* before mending */
    sr_buf mended;
    sr_mended_items items;
    sr_entities entities;
    sr_map months;
    sr_stream *stream;
    XML_Parser parser;
    bool is_mended, started, too_long;
    char reason[160];   /* why it was mended */
    uint64_t n_entries; /* begun in this pass */
    uint64_t given;     /* given out in all: as many are passed over after mending */

    sr_feed_frame open[SR_MAX_FEED_DEPTH + 2];
    size_t depth;
    sr_feed_prefix prefixes[SR_FEED_PREFIXES];
    size_t n_prefixes;
    sr_buf collected; /* text of the open field */
    sr_buf plain;     /* for a title in the making */

    sr_str title, lang, link; /* of the feed */
    sr_doc *doc;              /* the record that is being made */
    sr_feed_entry entry;
    bool is_atom; /* its text is plain where no type stands */
    bool in_entry, have_entry, no_memory, refused_dtd, too_deep;
};

/* A row of the table of elements; what is in no table has an empty name. */
typedef struct sr_feed_element {
    const char *name;
    sr_feed_family family;
    sr_feed_part part;
    sr_feed_field field;
} sr_feed_element;

/* What is this element, as a child of that part? */
sr_feed_element sr_feed_part_of(sr_feed_part parent, sr_str name, sr_feed_family family);

/* The name behind its prefix, which is put into *prefix (empty: none). */
sr_str sr_feed_local_name(sr_str name, sr_str *prefix);
sr_feed_family sr_feed_family_of(const sr_feed *f, sr_str prefix);

/* The value of an attribute, its name in any case; .p is NULL where there is none. */
sr_str sr_feed_attribute(const XML_Char **attributes, const char *name);

/* Declarations, base and language of an element, which its frame passes on. */
void sr_feed_read_scope(sr_feed *f, const XML_Char **attributes, sr_feed_frame *frame);

/* Callbacks of the parser. */
void XMLCALL sr_feed_on_start(void *feed, const XML_Char *name,
                              const XML_Char **attributes);
void XMLCALL sr_feed_on_end(void *feed, const XML_Char *name);
void XMLCALL sr_feed_on_text(void *feed, const XML_Char *s, int n);
void XMLCALL sr_feed_on_skipped(void *feed, const XML_Char *name, int is_parameter);

#endif
