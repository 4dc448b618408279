"""How many areas gave each answer about each indicator, and which areas say that it describes them.

No answer is taken for good or bad: an indicator of a low level describes poor support.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from ...words import summary as words
from ..extract import section_label
from ..store import Store
from .editions import AllEditions
from .table import IN_WHICH_EDITIONS, SCORE, SCORE_IN_WORDS, Column, Row, SummaryTable

_OTHER = ""
"""Counts the answers that are not in the list, under a key that no answer has."""


def evidence_table(store: Store, editions: AllEditions) -> SummaryTable:
    """Return the table with a row for each indicator and a column for each answer."""

    def rows() -> Iterator[Row]:
        # Answers that an old edition had, and this one has not, are counted together.
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        described: dict[str, str] = {}
        for indicator, answer, number, areas in store.answer_counts():
            counts[indicator][answer if answer in editions.answers else _OTHER] += number
            if answer == editions.fullest_answer:
                described[indicator] = areas
        # An area whose edition has the indicator, and that gave no answer, is in no record: it is the rest.
        asked = store.edition_counts()
        for id_, known in editions.indicators.items():
            section, score = editions.homes[id_]
            found = counts[id_]
            yield (
                *(section.title, score, editions.levels[score].part.words, known.part.text),
                *(found[answer] for answer in (*editions.answers, _OTHER)),
                # Areas that were asked, less those that answered.
                sum(asked.get(edition, 0) for edition in known.editions) - found.total(),
                editions.in_words(known.editions),
                words.REWORDED if known.reworded else words.NOT_REWORDED,
                described.get(id_),
            )

    # A column for each answer, whatever the newest edition calls them.
    headings = (*editions.answers, words.OTHER_ANSWERS, words.NO_ANSWER)
    return SummaryTable(
        "evidence",
        words.TABLE_EVIDENCE,
        words.ABOUT_EVIDENCE.format(answer=editions.fullest_answer),
        (
            *(Column(section_label(editions.newest)), SCORE, SCORE_IN_WORDS),
            Column(words.COLUMN_INDICATOR, "prose"),
            *(Column(heading, "number") for heading in headings),
            *(IN_WHICH_EDITIONS, Column(words.COLUMN_WORDING)),
            Column(words.COLUMN_AREAS_THAT_SAY.format(answer=editions.fullest_answer), "prose"),
        ),
        rows,
    )
