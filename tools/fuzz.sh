#!/usr/bin/env bash
# Runs every fuzz target for a while from its corpus:  tools/fuzz.sh BUILD_FOLDER [SECONDS]
set -eu
build=$(realpath "$1")
seconds=${2:-${FUZZ_SECONDS:-60}}
status=0
cd "$(dirname "$0")/.."
for program in "$build"/fuzz/fuzz_*; do
    [ -x "$program" ] || continue
    name=$(basename "$program")
    found=build/fuzz-found/$name
    mkdir -p "$found"
    log=build/fuzz-found/$name.log
    if "$program" -max_total_time="$seconds" -max_len=65536 -rss_limit_mb=2048 -timeout=20 \
        -print_final_stats=1 -artifact_prefix="$found/" "$found" "fuzz/corpus/${name#fuzz_}" > "$log" 2>&1; then
        echo "$name: $(sed -nE 's/^stat::number_of_executed_units: *//p' "$log") inputs in $seconds s, nothing found"
    else
        echo "$name: failed; $log ends:"
        tail -n 20 "$log"
        status=1
    fi
done
exit $status
