/* The closed lists of the formats.  docs/formats/know.md names them for users. */
#include "know/parts.h"

#include <math.h>

const sr_know_schema sr_know_schemas[SR_FILE_KINDS] = {
    [SR_FILE_COUNTRIES] = {"countries", 3, 14},
    [SR_FILE_DIVISIONS] = {"divisions", 9, 10},
    [SR_FILE_PLACES] = {"places", 9, 10},
    [SR_FILE_SPELLINGS] = {"spellings", 3, 4},
    [SR_FILE_REGIONS] = {"regions", 3, 8},
    [SR_FILE_ORGANISATIONS] = {"organisations", 3, 8},
    [SR_FILE_PEOPLE] = {"people", 4, 9},
    [SR_FILE_OTHERS] = {"others", 3, 4},
    [SR_FILE_NOTPLACES] = {"notplaces", 1, 1},
    [SR_FILE_ROLES] = {"roles", 2, 5},
};

/* --- which file ------------------------------------------------------------------------ */

bool sr_know_heading(sr_str line, sr_str *ret)
{
    static const sr_str mark = {"# sitrep know:", 14};
    if (!sr_str_starts(line, mark))
        return false;
    *ret = sr_str_trim(sr_str_cut(line, mark.len, line.len));
    return true;
}

bool sr_know_kind_of_word(sr_str word, sr_know_file *ret)
{
    for (int i = 0; i < SR_FILE_KINDS; i++)
        if (sr_str_ieq(word, sr_str_of(sr_know_schemas[i].name))) {
            *ret = (sr_know_file)i;
            return true;
        }
    return false;
}

bool sr_know_file_kind(sr_str name, sr_str text, sr_know_file *ret)
{
    sr_str line, part;
    if (sr_str_field(&text, '\n', &line) && sr_know_heading(line, &part))
        return sr_know_kind_of_word(part, ret);
    while (sr_str_find(name, SR_STR("/"), 0) != SIZE_MAX)
        (void)sr_str_field(&name, '/', &part);
    while (sr_str_field(&name, '.', &part))
        if (sr_know_kind_of_word(part, ret))
            return true;
    return false;
}

/* --- offices, kinds of organisations, kinds of regions ----------------------------------- */

/* By hand: how likely a bare family name in world news means the holder, roughly in the
 * order of protocol; only the order matters to the look-ups. */
static const struct {
    const char *name;
    float rank;
} offices[] = {
    {"head of state", 1.0f},
    {"head of government", 0.99f},
    {"secretary-general", 0.9f},
    {"monarch", 0.85f},
    {"religious leader", 0.8f},
    {"foreign minister", 0.75f},
    {"head of organisation", 0.7f},
    {"defence minister", 0.7f},
    {"deputy head of government", 0.65f},
    {"rebel leader", 0.65f},
    {"opposition leader", 0.6f},
    {"speaker", 0.55f},
    {"party leader", 0.55f},
    {"central bank governor", 0.5f},
    {"chief of staff", 0.5f},
    {"finance minister", 0.5f},
    {"interior minister", 0.5f},
    {"justice minister", 0.45f},
    {"spokesperson", 0.45f},
    {"business leader", 0.45f},
    {"activist", 0.4f},
    {"governor", 0.4f},
    {"mayor", 0.35f},
    {"ambassador", 0.35f},
    {"other", 0.3f},
};

bool sr_know_office(sr_str office, float *ret)
{
    for (size_t i = 0; i < SR_COUNT(offices); i++)
        if (sr_str_eq(office, sr_str_of(offices[i].name))) {
            *ret = offices[i].rank;
            return true;
        }
    return false;
}

