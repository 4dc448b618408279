"""The summary: its title, its colours and its tables, whatever form they take."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from ..base.colours import Colour
from ..words import summary as words
from .extract import STATE_COLOURS
from .store import Store
from .tables.actions import actions_table
from .tables.by_section import by_section_table
from .tables.editions import AllEditions
from .tables.evidence import evidence_table
from .tables.over_time import movement_table, over_time_table
from .tables.problems import problems_table
from .tables.scores import areas_table, scores_table
from .tables.table import SummaryTable, with_unique_headings
from .tables.targets import targets_table


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary of the records in a store, as of a day."""

    store: Store
    editions: AllEditions
    today: datetime.date

    @property
    def title(self) -> str:
        """The title of the whole summary."""
        return words.SUMMARY_TITLE.format(framework=self.editions.newest.edition.title)

    @property
    def subtitle(self) -> str:
        """A line that says how many workbooks and areas are in it, and from which day it is."""
        taken, areas, not_taken = self.store.file_counts()
        line = words.SUBTITLE.format(
            workbooks=_counted(taken, words.COUNT_WORKBOOKS),
            areas=_counted(areas, words.COUNT_AREAS),
            day=f"{self.today.day} {self.today:%B %Y}",
        )
        return line + (words.NOT_TAKEN.format(files=_counted(not_taken, words.COUNT_FILES)) if not_taken else "")

    @property
    def colours(self) -> Mapping[str, Colour]:
        """The colours of the words that have one, in coloured columns."""
        levels = [level.part for level in self.editions.levels.values()]
        of_levels = {text: level.colour for level in levels for text in (level.score, level.words)}
        return {**of_levels, **STATE_COLOURS}

    @property
    def tables(self) -> tuple[SummaryTable, ...]:
        """The tables of every form, in their order."""
        tables = (
            scores_table(self.store, self.editions),
            over_time_table(self.store, self.editions),
            by_section_table(self.store, self.editions),
            movement_table(self.store, self.editions),
            targets_table(self.store, self.editions),
            actions_table(self.store, self.editions),
            evidence_table(self.store, self.editions),
            problems_table(self.store),
        )
        return tuple(map(with_unique_headings, tables))

    @property
    def areas(self) -> SummaryTable:
        """The scores of each area now, for the overview page: elsewhere, `scores` has them."""
        return with_unique_headings(areas_table(self.store, self.editions))


def _counted(number: int, forms: tuple[str, str]) -> str:
    """Return a number with its noun. The forms are those of one and of any other number."""
    singular, plural = forms
    return (singular if number == 1 else plural).format(number)
