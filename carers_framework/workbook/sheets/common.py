"""What several sheets share: the lines at the top, form rows, and the formulas about a section's score."""

from __future__ import annotations

from ...framework.model import FieldWords, Framework, Section
from ..answers import Answers
from ..layout import Cell, Formula, Highlight, Input, Kind, Link, Rows, Text, cell_name

NOT_SCORED = "Not scored yet"
CHOOSE = "Choose a score from the list"


def top(framework: Framework, title: str, page: str, *, back: bool = True) -> Rows:
    """The first rows of a sheet: its title, the edition with a link to its page, and the way back to the start."""
    edition = framework.edition
    address = framework.page_address(page)
    start = framework.workbook.sheets.start.name
    text = f"{edition.title}, edition {edition.id}. This sheet on the website: {address}"
    rows: list[tuple[Cell, ...]] = [(Text(title, "title"),), (Link(text, address, style="line_link"),)]
    if back:
        rows.append((Link(f"Back to {start}", sheet=start, style="line_link"),))
    return Rows(tuple(rows))


def heading(text: str, *, new_page: bool = False) -> Rows:
    """A heading between two blocks, perhaps at the top of a new printed page."""
    return Rows(((Text(text, "heading"),),), lines=2, new_page=new_page)


def label(words: FieldWords) -> Text:
    """The label of a form row: what is asked, and below it how to answer."""
    return Text(words.label, "question", help=words.help)


def entry(words: FieldWords, name: str, answers: Answers, kind: Kind = "text") -> Input:
    """An input with the words of its field. Its choices, where the field has any, make it a choice."""
    if words.choices:
        kind = "choice"
    return Input(name, words.label, words.help, kind, choices=words.choices, value=answers.get(name))


def score_entry(framework: Framework, words: FieldWords, name: str, answers: Answers) -> Input:
    """An input for a score, chosen from the colour key and coloured like it."""
    return Input(
        name,
        words.label,
        words.help,
        "choice",
        choices_from="level_scores",
        highlights=score_highlights(framework),
        value=answers.get(name),
    )


def score_highlights(framework: Framework) -> tuple[Highlight, ...]:
    """The colours of the scores, for a cell that holds a score or its words."""
    return tuple(Highlight(text, level.colour) for level in framework.levels for text in (level.score, level.words))


def score_in_words(framework: Framework, section: Section, answers: Answers) -> Formula:
    """The words of a section's score."""
    name = cell_name("score", section.id)
    found = f'IFERROR(INDEX(level_words,MATCH({name},level_scores,0)),"{CHOOSE}")'
    score = answers.get(name)
    level = framework.level_of(score)
    shown = NOT_SCORED if score is None else level.words if level else CHOOSE
    return Formula(f'=IF({name}="","{NOT_SCORED}",{found})', shown, highlights=score_highlights(framework))


def quoted(text: str) -> str:
    """A text as a formula has it."""
    return '"' + text.replace('"', '""') + '"'
