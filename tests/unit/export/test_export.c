#include "t.h"

#include "export/parts.h"

/* A document of one sentence with everything that a row can say. */
static const char text[] = "Russia shelled Kharkiv, killing 14 people, the mayor said.";

static sr_span span_of(const char *words)
{
    size_t at = sr_str_find(sr_str_of(text), sr_str_of(words), 0);
    ck_assert(at != SIZE_MAX);
    return (sr_span){(uint32_t)at, (uint32_t)(at + strlen(words))};
}

typedef struct sample {
    sr_doc *doc;
    sr_sentence sent;
    sr_entity entities[3];
    sr_place place;
    sr_amount amount;
    sr_statement statement;
    sr_span content;
    sr_event_mention mentions[2];
    sr_party actor[2], recipient;
    sr_event event;
    sr_position position;
    sr_buf out, more;
} sample;

static void fill_tables(sample *s)
{
    s->sent = (sr_sentence){.span = {0, sizeof text - 1}};
    s->entities[0] = (sr_entity){.name = SR_STR("Russia"), .country = SR_STR("RUS")};
    s->entities[1] = (sr_entity){.name = SR_STR("Kharkiv"), .country = SR_STR("UKR")};
    s->entities[2] = (sr_entity){.name = SR_STR("the mayor")};
    s->place = (sr_place){.span = span_of("Kharkiv"),
                          .entity = 1,
                          .name = SR_STR("Kharkiv"),
                          .country = SR_STR("UKR"),
                          .claimed = SR_STR(""),
                          .adm1 = SR_STR("Kharkiv Oblast"),
                          .lat = 49.98081,
                          .lon = 36.25272,
                          .geonames = 706483,
                          .precision = SR_PLACE_CITY};
    s->amount = (sr_amount){.span = span_of("14"),
                            .value = 14,
                            .unit = SR_STR("person"),
                            .measure = SR_STR("killed")};
    s->content = (sr_span){0, span_of(", the mayor").beg};
    s->statement = (sr_statement){.content = &s->content,
                                  .n_content = 1,
                                  .speaker = 2,
                                  .kind = SR_STATEMENT_INDIRECT,
                                  .cue = span_of("said"),
                                  .cue_lemma = SR_STR("say"),
                                  .addressee_entity = SR_NONE,
                                  .within = SR_NONE,
                                  .p = 0.9f};
    s->position = (sr_position){.actor = 0,
                                .toward = span_of("Kharkiv"),
                                .evidence = s->content,
                                .statement = SR_NONE,
                                .stance = SR_STANCE_OPPOSES};
}

static void fill_event(sample *s)
{
    static const sr_str contexts[] = {{"military", 8}};
    s->mentions[0] = s->mentions[1] =
        (sr_event_mention){.sent = 0, .trigger = span_of("shelled")};
    s->actor[0] = s->actor[1] =
        (sr_party){.entity = 0, .span = span_of("Russia"), .code = SR_STR("RUS.MIL")};
    s->recipient =
        (sr_party){.entity = 1, .span = span_of("Kharkiv"), .code = SR_STR("UKR")};
    s->event = (sr_event){.type = SR_EVENT_ASSAULT,
                          .mode = SR_STR("heavy-weapons"),
                          .contexts = contexts,
                          .n_contexts = 1,
                          .cameo = SR_STR("194"),
                          .quad = 4,
                          .mentions = s->mentions,
                          .n_mentions = 1,
                          .actors = s->actor,
                          .recipients = &s->recipient,
                          .n_actors = 1,
                          .n_recipients = 1,
                          .time = SR_NONE,
                          .day = SR_STR("2024-11-28TNI"),
                          .statement = 0,
                          .p = 0.87f,
                          .rule = SR_STR("verbs:7")};
}

