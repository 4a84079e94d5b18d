#!/usr/bin/env bash
# make install: what lands, and a program of a stranger built with pkg-config alone.
. "$(dirname "$0")/lib.sh"
[ -z "${SR_SANITIZE:-}" ] || skip "a sanitized library links only sanitized programs"
cmake --install "$SR_BUILD" --prefix "$tmp/usr" > /dev/null || miss "install failed"
for file in bin/sitrep include/sitrep/sitrep.h include/sitrep/status.h share/man/man1/sitrep.1 share/man/man3/libsitrep.3; do
    [ -f "$tmp/usr/$file" ] || miss "not installed: $file"
done
cat > "$tmp/stranger.c" << 'C'
#include <sitrep/sitrep.h>
#include <stdio.h>
#include <string.h>

static void line(void *ctx, const char *json, size_t len)
{
    *(size_t *)ctx += len;
    (void)json;
}

int main(int argc, char **argv)
{
    sr_err err;
    sr_session *s;
    char *page;
    size_t len, bytes = 0;
    sr_counts counts;
    const char *inputs[] = {argv[argc - 1]};
    if (sr_read(inputs, 1, 1742191200, line, NULL, &bytes, &err) != SR_OK || bytes == 0)
        return 1;
    if (sr_open(NULL, 1742191200, &s, &err) != SR_OK)
        return 2;
    if (sr_ingest(s, inputs, 1, NULL, NULL, &counts, &err) != SR_OK || counts.fresh != 2)
        return 3;
    if (sr_brief_text(s, NULL, SR_BRIEF_MARKDOWN, &page, &len, &err) != SR_OK || len == 0)
        return 4;
    sr_free(page);
    if (sr_search(s, "depot", 0, &page, &len, &err) != SR_OK || !strstr(page, "Varna"))
        return 5;
    sr_free(page);
    if (sr_brief_text(s, "nothing", SR_BRIEF_TEXT, &page, &len, &err) != SR_ENOTFOUND)
        return 6;
    sr_close(s);
    printf("%s\n", sr_version());
    return 0;
}
C
cat > "$tmp/two.jsonl" << 'J'
{"title":"Three die in depot fire in Varna","text":"Three people died in a fire at a fuel depot in Varna on Monday, police said.","url":"https://one.example/1","published":"2025-03-10T08:00:00Z"}
{"title":"Depot burns in Varna","text":"A fuel depot in Varna burned for a second day on Tuesday, the mayor said.","url":"https://two.example/1","published":"2025-03-11T08:00:00Z"}
J
PKG_CONFIG_PATH=$(dirname "$(find "$tmp/usr" -name sitrep.pc)")
export PKG_CONFIG_PATH
cc -std=c17 -Wall -Wextra -Werror "$tmp/stranger.c" -o "$tmp/stranger" $(pkg-config --cflags --libs sitrep) || miss "a stranger's program does not build"
LD_LIBRARY_PATH=$(dirname "$(find "$tmp/usr" -name libsitrep.so | head -n 1)") expect 0 "$tmp/stranger" "$tmp/two.jsonl"
out_has '^[0-9]+\.'
# Only sr_ names leave the shared library.
nm -D --defined-only "$(find "$tmp/usr" -name 'libsitrep.so' | head -n 1)" | awk '{print $3}' | grep -vE '^sr_' > "$tmp/foreign" || true
[ ! -s "$tmp/foreign" ] || miss "names without sr_ leave the library" "$tmp/foreign"
finish
