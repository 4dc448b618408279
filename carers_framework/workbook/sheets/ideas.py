"""The practice examples, as a table to filter: something to draw on where there is no network."""

from __future__ import annotations

from ...base.text import beginning
from ...framework.library import Example
from ...framework.model import Framework
from ...words import workbook as words
from ..cells import Cell, Column, Link, Number, Rows, Sheet, Table, Text
from .common import back_link, title

_BRIEF = 165
"""The most characters of what was done: two lines of its column."""


def sheet(framework: Framework) -> Sheet:
    """Return the sheet of ideas."""
    sheet_words = framework.workbook.sheets.ideas
    return Sheet(
        sheet_words.name,
        widths=(19, 33, 19, 7, 67, 11),
        blocks=(
            Rows((title(sheet_words.name, back_link(framework), at=4), (Text(words.IDEAS_HELP, "line"),))),
            _examples(framework),
        ),
        kind="library",
        repeated=3,
    )


def _examples(framework: Framework) -> Table:
    columns = (
        framework.fields.section.label,
        words.EXAMPLE,
        words.WHERE,
        words.YEAR,
        words.DONE,
        words.ALSO_FOR,
    )
    rows = tuple(
        _row(framework, example)
        for section in framework.sections
        for example in framework.examples_of(section)
        if example.sections[0] == section.id
    )
    return Table("ideas", tuple(Column(heading) for heading in columns), rows, main=True, filtered=True)


def _row(framework: Framework, example: Example) -> tuple[Cell, ...]:
    places = {section.id: number for number, section in enumerate(framework.sections, start=1)}
    sections = {section.id: framework.sheet_name(section) for section in framework.sections}
    first, *others = example.sections
    address = f"{framework.page_address('examples')}#{example.id}"
    return (
        Text(sections[first], "text"),
        Link(example.title, address, style="link") if framework.has_site else Text(example.title, "strong"),
        Text(example.area, "text"),
        Number(example.year, "number_centred"),
        Text(beginning(example.done, _BRIEF), "text"),
        Text(", ".join(str(places[other]) for other in others), "text"),
    )
