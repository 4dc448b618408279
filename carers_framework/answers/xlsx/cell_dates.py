"""Which numbers of a workbook are dates, and which days they are.

A date in a cell is a number with a style that shows it as a date. The number counts days from a start that the workbook
chooses: Excel counts from 1900, and old versions for the Mac from 1904.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ...base.dates import from_serial, to_serial
from .elements import descendants, first
from .numbers import whole_number_in

_BUILT_IN_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""The numbers of the date and time formats that every program knows (ECMA-376, 18.8.30)."""

_DAYS_TO_1904 = to_serial(datetime.date(1904, 1, 1))

_FORMAT_LIMIT = 255
"""The most characters that a number format has. A longer one could keep the regular expressions busy for minutes."""

# What shows as it is, and what is in square brackets: "day", \d, [Red], [$-809].
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DATE_LETTER = re.compile(r"[dmyh]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a workbook counts days: from 1904 or, like nearly all, from 1900."""

    from_1904: bool

    def day(self, number: float) -> datetime.date | None:
        """Return the day of a number in this workbook, or None where it is not an unambiguous day."""
        return from_serial(number, from_1904=self.from_1904)

    def number(self, day: datetime.date) -> int:
        """Return the number of a day in this workbook."""
        return to_serial(day) - (_DAYS_TO_1904 if self.from_1904 else 0)


def calendar_of(workbook: Element) -> Calendar:
    """Return the calendar of a workbook: `<workbookPr date1904="1"/>` says that it counts from 1904."""
    settings = first(workbook, "workbookPr")
    return Calendar(settings is not None and settings.attrib.get("date1904", "0") in {"1", "true"})


def date_styles(styles: Element) -> frozenset[int]:
    """Return the numbers of the cell styles that show a number as a date."""
    formats = _BUILT_IN_FORMATS | {
        whole_number_in(element.attrib["numFmtId"])
        for element in descendants(styles, "numFmt")
        # No style can use a format without a number.
        if "numFmtId" in element.attrib and shows_a_date(element.attrib.get("formatCode", ""))
    }
    # A cell names a style by its place in this list.
    cell_styles = first(styles, "cellXfs")
    used = [] if cell_styles is None else [whole_number_in(style.attrib.get("numFmtId", "0")) for style in cell_styles]
    return frozenset(number for number, format_ in enumerate(used) if format_ in formats)


def shows_a_date(code: str) -> bool:
    """Return whether the code of a number format shows a number as a date or time."""
    if len(code) > _FORMAT_LIMIT:
        return False
    code = _LITERAL.sub("", code)
    # "General" shows the number itself, and letters behind it are a unit.
    return bool(_DATE_LETTER.search(code)) and "general" not in code.lower()
