"""The first sheet: what the workbook is, whose it is, how to fill it in, the colour key, and the way to each sheet."""

from __future__ import annotations

from ...base.text import within_a_sentence
from ...framework.model import Framework
from ...words import CARRIED_OVER, NO_SCORE_ON_SHEET
from ..cells import Cell, Column, Formula, Link, Rows, Sheet, Subject, Table, Text
from .carried import PURPOSE
from .common import entry, heading, label, score_in_words, top


def sheet(framework: Framework, *, carried_over: bool) -> Sheet:
    """Return the first sheet. `carried_over` says whether the workbook has a sheet of what was carried over."""
    return Sheet(
        framework.workbook.sheets.start.name,
        widths=(34, 74, 40),
        blocks=(
            top(framework, f"{framework.edition.title} {framework.edition.id}", "workbook", back=False),
            _about(framework),
            heading("Your group"),
            _group(framework),
            heading("Contents, and how far you have come"),
            _contents(framework, carried_over=carried_over),
            heading("What the scores and colours mean"),
            _colour_key(framework),
            heading("How to fill it in"),
            _how_to(framework),
        ),
    )


def _about(framework: Framework) -> Rows:
    edition = framework.edition
    origin = (
        f"{edition.publisher} published the framework in {edition.first_published} and updated "
        f"it in {edition.updated}. This workbook restates it, and is not endorsed by the publisher."
    )
    return Rows(
        (
            (
                Text("What this is", "label"),
                Text(f"{edition.title}: {within_a_sentence(edition.subtitle)}. {edition.summary}"),
            ),
            (Text("Where it comes from", "label"), Text(origin)),
            (Text("Edition", "label"), Text(edition.id, name="edition_id")),
        )
    )


def _group(framework: Framework) -> Rows:
    fields = framework.fields
    return Rows(
        (
            (label(fields.area_name), entry(fields.area_name, Subject("area_name"))),
            (label(fields.group_people), entry(fields.group_people, Subject("group_people"))),
            (label(fields.first_meeting), entry(fields.first_meeting, Subject("first_meeting"), "date")),
        )
    )


def _contents(framework: Framework, *, carried_over: bool) -> Table:
    words = framework.workbook.sheets
    scored = Formula('=SUMPRODUCT(1*(summary_scores<>""))&" of "&ROWS(summary_scores)&" sections scored"')
    rows: list[tuple[Cell, ...]] = [
        (
            Link(words.preparation.name, sheet=words.preparation.name),
            Text(words.preparation.purpose),
            Text(NO_SCORE_ON_SHEET),
        ),
    ]
    rows += [
        (
            Link(section.title, sheet=section.title),
            Text(section.description),
            score_in_words(framework, section),
        )
        for section in framework.sections
    ]
    rows.append((Link(words.summary.name, sheet=words.summary.name), Text(words.summary.purpose), scored))
    for other in (words.plan, words.reviews):
        rows.append((Link(other.name, sheet=other.name), Text(other.purpose), Text(NO_SCORE_ON_SHEET)))
    if carried_over:
        rows.append((Link(CARRIED_OVER, sheet=CARRIED_OVER), Text(PURPOSE), Text(NO_SCORE_ON_SHEET)))
    if framework.examples:
        ideas = words.ideas
        rows.append((Link(ideas.name, sheet=ideas.name), Text(ideas.purpose), Text(NO_SCORE_ON_SHEET)))
    return Table("contents", (Column("Sheet"), Column("What it is for"), Column("Score so far")), tuple(rows))


def _colour_key(framework: Framework) -> Table:
    columns = (Column("Score", "level_scores"), Column("What it means"), Column("Colour and label", "level_words"))
    rows = tuple(
        (Text(level.score, f"level_{level.colour}"), Text(level.meaning), Text(level.words, f"level_{level.colour}"))
        for level in framework.levels
    )
    return Table("colour_key", columns, rows)


def _how_to(framework: Framework) -> Rows:
    steps = enumerate(framework.workbook.how_to, start=1)
    return Rows(tuple((Text(f"Step {number}", "label"), Text(step)) for number, step in steps))
