/* Text -> frames.  In this file: the specification; names; conditions; slots; lines of each
 * part; the file. */
#include "facts/frames.h"

#include "base/data.h"
#include "base/hash.h"

static const char *const own_classes[] = {
#define NAME(name) #name,
    SR_FRAME_OWN_CLASSES(NAME)
#undef NAME
};

typedef struct reader {
    sr_frames *f;
    sr_arena *a;
    sr_str file;
    unsigned line;
    uint8_t layer;
    sr_err *err;
} reader;

static sr_status wrong(const reader *r, const char *what, sr_str word)
{
    return sr_fail(r->err, SR_EFORMAT, r->line, "%.*s:%u: %s \"%.*s\"", SR_FMT(r->file),
                   r->line, what, SR_FMT(word));
}

static sr_status no_memory(const reader *r)
{
    return sr_fail(r->err, SR_ENOMEM, 0, "out of memory for the frames of \"%.*s\"",
                   SR_FMT(r->file));
}

/* --- the specification --------------------------------------------------------------------- */

static bool type_named(sr_str name, uint8_t *ret)
{
    for (int t = 0; t < SR_EVENT_TYPE_COUNT; t++)
        if (sr_str_eq(name, sr_str_of(sr_event_type_name((sr_event_type)t)))) {
            *ret = (uint8_t)t;
            return true;
        }
    return false;
}

static bool has_word(sr_str words, sr_str word)
{
    sr_str one;
    while (sr_str_field(&words, ' ', &one))
        if (sr_str_eq(one, word))
            return true;
    return false;
}

static int context_named(const sr_frames *f, sr_str name)
{
    for (size_t i = 0; i < f->context_names.n; i++)
        if (sr_str_eq(f->context_names.v[i], name))
            return (int)i;
    return -1;
}

static sr_status read_contexts(reader *r, sr_str words, uint64_t *ret)
{
    sr_str one;
    while (sr_str_field(&words, ' ', &one)) {
        int c = one.len ? context_named(r->f, one) : 0;
        if (c < 0)
            return wrong(r, "there is no context", one);
        if (one.len)
            *ret |= 1ull << c;
    }
    return SR_OK;
}

static sr_str field(sr_str *rest, char sep)
{
    sr_str s = {"", 0};
    (void)sr_str_field(rest, sep, &s);
    return sr_str_trim(s);
}

static sr_status read_type(reader *r, sr_str line)
{
    uint8_t t;
    sr_str name = field(&line, '\t'), quad = field(&line, '\t');
    (void)field(&line, '\t'); /* the score, for exports */
    if (!type_named(name, &t))
        return wrong(r, "there is no type", name);
    r->f->types[t] =
        (sr_plover_type){(uint8_t)(quad.len ? quad.p[0] - '0' : 0), field(&line, '\t')};
    return SR_OK;
}

static sr_status read_cameo(reader *r, sr_str line)
{
    sr_cameo c = {.code = field(&line, '\t')};
    sr_str type = field(&line, '\t');
    if (!type_named(type, &c.type))
        return wrong(r, "there is no type", type);
    c.mode = field(&line, '\t');
    sr_status st = read_contexts(r, field(&line, '\t'), &c.contexts);
    if (st != SR_OK)
        return st;
    return SR_PUSH(r->a, &r->f->cameo, c) ? SR_OK : no_memory(r);
}

static sr_status read_specification(reader *r, sr_str text)
{
    sr_str line;
    while (sr_str_field(&text, '\n', &line)) {
        r->line++;
        if (!line.len || line.p[0] == '#')
            continue;
        sr_str kind = field(&line, '\t'), one;
        sr_status st = SR_OK;
        if (sr_str_eq(kind, SR_STR("TYPE")))
            st = read_type(r, line);
        else if (sr_str_eq(kind, SR_STR("CAMEO")))
            st = read_cameo(r, line);
        else
            while (st == SR_OK && sr_str_field(&line, ' ', &one))
                st = SR_PUSH(r->a, &r->f->context_names, one) ? SR_OK : no_memory(r);
        if (st != SR_OK)
            return st;
    }
    return SR_OK;
}

