"""A formula that somebody typed over ours is told, and none of ours is, whoever rewrote it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from carers_framework.answers.read_back import read_back
from carers_framework.framework.model import Framework
from carers_framework.workbook.formula_text import copied, shape
from carers_framework.workbook.layout import Layout
from tests.helpers.workbooks import filled


@pytest.fixture
def workbook(workbook_bytes: bytes) -> openpyxl.Workbook:
    return filled(workbook_bytes, {"area_name": "Here"})


def told(workbook: openpyxl.Workbook, layout: Layout, folder: Path) -> list[str]:
    """Return what is said of the formulas of a workbook."""
    path = folder / "file.xlsx"
    workbook.save(path)
    return [
        f"{unplaced.sheet}!{unplaced.cell}: {unplaced.text}" for unplaced in read_back(path, {"2021": layout}).unplaced
    ]


def typed_over(workbook: openpyxl.Workbook, layout: Layout, rows: slice) -> list[str]:
    """Type a formula over ours in some rows of the summary. Return the cells."""
    area = layout.areas["summary_scores"]
    cells = [workbook[area.sheet].cell(row, area.column) for row in range(area.row, area.last_row + 1)][rows]
    for cell in cells:
        cell.value = "=UPPER(A1)"
    return [f"{area.sheet}!{cell.coordinate}: =UPPER(A1)" for cell in cells]


def test_ours(workbook: openpyxl.Workbook, layout: Layout, tmp_path: Path) -> None:
    """They differ in the names of the sections."""
    assert told(workbook, layout, tmp_path) == []


@pytest.mark.parametrize("rows", [slice(0, 1), slice(2, 4), slice(5, 6)])
def test_typed_over(rows: slice, workbook: openpyxl.Workbook, layout: Layout, tmp_path: Path) -> None:
    cells = typed_over(workbook, layout, rows)
    assert told(workbook, layout, tmp_path) == cells


@pytest.mark.parametrize("rows", [slice(0, 3), slice(0, 5), slice(0, 6)])
def test_most_of_a_column(rows: slice, workbook: openpyxl.Workbook, layout: Layout, tmp_path: Path) -> None:
    """Of a column that is not mostly alike, nobody can tell which of its formulas are ours."""
    typed_over(workbook, layout, rows)
    assert told(workbook, layout, tmp_path) == []


def test_one_of_a_place(workbook: openpyxl.Workbook, framework: Framework, layout: Layout, tmp_path: Path) -> None:
    """What is in the same cell of every section's sheet is alike, too."""
    sheet = framework.sheet_name(framework.sections[1])
    workbook[sheet]["D1"] = "=1+1"
    assert told(workbook, layout, tmp_path) == [f"{sheet}!D1: =1+1"]


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A1+$B$2+C$3+$D4", "C3+$B$2+E$3+$D6"),
        ("'A 1'!B2&\"A1\"&LOG10(A1)&take1", "'A 1'!D4&\"A1\"&LOG10(C3)&take1"),
        ("XFD1+XFC1048576", "#REF!+#REF!"),
    ],
)
def test_copied(formula: str, moved: str) -> None:
    """Two rows down and two columns to the right. Texts, sheets, functions and names stay as they are."""
    assert copied(formula, (1, 1), (3, 3)) == moved


def test_shape() -> None:
    assert shape('IF($B7="Jo",score_soil,$C$2)', 7) == shape('IF($B9="Ann",score_water,$C$2)', 9)
    assert shape("$B7", 7) != shape("$B7", 8)
