"""The action plan: a table with room for many actions, which says automatically what is due."""

from __future__ import annotations

from ...framework.model import Framework
from ...framework.wording import FieldWords
from ...words import DUE_SOON, IN_TIME, IS_IT_DUE, NO_ACTION, OVERDUE, UNDATED
from ..cells import Cell, Column, Formula, Highlight, Input, Kind, Number, Rows, Sheet, Subject, Table, Text
from ..formula import quoted
from .common import top

ROOM = 40
"""How many actions the plan has room for."""

SOON = 30
"""How many days before its date an action counts as due soon."""

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


def sheet(framework: Framework) -> Sheet:
    """Return the sheet of the action plan."""
    words = framework.workbook.sheets.plan
    about = (
        f"One row per action. The column “{IS_IT_DUE}” fills itself in: {OVERDUE.lower()}, or due within {SOON} days. "
        "Filter and sort as you like."
    )
    return Sheet(
        words.name,
        widths=(5, 22, 32, 32, 13, 17, 17, 19, 13, 14, 14, 20),
        blocks=(top(framework, words.name, "workbook"), Rows(((Text(about, "line"),),)), _plan(framework)),
    )


def _plan(framework: Framework) -> Table:
    columns = (
        Column("No.", "plan_number"),
        *(Column(_words(framework, name).label, name) for name, _ in COLUMNS),
        Column(IS_IT_DUE, "plan_state"),
        Column("Open, and due on", "plan_open"),
        Column("Next action of", "plan_next"),
    )
    inputs = tuple(_entry(framework, name, kind) for name, kind in COLUMNS)
    done = framework.fields.plan_status.done
    formulas = (_state(done), _open_until(done), _next_of())
    rows = tuple((Number(row + 1), *inputs, *formulas) for row in range(ROOM))
    return Table("plan", columns, rows, main=True, filtered=True, lines=2)


def _state(done: str) -> Formula:
    """Return the formula for whether an action is due, in words."""
    dated = (
        f"IF([@plan_due]<TODAY(),{quoted(OVERDUE)},"
        f"IF([@plan_due]<=TODAY()+{SOON},{quoted(DUE_SOON)},{quoted(IN_TIME)}))"
    )
    open_ = f"IF(ISNUMBER([@plan_due]),{dated},{quoted(UNDATED)})"
    return Formula(
        f'=IF([@plan_action]="",{quoted(NO_ACTION)},IF([@plan_status]={quoted(done)},{quoted(done)},{open_}))',
        highlights=(Highlight(OVERDUE, "red"), Highlight(DUE_SOON, "amber")),
    )


def _open_until(done: str) -> Formula:
    """Return the formula for the day by which an action that is not done is due, or 0."""
    is_open = f'AND([@plan_action]<>"",ISNUMBER([@plan_due]),[@plan_status]<>{quoted(done)})'
    return Formula(f"=IF({is_open},[@plan_due],0)", "calculated_date")


def _next_of() -> Formula:
    """Return the formula for the section whose next action this is: no open action of the section is due before it."""
    earlier = "SUMPRODUCT((plan_section=[@plan_section])*(plan_open>0)*(plan_open<[@plan_open]))"
    # A formula shows an empty cell as 0. With &"" the cell of an action without a section shows as empty.
    return Formula(f'=IF([@plan_open]=0,"",IF({earlier}=0,[@plan_section]&"",""))')


def _entry(framework: Framework, name: str, kind: Kind) -> Cell:
    words = _words(framework, name)
    source = "section_titles" if name == "plan_section" else ""
    return Input(Subject(name), words.label, words.help, kind, words.choices, choices_from=source, in_column=True)


def _words(framework: Framework, name: str) -> FieldWords:
    words: FieldWords = getattr(framework.fields, name)
    return words
