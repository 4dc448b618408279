"""The sheet for the time before the group meets: who to invite, and what to gather."""

from __future__ import annotations

from ...framework.model import Framework
from ..answers import Answers
from ..layout import Column, Sheet, Table, Text, cell_name
from .common import entry, heading, top


def sheet(framework: Framework, answers: Answers) -> Sheet:
    """What is on the preparation sheet."""
    words = framework.workbook.sheets.preparation
    return Sheet(
        words.name,
        widths=(56, 64, 22),
        blocks=(
            top(framework, words.name, "how-to-use"),
            heading("Who to invite"),
            _invite(framework, answers),
            heading("What to gather"),
            _gather(framework, answers),
        ),
    )


def _invite(framework: Framework, answers: Answers) -> Table:
    fields = framework.fields
    columns = (Column("Who to invite"), Column(fields.names.label), Column(fields.came.label))
    rows = [(item.id, item.text) for item in framework.invite]
    rows.append(("invite-others", "Anyone else"))
    return Table(
        "invite",
        columns,
        tuple(
            (
                Text(text),
                entry(fields.names, cell_name("names", id_), answers),
                entry(fields.came, cell_name("came", id_), answers),
            )
            for id_, text in rows
        ),
        lines=2,
    )


def _gather(framework: Framework, answers: Answers) -> Table:
    fields = framework.fields
    columns = (Column("What to gather"), Column(fields.whereabouts.label), Column(fields.gathered.label))
    rows = [(item.id, item.text) for item in framework.gather]
    rows.append(("gather-others", "Anything else"))
    return Table(
        "gather",
        columns,
        tuple(
            (
                Text(text),
                entry(fields.whereabouts, cell_name("whereabouts", id_), answers),
                entry(fields.gathered, cell_name("gathered", id_), answers),
            )
            for id_, text in rows
        ),
        lines=2,
    )
