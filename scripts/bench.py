#!/usr/bin/env python3
"""Measures whole runs of fenjie beside pdftotext and other table finders, and writes the tables of the documents.

    make bench
    scripts/bench.py [--runs N] [--write]

Reads the fixtures. What is not to be had (pdftotext, qpdf, the peers' packages) is left out with a word. With --write the tables go into README.md, README.zh.md and docs/speed.md.
"""
import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / os.environ.get("CARGO_TARGET_DIR", "target") / "release"
FENJIE = BUILT / "fenjie"
FLOOR = BUILT / "examples" / "floor"
OK = ROOT / "fixtures" / "ok"
PEERS = ("tablers", "pymupdf", "pdfplumber")
PAGES = (31, 62, 310, 2000)


class Run:
    """What one run of a command cost: milliseconds of processor time and of the clock, and mebibytes at the most."""

    def __init__(self, command):
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        self.wall = 1000 * (time.perf_counter() - start)
        self.cpu = 1000 * (usage.ru_utime + usage.ru_stime)
        self.peak = usage.ru_maxrss / 1024
        child.returncode = os.waitstatus_to_exitcode(status)
        # Of fenjie 1 says that there are findings or changes.
        if child.returncode not in (0, 1):
            sys.exit(f"{' '.join(map(str, command))} failed")


def medians(commands, runs, of="cpu"):
    """The median of each command; the commands take turns, so that what slows the machine slows all of them."""
    rounds = [[getattr(Run(command), of) for command in commands] for _ in range(runs + 1)][1:]
    return [statistics.median(column) for column in zip(*rounds)]


def extract(*files, jobs=1):
    return [FENJIE, "extract", "--max-seconds", "60", "--jobs", str(jobs), *files]


def table(head, rows):
    """A table in Markdown, the first column to the left."""
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def against_pdftotext(files, runs):
    """Whole runs on the same files: `fenjie tables`, which finds the tables, and `fenjie extract`, which reads their values and checks them too, in times of pdftotext, which does neither. The floor beside them inflates and splits the streams, no more."""
    rows = []
    for file in files:
        commands = [[FENJIE, "tables", file], extract(file), [FLOOR, file]]
        if shutil.which("pdftotext"):
            commands.append(["pdftotext", file, os.devnull])
        tables, whole, floor, *theirs = medians(commands, runs)
        ratios = [f"{theirs[0]:.1f} ms", f"{tables / theirs[0]:.2f}", f"{whole / theirs[0]:.2f}"] if theirs else [""] * 3
        rows.append([file.name, f"{tables:.1f} ms", f"{whole:.1f} ms", *ratios, f"{floor:.1f} ms"])
    text = OK / "qingpu-2023.txt"
    times = [f"{time:.1f} ms" for time in medians([[FENJIE, "tables", text], extract(text)], runs)]
    rows.append([text.name, *times, "", "", "", ""])
    return rows


def against_peers(files, runs, folder):
    """The peers' table finding, their start-up taken off; of fenjie whole runs, of `fenjie tables` and of `fenjie extract`."""
    venv.create(folder, with_pip=True)
    python = Path(folder) / "bin" / "python"
    peers = []
    for peer in PEERS:
        done = subprocess.run([python, "-m", "pip", "install", "--quiet", peer], capture_output=True)
        if done.returncode == 0:
            peers.append(peer)
        else:
            say(f"{peer} is not to be had: left out")
    rows = []
    peer = ROOT / "scripts" / "peer.py"
    for file in files:
        commands = [[python, peer, name, *at] for name in peers for at in ([], [file])]
        tables, whole, *theirs = medians([[FENJIE, "tables", file], extract(file), *commands], runs)
        for name, idle, busy in zip(peers, theirs[::2], theirs[1::2]):
            times = [f"{(busy - idle) / ours:.1f}" for ours in (tables, whole)]
            rows.append([file.name, name, f"{busy - idle:.0f} ms", *times])
    return rows


