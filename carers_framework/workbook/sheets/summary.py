"""The framework's own table: each section's score, its rank and what is agreed; and how far each section is."""

from __future__ import annotations

from ...framework.model import Framework, Section
from ...words import DUE_SOON, NOT_RANKED, NOT_REPEATED, NOT_SCORED, NOTHING_DUE, OVERDUE, REPEATED, REPEATED_RANK
from ..cells import Cell, Column, Formula, Highlight, Input, Link, Sheet, Subject, Table, Text, cell_name
from ..formula import quoted
from .common import entry, heading, score_again, score_highlights, score_in_words, top


def sheet(framework: Framework) -> Sheet:
    """Return the summary sheet."""
    words = framework.workbook.sheets.summary
    return Sheet(
        words.name,
        widths=(31, 12, 24, 15, 19, 46, 18, 32),
        blocks=(
            top(framework, words.name, "how-to-use"),
            heading("Scores, priorities and agreed actions"),
            _summary(framework),
            heading("What the answers suggest, and what is due next", new_page=True),
            _progress(framework),
            heading("How many sections have each score"),
            _score_counts(framework),
            heading("How many actions there are"),
            _action_counts(framework),
        ),
    )


def _summary(framework: Framework) -> Table:
    fields = framework.fields
    columns = (
        Column(fields.section.label, "section_titles"),
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
    return (
        Link(section.title, sheet=section.title),
        score_again(framework, section),
        score_in_words(framework, section),
        Input(
            Subject("priority", section.id),
            fields.priority.label,
            fields.priority.help,
            "number",
            low=1,
            high=len(framework.sections),
        ),
        _rank_check(section),
        entry(fields.agreed, Subject("agreed", section.id)),
        entry(fields.due, Subject("due", section.id), "date"),
        entry(fields.lead, Subject("lead", section.id)),
    )


def _rank_check(section: Section) -> Formula:
    """Return the formula that says whether another section has the same rank."""
    rank = cell_name("priority", section.id)
    # Not COUNTIF, which would take a rank such as "*" that somebody pasted for a wildcard.
    repeated = f"SUMPRODUCT(1*(priorities={rank}))>1"
    return Formula(
        f'=IF({rank}="",{quoted(NOT_RANKED)},IF({repeated},{quoted(REPEATED_RANK)}&{rank},{quoted(NOT_REPEATED)}))',
        highlights=(Highlight(REPEATED, "amber", begins=True),),
    )


def _progress(framework: Framework) -> Table:
    columns = (
        Column(framework.fields.section.label),
        Column("Suggested score"),
        Column("Open actions"),
        Column("Overdue"),
        Column("Next action is due"),
        Column("Next action"),
    )
    return Table("progress", columns, tuple(_progress_row(framework, section) for section in framework.sections))


def _progress_row(framework: Framework, section: Section) -> tuple[Cell, ...]:
    title = quoted(section.title)
    done = quoted(framework.fields.plan_status.done)
    here = f"(plan_section={title})"
    # The row of the plan with the section's next action.
    place = f"MATCH({title},plan_next,0)"
    return (
        Link(section.title, sheet=section.title),
        Formula(f"={cell_name('suggested', section.id)}", highlights=score_highlights(framework)),
        Formula(f'=SUMPRODUCT({here}*(plan_action<>"")*(plan_status<>{done}))'),
        Formula(f"=SUMPRODUCT({here}*(plan_state={quoted(OVERDUE)}))"),
        Formula(f"=IFERROR(INDEX(plan_open,{place}),0)", "calculated_date"),
        Formula(f"=IFERROR(INDEX(plan_action,{place}),{quoted(NOTHING_DUE)})"),
    )


def _score_counts(framework: Framework) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            Text(level.words, f"level_{level.colour}"),
            Formula(f"=SUMPRODUCT(1*(summary_scores={quoted(level.score)}))"),
        )
        for level in framework.levels
    ]
    rows.append((Text(NOT_SCORED, "label"), Formula('=SUMPRODUCT(1*(summary_scores=""))')))
    return Table("section_counts", (Column("Score"), Column("Sections")), tuple(rows))


def _action_counts(framework: Framework) -> Table:
    counts = {
        **{
            choice: f'SUMPRODUCT((plan_action<>"")*(plan_status={quoted(choice)}))'
            for choice in framework.fields.plan_status.choices
        },
        **{words: f"SUMPRODUCT(1*(plan_state={quoted(words)}))" for words in (OVERDUE, DUE_SOON)},
        "All actions": 'SUMPRODUCT(1*(plan_action<>""))',
    }
    rows = tuple((Text(words, "label"), Formula(f"={count}")) for words, count in counts.items())
    return Table("action_counts", (Column("Status"), Column("Actions")), rows)
