"""Every score in every workbook, and the scores of each area now."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ...words import summary as words
from ..extract import section_label
from ..store import Store
from .editions import AllEditions
from .table import AREA, DATE, ORIGIN, SCORE, SCORE_IN_WORDS, Column, Row, SummaryTable


def scores_table(store: Store, editions: AllEditions) -> SummaryTable:
    """Return the table with a row for each section of each workbook."""
    return SummaryTable(
        "scores",
        words.TABLE_SCORES,
        words.ABOUT_SCORES,
        (AREA, Column(section_label(editions.newest)), SCORE, SCORE_IN_WORDS, DATE, *ORIGIN),
        lambda: ((area, editions.title_of(section), *rest) for area, section, *rest in store.scores()),
    )


def areas_table(store: Store, editions: AllEditions) -> SummaryTable:
    """Return the table with a row for each area and a column for each section."""

    def rows() -> Iterator[Row]:
        for area, scores in groupby(store.latest_scores(), key=lambda row: row[0]):
            # What was typed instead of a score is shown as it is: here, "not one of the scores" would say too little.
            shown = {
                section: in_words if score in editions.levels else score or in_words
                for _, section, score, in_words in scores
            }
            yield area, *(shown.get(section, words.NOT_IN_EDITION) for section in editions.sections)

    columns = (AREA, *(Column(section.part.title, coloured=True) for section in editions.sections.values()))
    return SummaryTable("areas", words.TABLE_AREAS, words.ABOUT_AREAS, columns, rows)