const sr_cameo *sr_frames_cameo(const sr_frames *f, sr_str code)
{
    size_t low = 0, high = f->cameo.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int c = sr_str_cmp(f->cameo.v[mid].code, code);
        if (c == 0)
            return &f->cameo.v[mid];
        if (c < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

/* --- names ------------------------------------------------------------------------------------ */

static bool is_class_name(sr_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!sr_is_upper(s.p[i]) && s.p[i] != '_' && !sr_is_digit(s.p[i]))
            return false;
    return s.len > 1;
}

/* The index of a class, which is made where it is new; -1: too many, -2: no memory. */
static int class_of(reader *r, sr_str name)
{
    for (size_t i = 0; i < r->f->class_names.n; i++)
        if (sr_str_eq(r->f->class_names.v[i], name))
            return (int)i;
    if (r->f->class_names.n == SR_FRAME_CLASSES)
        return -1;
    return SR_PUSH(r->a, &r->f->class_names, name) ? (int)r->f->class_names.n - 1 : -2;
}

static sr_status class_number(reader *r, sr_str name, uint16_t *ret)
{
    int c = class_of(r, name);
    if (c == -1)
        return wrong(r, "more than 256 classes; too many with", name);
    if (c < 0)
        return no_memory(r);
    *ret = (uint16_t)c;
    return SR_OK;
}

/* --- slots ---------------------------------------------------------------------------------------- */

static sr_status add_condition(reader *r, sr_frame_item *item, sr_str words)
{
    sr_str rest = words, one;
    item->words = (uint32_t)r->f->words.n;
    while (sr_str_field(&rest, '|', &one)) {
        sr_frame_word w = {.lemma = sr_hash64(one)};
        if (is_class_name(one)) {
            w.lemma = 0;
            sr_status st = class_number(r, one, &w.cls);
            if (st != SR_OK)
                return st;
        }
        if (!one.len)
            return wrong(r, "an empty word in", words);
        if (!SR_PUSH(r->a, &r->f->words, w))
            return no_memory(r);
        item->n_words++;
    }
    return SR_OK;
}

/* "obj.of(WORDS)": the path and the condition. */
static sr_status read_slot(reader *r, sr_str s, sr_frame_item *item)
{
    size_t open = sr_str_find(s, SR_STR("("), 0);
    sr_str path = open == SIZE_MAX ? s : sr_str_cut(s, 0, open), first, second = {"", 0};
    if (open != SIZE_MAX) {
        if (s.p[s.len - 1] != ')')
            return wrong(r, "a bracket is not closed in", s);
        sr_status st = add_condition(r, item, sr_str_cut(s, open + 1, s.len - 1));
        if (st != SR_OK)
            return st;
    }
    (void)sr_str_field(&path, '.', &first);
    (void)sr_str_field(&path, '.', &second);
    if (!first.len || path.len)
        return wrong(r, "not a slot:", s);
    item->slot[0] = sr_hash64(first);
    item->slot[1] = second.len ? sr_hash64(second) : 0;
    return SR_OK;
}

static sr_status push_item(reader *r, sr_event_frame *frame, sr_frame_item item)
{
    if (frame->n_items == SR_FRAME_ITEMS)
        return wrong(r, "more than 24 slots:", sr_str_of(""));
    frame->n_items++;
    return SR_PUSH(r->a, &r->f->items, item) ? SR_OK : no_memory(r);
}

/* The next slot of "of,on(CITY|town),by": commas inside brackets do not split. */
static bool next_slot(sr_str *rest, sr_str *ret)
{
    int depth = 0;
    size_t i = 0;
    if (!rest->len)
        return false;
    for (; i < rest->len && (depth || rest->p[i] != ','); i++)
        depth += rest->p[i] == '(' ? 1 : rest->p[i] == ')' ? -1 : 0;
    *ret = sr_str_cut(*rest, 0, i);
    *rest = sr_str_cut(*rest, i < rest->len ? i + 1 : i, rest->len);
    return true;
}

/* "A=subj,by": one item a slot, all of one role. */
static sr_status read_role(reader *r, sr_event_frame *frame, sr_str s, bool *has_actor)
{
    bool actor = s.p[0] == 'A';
    size_t eq = sr_str_find(s, SR_STR("="), 0);
    sr_str marks = sr_str_cut(s, 1, eq), rest = sr_str_cut(s, eq + 1, s.len), one;
    sr_frame_item like = {.use = actor ? SR_USE_ACTOR : SR_USE_RECIPIENT,
                          .needed = !actor};
    for (size_t i = 0; i < marks.len; i++) {
        if (!strchr("?!+", marks.p[i]))
            return wrong(r, "not a role:", s);
        like.needed = marks.p[i] == '!' || (like.needed && marks.p[i] != '?');
        like.all |= marks.p[i] == '+';
    }
    *has_actor |= actor;
    while (next_slot(&rest, &one)) {
        sr_frame_item item = like;
        sr_status st = read_slot(r, one, &item);
        /* who is described is needed: "A=subj(POLICE)" of verbs */
        item.needed |= actor && item.n_words && !like.all &&
                       frame->kind != SR_KIND_NOUN && !memchr(marks.p, '?', marks.len);
        if (st == SR_OK)
            st = push_item(r, frame, item);
        if (st != SR_OK)
            return st;
    }
    return SR_OK;
}

static sr_status read_slots(reader *r, sr_event_frame *frame, sr_str text,
                            bool *has_actor, int depth);

static sr_status use_macro(reader *r, sr_event_frame *frame, sr_str name, bool *has_actor,
                           int depth)
{
    for (size_t i = 0; depth < 4 && i < r->f->macro_names.n; i++)
        if (sr_str_eq(r->f->macro_names.v[i], name))
            return read_slots(r, frame, r->f->macro_texts.v[i], has_actor, depth + 1);
    return wrong(r, "there is no macro", name);
}

static sr_status read_slots(reader *r, sr_event_frame *frame, sr_str text,
                            bool *has_actor, int depth)
{
    sr_str s;
    while (sr_str_field(&text, ' ', &s)) {
        sr_status st;
        if (!s.len)
            continue;
        if (s.p[0] == '@')
            st = use_macro(r, frame, sr_str_cut(s, 1, s.len), has_actor, depth);
        else if ((s.p[0] == 'A' || s.p[0] == 'R') &&
                 sr_str_find(s, SR_STR("="), 0) != SIZE_MAX)
            st = read_role(r, frame, s, has_actor);
        else {
            bool not = s.p[0] == '!';
            sr_frame_item item = {.use = not ? SR_USE_MUST_NOT : SR_USE_MUST};
            st = read_slot(r, not ? sr_str_cut(s, 1, s.len) : s, &item);
            if (st == SR_OK)
                st = push_item(r, frame, item);
        }
        if (st != SR_OK)
            return st;
    }
    return SR_OK;
}

/* --- lines of frames -------------------------------------------------------------------------- */

static sr_status read_code(reader *r, sr_event_frame *frame, sr_str type_mode,
                           sr_str cameo, sr_str contexts)
{
    sr_str type = {"", 0};
    if (sr_str_eq(type_mode, SR_STR("-"))) {
        frame->type = SR_FRAME_BLOCKS;
        return SR_OK;
    }
    (void)sr_str_field(&type_mode, '/', &type);
    if (type.len && type.p[type.len - 1] == '*') {
        frame->needs_inner = true;
        type.len--;
    }
    if (!type_named(type, &frame->type))
        return wrong(r, "there is no type", type);
    frame->mode = type_mode;
    if (type_mode.len && !has_word(r->f->types[frame->type].modes, type_mode))
        return wrong(r, "the type has no mode", type_mode);
    frame->cameo = cameo;
    const sr_cameo *c = sr_frames_cameo(r->f, cameo);
    if (cameo.len && !c)
        return wrong(r, "there is no CAMEO code", cameo);
    return read_contexts(r, contexts, &frame->contexts);
}

/* What a frame asks for: a word of a list counts most, then a class, then a slot. */
static uint16_t weight_of(const sr_frames *f, const sr_event_frame *frame)
{
    unsigned w = frame->extra ? 12 : 0;
    for (size_t i = 0; i < frame->n_items; i++) {
        const sr_frame_item *item = &f->items.v[frame->item + i];
        if (item->use == SR_USE_MUST && item->slot[0] == sr_hash64(SR_STR("any")))
            w += 4;
        else if (item->use == SR_USE_MUST)
            w += item->n_words ? 8 : 3;
        else if (item->use == SR_USE_MUST_NOT)
            w += 1;
        else if (item->needed && !item->all)
            w += item->n_words ? 2 : 1;
    }
    return (uint16_t)w;
}

/* One frame for "carry out": the head, and the word beside it. */
static sr_status add_frame(reader *r, sr_event_frame like, sr_str lemma)
{
    sr_str first = {"", 0};
    (void)sr_str_field(&lemma, ' ', &first);
    sr_str second = sr_str_trim(lemma);
    if (!first.len || sr_str_find(second, SR_STR(" "), 0) != SIZE_MAX)
        return wrong(r, "one or two words, please, not", lemma);
    bool behind = like.kind == SR_KIND_NOUN && second.len;
    sr_str head = behind ? second : first, extra = behind ? first : second;
    like.head = sr_hash64(head);
    like.extra = extra.len ? sr_hash64(extra) : 0;
    like.weight = weight_of(r->f, &like);
    return SR_PUSH(r->a, &r->f->v, like) ? SR_OK : no_memory(r);
}

static sr_status read_frame(reader *r, sr_str line, sr_frame_kind kind)
{
    sr_str words = field(&line, '\t'), slots = field(&line, '\t'), one;
    sr_str code = field(&line, '\t'), cameo = field(&line, '\t');
    sr_event_frame frame = {.kind = (uint8_t)kind,
                            .layer = r->layer,
                            .item = (uint32_t)r->f->items.n,
                            .mode = SR_STR(""),
                            .cameo = SR_STR("")};
    bool has_actor = false, is_noun = kind == SR_KIND_NOUN;
    sr_status st = read_slots(r, &frame, slots, &has_actor, 0);
    if (st == SR_OK && !has_actor)
        st = read_slots(r, &frame,
                        is_noun ? SR_STR("A=subj,by,poss,mod") : SR_STR("A=subj"),
                        &has_actor, 0);
    if (st == SR_OK)
        st = read_code(r, &frame, code, cameo, field(&line, '\t'));
    frame.rule = sr_arena_printf(r->a, "%.*s:%u", SR_FMT(r->file), r->line);
    if (st == SR_OK && !frame.rule.p)
        st = no_memory(r);
    while (st == SR_OK && sr_str_field(&words, ',', &one))
        st = add_frame(r, frame, sr_str_trim(one));
    return st;
}

/* --- lines of the other parts -------------------------------------------------------------------- */

static sr_status read_members(reader *r, sr_str line, bool context)
{
    sr_str name = field(&line, '\t'), words = field(&line, '\t'), one;
    sr_frame_member m = {.context = context};
    sr_status st = SR_OK;
    if (context) {
        int c = context_named(r->f, name);
        if (c < 0)
            return wrong(r, "there is no context", name);
        m.cls = (uint16_t)c;
    } else if (!is_class_name(name))
        return wrong(r, "a class is written in capitals, not", name);
    else
        st = class_number(r, name, &m.cls);
    while (st == SR_OK && sr_str_field(&words, ' ', &one)) {
        sr_frame_parent p = {.parent = m.cls};
        if (!one.len)
            continue;
        if (!context && is_class_name(one)) {
            st = class_number(r, one, &p.child);
            if (st == SR_OK && !SR_PUSH(r->a, &r->f->parents, p))
                st = no_memory(r);
            continue;
        }
        m.word = sr_hash64(one);
        if (!SR_PUSH(r->a, &r->f->members, m))
            st = no_memory(r);
    }
    return st;
}

/* "freed  free", or an ending: "-lled  -l" */
static sr_status read_lemma(reader *r, sr_str line)
{
    sr_str form = field(&line, '\t'), lemma = field(&line, '\t');
    if (form.len && lemma.len && form.p[0] == '-' && lemma.p[0] == '-') {
        sr_frame_ending e = {sr_str_cut(form, 1, form.len),
                             sr_str_cut(lemma, 1, lemma.len)};
        return SR_PUSH(r->a, &r->f->endings, e) ? SR_OK : no_memory(r);
    }
    sr_frame_form f = {sr_hash64(form), sr_hash64(lemma)};
    return SR_PUSH(r->a, &r->f->forms, f) ? SR_OK : no_memory(r);
}

static sr_status read_macro(reader *r, sr_str line)
{
    sr_str name = field(&line, '\t'), text = field(&line, '\t');
    return SR_PUSH(r->a, &r->f->macro_names, name) &&
                   SR_PUSH(r->a, &r->f->macro_texts, text)
               ? SR_OK
               : no_memory(r);
}

/* "REQUEST  RETREAT/release  REQUEST/yield  1053" */
static sr_status read_compose(reader *r, sr_str line)
{
    sr_str outer = field(&line, '\t'), inner = field(&line, '\t');
    sr_str code = field(&line, '\t'), type = {"", 0};
    sr_compose c = {.cameo = field(&line, '\t')};
    sr_event_frame like = {0};
    sr_status st = read_code(r, &like, code, c.cameo, SR_STR(""));
    if (st != SR_OK)
        return st;
    c.type = like.type, c.mode = like.mode;
    (void)sr_str_field(&inner, '/', &type);
    c.inner_mode = inner;
    if (sr_str_eq(outer, SR_STR("INTEND")))
        c.outer = SR_COMPOSE_INTEND;
    else if (!type_named(outer, &c.outer))
        return wrong(r, "there is no type", outer);
    if (!type_named(type, &c.inner))
        return wrong(r, "there is no type", type);
    return SR_PUSH(r->a, &r->f->compose, c) ? SR_OK : no_memory(r);
}

/* --- the file ------------------------------------------------------------------------------------- */

typedef enum part {
    PART_NONE,
    VERBS,
    NOUNS,
    ADJECTIVES,
    LEMMAS,
    CLASSES,
    MACROS,
    COMPOSE,
    CONTEXTS
} part;

static sr_status read_heading(const reader *r, sr_str line, part *ret)
{
    static const char *const names[] = {
        "",          "[verbs]",  "[nouns]",   "[adjectives]", "[lemmas]",
        "[classes]", "[macros]", "[compose]", "[contexts]"};
    for (size_t i = 1; i < SR_COUNT(names); i++)
        if (sr_str_eq(line, sr_str_of(names[i]))) {
            *ret = (part)i;
            return SR_OK;
        }
    return wrong(r, "there is no part", line);
}

static sr_status read_line(reader *r, part in, sr_str line)
{
    switch (in) {
    case VERBS: return read_frame(r, line, SR_KIND_VERB);
    case NOUNS: return read_frame(r, line, SR_KIND_NOUN);
    case ADJECTIVES: return read_frame(r, line, SR_KIND_ADJECTIVE);
    case LEMMAS: return read_lemma(r, line);
    case CLASSES: return read_members(r, line, false);
    case CONTEXTS: return read_members(r, line, true);
    case MACROS: return read_macro(r, line);
    case COMPOSE: return read_compose(r, line);
    default: return wrong(r, "before the first \"[part]\":", line);
    }
}

static sr_status begin(reader *r)
{
    for (size_t i = 0; i < SR_CLASS_OWN_COUNT; i++)
        if (!SR_PUSH(r->a, &r->f->class_names, sr_str_of(own_classes[i])))
            return no_memory(r);
    reader spec = *r;
    spec.file = SR_STR("plover.tsv");
    spec.line = 0;
    return read_specification(&spec, sr_data("plover.tsv"));
}

sr_status sr_frames_read(sr_frames *f, sr_arena *a, sr_str name, sr_str text,
                         uint8_t layer, sr_err *err)
{
    reader r = {f, a, name, 0, layer, err};
    part in = PART_NONE;
    sr_str line;
    sr_status st = f->class_names.n ? SR_OK : begin(&r);
    while (st == SR_OK && sr_str_field(&text, '\n', &line)) {
        r.line++;
        line = sr_str_trim(line);
        if (!line.len || line.p[0] == '#')
            continue;
        st = line.p[0] == '[' ? read_heading(&r, line, &in) : read_line(&r, in, line);
    }
    return st;
}
