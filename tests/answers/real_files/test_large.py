"""Large files are read as far as they hold answers; what is too large is named.

How long that takes, and how much memory, is measured by `make bench reading`, not here.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from carers_framework.answers.read_back import read_back
from carers_framework.answers.xlsx.values import UnreadableError
from carers_framework.base.excel import CELL_LIMIT
from carers_framework.workbook.answers import Answers
from carers_framework.workbook.cells import Input
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.answers.real_files.changes import LAYOUT, LAYOUTS, in_part, ours, part_of
from tests.helpers.editions import GARDENS
from tests.helpers.packages import parts_of, zipped


def test_photos(tmp_path: Path) -> None:
    """Pictures are not unpacked: these cannot be."""
    photo = bytes(10_000_000)
    photos = [(f"xl/media/image{number}.jpeg", photo) for number in range(5)]
    content = zipped([*parts_of(ours(area_name="Here")), *photos], zipfile.ZIP_STORED)
    path = tmp_path / "file.xlsx"
    path.write_bytes(content.replace(photo, b"\1" * len(photo)))
    assert read_back(path, LAYOUTS).answers.cells == {"area_name": "Here"}


def longest(cell: Input) -> object:
    """Return the longest answer that a cell takes."""
    if cell.choices:
        return max(cell.choices, key=len)
    return {"number": cell.high, "date": None}.get(cell.kind, "é" * CELL_LIMIT)


def test_longest_answers(tmp_path: Path) -> None:
    """Every cell holds as much as it can."""
    answers = {name: answer for name, cell in LAYOUT.inputs.items() if (answer := longest(cell)) is not None}
    path = tmp_path / "file.xlsx"
    path.write_bytes(to_bytes(build(GARDENS, Answers(answers))))  # type: ignore[arg-type]  # they fit
    assert read_back(path, LAYOUTS).answers.cells == answers


def test_too_many_cells(tmp_path: Path) -> None:
    """The sheet is named, and what to do is said."""
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(100, 90_000))
    path = tmp_path / "file.xlsx"
    path.write_bytes(in_part(part_of("Walks"), "</sheetData>", f"{rows}</sheetData>")(ours()))
    with pytest.raises(UnreadableError, match=r"counted up to Walks\. Delete the rows"):
        read_back(path, LAYOUTS)
