#!/usr/bin/env python3
"""Fills fuzz/corpus with seeds out of fixtures/: whole files, and the streams inside PDFs."""

import hashlib
import pathlib
import re
import zlib

FUZZ = pathlib.Path(__file__).parent
FIXTURES = FUZZ.parent / "fixtures"
# Larger seeds make each run slow, and small ones say as much.
MOST = 64 << 10
FONT_KEYS = ["FontFile", "FontFile2", "FontFile3", "ToUnicode", "Encoding", "CIDToGIDMap", "Widths"]


def seed(target, data):
    folder = FUZZ / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def streams(pdf):
    """The streams of a PDF, inflated where that works."""
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        data = found[1]
        try:
            yield zlib.decompressobj().decompress(data)
        except zlib.error:
            yield data


def part_of_a_font(data):
    """Which part of a font a stream is."""
    if b"begincmap" in data:
        return "ToUnicode" if b"beginbf" in data else "Encoding"
    starts = {b"\0\1\0\0": "FontFile2", b"true": "FontFile2", b"OTTO": "FontFile3", b"\1\0\4": "FontFile3", b"%!": "FontFile"}
    return next((key for start, key in starts.items() if data.startswith(start)), None)


def seed_pdf(data):
    if len(data) <= MOST:
        seed("pdf", data)
    for part in streams(data):
        if key := part_of_a_font(part):
            seed("fonts", bytes([FONT_KEYS.index(key)]) + part[:MOST])
        elif re.search(rb"\b(BT|re|Do)\b", part[:4096]):
            seed("content", part[:8192])


def seed_text(path, data):
    form = {".html": "html", ".md": "markdown"}.get(path.suffix)
    form = form or ("layout" if ".layout." in path.name else "tabs")
    seed(form, data[:MOST])
    encoding = "gb18030" if ".gb18030." in path.name else "utf-8"
    text = re.sub(r"<[^>]*>", "\t", data.decode(encoding, "ignore"))
    cells = sorted({cell.strip() for cell in re.split(r"[\t\n|]", text) if cell.strip()})
    for i in range(0, len(cells), 20):
        seed("value", "\n".join(cells[i : i + 20]).encode())


def main():
    for path in sorted(FIXTURES.glob("*/*")):
        data = path.read_bytes()
        if path.suffix == ".pdf":
            seed_pdf(data)
        elif path.suffix in (".txt", ".html", ".md"):
            seed_text(path, data)
    for folder in sorted((FUZZ / "corpus").iterdir()):
        print(f"{folder.name}: {len(list(folder.iterdir()))} seeds")


if __name__ == "__main__":
    main()