def by_pages(file, runs, folder):
    """Time and memory of one notice that is bound together with itself."""
    rows = []
    for pages in PAGES:
        bound = Path(folder) / f"{pages}.pdf"
        whole, rest = divmod(pages, PAGES[0])
        parts = [file, "1-z"] * whole + ([file, f"1-{rest}"] if rest else [])
        subprocess.run(["qpdf", "--empty", "--pages", *parts, "--", bound], check=True)
        measured = [Run(extract(bound)) for _ in range(runs)]
        cpu = statistics.median(run.cpu for run in measured)
        peak = statistics.median(run.peak for run in measured)
        rows.append([str(pages), f"{cpu:.0f} ms", f"{cpu / pages:.2f} ms", f"{peak:.0f} MiB", f"{peak / pages:.2f} MiB"])
    return rows


def by_threads(files, runs):
    """A batch with one thread and with two, by the clock. Beside it two processes that each work on the whole batch: they share nothing but the machine, so two threads can hardly do better."""
    batch = files * 8
    one, two = extract(*batch, jobs=1), extract(*batch, jobs=2)
    apart = ["sh", "-c", '"$@" & "$@" & wait', "sh", *one]
    one, two, apart = medians([one, two, apart], runs, of="wall")
    return [[f"{len(batch)} notices", f"{one:.0f} ms", f"{two:.0f} ms", f"{one / two:.2f}", f"{2 * one / apart:.2f}"]]


def of_diff(runs, folder):
    """The comparison of two years out of their documents."""
    documents = []
    for year in (OK / "qingpu-2023.txt", OK / "made-up-2024.txt"):
        documents.append(Path(folder) / f"{year.stem}.json")
        subprocess.run([FENJIE, "extract", year, "-o", documents[-1]], check=False, stderr=subprocess.DEVNULL)
    facts = sum(document.read_text(encoding="utf-8").count('"row_path"') for document in documents)
    (ours,) = medians([[FENJIE, "diff", "--format", "json", *documents]], runs)
    return [[f"{facts} facts of two years", f"{ours:.1f} ms"]]


def say(word):
    print(word, file=sys.stderr)


def write(file, text):
    """Puts the text between the marks of a document."""
    before = file.read_text(encoding="utf-8")
    after = re.sub(r"(<!-- bench -->\n).*?(<!-- /bench -->)", lambda m: m[1] + text + "\n" + m[2], before, flags=re.S)
    file.write_text(after, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    runs, few = arguments.runs, max(3, arguments.runs // 3)
    if not (FENJIE.exists() and FLOOR.exists()):
        sys.exit("build them first: cargo build --release --workspace --examples --bins")
    files = [OK / f"qingpu-2023{by}.pdf" for by in ("", "-gbk", "-typst", "-chromium", "-weasyprint", "-xelatex")]
    sections = []
    with tempfile.TemporaryDirectory() as folder:
        if not shutil.which("pdftotext"):
            say("pdftotext is not installed (poppler-utils): no ratios")
        head = ["input", "`tables`", "`extract`", "pdftotext", "ratio of `tables`", "of `extract`", "floor"]
        ratios = table(head, against_pdftotext(files, runs))
        sections.append(("Beside pdftotext", against_pdftotext.__doc__, ratios))
        peers = against_peers(files[:1], few, Path(folder) / "peers")
        head = ["input", "peer", "finds tables in", "times `fenjie tables`", "times `fenjie extract`"]
        sections.append(("Beside other table finders", against_peers.__doc__, table(head, peers)))
        if shutil.which("qpdf"):
            head = ["pages", "time", "a page", "peak memory", "a page"]
            pages = table(head, by_pages(files[0], few, folder))
            sections.append(("By pages", by_pages.__doc__, pages))
        else:
            say("qpdf is not installed: no long documents")
        threads = table(["batch", "one thread", "two", "times", "two processes"], by_threads(files[:3], few))
        sections.append(("By threads", by_threads.__doc__, threads))
        diff = table(["fenjie diff", "time"], of_diff(runs, folder))
        sections.append(("The comparison", of_diff.__doc__, diff))
    page = "\n\n".join(f"## {title}\n\n{about}\n\n{rows}" for title, about, rows in sections)
    print(page)
    if arguments.write:
        for name in ("README.md", "README.zh.md"):
            write(ROOT / name, ratios)
        write(ROOT / "docs" / "speed.md", page)


if __name__ == "__main__":
    main()
