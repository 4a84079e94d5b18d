#!/usr/bin/env bash
# Golden output of every stage over small inputs of our own: tests/golden/inputs/ through
# `sitrep run --until STAGE --dump json` must be tests/golden/STAGE.jsonl.
# `SITREP=... tests/golden/test_stages.sh --write` rewrites them: a reviewed change.
. "$(dirname "$0")/../cli/lib.sh"
cd "$SR_ROOT/tests/golden" || exit 1
for stage in ingest extract text story; do
    "$SITREP" run --now 2025-04-01 --until $stage --dump json inputs > "$tmp/out" 2> "$tmp/err"
    [ $? -eq 0 ] || miss "$stage: refused" "$tmp/err"
    [ "${1:-}" = --write ] && cp "$tmp/out" "$stage.jsonl"
    same "$stage.jsonl" "$tmp/out"
done
finish
