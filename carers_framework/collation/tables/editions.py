"""All editions of the framework as one, so that workbooks of any of them can be shown together.

Parts are matched by their ids, and levels by their scores. Each is worded as in the newest edition that has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, TypeVar

from ...base.text import folded
from ...framework.model import Framework, Indicator, Level, Section
from ...words import summary as words
from ..extract import evidence_answers, fullest_evidence_answer

PartT = TypeVar("PartT", Section, Indicator, Level)


@dataclass(frozen=True, slots=True)
class Known(Generic[PartT]):
    """A part of one or more editions.

    `part` is worded as in the newest edition that has it, `editions` are the ids of all that have it, the oldest first,
    and `reworded` says whether their wording differs.
    """

    part: PartT
    editions: tuple[str, ...]
    reworded: bool


@dataclass(frozen=True, slots=True)
class AllEditions:
    """What all editions have together.

    `sections` and `indicators` are by their ids: first those of the newest edition in its order, then those that only
    older ones have. `levels` are by their scores, the lowest first. `homes` gives the section and the score of each
    indicator, `answers` every answer that can be chosen about one.
    """

    newest: Framework
    ids: tuple[str, ...]
    sections: Mapping[str, Known[Section]]
    indicators: Mapping[str, Known[Indicator]]
    levels: Mapping[str, Known[Level]]
    homes: Mapping[str, tuple[Section, str]]
    answers: tuple[str, ...]

    @property
    def section_places(self) -> Mapping[str, int]:
        """The position of each section among all, from 0."""
        return {id_: place for place, id_ in enumerate(self.sections)}

    @property
    def fullest_answer(self) -> str:
        """The answer that says that an indicator describes an area fully, for good or ill."""
        return fullest_evidence_answer(self.newest)

    def title_of(self, section: object) -> str:
        """Return the title of the section with an id."""
        return self.sections[str(section)].part.title

    def height_of(self, score: object) -> int | None:
        """Return the position of a score among all, the lowest being 0, or None for what is not a score."""
        return next((place for place, level in enumerate(self.levels) if level == score), None)

    def in_words(self, editions: tuple[str, ...]) -> str:
        """Return which editions have a part, in words."""
        if len(editions) < len(self.ids):
            return words.ONLY_IN.format(editions=", ".join(editions))
        return words.ALL_EDITIONS if len(editions) > 1 else editions[0]


def all_editions(editions: Sequence[Framework]) -> AllEditions:
    """Return several editions, the oldest first, as one."""
    newest_first = editions[::-1]
    levels = _known(editions, lambda edition: ((level.score, level) for level in edition.levels))
    scores = merged([level.score for level in edition.levels] for edition in newest_first)
    # Later entries replace earlier ones, so an indicator's home is that of the newest edition with it.
    homes = {
        indicator.id: (section, score)
        for edition in editions
        for section in edition.sections
        for score, indicators in section.levels.items()
        for indicator in indicators
    }
    return AllEditions(
        newest=editions[-1],
        ids=tuple(edition.edition.id for edition in editions),
        sections=_known(editions, lambda edition: ((section.id, section) for section in edition.sections)),
        indicators=_known(editions, lambda edition: ((part.id, part) for part in _indicators(edition))),
        levels=MappingProxyType({score: levels[score] for score in scores}),
        homes=MappingProxyType(homes),
        answers=tuple(dict.fromkeys(answer for edition in newest_first for answer in evidence_answers(edition))),
    )


def merged(orders: Iterable[Sequence[str]]) -> list[str]:
    """Return several orders as one: the first as it is, and what only a later one has after what it follows there."""
    all_: list[str] = []
    for order in orders:
        place = 0
        for item in order:
            if item not in all_:
                all_.insert(place, item)
            place = all_.index(item) + 1
    return all_


def _known(
    editions: Sequence[Framework], parts: Callable[[Framework], Iterable[tuple[str, PartT]]]
) -> Mapping[str, Known[PartT]]:
    """Return each part of the editions by its key, the newest edition's parts first.

    Args:
        editions: the oldest first.
        parts: gives the parts of an edition, each with the key by which it is matched.
    """
    found: defaultdict[str, list[tuple[str, PartT]]] = defaultdict(list)
    for edition in reversed(editions):
        for key, part in parts(edition):
            found[key].append((edition.edition.id, part))
    return MappingProxyType(
        {
            key: Known(
                having[0][1], tuple(id_ for id_, _ in reversed(having)), len({_wording(p) for _, p in having}) > 1
            )
            for key, having in found.items()
        }
    )


def _wording(part: Section | Indicator | Level) -> str:
    """Return the text of a part that people answered to."""
    match part:
        case Section():
            return folded(part.requirement)
        case Level():
            return folded(part.words)
        case Indicator():
            return folded(part.text)


def _indicators(edition: Framework) -> Iterable[Indicator]:
    return (indicator for section in edition.sections for indicator in section.indicators)
