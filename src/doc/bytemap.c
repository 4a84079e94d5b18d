#include "doc/bytemap.h"

#include "base/vec.h"

static sr_byte_run *last_run(const sr_byte_map *m)
{
    return m->n ? &m->v[m->n - 1] : NULL;
}

static bool add_units(sr_byte_map *m, sr_byte_run run, sr_arena *a)
{
    sr_byte_run *last = last_run(m);
    if (last && last->to_step == run.to_step && last->from_step == run.from_step &&
        last->to + last->n * last->to_step == run.to &&
        last->from + last->n * last->from_step == run.from) {
        last->n += run.n;
        return true;
    }
    return SR_PUSH(a, m, run);
}

bool sr_byte_map_bytes(sr_byte_map *m, uint32_t to, uint32_t from, uint32_t n,
                       sr_arena *a)
{
    return n == 0 || add_units(m, (sr_byte_run){to, from, n, 1, 1}, a);
}

bool sr_byte_map_unit(sr_byte_map *m, uint32_t to, uint32_t to_len, uint32_t from,
                      uint32_t from_len, sr_arena *a)
{
    return to_len == 0 || add_units(m, (sr_byte_run){to, from, 1, to_len, from_len}, a);
}

static uint32_t run_end(const sr_byte_run *r)
{
    return r->to + r->n * r->to_step;
}

/* The first run that ends behind `at`. */
static size_t first_behind(const sr_byte_map *m, uint32_t at)
{
    size_t lo = 0, hi = m->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (run_end(&m->v[mid]) <= at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* The units [*beg, *end) of a run that have a byte in the span; false: none. */
static bool units_in(const sr_byte_run *r, sr_span span, uint32_t *beg, uint32_t *end)
{
    if (span.end <= r->to || span.beg >= run_end(r) || span.beg >= span.end)
        return false;
    uint32_t lo = span.beg > r->to ? span.beg - r->to : 0;
    uint32_t hi = span.end < run_end(r) ? span.end - r->to : r->n * r->to_step;
    *beg = lo / r->to_step;
    *end = (hi + r->to_step - 1) / r->to_step;
    return true;
}

sr_span sr_byte_map_find(const sr_byte_map *m, sr_span span)
{
    sr_span found = {UINT32_MAX, 0};
    uint32_t beg, end;
    for (size_t i = first_behind(m, span.beg); i < m->n && m->v[i].to < span.end; i++) {
        const sr_byte_run *r = &m->v[i];
        if (!units_in(r, span, &beg, &end))
            continue;
        uint32_t lo = r->from + beg * r->from_step, hi = r->from + end * r->from_step;
        found.beg = lo < found.beg ? lo : found.beg;
        found.end = hi > found.end ? hi : found.end;
    }
    return found.beg <= found.end ? found : (sr_span){0, 0};
}

/* Bytes [mid, mid + n) of the middle, which are those from `to` on in the text. */
static bool join_bytes(const sr_byte_map *inner, sr_byte_run outer, sr_byte_map *ret,
                       sr_arena *a)
{
    sr_span mid = {outer.from, outer.from + outer.n};
    bool ok = true;
    for (size_t i = first_behind(inner, mid.beg);
         ok && i < inner->n && inner->v[i].to < mid.end; i++) {
        const sr_byte_run *r = &inner->v[i];
        uint32_t beg, end;
        if (!units_in(r, mid, &beg, &end))
            continue;
        if (r->to_step == 1 && r->from_step == 1) {
            uint32_t at = r->to + beg;
            ok = sr_byte_map_bytes(ret, outer.to + (at - mid.beg), r->from + beg,
                                   end - beg, a);
            continue;
        }
        for (uint32_t u = beg; ok && u < end; u++) {
            uint32_t lo = r->to + u * r->to_step, hi = lo + r->to_step;
            lo = lo > mid.beg ? lo : mid.beg;
            hi = hi < mid.end ? hi : mid.end;
            ok = sr_byte_map_unit(ret, outer.to + (lo - mid.beg), hi - lo,
                                  r->from + u * r->from_step, r->from_step, a);
        }
    }
    return ok;
}

bool sr_byte_map_join(const sr_byte_map *outer, const sr_byte_map *inner,
                      sr_byte_map *ret, sr_arena *a)
{
    bool ok = true;
    for (size_t i = 0; ok && i < outer->n; i++) {
        sr_byte_run r = outer->v[i];
        if (r.to_step == 1 && r.from_step == 1) {
            ok = join_bytes(inner, r, ret, a);
            continue;
        }
        for (uint32_t u = 0; ok && u < r.n; u++) {
            uint32_t mid = r.from + u * r.from_step;
            sr_span from = sr_byte_map_find(inner, (sr_span){mid, mid + r.from_step});
            ok = sr_byte_map_unit(ret, r.to + u * r.to_step, r.to_step, from.beg,
                                  from.end - from.beg, a);
        }
    }
    return ok;
}
