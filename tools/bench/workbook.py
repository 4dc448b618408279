"""Build the workbook, also with many more sections, and print it with LibreOffice."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from carers_framework.framework.load import load
from carers_framework.framework.model import Framework
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tools import ROOT

from .measure import medians, run
from .table import Line, compared

BARE = ("-m", "tools.bench.bare")
TIMES = (1, 10, 100)
"""How many times as many sections a workbook has."""

_READ = "import pathlib; from carers_framework.framework.load import load; load(pathlib.Path('framework.yaml'))"


def bench_build(folder: Path, rounds: int) -> Iterator[Line]:
    """Compare building the workbook, as a whole process, with the least that writes the same cells."""
    cells = folder / "cells.json"
    cells.write_text(json.dumps(_cells(load(ROOT / "framework.yaml"))), encoding="utf-8")
    ours, read, imported, bare = medians(
        rounds,
        lambda: run(sys.executable, "build_workbook.py", "--output", folder / "ours.xlsx"),
        lambda: run(sys.executable, "-c", _READ),
        lambda: run(sys.executable, "-c", "import build_workbook"),
        lambda: run(sys.executable, *BARE, "write", cells, folder / "bare.xlsx"),
    )
    against = "its cells with bare openpyxl"
    yield compared("The workbook", ours, bare, against, "at most 1.3")
    yield compared("… of which reading and checking the framework", read, bare, against)
    yield compared("… of which importing every module", imported, bare, against)


def _cells(framework: Framework) -> list[tuple[str, list[tuple[int, int, object, str]]]]:
    """Return the sheets of the workbook, each with the row, column, value and style of its cells."""
    return [
        (
            sheet.title,
            [(cell.row, cell.column, cell.value, cell.style) for row in sheet.iter_rows() for cell in row],
        )
        for sheet in build(framework).workbook
    ]


def bench_scale(folder: Path, rounds: int) -> Iterator[Line]:
    """Build the workbook with ten and a hundred times as many sections."""
    runs = {}
    for times in TIMES:
        path = folder / f"{times}.yaml"
        path.write_text(_enlarged(times), encoding="utf-8")
        command = (sys.executable, "build_workbook.py", "--framework", path, "--output", folder / f"{times}.xlsx")
        (runs[times],) = medians(rounds, lambda command=command: run(*command))  # type: ignore[misc]
    first = runs[TIMES[0]]
    yield Line("The workbook of the framework", f"{first.seconds:.2f} s, {first.memory:.0f} MB", "", "")
    for fewer, more in pairwise(TIMES):
        now, before = runs[more], runs[fewer]
        yield Line(
            f"… with {more} times the sections",
            f"{now.seconds:.2f} s, {now.memory:.0f} MB",
            f"{fewer} times: {before.seconds:.2f} s, {before.memory:.0f} MB",
            f"time {now.seconds / before.seconds:.1f}, memory {now.memory / before.memory:.1f}",
            f"at most {more // fewer}",
        )


def _enlarged(times: int) -> str:
    """Return the framework file with every section so many times, each with new ids and a new title."""
    data = yaml.load((ROOT / "framework.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    data["sections"] = [_copied(section, number) for number in range(times) for section in data["sections"]]
    # With aliases the file would be shorter, and refused.
    dumper = type("Dumper", (yaml.CSafeDumper,), {"ignore_aliases": lambda *_: True})
    return yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False)


def _copied(section: dict[str, Any], number: int) -> dict[str, Any]:
    """Return a copy of a section with other ids and another title, or the section itself for number 0."""
    if not number:
        return section
    levels = {
        score: [{**indicator, "id": f"{indicator['id']}-{number}"} for indicator in indicators]
        for score, indicators in section["levels"].items()
    }
    # A title is also the name of a sheet, of at most 31 characters.
    title = f"{section['title'][:24]} {number}"
    return {**section, "id": f"{section['id']}-{number}", "title": title, "levels": levels}


def bench_libreoffice(folder: Path, rounds: int) -> Iterator[Line]:
    """Compare opening and printing the workbook with an empty one."""
    (folder / "book.xlsx").write_bytes(to_bytes(build(load(ROOT / "framework.yaml"))))
    (folder / "empty.json").write_text(json.dumps([["Sheet", [[1, 1, "", "Normal"]]]]), encoding="utf-8")
    run(sys.executable, *BARE, "write", folder / "empty.json", folder / "empty.xlsx")
    convert = ("soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf")
    # The first start makes a profile, which takes seconds.
    run(*convert, folder / "empty.xlsx", folder=folder)
    ours, empty = medians(
        rounds,
        lambda: run(*convert, folder / "book.xlsx", folder=folder),
        lambda: run(*convert, folder / "empty.xlsx", folder=folder),
    )
    yield compared("LibreOffice makes a PDF of the workbook", ours, empty, "of an empty one")
