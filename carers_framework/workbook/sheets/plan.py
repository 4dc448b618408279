"""The action plan: every action, and what is decided about it.

The actions of a section are typed on its sheet and shown here by formula. What is decided about them is typed here, and
nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ...framework.model import Framework
from ...words import workbook as words
from ..cells import BLANK, Cell, Column, Formula, Highlight, Input, Kind, Rows, Sheet, Subject, Table, Text
from ..formula import quoted
from .common import back_link, date_in_words, entry, shown_again, steps_in_words, title

FOR_SECTION = 5
"""How many actions a section has room for."""

SPARE = 10
"""How many rows there are for actions that belong to no section."""

SOON = 30
"""How many days before its date an action counts as due soon."""

LONGEST = 90
"""The most characters of an action that the plan and the summary have room for."""

DECISIONS: tuple[tuple[str, Kind], ...] = (
    ("take", "choice"),
    ("done_by", "date"),
    ("lead", "text"),
    ("partners", "text"),
    ("know", "text"),
    ("strategy", "text"),
    ("status", "choice"),
)
"""What is decided about an action: the keys of the fields, in the order of the columns."""

_LISTS = {"take": "list_take", "status": "list_status"}
"""The defined names of the choices that the first sheet lists."""


def rows_of(framework: Framework) -> Iterator[tuple[str, int]]:
    """Yield the rows of the plan: the id of a section, or nothing, and the number of the action in it, from 1."""
    for section in framework.sections:
        yield from ((section.id, number) for number in range(1, FOR_SECTION + 1))
    yield from (("", number) for number in range(1, SPARE + 1))


def names(section: str, number: int) -> Mapping[str, str]:
    """Return the names of the cells of an action, by field. A spare row has no section."""
    fields = ("action", *(field for field, _ in DECISIONS))
    return {field: Subject(field, section, number).name for field in fields}


def who(names: Mapping[str, str], longest: int) -> str:
    """Return the expression for who leads and who else is involved, cut to a number of characters."""
    lead, partners = names["lead"], names["partners"]
    return shortened(f'{lead}&IF({partners}="","",IF({lead}="","","; ")&{partners})', longest)


def shortened(text: str, longest: int) -> str:
    """Return the expression for a text that is cut where it is longer than a number of characters."""
    return f'IF(LEN({text})>{longest},LEFT({text},{longest - 2})&"…",{text})'


def action_entry(framework: Framework, subject: Subject) -> Input:
    """Return the input of an action."""
    return replace(
        entry(framework.fields.action, subject),
        longest=LONGEST,
        too_long=words.SHORT_ACTION.format(longest=LONGEST),
    )


def sheet(framework: Framework) -> Sheet:
    """Return the sheet of the action plan."""
    sheet_words = framework.workbook.sheets.plan
    counted_on = (
        Text(words.COUNTED_ON, "line_quiet_right"),
        Formula("=TODAY()", "line_date", name="counted_on"),
    )
    notes = tuple(
        (Text(text.format(count=SPARE, reviews=framework.workbook.sheets.reviews.name), "line_quiet"),)
        for text in words.PLAN_HELP
    )
    return Sheet(
        sheet_words.name,
        widths=(17.4, 37, 11.5, 11.4, 13.6, 13.6, 17.2, 12.6, 11.2, 11.2),
        blocks=(
            Rows(
                (
                    title(
                        sheet_words.name,
                        back_link(framework),
                        BLANK,
                        *counted_on,
                        at=6,
                        step=steps_in_words(framework, "plan"),
                    ),
                    (Formula(_counts(framework), "calculated_line"),),
                )
            ),
            _plan(framework),
            Rows(notes),
        ),
        kind="result",
        repeated=3,
    )


def _plan(framework: Framework) -> Table:
    fields = framework.fields
    columns = (
        Column(words.NO_AND_SECTION, "plan_number"),
        Column(words.ACTION, "plan_action"),
        *(Column(getattr(fields, field).label, f"plan_{field}") for field, _ in DECISIONS),
        Column(words.IS_IT_DUE, "plan_state"),
    )
    rows = tuple(_row(framework, section, number) for section, number in rows_of(framework))
    return Table("plan", columns, rows, main=True, filtered=True, least=24, together=FOR_SECTION)


def _row(framework: Framework, section: str, number: int) -> tuple[Cell, ...]:
    subject = Subject("action", section, number)
    # A section’s action is typed on its sheet; one of no section is typed here.
    action = shown_again(subject.name, "calculated") if section else action_entry(framework, subject)
    decisions = (_decision(framework, Subject(field, section, number), kind) for field, kind in DECISIONS)
    return (_number(framework, section, number), action, *decisions, _state(framework))


def number_of(framework: Framework, section: str, number: int) -> str:
    """Return the number of an action: its section's and its own, such as "4.1". Spare rows come last."""
    places = [part.id for part in framework.sections]
    return f"{places.index(section) + 1}.{number}" if section else f"{len(places) + 1}.{number}"


