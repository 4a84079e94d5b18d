/* Members -> copy groups -> sources.  A group is one origin, however many print it. */
#include "report/make.h"

#include "base/hash.h"

/* Reports are corrected within days; what is changed later is the site. */
static const sr_time CORRECTED_S = 3 * 86400;

bool sr_brief_is_corrected(const sr_member *m)
{
    const sr_when *first = &m->doc->article.published, *then = &m->doc->article.modified;
    if (then->precision < SR_TIME_DAY || first->precision < SR_TIME_DAY)
        return then->precision >= SR_TIME_DAY;
    return then->at_s > first->at_s && (m->copy.relation == SR_COPY_UPDATE ||
                                        then->at_s - first->at_s <= CORRECTED_S);
}

sr_when sr_brief_version(const sr_member *m)
{
    const sr_article *a = &m->doc->article;
    if (sr_brief_is_corrected(m))
        return a->modified;
    return a->published.precision != SR_TIME_UNKNOWN ? a->published
                                                     : m->doc->record.fetched;
}

static sr_time version_time(const sr_member *m, sr_time otherwise)
{
    sr_when w = sr_brief_version(m);
    return w.precision != SR_TIME_UNKNOWN ? w.at_s : otherwise;
}

static void find_times(sr_maker *m)
{
    sr_time first = INT64_MAX, last = INT64_MIN;
    for (size_t i = 0; i < m->story->n; i++) {
        sr_time t = version_time(&m->story->members[i], m->story->first_s);
        m->of[i].at_s = t;
        first = t < first ? t : first;
        last = t > last ? t : last;
    }
    for (size_t i = 0; i < m->story->n; i++)
        m->of[i].when = last > first ? ((double)m->of[i].at_s - (double)first) /
                                           ((double)last - (double)first)
                                     : 1;
}

static bool is_version(const sr_member *m)
{
    return m->copy.relation == SR_COPY_ORIGINAL || m->copy.relation == SR_COPY_UPDATE;
}

/* The newest version leads its group; a group without any is led by the first to come. */
static void lead_group(sr_maker *m, uint32_t i)
{
    sr_group *g = &m->groups[m->of[i].group];
    bool version = is_version(&m->story->members[i]);
    if (version && (!g->has_version || m->of[i].at_s >= m->of[g->head].at_s)) {
        g->head = i;
        g->has_version = true;
    }
}

static bool make_groups(sr_maker *m)
{
    sr_ids seen = {0};
    m->groups = SR_NEW(m->a, sr_group, m->story->n);
    if (!m->groups)
        return false;
    for (uint32_t i = 0; i < m->story->n; i++) {
        const sr_member *x = &m->story->members[i];
        sr_str name = x->copy.group.len ? x->copy.group : x->doc->article.id;
        uint64_t key = name.len ? sr_hash64(name) : sr_hash_mix(1, i);
        uint32_t g = sr_ids_put(&seen, m->a, key);
        if (g == SR_NO_ID)
            return false;
        if (g == m->n_groups)
            m->groups[m->n_groups++] = (sr_group){.head = i};
        m->of[i].group = g;
        lead_group(m, i);
    }
    return true;
}

static bool has_own_text(const sr_maker *m, uint32_t i)
{
    return m->groups[m->of[i].group].head == i ||
           m->story->members[i].copy.relation == SR_COPY_EXTENDED;
}

static bool push_sources(sr_maker *m)
{
    for (uint32_t i = 0; i < m->story->n; i++) {
        if (!has_own_text(m, i))
            continue;
        m->of[i].source = (uint32_t)m->sources.n;
        if (!SR_PUSH(m->a, &m->sources, ((sr_source_line){.member = i})))
            return false;
    }
    return true;
}

/* The source that a member stands under: the extended text that it copies, else the head
 * of its group. */
static uint32_t above(const sr_maker *m, uint32_t i)
{
    return m->of[m->groups[m->of[i].group].head].source;
}

/* Copies under their sources: count, then fill. */
static bool hang_copies(sr_maker *m)
{
    for (uint32_t i = 0; i < m->story->n; i++)
        if (!has_own_text(m, i))
            m->sources.v[m->of[i].source = above(m, i)].n_copies++;
    for (size_t s = 0; s < m->sources.n; s++) {
        sr_source_line *x = &m->sources.v[s];
        x->copies = SR_NEW(m->a, uint32_t, x->n_copies);
        if (!x->copies)
            return false;
        x->n_copies = 0;
        if (m->groups[m->of[x->member].group].head != x->member)
            x->echo_of = above(m, x->member) + 1;
    }
    for (uint32_t i = 0; i < m->story->n; i++)
        if (!has_own_text(m, i)) {
            sr_source_line *x = &m->sources.v[m->of[i].source];
            x->copies[x->n_copies++] = i;
        }
    return true;
}

bool sr_make_origins(sr_maker *m)
{
    m->of = SR_NEW(m->a, sr_of_member, m->story->n);
    if (!m->of)
        return false;
    find_times(m);
    return make_groups(m) && push_sources(m) && hang_copies(m);
}
