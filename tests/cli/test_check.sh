#!/usr/bin/env bash
# The house rules hold (tools/check.sh), over this build.
. "$(dirname "$0")/lib.sh"
[ -z "${SR_SANITIZE:-}" ] || skip "a sanitizer adds names and globals of its own"
expect 0 bash "$SR_ROOT/tools/check.sh" "$SR_BUILD"
cat "$tmp/out"
finish
