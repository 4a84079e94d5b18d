/* The lexicon of cues: data/cues.LANG.txt -> a table by word class and lemma. */
#include "facts/statements.h"

#include "base/data.h"

enum { KEY_BYTES = 80 };

static const char *const pos_names[SR_CUE_POS] = {
    "verb", "noun", "adj", "adv", "link", "prep", "medium", "paper", "ending"};
static const char *const class_names[] = {
#define X(name) #name,
    SR_CUE_CLASSES(X)
#undef X
};
static const char *const frame_names[] = {
#define X(name) #name,
    SR_CUE_FRAMES(X)
#undef X
};

static bool index_of(const char *const *names, size_t n, sr_str name, size_t *ret)
{
    for (size_t i = 0; i < n; i++)
        if (sr_str_eq(name, sr_str_of(names[i]))) {
            *ret = i;
            return true;
        }
    return false;
}

/* "0say" or "0point out"; empty where it is too long. */
static sr_str make_key(char buf[KEY_BYTES], sr_cue_pos pos, sr_str first, sr_str second)
{
    if (first.len + second.len + 2 > KEY_BYTES)
        return (sr_str){"", 0};
    size_t n = 0;
    buf[n++] = (char)('0' + pos);
    for (size_t i = 0; i < first.len; i++)
        buf[n++] = sr_lower(first.p[i]);
    if (second.len)
        buf[n++] = ' ';
    for (size_t i = 0; i < second.len; i++)
        buf[n++] = sr_lower(second.p[i]);
    return (sr_str){buf, n};
}

/* The entry of a key, made where there is none; NULL: memory was refused. */
static sr_cue *entry_of(sr_cuelist *cues, sr_arena *a, sr_str key)
{
    uint64_t *at = sr_map_get(&cues->map, key);
    if (at)
        return &cues->v.v[*at];
    sr_str kept = sr_arena_str(a, key);
    if (!kept.p || !SR_PUSH(a, &cues->v, ((sr_cue){0})) ||
        !sr_map_put(&cues->map, kept, cues->v.n - 1, NULL))
        return NULL;
    return &cues->v.v[cues->v.n - 1];
}

static sr_status add_word(sr_cuelist *cues, sr_arena *a, sr_cue_pos pos, sr_str word,
                          const sr_cue *as, sr_err *err)
{
    char buf[KEY_BYTES];
    sr_str first = word, second = {"", 0};
    size_t blank = sr_str_find(word, SR_STR(" "), 0);
    bool two = blank != SIZE_MAX && pos == SR_CUE_VERB;
    if (two) {
        first = sr_str_cut(word, 0, blank);
        second = sr_str_cut(word, blank + 1, word.len);
    }
    sr_str key = make_key(buf, pos, first, second);
    sr_cue *c = entry_of(cues, a, key);
    if (!c)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for cues");
    if (c->alone || !key.len)
        return sr_fail(err, SR_EFORMAT, 0, "the cue \"%.*s\" is there twice or too long",
                       SR_FMT(word));
    bool pairs = c->pairs;
    *c = *as;
    c->alone = true;
    c->pairs = pairs;
    if (!two)
        return SR_OK;
    c = entry_of(cues, a, make_key(buf, pos, first, (sr_str){"", 0}));
    if (!c)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for cues");
    c->pairs = true;
    return SR_OK;
}

/* "ed < e": a form in "ed" may have a lemma in "e". */
static sr_status add_ending(sr_cuelist *cues, sr_arena *a, sr_str word, sr_err *err)
{
    sr_ending e = {{"", 0}, {"", 0}};
    if (!sr_str_field(&word, '<', &e.form))
        return sr_fail(err, SR_EFORMAT, 0, "an ending of cues is empty");
    e.form = sr_str_trim(e.form);
    e.lemma = sr_str_trim(word);
    if (!SR_PUSH(a, &cues->endings, e))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for cues");
    return SR_OK;
}

