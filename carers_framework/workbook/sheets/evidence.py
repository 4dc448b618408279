"""What the answers about a section's indicators suggest: a block of the section's sheet."""

from __future__ import annotations

from ...framework.model import Framework, Level, Section
from ..answers import Answers
from ..layout import Cell, Column, Formula, Rows, Table, Text, cell_name
from ..scoring import MOST, Tally, suggested, tally
from .common import quoted, score_highlights

NOTHING_YET = "No answers yet"
NOTHING_TO_COMPARE = "Nothing to compare yet. You can score without answering any point."
NO_SCORE_TO_COMPARE = "You have not scored yet."
SAME = "It is the same as your own score."


def level_text(level: Level) -> str:
    """A level as the table of indicators shows it."""
    return f"{level.score}. {level.words}"


def evidence(framework: Framework, section: Section, answers: Answers) -> tuple[Table, Rows]:
    """The counts for each level, and the suggested score beside the group's own."""
    columns = (Column("Score"), Column("What your answers say"), Column("In place", cell_name("shares", section.id)))
    tallies = [tally(framework, section, level, answers) for level in framework.levels]
    rows = tuple(_tally_row(framework, section, one) for one in tallies)
    table = Table(cell_name("tally", section.id), columns, rows)
    return table, Rows(_suggestion(framework, section, answers))


def _tally_row(framework: Framework, section: Section, one: Tally) -> tuple[Cell, ...]:
    given, levels = cell_name("answers", section.id), cell_name("levels", section.id)
    here = f"({levels}={quoted(level_text(one.level))})"
    points = framework.fields.found.points
    counts = {choice: f"SUMPRODUCT({here}*({given}={quoted(choice)}))" for choice in points}
    answered = "+".join(counts.values())
    worth = "+".join(f"{value:g}*{counts[choice]}" for choice, value in points.items())
    total = len(section.levels[one.level.score])
    parts = "&".join(f'{quoted(f"{choice}: ")}&{count}&", "' for choice, count in counts.items())
    in_words = f'={parts}&"answered: "&({answered})&" of {total}"'
    shown = "".join(f"{choice}: {count}, " for choice, count in one.counts) + f"answered: {one.answered} of {total}"
    return (
        Text(level_text(one.level), f"level_{one.level.colour}"),
        Formula(in_words, shown),
        Formula(f"=IF(({answered})=0,0,({worth})/MAX(1,{answered}))", one.share, "calculated_share"),
    )


def _suggestion(framework: Framework, section: Section, answers: Answers) -> tuple[tuple[Cell, ...], ...]:
    name, score = cell_name("suggested", section.id), cell_name("score", section.id)
    level = suggested(framework, section, answers)
    return (
        (
            Text("Suggested score", "label"),
            Formula(
                _suggested_formula(framework, section),
                level.score if level else NOTHING_YET,
                highlights=score_highlights(framework),
                name=name,
            ),
        ),
        (
            Text("Suggested score in words", "label"),
            Formula(
                f'=IFERROR(INDEX(level_words,MATCH({name},level_scores,0)),"{NOTHING_YET}")',
                level.words if level else NOTHING_YET,
                highlights=score_highlights(framework),
            ),
        ),
        (
            Text("Beside your own score", "label"),
            Formula(
                f'=IF({name}="{NOTHING_YET}","{NOTHING_TO_COMPARE}",IF({score}="","{NO_SCORE_TO_COMPARE}",'
                f'IF({score}={name},"{SAME}","Your own score is "&{score}&", and the answers suggest "&{name}&'
                f'". Talk about why. Your own score stands.")))',
                _compared(answers.get(score), level),
            ),
        ),
        (Text("How it is worked out", "label"), Text(framework.workbook.suggestion)),
    )


def _suggested_formula(framework: Framework, section: Section) -> str:
    """The highest level of which most is in place, or the lowest."""
    given, shares = cell_name("answers", section.id), cell_name("shares", section.id)
    counted = "+".join(f"({given}={quoted(choice)})" for choice in framework.fields.found.points)
    formula = quoted(framework.levels[0].score)
    for number, level in enumerate(framework.levels[1:], start=2):
        formula = f"IF(INDEX({shares},{number})>{MOST:g},{quoted(level.score)},{formula})"
    return f'=IF(SUMPRODUCT({counted})=0,"{NOTHING_YET}",{formula})'


def _compared(score: object, level: Level | None) -> str:
    """What the formula that compares the two scores shows."""
    if level is None:
        return NOTHING_TO_COMPARE
    if score is None:
        return NO_SCORE_TO_COMPARE
    if str(score).upper() == level.score:
        return SAME
    return f"Your own score is {score}, and the answers suggest {level.score}. Talk about why. Your own score stands."
