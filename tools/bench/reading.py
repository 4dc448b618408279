"""Read large files back: the largest that a group could produce, photos, and a grid of formats.

python -m tools.bench.reading FILE   read one workbook back, for the benchmark to measure
"""

from __future__ import annotations

import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from carers_framework.answers.carry_forward import layouts_of
from carers_framework.answers.read_back import read_back
from carers_framework.base.area import cell_address
from carers_framework.base.excel import CELL_LIMIT
from carers_framework.framework.load import load
from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answers
from carers_framework.workbook.book import layout_of
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tools import ROOT

from .filled import fill_in
from .measure import medians, run
from .table import Line, compared

PHOTOS = 5
PHOTO = 10_000_000
"""The bytes of a photo."""

ROWS, COLUMNS = 12_000, 52
"""The size of a grid of cells with nothing but a format, as formatting whole columns leaves it."""


def bench_reading(folder: Path, rounds: int) -> Iterator[Line]:
    """Compare reading large files with reading a workbook that is filled in as usual."""
    fill_in(folder / "usual", 1)
    (usual,) = (folder / "usual").iterdir()
    framework = load(ROOT / "framework.yaml")
    files = {
        "the longest answer in every cell": _longest(framework),
        f"{PHOTOS * PHOTO // 1_000_000} MB of photos": _with_photos(usual),
        f"{ROWS * COLUMNS:,} formatted cells": _with_formats(usual),
    }
    for number, (subject, content) in enumerate(files.items()):
        path = folder / f"{number}.xlsx"
        path.write_bytes(content)
        large, small = medians(rounds, *(lambda path=path: run(*_READ, path) for path in (path, usual)))
        line = compared(f"Reading: {subject}", large, small, "filled in as usual", "under 2 s and 200 MB")
        yield Line(line.subject, f"{line.ours}, {large.memory:.0f} MB", line.other, line.ratio, line.aim)


_READ = (sys.executable, "-m", "tools.bench.reading")


def _longest(framework: Framework) -> bytes:
    """Return a workbook in which every cell that takes a text holds as much as a cell can."""
    texts = {
        name: "é" * CELL_LIMIT
        for name, cell in layout_of(framework).inputs.items()
        if not cell.choices and cell.kind not in {"date", "number"}
    }
    return to_bytes(build(framework, Answers(texts)))


def _with_photos(usual: Path) -> bytes:
    """Return a workbook with photos: what cannot be packed any tighter."""
    photos = {f"xl/media/image{number}.jpeg": os.urandom(PHOTO) for number in range(PHOTOS)}
    return _with(usual, photos, zipfile.ZIP_STORED)


def _with_formats(usual: Path) -> bytes:
    """Return a workbook in whose first sheet many cells have a format and nothing in them."""
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(usual) as archive:
        sheet = archive.read(name).decode()
    rows = "".join(f'<row r="{row}">{_empty_cells(row)}</row>' for row in range(500, 500 + ROWS))
    return _with(usual, {name: sheet.replace("</sheetData>", f"{rows}</sheetData>").encode()}, zipfile.ZIP_DEFLATED)


def _empty_cells(row: int) -> str:
    return "".join(f'<c r="{cell_address(row, column)}" s="1"/>' for column in range(1, COLUMNS + 1))


def _with(usual: Path, parts: dict[str, bytes], method: int) -> bytes:
    """Return a workbook with other parts, or more."""
    path = usual.with_suffix(".new")
    with zipfile.ZipFile(usual) as old, zipfile.ZipFile(path, "w", method) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    content = path.read_bytes()
    path.unlink()
    return content


def main(path: Path) -> None:
    """Read a workbook of the current edition back."""
    read_back(path, layouts_of([load(ROOT / "framework.yaml")]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
