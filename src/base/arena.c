/* Arena: a list of blocks, the newest first; pieces are cut off the newest. */
#include "base/arena.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST_BLOCK = 64 * 1024, LARGEST_BLOCK = 1024 * 1024, ALIGN = 16 };

typedef struct block {
    struct block *next;
    size_t size, used; /* of data */
    _Alignas(ALIGN) char data[];
} block;

struct sr_arena {
    block *head;
    size_t limit_bytes, bytes, next_size;
    size_t left_until_refusal; /* SIZE_MAX: never refuse */
    bool refused;
};

sr_arena *sr_arena_new(size_t limit_bytes)
{
    sr_arena *a = calloc(1, sizeof *a);
    if (!a)
        return NULL;
    a->limit_bytes = limit_bytes;
    a->next_size = FIRST_BLOCK;
    a->left_until_refusal = SIZE_MAX;
    return a;
}

static void free_blocks(sr_arena *a, block *b)
{
    while (b) {
        block *next = b->next;
        a->bytes -= sizeof *b + b->size;
        free(b);
        b = next;
    }
}

void sr_arena_free(sr_arena *a)
{
    if (!a)
        return;
    free_blocks(a, a->head);
    free(a);
}

void sr_arena_reset(sr_arena *a)
{
    block *keep = a->head && a->head->size <= LARGEST_BLOCK ? a->head : NULL;
    free_blocks(a, keep ? keep->next : a->head);
    a->head = keep;
    if (keep) {
        keep->next = NULL;
        keep->used = 0;
    }
    a->refused = false;
}

static bool refuse(sr_arena *a)
{
    if (a->left_until_refusal == SIZE_MAX)
        return false;
    if (a->left_until_refusal == 0)
        return true;
    a->left_until_refusal--;
    return false;
}

static block *add_block(sr_arena *a, size_t need)
{
    size_t size = need > a->next_size ? need : a->next_size;
    size_t room = a->limit_bytes > a->bytes ? a->limit_bytes - a->bytes : 0;
    if (size > room || room - size < sizeof(block))
        size = need; /* the last piece may still fit exactly */
    if (size > room || room - size < sizeof(block))
        return NULL;
    block *b = malloc(sizeof *b + size);
    if (!b)
        return NULL;
    *b = (block){.next = a->head, .size = size};
    a->head = b;
    a->bytes += sizeof *b + size;
    if (a->next_size < LARGEST_BLOCK)
        a->next_size *= 2;
    return b;
}

void *sr_arena_alloc(sr_arena *a, size_t n, size_t size)
{
    size_t want;
    if (__builtin_mul_overflow(n, size, &want) || want > SIZE_MAX - ALIGN || refuse(a)) {
        a->refused = true;
        return NULL;
    }
    want = (want + (ALIGN - 1)) & ~(size_t)(ALIGN - 1);
    block *b = a->head;
    if (!b || b->size - b->used < want)
        b = add_block(a, want ? want : ALIGN);
    if (!b) {
        a->refused = true;
        return NULL;
    }
    void *piece = b->data + b->used;
    b->used += want;
    return piece;
}

void *sr_arena_zero(sr_arena *a, size_t n, size_t size)
{
    void *piece = sr_arena_alloc(a, n, size);
    if (piece && n && size)
        memset(piece, 0, n * size);
    return piece;
}

void *sr_arena_grow(sr_arena *a, void *old, size_t old_n, size_t n, size_t size)
{
    block *b = a->head;
    size_t old_bytes = (old_n * size + (ALIGN - 1)) & ~(size_t)(ALIGN - 1);
    size_t want;
    if (old && b && (char *)old + old_bytes == b->data + b->used &&
        !__builtin_mul_overflow(n, size, &want) &&
        want <= b->size - (size_t)((char *)old - b->data) && !refuse(a)) {
        want = (want + (ALIGN - 1)) & ~(size_t)(ALIGN - 1);
        size_t end = (size_t)((char *)old - b->data) + want;
        if (end <= b->size) {
            b->used = end;
            return old;
        }
    }
    void *piece = sr_arena_alloc(a, n, size);
    if (piece && old_n)
        memcpy(piece, old, old_n * size);
    return piece;
}

sr_str sr_arena_str(sr_arena *a, sr_str s)
{
    char *p = s.len < SIZE_MAX ? sr_arena_alloc(a, s.len + 1, 1) : NULL;
    if (!p)
        return (sr_str){NULL, 0};
    if (s.len)
        memcpy(p, s.p, s.len);
    p[s.len] = '\0';
    return (sr_str){p, s.len};
}

sr_str sr_arena_printf(sr_arena *a, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    char *p = n < 0 ? NULL : sr_arena_alloc(a, (size_t)n + 1, 1);
    if (p)
        (void)vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    va_end(args);
    return p ? (sr_str){p, (size_t)n} : (sr_str){NULL, 0};
}

size_t sr_arena_bytes(const sr_arena *a)
{
    return a->bytes;
}

bool sr_arena_refused(const sr_arena *a)
{
    return a->refused;
}

void sr_arena_fail_after(sr_arena *a, size_t k)
{
    a->left_until_refusal = k;
}
