"""The sheet for the time before the group meets: who to invite, and what to gather."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ... import words
from ...framework.model import Framework, Item
from ...framework.wording import FieldWords
from ..cells import Cell, Column, Input, Rows, Sheet, Subject, Table, Text
from .common import back_link, entry, title


def sheet(framework: Framework) -> Sheet:
    """Return the preparation sheet."""
    sheet_words = framework.workbook.sheets.preparation
    fields = framework.fields
    invite = {"names": fields.names, "came": fields.came}
    gather = {"whereabouts": fields.whereabouts, "gathered": fields.gathered}
    return Sheet(
        sheet_words.name,
        widths=(67, 72, 16),
        blocks=(
            Rows((title(sheet_words.name, back_link(framework), at=2), (Text(sheet_words.purpose, "line_quiet"),))),
            _table("invite", words.WHO_TO_INVITE, words.OTHERS_INVITED, framework.invite, invite, "invited_names"),
            Rows(((Text("", "blank"),),)),
            _table("gather", words.WHAT_TO_GATHER, words.OTHERS_GATHERED, framework.gather, gather),
        ),
    )


def _table(
    name: str, heading: str, others: str, items: Iterable[Item], asked: Mapping[str, FieldWords], counted: str = ""
) -> Table:
    """Return a table with a row for each item and one for others, and a column for each of the two fields.

    `counted` is the defined name of the first of these columns, where another sheet counts what is in it.
    """
    rows: list[tuple[Cell, ...]] = [
        (Text(item.text), *(_entry(field_words, Subject(field, item.id)) for field, field_words in asked.items()))
        for item in items
    ]
    # Not an id of the framework: no field begins with "others_", so no item can have the same name.
    rows.append(
        (
            Text(others),
            *(
                replace(_entry(field_words, Subject(f"others_{field}")), formerly=(f"{field}_{name}_others",))
                for field, field_words in asked.items()
            ),
        )
    )
    first, second = (field.label for field in asked.values())
    columns = (Column(heading), Column(first, counted), Column(second))
    return Table(name, columns, tuple(rows), least=20)


def _entry(field: FieldWords, subject: Subject) -> Input:
    cell = entry(field, subject)
    return replace(cell, style="input_answer" if field.choices else "input_small")
