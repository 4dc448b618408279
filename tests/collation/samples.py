"""A framework in two editions, workbooks that areas may have sent in, and the summary of them."""

from __future__ import annotations

import csv
import datetime
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import yaml

from carers_framework.commands.collate import main
from carers_framework.framework.load import load, parse
from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answer, Answers
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.helpers import hostile
from tests.helpers.commands import run_here
from tests.helpers.project import DATA, ROOT

TABLES = ("scores", "over-time", "by-section", "movement", "targets", "actions", "evidence", "problems")
HOSTILE = (
    *hostile.ODD,
    *hostile.FORMULAS,
    *hostile.DISGUISED_FORMULAS,
    *hostile.HTML,
    *hostile.TEMPLATES,
    *hostile.UNSEEN,
    *hostile.LONG,
    "{0} {area} {",
    "[link](javascript:alert(1)) `code` # heading",
    "a,b;c\r\nd\te",
    "\ufeff",
    "' OR 1=1; DROP TABLE workbook; --",
)
"""What people might type into a workbook so that it does something in the summary, or to its pages."""

Collate = Callable[..., subprocess.CompletedProcess[str]]

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


def send(path: Path, edition: Framework, cells: Mapping[str, Answer]) -> None:
    """Write a filled-in workbook."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(to_bytes(build(edition, Answers(cells))))


def command(project: Path, *arguments: object) -> list[str]:
    """Return the command line that collates workbooks of a project."""
    options = ("--framework", project / "framework.yaml", *arguments)
    return [sys.executable, str(ROOT / "collate_workbooks.py"), *map(str, options)]


def collate(project: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command in this process, for so few workbooks that it starts no others to read them."""
    return run_here(main, "--framework", project / "framework.yaml", *arguments)


def collate_many(project: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, which may start others to read many workbooks."""
    return subprocess.run(command(project, *arguments), capture_output=True, text=True, timeout=120, check=False)


def summarise(project: Path, inbox: Path, out: Path, run: Collate = collate) -> None:
    """Summarise an inbox in every form."""
    result = run(project, inbox, "--output", out / "summary.xlsx", "--csv", out / "csv", "--html", out / "html")
    assert (result.returncode, result.stderr) == (0, "")


def summary_of(project: Path, inbox: Path, out: Path) -> Tables:
    """Summarise an inbox in every form, and return the tables."""
    summarise(project, inbox, out)
    return tables_in(out)


def tables_in(out: Path) -> Tables:
    """Return the tables of a summary as its CSV files have them."""
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
