"""The sheet of a section: what is required, what each score looks like, and the group's own score with its reasons."""

from __future__ import annotations

from ..layout import Cell, Column, Input, Link, Rows, Sheet, Table, Text, cell_name
from ..model import Framework, Section
from .common import entry, heading, label, score_highlights, score_in_words, top


def sheet(framework: Framework, section: Section) -> Sheet:
    """What is on the sheet of one section."""
    return Sheet(
        section.title,
        widths=(32, 74, 17, 40),
        blocks=(
            top(framework, section.title, f"sections/{section.id}"),
            _background(framework, section),
            heading("What each score looks like"),
            _indicators(framework, section),
            heading("Your score, and why", new_page=True),
            *_answers(framework, section),
        ),
    )


def _background(framework: Framework, section: Section) -> Rows:
    """What is required, the provisions behind it, and where to read on."""
    rows: list[tuple[Cell, ...]] = [(Text("What is required", "label"), Text(section.requirement))]
    provisions: dict[str, list[str]] = {}
    for duty in framework.duties_of(section):
        provisions.setdefault(duty.law, []).append(duty.provision[:1].lower() + duty.provision[1:])
    if provisions:
        named = "\n".join(f"{law}: {', '.join(places)}." for law, places in provisions.items())
        rows.append((Text("The law behind it", "label"), Text(named)))
        address = framework.page_address(f"sections/{section.id}") + "#the-law-behind-it"
        rows.append((Text("In plain words", "label"), Link(f"What each provision asks: {address}", address)))
    if framework.examples_of(section):
        ideas = framework.workbook.sheets.ideas.name
        rows.append((Text("What others did", "label"), Link(f"Examples on the sheet {ideas}", sheet=ideas)))
    return Rows(tuple(rows))


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
