/* A build: the tables that become knowledge.  In this file: life; what is there once; names
 * and indexes; weights; reading texts. */
#include "know/parts.h"

#include "base/data.h"
#include "base/hash.h"

#include <math.h>
#include <stdlib.h>

enum { BUILD_BYTES_LOG2 = 33 };

/* --- life ---------------------------------------------------------------------------------- */

/* data/name_parts.txt: "particle<tab>von", "suffix<tab>jr", "family first<tab>CHN". */
static bool read_parts(sr_know_build *b)
{
    sr_str rest = sr_data("name_parts.txt"), line, what;
    while (sr_data_line(&rest, &line)) {
        (void)sr_str_field(&line, '\t', &what);
        if (!sr_map_put(&b->parts, line, (uint64_t)what.p[0], NULL))
            return false;
    }
    return true;
}

sr_know_build *sr_know_build_new(const sr_know *below, sr_know_said said, void *ctx)
{
    sr_know_build *b = calloc(1, sizeof *b);
    if (!b)
        return NULL;
    *b = (sr_know_build){.below = below, .said = said, .ctx = ctx, .day_s = INT64_MIN};
    b->a = sr_arena_new((size_t)1 << BUILD_BYTES_LOG2);
    if (!b->a || !read_parts(b)) {
        sr_know_build_free(b);
        return NULL;
    }
    return b;
}

void sr_know_build_free(sr_know_build *b)
{
    if (!b)
        return;
    sr_map_free(&b->seen);
    sr_map_free(&b->parts);
    sr_arena_free(b->a);
    free(b);
}

/* --- what is there once -------------------------------------------------------------------- */

enum { KEY_BYTES = 8 * SR_MAX_NAME_BYTES };

static sr_str key_of(char what, sr_str one, sr_str two, char room[KEY_BYTES])
{
    if (one.len + two.len + 2 > KEY_BYTES)
        one.len = two.len = 0;
    room[0] = what;
    memcpy(room + 1, one.p, one.len);
    room[1 + one.len] = '\t';
    if (two.len)
        memcpy(room + 2 + one.len, two.p, two.len);
    return (sr_str){room, one.len + two.len + 2};
}

bool sr_build_kept(const sr_know_build *b, char what, sr_str one, sr_str two,
                   uint32_t *ret)
{
    char room[KEY_BYTES];
    const uint64_t *at = sr_map_get(&b->seen, key_of(what, one, two, room));
    if (at)
        *ret = (uint32_t)*at;
    return at != NULL;
}

bool sr_build_once(sr_know_build *b, char what, sr_str one, sr_str two, uint32_t row,
                   uint32_t *ret)
{
    char room[KEY_BYTES];
    if (sr_build_kept(b, what, one, two, ret))
        return false;
    sr_str key = sr_arena_str(b->a, key_of(what, one, two, room));
    if (!key.p || !sr_map_put(&b->seen, key, row, NULL))
        b->refused = true;
    return true;
}

/* --- names and indexes --------------------------------------------------------------------- */

void sr_build_key(sr_know_build *b, sr_know_index index, sr_str key, uint32_t ref,
                  float score)
{
    sr_build_name name = {sr_hash64(key), ref, score};
    if (!SR_PUSH(b->a, &b->names[index], name))
        b->refused = true;
}

void sr_build_name_it(sr_know_build *b, sr_know_index index, sr_str name, uint32_t ref,
                      float score)
{
    sr_fold room;
    sr_str folded = sr_know_fold_name(name, &room);
    if (folded.len)
        sr_build_key(b, index, folded, ref, score);
}

sr_str sr_know_same_key(uint8_t kind, sr_str name, sr_str country, sr_fold *room)
{
    sr_str s = sr_know_fold_name(name, room);
    if (s.len + country.len + 2 > sizeof room->p)
        country.len = 0;
    char *end = room->p + s.len;
    *end++ = '\t';
    *end++ = (char)('a' + kind);
    if (country.len)
        memcpy(end, country.p, country.len);
    return (sr_str){room->p, s.len + 2 + country.len};
}

static char part_of_name(const sr_know_build *b, sr_str word)
{
    const uint64_t *what = sr_map_get(&b->parts, word);
    return what ? (char)*what : '\0';
}

