#!/usr/bin/env bash
# The examples of docs/formats/ run and print what the pages say.
. "$(dirname "$0")/lib.sh"
SITREP=$SITREP python3 "$SR_ROOT/tests/cli/docs.py" || miss "examples of the docs"
finish
