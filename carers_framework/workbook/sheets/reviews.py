"""The scores at the first meeting and at each review, what is working and what is not, and two charts."""

from __future__ import annotations

from ...framework.model import FieldWords, Framework, Section
from ..answers import Answers
from ..layout import Cell, Chart, Column, Formula, Kind, Rows, Sheet, Table, Text, cell_name
from .common import entry, heading, label, score_entry, score_highlights, top


def sheet(framework: Framework, answers: Answers) -> Sheet:
    """What is on the reviews sheet."""
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
            _scores(framework, answers),
            heading("What is working, and what is not"),
            _notes(framework, answers),
            heading("The same scores as numbers, for the charts", new_page=True),
            _numbers(framework, answers),
        ),
        charts=_charts(framework),
    )


def review_name(meeting: int, id_: str) -> str:
    """The defined name of a section's score at a meeting: 0 is the first meeting."""
    return cell_name(f"review{meeting}", id_)


def _scores(framework: Framework, answers: Answers) -> Table:
    columns = [Column(framework.fields.section.label), *(Column(meeting) for meeting in framework.workbook.meetings)]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Text(section.title),
            *(
                score_entry(framework, framework.fields.review_score, review_name(number, section.id), answers)
                for number in range(len(framework.workbook.meetings))
            ),
            _now(framework, section, answers),
        )
        for section in framework.sections
    )
    return Table("review_scores", (*columns, Column("Now")), rows)


def _now(framework: Framework, section: Section, answers: Answers) -> Formula:
    score = cell_name("score", section.id)
    shown = answers.get(score)
    return Formula(
        f'=IF({score}="","",{score})', "" if shown is None else shown, highlights=score_highlights(framework)
    )


def _notes(framework: Framework, answers: Answers) -> Table:
    """A row each for the dates, for what is working and for what is not, below the same meetings as the scores."""
    fields = framework.fields
    columns = (Column("Meeting"), *(Column(meeting) for meeting in framework.workbook.meetings))
    dates = _note_row(framework, answers, fields.review_date, "date", "date")
    texts = (
        _note_row(framework, answers, fields.review_working, "working"),
        _note_row(framework, answers, fields.review_not_working, "not_working"),
    )
    return Table("review_notes", columns, (dates, *texts), lines=9)


def _note_row(
    framework: Framework, answers: Answers, words: FieldWords, name: str, kind: Kind = "text"
) -> tuple[Cell, ...]:
    meetings = range(len(framework.workbook.meetings))
    return (label(words), *(entry(words, f"review{number}_{name}", answers, kind) for number in meetings))


def _numbers(framework: Framework, answers: Answers) -> Table:
    meetings = framework.workbook.meetings
    columns = (Column(framework.fields.section.label), *(Column(meeting) for meeting in meetings), Column("Now"))
    rows: list[tuple[Cell, ...]] = []
    for section in framework.sections:
        names = [review_name(number, section.id) for number in range(len(meetings))]
        names.append(cell_name("score", section.id))
        rows.append((Text(section.title), *(_number(framework, name, answers) for name in names)))
    return Table("review_numbers", columns, tuple(rows))


def _number(framework: Framework, name: str, answers: Answers) -> Formula:
    """A score as a number, the lowest being 1, or 0 where there is none: a chart cannot show letters."""
    level = framework.level_of(answers.get(name))
    shown = framework.levels.index(level) + 1 if level else 0
    return Formula(f'=IF({name}="",0,IFERROR(MATCH({name},level_scores,0),0))', shown)


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
