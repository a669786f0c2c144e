#!/usr/bin/env python3
"""Measures whole runs of fenjie against pdftotext: processor time, the median of several runs, one after the other.

    make bench
    scripts/bench.py [--runs N]

Reads the fixtures, and the notices in ../shared where they are present.
"""
import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FENJIE = ROOT / "target" / "release" / "fenjie"
NOTICES = ROOT.parent / "shared" / "notices" / "qingpu-2023"


def cpu(command):
    """Milliseconds of processor time, user and system, of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode > 1:
        sys.exit(f"{' '.join(map(str, command))} failed")
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def medians(commands, runs):
    """The median of each command; the commands take turns, so that what slows the machine slows all of them."""
    times = [[cpu(command) for command in commands] for _ in range(runs + 1)][1:]
    return [statistics.median(column) for column in zip(*times)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    if not FENJIE.exists():
        sys.exit("build it first: cargo build --release")
    pdftotext = shutil.which("pdftotext")
    if not pdftotext:
        print("pdftotext is not installed (poppler-utils): no ratios")
    files = [ROOT / "fixtures" / "ok" / "qingpu-2023.pdf"]
    if NOTICES.is_dir():
        files += [NOTICES / f"{name}-default.pdf" for name in ("gbk", "typst", "chromium", "weasyprint", "xelatex")]
    else:
        print("../shared is not there: only the fixtures are measured")
    print("| input | fenjie | pdftotext | ratio |\n| --- | ---: | ---: | ---: |")
    for file in files:
        commands = [[FENJIE, "extract", "--jobs", "1", file]]
        if pdftotext:
            commands.append([pdftotext, file, os.devnull])
        ours, *theirs = medians(commands, runs)
        ratio = f"{theirs[0]:.1f} ms | {ours / theirs[0]:.2f}" if theirs else "|"
        print(f"| {file.name} | {ours:.1f} ms | {ratio} |")
    text = ROOT / "fixtures" / "ok" / "qingpu-2023.txt"
    print(f"| {text.name} | {medians([[FENJIE, 'extract', text]], runs)[0]:.1f} ms | | |")


if __name__ == "__main__":
    main()
