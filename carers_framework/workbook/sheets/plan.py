"""The action plan: a table with room for many actions, which says by itself what is due."""

from __future__ import annotations

import datetime

from ...framework.model import FieldWords, Framework
from ..answers import Answer, Answers
from ..layout import Cell, Column, Formula, Highlight, Input, Kind, Number, Rows, Sheet, Table, Text
from .common import quoted, top

ROOM = 40
"""How many actions the plan has room for."""

SOON = 30
"""How many days before its date an action counts as due soon."""

EMPTY = "No action"
UNDATED = "No date yet"
OVERDUE = "Overdue"
DUE_SOON = "Due soon"
IN_TIME = "In time"

_NEXT = (
    '=IF({plan_open}=0,"",IF(SUMPRODUCT((plan_section={plan_section})*(plan_open>0)*(plan_open<{plan_open}))=0,'
    '{plan_section}&"",""))'
)

COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("plan_section", "choice"),
    ("plan_action", "text"),
    ("plan_progress", "text"),
    ("plan_due", "date"),
    ("plan_lead", "text"),
    ("plan_others", "text"),
    ("plan_strategy", "text"),
    ("plan_status", "choice"),
)
"""The columns that people fill in. Each is the key of a field, and the defined name of the column."""


def sheet(framework: Framework, answers: Answers) -> Sheet:
    """What is on the action plan."""
    words = framework.workbook.sheets.plan
    about = (
        f"One row an action. The column “Is it due?” fills itself in: {OVERDUE.lower()}, or due within {SOON} days. "
        "Filter and sort as you like."
    )
    return Sheet(
        words.name,
        widths=(5, 22, 32, 32, 13, 17, 17, 19, 13, 14, 14, 20),
        blocks=(top(framework, words.name, "workbook"), Rows(((Text(about, "line"),),)), _plan(framework, answers)),
    )


def open_until(framework: Framework, answers: Answers, row: int) -> int:
    """The day by which an action that is not done is due, as Excel counts days, or 0."""
    due, status = answers.in_row("plan_due", row), answers.in_row("plan_status", row)
    has_action = answers.in_row("plan_action", row) not in (None, "")
    if not has_action or not isinstance(due, datetime.date) or status == framework.fields.plan_status.done:
        return 0
    return day_number(due)


def state(framework: Framework, answers: Answers, row: int) -> str:
    """Whether an action is due, in words."""
    due, status = answers.in_row("plan_due", row), answers.in_row("plan_status", row)
    done = framework.fields.plan_status.done
    if answers.in_row("plan_action", row) in (None, ""):
        return EMPTY
    if status == done:
        return done
    if not isinstance(due, datetime.date):
        return UNDATED
    left = (due - answers.as_of).days
    return OVERDUE if left < 0 else DUE_SOON if left <= SOON else IN_TIME


def day_number(day: datetime.date) -> int:
    """A day as Excel counts it: 1 January 1900 is day 1, and 29 February 1900, which was none, is counted too."""
    return (day - datetime.date(1899, 12, 30)).days


def next_of(framework: Framework, answers: Answers, row: int) -> str:
    """The section whose next action this is, as no open action of the section is due before it; empty if it is not."""
    due, section = open_until(framework, answers, row), answers.in_row("plan_section", row)
    rivals = (other for other in range(ROOM) if answers.in_row("plan_section", other) == section)
    earlier = [day for other in rivals if 0 < (day := open_until(framework, answers, other)) < due]
    return str(section) if due and section and not earlier else ""


def _plan(framework: Framework, answers: Answers) -> Table:
    columns = [Column("No.", "plan_number")]
    columns += [Column(_words(framework, name).label, name) for name, _ in COLUMNS]
    columns += [
        Column("Is it due?", "plan_state"),
        Column("Open, and due on", "plan_open"),
        Column("Next action of", "plan_next"),
    ]
    rows = tuple(_row(framework, answers, row) for row in range(ROOM))
    return Table("plan", tuple(columns), rows, main=True, filtered=True, lines=2)


def _row(framework: Framework, answers: Answers, row: int) -> tuple[Cell, ...]:
    done = quoted(framework.fields.plan_status.done)
    is_open = 'AND({plan_action}<>"",ISNUMBER({plan_due}),{plan_status}<>' + done + ")"
    due = "IF({plan_due}<TODAY()," + f'"{OVERDUE}",IF({{plan_due}}<=TODAY()+{SOON},"{DUE_SOON}","{IN_TIME}"))'
    in_words = f'=IF({{plan_action}}="","{EMPTY}",IF({{plan_status}}={done},{done},'
    in_words += f'IF(ISNUMBER({{plan_due}}),{due},"{UNDATED}")))'
    return (
        Number(row + 1),
        *(_entry(framework, name, kind, answers.in_row(name, row)) for name, kind in COLUMNS),
        Formula(
            in_words,
            state(framework, answers, row),
            highlights=(Highlight(OVERDUE, "red"), Highlight(DUE_SOON, "amber")),
        ),
        Formula("=IF(" + is_open + ",{plan_due},0)", open_until(framework, answers, row), "calculated_date"),
        Formula(_NEXT, next_of(framework, answers, row)),
    )


def _entry(framework: Framework, name: str, kind: Kind, value: Answer | None) -> Input:
    words = _words(framework, name)
    source = "section_titles" if name == "plan_section" else ""
    return Input("", words.label, words.help, kind, words.choices, choices_from=source, value=value)


def _words(framework: Framework, name: str) -> FieldWords:
    words: FieldWords = getattr(framework.fields, name)
    return words
