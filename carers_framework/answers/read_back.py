"""A filled-in workbook becomes Answers, whatever program saved it last.

Answers are found by the names of their cells, never by address: rows may have been inserted, sheets renamed or moved.
An answer whose name is gone is not guessed at. It is reported with its sheet and cell, so that nothing typed is lost.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from ..base.area import Area, cell_address
from ..base.text import folded, plain, short
from ..words import reading as words
from ..workbook.answers import Answer, Answers
from ..workbook.cells import RUN_ON, Input
from ..workbook.layout import Layout
from ..writing.styles import WITHOUT_TEXT
from ..writing.writer import EDITION_PROPERTY, NOTICE_PROPERTY
from .conversion import as_text, to_answer
from .former_rows import is_older, moved_rows
from .missing import missing_names
from .unplaced import Unplaced, find_unplaced
from .values import read
from .xlsx.cells import Place
from .xlsx.values import UnreadableError, Value, Values

ROWS_LIMIT = 5_000
"""The most rows of a table that are read."""

OWN_TEXTS = 20
"""How many texts of an edition show that a workbook without names was made from ours."""


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What a filled-in workbook holds: its edition, the answers, what has no place, and one line for each problem.

    `notice` is the line at the top of every sheet of a worked example. `saved` is the day of the last save, if the file
    has it.
    """

    edition: str
    answers: Answers
    unplaced: tuple[Unplaced, ...]
    problems: tuple[str, ...]
    notice: str = ""
    saved: datetime.date | None = None


def read_back(path: Path, layouts: Mapping[str, Layout]) -> ReadBack:
    """Read every answer in a workbook.

    Args:
        path: the workbook.
        layouts: the layout of each known edition, by the edition's id.

    Raises:
        UnreadableError: the file is not a workbook of a known edition.
    """
    values = read(path, WITHOUT_TEXT)
    edition = _edition(path, values, layouts)
    layout = layouts[edition]
    reader = _AnswerReader(values, layout)
    answers = reader.answers()
    problems = (*reader.problems, *_uneven_tables(values, layout), *_drawn(values))
    unplaced = tuple(find_unplaced(values, layout, frozenset(reader.read)))
    return ReadBack(edition, answers, unplaced, problems, _notice(values, layout), values.saved)


def _edition(path: Path, values: Values, layouts: Mapping[str, Layout]) -> str:
    """Return the id of the edition of a workbook, or raise UnreadableError where it is not a known one."""
    # Some programs drop custom properties when they save, and document libraries rewrite them: the sheets come first.
    said = [edition for edition in (_edition_on_sheet(values), values.properties.get(EDITION_PROPERTY, "")) if edition]
    edition = next((edition for edition in said if edition in layouts), "")
    if not edition and said:
        known = ", ".join(layouts)
        raise UnreadableError(path, words.UNKNOWN_EDITION.format(edition=short(said[0]), known=known))
    if not edition:
        raise UnreadableError(path, words.NO_NAMES if _has_own_texts(values, layouts) else words.OF_ANOTHER_KIND)
    if not any(name in values.names for name in layouts[edition].inputs):
        raise UnreadableError(path, words.NO_NAMES)
    return edition


def _notice(values: Values, layout: Layout) -> str:
    """Return the line that a worked example has in its properties and beside the title of every sheet, or nothing.

    Either will do: some programs drop the properties of a file.
    """
    sheets = {values.names[name].sheet for name in layout.areas if name in values.names} & values.sheets.keys()
    titles = (as_text(values.sheets[sheet].get((1, 1), "")) for sheet in sheets)
    lines = {title.rpartition(RUN_ON)[2].strip() if RUN_ON in title else "" for title in titles}
    # Beside other titles is the step that a sheet is for. Several may have the same, but not the first sheet.
    is_whole = _first_sheet(values) in sheets and len(sheets) > 1
    on_sheets = lines.pop() if is_whole and len(lines) == 1 else ""
    return values.properties.get(NOTICE_PROPERTY, "") or on_sheets


