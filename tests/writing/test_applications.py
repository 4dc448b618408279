"""The workbook in every state, calculated by LibreOffice and Gnumeric, and read by four libraries.

Every value that we store beside a formula is compared with the one that an application calculates. What this does not
look at: Excel and Google Sheets, which no test machine has.
"""

from __future__ import annotations

import datetime
import io
import json
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from carers_framework.answers.read_back import read_back
from carers_framework.answers.values import read
from carers_framework.framework.load import load
from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answers
from carers_framework.workbook.book import layout_of
from carers_framework.workbook.cells import cell_name
from carers_framework.workbook.layout import Layout
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.helpers.project import ROOT
from tests.helpers.workbooks import assert_same_formula_values, convert_all, filled, same, write_workbook
from tests.scenarios import TODAY, scenarios

READERS = ROOT / "tests" / "readers"


@pytest.fixture(scope="module")
def states(framework: Framework) -> dict[str, Answers]:
    return scenarios(framework)


@pytest.fixture(scope="module")
def files(framework: Framework, states: dict[str, Answers], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The workbook in every state, as we save it."""
    folder = tmp_path_factory.mktemp("states")
    return [write_workbook(folder / f"{name}.xlsx", framework, answers) for name, answers in states.items()]


@pytest.fixture(scope="module")
def by_libreoffice(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return convert_all(files, "xlsx", tmp_path_factory.mktemp("libreoffice"))


@pytest.fixture(scope="module")
def by_gnumeric(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("gnumeric")
    converted = []
    for path in files:
        converted.append(folder / path.name)
        command = ["ssconvert", "--recalc", str(path), str(converted[-1])]
        subprocess.run(command, capture_output=True, check=True, timeout=120)
    return converted


@pytest.mark.libreoffice
def test_libreoffice_values(files: list[Path], by_libreoffice: list[Path]) -> None:
    """LibreOffice calculates what we store, in every state of the workbook."""
    for ours, theirs in zip(files, by_libreoffice, strict=True):
        assert_same_formula_values(ours, theirs)


@pytest.mark.libreoffice
def test_decimal_comma(files: list[Path], tmp_path: Path) -> None:
    """Where decimals have commas and arguments semicolons, the values are the same."""
    for ours, theirs in zip(files, convert_all(files, "xlsx", tmp_path, locale="de-DE"), strict=True):
        assert_same_formula_values(ours, theirs)


@pytest.mark.gnumeric
def test_gnumeric_values(files: list[Path], by_gnumeric: list[Path]) -> None:
    """Gnumeric calculates what we store, in every state of the workbook."""
    for ours, theirs in zip(files, by_gnumeric, strict=True):
        assert_same_formula_values(ours, theirs)


@pytest.mark.libreoffice
def test_libreoffice_answers(layout: Layout, states: dict[str, Answers], by_libreoffice: list[Path]) -> None:
    """Every answer is read back from a file that LibreOffice saved."""
    for answers, path in zip(states.values(), by_libreoffice, strict=True):
        assert_all_back(answers, path, layout)


@pytest.mark.gnumeric
def test_gnumeric_answers(layout: Layout, states: dict[str, Answers], by_gnumeric: list[Path]) -> None:
    """Every answer is read back from a file that Gnumeric saved."""
    for answers, path in zip(states.values(), by_gnumeric, strict=True):
        assert_all_back(answers, path, layout)


def assert_all_back(answers: Answers, path: Path, layout: Layout) -> None:
    back = read_back(path, {"2021": layout})
    assert back.answers.cells == answers.cells, path.stem
    for name, column in answers.columns.items():
        found = back.answers.columns[name]
        assert found + (None,) * (len(column) - len(found)) == column, (path.stem, name)
    assert back.unplaced == ()


def test_calamine(files: list[Path]) -> None:
    """calamine reads every stored value."""
    for path in files:
        stored = read(path)
        book = CalamineWorkbook.from_path(str(path))
        assert book.sheet_names == list(stored.sheets)
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            theirs = {
                (number, column): value
                for number, row in enumerate(rows, start=1)
                for column, value in enumerate(row, start=1)
            }
            for place, mine in stored.sheets[name].items():
                assert same(mine, theirs[place]), (path.stem, name, place)


def as_excel_has_it(value: object, stored: object) -> object:
    """Return what ExcelJS reads, with what it leaves out: the value 0 of a formula, and Excel's escape of _x."""
    if stored == 0:
        return value or 0
    return value.replace("_x005F_", "_") if isinstance(value, str) else value


@pytest.mark.node
def test_exceljs_and_sheetjs(files: list[Path]) -> None:
    """ExcelJS and SheetJS read every stored value."""
    if not (READERS / "node_modules").exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=READERS, check=True, timeout=300)
    command = ["node", "read.js", *map(str, files)]
    result = subprocess.run(command, cwd=READERS, capture_output=True, check=True, timeout=300)
    for path, found in zip(files, json.loads(result.stdout), strict=True):
        stored = read(path)
        assert set(found) == {"exceljs", "sheetjs"}
        for library, sheets in found.items():
            assert list(sheets) == list(stored.sheets), library
            for name, cells in stored.sheets.items():
                for (row, column), mine in cells.items():
                    if not isinstance(mine, datetime.date):  # each library returns days in a different form
                        theirs = sheets[name].get(f"{get_column_letter(column)}{row}")
                        if library == "exceljs":
                            theirs = as_excel_has_it(theirs, mine)
                        assert same(mine, theirs), (library, path.stem, name, row, column)


@pytest.mark.libreoffice
def test_typed_answers(framework: Framework, workbook_bytes: bytes, tmp_path: Path) -> None:
    """What is typed shows by the formulas alone: the stored values are those of the empty workbook."""
    ids = [section.id for section in framework.sections]
    answers = {cell_name("score", id_): score for id_, score in zip(ids, ("C", "B", "A", "A", "c"), strict=False)}
    path = tmp_path / "typed.xlsx"
    filled(workbook_bytes, answers).save(path)
    (theirs,) = convert_all([path], "xlsx", tmp_path)
    expected = io.BytesIO(to_bytes(build(framework, Answers(answers, as_of=TODAY))))
    shown = openpyxl.load_workbook(theirs, data_only=True)
    for sheet in openpyxl.load_workbook(expected, data_only=True).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert same(cell.value, shown[sheet.title][cell.coordinate].value), (sheet.title, cell.coordinate)
    rows = shown[framework.workbook.sheets.summary.name].iter_rows(values_only=True)
    assert ("Preventative community support", "A") in [row[:2] for row in rows]


@pytest.mark.libreoffice
def test_other_framework(tmp_path: Path) -> None:
    """No formula counts on three levels or six sections."""
    other = load(ROOT / "tests" / "data" / "other.yaml")
    paths = [write_workbook(tmp_path / f"{name}.xlsx", other, answers) for name, answers in scenarios(other).items()]
    for ours, theirs in zip(paths, convert_all(paths, "xlsx", tmp_path / "out"), strict=True):
        assert_same_formula_values(ours, theirs)
    assert layout_of(other).inputs
