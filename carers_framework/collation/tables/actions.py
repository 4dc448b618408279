"""Every action in every workbook's plan."""

from __future__ import annotations

from ...words import summary as words
from ...words import workbook as workbook_words
from ..extract import ACTION_FIELDS, action_labels
from ..store import Store
from .editions import AllEditions
from .table import AREA, ORIGIN, Column, SummaryTable


def actions_table(store: Store, editions: AllEditions) -> SummaryTable:
    """Return the table with a row for each action."""
    fields = zip(action_labels(editions.newest), ACTION_FIELDS.values(), strict=True)
    return SummaryTable(
        "actions",
        words.TABLE_ACTIONS,
        words.ABOUT_ACTIONS,
        (
            *(AREA, Column(words.COLUMN_NUMBER, "ordinal")),
            *(Column(label, kind) for label, kind in fields),
            *(Column(workbook_words.IS_IT_DUE, "word", coloured=True), *ORIGIN),
        ),
        store.actions,
    )
