"""Days as spreadsheets count them and as people in Britain write them."""

from __future__ import annotations

import datetime
import re

from .text import plain

_DAY_0 = datetime.date(1899, 12, 30)
_DAY_0_FROM_1904 = datetime.date(1904, 1, 1)

_FIRST_SERIAL = 61
"""The serial number of 1 March 1900. Excel counts a 29 February 1900, which did not exist, so programs disagree about
the numbers below it."""


# Without the short forms of ISO 8601, such as 20270331 and 2027-W13-3, which no spreadsheet program writes.
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


FIRST_DAY, LAST_DAY = datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)
"""The days from which and to which a date counts as one, in the workbook's own checks too."""

_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?(?:the )?"
_MONTH = r"([a-z]{3,9})\.?"
_ORDINAL = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"'?([0-9]{4}|[0-9]{2})"
_TIME = r"(?:(?:,? |t)[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:\.[0-9]+)?)?(?: ?[ap]m)?z?)?"

# 14/5/27, 14. 5. 2027, 14-05-27: the day comes first, as in Britain.
_IN_FIGURES = re.compile(rf"{_WEEKDAY}([0-9]{{1,2}}) ?([/.-]) ?([0-9]{{1,2}}) ?\2 ?{_YEAR}{_TIME}")
# 14th of May 2027, 14-May-27, Friday 14 May, 2027
_DAY_FIRST = re.compile(rf"{_WEEKDAY}{_ORDINAL}(?: of)?[ /.-]*{_MONTH},?[ /.-]*{_YEAR}{_TIME}")
# May 14, 2027: the name of the month tells which is which.
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}{_MONTH} {_ORDINAL},? {_YEAR}{_TIME}")
# 2027-05-14, 2027/5/14, 2027.5.14: nobody begins with the year and goes on with the day.
_YEAR_FIRST = re.compile(rf"([0-9]{{4}}) ?([/.-]) ?([0-9]{{1,2}}) ?\2 ?([0-9]{{1,2}}){_TIME}")
_LONGEST = 60


def from_text(text: str) -> datetime.date | None:
    """Return the day that somebody typed as a text, or None where it is not clearly one from 2000 to 2099."""
    # A full stop ends what people take for a sentence.
    line = plain(text[: _LONGEST + 1]).removesuffix(".")
    if len(text) > _LONGEST:
        return None
    if found := _IN_FIGURES.fullmatch(line):
        return _existing(found[4], found[3], found[1])
    if found := _DAY_FIRST.fullmatch(line):
        return _existing(found[3], _month(found[2]), found[1])
    if found := _MONTH_FIRST.fullmatch(line):
        return _existing(found[3], _month(found[1]), found[2])
    if found := _YEAR_FIRST.fullmatch(line):
        return _existing(found[1], found[3], found[4])
    return None


def _month(name: str) -> int:
    """Return the number of a month from at least the first three letters of its name, or 0."""
    return next((number for number, month in enumerate(_MONTHS, 1) if month.startswith(name)), 0)


def _existing(year: str, month: str | int, day: str) -> datetime.date | None:
    """Return a day, or None where there is no such day, or it is not one that the workbook takes."""
    try:
        found = datetime.date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None


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