static void set_up(sample *s)
{
    *s = (sample){.doc = sr_doc_new(0)};
    ck_assert_ptr_nonnull(s->doc);
    fill_tables(s);
    fill_event(s);
    sr_doc *d = s->doc;
    d->article =
        (sr_article){.id = SR_STR("a1"),
                     .url = SR_STR("https://example.org/1"),
                     .outlet = SR_STR("Example"),
                     .lang = SR_STR("en"),
                     .text = SR_STR(text),
                     .published = {1732904400, SR_TIME_SECOND, SR_STR("given"), 0}};
    d->sents = &s->sent, d->n_sents = 1;
    d->entities = s->entities, d->n_entities = 3;
    d->places = &s->place, d->n_places = 1;
    d->amounts = &s->amount, d->n_amounts = 1;
    d->statements = &s->statement, d->n_statements = 1;
    d->events = &s->event, d->n_events = 1;
    d->positions = &s->position, d->n_positions = 1;
}

static void tear_down(sample *s)
{
    sr_buf_free(&s->out);
    sr_buf_free(&s->more);
    sr_doc_free(s->doc);
}

static void export_all(sample *s, sr_export x)
{
    sr_export_begin(&x, &s->out);
    ck_ok(sr_export_document(&x, s->doc, &s->out, NULL));
    sr_export_end(&x, &s->out);
}

/* The n-th field, from 0, of the line-th line. */
static sr_str field(const sr_buf *out, size_t line_no, size_t n, char sep)
{
    sr_str rest = sr_buf_str(out), line = {"", 0}, value = {"", 0};
    for (size_t i = 0; i <= line_no; i++)
        ck_assert(sr_str_field(&rest, '\n', &line));
    for (size_t i = 0; i <= n; i++)
        ck_assert(sr_str_field(&line, sep, &value));
    return value;
}

static size_t count_fields(const sr_buf *out, size_t line_no, char sep)
{
    sr_str rest = sr_buf_str(out), line = {"", 0};
    for (size_t i = 0; i <= line_no; i++)
        ck_assert(sr_str_field(&rest, '\n', &line));
    size_t n = 1;
    for (size_t i = 0; i < line.len; i++)
        n += line.p[i] == sep;
    return n;
}

START_TEST(gdelt)
{
    sample s;
    set_up(&s);
    export_all(&s, (sr_export){.format = SR_EXPORT_GDELT, .mentions = &s.more});
    static const struct {
        size_t column;
        const char *want;
    } cells[] = {{1, "20241128"},
                 {2, "202411"},
                 {3, "2024"},
                 {5, "RUSMIL"},
                 {6, "RUSSIA"},
                 {7, "RUS"},
                 {12, "MIL"},
                 {15, "UKR"},
                 {25, "1"},
                 {26, "194"},
                 {27, "194"},
                 {28, "19"},
                 {29, "4"},
                 {30, "-10.0"},
                 {31, "1"},
                 {34, ""},
                 {51, "4"},
                 {52, "Kharkiv, Kharkiv Oblast, UKR"},
                 {53, "UP"},
                 {56, "49.9808"},
                 {57, "36.2527"},
                 {59, "20241129182000"},
                 {60, "https://example.org/1"}};
    ck_assert_uint_eq(count_fields(&s.out, 0, '\t'), 61);
    for (size_t i = 0; i < SR_COUNT(cells); i++)
        ck_str(field(&s.out, 0, cells[i].column, '\t'), cells[i].want);
    ck_assert_uint_eq(count_fields(&s.more, 0, '\t'), 16);
    ck_assert(sr_str_eq(field(&s.more, 0, 0, 0x09), field(&s.out, 0, 0, 0x09)));
    tear_down(&s);
}
END_TEST

START_TEST(gdelt_ids_and_offsets)
{
    sample s;
    set_up(&s);
    s.event.n_actors = 2;
    s.event.n_mentions = 2;
    export_all(&s, (sr_export){.format = SR_EXPORT_GDELT, .mentions = &s.more});
    sr_str first = field(&s.out, 0, 0, '\t'), second = field(&s.out, 1, 0, '\t');
    ck_assert(first.len && first.p[0] != '-' && !sr_str_eq(first, second));
    ck_assert(sr_str_eq(field(&s.more, 0, 0, '\t'), first));
    ck_str(field(&s.more, 0, 7, '\t'), "0");
    ck_str(field(&s.more, 0, 8, '\t'), "15");
    ck_str(field(&s.more, 0, 9, '\t'), "7");
    ck_str(field(&s.more, 1, 7, '\t'), "-1"); /* parties stand with the best mention */
    ck_str(field(&s.more, 0, 11, '\t'), "90");
    tear_down(&s);
}
END_TEST

