"""Every action in every workbook's plan."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ... import words
from ..extract import ACTION_FIELDS, action_labels
from ..store import Store
from .editions import AllEditions
from .table import AREA, ORIGIN, Column, Kind, SummaryTable

_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "plan_action": "prose",
        "plan_progress": "prose",
        "plan_due": "date",
        "plan_lead": "name",
        "plan_others": "name",
        "plan_status": "word",
    }
)
"""The kinds of the fields that are not just a text."""


def actions_table(store: Store, editions: AllEditions) -> SummaryTable:
    """Return the table with a row for each action."""
    fields = zip(ACTION_FIELDS, action_labels(editions.newest), strict=True)
    return SummaryTable(
        "actions",
        words.ACTIONS,
        words.ABOUT_ACTIONS,
        (
            *(AREA, Column(words.ACTION_NUMBER, "ordinal")),
            *(Column(label, _KINDS.get(field, "text")) for field, label in fields),
            *(Column(words.IS_IT_DUE, "word", coloured=True), *ORIGIN),
        ),
        store.actions,
    )
