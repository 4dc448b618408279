"""The framework's own table, with its own headings: each section's score, its rank and what is agreed.

Only the rank, the score that the group aims for and its date are typed here. Everything else comes from other sheets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from ...framework.model import Framework, Section
from ...words import workbook as words
from ..cells import (
    BLANK,
    Cell,
    Chart,
    Column,
    Formula,
    Highlight,
    Input,
    Link,
    Rows,
    Sheet,
    Subject,
    Table,
    Text,
    cell_name,
)
from ..formula import quoted
from . import plan
from .common import (
    LISTED,
    back_link,
    date_in_words,
    entry,
    heading,
    listed,
    position_of,
    score_entry,
    score_highlights,
    shown_again,
    steps_in_words,
    title,
)

_LINES = 4
"""How many lines a row has room for: so many actions, or one fewer and a line that says how many more there are."""

_ROW = 50
"""The height of a row in points. What a formula shows makes no row grow, so each has room for `_LINES`."""

Words = Callable[[Mapping[str, str]], str]
"""Gives the expression for what a column says of an action, from the names of the action's cells."""


def sheet(framework: Framework) -> Sheet:
    """Return the summary sheet."""
    sheet_words = framework.workbook.sheets.summary
    plan_name = framework.workbook.sheets.plan.name
    # In the columns that are wide enough for them.
    links = (Link(plan_name, sheet=plan_name, style="line_link"), BLANK, back_link(framework))
    amber = (Highlight(words.NOT_YET_RECORDED, "amber", "contains"),)
    repeated = (Highlight(words.RANKS_REPEATED, "amber", "contains"),)
    return Sheet(
        sheet_words.name,
        widths=(18, 8.2, 12.4, 45, 15.8, 30, 8.2, 11.4, 7.5),
        blocks=(
            Rows(
                (
                    title(sheet_words.name, *links, at=5, step=steps_in_words(framework, "summary")),
                    (Formula(f"={recorded_line(framework)}", "calculated_line", amber),),
                    (Formula(f"={_ranks(framework)}", "calculated_line", repeated),),
                )
            ),
            _summary(framework),
            Rows((heading(words.HOW_FAR),)),
            _gap(framework),
            _progress(framework),
        ),
        kind="result",
        repeated=4,
    )


def _summary(framework: Framework) -> Table:
    fields = framework.fields
    columns = (
        Column(fields.section.label, "section_titles"),
        Column(fields.current.label, "summary_scores"),
        Column(fields.priority.label, "priorities"),
        Column(fields.agreed.label, key="agreed"),
        Column(fields.when.label, key="when"),
        Column(fields.who.label, key="who"),
        Column(fields.target.label, "targets"),
        Column(fields.aimed_by.label),
        Column(words.STILL_TO_GO, key="still_to_go"),
    )
    rows = tuple(_row(framework, section) for section in framework.sections)
    return Table("summary", columns, rows, main=True, least=_ROW, fixed=True)


def _row(framework: Framework, section: Section) -> tuple[Cell, ...]:
    fields = framework.fields
    target = score_entry(framework, fields.target, Subject("target", section.id))
    return (
        Text(section.title, "label_middle"),
        shown_again(cell_name("score", section.id), "calculated_score", score_highlights(framework)),
        _rank(framework, section),
        _joined(framework, section, lambda names: plan.shortened(names["action"], 44), lambda names: names["action"]),
        _joined(framework, section, _when),
        _joined(framework, section, lambda names: _who(names, 28), lambda names: _who(names, 58)),
        replace(target, highlights=score_highlights(framework, light=True)),
        replace(entry(fields.aimed_by, Subject("aimed_by", section.id), "date"), style="input_date"),
        _to_go(section),
    )


def _rank(framework: Framework, section: Section) -> Input:
    field = framework.fields.priority
    return replace(
        entry(field, Subject("priority", section.id), "number"), low=1, high=len(framework.sections), style="input_rank"
    )


def _joined(framework: Framework, section: Section, brief: Words, full: Words | None = None) -> Formula:
    """Return the formula for what a column says of a section's open actions, one below the other with their numbers.

    Up to two actions are given in `full`, for which there is room; more are given in `brief`, on one line each. Where
    these are too many, the last line says how many more there are.
    """
    numbers = range(1, plan.FOR_SECTION + 1)
    count = cell_name("open", section.id)
    terms = []
    for number in numbers:
        names = plan.names(section.id, number)
        # With one or two actions there are two lines for each.
        said = brief(names) if full is None else f"IF({count}>2,{brief(names)},{full(names)})"
        shown = f"{quoted(f'{plan.number_of(framework, section.id, number)} ')}&{said}"
        terms.append(f'IF({_is_open(framework, names)},{_if_room(framework, count, number, shown)},"")')
    # Each term begins with its line feed, and MID leaves out the first.
    return Formula(f"=MID({'&'.join(terms)},2,900)", "calculated")


def _if_room(framework: Framework, count: str, number: int, shown: str) -> str:
    """Return the expression for an action's line, or for what takes its place where the row has no room for all."""
    line = f"CHAR(10)&{shown}"
    if number < _LINES:
        return line
    # More actions than lines is only possible here when all those before are open too, so this is the last line.
    left = plan.FOR_SECTION - _LINES + 1
    more = quoted(words.MORE_ON_PLAN.format(count=left, plan=framework.workbook.sheets.plan.name))
    return f"IF({count}<={_LINES},{line},{f'CHAR(10)&{more}' if number == _LINES else quoted('')})"


