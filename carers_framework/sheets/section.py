"""The sheet of a section: what is required, what each score looks like, and the group's own score with its reasons."""

from __future__ import annotations

from ..layout import Column, Input, Rows, Sheet, Table, Text, cell_name
from ..model import Framework, Section
from .common import entry, heading, label, score_highlights, score_in_words, top


def sheet(framework: Framework, section: Section) -> Sheet:
    """What is on the sheet of one section."""
    return Sheet(
        section.title,
        widths=(32, 74, 17, 40),
        blocks=(
            top(framework, section.title, f"sections/{section.id}"),
            Rows(((Text("What is required", "label"), Text(section.requirement)),)),
            heading("What each score looks like"),
            _indicators(framework, section),
            heading("Your score, and why", new_page=True),
            *_answers(framework, section),
        ),
    )


def _indicators(framework: Framework, section: Section) -> Table:
    fields = framework.fields
    columns = ("Score", "What it looks like", fields.found.label, fields.evidence.label)
    rows = tuple(
        (
            Text(f"{level.score}\n{level.words}", f"level_{level.colour}"),
            Text(indicator.text),
            entry(fields.found, cell_name("found", indicator.id)),
            entry(fields.evidence, cell_name("evidence", indicator.id)),
        )
        for level in framework.levels
        for indicator in section.levels[level.score]
    )
    name = cell_name("indicators", section.id)
    return Table(name, tuple(Column(heading) for heading in columns), rows, lines=2)


def _answers(framework: Framework, section: Section) -> tuple[Rows, Rows]:
    fields = framework.fields
    score = Input(
        cell_name("score", section.id),
        fields.score.label,
        fields.score.help,
        "choice",
        choices_from="level_scores",
        highlights=score_highlights(framework),
    )
    texts = {
        "reasons": fields.reasons,
        "concerns": fields.concerns,
        "actions": fields.actions,
        "reviewed": fields.reviewed,
    }
    return (
        Rows(
            (
                (label(fields.score), score),
                (Text("The score in words", "label"), score_in_words(framework, section)),
            )
        ),
        Rows(
            tuple((label(words), entry(words, cell_name(kind, section.id))) for kind, words in texts.items()), lines=6
        ),
    )
