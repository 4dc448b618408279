"""Carry the answers of an earlier edition's workbook forward to the current edition.

An answer goes where its item went. Where the wording changed, it is marked to be checked. An answer without a place is
kept aside, with where it was. Nothing that somebody typed is left out.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ..base.dates import in_figures
from ..base.text import short
from ..framework.model import Framework
from ..words import reading
from ..words.workbook import ASIDE, CHECK
from ..workbook.answers import Answer, Answers
from ..workbook.book import layout_of
from ..workbook.layout import Layout
from ..workbook.sheets.carried import COLUMNS
from .places import places, takes
from .read_back import ReadBack


@dataclass(frozen=True, slots=True)
class Carried:
    """The answers in their new places, and how many were carried, are to be checked, and were kept aside."""

    answers: Answers
    carried: int
    to_check: int
    aside: int


@dataclass(frozen=True, slots=True)
class _Note:
    """A row of the sheet of what was carried over. `name` is that of the cell where the answer is now."""

    what: str
    where: str
    text: str
    name: str = ""


def carry_forward(back: ReadBack, editions: Sequence[Framework]) -> Carried:
    """Return the answers of a workbook in their places in the current edition.

    Args:
        back: what was read from the workbook.
        editions: the edition of the workbook, and each that followed it, up to the current one.
    """
    targets = _Targets(editions)
    cells = {
        target: answer for name, answer in back.answers.cells.items() if (target := targets.new_name(name, answer))
    }
    to_check, aside = list(_to_check(back, targets)), list(_set_aside(back, targets))
    # Those to check come first: they are the rows that somebody has to do something about.
    columns = _with_notes(back.answers, [*to_check, *aside])
    answers = Answers(MappingProxyType(cells), MappingProxyType(columns), back.answers.as_of)
    return Carried(answers, len(cells), len(to_check), len(aside))


def _set_aside(back: ReadBack, targets: _Targets) -> Iterator[_Note]:
    """Yield a note for everything that has no place in the current edition's workbook.

    These are the answers that have no cell there, or for which it has no such choice, and what had no place in the old
    workbook either.
    """
    for name, answer in back.answers.cells.items():
        if not targets.new_name(name, answer):
            yield _Note(ASIDE, targets.where_it_was(name), _text(answer))
    edition = reading.EDITION.format(edition=targets.old.edition.id)
    for unplaced in back.unplaced:
        yield _Note(ASIDE, f"{edition}, {short(unplaced.sheet, quote=False)}, {unplaced.cell}", unplaced.text)


def _to_check(back: ReadBack, targets: _Targets) -> Iterator[_Note]:
    """Yield a note for each answer that has a place, but to something that is worded differently now."""
    for name, answer in back.answers.cells.items():
        target = targets.new_name(name, answer)
        if target and targets.is_reworded(name):
            yield _Note(CHECK, targets.where_it_was(name), _text(answer), target)


class _Targets:
    """Where the answers of a workbook go in the current edition's."""

    def __init__(self, editions: Sequence[Framework]) -> None:
        self.old, self._new = editions[0], editions[-1]
        self._places = places(editions)
        self._inputs = layout_of(self._new).inputs

    def new_name(self, name: str, answer: Answer) -> str:
        """Return the name of the cell where an answer goes, or nothing where it has no place.

        It has none where nothing asks for it any more, and where the cell takes no such answer.
        """
        if self.old is self._new:
            # Even an answer that does not fit stays where somebody put it.
            return name
        target = self._places[name].target
        return target if target and takes(self._inputs[target], answer, self._new) else ""

    def is_reworded(self, name: str) -> bool:
        """Return whether the item that a cell is about is worded differently now."""
        return self._places[name].reworded

    def where_it_was(self, name: str) -> str:
        """Return where an answer was, for people."""
        return self._places[name].was


def _with_notes(answers: Answers, notes: Sequence[_Note]) -> dict[str, tuple[Answer | None, ...]]:
    """Return the columns of the sheet Carried over: the rows that the old workbook had, and below them the notes."""
    columns = {name: list(answers.columns.get(name, ())) for name, _ in COLUMNS}
    height = max(map(len, columns.values()))
    for note in notes:
        row = (note.what, note.where, note.text, note.name or None)
        for (name, _), value in zip(COLUMNS, row, strict=True):
            columns[name] += [None] * (height - len(columns[name])) + [value]
        height += 1
    return {name: trimmed for name, column in columns.items() if (trimmed := tuple(_without_end(column)))}


def _without_end(column: Sequence[Answer | None]) -> Iterator[Answer | None]:
    """Yield a column without the empty cells at its end."""
    last = max((place for place, value in enumerate(column) if value is not None), default=-1)
    yield from column[: last + 1]


def _text(answer: Answer) -> str:
    """Return an answer as people write it."""
    return in_figures(answer) if isinstance(answer, datetime.date) else str(answer)


def layouts_of(frameworks: Sequence[Framework]) -> Mapping[str, Layout]:
    """Return the layouts by which workbooks of these editions are read, by the id of the edition."""
    anything = Answers(columns={name: ("",) for name, _ in COLUMNS})
    return MappingProxyType({edition.edition.id: layout_of(edition, anything) for edition in frameworks})
