"""Days as spreadsheets count them and as people in Britain write them."""

from __future__ import annotations

import datetime
import re

_DAY_0 = datetime.date(1899, 12, 30)
_DAY_0_FROM_1904 = datetime.date(1904, 1, 1)

_FIRST_SERIAL = 61
"""The serial number of 1 March 1900. Excel counts a 29 February 1900, which did not exist, so programs disagree about
the numbers below it."""


# Without the short forms of ISO 8601, such as 20270331 and 2027-W13-3, which no spreadsheet program writes.
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def to_serial(day: datetime.date) -> int:
    """Return the serial number of a day in a workbook whose dates count from 1900."""
    return (day - _DAY_0).days


def from_serial(number: float, *, from_1904: bool = False) -> datetime.date | None:
    """Return the day of a serial number, or None where the number is not an unambiguous day.

    Args:
        number: days since the start of the workbook's calendar; the time of day, its fraction, is dropped.
        from_1904: whether the workbook counts from 1904, as workbooks from old versions of Excel for Mac do.
    """
    start, first = (_DAY_0_FROM_1904, 1) if from_1904 else (_DAY_0, _FIRST_SERIAL)
    try:
        return start + datetime.timedelta(days=int(number)) if number >= first else None
    except (OverflowError, ValueError):
        return None


def from_iso(text: str) -> datetime.date | None:
    """Return the day at the start of an ISO 8601 text ("2027-03-31"), with or without a time, or None."""
    found = _ISO_DAY.match(text.strip())
    try:
        return datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def a_year_after(day: datetime.date) -> datetime.date:
    """Return the same day of the next year, or 28 February where that year has no such day."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def in_figures(day: datetime.date) -> str:
    """Return a day as "31/03/2027"."""
    # Some systems write the year 99 with two digits and some with four.
    return f"{day:%d/%m}/{day.year:04}"


def in_words(day: datetime.date) -> str:
    """Return a day as "31 Mar 2027"."""
    return f"{day.day} {day:%b %Y}"
