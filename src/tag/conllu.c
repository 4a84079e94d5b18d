#include "tag/conllu.h"

#include "base/vec.h"
#include "text/text.h"

enum { COLUMNS = 10, FORM = 1, MISC = 9 };

/* --- reading ------------------------------------------------------------------------- */

typedef enum line_kind {
    LINE_BLANK,
    LINE_COMMENT,
    LINE_WORD,
    LINE_RANGE,
    LINE_EMPTY_NODE,
    LINE_BAD
} line_kind;

/* A line of one word, without blanks, is a token too. */
static bool is_bare_token(sr_str line, sr_str col[COLUMNS])
{
    for (size_t i = 0; i < line.len; i++)
        if (sr_is_space(line.p[i]))
            return false;
    for (size_t i = 0; i < COLUMNS; i++)
        col[i] = SR_STR("_");
    col[FORM] = line;
    return true;
}

/* Split a line at tabs and tell its kind by its id. */
static line_kind split(sr_str line, sr_str col[COLUMNS])
{
    sr_str rest = line;
    uint64_t id;
    size_t n = 0;
    if (sr_str_trim(line).len == 0)
        return LINE_BLANK;
    if (line.p[0] == '#')
        return LINE_COMMENT;
    if (is_bare_token(line, col))
        return LINE_WORD;
    while (n < COLUMNS && sr_str_field(&rest, '\t', &col[n]))
        n++;
    if (n != COLUMNS || rest.len || col[FORM].len == 0)
        return LINE_BAD;
    if (sr_str_u64(col[0], &id))
        return LINE_WORD;
    if (memchr(col[0].p, '-', col[0].len))
        return LINE_RANGE;
    return memchr(col[0].p, '.', col[0].len) ? LINE_EMPTY_NODE : LINE_BAD;
}

static sr_str without_cr(sr_str line)
{
    return sr_str_ends(line, SR_STR("\r")) ? sr_str_cut(line, 0, line.len - 1) : line;
}

typedef struct builder {
    sr_doc *doc;
    char *text; /* room for all forms, each with a blank */
    size_t len;
    SR_VEC(sr_token) tokens;
    SR_VEC(sr_sentence) sents;
    SR_VEC(sr_para) paras;
    size_t first;  /* token of the open sentence */
    bool new_para; /* the next sentence begins one */
} builder;

static bool end_sentence(builder *b)
{
    if (b->first == b->tokens.n)
        return true;
    uint32_t beg = b->tokens.v[b->first].span.beg;
    if (b->new_para && !SR_PUSH(b->doc->arena, &b->paras, (sr_para){.span.beg = beg}))
        return false;
    b->new_para = false;
    b->paras.v[b->paras.n - 1].span.end = b->tokens.v[b->tokens.n - 1].span.end;
    sr_sentence s = {
        .span = {b->tokens.v[b->first].span.beg, b->tokens.v[b->tokens.n - 1].span.end},
        .para = (uint32_t)b->paras.n - 1,
        .tok_beg = (uint32_t)b->first,
        .tok_end = (uint32_t)b->tokens.n};
    b->first = b->tokens.n;
    return SR_PUSH(b->doc->arena, &b->sents, s);
}

static bool add_token(builder *b, const sr_str col[COLUMNS])
{
    sr_str form = col[FORM];
    bool space = sr_str_find(col[MISC], SR_STR("SpaceAfter=No"), 0) == SIZE_MAX;
    sr_token t = {.span = {(uint32_t)b->len, (uint32_t)(b->len + form.len)},
                  .flags = space ? SR_TOKEN_SPACE_AFTER : 0};
    sr_text_given(form, &t);
    memcpy(b->text + b->len, form.p, form.len);
    b->len += form.len;
    if (space)
        b->text[b->len++] = ' ';
    return SR_PUSH(b->doc->arena, &b->tokens, t);
}

/* "# newdoc id = n", "# newpar" */
static bool read_comment(builder *b, sr_str line)
{
    static const char *const keys[] = {"# newdoc", "# newpar"};
    sr_str id = SR_STR("# newdoc id = ");
    if (sr_str_starts(line, id))
        b->doc->record.given.id =
            sr_arena_str(b->doc->arena, sr_str_cut(line, id.len, line.len));
    for (size_t i = 0; i < SR_COUNT(keys); i++)
        b->new_para = b->new_para || sr_str_starts(line, sr_str_of(keys[i]));
    return !sr_str_starts(line, id) || b->doc->record.given.id.p;
}

static sr_status read_lines(builder *b, sr_str text, sr_err *err)
{
    sr_str rest = text, line, col[COLUMNS];
    while (rest.len && sr_str_field(&rest, '\n', &line)) {
        line_kind kind = split(without_cr(line), col);
        bool ok = true;
        if (kind == LINE_BAD)
            return sr_fail(err, SR_EFORMAT, (uint64_t)(line.p - text.p),
                           "\"%.*s\" is no line of CoNLL-U",
                           SR_FMT(sr_str_cut(line, 0, line.len < 60 ? line.len : 60)));
        if (kind == LINE_BLANK)
            ok = end_sentence(b);
        else if (kind == LINE_WORD)
            ok = add_token(b, col);
        else if (kind == LINE_COMMENT)
            ok = read_comment(b, line);
        if (!ok)
            return sr_fail(err, SR_ENOMEM, 0, "out of memory for CoNLL-U");
    }
    return end_sentence(b) ? SR_OK
                           : sr_fail(err, SR_ENOMEM, 0, "out of memory for CoNLL-U");
}