/* Where the last word of a name begins, blanks of the text: "Kim Jong-un" has two words,
 * whatever their fold. */
static size_t last_word(sr_str name)
{
    size_t i = name.len;
    while (i > 0 && name.p[i - 1] != ' ')
        i--;
    return i;
}

/* The family name: the last word that is no suffix; with particles before it, both with and
 * without them: "Leyen", "der Leyen", "von der Leyen". */
static void name_by_last(sr_know_build *b, sr_str name, uint32_t ref)
{
    sr_fold room;
    size_t beg;
    while ((beg = last_word(name)) > 0) {
        sr_str word = sr_know_fold_name(sr_str_cut(name, beg, name.len), &room);
        if (part_of_name(b, word) != 's')
            break;
        name = sr_str_trim(sr_str_cut(name, 0, beg));
    }
    if (beg == 0)
        return;
    sr_build_name_it(b, SR_INDEX_ACTORS, sr_str_cut(name, beg, name.len), ref, 1);
    size_t hyphen = sr_str_find(sr_str_cut(name, beg, name.len), SR_STR("-"), 0);
    if (hyphen != SIZE_MAX) { /* "al-Assad": "Assad" too */
        sr_str word = sr_know_fold_name(sr_str_cut(name, beg, beg + hyphen), &room);
        if (part_of_name(b, word) == 'p')
            sr_build_name_it(b, SR_INDEX_ACTORS,
                             sr_str_cut(name, beg + hyphen + 1, name.len), ref, 1);
    }
    for (;;) {
        sr_str front = sr_str_trim(sr_str_cut(name, 0, beg));
        size_t at = last_word(front);
        sr_str word = sr_know_fold_name(sr_str_cut(front, at, front.len), &room);
        if (at == 0 || part_of_name(b, word) != 'p')
            return;
        beg = at;
        sr_build_name_it(b, SR_INDEX_ACTORS, sr_str_cut(name, beg, name.len), ref, 1);
    }
}

void sr_build_name_person(sr_know_build *b, sr_str name, sr_str country, uint32_t actor)
{
    size_t first = sr_str_find(name, SR_STR(" "), 0);
    sr_build_name_it(b, SR_INDEX_ACTORS, name, actor, 1);
    if (first == SIZE_MAX)
        return;
    name_by_last(b, name, actor | SR_REF_PART);
    if (part_of_name(b, country) == 'f')
        sr_build_name_it(b, SR_INDEX_ACTORS, sr_str_cut(name, 0, first),
                         actor | SR_REF_PART, 1);
}

/* --- weights ------------------------------------------------------------------------------- */

bool sr_build_has_country(const sr_know_build *b, sr_str iso3)
{
    uint32_t at;
    float size;
    return iso3.len == 3 && (sr_build_kept(b, 'c', iso3, (sr_str){"", 0}, &at) ||
                             (b->below && sr_know_country_size(b->below, iso3, &size)));
}

float sr_build_country_size(const sr_know_build *b, sr_str iso3)
{
    uint32_t at;
    float size = 0.5f;
    if (iso3.len == 0)
        return 1; /* of the world */
    if (sr_build_kept(b, 'c', iso3, (sr_str){"", 0}, &at))
        return b->countries.v[at].size;
    if (b->below)
        (void)sr_know_country_size(b->below, iso3, &size);
    return size;
}

/* Prominence of an office: its rank, times 1/(1 + years since it ended / 8) as of the last
 * day that any office of these files begins, times (1 + size of the country) / 2. */
static float weight_of(const sr_know_build *b, const sr_build_role *role)
{
    static const double year_s = 365.25 * 86400;
    double years =
        role->until_s < b->day_s ? (double)(b->day_s - role->until_s) / year_s : 0;
    sr_str class = role->code;
    if (class.len > 3)
        class.len = 3;
    float size = sr_know_is_class(class) ? 1 : sr_build_country_size(b, role->country);
    return (float)(role->rank / (1 + years / 8)) * (0.5f + 0.5f * size);
}