/* clang-format off */
static const sr_org_kind org_kinds[] = {
    {"igo",          SR_ENTITY_ORG,  SR_KNOWN_ORG,   0.9f},
    {"regional",     SR_ENTITY_ORG,  SR_KNOWN_ORG,   0.8f},
    {"government",   SR_ENTITY_ORG,  SR_KNOWN_ORG,   0.8f},
    {"ministry",     SR_ENTITY_ORG,  SR_KNOWN_ORG,   0.7f},
    {"parliament",   SR_ENTITY_ORG,  SR_KNOWN_ORG,   0.75f},
    {"court",        SR_ENTITY_ORG,  SR_KNOWN_ORG,   0.65f},
    {"police",       SR_ENTITY_ORG,  SR_KNOWN_ORG,   0.6f},
    {"military",     SR_ENTITY_ORG,  SR_KNOWN_ORG,   0.7f},
    {"intelligence", SR_ENTITY_ORG,  SR_KNOWN_ORG,   0.65f},
    {"party",        SR_ENTITY_ORG,  SR_KNOWN_ORG,   0.6f},
    {"ngo",          SR_ENTITY_ORG,  SR_KNOWN_ORG,   0.6f},
    {"company",      SR_ENTITY_ORG,  SR_KNOWN_ORG,   0.5f},
    {"media",        SR_ENTITY_ORG,  SR_KNOWN_ORG,   0.55f},
    {"agency",       SR_ENTITY_ORG,  SR_KNOWN_ORG,   0.6f},
    {"university",   SR_ENTITY_ORG,  SR_KNOWN_ORG,   0.4f},
    {"religious",    SR_ENTITY_ORG,  SR_KNOWN_ORG,   0.5f},
    {"union",        SR_ENTITY_ORG,  SR_KNOWN_ORG,   0.45f},
    {"sport",        SR_ENTITY_ORG,  SR_KNOWN_ORG,   0.4f},
    {"armed group",  SR_ENTITY_ORG,  SR_KNOWN_GROUP, 0.75f},
    {"militia",      SR_ENTITY_ORG,  SR_KNOWN_GROUP, 0.65f},
    {"cartel",       SR_ENTITY_ORG,  SR_KNOWN_GROUP, 0.55f},
    {"terrorist",    SR_ENTITY_ORG,  SR_KNOWN_GROUP, 0.8f},
    {"movement",     SR_ENTITY_ORG,  SR_KNOWN_GROUP, 0.5f},
    {"people",       SR_ENTITY_NORP, SR_KNOWN_GROUP, 0.5f},
};

static const sr_region_kind region_kinds[] = {
    {"sea",       'H', SR_PLACE_REGION}, {"ocean",     'H', SR_PLACE_REGION},
    {"gulf",      'H', SR_PLACE_REGION}, {"strait",    'H', SR_PLACE_REGION},
    {"river",     'H', SR_PLACE_REGION}, {"lake",      'H', SR_PLACE_REGION},
    {"mountains", 'T', SR_PLACE_REGION}, {"desert",    'T', SR_PLACE_REGION},
    {"island",    'T', SR_PLACE_REGION}, {"peninsula", 'T', SR_PLACE_REGION},
    {"region",    'L', SR_PLACE_REGION}, {"front",     'L', SR_PLACE_REGION},
    {"disputed",  'L', SR_PLACE_REGION}, {"facility",  'S', SR_PLACE_POINT},
    {"border",    'L', SR_PLACE_REGION}, {"continent", 'L', SR_PLACE_REGION},
    {"road",      'R', SR_PLACE_REGION},
};
/* clang-format on */

const sr_org_kind *sr_know_org_kind(sr_str name)
{
    for (size_t i = 0; i < SR_COUNT(org_kinds); i++)
        if (sr_str_eq(name, sr_str_of(org_kinds[i].name)))
            return &org_kinds[i];
    return NULL;
}

const sr_region_kind *sr_know_region_kind(sr_str name)
{
    for (size_t i = 0; i < SR_COUNT(region_kinds); i++)
        if (sr_str_eq(name, sr_str_of(region_kinds[i].name)))
            return &region_kinds[i];
    return NULL;
}

bool sr_know_precision(sr_str name, uint8_t *ret)
{
    static const char *const names[] = {
        [SR_PLACE_POINT] = "point",
        [SR_PLACE_CITY] = "city",
        [SR_PLACE_REGION] = "region",
        [SR_PLACE_COUNTRY] = "country",
    };
    for (size_t i = 0; i < SR_COUNT(names); i++)
        if (sr_str_eq(name, sr_str_of(names[i]))) {
            *ret = (uint8_t)i;
            return true;
        }
    return false;
}

/* --- places -------------------------------------------------------------------------------- */