def _number(framework: Framework, section: str, number: int) -> Text:
    titles = {part.id: part.short or part.title for part in framework.sections}
    # The second line keeps the row high enough for an action of two lines: no row grows by what a formula shows.
    return Text(number_of(framework, section, number), "number_left", more=titles.get(section, words.OTHER_ACTIONS))


def _decision(framework: Framework, subject: Subject, kind: Kind) -> Input:
    cell = entry(getattr(framework.fields, subject.field), subject, kind)
    # Choices and dates are short, and are centred; other texts may need two lines.
    style = "input_answer" if kind == "choice" else "input_date" if kind == "date" else "input_middle"
    return replace(cell, choices_from=_LISTS.get(subject.field, ""), style=style, unused_without="plan_action")


def _state(framework: Framework) -> Formula:
    """Return the formula for whether an action is due, in words."""
    fields = framework.fields
    # One cell has TODAY, and all others refer to it: the sheet says on which day it counted.
    left = "[@plan_done_by]-counted_on"
    days = f"IF({left}=1,{quoted(words.DAY)},{quoted(words.DAYS)})"
    late = f"IF({left}=-1,{quoted(words.DAY)},{quoted(words.DAYS)})"
    dated = (
        f"IF({left}<0,{quoted(f'{words.OVERDUE}: ')}&(counted_on-[@plan_done_by])&{late},"
        f"IF({left}=0,{quoted(words.DUE_TODAY)},"
        f"IF({left}<={SOON},{quoted(words.DUE_IN)}&({left})&{days},{quoted(words.IN_TIME)})))"
    )
    going = (
        f"IF([@plan_status]={quoted(fields.status.done)},{quoted(fields.status.done)},"
        f"IF(ISNUMBER([@plan_done_by]),{dated},{quoted(words.UNDATED)}))"
    )
    # All decisions joined: empty only where every one of them is.
    decided = "&".join(f"[@plan_{field}]" for field, _ in DECISIONS)
    taken = (
        f'IF([@plan_take]="",{quoted(words.TO_DECIDE)},'
        f"IF([@plan_take]={quoted(fields.take.forward)},{going},{quoted(words.NOT_GOING_FORWARD)}))"
    )
    return Formula(
        f'=IF([@plan_action]="",IF({decided}="","",{quoted(words.NO_ACTION)}),{taken})',
        highlights=(
            Highlight(words.OVERDUE, "red", "begins"),
            Highlight(words.DUE, "amber", "begins"),
            Highlight(words.NO_ACTION, "amber"),
        ),
    )


def going_forward(framework: Framework) -> str:
    """Return the expression for each row of the plan: 1 where there is an action that goes forward, or else 0."""
    # A decision without an action does not count: its row says “No action here”.
    return f'(plan_action<>"")*(plan_take={quoted(framework.fields.take.forward)})'


def open_actions(framework: Framework) -> str:
    """Return the expression for each row of the plan: 1 where an action goes forward and is not done, or else 0."""
    return f"{going_forward(framework)}*(plan_status<>{quoted(framework.fields.status.done)})"


def _counts(framework: Framework) -> str:
    """Return the formula for the line that counts the actions, and says which date comes next."""
    forward = going_forward(framework)
    # A text is never smaller than a number, so what is not a date does not count.
    overdue = f'{open_actions(framework)}*(plan_done_by<>"")*(plan_done_by<counted_on)'
    # The earliest date to come is the largest distance from a day far off. MIN cannot leave rows out without an array
    # formula, and Gnumeric takes no MAX within SUMPRODUCT.
    ahead = f"{open_actions(framework)}*(plan_done_by>=counted_on)*(plan_done_by<99999)"
    nearest = f"99999-SUMPRODUCT(LARGE({ahead}*(99999-plan_done_by),1))"
    counts = (
        'SUMPRODUCT(1*(plan_action<>""))',
        f"SUMPRODUCT({forward})",
        f"SUMPRODUCT({forward}*(plan_status={quoted(framework.fields.status.done)}))",
        f"SUMPRODUCT({overdue})",
        f"SUMPRODUCT(1*(plan_state={quoted(words.TO_DECIDE)}))",
    )
    # The last label is for the date, which is only shown where there is one.
    *labels, next_due = words.PLAN_COUNTS
    line = '&". "&'.join(f"{quoted(label)}&{count}" for label, count in zip(labels, counts, strict=True))
    due = (
        f'IFERROR(IF({nearest}=99999,"",{quoted(f" {next_due}")}&{date_in_words(f"({nearest})")}&"."),'
        f"{quoted(f' {words.NOT_ALL_DATES}')})"
    )
    none_yet = quoted(words.NO_ACTIONS_YET.format(count=SPARE))
    return f'=IF({counts[0]}=0,{none_yet},{line}&"."&{due})'
