"""What the answers about a section's indicators suggest: a block of the section's sheet."""

from __future__ import annotations

from ...framework.model import Framework, Level, Section
from ...words import NO_SCORE_TO_COMPARE, NOTHING_TO_COMPARE, NOTHING_YET, SAME_AS_SUGGESTED
from ..cells import Cell, Column, Formula, Rows, Table, Text, cell_name
from ..formula import quoted
from .common import score_highlights

MOST = 0.5
"""A level is suggested when more than this share of its answered indicators is in place."""


def level_text(level: Level) -> str:
    """Return a level as the table of indicators shows it."""
    return f"{level.score}. {level.words}"


def evidence(framework: Framework, section: Section) -> tuple[Table, Rows]:
    """Return the counts for each level, and the suggested score beside the group's own."""
    columns = (Column("Score"), Column("What your answers say"), Column("In place", cell_name("shares", section.id)))
    rows = tuple(_tally(framework, section, level) for level in framework.levels)
    return Table(cell_name("tally", section.id), columns, rows), Rows(_suggestion(framework, section))


def _tally(framework: Framework, section: Section, level: Level) -> tuple[Cell, ...]:
    """Return a row that counts the answers to a level's indicators, and the share that is in place.

    Answers that carry no points, such as "Don't know", do not count.
    """
    answers, levels = cell_name("answers", section.id), cell_name("levels", section.id)
    points = framework.fields.found.points
    # How often each answer was given in the rows of this level.
    counts = {
        choice: f"SUMPRODUCT(({levels}={quoted(level_text(level))})*({answers}={quoted(choice)}))" for choice in points
    }
    answered = "+".join(counts.values())
    worth = "+".join(f"{value:g}*{counts[choice]}" for choice, value in points.items())
    parts = "&".join(f'{quoted(f"{choice}: ")}&{count}&", "' for choice, count in counts.items())
    total = len(section.levels[level.score])
    return (
        Text(level_text(level), f"level_{level.colour}"),
        Formula(f'={parts}&"answered: "&({answered})&" of {total}"'),
        Formula(f"=IF(({answered})=0,0,({worth})/MAX(1,{answered}))", "calculated_share"),
    )


def _suggestion(framework: Framework, section: Section) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows with the suggested score, and how it compares with the group's own."""
    suggested, score = cell_name("suggested", section.id), cell_name("score", section.id)
    colours = score_highlights(framework)
    compared = (
        f'IF({score}={suggested},{quoted(SAME_AS_SUGGESTED)},"Your own score is "&{score}&", and the answers suggest "'
        f'&{suggested}&". Talk about why. Your own score stands.")'
    )
    return (
        (
            Text("Suggested score", "label"),
            Formula(_suggested(framework, section), highlights=colours, name=suggested),
        ),
        (
            Text("Suggested score in words", "label"),
            Formula(
                f"=IFERROR(INDEX(level_words,MATCH({suggested},level_scores,0)),{quoted(NOTHING_YET)})",
                highlights=colours,
            ),
        ),
        (
            Text("Beside your own score", "label"),
            Formula(
                f"=IF({suggested}={quoted(NOTHING_YET)},{quoted(NOTHING_TO_COMPARE)},"
                f'IF({score}="",{quoted(NO_SCORE_TO_COMPARE)},{compared}))'
            ),
        ),
        (Text("How it is worked out", "label"), Text(framework.workbook.suggestion)),
    )


def _suggested(framework: Framework, section: Section) -> str:
    """Return the formula for the highest level of which most is in place, or else the lowest level."""
    answers, shares = cell_name("answers", section.id), cell_name("shares", section.id)
    counted = "+".join(f"({answers}={quoted(choice)})" for choice in framework.fields.found.points)
    highest = quoted(framework.levels[0].score)
    # Nested from the lowest level outwards, so that the highest is looked at first.
    for number, level in enumerate(framework.levels[1:], start=2):
        highest = f"IF(INDEX({shares},{number})>{MOST:g},{quoted(level.score)},{highest})"
    return f"=IF(SUMPRODUCT({counted})=0,{quoted(NOTHING_YET)},{highest})"
