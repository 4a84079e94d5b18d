# What the CLI tests share.  Each test is a script; `check NAME COMMAND...` counts.
set -u
: "${SITREP:?the program to test}"
SR_ROOT=${SR_ROOT:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)}
SR_SHARED=${SR_SHARED:-$SR_ROOT/../shared}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
failures=0

# expect STATUS COMMAND...: run, keep stdout in $tmp/out, stderr in $tmp/err, compare status.
expect() {
    local want=$1 got=0
    shift
    "$@" > "$tmp/out" 2> "$tmp/err" < /dev/null || got=$?
    if [ "$got" -ne "$want" ]; then
        echo "FAIL: exit status $got, not $want: $*"
        sed 's/^/    /' "$tmp/err" | head -n 20
        failures=$((failures + 1))
    fi
}

# out_has / err_has PATTERN: the last command's output holds a line like it.
out_has() { grep -qE -- "$1" "$tmp/out" || miss "stdout lacks \"$1\"" "$tmp/out"; }
err_has() { grep -qE -- "$1" "$tmp/err" || miss "stderr lacks \"$1\"" "$tmp/err"; }
out_is_empty() { [ ! -s "$tmp/out" ] || miss "stdout is not empty" "$tmp/out"; }
err_is_empty() { [ ! -s "$tmp/err" ] || miss "stderr is not empty" "$tmp/err"; }
lines_are() { [ "$(wc -l < "$tmp/out")" -eq "$1" ] || miss "stdout has $(wc -l < "$tmp/out") lines, not $1" "$tmp/out"; }
same() { cmp -s "$1" "$2" || miss "$1 and $2 differ" <(diff "$1" "$2" | head -n 10); }
miss() {
    echo "FAIL: $1"
    [ $# -lt 2 ] || head -c 600 "$2" | sed 's/^/    /'
    failures=$((failures + 1))
}
finish() { [ "$failures" -eq 0 ] && exit 0 || exit 1; }
skip() {
    echo "skipped: $1"
    exit 77
}
