#include "extract/month_forms.h"

#include "base/data.h"

/* FNV-1a, 32 bits; 0 marks a free slot. */
static uint32_t hash_of(sr_str word)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < word.len; i++)
        hash = (hash ^ (unsigned char)word.p[i]) * 16777619u;
    return hash ? hash : 1;
}

/* The slot of a hash, or the free one where it belongs. */
static uint32_t find_slot(const sr_month_forms *f, uint32_t hash)
{
    uint32_t i = (hash ^ (hash >> 15)) & (SR_MONTH_SLOTS - 1);
    while (f->hash[i] && f->hash[i] != hash)
        i = (i + 1) & (SR_MONTH_SLOTS - 1);
    return i;
}

void sr_month_forms_init(sr_month_forms *f)
{
    sr_str rest = sr_data("months.txt"), line, field, form;
    size_t left = SR_MONTH_SLOTS / 2; /* never more than half full */
    memset(f, 0, sizeof *f);
    while (sr_data_line(&rest, &line))
        while (sr_str_field(&line, '\t', &field))
            while (sr_str_field(&field, '|', &form))
                if (form.len && left && left--)
                    f->hash[find_slot(f, hash_of(form))] = hash_of(form);
}

bool sr_month_is_form(const sr_month_forms *f, sr_str word)
{
    return f->hash[find_slot(f, hash_of(word))] != 0;
}
