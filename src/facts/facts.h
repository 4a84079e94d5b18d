/* Stage facts:   sentences, words, mentions  ->  [times, amounts, statements, predicates,
 *                                               events, positions]
 *
 * Layer after layer over the same sentences, each with a table of its own in the document
 * and a file of its own here; a layer reads those before it:
 *
 *   times        "on Tuesday", "for three weeks" -> TIMEX3 values against the day of the article
 *   amounts      "at least 14 people were killed" -> 14, at least, killed
 *   statements   who said what, in whose words
 *   predicates   did it happen, and who commits to it
 *   events       who did what to whom
 *   positions    who wants what, on what condition
 *
 * Times and amounts need sentences and tokens alone; the others words and trees (stage
 * "tag") and take what "link" knows of who is who.
 */
#ifndef SR_FACTS_FACTS_H
#define SR_FACTS_FACTS_H

#include "doc/doc.h"
#include "know/know.h"

typedef struct sr_facts_rules
    sr_facts_rules; /* read-only after _new; shared by workers */

/* The rules of a language ("en"), compiled from data/: times.LANG.txt,
 * times.rules.LANG.txt, amounts.LANG.txt, measures.LANG.txt.  Languages without lists get
 * those of English.  errors  SR_ENOMEM, SR_EFORMAT (a list in data/ is damaged) */
sr_status sr_facts_rules_new(const char *lang, sr_facts_rules **ret, sr_err *err);
void sr_facts_rules_free(sr_facts_rules *rules); /* NULL is allowed */

/* sr_facts_rules_add_frames: frames of a user beside ours, over which they win
 * (docs/events.md says how to write them); before the rules are shared by workers.
 * in      name  of the file, for errors and `rule`   text  its bytes
 * errors  SR_EFORMAT with file and line; SR_ENOMEM */
sr_status sr_facts_rules_add_frames(sr_facts_rules *rules, sr_str name, sr_str text,
                                    sr_err *err);

/* sr_facts_find: fill the tables of the stage.
 *
 * in      doc->sents, doc->tokens (stage text); doc->words, doc->names (stage tag) and
 *         doc->mentions, entities, places (stage link), or none; article.published: what relative times are
 *         counted from; unknown, they stay relative ("XXXX-WXX-2") and one note
 *         (code "no-date") says so
 * out     both tables ascending by place, title first; spans lie in one sentence and
 *         begin and end with a token; times are disjoint, an amount overlaps no time
 * errors  SR_ENOMEM: tables untouched
 * cost    O(tokens): each rule looks a bounded number of tokens around
 * source  rules by hand; docs/facts-times.md, docs/facts-amounts.md say which and how good
 * tests   tests/unit/facts/  tests/golden/facts/  tests/scores/facts.py  fuzz/facts_*.c */
sr_status sr_facts_find(const sr_facts_rules *rules, sr_doc *doc, sr_err *err);

/* sr_facts_write: the object "facts of an article" of docs/formats/facts.md. */
void sr_facts_write(const sr_doc *doc, sr_json *j);

/* The same with the text that its spans count in, and each sentence with its tokens: for
 * documents whose tokens were given. */
void sr_facts_write_given(const sr_doc *doc, sr_json *j);

#endif