sr_status sr_conllu_read(sr_str text, sr_doc *doc, sr_err *err)
{
    if (text.len > SR_MAX_DOCUMENT_BYTES)
        return sr_fail(err, SR_ELIMIT, 0, "%zu bytes of CoNLL-U are too many", text.len);
    builder b = {.doc = doc,
                 .text = sr_arena_alloc(doc->arena, text.len + 1, 1),
                 .new_para = true};
    if (!b.text)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for CoNLL-U");
    sr_status st = read_lines(&b, text, err);
    if (st != SR_OK)
        return st;
    doc->article.text = (sr_str){b.text, b.len};
    doc->article.paras = b.paras.v;
    doc->article.n_paras = b.paras.n;
    doc->tokens = b.tokens.v;
    doc->n_tokens = b.tokens.n;
    doc->sents = b.sents.v;
    doc->n_sents = b.sents.n;
    return SR_OK;
}

/* --- writing ------------------------------------------------------------------------- */

static void put_number(sr_buf *out, uint64_t v)
{
    char digits[20];
    size_t n = sizeof digits;
    do
        digits[--n] = (char)('0' + v % 10);
    while (v /= 10);
    sr_buf_put(out, (sr_str){digits + n, sizeof digits - n});
}

/* Tabs and line ends would break the columns. */
static void put_field(sr_buf *out, sr_str s)
{
    if (!memchr(s.p, '\t', s.len) && !memchr(s.p, '\n', s.len) &&
        !memchr(s.p, '\r', s.len)) {
        sr_buf_put(out, s);
        return;
    }
    for (size_t i = 0; i < s.len; i++)
        sr_buf_putc(out, sr_is_space(s.p[i]) ? ' ' : s.p[i]);
}

static void put_text(sr_buf *out, const char *z)
{
    sr_buf_put(out, sr_str_of(z));
}

/* Names are handed out in order: *at moves on. */
static void put_misc(const sr_doc *doc, size_t tok, size_t *at, bool no_space,
                     sr_buf *out)
{
    while (*at < doc->n_names && doc->names[*at].tok_end <= tok)
        ++*at;
    if (*at < doc->n_names && doc->names[*at].tok_beg <= tok) {
        const sr_name *n = &doc->names[*at];
        put_text(out, n->tok_beg == tok ? "Entity=B-" : "Entity=I-");
        put_text(out, sr_name_type_name((sr_name_type)n->type));
        sr_buf_putc(out, '|');
    }
    unsigned hundredths = (unsigned)(doc->words[tok].p_arc * 100.0f + 0.5f);
    put_text(out, "PArc=");
    sr_buf_putc(out, (char)('0' + hundredths / 100));
    sr_buf_putc(out, '.');
    sr_buf_putc(out, (char)('0' + hundredths / 10 % 10));
    sr_buf_putc(out, (char)('0' + hundredths % 10));
    if (no_space)
        put_text(out, "|SpaceAfter=No");
    sr_buf_putc(out, '\n');
}

static void put_word(const sr_doc *doc, sr_str form, size_t tok, size_t first,
                     size_t *name, bool no_space, sr_buf *out)
{
    const sr_word *w = &doc->words[tok];
    put_number(out, tok - first + 1);
    sr_buf_putc(out, '\t');
    put_field(out, form);
    sr_buf_putc(out, '\t');
    put_field(out, w->lemma);
    sr_buf_putc(out, '\t');
    put_text(out, sr_upos_name((sr_upos)w->upos));
    put_text(out, "\t_\t");
    sr_feats_put(w->feats, out);
    sr_buf_putc(out, '\t');
    put_number(out, w->head == tok ? 0 : w->head - first + 1);
    sr_buf_putc(out, '\t');
    put_text(out, sr_relation_name((sr_relation)w->rel));
    put_text(out, "\t_\t");
    put_misc(doc, tok, name, no_space, out);
}

void sr_conllu_fill(sr_str text, const sr_doc *doc, sr_buf *out)
{
    sr_str rest = text, line, col[COLUMNS];
    size_t tok = 0, first = 0, name = 0;
    while (rest.len && sr_str_field(&rest, '\n', &line)) {
        line = without_cr(line);
        line_kind kind = split(line, col);
        if (kind == LINE_EMPTY_NODE)
            continue;
        if (kind == LINE_WORD) {
            bool no_space = !(doc->tokens[tok].flags & SR_TOKEN_SPACE_AFTER);
            put_word(doc, col[FORM], tok, first, &name, no_space, out);
            tok++;
            continue;
        }
        if (kind == LINE_BLANK)
            first = tok;
        sr_buf_put(out, line);
        sr_buf_putc(out, '\n');
    }
}

static void write_sentence(const sr_doc *doc, size_t s, size_t *name, sr_buf *out)
{
    const sr_sentence *sent = &doc->sents[s];
    sr_str text = sr_doc_text(doc, sent);
    put_text(out, "# sent_id = ");
    put_number(out, s + 1);
    put_text(out, "\n# text = ");
    put_field(out, sr_str_span(text, sent->span));
    sr_buf_putc(out, '\n');
    for (size_t t = sent->tok_beg; t < sent->tok_end; t++) {
        bool no_space = !(doc->tokens[t].flags & SR_TOKEN_SPACE_AFTER);
        put_word(doc, sr_str_span(text, doc->tokens[t].span), t, sent->tok_beg, name,
                 no_space, out);
    }
    sr_buf_putc(out, '\n');
}

void sr_conllu_write(const sr_doc *doc, sr_buf *out)
{
    size_t name = 0;
    put_text(out, "# newdoc id = ");
    put_field(out, doc->article.id);
    sr_buf_putc(out, '\n');
    for (size_t s = 0; s < doc->n_sents; s++)
        write_sentence(doc, s, &name, out);
}