def _is_open(framework: Framework, names: Mapping[str, str]) -> str:
    """Return the expression for whether an action goes forward and is not done."""
    fields = framework.fields
    return (
        f'AND({names["action"]}<>"",{names["take"]}={quoted(fields.take.forward)},'
        f"{names['status']}<>{quoted(fields.status.done)})"
    )


def _when(names: Mapping[str, str]) -> str:
    by = names["done_by"]
    return f"IF(ISNUMBER({by}),{date_in_words(by)},{quoted(words.NO_DATE)})"


def _who(names: Mapping[str, str], longest: int) -> str:
    nobody = f'{names["lead"]}&{names["partners"]}=""'
    return f"IF({nobody},{quoted(words.NOBODY)},{plan.who(names, longest)})"


def _to_go(section: Section) -> Formula:
    """Return the formula for how many levels lie between the score and the one that the group aims for."""
    score, target = cell_name("score", section.id), cell_name("target", section.id)
    # 0 where there is none, so that a product of 0 says that one of the two is missing.
    now, aim = position_of(score), position_of(target)
    steps = f"({aim}-{now})&IF({aim}-{now}=1,{quoted(words.STEP)},{quoted(words.STEPS)})"
    return Formula(f'=IF({now}*{aim}=0,"",IF({now}>={aim},{quoted(words.THERE)},{steps}))', "calculated_centred")


def recorded_line(framework: Framework) -> str:
    """Return the expression for the line that says which scores are not yet recorded on the sheet of reviews."""
    reviews = framework.workbook.sheets.reviews.name
    missing = f"SUMPRODUCT(1*(scores_recorded={quoted(words.NOT_RECORDED)}))"
    scored = 'SUMPRODUCT(1*(summary_scores<>""))'
    some, one = words.SOME_TO_RECORD.format(reviews=reviews), words.ONE_TO_RECORD.format(reviews=reviews)
    # A formula has room for 8,192 characters. With very many sections it gives their number alone.
    named = ""
    if len(framework.sections) <= LISTED:
        which = listed(
            (f"{cell_name('recorded', section.id)}={quoted(words.NOT_RECORDED)}", section.short or section.title)
            for section in framework.sections
        )
        named = f'&": "&{which}'
    to_record = f"{missing}&IF({missing}=1,{quoted(one)},{quoted(some)}){named}&{quoted(words.RECORD_THEM)}"
    return (
        f"{quoted(words.SCORES_LINE)}&{scored}&{quoted(words.OF)}&ROWS(summary_scores)&{quoted(words.SCORED)}"
        f'&IF({scored}=0,""," "&IF({missing}=0,{quoted(words.ALL_RECORDED.format(reviews=reviews))},{to_record}))'
    )


def _ranks(framework: Framework) -> str:
    """Return the expression for the line that says which ranks are used more than once."""
    ranks = range(1, len(framework.sections) + 1)
    # Not COUNTIF, which would take a rank such as "*" that somebody pasted for a wildcard.
    repeated = {rank: f"SUMPRODUCT(1*(priorities={rank}))>1" for rank in ranks if rank <= LISTED}
    which = listed((condition, str(rank)) for rank, condition in repeated.items())
    return (
        f'{quoted(words.RANKS_LINE)}&IF(SUMPRODUCT(1*(priorities<>""))=0,{quoted(words.NO_RANKS)},'
        f'IF({which}="",{quoted(words.RANKS_DIFFER)},{quoted(words.RANKS_REPEATED)}&{which}&"."))'
    )


def _progress(framework: Framework) -> Table:
    """Return the table behind the charts: the scores as positions in the scale, what is recorded, and what is open."""
    columns = (
        Column(framework.fields.section.label),
        Column(words.NOW),
        Column(words.AIMING_FOR),
        Column(words.RECORDED_ROW, "scores_recorded"),
        Column(framework.workbook.meetings[0], "first_scores"),
        Column(words.OPEN_ACTIONS),
    )
    rows = tuple(_progress_row(framework, section) for section in framework.sections)
    return Table("progress", columns, rows, printed=False)


def _progress_row(framework: Framework, section: Section) -> tuple[Cell, ...]:
    score, target, last, recorded, opened = (
        cell_name(field, section.id) for field in ("score", "target", "last", "recorded", "open")
    )
    # The count of open actions decides how briefly the table above puts them.
    of_section = (plan.names(section.id, number) for number in range(1, plan.FOR_SECTION + 1))
    count = "+".join(f"IF({_is_open(framework, names)},1,0)" for names in of_section)
    yes, not_yet = quoted(words.RECORDED), quoted(words.NOT_RECORDED)
    return (
        Text(section.short or section.title),
        Formula(f"={position_of(score)}", "calculated_centred"),
        Formula(f"={position_of(target)}", "calculated_centred"),
        Formula(f'=IF({score}="","",IF({score}={last},{yes},{not_yet}))', "calculated_centred", name=recorded),
        shown_again(Subject("review", section.id, 0).name, "calculated_centred"),
        Formula(f"={count}", "calculated_centred", name=opened),
    )


def _gap(framework: Framework) -> Chart:
    """Return the chart of how far each section is from the score that the group aims for."""
    scale = tuple(level.score for level in framework.levels)
    lowest, highest = framework.levels[0], framework.levels[-1]
    return Chart(
        words.GAP_CHART,
        words.GAP_CHART_ALT.format(lowest=lowest, highest=highest),
        "progress",
        (1, 2),
        scale,
        height=140,
    )