def _first_sheet(values: Values) -> str:
    """Return the name of the sheet with the edition, or nothing."""
    where = values.names.get("edition_id")
    return where.sheet if where else ""


def _edition_on_sheet(values: Values) -> str:
    """Return the id of the edition in the cell that is named for it, or nothing."""
    where = values.names.get("edition_id")
    return as_text(values.sheets.get(where.sheet, {}).get((where.row, where.column), "")).strip() if where else ""


def _has_own_texts(values: Values, layouts: Mapping[str, Layout]) -> bool:
    """Return whether a workbook without names has so many of an edition's texts that it was once one of ours."""
    if any(name in values.names for layout in layouts.values() for name in layout.inputs):
        return False
    texts = {folded(value) for cells in values.sheets.values() for value in cells.values() if isinstance(value, str)}
    return any(len(texts & layout.texts) >= OWN_TEXTS for layout in layouts.values())


class _AnswerReader:
    """Reads answers by their names, and collects one line for each problem with them."""

    def __init__(self, values: Values, layout: Layout) -> None:
        self._values = values
        self._layout = layout
        self._missing: list[str] = []
        self._astray: Counter[str] = Counter()
        self.problems: list[str] = []
        self.read: set[tuple[str, Place]] = set()
        """The cells in which an answer was found."""

    def answers(self) -> Answers:
        """Return the answers that are there."""
        layout = self._layout
        found = {name: self._cell(name, wanted) for name, wanted in layout.inputs.items()}
        cells = {name: answer for name, answer in found.items() if answer is not None}
        columns = {name: self._column(name, wanted) for name, wanted in layout.columns.items()}
        if is_older(self._values):
            # What it calls otherwise is not missing.
            cells |= self._former_rows(frozenset(cells))
        else:
            self.problems += missing_names(self._missing, self._values, layout)
        self.problems += _led_astray(self._astray)
        return Answers(
            MappingProxyType(cells), MappingProxyType({name: column for name, column in columns.items() if column})
        )

    def _cell(self, name: str, wanted: Input) -> Answer | None:
        """Return the answer in the cell of a name, or of a name that it had before, or None."""
        former = next((former for former in wanted.formerly if former in self._values.names), name)
        area = self._area(name, name if name in self._values.names else former)
        if area is None or (name not in self._values.names and area.last_row > area.row):
            # A column of an older workbook: its rows are found elsewhere.
            return None
        if self._is_ours(area, wanted):
            self._astray[area.sheet] += 1
            return None
        return self._answer(area.sheet, area.row, area.column, wanted)

    def _is_ours(self, area: Area, wanted: Input) -> bool:
        """Return whether a cell is not for typing in, and has a text of the form: its name leads to a wrong cell."""
        place = (area.row, area.column)
        # Some programs lock all cells, and then these say nothing.
        if place not in self._values.locked[area.sheet] or not self._values.unlocked[area.sheet]:
            return False
        text = folded(as_text(self._values.sheets[area.sheet][place]))
        # A group may lock what it has agreed, and a choice can be a text of the form, too.
        return text in self._layout.texts and text not in wanted.choices

    def _former_rows(self, taken: frozenset[str]) -> dict[str, Answer]:
        """Return the answers in the rows of a table that older workbooks have, by the names of their cells now."""
        cells: dict[str, Answer] = {}
        inputs = self._layout.inputs
        for moved in moved_rows(self._values, self._layout, taken, ROWS_LIMIT):
            self.read.add((moved.sheet, moved.place))
            if moved.name:
                cells[moved.name] = self._converted(moved.sheet, moved.place, moved.value, inputs[moved.name])
        return cells

    def _column(self, name: str, wanted: Input) -> tuple[Answer | None, ...]:
        """Return the answers in a column of a table, without the empty cells at its end."""
        area = self._area(name, name)
        if area is None:
            return ()
        if area.last_row - area.row >= ROWS_LIMIT:
            self.problems.append(words.TOO_MANY_ROWS.format(name=name, limit=ROWS_LIMIT))
        answers = [self._answer(area.sheet, row, area.column, wanted) for row in _rows(area)]
        while answers and answers[-1] is None:
            answers.pop()
        return tuple(answers)

    def _area(self, name: str, called: str) -> Area | None:
        """Return the cells of a name, here called `called`, or None where it or its sheet is gone."""
        area = self._values.names.get(called)
        if area and area.sheet in self._values.sheets:
            return area
        self._missing.append(name)
        return None

    def _answer(self, sheet: str, row: int, column: int, wanted: Input) -> Answer | None:
        """Return the answer in a cell, or None where the cell is empty. Nothing but spaces is empty, too."""
        place = (row, column)
        value = self._values.sheets[sheet].get(place)
        has_formula = place in self._values.formulas[sheet]
        if value is None and not has_formula:
            return None
        self.read.add((sheet, place))
        if not has_formula and isinstance(value, str) and _is_blank(value):
            return None
        return self._converted(sheet, place, value, wanted)

    def _converted(self, sheet: str, place: Place, value: Value | None, wanted: Input) -> Answer:
        """Return a value as an answer, and record what is wrong with it or to know of it.

        A formula without a proper value is kept as its text: `-carers lead` became one, and shows `#NAME?`.
        """
        formula = self._values.formulas[sheet].get(place)
        is_error = place in self._values.errors[sheet]
        if formula and (value is None or is_error):
            self._note(_about_formula(words.FORMULA_ONLY, wanted, formula), sheet, place)
            return f"={formula}"
        if value is None or is_error:
            text = as_text(value or "")
            self._note(words.SHOWS_ERROR.format(label=wanted.label, typed=text or words.NOTHING), sheet, place)
            return text
        seen = self._values.shown[sheet].get(place, "")
        answer, problem = to_answer(value, wanted, self._values.calendar, seen)
        if formula is not None and not problem:
            problem = _about_formula(words.FORMULA, wanted, formula)
        self._note(problem, sheet, place)
        return answer

    def _note(self, problem: str, sheet: str, place: Place) -> None:
        """Record what is wrong with the answer in a cell, if anything is."""
        if problem:
            self.problems.append(f"{short(sheet, quote=False)}!{cell_address(*place)}: {problem}")


