"""The framework's own table: every section's score, its rank, and what the group has agreed to do."""

from __future__ import annotations

from ..layout import Cell, Column, Formula, Highlight, Input, Link, Rows, Sheet, Table, Text, cell_name
from ..model import Framework, Section
from .common import entry, heading, score_highlights, score_in_words, top

REPEATED = "Repeated"
NOT_RANKED = "Not ranked yet"


def sheet(framework: Framework) -> Sheet:
    """What is on the summary."""
    words = framework.workbook.sheets.summary
    return Sheet(
        words.name,
        widths=(25, 11, 22, 15, 19, 46, 16, 32),
        blocks=(
            top(framework, words.name, "how-to-use"),
            heading("Scores, priorities and agreed actions"),
            _summary(framework),
            heading("How many sections have each score"),
            _counts(framework),
        ),
    )


def _summary(framework: Framework) -> Table:
    fields = framework.fields
    columns = (
        Column(fields.section.label),
        Column(fields.current.label, "summary_scores"),
        Column("The score in words"),
        Column(fields.priority.label, "priorities"),
        Column("Is the rank repeated?"),
        Column(fields.agreed.label),
        Column(fields.due.label),
        Column(fields.lead.label),
    )
    rows = tuple(_row(framework, section) for section in framework.sections)
    return Table("summary", columns, rows, main=True, lines=5)


def _row(framework: Framework, section: Section) -> tuple[Cell, ...]:
    fields = framework.fields
    score, rank = cell_name("score", section.id), cell_name("priority", section.id)
    priority = Input(rank, fields.priority.label, fields.priority.help, "number", low=1, high=len(framework.sections))
    return (
        Link(section.title, sheet=section.title),
        Formula(f'=IF({score}="","",{score})', "", highlights=score_highlights(framework)),
        score_in_words(framework, section),
        priority,
        Formula(
            f'=IF({rank}="","{NOT_RANKED}",IF(COUNTIF(priorities,{rank})>1,'
            f'"{REPEATED}: more than one section has rank "&{rank},"Not repeated"))',
            NOT_RANKED,
            highlights=(Highlight(REPEATED, "amber", begins=True),),
        ),
        entry(fields.agreed, cell_name("agreed", section.id)),
        entry(fields.due, cell_name("due", section.id), "date"),
        entry(fields.lead, cell_name("lead", section.id)),
    )


def _counts(framework: Framework) -> Rows | Table:
    rows: list[tuple[Cell, ...]] = [
        (
            Text(level.words, f"level_{level.colour}"),
            Formula(f'=COUNTIF(summary_scores,"{level.score}")', 0),
        )
        for level in framework.levels
    ]
    rows.append(
        (Text("Not scored yet", "label"), Formula("=SUMPRODUCT(--(LEN(summary_scores)=0))", len(framework.sections)))
    )
    return Table("score_counts", (Column("Score"), Column("Sections")), tuple(rows))
