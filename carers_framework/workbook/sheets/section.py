"""The sheet of a section: what is required, what each score looks like, and what the group says of its area.

What matters stays in sight: the score, its words and the tally are in the rows that do not scroll.
"""

from __future__ import annotations

from dataclasses import replace

from ...framework.model import Framework, Level, Section
from ...words import workbook as words
from ..cells import BLANK, Cell, Column, Formula, Link, Rows, Sheet, Subject, Table, Text, cell_name
from ..formula import quoted
from . import plan
from .common import (
    back_link,
    date_in_words,
    entry,
    label,
    score_entry,
    score_in_words,
    steps_in_words,
    steps_of,
    title,
)

ACTIONS = plan.FOR_SECTION

_SPACE = "    "


def sheet(framework: Framework, section: Section) -> Sheet:
    """Return the sheet of one section."""
    return Sheet(
        framework.sheet_name(section),
        widths=(6.5, 88.5, 15.2, 45),
        blocks=(
            _band(framework, section),
            _indicators(framework, section),
            _key(framework, section),
            Rows((_labels(framework),), new_page=True),
            Rows((_boxes(framework, section),), least=150),
            _actions(framework, section),
            _links(framework),
        ),
        kind="section",
        repeated=2,
    )


def _band(framework: Framework, section: Section) -> Rows:
    """Return the rows that do not scroll: the title and the score in words; what is required, the score, the tally."""
    asks = tuple(cell_name(field, section.id) for field in ("score", "reasons", "concerns"))
    required = Text(words.REQUIRED, "lead", more=section.requirement, joint="  ", more_style="plain", asks=asks)
    score = score_entry(framework, framework.fields.score, Subject("score", section.id), "input_score_large")
    return Rows(
        (
            title(
                f"{framework.sections.index(section) + 1}  {section.title}",
                Text(words.OUR_SCORE, "above_score"),
                Formula(f"={score_in_words(section)}", "score_words"),
                at=2,
                # Without the titles of the steps, for which a long title leaves no room: they end the sheet.
                step=steps_of(framework, "sections"),
            ),
            (
                BLANK,
                required,
                score,
                Formula(f"={_history(framework, section)}&CHAR(10)&{_tally(framework, section)}", "tally"),
            ),
        )
    )


def _history(framework: Framework, section: Section) -> str:
    """Return the expression for the score that was recorded last, and the score that the group aims for."""
    last, target, by = (cell_name(name, section.id) for name in ("last", "target", "aimed_by"))
    reviews = framework.workbook.sheets.reviews.name
    # A date is a number. What is not one was typed as a text, and is left out rather than shown wrongly.
    until = f'IF(ISNUMBER({by}),{quoted(words.BY)}&{date_in_words(by)},"")'
    return (
        f'IF({last}="",{quoted(words.NOT_RECORDED_AT_ALL.format(reviews=reviews))},'
        f'{quoted(words.LAST_RECORDED)}&{last}&".")'
        f'&IF({target}="","",{quoted(f" {words.AIMING_FOR_A}")}&{target}&{until}&".")'
    )


def _tally(framework: Framework, section: Section) -> str:
    """Return the expression for how much of each level the group finds in its area, and how much it has answered."""
    levels = [f"{quoted(f'{level.score} ')}&{_like_us(framework, section, level)}" for level in framework.levels]
    answers = cell_name("answers", section.id)
    counts = {choice: f"SUMPRODUCT(1*({answers}={quoted(choice)}))" for choice in framework.fields.found.choices}
    answered = "+".join(counts[choice] for choice in framework.fields.found.points)
    # What carries no points, such as “Not known”, is told apart from what is not answered.
    unknown = "".join(
        f"&{quoted(f', {choice.lower()} ')}&{count}"
        for choice, count in counts.items()
        if choice not in framework.fields.found.points
    )
    line = '&"  ·  "&'.join(levels)
    total = len(section.indicators)
    return (
        f"{quoted(words.LIKE_US)}&{line}&CHAR(10)"
        f"&{quoted(f'{words.ANSWERED} ')}&({answered})&{quoted(f'{words.OF}{total}')}{unknown}"
    )


def _like_us(framework: Framework, section: Section, level: Level) -> str:
    """Return the expression for how many of a level's indicators are like the area, such as "2½ of 3".

    It counts halves, so that no program writes a decimal point or comma.
    """
    answers, levels = cell_name("answers", section.id), cell_name("levels", section.id)
    points = framework.fields.found.points
    # A half is 1 here and a whole 2. SUMPRODUCT, since COUNTIFS would take a pasted “*” for a wildcard.
    halves = "+".join(f"{2 * worth:g}*({answers}={quoted(choice)})" for choice, worth in points.items() if worth)
    counted = f"SUMPRODUCT(({levels}={quoted(level.score)})*({halves or 0}))"
    total = len(section.levels[level.score])
    # One half alone is “½”, not “0½”.
    return f'IF({counted}=1,"½",INT({counted}/2)&IF(MOD({counted},2)=1,"½",""))&{quoted(f"{words.OF}{total}")}'


