#!/usr/bin/env bash
# Keeps the house rules:  tools/check.sh [BUILD_FOLDER]
#   the arrow rule, banned functions, lengths, and (with a build) no writable globals and
#   only sr_ names.  Prints each breach; exit status 1 where there is one.
set -u
cd "$(dirname "$0")/.."
build=${1:-build/release}
bad=0
breach() {
    echo "$1"
    bad=1
}

# 1. The arrow rule: a stage sees base/, doc/ and the stages before it; store/ is seen only
#    by pipeline/, fuse/, report/, serve/, cli/.
order=(base doc ingest extract text tag know link facts export story fuse report store pipeline serve cli)
declare -A place
for i in "${!order[@]}"; do place[${order[$i]}]=$i; done
for stage in "${order[@]}"; do
    [ -d "src/$stage" ] || continue
    while IFS=: read -r file line included; do
        [ -n "${place[$included]:-}" ] || continue
        if [ "${place[$included]}" -gt "${place[$stage]}" ]; then
            breach "$file:$line: $stage/ may not see $included/"
        elif [ "$included" = store ] && [[ ! " store pipeline fuse report serve cli " == *" $stage "* ]]; then
            breach "$file:$line: $stage/ may not see store/"
        fi
    done < <(grep -nHoE '^#include "[a-z]+/' src/"$stage"/*.[ch] src/"$stage"/*.cc 2> /dev/null | sed -E 's/#include "([a-z]+)\//\1/')
done
for dir in src/*/; do
    [ -n "${place[$(basename "$dir")]:-}" ] || breach "$dir: no stage of that name in tools/check.sh"
done

# 2. Banned functions: unbounded, global state, locale, hidden clock; printing outside cli/.
banned='\b(strcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atol|atof|scanf|sscanf|rand|srand|setlocale|localtime|gmtime|asctime|ctime|alloca|system|popen|tmpnam|mktemp)\('
while IFS= read -r hit; do
    breach "$hit: banned function"
done < <(grep -nHE "$banned" src/*/*.[ch] | grep -vE '^\S+:[0-9]+:\s*(/?\*|//)' | cut -d: -f1,2)
while IFS= read -r hit; do
    breach "$hit: libraries neither print nor exit"
done < <(grep -nHE '\b(printf|puts|putchar|fputs|fprintf|perror|exit|abort)\(' $(ls src/*/*.[ch] | grep -vE '^src/(cli|serve)/') |
    grep -vE ':\s*(/?\*|//)|format\(printf' | cut -d: -f1,2)
while IFS= read -r hit; do
    breach "$hit: malloc only in base/ and in _new functions"
done < <(awk '
    FNR == 1 { inside = "" }
    /^[a-z].*\(/ && !/;$/ { inside = $0 }
    /[^_a-z](malloc|calloc|realloc)\(/ && FILENAME !~ /src\/(base|cli|serve)\// {
        if (inside !~ /_new|_make|_open|grow|_init|reserve|realloc/) print FILENAME ":" FNR
    }' src/*/*.c)

# 2b. The tests that a header names are there.
while IFS= read -r named; do
    compgen -G "${named%.}*" > /dev/null || breach "$named: a header names it as a test, and it is not there"
done < <(grep -rhoE '(tests|fuzz)/[A-Za-z0-9_/*.]+' src/*/*.h | sort -u)

# 3. Lengths: functions of more than 120 lines, files of more than 1000.
awk '
    FNR == 1 { open = 0 }
    /^[a-zA-Z].*[a-z_]\(/ && !/;$/ { name = $0 }
    /^\{/ { open = FNR }
    /^\}/ && open { n = FNR - open - 1; print n, FILENAME ":" open, name; open = 0 }
' src/*/*.c | sort -rn > /tmp/sitrep-lengths.$$
longest=$(head -n 1 /tmp/sitrep-lengths.$$ | cut -d' ' -f1)
while read -r n where name; do
    [ "$n" -gt 120 ] && breach "$where: $n lines in one function: $name"
done < <(awk '$1 > 120' /tmp/sitrep-lengths.$$)
over=$(awk '$1 > 70' /tmp/sitrep-lengths.$$ | wc -l)
rm -f /tmp/sitrep-lengths.$$
while read -r n file; do
    [ "$file" != total ] && [ "$n" -gt 1000 ] && breach "$file: $n lines"
done < <(wc -l src/*/*.[ch])

# 4. With a build: no writable globals, only sr_ names leave the library.
if [ -f "$build/libsitrep.a" ] && command -v objdump > /dev/null; then
    while IFS= read -r hit; do
        breach "writable global: $hit"
    done < <(objdump -t "$build/libsitrep.a" 2> /dev/null |
        awk '$0 ~ /^[^ ]+:  *file format/ { file = $1 }
             { where = $3 == "O" ? $4 : $2 == "O" ? $3 : "" }
             where ~ /^\.(data|bss|tbss|tdata)/ && where !~ /^\.data\.rel\.ro/ { print file " " $NF }' |
        grep -vE '__asan|\.asan|DW\.ref')
    while IFS= read -r hit; do
        breach "global name without sr_: $hit"
    done < <(nm -g --defined-only "$build/libsitrep.a" 2> /dev/null | awk 'NF == 3 { print $3 }' |
        grep -vE '^sr_|^DW\.ref|^_ZTI|^_ZTS|^__odr_asan|^__clang' | sort -u)
fi

if [ "$bad" -eq 0 ]; then
    echo "rules kept; longest function $longest lines, $over over 70"
fi
exit "$bad"
