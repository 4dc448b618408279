"""The practice examples, as a table to filter: something to draw on where there is no network."""

from __future__ import annotations

from collections.abc import Mapping

from ...base.text import beginning
from ...framework.library import Example
from ...framework.model import Framework
from ...words import workbook as words
from ..cells import Cell, Column, Link, Number, Rows, Sheet, Table, Text
from .common import back_link, steps_in_words, title

_BRIEF = 92
"""The most characters of what was done: two lines of its column."""


def sheet(framework: Framework) -> Sheet:
    """Return the sheet of ideas."""
    sheet_words = framework.workbook.sheets.ideas
    return Sheet(
        sheet_words.name,
        widths=(19.6, 27.5, 15.5, 7.4, 44.5, 29.5, 11.4),
        blocks=(
            Rows(
                (
                    title(sheet_words.name, back_link(framework), at=4, step=steps_in_words(framework, "ideas")),
                    (Text(words.IDEAS_HELP, "line"),),
                )
            ),
            _examples(framework),
        ),
        kind="library",
        repeated=3,
    )


def _examples(framework: Framework) -> Table:
    """Return the table of examples: under the section that each helps most, and at the end those for all sections."""
    headings = (
        framework.fields.section.label,
        words.EXAMPLE,
        words.WHERE,
        words.YEAR,
        words.DONE,
        words.RESULT,
        words.ALSO_FOR,
    )
    names = {section.id: framework.sheet_name(section) for section in framework.sections}
    places = list(names)
    # Examples for all sections name none, and come last.
    order = sorted(
        framework.examples, key=lambda example: places.index(example.sections[0]) if example.sections else 999
    )
    rows = tuple(_row(framework, example, names) for example in order)
    return Table("ideas", tuple(map(Column, headings)), rows, main=True, filtered=True)


def _row(framework: Framework, example: Example, names: Mapping[str, str]) -> tuple[Cell, ...]:
    """Return the row of an example. `names` gives the name of each section's sheet by its id."""
    first, *others = example.sections or ("",)
    address = framework.page_address(f"examples/{example.id}")
    # The numbers of their tabs: the names would need three lines.
    numbers = sorted(list(names).index(other) + 1 for other in others)
    return (
        Text(names.get(first, words.ALL_SECTIONS)),
        Link(example.title, address, style="link") if framework.has_site else Text(example.title, "strong"),
        Text(example.area),
        Number(example.year, "number_centred"),
        Text(beginning(example.done, _BRIEF)),
        Text(example.result or words.NO_RESULT),
        Text(", ".join(map(str, numbers)), "number_centred"),
    )
