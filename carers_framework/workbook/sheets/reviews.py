"""The history of the scores: those of the first meeting and of each review, what is working and what is not."""

from __future__ import annotations

from dataclasses import replace

from ...framework.model import Framework, Section
from ...words import workbook as words
from ..cells import BLANK, Cell, Chart, Column, Formula, Highlight, Rows, Sheet, Subject, Table, Text, cell_name
from ..formula import quoted
from .common import (
    back_link,
    entry,
    heading,
    score_entry,
    score_highlights,
    shown_again,
    steps_in_words,
    title,
)
from .summary import recorded_line


def sheet(framework: Framework) -> Sheet:
    """Return the reviews sheet."""
    sheet_words = framework.workbook.sheets.reviews
    amber = (Highlight(words.NOT_YET_RECORDED, "amber", "contains"),)
    # One column each: a column per meeting would make the sheet wider with every review.
    sections = len(framework.sections)
    return Sheet(
        sheet_words.name,
        widths=(15, 11.4, *(12,) * sections, 28, 28),
        blocks=(
            Rows(
                (
                    title(
                        sheet_words.name,
                        back_link(framework),
                        at=sections + 3,
                        step=steps_in_words(framework, "reviews"),
                    ),
                    (Text(words.REVIEWS_HELP, "line"),),
                    (Formula(f"={recorded_line(framework)}", "calculated_line", amber),),
                )
            ),
            _history(framework),
            Rows(_now(framework)),
            Rows((heading(words.COUNTS_TITLE),)),
            _counts(framework),
            # The chart beside the table is higher, and ends here.
            Rows(((BLANK,),), least=40, fixed=True),
        ),
        kind="result",
        repeated=4,
    )


def review_score(meeting: int, section: str) -> Subject:
    """Return the subject of a section's score at a meeting: 0 is the first meeting."""
    return Subject("review", section, meeting)


def _history(framework: Framework) -> Table:
    """Return the table of meetings: a row each, with the score of each section."""
    fields = framework.fields
    columns = (
        Column(words.MEETING),
        Column(fields.review_date.label, "review_dates"),
        *(Column(section.title, cell_name("history", section.id)) for section in framework.sections),
        Column(fields.review_working.label),
        Column(fields.review_not_working.label),
    )
    rows = tuple(_meeting(framework, number) for number in range(len(framework.workbook.meetings)))
    return Table("review_scores", columns, rows, main=True, least=27)


def _meeting(framework: Framework, number: int) -> tuple[Cell, ...]:
    fields = framework.fields
    date = replace(entry(fields.review_date, Subject("review_date", number=number), "date"), style="input_date")
    scores = (
        score_entry(framework, fields.review_score, review_score(number, section.id)) for section in framework.sections
    )
    return (
        Text(framework.workbook.meetings[number], "label_middle"),
        # The first meeting’s date is typed on the first sheet.
        date if number else shown_again("first_meeting", "calculated_date"),
        *scores,
        entry(fields.review_working, Subject("review_working", number=number)),
        entry(fields.review_not_working, Subject("review_not_working", number=number)),
    )


def _now(framework: Framework) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows below the meetings: the scores now, whether they are recorded, and what the group aims for."""
    sections = framework.sections
    colours = score_highlights(framework)
    summary = framework.workbook.sheets.summary.name
    not_yet = (Highlight(words.NOT_RECORDED, "amber"),)
    empty = Text("", "calculated")
    return (
        (
            Text(words.NOW, "label_middle"),
            empty,
            *(shown_again(cell_name("score", part.id), "calculated_score", colours) for part in sections),
            Text(words.FROM_SECTIONS, "quiet_boxed"),
            empty,
        ),
        (
            Text(words.LAST_RECORDED_ROW, "label_middle"),
            empty,
            *(_last(framework, part) for part in sections),
            empty,
            empty,
        ),
        (
            Text(words.RECORDED_ROW, "label_middle"),
            empty,
            *(shown_again(cell_name("recorded", part.id), "calculated_centred", not_yet) for part in sections),
            Text(words.COMPARES, "quiet_boxed"),
            empty,
        ),
        (
            Text(words.AIMING_FOR, "label_middle"),
            empty,
            *(
                shown_again(cell_name("target", part.id), "calculated_score", score_highlights(framework, light=True))
                for part in sections
            ),
            Text(words.FROM_SUMMARY.format(summary=summary), "quiet_boxed"),
            empty,
        ),
    )


def _last(framework: Framework, section: Section) -> Formula:
    """Return the formula for the score that was recorded last.

    Nested from the first meeting outwards, so that the last one is looked at first.
    """
    last = '""'
    for number in range(len(framework.workbook.meetings)):
        score = review_score(number, section.id).name
        last = f'IF({score}<>"",{score},{last})'
    return Formula(f"={last}", "calculated_centred", name=cell_name("last", section.id))


def _counts(framework: Framework) -> Table:
    """Return how many sections had each score: at the first meeting, now, and as the group aims for."""
    columns = tuple(map(Column, (words.SCORE, framework.workbook.meetings[0], words.NOW, words.AIMING_FOR)))
    labels: dict[str, Cell] = {level.score: Text(level.score, f"level_{level.colour}") for level in framework.levels}
    # An empty cell equals an empty text, so sections without a score are counted by the same formula.
    labels[""] = Text(words.NOT_SCORED_COUNT, "label_middle")
    counted = ("first_scores", "summary_scores", "targets")
    rows = tuple((label, *(_count(column, score) for column in counted)) for score, label in labels.items())
    return Table("section_counts", columns, rows, chart=_counts_chart(framework))


def _count(column: str, score: str) -> Formula:
    """Return the formula for how many cells of a column hold a score."""
    return Formula(f"=SUMPRODUCT(1*({column}={quoted(score)}))", "calculated_centred")


def _counts_chart(framework: Framework) -> Chart:
    first = framework.workbook.meetings[0]
    return Chart(
        words.COUNTS_TITLE,
        words.COUNTS_CHART_ALT.format(meeting=first),
        "section_counts",
        (1, 2, 3),
        beside=5,
        height=130,
    )
