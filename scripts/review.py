#!/usr/bin/env python3
"""Shows the pending snapshots by annex and target, and accepts or drops them one by one.

    make review                  asks for each on a terminal, else only shows them
    scripts/review.py --accept   accepts all of them
"""
import argparse
import difflib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COLOURS = {"-": "\033[31m", "+": "\033[32m", "@": "\033[36m"}


def body(path):
    """The snapshot without insta's head."""
    if not path.exists():
        return []
    text = path.read_text(encoding="utf-8")
    return (text.split("\n---\n", 1)[1] if text.startswith("---\n") else text).splitlines()


def head(lines):
    """What an annex is, from the first lines of its snapshot."""
    fields = dict(line.split(": ", 1) for line in lines[:4] if ": " in line)
    return f"annex {fields['number']} {fields.get('title', '')}" if "number" in fields else ""


def accept(path, accepted):
    """Without the line of the assertion, which would change with every edit of the test."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    accepted.write_text("".join(x for x in lines if not x.startswith("assertion_line: ")), encoding="utf-8")
    path.unlink()


def show(old, new, colour):
    for line in list(difflib.unified_diff(old, new, lineterm="", n=1))[2:]:
        start = COLOURS.get(line[0]) if colour else None
        print(f"  {start}{line}\033[0m" if start else f"  {line}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accept", action="store_true", help="accept all pending snapshots")
    accept_all = parser.parse_args().accept
    pending = sorted((ROOT / "snapshots").rglob("*.snap.new"))
    ask = sys.stdin.isatty() and sys.stdout.isatty() and not accept_all
    for path in pending:
        accepted = path.with_suffix("")
        old, new = body(accepted), body(path)
        print(f"{path.relative_to(ROOT).with_suffix('')}  {head(new)}" + ("" if accepted.exists() else "  (new)"))
        show(old, new, sys.stdout.isatty())
        answer = "a" if accept_all else "s"
        if ask:
            answer = input("  accept, drop or skip? [a/d/S] ").strip().lower()[:1]
        if answer == "a":
            accept(path, accepted)
        elif answer == "d":
            path.unlink()
    left = len(list((ROOT / "snapshots").rglob("*.snap.new")))
    print(f"{left} pending" if left else "nothing pending")


if __name__ == "__main__":
    main()
