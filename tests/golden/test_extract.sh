#!/bin/bash
# The golden pages of stage extract: what `sitrep read` finds must be what is written beside each page.
set -u
dir=${SR_ROOT:-$(cd "$(dirname "$0")/../.." && pwd)}/tests/golden/extract
command -v python3 >/dev/null || { echo "python3 is not there: skipped"; exit 77; }
failed=0
for page in "$dir"/*.html; do
  want=${page%.html}.json
  if ! report=$("$SITREP" read --now 2025-01-01T00:00:00Z "$page" | python3 "$dir/compare.py" "$want" 2>&1); then
    echo "$(basename "$page"):"
    echo "$report" | sed 's/^/  /'
    failed=1
  fi
done
exit $failed
