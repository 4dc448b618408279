"""The scores at the first meeting and at each review, what is working and what is not, and two charts."""

from __future__ import annotations

from ...framework.model import Framework, Section
from ...framework.wording import FieldWords
from ..cells import Cell, Chart, Column, Formula, Kind, Rows, Sheet, Subject, Table, Text, cell_name
from .common import entry, heading, label, score_again, score_entry, top


def sheet(framework: Framework) -> Sheet:
    """Return the reviews sheet."""
    words = framework.workbook.sheets.reviews
    meetings = framework.workbook.meetings
    about = (
        "After each meeting, note the scores that the group agreed. The last column shows the scores as they are now."
    )
    return Sheet(
        words.name,
        widths=(30, *(27 for _ in meetings), 14),
        blocks=(
            top(framework, words.name, "workbook"),
            Rows(((Text(about, "line"),),)),
            heading("Scores over time"),
            _scores(framework),
            heading("What is working, and what is not"),
            _notes(framework),
            heading("The same scores as numbers, for the charts", new_page=True),
            _numbers(framework),
        ),
        charts=_charts(framework),
    )


def review_score(meeting: int, section: str) -> Subject:
    """Return the subject of a section's score at a meeting: 0 is the first meeting."""
    return Subject("review", section, meeting)


def _scores(framework: Framework) -> Table:
    meetings = framework.workbook.meetings
    columns = [Column(framework.fields.section.label), *(Column(meeting) for meeting in meetings), Column("Now")]
    words = framework.fields.review_score
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Text(section.title),
            *(score_entry(framework, words, review_score(number, section.id)) for number in range(len(meetings))),
            score_again(framework, section),
        )
        for section in framework.sections
    )
    return Table("review_scores", tuple(columns), rows)


def _notes(framework: Framework) -> Table:
    """Return a row each for the dates, what is working and what is not, below the same meetings as the scores."""
    fields = framework.fields
    columns = (Column("Meeting"), *(Column(meeting) for meeting in framework.workbook.meetings))
    rows = (
        _note_row(framework, fields.review_date, "review_date", "date"),
        _note_row(framework, fields.review_working, "review_working"),
        _note_row(framework, fields.review_not_working, "review_not_working"),
    )
    return Table("review_notes", columns, rows, lines=9)


def _note_row(framework: Framework, words: FieldWords, field: str, kind: Kind = "text") -> tuple[Cell, ...]:
    meetings = range(len(framework.workbook.meetings))
    return (label(words), *(entry(words, Subject(field, meeting=number), kind) for number in meetings))


def _numbers(framework: Framework) -> Table:
    meetings = framework.workbook.meetings
    columns = (Column(framework.fields.section.label), *(Column(meeting) for meeting in meetings), Column("Now"))
    rows = tuple(_number_row(section, len(meetings)) for section in framework.sections)
    return Table("review_numbers", columns, rows)


def _number_row(section: Section, meetings: int) -> tuple[Cell, ...]:
    names = [review_score(number, section.id).name for number in range(meetings)]
    return (Text(section.title), *(_number(name) for name in (*names, cell_name("score", section.id))))


def _number(score: str) -> Formula:
    """Return a score as a number, the lowest being 1, or 0 where there is none: a chart cannot show letters."""
    return Formula(f'=IF({score}="",0,IFERROR(MATCH({score},level_scores,0),0))')


def _charts(framework: Framework) -> tuple[Chart, Chart]:
    count = len(framework.levels)
    lowest, highest = framework.levels[0], framework.levels[-1]
    scale = f"from 1 ({lowest.score}, {lowest.words}) to {count} ({highest.score}, {highest.words})"
    key = ", ".join(f"{number} = {level.score}" for number, level in enumerate(framework.levels, start=1))
    meetings = len(framework.workbook.meetings)
    return (
        Chart(
            f"Scores over time ({key})",
            f"Column chart. For each section, a column for the first meeting and for each review, {scale}. A meeting "
            "without a score has no column. The table of scores on this sheet holds the same scores.",
            "review_numbers",
            tuple(range(1, meetings + 1)),
            count,
        ),
        Chart(
            f"Scores now ({key})",
            f"Column chart. For each section, one column for its score now, {scale}. A section without a score has no "
            "column. The last column of the table of scores on this sheet holds the same scores.",
            "review_numbers",
            (meetings + 1,),
            count,
        ),
    )
