#!/usr/bin/env bash
# Help, version, wrong words: what goes where, and the exit status.
. "$(dirname "$0")/lib.sh"

expect 0 "$SITREP" --help
out_has '^usage: sitrep COMMAND'
err_is_empty
expect 0 "$SITREP" --version
out_has '^sitrep [0-9]+\.[0-9]+\.[0-9]+$'
expect 2 "$SITREP"
err_has 'needs a command'
out_is_empty
expect 2 "$SITREP" frobnicate
err_has 'no command "frobnicate"'

for command in run brief search read copies stories related know; do
    expect 0 "$SITREP" $command --help
    out_has "^usage: sitrep $command"
    err_is_empty
    expect 0 "$SITREP" $command --version
    out_has '^sitrep '
    expect 2 "$SITREP" $command --no-such-option
    err_has 'no option'
    # The manual page knows every option of every command.
    for option in $("$SITREP" $command --help | sed -nE 's/^  --([a-z]+).*/\1/p'); do
        grep -qE "Fl Fl $option\b" "$SR_ROOT/docs/man/sitrep.1" || miss "sitrep.1 lacks --$option"
    done
    grep -qE "^\.It Cm $command\b" "$SR_ROOT/docs/man/sitrep.1" || miss "sitrep.1 lacks $command"
done
for command in run read copies stories; do
    expect 2 "$SITREP" $command
    err_has 'it needs: INPUT'
done
expect 2 "$SITREP" related "$SR_ROOT/README.md"
err_has 'needs --in'
expect 2 "$SITREP" brief
err_has 'needs --db'
expect 2 "$SITREP" search word
err_has 'needs --db'
expect 2 "$SITREP" read --threads 0 x
err_has 'cannot be "0"'
expect 2 "$SITREP" read --threads
err_has 'needs a value'
expect 2 "$SITREP" run --now yesterday x
err_has 'cannot be "yesterday"'
expect 2 "$SITREP" run --format postscript x
err_has 'no format "postscript"'
expect 2 "$SITREP" run --until nowhere x
err_has 'no stage "nowhere"'
finish
