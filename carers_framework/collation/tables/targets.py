"""The score that each area aims for, section by section, beside its score now."""

from __future__ import annotations

from ...words import summary as words
from ..extract import section_label, target_labels
from ..store import Store
from .editions import AllEditions
from .table import AREA, EDITION, FILE, SCORE, Column, SummaryTable


def targets_table(store: Store, editions: AllEditions) -> SummaryTable:
    """Return the table with a row for each section of each area."""
    aim, aimed_by = target_labels(editions.newest)
    return SummaryTable(
        "targets",
        words.TABLE_TARGETS,
        words.ABOUT_TARGETS,
        (
            *(AREA, Column(section_label(editions.newest)), SCORE, Column(aim, coloured=True)),
            *(Column(aimed_by, "date"), Column(words.COLUMN_STEPS, "number"), EDITION, FILE),
        ),
        lambda: ((area, editions.title_of(section), *rest) for area, section, *rest in store.latest_targets()),
    )
