"""A framework in two editions, workbooks that areas may have sent in, and the summary of them."""

from __future__ import annotations

import csv
import datetime
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path

import yaml

from carers_framework.framework.load import load, parse
from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answer, Answers
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build

from ..conftest import DATA, ROOT
from ..scenarios import ODD_TEXTS

TABLES = ("scores", "over-time", "by-section", "movement", "actions", "evidence", "problems")
HOSTILE = (
    *ODD_TEXTS,
    '=HYPERLINK("http://evil.example","click")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1-1",
    "@SUM(1+1)",
    "\uff1d1+1",
    "\t=1+1",
    " =1+1",
    "%0a=1+1",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</td></tr></table><a href=javascript:alert(1)>x</a>",
    "{{ 7 * 7 }} {% raw %}",
    "{0} {area} {",
    "[link](javascript:alert(1)) `code` # heading",
    "a,b;c\r\nd\te",
    "\u202egnp.exe\u202c \u2066isolated",
    "\ufeff",
    "bell\x07 and null\x00",
    "x" * 100_000,
    "_x0041_" * 4_500,
    "' OR 1=1; DROP TABLE workbook; --",
)
"""What people might type into a workbook so that it does something in the summary, or to its pages."""

Tables = dict[str, list[dict[str, str]]]
"""The rows of each table, by their headings."""


def new_edition() -> str:
    """Return the edition after the old one, as a file: one section gone, one new, one reworded with an indicator."""
    data = yaml.load((DATA / "other.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    data["edition"] |= {"id": "second-2032", "updated": 2032}
    _, water = data["sections"]
    water["title"], water["requirement"] = "Water everywhere", "Water is kept and shared."
    water["levels"]["H1"][0]["text"] = "Water is saved in barrels."
    levels = {
        "L": [{"id": "dark", "at": "Page 6", "text": "It is dark."}],
        "H1": [{"id": "bright", "at": "Page 6", "text": "It is bright."}],
    }
    light = {"id": "light", "title": "Light", "at": "Page 6", "description": "Sun.", "requirement": "Let it in."}
    data["sections"] = [{**light, "levels": levels}, water]
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True)


NEW_FILE = new_edition()
NEW = parse(NEW_FILE, "framework.yaml")
OLD = load(DATA / "other.yaml")


def write_project(folder: Path) -> Path:
    """Write the framework in its two editions, and return the folder."""
    (folder / "editions").mkdir(parents=True)
    shutil.copy(DATA / "other.yaml", folder / "editions" / "first-2030.yaml")
    (folder / "framework.yaml").write_text(NEW_FILE, encoding="utf-8")
    return folder


def send(
    path: Path, edition: Framework, cells: Mapping[str, Answer], plan: Sequence[Mapping[str, Answer]] = ()
) -> None:
    """Write a filled-in workbook. A row of the plan gives its columns by their names."""
    names = {name for row in plan for name in row}
    in_columns = {name: tuple(row.get(name) for row in plan) for name in names}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(to_bytes(build(edition, Answers(cells, in_columns))))


def command(project: Path, *arguments: object) -> list[str]:
    """Return the command line that collates workbooks of a project."""
    options = ("--framework", project / "framework.yaml", *arguments)
    return [sys.executable, str(ROOT / "collate_workbooks.py"), *map(str, options)]


def collate(project: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    return subprocess.run(command(project, *arguments), capture_output=True, text=True, timeout=120, check=False)


def summary_of(project: Path, inbox: Path, out: Path) -> Tables:
    """Summarise an inbox in every form, and return the tables as the CSV files have them."""
    result = collate(project, inbox, "--output", out / "summary.xlsx", "--csv", out / "csv", "--html", out / "html")
    assert (result.returncode, result.stderr) == (0, "")
    found = {}
    for name in TABLES:
        with (out / "csv" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
            found[name] = list(csv.DictReader(stream))
    return found


def columns(rows: list[dict[str, str]], *names: str) -> list[tuple[str, ...]]:
    """Return some columns of a table."""
    return [tuple(row[name] for name in names) for row in rows]


def day(year: int, month: int = 1, number: int = 1) -> datetime.date:
    """Return a day, by default the first of the year."""
    return datetime.date(year, month, number)


class Elements(HTMLParser):
    """The elements of a page with the names of their attributes, where the links lead, the texts, and the headings of
    rows."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.kinds: set[tuple[str, ...]] = set()
        self.links: set[str | None] = set()
        self.texts: list[str] = []
        self.row_headings: list[str] = []
        self._in_row_heading = False
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and its attributes."""
        self.kinds.add((tag, *(name for name, _ in attrs)))
        self.links |= {value for name, value in attrs if name in {"href", "src"}}
        self._in_row_heading = ("scope", "row") in attrs
        if self._in_row_heading:
            self.row_headings.append("")

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a row's heading."""
        self._in_row_heading = self._in_row_heading and tag != "th"

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append(data)
        if self._in_row_heading:
            self.row_headings[-1] += data
