"""The scores over time, and in how many areas they became better or worse."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby

from ...words import summary as words
from ...workbook.answers import Answer
from ..extract import section_label
from ..store import Store
from .editions import AllEditions
from .table import AREA, DATE, EDITION, FILE, SCORE, SCORE_IN_WORDS, Column, Row, SummaryTable

_CHANGES = (words.BETTER, words.SAME, words.WORSE, words.FIRST)


def over_time_table(store: Store, editions: AllEditions) -> SummaryTable:
    """Return the table with a row for each score at a meeting."""

    def rows() -> Iterator[Row]:
        for _, scores in _by_area_and_section(store):
            before: int | None = None
            for number, (area, section, meeting, date, score, in_words, edition, file) in enumerate(scores):
                # An unknown score has no height, so neither it nor the score after it says how things changed.
                now = editions.height_of(score)
                change = words.FIRST if number == 0 else _change(before, now)
                yield area, editions.title_of(section), meeting, date, score, in_words, change, edition, file
                before = now

    return SummaryTable(
        "over-time",
        words.TABLE_OVER_TIME,
        words.ABOUT_OVER_TIME,
        (
            *(AREA, Column(section_label(editions.newest)), Column(words.COLUMN_MEETING), DATE, SCORE, SCORE_IN_WORDS),
            *(Column(words.COLUMN_CHANGE, "word"), EDITION, FILE),
        ),
        rows,
    )


def movement_table(store: Store, editions: AllEditions) -> SummaryTable:
    """Return the table with a row for each section: in how many areas its score became better, or not."""

    def rows() -> Iterator[Row]:
        counts: defaultdict[Answer | None, Counter[str]] = defaultdict(Counter)
        for (_, section), scores in _by_area_and_section(store):
            heights = [height for _, _, _, _, score, *_ in scores if (height := editions.height_of(score)) is not None]
            if heights:
                counts[section][_change(heights[0], heights[-1]) if len(heights) > 1 else words.FIRST] += 1
        for id_, known in editions.sections.items():
            yield known.part.title, *(counts[id_][change] for change in _CHANGES)

    headings = (*_CHANGES[:-1], words.ONE_SCORE_ONLY)
    return SummaryTable(
        "movement",
        words.TABLE_MOVEMENT,
        words.ABOUT_MOVEMENT,
        (Column(section_label(editions.newest)), *(Column(heading, "number") for heading in headings)),
        rows,
        charted=True,
    )


def _by_area_and_section(store: Store) -> Iterator[tuple[Row, Iterator[Row]]]:
    return groupby(store.over_time(), key=lambda row: row[:2])


def _change(before: int | None, now: int | None) -> str:
    """Return how a score changed, or nothing where one of the two is not a score."""
    if before is None or now is None:
        return ""
    return words.BETTER if now > before else words.WORSE if now < before else words.SAME
