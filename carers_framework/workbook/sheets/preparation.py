"""The sheet for the time before the group meets: who to invite, and what to gather."""

from __future__ import annotations

from collections.abc import Iterable

from ...framework.model import Framework, Item
from ...framework.wording import FieldWords
from ..cells import Cell, Column, Sheet, Subject, Table, Text
from .common import entry, heading, top


def sheet(framework: Framework) -> Sheet:
    """Return the preparation sheet."""
    words = framework.workbook.sheets.preparation
    fields = framework.fields
    return Sheet(
        words.name,
        widths=(56, 64, 22),
        blocks=(
            top(framework, words.name, "how-to-use"),
            heading("Who to invite"),
            _table("invite", "Who to invite", "Anyone else", framework.invite, names=fields.names, came=fields.came),
            heading("What to gather"),
            _table(
                "gather",
                "What to gather",
                "Anything else",
                framework.gather,
                whereabouts=fields.whereabouts,
                gathered=fields.gathered,
            ),
        ),
    )


def _table(name: str, title: str, others: str, items: Iterable[Item], **asked: FieldWords) -> Table:
    """Return a table with a row for each item and one for others, and a column for each field that is asked."""
    rows: list[tuple[Cell, ...]] = [
        (Text(item.text), *(entry(words, Subject(field, item.id)) for field, words in asked.items())) for item in items
    ]
    # Not an id of the framework: no field begins with "others_", so no item can have the same name.
    rows.append((Text(others), *(entry(words, Subject(f"others_{field}")) for field, words in asked.items())))
    columns = (Column(title), *(Column(words.label) for words in asked.values()))
    return Table(name, columns, tuple(rows), lines=2)