def _indicators(framework: Framework, section: Section) -> Table:
    """Return the table of indicators, from the lowest level to the highest."""
    fields = framework.fields
    columns = (
        Column(words.SCORE, cell_name("levels", section.id)),
        Column(words.LOOKS_LIKE),
        Column(fields.found.label, cell_name("answers", section.id)),
        Column(fields.evidence.label),
    )
    rows = tuple(
        (
            Text(level.score, f"level_{level.colour}"),
            Text(indicator.text, "indicator", asks=_asks(indicator.id)),
            replace(
                entry(fields.found, Subject("found", indicator.id)),
                choices_from="list_found",
                style="input_answer",
            ),
            replace(entry(fields.evidence, Subject("evidence", indicator.id)), style="input_middle"),
        )
        for level in framework.levels
        for indicator in section.levels[level.score]
    )
    return Table(cell_name("indicators", section.id), columns, rows, main=True)


def _asks(indicator: str) -> tuple[str, ...]:
    """Return the names of the inputs about an indicator."""
    return tuple(cell_name(field, indicator) for field in ("found", "evidence"))


def _key(framework: Framework, section: Section) -> Rows:
    """Return the letters with their words, and the way to the examples."""
    # The letters in words, once on each sheet: a letter alone says nothing to a newcomer.
    key = _SPACE.join(f"{level.score}  {level.words}" for level in framework.levels)
    ideas = framework.workbook.sheets.ideas.name
    link = Link(words.IDEAS_LINK.format(ideas=ideas), sheet=ideas, style="line_link")
    return Rows(((BLANK, Text(key, "line"), BLANK, link if framework.examples_of(section) else BLANK),))


def _labels(framework: Framework) -> tuple[Cell, ...]:
    fields = framework.fields
    return (
        Text("", "label"),
        label(fields.reasons),
        Text("", "label"),
        label(fields.concerns),
    )


def _boxes(framework: Framework, section: Section) -> tuple[Cell, ...]:
    """Return the two boxes to write in, with how to write in them between."""
    fields = framework.fields
    start = framework.workbook.sheets.start.name
    return (
        Text("", "label"),
        entry(fields.reasons, Subject("reasons", section.id)),
        Text(words.WRITING_HELP.format(start=start), "quiet"),
        entry(fields.concerns, Subject("concerns", section.id)),
    )


def _actions(framework: Framework, section: Section) -> Table:
    """Return the table of actions. What is decided about them is shown as the plan has it."""
    columns = (
        *map(Column, (words.NUMBER, framework.fields.action.label, words.GOING_FORWARD)),
        Column(words.WHEN_WHO_STATUS, key="decided"),
    )
    rows = tuple(_action(framework, section, number) for number in range(1, ACTIONS + 1))
    return Table(cell_name("actions", section.id), columns, rows, least=27)


def _action(framework: Framework, section: Section, number: int) -> tuple[Cell, ...]:
    names = plan.names(section.id, number)
    action, take, by, status = (names[field] for field in ("action", "take", "done_by", "status"))
    forward = quoted(framework.fields.take.forward)
    # The plan keeps a text that is not a date. Here it counts as no date.
    day = f"IF(ISNUMBER({by}),{date_in_words(by)},{quoted(words.UNDATED)})"
    far = f'IF({status}="","",", "&{status})'
    # One line of the column: what a formula shows makes no row grow.
    who = plan.who(names, longest=50)
    return (
        Text(str(number), "number"),
        plan.action_entry(framework, Subject("action", section.id, number)),
        Formula(f'=IF({action}="","",IF({take}="",{quoted(words.NOT_DECIDED)},{take}))', "calculated_centred"),
        Formula(f'=IF(OR({action}="",{take}<>{forward}),"",{day}&{far}&IF({who}="","",CHAR(10)&{who}))'),
    )


def _links(framework: Framework) -> Rows:
    """Return the lines below the actions: where more of them go, the steps, what is next, and the way back."""
    plan_name = framework.workbook.sheets.plan.name
    more = Text(words.MORE_ACTIONS.format(count=ACTIONS, plan=plan_name), "line_quiet")
    next_step = Link(words.PLAN_LINK.format(plan=plan_name), sheet=plan_name, style="line_link")
    steps = steps_in_words(framework, "sections")
    # It runs over the cells on its right.
    done_here = ((BLANK, Text(steps, "line_quiet")),) if steps else ()
    return Rows(((BLANK, more), *done_here, (BLANK, next_step, BLANK, back_link(framework))))