def _is_blank(text: str) -> bool:
    # Nearly every text begins with a letter or a digit, and need not be looked at further.
    return not text[:1].isalnum() and not plain(text)


def _about_formula(line: str, wanted: Input, formula: str) -> str:
    # That of a data table has no text.
    return line.format(label=wanted.label, formula=short(f"={formula or '…'}", quote=False))


def _led_astray(count_of: Mapping[str, int]) -> Iterator[str]:
    """Yield a line for each sheet on which names lead to texts of the form.

    Some libraries insert a row and leave the names where they were (PHPOffice/PhpSpreadsheet 4804).
    """
    for sheet, count in count_of.items():
        yield words.LED_ASTRAY.format(count=count, sheet=short(sheet, quote=False))


def _uneven_tables(values: Values, layout: Layout) -> Iterator[str]:
    """Yield a line for each table whose columns no longer begin in the same row: answers may be beside wrong ones."""
    for sheet in layout.sheets:
        for placed in sheet.tables:
            names = [column.name for column in placed.table.columns if column.name in layout.columns]
            areas = [values.names[name] for name in names if name in values.names]
            if len({(area.sheet, area.row) for area in areas}) > 1:
                yield words.UNEVEN_TABLE.format(table=placed.table.name)


def _drawn(values: Values) -> Iterator[str]:
    """Yield a line for each sheet with pictures, text boxes or other objects, which hold no answers."""
    for sheet, count in values.drawn.items():
        name = short(sheet, quote=False)
        yield (
            words.ONE_PICTURE.format(sheet=name) if count == 1 else words.MANY_PICTURES.format(count=count, sheet=name)
        )


def _rows(column: Area) -> range:
    """Return the rows of a table's column that are read."""
    return range(column.row, min(column.last_row, column.row + ROWS_LIMIT - 1) + 1)
