"""The sheet for the time before the group meets: who to invite, and what to gather."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ...framework.model import Framework, Item
from ...framework.wording import FieldWords
from ...words import workbook as words
from ..cells import BLANK, Cell, Column, Input, Rows, Sheet, Subject, Table, Text
from .common import back_link, entry, steps_in_words, title


def sheet(framework: Framework) -> Sheet:
    """Return the preparation sheet."""
    sheet_words = framework.workbook.sheets.preparation
    fields = framework.fields
    invite: Asked = {"names": fields.names, "came": fields.came}
    gather: Asked = {"whereabouts": fields.whereabouts, "gathered": fields.gathered}
    return Sheet(
        sheet_words.name,
        widths=(67, 72, 16),
        blocks=(
            Rows(
                (
                    title(sheet_words.name, back_link(framework), at=2, step=steps_in_words(framework, "preparation")),
                    (Text(sheet_words.purpose, "line_quiet"),),
                )
            ),
            _table("invite", words.WHO_TO_INVITE, _rows("invite", framework.invite, invite), invite),
            Rows(((BLANK,),)),
            _table("gather", words.WHAT_TO_GATHER, _rows("gather", framework.gather, gather), gather),
        ),
    )


Asked = Mapping[str, FieldWords]
"""The fields that a table asks for, by their keys."""


def _table(name: str, heading: str, rows: tuple[tuple[Cell, ...], ...], asked: Asked) -> Table:
    """Return a table with a column for each field. The first sheet counts what is in the column of names."""
    # By the name of this column.
    counted = {"names": "invited_names"}
    columns = (Column(heading), *(Column(words_of.label, counted.get(field, "")) for field, words_of in asked.items()))
    return Table(name, columns, rows, least=20)


def _rows(name: str, items: Iterable[Item], asked: Asked) -> tuple[tuple[Cell, ...], ...]:
    """Return a row for each item and one for others."""
    rows: list[tuple[Cell, ...]] = [
        (Text(item.text), *(_entry(words_of, Subject(field, item.id)) for field, words_of in asked.items()))
        for item in items
    ]
    # Not an id of the framework: no field begins with "others_", so no item can have the same name.
    others = (
        replace(_entry(words_of, Subject(f"others_{field}")), formerly=(f"{field}_{name}_others",))
        for field, words_of in asked.items()
    )
    rows.append((Text(words.OTHERS[name]), *others))
    return tuple(rows)


def _entry(field: FieldWords, subject: Subject) -> Input:
    cell = entry(field, subject)
    return replace(cell, style="input_answer" if field.choices else "input_middle")
