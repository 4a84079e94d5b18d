/* Three lines of each file of knowledge, and the way from them to an open knowledge. */
#ifndef SR_TESTS_KNOW_SEED_H
#define SR_TESTS_KNOW_SEED_H

#include "know/parts.h"
#include "t.h"

static const struct {
    const char *name, *text;
} seed[] = {
    {"countries.tsv",
     "# three countries and one that is no more\n"
     "FRA\tFR\tFrance\tFrench Republic\tFrench\tFrench;Frenchman;Frenchwoman\tParis\t"
     "Élysée;Quai d'Orsay\t46\t2\t3017382\n"
     "UKR\tUA\tUkraine\t\tUkrainian\tUkrainians\tKyiv\tBankova\t49\t32\t690791\n"
     "RUS\tRU\tRussia\tRussian "
     "Federation;Россия\tRussian\tRussians\tMoscow\tKremlin\t60\t"
     "100\t2017370\t1991-12-26\n"
     "SUN\t\tSoviet Union\tUSSR\tSoviet;Russian\tSoviets\tMoscow\t\t60\t100\t\t"
     "1922-12-30\t1991-12-25\n"},
    {"divisions.tsv",
     "706482\tKharkiv Oblast\tKharkiv Region\tUKR\t07\t\tA.ADM1\t49.5\t36.5\t2600000\n"
     "706481\tKharkiv Raion\t\tUKR\t07\t1234\tA.ADM2\t49.9\t36.2\t0\n"
     "3012874\tÎle-de-France\t\tFRA\t11\t\tA.ADM1\t48.5\t2.5\t0\n"},
    {"places.tsv",
     "706483\tKharkiv\tKharkov;Харків;Харьков\tUKR\t07\t1234\tP.PPLA\t49.98081\t36."
     "25272\t"
     "1433886\n"
     "703448\tKyiv\tKiev;Київ\tUKR\t\t\tP.PPLC\t50.45466\t30.5238\t2797553\n"
     "2988507\tParis\tLutetia\tFRA\t11\t\tP.PPLC\t48.85341\t2.3488\t2138551\n"
     "1\tSaint-Denis\t\tFRA\t11\t\tP.PPL\t48.9\t2.35\t96128\n"},
    {"regions.tsv", "Black Sea\t\tsea\tUKR;RUS\t43\t34\tregion\n"
                    "Donbas\tDonbass\tregion\tUKR\t48\t38\tregion\n"
                    "Crimea\tKrym\tdisputed\tUKR\t45.3\t34.4\tregion\tUKR;RUS\n"},
    {"organisations.tsv",
     "United Nations\tUN;U.N.\tigo\t\tIGO.UNO\t1945-10-24\t\tQ1065\n"
     "Wagner Group\tWagner\tmilitia\tRUS\tRUS.PRM\t2014\t\t\n"
     "Renaissance\tEn Marche\tparty\tFRA\tFRA.PTY.GOV\t2016-04-06\n"},
    {"people.tsv",
     "Emmanuel Macron\t\tFRA\thead of state\tpresident\tFRA.GOV\t2017-05-14\t\tQ3052772\n"
     "Emmanuel Macron\t\tFRA\tfinance "
     "minister\tminister\tFRA.GOV\t2014-08-26\t2016-08-30\t"
     "Q3052772\n"
     "Volodymyr Zelenskyy\tVolodymyr Zelensky;Володимир Зеленський\tUKR\thead of state\t"
     "president\tUKR.GOV\t2019-05-20\t\tQ3874799\n"
     "Brigitte Macron\t\tFRA\tother\t\tFRA.ELI\t2017-05-14\n"
     "François Hollande\t\tFRA\thead of "
     "state\tpresident\tFRA.GOV\t2012-05-15\t2017-05-14\t\n"},
    {"others.tsv", "Minsk agreements\tMinsk II\tLAW\n"
                   "Kalibr\t3M-54 Kalibr\tWEAPON\tRUS\n"
                   "Paris Agreement\tParis climate accord\tLAW\n"},
    {"notplaces.en.txt", "Paris Agreement\nChicago Tribune\nBaltic Dry\n"},
    {"roles.en.tsv",
     "officer;officers\tCOP\t\tperson\n"
     "police\tCOP\t\tgroup\tmany\n"
     "foreign minister;foreign ministers\tGOV\tforeign minister\tperson\n"},
};

/* What was said of wrong lines. */
typedef struct said {
    size_t n;
    char last[300];
    uint32_t line;
} said;

static inline void keep_said(void *ctx, sr_str file, uint32_t line, sr_str message)
{
    said *s = ctx;
    (void)file;
    s->n++;
    s->line = line;
    size_t n = message.len < sizeof s->last - 1 ? message.len : sizeof s->last - 1;
    memcpy(s->last, message.p, n);
    s->last[n] = '\0';
}

static inline size_t seed_sources(sr_know_source ret[SR_COUNT(seed)])
{
    for (size_t i = 0; i < SR_COUNT(seed); i++)
        ret[i] = (sr_know_source){sr_str_of(seed[i].name), sr_str_of(seed[i].text)};
    return SR_COUNT(seed);
}

static inline sr_status seed_compile(sr_buf *ret, said *s)
{
    sr_know_source sources[SR_COUNT(seed)];
    size_t n = seed_sources(sources);
    sr_know_build *b = sr_know_build_new(NULL, keep_said, s);
    ck_assert(b);
    sr_status st = sr_know_build_read(b, sources, n, NULL);
    if (st == SR_OK)
        st = sr_know_build_write(b, ret, NULL);
    sr_know_build_free(b);
    return st;
}

#endif
