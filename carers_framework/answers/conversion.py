"""A value in a workbook as the answer that its cell asks for."""

from __future__ import annotations

import datetime
import re

from ..base.dates import FIRST_DAY, LAST_DAY, from_text, in_figures
from ..base.text import plain, plain_words, short
from ..words import reading as words
from ..workbook.answers import Answer
from ..workbook.cells import Input
from .xlsx.cell_dates import Calendar
from .xlsx.cells import Value
from .xlsx.numbers import number_in

# A whole number as people write a place in an order: 2nd, #2, (2), 2)
_PLACE = re.compile(r"[#(]?([0-9]{1,9})(?:st|nd|rd|th)?[).]?")


def to_answer(value: Value, wanted: Input, calendar: Calendar, shown: str = "") -> tuple[Answer, str]:
    """Return a value as an answer, and what is wrong with it or to know of it, or nothing.

    What does not fit is kept as text.

    Args:
        value: what is in the cell.
        wanted: what the cell asks for.
        calendar: that of the workbook, for a date that is in the cell as a number.
        shown: what people see in the cell, where it is not what the value is as text.
    """
    text = shown or as_text(value)
    if wanted.kind == "date":
        return _as_day(value, text, calendar, wanted.label)
    if wanted.kind == "number":
        return _as_number(value, text, wanted)
    if not wanted.choices or text in wanted.choices:
        return text, ""
    if choice := _choice(text, wanted):
        return choice, ""
    if meant := _meant(text, wanted):
        return meant, _said(words.READ_AS, wanted.label, text, answer=meant)
    return text, _said(words.NOT_A_CHOICE, wanted.label, text)


def _said(line: str, label: str, typed: str, **values: object) -> str:
    """Return a line about what was typed."""
    return line.format(label=label, typed=short(typed, quote=False), **values)


def _as_number(value: Value, text: str, wanted: Input) -> tuple[Answer, str]:
    """Return a value as a whole number, and what is wrong with it."""
    number = _whole_number(value)
    if number is not None and wanted.low <= number <= wanted.high:
        return number, ""
    place = _PLACE.fullmatch(plain(text))
    if place and wanted.low <= int(place[1]) <= wanted.high:
        return int(place[1]), _said(words.READ_AS, wanted.label, text, answer=place[1])
    return text, _said(words.NOT_A_NUMBER, wanted.label, text, low=wanted.low, high=wanted.high)


def _as_day(value: Value, text: str, calendar: Calendar, label: str) -> tuple[Answer, str]:
    """Return a value, which people see as a text, as a day, and what is wrong with it or to know of it."""
    if isinstance(value, str):
        day = from_text(value)
        if day is None:
            return value, _said(words.NOT_A_DATE, label, value)
        return day, _said(words.READ_AS, label, value, answer=in_figures(day))
    # The style of the cell may have been lost, as when only values are pasted. The number is still a day.
    day = calendar.day(value) if isinstance(value, float) else value if isinstance(value, datetime.date) else None
    if day is None:
        return text, _said(words.NOT_A_DATE, label, text)
    if FIRST_DAY <= day <= LAST_DAY:
        return day, ""
    # Who types 2027 in a cell for dates sees 19 July 1905, the day with that number.
    number = calendar.number(day)
    if FIRST_DAY.year <= number <= LAST_DAY.year:
        return str(number), _said(words.A_YEAR, label, str(number))
    first, last = in_figures(FIRST_DAY), in_figures(LAST_DAY)
    return in_figures(day), _said(words.NOT_IN_RANGE, label, in_figures(day), first=first, last=last)


def _choice(text: str, wanted: Input) -> str:
    """Return the choice that a text is, or was called before, or nothing. `plain` says what does not matter."""
    choices = {plain(former): now for former, now in wanted.choices_formerly.items()}
    choices |= {plain(choice): choice for choice in wanted.choices}
    return choices.get(plain(text), "")


def _meant(text: str, wanted: Input) -> str:
    """Return the choice that other words for it can only mean, or nothing."""
    said = plain_words(text)
    # "Half." and "“half”" have the same words as "Half".
    same = [choice for choice in wanted.choices if said and plain_words(choice) == said]
    return wanted.choices_alike.get(said, "") or (same[0] if len(same) == 1 else "")


def as_text(value: Value) -> str:
    """Return a value as people see it in its cell."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.date):
        return in_figures(value)
    if isinstance(value, float):
        # Beyond 15 digits a float no longer holds every whole number, so it is shown as what it is.
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return value


def _whole_number(value: Value) -> int | None:
    """Return the whole number that a value is, also where it was typed as text, or None."""
    try:
        number = number_in(value) if isinstance(value, str) else value
    except ValueError:
        return None
    # A bool is not a float, so TRUE is not 1.
    return int(number) if isinstance(number, float) and number.is_integer() else None
