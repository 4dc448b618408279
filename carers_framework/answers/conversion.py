"""A value in a workbook as the answer that its cell asks for."""

from __future__ import annotations

import datetime

from ..base.dates import in_figures
from ..base.text import folded
from ..words import reading as words
from ..workbook.answers import Answer
from ..workbook.cells import Input
from .xlsx.cell_dates import Calendar
from .xlsx.cells import Value
from .xlsx.numbers import number_in


def to_answer(value: Value, wanted: Input, calendar: Calendar) -> tuple[Answer, str]:
    """Return a value as an answer, and what is wrong with it, or nothing. What does not fit is kept as text.

    Args:
        value: what is in the cell.
        wanted: what the cell asks for.
        calendar: that of the workbook, for a date that is in the cell as a number.
    """
    if wanted.kind == "date":
        day = _day(value, calendar)
        return (day, "") if day else (as_text(value), words.NOT_A_DATE.format(label=wanted.label))
    if wanted.kind == "number":
        number = _whole_number(value)
        if number is not None and wanted.low <= number <= wanted.high:
            return number, ""
        return as_text(value), words.NOT_A_NUMBER.format(label=wanted.label, low=wanted.low, high=wanted.high)
    text = as_text(value)
    if not wanted.choices:
        return text, ""
    choice = _choice(text, wanted)
    return (choice, "") if choice else (text, words.NOT_A_CHOICE.format(label=wanted.label))


def _choice(text: str, wanted: Input) -> str:
    """Return the choice that a text is, or was called before, or nothing.

    Capitals, spaces around it and the kind of apostrophe do not matter, as in a list of a spreadsheet program.
    """
    choices = {_plain(former): now for former, now in wanted.choices_formerly.items()}
    choices |= {_plain(choice): choice for choice in wanted.choices}
    return choices.get(_plain(text), "")


def _plain(text: str) -> str:
    return folded(text).casefold().replace("'", "’")


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


def _day(value: Value, calendar: Calendar) -> datetime.date | None:
    """Return the day that a value is, or None."""
    # The style of the cell may have been lost, as when only values are pasted. The number is still a day.
    if isinstance(value, float):
        return calendar.day(value)
    return value if isinstance(value, datetime.date) else None


def _whole_number(value: Value) -> int | None:
    """Return the whole number that a value is, also where it was typed as text, or None."""
    try:
        number = number_in(value) if isinstance(value, str) else value
    except ValueError:
        return None
    # A bool is not a float, so TRUE is not 1.
    return int(number) if isinstance(number, float) and number.is_integer() else None
