"""The sheet of a section: what is required, what each score looks like, and the group's own score with its reasons."""

from __future__ import annotations

from ...base.text import within_a_sentence
from ...framework.model import Framework, Section
from ...words import CHECK
from ..cells import Block, Cell, Column, Link, Rows, Sheet, Subject, Table, Text, cell_name
from .common import entry, heading, label, score_entry, score_in_words, top
from .evidence import evidence, level_text


def sheet(framework: Framework, section: Section, to_check: frozenset[str]) -> Sheet:
    """Return the sheet of one section. `to_check` names the cells whose wording changed after they were answered."""
    return Sheet(
        section.title,
        widths=(32, 74, 17, 40),
        blocks=(
            top(framework, section.title, f"sections/{section.id}"),
            _requirement(section, to_check),
            heading("What each score looks like"),
            _indicators(framework, section, to_check),
            heading("Your score, and why", new_page=True),
            *_answers(framework, section),
            heading("What your answers suggest"),
            *evidence(framework, section),
            *_background(framework, section),
        ),
    )


def _indicators(framework: Framework, section: Section, to_check: frozenset[str]) -> Table:
    fields = framework.fields
    columns = (
        Column("Score", cell_name("levels", section.id)),
        Column("What it looks like"),
        Column(fields.found.label, cell_name("answers", section.id)),
        Column(fields.evidence.label),
    )
    rows = tuple(
        (
            Text(level_text(level), f"level_{level.colour}"),
            Text(indicator.text, help=_check(to_check, "found", "evidence", id_=indicator.id)),
            entry(fields.found, Subject("found", indicator.id)),
            entry(fields.evidence, Subject("evidence", indicator.id)),
        )
        for level in framework.levels
        for indicator in section.levels[level.score]
    )
    return Table(cell_name("indicators", section.id), columns, rows, lines=2)


def _check(names: frozenset[str], *kinds: str, id_: str) -> str:
    """A line that asks to look again at an answer that was carried over to a changed wording, or nothing."""
    return CHECK if any(cell_name(kind, id_) in names for kind in kinds) else ""


def _requirement(section: Section, to_check: frozenset[str]) -> Rows:
    """What is required, with a line that asks to look again where its wording changed after it was answered."""
    required = Text(section.requirement, help=_check_section(section, to_check))
    return Rows(((Text("What is required", "label"), required),))


def _check_section(section: Section, to_check: frozenset[str]) -> str:
    """The same line about the section's own answers."""
    return _check(to_check, "score", "reasons", "concerns", "actions", "reviewed", id_=section.id)


def _answers(framework: Framework, section: Section) -> tuple[Rows, Rows]:
    fields = framework.fields
    texts = {
        "reasons": fields.reasons,
        "concerns": fields.concerns,
        "actions": fields.actions,
        "reviewed": fields.reviewed,
    }
    score = Rows(
        (
            (label(fields.score), score_entry(framework, fields.score, Subject("score", section.id))),
            (Text("The score in words", "label"), score_in_words(framework, section)),
        )
    )
    rows = tuple((label(words), entry(words, Subject(field, section.id))) for field, words in texts.items())
    return score, Rows(rows, lines=6)


def _background(framework: Framework, section: Section) -> tuple[Block, ...]:
    """The provisions behind the section, and where to read on. Nothing, where the framework names neither."""
    rows: list[tuple[Cell, ...]] = []
    provisions: dict[str, list[str]] = {}
    for duty in framework.duties_of(section):
        provisions.setdefault(duty.law, []).append(within_a_sentence(duty.provision))
    if provisions:
        named = "\n".join(f"{law}: {', '.join(places)}." for law, places in provisions.items())
        address = framework.page_address(f"sections/{section.id}") + "#the-law-behind-it"
        rows.append((Text("The law behind it", "label"), Text(named)))
        rows.append((Text("In plain words", "label"), Link("What each provision asks, on the website", address)))
    if framework.examples_of(section):
        ideas = framework.workbook.sheets.ideas.name
        rows.append((Text("What others did", "label"), Link(f"Examples on the sheet {ideas}", sheet=ideas)))
    return (heading("To read on"), Rows(tuple(rows))) if rows else ()
