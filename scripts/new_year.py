#!/usr/bin/env python3
"""Takes a new notice in: a fixture, its findings, its snapshots to review, and what it changes.

    make new-year FILE=notice.pdf

The notice is copied into fixtures/ok, or into fixtures/err where an error finding comes out. Its snapshots are written
as pending, for `make review`. It is compared with the newest earlier notice of its region among the fixtures.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / os.environ.get("CARGO_TARGET_DIR", "target")
FENJIE = Path(os.environ.get("FENJIE", TARGET / "debug/fenjie"))


def heading(text):
    print(f"\n── {text}", flush=True)


def documents(files):
    """What is extracted of each file that can be read, by its name."""
    run = subprocess.run([FENJIE, "extract", *files], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    if len(files) == 1:
        found = [json.loads(run.stdout)] if run.stdout else []
    else:
        found = [json.loads(line) for line in run.stdout.splitlines()]
    return {document["source"]["name"]: document["notice"] for document in found}


def region(notice):
    found = notice["region"] or {}
    return found.get("id") or found.get("name")


def year_before(notice, notices):
    """The name of the newest earlier notice of the same region, a PDF before other forms."""
    earlier = [
        (other["year"], name.endswith(".pdf"), -len(name), name)
        for name, other in notices.items()
        if region(other) == region(notice) and other["year"] and notice["year"] and other["year"] < notice["year"]
    ]
    return max(earlier)[-1] if earlier and region(notice) else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="the notice")
    parser.add_argument("--fixtures", type=Path, default=ROOT / "fixtures", help=argparse.SUPPRESS)
    parser.add_argument("--no-snapshots", action="store_true", help="leave the snapshots alone")
    arguments = parser.parse_args()
    ok, err = arguments.fixtures / "ok", arguments.fixtures / "err"

    heading(f"findings of {arguments.file.name}")
    status = subprocess.run([FENJIE, "check", arguments.file]).returncode
    if status not in (0, 1):
        return status
    into = (ok if status == 0 else err) / arguments.file.name
    if into.exists() and into.read_bytes() != arguments.file.read_bytes():
        print(f"{into} is another notice; give the file another name", file=sys.stderr)
        return 2
    if not into.exists():
        shutil.copyfile(arguments.file, into)
    print(f"kept as {into.relative_to(arguments.fixtures.parent)}")

    if not arguments.no_snapshots:
        heading("snapshots")
        environment = {**os.environ, "INSTA_UPDATE": "new", "INSTA_FORCE_PASS": "1"}
        command = ["cargo", "test", "--quiet", "--test", "pipeline", "snapshots"]
        print("writing them takes a minute or more", flush=True)
        run = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if run.returncode != 0:
            print(f"{run.stdout}\nthe snapshots could not be written", file=sys.stderr)
            return 2
        pending = len(list((ROOT / "snapshots").rglob("*.snap.new")))
        print(f"{pending} pending; `make review` shows them and takes them")

    notice = documents([into]).get(into.name)
    others = [path for path in sorted(ok.iterdir()) if path.is_file() and path != into]
    before = notice and year_before(notice, documents(others))
    if not before:
        heading("no earlier notice of its region among the fixtures")
        return status
    heading(f"what it changes from {before}")
    subprocess.run([FENJIE, "diff", ok / before, into])
    heading(f"names to learn: fenjie units suggest {into.relative_to(arguments.fixtures.parent)} --previous {(ok / before).relative_to(arguments.fixtures.parent)}")
    return status


if __name__ == "__main__":
    sys.exit(main())
