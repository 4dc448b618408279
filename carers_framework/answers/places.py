"""Where the answers of an earlier edition go in the current one: the decisions, as plain data.

Both `carry_forward` and the page on which people fill in the workbook follow them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ..framework.model import Framework
from ..words import reading, workbook
from ..workbook.answers import Answer
from ..workbook.book import layout_of
from ..workbook.cells import Input
from ..workbook.sheets.plan import DECISIONS
from .destinations import Destination, destinations

_ACTION_FIELDS = frozenset({"action", *(field for field, _ in DECISIONS)})
"""The fields that are asked for each action."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the answer in a cell goes: the name of the cell that asks for it now, or nothing.

    `reworded` is whether the item that the cell is about is worded differently now, and `was` where the answer was, for
    people.
    """

    target: str
    reworded: bool
    was: str


def places(editions: Sequence[Framework]) -> Mapping[str, Place]:
    """Return where the answers of the first edition go in the last, by the names of their cells.

    An answer goes nowhere where its item was dropped, split or merged, and where the last edition does not ask this.

    Args:
        editions: the edition of the workbook, and each that followed it, up to the current one.
    """
    old, new = editions[0], editions[-1]
    asked = layout_of(new).inputs
    by_part = destinations(editions)
    found: dict[str, Place] = {}
    for name, wanted in layout_of(old).inputs.items():
        destination = by_part.get(wanted.subject.part)
        target = _target(wanted, destination)
        reworded = destination is not None and destination.reworded
        found[name] = Place(target if target in asked else "", reworded, _where(old, wanted, destination))
    return MappingProxyType(found)


def scores_for(wanted: Input, framework: Framework) -> tuple[str, ...]:
    """Return the scores that a cell takes, or none where it does not ask for a score."""
    return tuple(level.score for level in framework.levels) if wanted.choices_from == "level_scores" else ()


def takes(wanted: Input, answer: Answer, framework: Framework) -> bool:
    """Return whether a cell takes an answer. Small letters of a score count as capitals."""
    if scores := scores_for(wanted, framework):
        return str(answer).upper() in scores
    if wanted.choices:
        return answer in wanted.choices
    return wanted.kind != "number" or (isinstance(answer, int) and wanted.low <= answer <= wanted.high)


def _target(wanted: Input, destination: Destination | None) -> str:
    """Return the name of the cell that asks the same as an old one, or nothing where its item has no follower."""
    if destination is None:
        # It is not about an item, such as the name of the area.
        return wanted.name
    return replace(wanted.subject, part=destination.target).name if destination.target else ""


def _where(edition: Framework, wanted: Input, destination: Destination | None) -> str:
    """Return where an answer was, for people: the edition, section and meeting, and what was asked about what."""
    piece = destination.piece if destination else None
    parts = [reading.EDITION.format(edition=edition.edition.id)]
    if piece and piece.section:
        parts += [section.title for section in edition.sections if section.id == piece.section]
    if (number := wanted.subject.number) is not None:
        is_action = wanted.subject.field in _ACTION_FIELDS
        parts.append(workbook.ACTION_NUMBER.format(number=number) if is_action else edition.workbook.meetings[number])
    parts.append(wanted.label)
    # The name of a section is already there.
    about = f": {piece.name}" if piece and piece.kind != "section" else ""
    return ", ".join(parts) + about