/* GDELT's quads of CAMEO roots are not PLOVER's: 09 is 2 and 14 is 3. */
START_TEST(gdelt_quads)
{
    static const struct {
        const char *cameo, *quad;
    } rows[] = {{"010", "1"}, {"057", "1"}, {"061", "2"}, {"090", "2"},
                {"100", "3"}, {"141", "3"}, {"150", "4"}, {"204", "4"}};
    for (size_t i = 0; i < SR_COUNT(rows); i++) {
        sample s;
        set_up(&s);
        s.event.cameo = sr_str_of(rows[i].cameo);
        export_all(&s, (sr_export){.format = SR_EXPORT_GDELT});
        ck_str(field(&s.out, 0, 29, '\t'), rows[i].quad);
        tear_down(&s);
    }
}
END_TEST

/* What a text denies, plans or supposes is no row of a format without doubt. */
START_TEST(doubt_is_not_lost)
{
    sample s;
    set_up(&s);
    s.event.factuality.negated = true;
    sr_export x = {.format = SR_EXPORT_GDELT};
    ck_ok(sr_export_document(&x, s.doc, &s.out, NULL));
    ck_assert_uint_eq(x.rows, 0);
    ck_assert_uint_eq(x.left_out, 1);
    export_all(&s, (sr_export){.format = SR_EXPORT_PLOVER});
    ck_str(field(&s.out, 1, 3, '\t'), "heavy-weapons;negation");
    tear_down(&s);
}
END_TEST

START_TEST(plover)
{
    sample s;
    set_up(&s);
    export_all(&s, (sr_export){.format = SR_EXPORT_PLOVER});
    ck_assert_uint_eq(count_fields(&s.out, 0, '\t'), 40);
    ck_assert_uint_eq(count_fields(&s.out, 1, '\t'), 40);
    static const char *const cells[][2] = {{"Event Date", "2024-11-28"},
                                           {"Event Type", "ASSAULT"},
                                           {"Event Mode", "heavy-weapons"},
                                           {"Intensity", "-9.5"},
                                           {"Quad Code", "4"},
                                           {"Contexts", "military"},
                                           {"Actor Name", "Russia"},
                                           {"Actor Country", "RUS"},
                                           {"Actor COW", "365"},
                                           {"Primary Actor Sector", "MIL"},
                                           {"Recipient COW", "369"},
                                           {"Province", "Kharkiv Oblast"},
                                           {"GeoNames ID", "706483"},
                                           {"Publication Date", "2024-11-29"},
                                           {"Language", "en"}};
    for (size_t i = 0; i < SR_COUNT(cells); i++) {
        size_t column = 0;
        while (column < 40 &&
               !sr_str_eq(field(&s.out, 0, column, '\t'), sr_str_of(cells[i][0])))
            column++;
        ck_str(field(&s.out, 1, column, '\t'), cells[i][1]);
    }
    tear_down(&s);
}
END_TEST

START_TEST(csv_and_objects)
{
    sample s;
    set_up(&s);
    export_all(&s, (sr_export){.format = SR_EXPORT_CSV});
    ck_assert(sr_str_find(sr_buf_str(&s.out),
                          SR_STR("\"Russia shelled Kharkiv, killing 14 people, the mayor "
                                 "said.\""),
                          0) != SIZE_MAX);
    sr_buf_reset(&s.out);
    export_all(&s, (sr_export){.format = SR_EXPORT_JSONL});
    static const char *const parts[] = {
        "\"type\":\"ASSAULT\"",   "\"killed\":14",      "\"claimed_by\":\"the mayor\"",
        "\"day\":\"2024-11-28\"", "\"trigger\":[7,14]", "\"geonames\":706483"};
    for (size_t i = 0; i < SR_COUNT(parts); i++)
        ck_assert_msg(sr_str_find(sr_buf_str(&s.out), sr_str_of(parts[i]), 0) != SIZE_MAX,
                      "%s", parts[i]);
    sr_buf_reset(&s.out);
    export_all(&s, (sr_export){.format = SR_EXPORT_GEOJSON});
    ck_assert(sr_str_find(sr_buf_str(&s.out),
                          SR_STR("\"coordinates\":[36.25272,49.98081]"), 0) != SIZE_MAX);
    tear_down(&s);
}
END_TEST

