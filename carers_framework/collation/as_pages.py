"""The summary as web pages, to be opened from a folder or put on a web server.

Charted tables are on the overview, each of the others has a page. The pages have one style sheet and no scripts, and
make no request to anywhere else. What people typed is escaped by the templates.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from ..base.colours import SHADES, Colour
from ..base.dates import in_words
from ..words import summary as words
from ..workbook.answers import Answer
from .summary import Summary
from .tables.table import SummaryTable

_PIECES_TOGETHER = 200
"""How many pieces of a template are put together before they are written: few enough that a long page needs little
memory."""


@dataclass(frozen=True, slots=True)
class BarPart:
    """A part of a bar: what it counts, how many, and its colour, if any."""

    text: str
    number: int
    colour: Colour | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: what it is about, and its parts, none of them 0."""

    title: str
    parts: tuple[BarPart, ...]

    @property
    def total(self) -> int:
        """The sum of the parts."""
        return sum(part.number for part in self.parts)


def page_files(summary: Summary) -> Mapping[str, Iterator[bytes]]:
    """Return the content of each file by its name, in pieces."""
    tables = summary.tables
    on_pages = [table for table in tables if not table.charted]
    environment = _environment()
    environment.globals.update(
        summary=summary,
        words=words,
        colours=summary.colours,
        pages=[("index.html", words.PAGE_OVERVIEW), *((f"{table.key}.html", table.title) for table in on_pages)],
    )
    overview, page, style = map(environment.get_template, ("overview.html.j2", "table.html.j2", "style.css.j2"))
    charts = [(table, _bars(table)) for table in tables if table.charted]
    return {
        "index.html": _pieces(overview, here="index.html", charts=charts),
        **{f"{table.key}.html": _pieces(page, here=f"{table.key}.html", table=table) for table in on_pages},
        "style.css": _pieces(style, shades=SHADES),
    }


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("carers_framework.collation"),
        # Escapes everything that people typed, wherever a template shows it.
        autoescape=True,
        # A misspelt name in a template is an error, and not an empty place on a page.
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Included templates would otherwise run into the line that follows them.
        keep_trailing_newline=True,
    )
    environment.filters["shown"] = _shown
    return environment


def _shown(value: Answer | None) -> str:
    """Return a value as a page shows it."""
    if value is None:
        return ""
    return in_words(value) if isinstance(value, datetime.date) else str(value)


def _bars(table: SummaryTable) -> list[Bar]:
    """Return a bar for each row of a charted table: its first value is the title, and its numbers are the parts."""
    columns = list(table.number_columns)
    return [
        Bar(
            str(row[0]),
            tuple(
                BarPart(column.heading, int(str(row[place])), column.colour) for place, column in columns if row[place]
            ),
        )
        for row in table.rows()
    ]


def _pieces(template: Template, **values: object) -> Iterator[bytes]:
    """Yield a filled-in template in pieces, made only as they are asked for."""
    stream = template.stream(**values)
    stream.enable_buffering(_PIECES_TOGETHER)
    return (piece.encode() for piece in stream)
