#!/usr/bin/env python3
"""Checks the licence and the source of every dependency against .deny.toml, where cargo deny is not installed.

Advisories are not checked: they need cargo deny and its database.
"""
import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def allowed(expression, allow):
    """Whether one side of every AND in an SPDX expression is allowed."""
    tokens = re.findall(r"\(|\)|[^\s()]+", expression.replace("/", " OR "))
    words = []
    for token in tokens:
        if token == "WITH":
            words.append(words.pop() + " WITH")
        elif words and words[-1].endswith(" WITH"):
            words[-1] += " " + token
        else:
            words.append(token)
    python = " ".join(
        {"OR": "or", "AND": "and", "(": "(", ")": ")"}.get(word) or str(word in allow or word.split(" WITH ")[0] in allow)
        for word in words
    )
    return eval(python, {"__builtins__": {}})  # only True, False, and, or, brackets


def main():
    text = (ROOT / ".deny.toml").read_text(encoding="utf-8")
    allow = set(re.findall(r'"([^"]+)"', re.search(r"^allow = \[(.*?)\]", text, re.S | re.M).group(1)))
    command = ["cargo", "metadata", "--format-version", "1", "--locked"]
    metadata = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
    wrong = []
    for package in metadata["packages"]:
        name = f"{package['name']} {package['version']}"
        if package["source"] is None:
            continue
        if not package["source"].startswith("registry+"):
            wrong.append(f"{name} is not from a registry: {package['source']}")
        if not allowed(package["license"] or "none", allow):
            wrong.append(f"{name} has the licence {package['license']}")
    print(f"licences: {len(metadata['packages'])} packages, {len(wrong)} not allowed (advisories need cargo deny)")
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
