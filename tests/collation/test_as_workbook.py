"""The summary's workbook, as openpyxl, calamine and LibreOffice read it. How it looks, people have to see."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from carers_framework.base.colours import SHADES
from carers_framework.base.excel import CELL_LIMIT
from carers_framework.collation.records import clean
from tests.collation.samples import HOSTILE, NEW, Tables, day, send, summary_of
from tests.helpers.workbooks import convert_all


def test_hostile_texts(hostile: Path) -> None:
    """Nothing that people typed becomes a formula, a link or a name."""
    workbook = openpyxl.load_workbook(hostile / "summary.xlsx")
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type in {"f", "e"} or cell.hyperlink]
    assert not workbook.defined_names


def test_texts_as_typed(hostile: Path) -> None:
    """What people typed is there as they typed it."""
    expected = {clean(text) for text in HOSTILE if len(text) < 32_000}
    rows = CalamineWorkbook.from_path(str(hostile / "summary.xlsx")).get_sheet_by_name("Actions").to_python()
    action = rows[3].index("Deeds to do")
    assert expected - {""} <= {str(row[action]) for row in rows}


@pytest.mark.usefixtures("mixed")
def test_headings_in_sight(mixed_out: Path) -> None:
    """The headings of a sheet's only table stay in sight and are on every printed page. Charted ones share a sheet."""
    workbook = openpyxl.load_workbook(mixed_out / "summary.xlsx")
    assert workbook.sheetnames == ["Scores", "Over time", "By section", "Targets", "Actions", "Evidence", "Problems"]
    for sheet in workbook:
        only, *others = (openpyxl.utils.range_boundaries(area) for _, area in sheet.tables.items())
        fixed = 1 if others else only[1]
        assert (sheet.freeze_panes, sheet.print_title_rows) == (f"B{fixed + 1}", f"$1:${fixed}"), sheet.title


@pytest.mark.usefixtures("mixed")
def test_chart(mixed_out: Path) -> None:
    """The one chart draws the scores, and in grey how many areas have none, but not what is not a score."""
    workbook = openpyxl.load_workbook(mixed_out / "summary.xlsx")
    charts = {sheet.title: sheet._charts for sheet in workbook if sheet._charts}
    ((chart,),) = charts.values()
    assert [series.tx.strRef.f for series in chart.series] == [f"'By section'!{column}5" for column in "BCE"]
    headings = [workbook["By section"][f"{column}5"].value for column in "BCE"]
    assert headings == ["Purple: Bare", "Blue: In bloom", "Not scored"]
    fills = [series.graphicalProperties.solidFill.srgbClr for series in chart.series]
    assert fills == [SHADES[colour].strong for colour in ("purple", "blue", "grey")]


@pytest.mark.libreoffice
def test_libreoffice_values(hostile: Path, tmp_path: Path) -> None:
    """LibreOffice reads the same values."""
    paths = [hostile / "summary.xlsx"]
    (converted,) = convert_all(paths, "xlsx", tmp_path)
    ours, theirs = (CalamineWorkbook.from_path(str(path)) for path in (paths[0], converted))
    assert ours.sheet_names == theirs.sheet_names
    for name in ours.sheet_names:
        rows = (book.get_sheet_by_name(name).to_python(skip_empty_area=False) for book in (ours, theirs))
        for our_row, their_row in zip(*rows, strict=True):
            assert [*our_row] == [*their_row[: len(our_row)]]


def test_text_like_a_date(project: Path, inbox: Path, tmp_path: Path) -> None:
    """A text that looks like a day stays a text, but where a day is asked for."""
    plan = {"action1": "2024-01-01", "done_by1": "2020-05-01", "action2": "Sow", "done_by2": day(2020)}
    send(inbox / "a.xlsx", NEW, {"area_name": "Ash", **plan})
    summary_of(project, inbox, tmp_path / "out")
    sheet = openpyxl.load_workbook(tmp_path / "out" / "summary.xlsx")["Actions"]
    headings = [cell.value for cell in sheet[4]]
    found = [[row[headings.index(name)].value for name in ("Deeds to do", "By")] for row in sheet.iter_rows(5, 6)]
    assert found == [["2024-01-01", datetime.datetime(2020, 5, 1)], ["Sow", datetime.datetime(2020, 1, 1)]]


def test_longer_than_a_cell(project: Path, inbox: Path, tmp_path: Path) -> None:
    """A list of areas that is longer than a cell is cut in the workbook, and whole in the CSV file."""
    for letter in "ab":
        send(inbox / f"{letter}.xlsx", NEW, {"area_name": letter * 20_000, "found_bright": "Seen"})
    found: Tables = summary_of(project, inbox, tmp_path / "out")
    assert max(len(row["Seen: areas"]) for row in found["evidence"]) > 40_000
    sheet = openpyxl.load_workbook(tmp_path / "out" / "summary.xlsx")["Evidence"]
    assert max(len(str(cell.value)) for row in sheet.iter_rows() for cell in row) == CELL_LIMIT