static bool read_head(sr_str *rest, size_t *pos, sr_cue *ret)
{
    sr_str f, frame;
    size_t cls, one;
    uint64_t percent;
    if (!sr_str_field(rest, '\t', &f) || !index_of(pos_names, SR_CUE_POS, f, pos))
        return false;
    if (!sr_str_field(rest, '\t', &f) ||
        !index_of(class_names, SR_CUE_CLASS_COUNT, f, &cls))
        return false;
    if (!sr_str_field(rest, '\t', &f) || !sr_str_u64(f, &percent) || percent > 100)
        return false;
    if (!sr_str_field(rest, '\t', &f))
        return false;
    *ret = (sr_cue){.cls = (uint8_t)cls, .p = (float)percent / 100};
    while (!sr_str_eq(f, SR_STR("-")) && sr_str_field(&f, ' ', &frame)) {
        if (!index_of(frame_names, SR_FRAME_COUNT, frame, &one))
            return false;
        ret->frames |= (uint32_t)1 << one;
    }
    return true;
}

sr_status sr_cuelist_read(sr_cuelist *cues, sr_arena *a, const char *file, sr_err *err)
{
    sr_str rest = sr_data(file), line, word;
    while (sr_data_line(&rest, &line)) {
        sr_cue as;
        size_t pos;
        if (!read_head(&line, &pos, &as))
            return sr_fail(err, SR_EFORMAT, 0, "\"%s\": a line is no line of cues", file);
        while (sr_str_field(&line, '|', &word)) {
            sr_status st = pos == SR_CUE_ENDING ? add_ending(cues, a, word, err)
                                                : add_word(cues, a, (sr_cue_pos)pos,
                                                           sr_str_trim(word), &as, err);
            if (st != SR_OK)
                return st;
        }
    }
    return SR_OK;
}

void sr_cuelist_free(sr_cuelist *cues)
{
    sr_map_free(&cues->map);
}

const sr_cue *sr_cuelist_find(const sr_cuelist *cues, sr_cue_pos pos, sr_str first,
                              sr_str second)
{
    char buf[KEY_BYTES];
    sr_str key = make_key(buf, pos, first, second);
    const uint64_t *at = key.len ? sr_map_get(&cues->map, key) : NULL;
    return at ? &cues->v.v[*at] : NULL;
}

/* "slamm" -> "slam": how many bytes of a stem are left without its doubled end. */
static size_t undouble(const char *stem, size_t n)
{
    bool twice = n > 3 && stem[n - 1] == stem[n - 2] && !strchr("aeiousl", stem[n - 1]);
    return twice ? n - 1 : n;
}

const sr_cue *sr_cuelist_form(const sr_cuelist *cues, sr_cue_pos pos, sr_str form)
{
    char buf[KEY_BYTES];
    for (size_t i = 0; i < cues->endings.n; i++) {
        const sr_ending *e = &cues->endings.v[i];
        size_t stem = form.len - e->form.len;
        if (form.len < e->form.len + 2 || stem + e->lemma.len > sizeof buf ||
            !sr_str_ieq(sr_str_cut(form, stem, form.len), e->form))
            continue;
        memcpy(buf, form.p, stem);
        if (e->lemma.len == 0)
            stem = undouble(buf, stem);
        memcpy(buf + stem, e->lemma.p, e->lemma.len);
        const sr_cue *c = sr_cuelist_find(cues, pos, (sr_str){buf, stem + e->lemma.len},
                                          (sr_str){"", 0});
        if (c)
            return c;
    }
    return NULL;
}

uint32_t sr_cue_frame_of(sr_str word)
{
    for (size_t i = SR_FRAME_to; i < SR_FRAME_COUNT; i++)
        if (sr_str_ieq(word, sr_str_of(frame_names[i])))
            return i == SR_FRAME_to || i >= SR_FRAME_of ? (uint32_t)1 << i : 0;
    return 0;
}
