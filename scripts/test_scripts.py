"""Tests of the scripts: python3 -m unittest discover -s scripts"""
import json
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from new_year import ROOT, year_before
from review import changes, folded

OLD = """\
number: 1
title: 目标分解表

a01-t1: ruled
│ 单位   │ 累计值 │ 备注 │
├────────┼────────┼──────┤
│ 全区   │ 1855.0 │      │
│ 赵巷镇 │ 17.2   │ 新增 │

全区 × 累计值: “1855.0” = number 1855.0; 亿元 = 100000000 CNY; unit 青浦区 (310118)
赵巷镇 × 累计值: “17.2” = number 17.2; 亿元 = 100000000 CNY; unit 赵巷镇 (310118/zhaoxiang)"""


class Review(unittest.TestCase):
    def told(self, *replaced):
        new = OLD
        for old, text in replaced:
            self.assertIn(old, new)
            new = new.replace(old, text)
        return changes(OLD.splitlines(), new.splitlines())

    def test_a_change_in_one_number_is_one_line(self):
        number = ("“17.2” = number 17.2", "“18.7” = number 18.7")
        self.assertEqual(self.told(("│ 17.2   │", "│ 18.7   │"), number), ["~ 赵巷镇 × 累计值: “17.2” → “18.7”"])

    def test_a_wider_column_says_nothing(self):
        wider = [(" │ 备注 │", "   │ 备注 │"), (" │      │", "   │      │"), (" │ 新增 │", "   │ 新增 │")]
        self.assertEqual(self.told(*wider, ("────┼──────┤", "──────┼──────┤")), [])

    def test_a_cell_without_a_target_is_a_line(self):
        self.assertEqual(self.told(("新增", "续建")), ["~ row 赵巷镇: 新增 → 续建"])

    def test_what_else_a_target_says_is_told(self):
        self.assertEqual(
            self.told(("(310118/zhaoxiang)", "(?)")),
            ["~ 赵巷镇 × 累计值: unit 赵巷镇 (310118/zhaoxiang) → unit 赵巷镇 (?)"],
        )
        self.assertEqual(
            self.told(("“17.2” = number 17.2", "“17.2” = text")),
            ["~ 赵巷镇 × 累计值: “17.2” = number 17.2 → “17.2” = text"],
        )

    def test_the_same_of_many_targets_is_one_line(self):
        told = [f"~ {unit} × 产值: unit 县 (?) → unit 县 (370124)" for unit in "甲乙丙丁"]
        number = "~ 甲 × 产值: “1” → “2”"
        self.assertEqual(list(folded([*told, number])), ["~ 4 targets: unit 县 (?) → unit 县 (370124)", number])
        self.assertEqual(list(folded(told[:2])), told[:2])

    def test_a_row_that_comes_and_a_title(self):
        line = "│ 徐泾镇 │ 63.6   │      │\n\n全区"
        target = "\n徐泾镇 × 累计值: “63.6” = number 63.6; 亿元 = 100000000 CNY; unit 徐泾镇 (?)"
        new = OLD.replace("\n\n全区", "\n" + line) + target
        self.assertEqual(
            changes(OLD.splitlines(), new.splitlines()),
            ["+ │ 徐泾镇 │ 63.6 │  │", "+" + target.replace("\n", " ")],
        )
        self.assertEqual(self.told(("title: 目标", "title: 任务")), ["- title: 目标分解表", "+ title: 任务分解表"])


class NewYear(unittest.TestCase):
    def test_the_newest_earlier_notice_of_the_region(self):
        def notice(year, code="310118"):
            return {"year": year, "region": {"id": code, "name": "区"}}

        notices = {
            "a-2021.pdf": notice(2021),
            "a-2023.txt": notice(2023),
            "a-2023.pdf": notice(2023),
            "b-2023.pdf": notice(2023, "370124"),
            "a-2024.pdf": notice(2024),
            "letter.txt": {"year": None, "region": None},
        }
        self.assertEqual(year_before(notice(2024), notices), "a-2023.pdf")
        self.assertEqual(year_before(notice(2023), notices), "a-2021.pdf")
        self.assertIsNone(year_before(notice(2020), notices))
        self.assertIsNone(year_before({"year": 2024, "region": None}, notices))

    def test_a_notice_is_taken_in(self):
        with tempfile.TemporaryDirectory() as folder:
            fixtures = Path(folder) / "fixtures"
            (fixtures / "ok").mkdir(parents=True)
            (fixtures / "err").mkdir()
            shutil.copy(ROOT / "fixtures/ok/qingpu-2023.txt", fixtures / "ok")
            script = [sys.executable, ROOT / "scripts/new_year.py", "--no-snapshots", "--fixtures", fixtures]

            def run(name):
                return subprocess.run([*script, ROOT / "fixtures" / name], stdout=subprocess.PIPE, text=True)

            taken = run("ok/made-up-2024.txt")
            self.assertEqual(taken.returncode, 0)
            self.assertTrue((fixtures / "ok/made-up-2024.txt").exists())
            for line in ("warning[unit-unknown]", "what it changes from qingpu-2023.txt", "  ~ 产业项目推进/竣工一批"):
                self.assertIn(line, taken.stdout)
            self.assertEqual(run("err/annex-missing.txt").returncode, 1)
            self.assertTrue((fixtures / "err/annex-missing.txt").exists())
            self.assertEqual(run("err/blank.txt").returncode, 2)
            self.assertFalse((fixtures / "ok/blank.txt").exists())


class Dependencies(unittest.TestCase):
    def test_every_dependency_is_named_in_the_sources(self):
        told = subprocess.run(
            ["cargo", "metadata", "--no-deps", "--offline", "--format-version", "1"],
            cwd=ROOT, capture_output=True, check=True,
        )
        for package in json.loads(told.stdout)["packages"]:
            own = Path(package["manifest_path"]).parent
            folders = [ROOT / "crates/cli", ROOT / "tests"] if own == ROOT else [own]
            sources = [file.read_text(encoding="utf-8") for folder in folders for file in folder.rglob("*.rs")]
            for name in {dependency["name"] for dependency in package["dependencies"]}:
                word = re.compile(rf"\b{name.replace('-', '_')}\b")
                self.assertTrue(any(map(word.search, sources)), f"{own}: nothing names {name}")


if __name__ == "__main__":
    unittest.main()
