"""The pieces of an edition that are compared: levels, introduction, wellbeing, steps, sections and indicators.

The library around the framework (examples, law, glossary) and the words of the workbook are not compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from ...framework.model import Framework, Kept, Level, Passage, Section, Step, Wellbeing

Kind = Literal["level", "passage", "wellbeing", "area", "step", "item", "section", "indicator"]
"""An area is an area of wellbeing. An item is somebody to invite, or something to gather, in a step."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an edition.

    `texts` is (name, text) for each of its texts. `place` is (section id, score) for an indicator, (step id, list) for
    an item, and empty for the other kinds.
    """

    kind: Kind
    id: str
    texts: tuple[tuple[str, str], ...]
    place: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    moved_to: tuple[str, ...] = ()
    dropped: str | None = None

    @property
    def key(self) -> tuple[Kind, str]:
        """The kind and the id, which no other piece of the edition has."""
        return self.kind, self.id

    @property
    def name(self) -> str:
        """The text that people know it by: an indicator's text, a section's title."""
        return self.texts[0][1]

    @property
    def section(self) -> str | None:
        """The id of the section that it is, or that it belongs to."""
        if self.kind == "section":
            return self.id
        return self.place[0] if self.kind == "indicator" else None

    @property
    def level(self) -> str | None:
        """The score of the level that an indicator belongs to."""
        return self.place[1] if self.kind == "indicator" else None


def pieces(framework: Framework) -> tuple[Piece, ...]:
    """Return the pieces of an edition in reading order."""
    return (
        *map(_level, framework.levels),
        *map(_passage, framework.introduction),
        *_wellbeing_pieces(framework.wellbeing),
        *chain.from_iterable(map(_step_pieces, framework.steps)),
        *chain.from_iterable(map(_section_pieces, framework.sections)),
    )


def _level(level: Level) -> Piece:
    return Piece("level", level.score, (("label", level.words), ("meaning", level.meaning)))


def _passage(passage: Passage) -> Piece:
    # Points have no ids, so they are compared together, as one text.
    points = f"{passage.points_lead or ''} {'; '.join(passage.points)}".strip()
    return _piece("passage", passage, title=passage.title, text=passage.text, points=points)


def _wellbeing_pieces(wellbeing: Wellbeing) -> Iterator[Piece]:
    # There is one such part in every edition, so it needs no id in the file.
    yield Piece("wellbeing", "wellbeing", (("text", wellbeing.text),))
    for area in wellbeing.areas:
        yield _piece("area", area, title=area.title, text=area.text)


def _step_pieces(step: Step) -> Iterator[Piece]:
    yield _piece("step", step, title=step.title, text=step.text, warning=step.warning or "")
    for name, items in (("invite", step.invite), ("gather", step.gather)):
        for item in items:
            yield replace(_piece("item", item, text=item.text), place=(step.id, name))


def _section_pieces(section: Section) -> Iterator[Piece]:
    texts = {"title": section.title, "description": section.description, "requirement": section.requirement}
    yield _piece("section", section, **texts)
    for score, indicators in section.levels.items():
        for indicator in indicators:
            yield replace(_piece("indicator", indicator, text=indicator.text), place=(section.id, score))


def _piece(kind: Kind, part: Kept, **texts: str) -> Piece:
    return Piece(
        kind, part.id, tuple(texts.items()), replaces=part.replaces, moved_to=part.moved_to, dropped=part.dropped
    )
