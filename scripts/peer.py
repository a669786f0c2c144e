"""Finds the tables of a PDF with one of the peers and counts what it found; without a file it starts up and no more.

    peer.py tablers|pymupdf|pdfplumber [FILE]
"""
import sys


def tablers(file):
    import tablers as peer

    if file:
        with peer.Document(file) as document:
            return sum(len(table.cells) for page in document.pages() for table in peer.find_tables(page))


def pymupdf(file):
    import pymupdf as peer

    if file:
        # Without its layout model, which costs ten times as much.
        tables = (table for page in peer.open(file) for table in page.find_tables(use_layout=False).tables)
        return sum(len(row) for table in tables for row in table.extract())


def pdfplumber(file):
    import pdfplumber as peer

    if file:
        with peer.open(file) as document:
            tables = (table for page in document.pages for table in page.extract_tables())
            return sum(len(row) for table in tables for row in table)


if __name__ == "__main__":
    name, *file = sys.argv[1:]
    print({"tablers": tablers, "pymupdf": pymupdf, "pdfplumber": pdfplumber}[name](file[0] if file else None))