START_TEST(other_layers)
{
    static const struct {
        sr_export_what what;
        const char *part;
    } rows[] = {{SR_EXPORT_STATEMENTS, "the mayor"},
                {SR_EXPORT_FIGURES, "killed"},
                {SR_EXPORT_POSITIONS, "opposes"}};
    for (size_t i = 0; i < SR_COUNT(rows); i++)
        for (int csv = 0; csv < 2; csv++) {
            sample s;
            set_up(&s);
            export_all(&s, (sr_export){.what = rows[i].what,
                                       .format = csv ? SR_EXPORT_CSV : SR_EXPORT_JSONL});
            ck_assert(sr_str_find(sr_buf_str(&s.out), sr_str_of(rows[i].part), 0) !=
                      SIZE_MAX);
            tear_down(&s);
        }
}
END_TEST

/* Tabs and line ends of a hostile name cannot make a column or a row. */
START_TEST(fields_are_kept_apart)
{
    sample s;
    set_up(&s);
    s.entities[0].name = SR_STR("Rus\tsia\r\n\"x\",");
    export_all(&s, (sr_export){.format = SR_EXPORT_GDELT});
    ck_assert_uint_eq(count_fields(&s.out, 0, '\t'), 61);
    sr_buf_reset(&s.out);
    export_all(&s, (sr_export){.format = SR_EXPORT_CSV});
    ck_assert(sr_str_find(sr_buf_str(&s.out), SR_STR("\"Rus\tsia\r\n\"\"x\"\",\""), 0) !=
              SIZE_MAX);
    tear_down(&s);
}
END_TEST

/* Days of many forms; the row's id hangs on article, type and place alone. */
START_TEST(days)
{
    static const struct {
        const char *value, *day;
    } rows[] = {{"2024-11", "2024-11"}, {"2024", "2024"},   {"2024-W48", ""},
                {"PAST_REF", ""},       {"2024-13-01", ""}, {"", ""}};
    for (size_t i = 0; i < SR_COUNT(rows); i++) {
        sample s;
        sr_row r;
        set_up(&s);
        s.event.day = sr_str_of(rows[i].value);
        sr_row_make(s.doc, &s.event, &r);
        ck_str(sr_str_of(r.day), rows[i].day);
        tear_down(&s);
    }
}
END_TEST

START_TEST(refused_memory)
{
    sample s;
    set_up(&s);
    s.out.limit_bytes = 40;
    sr_export x = {.format = SR_EXPORT_JSONL};
    ck_assert_int_eq(sr_export_document(&x, s.doc, &s.out, NULL), SR_ENOMEM);
    sr_arena_fail_after(s.doc->arena, 0);
    sr_export y = {.format = SR_EXPORT_GDELT, .mentions = &s.more};
    sr_buf_free(&s.out);
    s.out = (sr_buf){0};
    ck_assert_int_eq(sr_export_document(&y, s.doc, &s.out, NULL), SR_ENOMEM);
    tear_down(&s);
}
END_TEST

Suite *t_suite(void)
{
    Suite *suite = suite_create("export");
    TCase *c = tcase_create("export");
    tcase_add_test(c, gdelt);
    tcase_add_test(c, gdelt_ids_and_offsets);
    tcase_add_test(c, gdelt_quads);
    tcase_add_test(c, doubt_is_not_lost);
    tcase_add_test(c, plover);
    tcase_add_test(c, csv_and_objects);
    tcase_add_test(c, other_layers);
    tcase_add_test(c, fields_are_kept_apart);
    tcase_add_test(c, days);
    tcase_add_test(c, refused_memory);
    suite_add_tcase(suite, c);
    return suite;
}
