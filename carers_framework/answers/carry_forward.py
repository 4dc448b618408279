"""Carry the answers of an earlier edition's workbook forward to the current edition.

An answer goes where its item went. Where the wording changed, it is marked to be checked. An answer without a place is
kept aside, with where it was. Nothing that somebody typed is left out.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ..base.dates import in_figures
from ..base.text import short
from ..framework.model import Framework
from ..words import ASIDE, CHECK
from ..workbook.answers import Answer, Answers
from ..workbook.book import layout_of
from ..workbook.cells import Input
from ..workbook.layout import Layout
from ..workbook.sheets.carried import COLUMNS
from ..workbook.sheets.plan import COLUMNS as PLAN_COLUMNS
from ..workbook.sheets.plan import ROOM
from .destinations import destinations
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
    places = _Places(editions)
    cells = {target: answer for name, answer in back.answers.cells.items() if (target := places.new_name(name, answer))}
    columns = _plan(back.answers, places)
    to_check, aside = list(_to_check(back, places)), list(_set_aside(back, places))
    # Those to check come first: they are the rows that somebody has to do something about.
    columns |= _with_notes(back.answers, [*to_check, *aside])
    answers = Answers(MappingProxyType(cells), MappingProxyType(columns), back.answers.as_of)
    return Carried(answers, len(cells) + len(columns.get("plan_action", ())), len(to_check), len(aside))


def _set_aside(back: ReadBack, places: _Places) -> Iterator[_Note]:
    """Yield a note for everything that has no place in the current edition's workbook.

    These are the answers that have no cell there, the answers for which the action plan has no room or no such choice,
    and what had no place in the old workbook either.
    """
    for name, answer in back.answers.cells.items():
        if not places.new_name(name, answer):
            yield _Note(ASIDE, places.where_it_was(name), _text(answer))
    edition = f"Edition {places.old.edition.id}"
    for column, _ in PLAN_COLUMNS:
        for number, planned in enumerate(back.answers.columns.get(column, ()), start=1):
            if planned is not None and places.in_plan(column, number, planned) is None:
                label = getattr(places.old.fields, column).label
                yield _Note(ASIDE, f"{edition}, action {number}, {label}", _text(planned))
    for unplaced in back.unplaced:
        yield _Note(ASIDE, f"{edition}, {short(unplaced.sheet, quote=False)}, {unplaced.cell}", unplaced.text)


def _to_check(back: ReadBack, places: _Places) -> Iterator[_Note]:
    """Yield a note for each answer that has a place, but to something that is worded differently now."""
    for name, answer in back.answers.cells.items():
        target = places.new_name(name, answer)
        if target and places.is_reworded(name):
            yield _Note(CHECK, places.where_it_was(name), _text(answer), target)


class _Places:
    """Where the answers of an old edition go in the current one."""

    def __init__(self, editions: Sequence[Framework]) -> None:
        self.old, self.new = editions[0], editions[-1]
        self._inputs = layout_of(self.old).inputs
        self._new_inputs = layout_of(self.new).inputs
        self._destinations = destinations(editions)

    def new_name(self, name: str, answer: Answer) -> str:
        """Return the name of the cell where an answer goes, or nothing where it has no place.

        It has none where its item was dropped, split or merged, where the current edition does not ask this, and where
        the cell takes no such answer.
        """
        if self.old is self.new:
            # Even an answer that does not fit stays where somebody put it.
            return name
        wanted = self._inputs[name]
        target = self._target(wanted)
        new_input = self._new_inputs.get(target)
        return target if new_input and self._takes(new_input, answer) else ""

    def in_plan(self, column: str, number: int, answer: Answer) -> Answer | None:
        """Return an answer of the action plan as it is in the current edition, or None where it has no place.

        Args:
            column: the name of the column.
            number: that of the action, from 1.
            answer: what the old plan has there.
        """
        if number > ROOM:
            return None
        if self.old is self.new:
            return answer
        if column == "plan_section":
            return self._new_title(str(answer))
        if column == "plan_status" and answer not in self.new.fields.plan_status.choices:
            return None
        return answer

    def is_reworded(self, name: str) -> bool:
        """Return whether the item that a cell is about is worded differently now."""
        destination = self._destinations.get(self._inputs[name].subject.part)
        return destination is not None and destination.reworded

    def where_it_was(self, name: str) -> str:
        """Return where an answer was, for people: the edition, section and meeting, and what was asked about what."""
        wanted = self._inputs[name]
        destination = self._destinations.get(wanted.subject.part)
        piece = destination.piece if destination else None
        parts = [f"Edition {self.old.edition.id}"]
        if piece and piece.section:
            parts += [section.title for section in self.old.sections if section.id == piece.section]
        if wanted.subject.meeting is not None:
            parts.append(self.old.workbook.meetings[wanted.subject.meeting])
        parts.append(wanted.label)
        # The name of a section is already there.
        about = f": {piece.name}" if piece and piece.kind != "section" else ""
        return ", ".join(parts) + about

    def _target(self, wanted: Input) -> str:
        """Return the name of the cell that asks the same as an old one, or nothing where its item has no follower."""
        destination = self._destinations.get(wanted.subject.part)
        if destination is None:
            # It is not about an item, such as the name of the area.
            return wanted.name
        return replace(wanted.subject, part=destination.target).name if destination.target else ""

    def _takes(self, wanted: Input, answer: Answer) -> bool:
        """Return whether a cell of the current edition takes an answer."""
        if wanted.choices_from == "level_scores":
            return self.new.level_of(answer) is not None
        if wanted.choices:
            return answer in wanted.choices
        return wanted.kind != "number" or (isinstance(answer, int) and wanted.low <= answer <= wanted.high)

    def _new_title(self, title: str) -> str | None:
        """Return the title that a section has now, or None where the section is gone."""
        old_id = next((section.id for section in self.old.sections if section.title == title), None)
        if old_id is None:
            # Somebody typed something else than a section, which stays as it is.
            return title
        new_id = self._destinations[old_id].target
        return next((section.title for section in self.new.sections if section.id == new_id), None)


def _plan(answers: Answers, places: _Places) -> dict[str, tuple[Answer | None, ...]]:
    """Return the columns of the action plan as they are in the current edition."""
    columns: dict[str, tuple[Answer | None, ...]] = {}
    for name, _ in PLAN_COLUMNS:
        column = [
            None if answer is None else places.in_plan(name, number, answer)
            for number, answer in enumerate(answers.columns.get(name, ()), start=1)
        ]
        if kept := tuple(_without_end(column)):
            columns[name] = kept
    return columns


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
