#!/usr/bin/env python3
"""Shows the pending snapshots by annex and target, and accepts or drops them one by one.

    make review                  asks for each on a terminal, else only shows them
    scripts/review.py --accept   accepts all of them

A target that says something else is one line, with what it said and says; the row of its table that says the same is
left out.
"""
import argparse
import difflib
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COLOURS = {"-": "\033[31m", "+": "\033[32m", "~": "\033[33m"}


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


def target(line):
    """The path of a target and what it says; none for another line."""
    path, colon, says = line.partition(": “")
    return (path, "“" + says) if colon and " × " in path else None


def cells(line):
    """The cells of a table's row, without the blanks that align them; none for another line."""
    return [cell.strip() for cell in line.strip("│").split("│")] if line.startswith("│") else None


def parts(says):
    """What a target says: its value, then measure, unit and so on."""
    raw, _, rest = says.rpartition("” = ")
    value, *more = rest.split("; ")
    return [f"{raw}” = {value}", *more]


def said(old, new):
    """The parts of two targets that differ, `old → new`; the number alone where the rest of the value stays."""
    old, new = parts(old), parts(new)
    pairs = [(a, b) for a, b in zip(old, new) if a != b] if len(old) == len(new) else [("; ".join(old), "; ".join(new))]
    short = [(a.split("” = ")[0] + "”", b.split("” = ")[0] + "”") if numbers(a, b) else (a, b) for a, b in pairs]
    return "; ".join(f"{a} → {b}" for a, b in short)


def numbers(old, new):
    """Whether two values are plain numbers, so that the printed text tells all."""
    kinds = [value.partition("” = ")[2].split(" ") for value in (old, new)]
    return all(len(kind) == 2 and kind[0] == "number" for kind in kinds)


def raw(says):
    return says[1:].rpartition("” = ")[0]


def changes(old, new):
    """The lines that tell what changed, each with its mark: - gone, + new, ~ changed."""
    gone, come = [], []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += old[a:b]
            come += new[c:d]
    told = []
    waiting = defaultdict(list)
    for line in gone:
        if target(line):
            waiting[target(line)[0]].append(target(line)[1])
    explained = set()
    paired = defaultdict(int)
    for line in come:
        if (found := target(line)) and waiting[found[0]]:
            before = waiting[found[0]].pop(0)
            paired[found[0]] += 1
            if before != found[1]:
                told.append(f"~ {found[0]}: {said(before, found[1])}")
                explained.add((raw(before), raw(found[1])))
    rows_gone, rows_come = [line for line in gone if cells(line)], [line for line in come if cells(line)]
    told += rows(rows_gone, rows_come, explained)
    left = dict(paired)
    for mark, lines in (("-", gone), ("+", come)):
        seen = defaultdict(int)
        for line in lines:
            if cells(line) or line.startswith("├") or not line:
                continue
            if found := target(line):
                seen[found[0]] += 1
                if seen[found[0]] <= left.get(found[0], 0):
                    continue
            told.append(f"{mark} {line}")
    return told


def rows(gone, come, explained):
    """What changed in the rows of tables and no target tells. Rows whose alignment alone changed say nothing."""
    old, new = [cells(line) for line in gone], [cells(line) for line in come]
    told = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, [tuple(r) for r in old], [tuple(r) for r in new], autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if tag == "replace" and b - a == d - c and all(len(x) == len(y) for x, y in zip(old[a:b], new[c:d])):
            for before, after in zip(old[a:b], new[c:d]):
                differ = [(x, y) for x, y in zip(before, after) if x != y]
                if not all(pair in explained for pair in differ):
                    told.append(f"~ row {after[0]}: " + "; ".join(f"{x or '(blank)'} → {y or '(blank)'}" for x, y in differ))
            continue
        told += [f"- │ {' │ '.join(row)} │" for row in old[a:b]]
        told += [f"+ │ {' │ '.join(row)} │" for row in new[c:d]]
    return told


def accept(path, accepted):
    """Without the line of the assertion, which would change with every edit of the test."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    accepted.write_text("".join(x for x in lines if not x.startswith("assertion_line: ")), encoding="utf-8")
    path.unlink()


def folded(told):
    """The same said of many targets in one line: what the first is, and how many there are."""
    alike = defaultdict(list)
    for line in told:
        path, _, says = line.partition(": ")
        alike[says if line.startswith("~ ") and " × " in path and "“" not in says else line].append(line)
    for says, lines in alike.items():
        if len(lines) < 4:
            yield from lines
        else:
            yield f"~ {len(lines)} targets: {says}"


def show(old, new, colour):
    for line in folded(changes(old, new)) if old else new:
        start = COLOURS.get(line[:1]) if colour and old else None
        print(f"  {start}{line[:1]}\033[0m{line[1:]}" if start else f"  {line}")


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
