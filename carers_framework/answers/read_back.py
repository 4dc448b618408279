"""A filled-in workbook becomes Answers, whatever program saved it last.

Answers are found by the names of their cells, never by address: rows may have been inserted, sheets renamed or moved.
An answer whose name is gone is not guessed at. It is reported with its sheet and cell, so that nothing typed is lost.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from ..base.area import Area, cell_address
from ..base.dates import in_figures
from ..base.text import folded, short
from ..words import CHECK
from ..workbook.answers import Answer, Answers
from ..workbook.cells import Input
from ..workbook.layout import Layout
from ..workbook.sheets import carried
from ..writing.writer import EDITION_PROPERTY, NOTICE_PROPERTY
from .xlsx import UnreadableError, Value, Values, read

OPTIONAL = frozenset(name for name, _ in carried.COLUMNS)
"""The names of a sheet that only a workbook has that was carried forward."""

_ROWS_LIMIT = 5_000
"""The most rows that a table of answers may have."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A text that somebody typed where no answer belongs, or whose name is gone."""

    sheet: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What a filled-in workbook holds: its edition, the answers, what has no place, and one line for each problem.

    `notice` is what stands at the top of every sheet of a worked example; `saved` the day of the last save, if noted.
    """

    edition: str
    answers: Answers
    unplaced: tuple[Unplaced, ...]
    problems: tuple[str, ...]
    notice: str = ""
    saved: datetime.date | None = None


def read_back(path: Path, layouts: Mapping[str, Layout]) -> ReadBack:
    """Every answer in a workbook. `layouts` holds the layout of each known edition, by the edition's id.

    Raises UnreadableError, whose text is one line, for a file that is no workbook of a known edition.
    """
    values = read(path)
    edition = _edition(path, values, layouts)
    layout = layouts[edition]
    problems: list[str] = []
    cells = {
        name: answer
        for name, wanted in layout.inputs.items()
        if (answer := _in_cell(values, name, wanted, problems)) is not None
    }
    columns = {
        name: column
        for name, wanted in layout.columns.items()
        if (column := _in_column(values, name, wanted, problems))
    }
    problems += _uneven(values, layout)
    unplaced = tuple(_unplaced(values, layout))
    answers = Answers(MappingProxyType(cells), MappingProxyType(columns))
    notice = values.properties.get(NOTICE_PROPERTY, "")
    return ReadBack(edition, answers, unplaced, tuple(problems), notice, values.saved)


def _edition(path: Path, values: Values, layouts: Mapping[str, Layout]) -> str:
    """The edition that a workbook is of: by its property, or by its first sheet where a program dropped properties."""
    edition = values.properties.get(EDITION_PROPERTY, "")
    where = values.names.get("edition_id")
    if not edition and where:
        edition = _as_text(values.sheets.get(where.sheet, {}).get((where.row, where.column), ""))
    if not edition:
        raise UnreadableError(path, "is not a workbook of this framework. Check that it is the right file.")
    if edition not in layouts:
        raise UnreadableError(
            path, f"is of edition {short(edition)}, which is not known here (known: {', '.join(layouts)})."
        )
    if not any(name in values.names for name in layouts[edition].inputs):
        raise UnreadableError(path, "has none of the names that answers are found by. Use the file as it was before.")
    return edition


def _in_cell(values: Values, name: str, wanted: Input, problems: list[str]) -> Answer | None:
    """The answer in the cell of a name, or None; what is wrong with it goes to the problems."""
    where = values.names.get(name)
    if where is None or where.sheet not in values.sheets:
        problems.append(f"The name {name} is missing. What was typed there is listed as without a place.")
        return None
    value = values.sheets[where.sheet].get((where.row, where.column))
    return _answer(value, wanted, values, _address(where.sheet, where.row, where.column), problems)


def _in_column(values: Values, name: str, wanted: Input, problems: list[str]) -> tuple[Answer | None, ...]:
    """The answers in a table's column, without the empty cells at its end."""
    where = values.names.get(name)
    if where is None or where.sheet not in values.sheets:
        if name not in OPTIONAL:
            problems.append(f"The name {name} is missing. What was typed there is listed as without a place.")
        return ()
    if where.last_row - where.row >= _ROWS_LIMIT:
        problems.append(f"The name {name} stands for more than {_ROWS_LIMIT:,} rows. Only so many were read.")
    sheet = values.sheets[where.sheet]
    answers: list[Answer | None] = []
    for row in _rows(where):
        place = _address(where.sheet, row, where.column)
        answers.append(_answer(sheet.get((row, where.column)), wanted, values, place, problems))
    while answers and answers[-1] is None:
        answers.pop()
    return tuple(answers)


