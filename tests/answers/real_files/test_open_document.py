"""A filled-in .ods file is read, carried forward and collated, without LibreOffice, and the page reads it the same."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from carers_framework.answers.carry_forward import carry_forward
from carers_framework.answers.read_back import read_back
from carers_framework.answers.xlsx.values import UnreadableError
from carers_framework.collation.extract import Edition
from carers_framework.collation.reading import FoundFile, read_file
from tests.answers.real_files.changes import LAYOUT, LAYOUTS, ours
from tests.answers.real_files.open_document import CASES, open_document, typed
from tests.helpers.editions import GARDENS
from tests.helpers.fill_in_page import ReadingPage, as_json, read_by_python
from tests.helpers.packages import zipped
from tests.helpers.workbooks import convert_all

DAY = datetime.date(2027, 5, 14)


BELOW = (
    '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2" '
    'office:value-type="string"><text:p>Mine</text:p></table:table-cell></table:table-row>'
)


@pytest.mark.parametrize("case", CASES)
def test_read(case: str, tmp_path: Path) -> None:
    cells, answers, told, aside = CASES[case]
    path = tmp_path / "file.ods"
    path.write_bytes(open_document(cells))
    back = read_back(path, LAYOUTS)
    assert dict(back.answers.cells) == answers
    assert len(back.problems) == len(told)
    assert all(piece in line for piece, line in zip(told, back.problems, strict=True))
    assert [unplaced.text for unplaced in back.unplaced] == list(aside)
    assert back.saved == datetime.date(2027, 5, 20)
    assert carry_forward(back, [GARDENS]).aside == len(aside)


def test_repeated(tmp_path: Path) -> None:
    """Cells that are alike are written once."""
    path = tmp_path / "file.ods"
    path.write_bytes(open_document({}, more=BELOW))
    back = read_back(path, LAYOUTS)
    assert len({unplaced.cell for unplaced in back.unplaced}) == 4


def test_too_many(tmp_path: Path) -> None:
    """A cell that says it repeats millions of times takes no time."""
    path = tmp_path / "file.ods"
    path.write_bytes(open_document({}, more=BELOW.replace('"2"', '"900000"', 1).replace('"2"', '"16000"')))
    with pytest.raises(UnreadableError, match="pieces of data, counted up to Begin!A"):
        read_back(path, LAYOUTS)


ENCRYPTED = b"<manifest><file-entry><encryption-data/></file-entry></manifest>"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (zipped([("content.xml", b"<x/>")]), "but not a spreadsheet"),
        (zipped([("content.xml", b"\x07secret"), ("META-INF/manifest.xml", ENCRYPTED)]), "protected by a password"),
        (zipped([("content.xml", b"<x")]), "is damaged inside"),
    ],
)
def test_refused(content: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "file.ods"
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match=reason):
        read_back(path, LAYOUTS)


def test_collated(tmp_path: Path) -> None:
    path = tmp_path / "file.ods"
    path.write_bytes(open_document({"area_name": typed("Here"), "score_soil": typed("L")}))
    record = read_file(FoundFile(path, "file.ods"), {GARDENS.edition.id: Edition(GARDENS, LAYOUT)}, DAY)
    assert (record.area, record.scores[0].score) == ("Here", "L")


@pytest.mark.libreoffice
def test_saved_by_libreoffice(tmp_path: Path) -> None:
    """What LibreOffice makes of a filled-in workbook has the same answers, and nothing else."""
    answers = {"area_name": "Here\nand  there", "first_meeting": DAY, "score_soil": "H1", "priority_soil": 1}
    source = tmp_path / "filled.xlsx"
    source.write_bytes(ours(**answers))
    (converted,) = convert_all([source], "ods", tmp_path)
    back = read_back(converted, LAYOUTS)
    assert (dict(back.answers.cells), back.problems, back.unplaced) == (answers, (), ())


@pytest.mark.chromium
def test_read_by_page(browser: Browser, tmp_path: Path) -> None:
    """The page reads every one as Python does."""
    page = ReadingPage(browser, [GARDENS])
    contents = {name: open_document(case[0]) for name, case in CASES.items()}
    contents |= {"repeated": open_document({}, more=BELOW), "damaged": zipped([("content.xml", b"<x")])}
    path = tmp_path / "file.ods"
    for name, content in contents.items():
        path.write_bytes(content)
        assert as_json(page.read(content, str(path))) == as_json(read_by_python(path, [GARDENS])), name