static void weigh_actors(sr_know_build *b)
{
    for (size_t i = 0; i < b->countries.n; i++) {
        sr_build_country *c = &b->countries.v[i];
        c->size = sr_know_size(c->people);
        b->actors.v[c->actor].weight =
            (0.5f + 0.5f * c->size) * (c->until_s == INT64_MAX ? 1.0f : 0.3f);
    }
    for (size_t i = 0; i < b->roles.n; i++) {
        sr_build_actor *actor = &b->actors.v[b->roles.v[i].actor];
        float weight = weight_of(b, &b->roles.v[i]);
        if (actor->kind != SR_KNOWN_COUNTRY && weight > actor->weight)
            actor->weight = weight;
    }
}

/* By actor, then the latest first, then the higher office. */
static int by_actor_and_day(const void *x, const void *y)
{
    const sr_build_role *a = x, *b = y;
    if (a->actor != b->actor)
        return a->actor < b->actor ? -1 : 1;
    if (a->from_s != b->from_s)
        return a->from_s > b->from_s ? -1 : 1;
    if (a->rank > b->rank || a->rank < b->rank)
        return a->rank > b->rank ? -1 : 1;
    return sr_str_cmp(a->office, b->office);
}

void sr_build_finish(sr_know_build *b)
{
    weigh_actors(b);
    if (b->roles.n)
        qsort(b->roles.v, b->roles.n, sizeof *b->roles.v, by_actor_and_day);
    sr_build_names *names = &b->names[SR_INDEX_ACTORS];
    for (size_t i = 0; i < names->n; i++)
        names->v[i].score = sr_know_score(
            names->v[i].ref, b->actors.v[names->v[i].ref & SR_REF_ROW].weight);
    for (size_t i = 0; i < b->roles.n; i++) {
        const sr_build_role *r = &b->roles.v[i];
        sr_fold room;
        if (r->country.len && b->actors.v[r->actor].kind == SR_KNOWN_PERSON)
            sr_build_key(b, SR_INDEX_HOLDERS,
                         sr_know_holder_key(r->country, r->office, &room), (uint32_t)i,
                         (float)((double)r->from_s / 86400)); /* the latest first */
    }
}

sr_str sr_know_holder_key(sr_str country, sr_str office, sr_fold *room)
{
    if (country.len + office.len + 1 > sizeof room->p)
        return (sr_str){"", 0};
    memcpy(room->p, country.p, country.len);
    room->p[country.len] = '\t';
    if (office.len)
        memcpy(room->p + country.len + 1, office.p, office.len);
    return (sr_str){room->p, country.len + 1 + office.len};
}

float sr_know_score(uint32_t ref, float weight)
{
    return ref & SR_REF_PART ? 0.3f * weight : weight;
}

float sr_know_place_score(uint32_t ref, uint8_t rank)
{
    return (float)rank * (ref & SR_REF_PART ? 0.85f : 1.0f);
}

/* --- reading ------------------------------------------------------------------------------- */

/* One pass over a text for the rows of a kind. */
static void read_kind(sr_know_build *b, const sr_know_source *source, sr_know_file first,
                      sr_know_file want)
{
    sr_know_lines lines = {
        .file = source->name, .rest = source->text, .kind = first, .want = want};
    sr_know_row row;
    while (!b->refused && sr_know_next_row(b, &lines, &row))
        sr_know_take_row(b, want, &row);
}

sr_status sr_know_build_read(sr_know_build *b, const sr_know_source *sources, size_t n,
                             sr_err *err)
{
    sr_know_file first;
    for (size_t i = 0; i < n; i++)
        if (!sr_know_file_kind(sources[i].name, sources[i].text, &first))
            sr_know_wrong(b, &(sr_know_row){.file = sources[i].name},
                          "it is none of our files: the first line may say \"# sitrep "
                          "know: people\"");
    for (int want = 0; want < SR_FILE_KINDS; want++)
        for (size_t i = 0; i < n; i++)
            if (sr_know_file_kind(sources[i].name, sources[i].text, &first))
                read_kind(b, &sources[i], first, (sr_know_file)want);
    sr_know_check_all(b);
    if (b->refused)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the knowledge");
    if (b->errors && err)
        *err = b->first;
    return b->errors ? SR_EFORMAT : SR_OK;
}