def _answer(value: Value | None, wanted: Input, values: Values, place: str, problems: list[str]) -> Answer | None:
    """A value as an answer of the kind that is wanted. Whatever was typed is kept, even where it does not fit."""
    if value is None:
        return None
    if wanted.kind == "date":
        if isinstance(value, float) and not isinstance(value, bool):
            value = values.calendar.day(value) or value
        if isinstance(value, datetime.date):
            return value
        problems.append(f"{place}: “{wanted.label}” is not a date. It is kept as text.")
    if wanted.kind == "number":
        number = _whole_number(value)
        if number is not None and wanted.low <= number <= wanted.high:
            return number
        problems.append(f"{place}: “{wanted.label}” is not a whole number from {wanted.low} to {wanted.high}.")
    text = _as_text(value)
    if wanted.choices and text not in wanted.choices:
        problems.append(f"{place}: “{wanted.label}” is not one of the answers in its list. It is kept as text.")
    return text


def _whole_number(value: Value) -> int | None:
    try:
        number = float(value) if isinstance(value, (str, float)) else None
    except ValueError:
        return None
    return int(number) if number is not None and number.is_integer() else None


def _as_text(value: Value) -> str:
    """A value as people see it in a cell."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.date):
        return in_figures(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return value


def _uneven(values: Values, layout: Layout) -> Iterator[str]:
    """A table whose columns no longer begin in the same row would put answers beside the wrong ones."""
    for sheet in layout.sheets:
        for placed in sheet.tables:
            names = [column.name for column in placed.table.columns if column.name in layout.columns]
            areas = [values.names[name] for name in names if name in values.names]
            if len({(area.sheet, area.row) for area in areas}) > 1:
                yield f"The columns of the table {placed.table.name} do not begin in the same row. Check its answers."


def _unplaced(values: Values, layout: Layout) -> Iterator[Unplaced]:
    """Every value that is neither an answer, nor a formula's, nor one of the workbook's own texts."""
    read = frozenset(_places_read(values, layout))
    lost = frozenset(
        (where.sheet, where.row, where.column) for name, where in layout.areas.items() if name not in values.names
    )
    for sheet, cells in values.sheets.items():
        formulas = values.formulas[sheet]
        for (row, column), value in cells.items():
            if (row, column) in formulas or (sheet, row, column) in read:
                continue
            text = _as_text(value)
            line = folded(text)
            # An answer may be a word of the workbook's own, such as a score: where it has lost its name, it is told.
            ours = line in layout.texts or line.removesuffix(f" {CHECK}") in layout.texts
            if not ours or (sheet, row, column) in lost:
                yield Unplaced(sheet, cell_address(row, column), text)


def _places_read(values: Values, layout: Layout) -> Iterator[tuple[str, int, int]]:
    """The sheet, row and column of every cell that the workbook's own names lead to."""
    for name in {*layout.areas, *layout.columns, *OPTIONAL} & set(values.names):
        area = values.names[name]
        rows = _rows(area) if name in layout.columns or name in OPTIONAL else range(area.row, area.row + 1)
        yield from ((area.sheet, row, area.column) for row in rows)


def _rows(column: Area) -> range:
    """The rows of a table's column that are read."""
    return range(column.row, min(column.last_row, column.row + _ROWS_LIMIT - 1) + 1)


def _address(sheet: str, row: int, column: int) -> str:
    return f"{short(sheet, quote=False)}!{cell_address(row, column)}"
