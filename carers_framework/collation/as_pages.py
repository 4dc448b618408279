"""The summary as web pages, with charts: to be opened from a folder, or hosted by those who collected.

The pages ask nothing of anybody: one style sheet, no scripts. All that people typed is escaped by the templates.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from ..base.colours import SHADES
from ..base.dates import in_words
from ..workbook.answers import Answer
from .tables import Summary, Table

STYLESHEET = "style.css"
OVERVIEW = "index"

_PORTION = 200
"""How many pieces of a page are put together before they go on: small enough that a long page needs little memory."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart: what it is about, and its parts: the words, the number, and the colour, if it has one."""

    title: str
    parts: tuple[tuple[str, int, str], ...]

    @property
    def total(self) -> int:
        """The sum of its parts."""
        return sum(number for _, number, _ in self.parts)


def files(summary: Summary) -> Mapping[str, Iterator[bytes]]:
    """The content of each file, by its name, piece by piece."""
    environment = Environment(
        loader=PackageLoader("carers_framework.collation"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = shown
    tables = {name: list(found) for name, found in groupby(summary.tables, key=lambda table: table.sheet)}
    charts = [table for found in tables.values() if len(found) > 1 for table in found]
    single = [found[0] for found in tables.values() if len(found) == 1]
    environment.globals.update(
        summary=summary,
        colours=summary.colours,
        pages=[(f"{OVERVIEW}.html", "Overview"), *((f"{table.key}.html", table.title) for table in single)],
    )
    page = environment.get_template("table.html.j2")
    pages = {f"{table.key}.html": _pieces(page, table=table) for table in single}
    overview = environment.get_template("overview.html.j2")
    return {
        f"{OVERVIEW}.html": _pieces(overview, charts=[(table, _bars(table, summary)) for table in charts]),
        **pages,
        STYLESHEET: _pieces(environment.get_template("style.css.j2"), shades=SHADES),
    }


def shown(value: Answer | None) -> str:
    """A value as a page shows it."""
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return in_words(value)
    return str(value)


def _bars(table: Table, summary: Summary) -> list[Bar]:
    """A bar for each row of a table: its first column says what it is about, and its numbers are the parts."""
    words = [(place, column.heading) for place, column in enumerate(table.columns) if column.kind == "number"]
    return [
        Bar(
            str(row[0]),
            tuple((text, int(str(row[place])), summary.colours.get(text, "")) for place, text in words if row[place]),
        )
        for row in table.rows()
    ]


def _pieces(template: Template, **values: object) -> Iterator[bytes]:
    stream = template.stream(**values)
    stream.enable_buffering(_PORTION)
    return (piece.encode() for piece in stream)
