"""Rows that we write without openpyxl, read by openpyxl and by our own reader.

LibreOffice reads such rows in tests/collation.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

from carers_framework.answers.values import read
from carers_framework.base.characters import escaped_for_cell
from carers_framework.base.files import write_atomically
from carers_framework.workbook.answers import Answer
from carers_framework.writing.save import to_bytes
from carers_framework.writing.stored_rows import StoredRows
from carers_framework.writing.writer import Built

DAY = datetime.date(2026, 3, 1)
VALUES: tuple[Answer | None, ...] = (
    "plain",
    " kept at both ends ",
    "two\nlines",
    '<b>&amp;</b> ]]> "quoted"',
    "_x0041_ is not an A",
    "a bell \x07",
    "=1+1",
    "",
    None,
    7,
    0.25,
    True,
)


def saved(path: Path, rows: StoredRows) -> Path:
    workbook = Workbook()
    workbook.worksheets[0].title = "Long"
    # openpyxl takes the time of this moment, which two workbooks of the same test may not share.
    workbook.properties.created = datetime.datetime(2026, 3, 1)
    write_atomically(path, to_bytes(Built(workbook, {}, (), {"Long": rows})))
    return path


def test_values(tmp_path: Path) -> None:
    """Every value is read back as it was."""
    rows = StoredRows()
    rows.add([(value, 0) for value in VALUES], 15)
    path = saved(tmp_path / "rows.xlsx", rows)
    found = read(path).sheets["Long"]
    assert [found.get((1, column), "") for column, _ in enumerate(VALUES, start=1)] == [value or "" for value in VALUES]
    # openpyxl shows what is stored: a spreadsheet program shows the text that it stands for.
    seen = [cell.value for cell in load_workbook(path)["Long"][1]]
    assert [value or "" for value in seen] == [
        escaped_for_cell(value) if isinstance(value, str) else value or "" for value in VALUES
    ]


def test_looks(tmp_path: Path) -> None:
    """Styles, dates, heights of rows and the size of the sheet are stored."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Long"
    cell = Cell(sheet, 1, 1)
    cell.number_format, cell.quotePrefix = "dd/mm/yyyy", True
    rows = StoredRows()
    rows.add([("Day", 0)], 30)
    for _ in range(9_999):
        rows.add([(DAY, cell.style_id), ("x" * 200, 0)], 18.4)
    write_atomically(tmp_path / "rows.xlsx", to_bytes(Built(workbook, {}, (), {"Long": rows})))
    seen = load_workbook(tmp_path / "rows.xlsx")["Long"]
    assert seen["A10000"].value == datetime.datetime(2026, 3, 1)
    assert (seen["A2"].number_format, seen["A2"].quotePrefix) == ("dd/mm/yyyy", True)
    assert (seen.row_dimensions[1].height, seen.row_dimensions[2].height) == (30, 18.4)
    # A reader that takes a sheet row by row trusts the size that it gives.
    in_pieces = load_workbook(tmp_path / "rows.xlsx", read_only=True)["Long"]
    assert in_pieces.calculate_dimension() == f"A1:{get_column_letter(2)}10000"


@pytest.mark.parametrize("times", [1, 30])
def test_same_bytes(tmp_path: Path, times: int) -> None:
    """The same rows give the same bytes, in memory or on the disk."""
    made = []
    for name in ("first.xlsx", "second.xlsx"):
        rows = StoredRows()
        for _ in range(times):
            rows.add([("text", 0), (DAY, 0)], 15)
        made.append(saved(tmp_path / name, rows).read_bytes())
    assert made[0] == made[1]
