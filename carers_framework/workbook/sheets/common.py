"""What several sheets share: the first row, inputs made from the words of a field, and formulas about a score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from ...base.text import plain_words
from ...framework.model import Framework, Level, Section, StepSheet
from ...framework.wording import FieldWords
from ...words import workbook as words
from ..cells import BLANK, RUN_ON, Cell, Formula, Highlight, Input, Kind, Link, Subject, Text, cell_name
from ..formula import quoted

LISTED = 25
"""The most sections that a line names one by one: a formula has room for 8,192 characters."""


def title(text: str, *others: Cell, at: int = 0, step: str = "") -> tuple[Cell, ...]:
    """Return the first row of a sheet: its title with its step, and cells from the column at position `at`, from 0."""
    # A title runs over the empty cells on its right, so these hold nothing at all.
    return (Text(text, "title", more=step, joint=RUN_ON), *(BLANK,) * max(0, at - 1), *others)


def steps_of(framework: Framework, sheet: StepSheet) -> str:
    """Return the steps that a sheet is for, without their titles: "Steps 2 to 4 of 7"; nothing if it is for none."""
    numbers = framework.steps_on(sheet)
    if not numbers:
        return ""
    text = words.STEP_OF if len(numbers) == 1 else words.STEPS_OF
    return text.format(numbers=_in_words(numbers), count=len(framework.steps))


def steps_in_words(framework: Framework, sheet: StepSheet) -> str:
    """Return the steps that a sheet is for, with their titles: "Step 4 of 7: Our priorities"."""
    steps = [framework.steps[number - 1] for number in framework.steps_on(sheet)]
    return f"{steps_of(framework, sheet)}: {' · '.join(step.short or step.title for step in steps)}" if steps else ""


def _in_words(numbers: tuple[int, ...]) -> str:
    """Return numbers as people say them: "2", "1 and 2", "2 to 4", "1, 3 and 4"."""
    *others, last = map(str, numbers)
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{others[0]}{words.TO}{last}"
    return f"{', '.join(others)}{words.AND}{last}" if others else last


def heading(text: str) -> tuple[Cell, ...]:
    """Return the row of a heading between two blocks."""
    return (Text(text, "heading"),)


def back_link(framework: Framework, style: str = "line_link") -> Link:
    """Return the link to the first sheet."""
    start = framework.workbook.sheets.start.name
    return Link(words.BACK_LINK.format(start=start), sheet=start, style=style)


def label(field: FieldWords, style: str = "label") -> Text:
    """Return the label of an input: the question, with how to answer it below."""
    return Text(field.label, style, more=field.help)


def entry(field: FieldWords, subject: Subject, kind: Kind = "text") -> Input:
    """Return an input with the words of its field. A field with choices makes it a choice."""
    return Input(
        subject,
        field.label,
        field.help,
        "choice" if field.choices else kind,
        choices=field.choices,
        formerly=tuple(subject.former_name(former) for former in field.formerly),
        choices_formerly=field.choices_formerly,
    )


def score_entry(framework: Framework, field: FieldWords, subject: Subject, style: str = "input_score") -> Input:
    """Return an input for a score, chosen from the colour key and coloured like it."""
    return replace(
        entry(field, subject, "choice"),
        choices=tuple(level.score for level in framework.levels),
        choices_alike=words_of_scores(framework.levels),
        # From the cells of the colour key, so that a small letter is taken too: a list in its own text is strict.
        choices_from="level_scores",
        highlights=score_highlights(framework),
        style=style,
    )


def words_of_scores(levels: Sequence[Level]) -> Mapping[str, str]:
    """Return the score of each word and pair of words that people may type for it, such as its colour.

    What would be true of two scores, such as a colour that both have, is left out.
    """
    meant: dict[str, set[str]] = {}
    for level in levels:
        own = (level.score, level.colour, level.label)
        pairs = (f"{first} {second}" for first in own for second in own if first != second)
        for text in (*own, *pairs, f"{words.SCORE} {level.score}", f"level {level.score}"):
            meant.setdefault(plain_words(text), set()).add(level.score)
    alone = {text: scores.pop() for text, scores in meant.items() if len(scores) == 1}
    return MappingProxyType(alone)


def score_highlights(framework: Framework, *, light: bool = False) -> tuple[Highlight, ...]:
    """Return the colours of the scores, for a cell that holds a score."""
    return tuple(Highlight(level.score, level.colour, light=light) for level in framework.levels)


def score_in_words(section: Section) -> str:
    """Return the expression that puts a section's score into words."""
    # IFERROR: somebody may have pasted a score that no level has.
    score = cell_name("score", section.id)
    in_words = f"IFERROR(INDEX(level_words,MATCH({score},level_scores,0)),{quoted(words.CHOOSE)})"
    return f'IF({score}="",{quoted(words.NOT_SCORED)},{in_words})'


def shown_again(
    name: str, style: str = "calculated", highlights: tuple[Highlight, ...] = (), cell: str = ""
) -> Formula:
    """Return the formula that shows a cell in another place. Without IF, an empty cell would show as 0."""
    return Formula(f'=IF({name}="","",{name})', style, highlights, cell)


def position_of(score: str) -> str:
    """Return the expression for the position of a score among the levels, from 1, or 0 where there is none."""
    return f"IFERROR(MATCH({score},level_scores,0),0)"


def date_in_words(date: str) -> str:
    """Return the expression for a date such as "31 Mar 2027".

    TEXT would need a format code that depends on the language of the program.
    """
    months = quoted("".join(words.MONTHS))
    length = len(words.MONTHS[0])
    return f'DAY({date})&" "&MID({months},{length}*MONTH({date})-{length - 1},{length})&" "&YEAR({date})'


def listed(items: Iterable[tuple[str, str]]) -> str:
    """Return the expression for the words of those conditions that hold, separated by commas.

    Args:
        items: conditions, each with its words.
    """
    # Each term begins with its comma, and MID leaves out the first: no term has to know whether it is the first.
    joined = "&".join(f'IF({condition},{quoted(f", {text}")},"")' for condition, text in items)
    return f"MID({joined},3,2000)"
