"""Numbers in cells become the right days, whatever calendar and number formats the workbook has."""

from __future__ import annotations

import datetime
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from carers_framework.answers.values import read
from carers_framework.answers.xlsx.cell_dates import Calendar, date_styles

DAY = datetime.date(2027, 5, 14)


@pytest.mark.parametrize("epoch", [CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904], ids=["from 1900", "from 1904"])
def test_both_calendars(epoch: datetime.datetime, tmp_path: Path) -> None:
    """The same day has another number in each calendar, and is read as the same day."""
    path = tmp_path / "days.xlsx"
    workbook = openpyxl.Workbook()
    workbook.epoch = epoch
    workbook.active["A1"] = DAY
    workbook.save(path)
    values = read(path)
    assert values.calendar == Calendar(from_1904=epoch == CALENDAR_MAC_1904)
    assert values.sheets["Sheet"][1, 1] == DAY


@pytest.mark.parametrize(
    ("code", "shows_a_date"),
    [
        ("dd/mm/yyyy", True),
        ("[$-809]D MMMM", True),
        ("hh:mm", True),
        ("0.00", False),
        ('0 "days"', False),
        (r"0 \d", False),
        ("[Red]0", False),
        ("General", False),
        ("d" * 256, False),
    ],
)
def test_number_formats(code: str, shows_a_date: bool) -> None:
    """Letters of a date count only outside quotes, brackets and backslashes."""
    assert date_styles(styles(164, code)) == ({0} if shows_a_date else set())


@pytest.mark.parametrize(("number", "is_a_date"), [(9, False), (14, True), (22, True), (23, False), (49, False)])
def test_built_in_formats(number: int, is_a_date: bool) -> None:
    """Formats that every program knows have a number and no code in the file."""
    assert date_styles(styles(number)) == ({0} if is_a_date else set())


def styles(number: int, code: str = "") -> ElementTree.Element:
    """Return the styles of a workbook with one cell style: its number format has this number, and perhaps a code."""
    root = ElementTree.Element("styleSheet")
    if code:
        ElementTree.SubElement(root, "numFmt", numFmtId=str(number), formatCode=code)
    ElementTree.SubElement(ElementTree.SubElement(root, "cellXfs"), "xf", numFmtId=str(number))
    return root
