#!/usr/bin/env python3
"""Runs the examples of docs/formats/*.md and README.md: in a block marked `console`, each line
behind `$ ` is a command (bash, in docs/formats/examples/, the program as `sitrep`), the
lines after it what it must print.  `...` in a line or as a line stands for anything.

    SITREP=PROGRAM tests/cli/docs.py [--write] [FILE...]
"""
import glob, os, re, subprocess, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WRITE = "--write" in sys.argv
FILES = [a for a in sys.argv[1:] if not a.startswith("--")] or sorted(
    glob.glob(os.path.join(ROOT, "docs/formats/*.md"))) + [os.path.join(ROOT, "docs/knowledge.md")]


def run(command, bin_dir):
    env = dict(os.environ, PATH=bin_dir + ":" + os.environ["PATH"])
    done = subprocess.run(["bash", "-c", command], cwd=os.path.join(ROOT, "docs/formats/examples"),
                          env=env, capture_output=True, text=True)
    return done.stdout + done.stderr


def matches(want, got):
    pattern = "".join(".*" if part == "..." else re.escape(part) for part in re.split(r"(\.\.\.)", want.rstrip("\n")))
    return re.fullmatch(pattern, got.rstrip("\n"), re.S) is not None


def examples(block):
    """(command, expected) pairs of a console block."""
    pairs = []
    for line in block.splitlines(keepends=True):
        if line.startswith("$ "):
            pairs.append([line[2:].rstrip("\n"), ""])
        elif pairs:
            pairs[-1][1] += line
    return pairs


def main():
    ran = failed = 0
    with tempfile.TemporaryDirectory() as bin_dir:
        os.symlink(os.path.realpath(os.environ["SITREP"]), os.path.join(bin_dir, "sitrep"))
        for path in FILES:
            text = open(path).read()
            for block in re.findall(r"```console\n(.*?)```", text, re.S):
                new = ""
                for command, want in examples(block):
                    got = run(command, bin_dir)
                    ran += 1
                    keep = "..." in want and matches(want, got)
                    new += f"$ {command}\n" + (want if keep or not WRITE else got)
                    if not matches(want, got) and not WRITE:
                        failed += 1
                        print(f"FAIL {os.path.relpath(path, ROOT)}: {command}\n--- want\n{want}--- got\n{got}")
                text = text.replace(block, new)
            if WRITE:
                open(path, "w").write(text)
    print(f"{ran} examples, {failed} wrong")
    return 1 if failed or ran == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
