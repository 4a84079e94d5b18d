#!/usr/bin/env bash
# Runs all tests of a build folder and ends on "N passed, N failed, N skipped".
set -u
build=$1
log=$(mktemp)
trap 'rm -f "$log"' EXIT
ctest --test-dir "$build" --output-on-failure -j "${JOBS:-2}" 2>&1 | tee "$log"
count() { grep -cE "Test +#[0-9]+: .*$1" "$log" || true; }
passed=$(count ' Passed ')
skipped=$(count '\*\*\*Skipped')
total=$(grep -cE 'Test +#[0-9]+:' "$log" || true)
failed=$((total - passed - skipped))
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
