"""How many areas have each score, section by section."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from ...words import summary as words
from ..extract import section_label
from ..store import Store
from .editions import AllEditions
from .table import IN_WHICH_EDITIONS, Column, Row, SummaryTable


def by_section_table(store: Store, editions: AllEditions) -> SummaryTable:
    """Return the table with a row for each section and a column for each score."""

    def rows() -> Iterator[Row]:
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        # Several things that are not scores may have been typed: they share a column.
        for section, score, number in store.score_counts():
            column = words.UNSCORED if score is None else score if score in editions.levels else words.UNCLEAR
            counts[section][column] += number
        for id_, known in editions.sections.items():
            found = counts[id_]
            numbers = (found[column] for column in (*editions.levels, words.UNCLEAR, words.UNSCORED))
            yield known.part.title, *numbers, found.total(), editions.in_words(known.editions)

    levels = (known.part for known in editions.levels.values())
    return SummaryTable(
        "by-section",
        words.TABLE_BY_SECTION,
        words.ABOUT_BY_SECTION,
        (
            Column(section_label(editions.newest)),
            *(Column(level.words, "number", colour=level.colour) for level in levels),
            # Grey: not scored yet is neither good nor bad.
            *(Column(words.UNCLEAR, "number"), Column(words.UNSCORED, "number", colour="grey")),
            *(Column(words.TABLE_AREAS, "total"), IN_WHICH_EDITIONS),
        ),
        rows,
        charted=True,
    )