static float larger(float a, float b)
{
    return a > b ? a : b;
}

/* 10 million people: 0.88; 15,000: 0.52; none known: 0. */
static float by_people(uint32_t population)
{
    return log10f(1.0f + (float)population) / 8.0f;
}

static float rank_of_division(sr_str code, uint32_t population)
{
    float people = 0.9f * by_people(population);
    if (sr_str_starts(code, SR_STR("PCL")))
        return 1.0f;
    if (sr_str_eq(code, SR_STR("ADM1")))
        return larger(0.62f, people);
    return larger(sr_str_eq(code, SR_STR("ADM2")) ? 0.4f : 0.25f, 0.8f * people);
}

/* Which of several places of one name the news means, by hand: countries, then large
 * towns, then first order divisions; a capital counts as ten times its people. */
static float rank_of(char class, sr_str code, uint32_t population)
{
    switch (class) {
    case 'A': return rank_of_division(code, population);
    case 'P':
        return by_people(population) + (sr_str_eq(code, SR_STR("PPLC"))   ? 0.125f
                                        : sr_str_eq(code, SR_STR("PPLA")) ? 0.03f
                                        : sr_str_eq(code, SR_STR("PPLX")) ? -0.1f
                                                                          : 0.01f);
    case 'H':
    case 'T':
    case 'L': return 0.3f;
    default: return 0.15f;
    }
}

bool sr_know_feature(char class, sr_str code, uint32_t population, sr_build_place *ret)
{
    if (!memchr("AHLPRSTUV", class, 9))
        return false;
    float rank = rank_of(class, code, population);
    ret->rank = rank < 0 ? 0 : rank > 1 ? 1 : rank;
    ret->disk.feature = (uint8_t) class;
    ret->disk.precision = class == 'P'   ? SR_PLACE_CITY
                          : class == 'S' ? SR_PLACE_POINT
                          : class == 'A' && sr_str_starts(code, SR_STR("PCL"))
                              ? SR_PLACE_COUNTRY
                              : SR_PLACE_REGION;
    ret->disk.flags = sr_str_eq(code, SR_STR("PPLC"))   ? SR_FLAG_CAPITAL
                      : sr_str_eq(code, SR_STR("PPLA")) ? SR_FLAG_SEAT
                                                        : 0;
    return true;
}

uint8_t sr_know_with_fame(uint8_t flags, size_t names)
{
    uint8_t fame = 0;
    while (fame < SR_FAME_MOST && (names + 1) >> (fame + 1))
        fame++;
    uint8_t was = flags >> SR_FAME_SHIFT;
    return (uint8_t)((flags & (SR_FLAG_CAPITAL | SR_FLAG_SEAT)) |
                     (fame > was ? fame : was) << SR_FAME_SHIFT);
}

float sr_know_size(uint64_t people)
{
    float size = people ? log10f((float)people) / 9.0f : 0.5f;
    return size > 1 ? 1 : size;
}

/* --- codes ------------------------------------------------------------------------------- */

static bool is_code_of(const char *codes, sr_str code)
{
    sr_str rest = sr_str_of(codes), one;
    while (sr_str_field(&rest, ' ', &one))
        if (sr_str_eq(one, code))
            return true;
    return false;
}

bool sr_know_is_sector(sr_str code)
{
    /* PLOVER v2, table of sector codes; then CAMEO 1.1b3, chapter 3, domestic roles and
     * those that our lexicons add. */
    return is_code_of(
        "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI "
        "JRN LAB MED REF OPP PRE REL SOC "
        "IGO NGO NGM MNC IMG ENV DEV HLH HRI IMM INS MOD RAD SET TOP MID HAR "
        "ACT BNK ETH",
        code);
}

bool sr_know_is_class(sr_str code)
{
    /* CAMEO 1.1b3, chapter 3: international and regional actors; SOC and PRE of PLOVER. */
    return is_code_of(
        "IGO NGO NGM MNC IMG UIS INT "
        "AFR ASA BLK CAU CFR CAS CRB EAF EEU EIN EUR LAM MEA MDT NAF NAM NMR "
        "PGS SAF SAM SAS SCN SEA WAF WEU WST "
        "UNK UAF REB CRM REL SOC ETH",
        code);
}
