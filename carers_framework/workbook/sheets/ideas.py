"""The practice examples, as a table to filter: something to draw on where there is no network."""

from __future__ import annotations

from ...framework.library import Example
from ...framework.model import Framework, Section
from ..cells import Cell, Column, Link, Rows, Sheet, Table, Text
from .common import top


def sheet(framework: Framework) -> Sheet:
    """What is on the sheet of ideas."""
    words = framework.workbook.sheets.ideas
    about = (
        "Practice examples from the guides, as they were in the year given. An example stands once for each section "
        "that it helps. Filter the first column to see one section."
    )
    return Sheet(
        words.name,
        widths=(30, 40, 26, 8, 70, 50),
        blocks=(top(framework, words.name, "examples"), Rows(((Text(about, "line"),),)), _examples(framework)),
    )


def _examples(framework: Framework) -> Table:
    columns = ("Section", "Example, with a link to its page", "Where", "Year", "What was done", "What came of it")
    rows = tuple(
        _row(framework, section, example)
        for section in framework.sections
        for example in framework.examples_of(section)
    )
    return Table("ideas", tuple(Column(heading) for heading in columns), rows, main=True, filtered=True)


def _row(framework: Framework, section: Section, example: Example) -> tuple[Cell, ...]:
    place = f"{example.area}\n{example.organisation}" if example.organisation else example.area
    return (
        Text(section.title),
        Link(example.title, framework.page_address(f"examples/{example.id}")),
        Text(place),
        Text(str(example.year)),
        Text(example.done),
        Text(example.outcome or "The source gives no result."),
    )
