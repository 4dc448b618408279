"""The framework's own table: each section's score, its rank and what is agreed; and where each section stands."""

from __future__ import annotations

from ...framework.model import Framework, Section
from ..answers import Answers
from ..layout import Cell, Column, Formula, Highlight, Input, Link, Sheet, Table, Text, cell_name
from ..scoring import suggested
from .common import NOT_SCORED, entry, heading, quoted, score_highlights, score_in_words, top
from .evidence import NOTHING_YET
from .plan import DUE_SOON, OVERDUE, ROOM, open_until, state

REPEATED = "Repeated"
NOT_REPEATED = "Not repeated"
NOT_RANKED = "Not ranked yet"
NOTHING_DUE = "No open action has a date"


def sheet(framework: Framework, answers: Answers) -> Sheet:
    """What is on the summary."""
    words = framework.workbook.sheets.summary
    return Sheet(
        words.name,
        widths=(31, 12, 24, 15, 19, 46, 18, 32),
        blocks=(
            top(framework, words.name, "how-to-use"),
            heading("Scores, priorities and agreed actions"),
            _summary(framework, answers),
            heading("What the answers suggest, and what is due next", new_page=True),
            _progress(framework, answers),
            heading("How many sections have each score"),
            _score_counts(framework, answers),
            heading("How many actions there are"),
            _action_counts(framework, answers),
        ),
    )


def scored_count(framework: Framework, answers: Answers) -> int:
    """How many sections have a score."""
    return sum(answers.get(cell_name("score", section.id)) is not None for section in framework.sections)


def _summary(framework: Framework, answers: Answers) -> Table:
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
    rows = tuple(_row(framework, section, answers) for section in framework.sections)
    return Table("summary", columns, rows, main=True, lines=5)


def _row(framework: Framework, section: Section, answers: Answers) -> tuple[Cell, ...]:
    fields = framework.fields
    score = cell_name("score", section.id)
    given = answers.get(score)
    return (
        Link(section.title, sheet=section.title),
        Formula(f'=IF({score}="","",{score})', "" if given is None else given, highlights=score_highlights(framework)),
        score_in_words(framework, section, answers),
        Input(
            cell_name("priority", section.id),
            fields.priority.label,
            fields.priority.help,
            "number",
            low=1,
            high=len(framework.sections),
            value=answers.get(cell_name("priority", section.id)),
        ),
        _rank_check(framework, section, answers),
        entry(fields.agreed, cell_name("agreed", section.id), answers),
        entry(fields.due, cell_name("due", section.id), answers, "date"),
        entry(fields.lead, cell_name("lead", section.id), answers),
    )


def _rank_check(framework: Framework, section: Section, answers: Answers) -> Formula:
    rank = cell_name("priority", section.id)
    ranks = [answers.get(cell_name("priority", one.id)) for one in framework.sections]
    given = answers.get(rank)
    if given is None:
        shown = NOT_RANKED
    elif ranks.count(given) > 1:
        shown = f"{REPEATED}: more than one section has rank {given}"
    else:
        shown = NOT_REPEATED
    return Formula(
        f'=IF({rank}="","{NOT_RANKED}",IF(COUNTIF(priorities,{rank})>1,'
        f'"{REPEATED}: more than one section has rank "&{rank},"{NOT_REPEATED}"))',
        shown,
        highlights=(Highlight(REPEATED, "amber", begins=True),),
    )


def _progress(framework: Framework, answers: Answers) -> Table:
    columns = (
        Column(framework.fields.section.label),
        Column("Suggested score"),
        Column("Open actions"),
        Column("Overdue"),
        Column("Next action is due"),
        Column("Next action"),
    )
    return Table(
        "progress", columns, tuple(_progress_row(framework, section, answers) for section in framework.sections)
    )


def _progress_row(framework: Framework, section: Section, answers: Answers) -> tuple[Cell, ...]:
    title = quoted(section.title)
    done = quoted(framework.fields.plan_status.done)
    here = f"(plan_section={title})"
    place = f"MATCH({title},plan_next,0)"
    rows = [number for number in range(ROOM) if answers.in_row("plan_section", number) == section.title]
    due = sorted((day, number) for number in rows if (day := open_until(framework, answers, number)))
    level = suggested(framework, section, answers)
    states = [state(framework, answers, number) for number in rows]
    is_open = [answers.in_row("plan_status", number) != framework.fields.plan_status.done for number in rows]
    has_action = [answers.in_row("plan_action", number) not in (None, "") for number in rows]
    return (
        Link(section.title, sheet=section.title),
        Formula(
            f"={cell_name('suggested', section.id)}",
            level.score if level else NOTHING_YET,
            highlights=score_highlights(framework),
        ),
        Formula(
            f'=SUMPRODUCT({here}*(plan_action<>"")*(plan_status<>{done}))',
            sum(open_ and action for open_, action in zip(is_open, has_action, strict=True)),
        ),
        Formula(
            f"=SUMPRODUCT({here}*(plan_state={quoted(OVERDUE)}))",
            states.count(OVERDUE),
        ),
        Formula(
            f"=IFERROR(INDEX(plan_open,{place}),0)",
            due[0][0] if due else 0,
            "calculated_date",
        ),
        Formula(
            f'=IFERROR(INDEX(plan_action,{place}),"{NOTHING_DUE}")',
            answers.in_row("plan_action", due[0][1]) if due else NOTHING_DUE,
        ),
    )


def _score_counts(framework: Framework, answers: Answers) -> Table:
    levels = [framework.level_of(answers.get(cell_name("score", section.id))) for section in framework.sections]
    rows: list[tuple[Cell, ...]] = [
        (
            Text(level.words, f"level_{level.colour}"),
            Formula(f"=COUNTIF(summary_scores,{quoted(level.score)})", levels.count(level)),
        )
        for level in framework.levels
    ]
    unscored = len(framework.sections) - scored_count(framework, answers)
    rows.append((Text(NOT_SCORED, "label"), Formula('=SUMPRODUCT(1*(summary_scores=""))', unscored)))
    return Table("score_counts", (Column("Score"), Column("Sections")), tuple(rows))


def _action_counts(framework: Framework, answers: Answers) -> Table:
    actions = [row for row in range(ROOM) if answers.in_row("plan_action", row) not in (None, "")]
    states = [state(framework, answers, row) for row in actions]
    rows: list[tuple[Cell, ...]] = [
        (
            Text(choice, "label"),
            Formula(
                f'=SUMPRODUCT((plan_action<>"")*(plan_status={quoted(choice)}))',
                sum(answers.in_row("plan_status", row) == choice for row in actions),
            ),
        )
        for choice in framework.fields.plan_status.choices
    ]
    rows += [
        (Text(words, "label"), Formula(f"=SUMPRODUCT(1*(plan_state={quoted(words)}))", states.count(words)))
        for words in (OVERDUE, DUE_SOON)
    ]
    rows.append((Text("All actions", "label"), Formula('=SUMPRODUCT(1*(plan_action<>""))', len(actions))))
    return Table("action_counts", (Column("Status"), Column("Actions")), tuple(rows))
