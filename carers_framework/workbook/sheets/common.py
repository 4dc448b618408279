"""What several sheets share: the lines at the top, form rows, and the formulas about a section's score."""

from __future__ import annotations

from ...framework.model import Framework, Section
from ...framework.wording import FieldWords
from ...words import CHOOSE, NOT_SCORED
from ..cells import Cell, Formula, Highlight, Input, Kind, Link, Rows, Subject, Text, cell_name
from ..formula import quoted


def top(framework: Framework, title: str, page: str, *, back: bool = True) -> Rows:
    """Return the first rows of a sheet: title, edition with a link to its page, and the way back to the start."""
    edition = framework.edition
    address = framework.page_address(page)
    start = framework.workbook.sheets.start.name
    text = f"{edition.title}, edition {edition.id}. This sheet on the website: {address}"
    rows: list[tuple[Cell, ...]] = [(Text(title, "title"),), (Link(text, address, style="line_link"),)]
    if back:
        rows.append((Link(f"Back to {start}", sheet=start, style="line_link"),))
    return Rows(tuple(rows))


def heading(text: str, *, new_page: bool = False) -> Rows:
    """Return a heading between two blocks, perhaps at the top of a new printed page."""
    return Rows(((Text(text, "heading"),),), lines=2, new_page=new_page)


def label(words: FieldWords) -> Text:
    """Return the label of a form row: the question, with how to answer it below."""
    return Text(words.label, "question", help=words.help)


def entry(words: FieldWords, subject: Subject, kind: Kind = "text") -> Input:
    """Return an input with the words of its field. A field with choices makes it a choice."""
    return Input(subject, words.label, words.help, "choice" if words.choices else kind, choices=words.choices)


def score_entry(framework: Framework, words: FieldWords, subject: Subject) -> Input:
    """Return an input for a score, chosen from the colour key and coloured like it."""
    return Input(
        subject,
        words.label,
        words.help,
        "choice",
        choices_from="level_scores",
        highlights=score_highlights(framework),
    )


def score_highlights(framework: Framework) -> tuple[Highlight, ...]:
    """Return the colours of the scores, for a cell that holds a score or its words."""
    return tuple(Highlight(text, level.colour) for level in framework.levels for text in (level.score, level.words))


def score_in_words(framework: Framework, section: Section) -> Formula:
    """Return the formula that puts a section's score into words."""
    score = cell_name("score", section.id)
    words = f"IFERROR(INDEX(level_words,MATCH({score},level_scores,0)),{quoted(CHOOSE)})"
    return Formula(f'=IF({score}="",{quoted(NOT_SCORED)},{words})', highlights=score_highlights(framework))


def score_again(framework: Framework, section: Section) -> Formula:
    """Return the formula that shows a section's score in another place."""
    score = cell_name("score", section.id)
    return Formula(f'=IF({score}="","",{score})', highlights=score_highlights(framework))
