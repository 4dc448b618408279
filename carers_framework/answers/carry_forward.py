"""Carry the answers of an earlier edition's workbook forward to the current edition.

An answer goes where its item went. Where the wording changed, it is marked to be checked. An answer without a place is
kept aside, with where it was. Nothing that somebody typed is left out.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from ..base.dates import in_figures
from ..base.text import folded, short
from ..editions.links import links
from ..editions.pieces import Piece, pieces
from ..framework.model import Framework
from ..words import ASIDE, CHECK
from ..workbook.answers import Answer, Answers
from ..workbook.book import layout_of
from ..workbook.cells import Input
from ..workbook.layout import Layout
from ..workbook.sheets.carried import COLUMNS

from ..workbook.sheets.plan import ROOM
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
    """A row of the sheet of what was carried over."""

    what: str
    where: str
    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the answers about a piece go: the piece's new id, or none; and whether its wording changed."""

    piece: Piece
    target: str | None
    reworded: bool


def carry_forward(back: ReadBack, editions: Sequence[Framework]) -> Carried:
    """Return the answers of a workbook in their places in the current edition.

    Args:
        back: what was read from the workbook.
        editions: the edition of the workbook, and each that followed it, up to the current one.
    """
    old, new = editions[0], editions[-1]
    inputs, new_inputs = layout_of(old).inputs, layout_of(new).inputs
    destinations = _destinations(editions)
    cells: dict[str, Answer] = {}
    notes: list[_Note] = []
    for name, answer in back.answers.cells.items():
        destination = destinations.get(inputs[name].subject.part)
        target = _target(inputs[name], destination)
        where = _where(inputs[name], destination, old)
        if target not in new_inputs or not _fits(answer, new_inputs[target], new, same=old is new):
            notes.append(_Note(ASIDE, where, _text(answer)))
            continue
        cells[target] = answer
        if destination and destination.reworded:
            notes.append(_Note(CHECK, where, _text(answer), target))
    columns, plan_notes = _plan(back.answers, destinations, old, new)
    notes += plan_notes
    notes += (
        _Note(ASIDE, f"Edition {old.edition.id}, {short(unplaced.sheet, quote=False)}, {unplaced.cell}", unplaced.text)
        for unplaced in back.unplaced
    )
    columns |= _with_notes(back.answers, notes)
    checks = sum(note.what == CHECK for note in notes)
    answers = Answers(MappingProxyType(cells), MappingProxyType(columns), back.answers.as_of)
    return Carried(answers, len(cells) + len(columns.get("plan_action", ())), checks, len(notes) - checks)


def _destinations(editions: Sequence[Framework]) -> dict[str, Destination]:
    """Return where the answers about each piece of the first edition go, by the id of the piece.

    They go to the piece with the same id, or to the one other piece that took its place. What was split or merged goes
    nowhere: nobody can tell which part an answer belongs to.
    """
    current = {piece: [piece] for piece in pieces(editions[0])}
    changed: set[Piece] = set()
    for old, new in pairwise(editions):
        linked = links(old, new)
        for piece, followers in current.items():
            steps = [(earlier, later) for earlier, later in linked if earlier in followers]
            if any(_wording(earlier) != _wording(later) for earlier, later in steps):
                changed.add(piece)
            current[piece] = list(dict.fromkeys(later for _, later in steps))
    claimed = [follower for followers in current.values() for follower in followers]
    destinations = {}
    for piece, followers in current.items():
        own = [follower for follower in followers if follower.id == piece.id]
        alone = followers if len(followers) == 1 and claimed.count(followers[0]) == 1 else []
        found = next(iter(own or alone), None)
        destinations[piece.id] = Destination(piece, found.id if found else None, bool(found) and piece in changed)
    return destinations


def _wording(piece: Piece) -> str:
    """Return what people answered to: what a section requires, or the text of any other piece."""
    texts = dict(piece.texts)
    return folded(texts.get("requirement", texts.get("text", "")))


def _target(wanted: Input, destination: Destination | None) -> str:
    """Return the name of the cell where an answer goes, or nothing where it goes nowhere."""
    if destination is None:
        return wanted.name
    return replace(wanted.subject, part=destination.target).name if destination.target else ""


def _fits(answer: Answer, wanted: Input, new: Framework, *, same: bool) -> bool:
    """Return whether a cell takes an answer. Within one edition an answer stays as it is, fitting or not."""
    if same:
        return True
    if wanted.choices_from == "level_scores":
        return new.level_of(answer) is not None
    if wanted.choices:
        return answer in wanted.choices
    return wanted.kind != "number" or (isinstance(answer, int) and wanted.low <= answer <= wanted.high)


def _where(wanted: Input, destination: Destination | None, old: Framework) -> str:
    """Return where an answer was, for people: the edition, the section, the meeting, what was asked, about what."""
    parts = [f"Edition {old.edition.id}"]
    piece = destination.piece if destination else None
    if piece and piece.section:
        parts += [section.title for section in old.sections if section.id == piece.section]
    if wanted.subject.meeting is not None:
        parts.append(old.workbook.meetings[wanted.subject.meeting])
    parts.append(wanted.label)
    about = piece.name if piece and piece.kind != "section" else ""
    return ", ".join(parts) + (f": {about}" if about else "")


def _plan(
    answers: Answers, destinations: Mapping[str, Destination], old: Framework, new: Framework
) -> tuple[dict[str, tuple[Answer | None, ...]], list[_Note]]:
    """Return the columns of the action plan, with sections by their new titles, and notes of what has no place."""
    titles = _new_titles(destinations, old, new)
    columns: dict[str, tuple[Answer | None, ...]] = {}
    notes: list[_Note] = []
    for name, _ in PLAN_COLUMNS:
        kept: list[Answer | None] = []
        for number, answer in enumerate(answers.columns.get(name, ()), start=1):
            moved = None if number > ROOM else answer if old is new else _in_new_plan(name, answer, titles, new)
            if answer is not None and moved is None:
                label = getattr(old.fields, name).label
                notes.append(_Note(ASIDE, f"Edition {old.edition.id}, action {number}, {label}", _text(answer)))
            kept.append(moved)
        if column := tuple(_without_end(kept[:ROOM])):
            columns[name] = column
    return columns, notes


def _in_new_plan(name: str, answer: Answer | None, titles: Mapping[str, str | None], new: Framework) -> Answer | None:
    """Return an answer of the plan as the new edition takes it, or None where it takes no such answer."""
    if name == "plan_section":
        return titles.get(str(answer), answer)
    if name == "plan_status" and answer not in new.fields.plan_status.choices:
        return None
    return answer


def _new_titles(destinations: Mapping[str, Destination], old: Framework, new: Framework) -> dict[str, str | None]:
    """Return the title that each section of the old edition has now, or None where it is gone."""
    now = {section.id: section.title for section in new.sections}
    targets = {section.title: destinations[section.id].target for section in old.sections}
    return {title: now.get(target) if target else None for title, target in targets.items()}


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
