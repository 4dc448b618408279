"""The rows of a table that workbooks had before, put where each belongs now.

Actions used to be listed in one table, with the section of each in a column. Now each section has numbered rows of its
own, and there are some for actions of no section. A framework file says what the columns were called (`formerly`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..base.area import Area
from ..base.text import folded, plain
from ..workbook.cells import Subject
from ..workbook.layout import FormerTable, Layout
from ..writing.writer import FORM, FORM_NAME, FORM_PROPERTY
from .xlsx.cells import Place
from .xlsx.values import Value, Values


@dataclass(frozen=True, slots=True)
class Moved:
    """A value of a former row: the cell that it was in, and the name of the input where it belongs now.

    The section of a row has no input any more, and so no name.
    """

    sheet: str
    place: Place
    value: Value
    name: str


def is_older(values: Values) -> bool:
    """Return whether a workbook has another form than today's: other fields, under other names.

    Some programs drop the properties of a file, and some people delete names: either of the two marks is enough.
    """
    return values.properties.get(FORM_PROPERTY) != FORM and FORM_NAME not in values.names


def moved_rows(values: Values, layout: Layout, taken: frozenset[str], limit: int) -> Iterator[Moved]:
    """Yield the values of former rows for which there is room, row by row.

    Args:
        values: those of the workbook.
        layout: where inputs are now.
        taken: the names of inputs that have an answer already.
        limit: the most rows that are read.
    """
    columns = dict(_columns(values, layout.former))
    # Today's plan has columns of some of these names, but none for the section. It is read cell by cell.
    if "section" not in columns:
        return
    free = _free_rows(rows_of(layout), columns, taken)
    titles = {**layout.former.sections, **dict(_titles_then(values, layout))}
    sections = {plain(title): id_ for title, id_ in titles.items()}
    first = min(area.row for area in columns.values())
    last = min(max(area.last_row for area in columns.values()), first + limit - 1)
    for row in range(first, last + 1):
        found = {field: value for field, area in columns.items() if (value := _in_row(values, area, row)) is not None}
        section = sections.get(plain(str(found.pop("section", ""))), "")
        rows = next((rows for rows in (free.get(section), free.get("")) if rows), None)
        if not found or not rows:
            continue
        names = rows.pop(0)
        for field, value in found.items():
            area = columns[field]
            yield Moved(area.sheet, (row, area.column), value, names[field])
        if section and rows is free.get(section):
            # The row says by its place which section it belongs to.
            yield Moved(columns["section"].sheet, (row, columns["section"].column), section, "")


def former_areas(values: Values, layout: Layout) -> Iterator[Area]:
    """Yield the cells of an older workbook in which people could type, as far as its names still tell.

    They are the columns of the former table, and each single cell whose name today's workbook does not have.
    """
    yield from dict(_columns(values, layout.former)).values()
    for name, area in values.names.items():
        # A name for screen readers, such as TitleRegion1.A3.D9.2, is on a heading. No cell to type in has a full stop.
        if (
            name not in layout.areas
            and "." not in name
            and (area.last_row, area.last_column) == (area.row, area.column)
        ):
            yield area


def _columns(values: Values, former: FormerTable) -> Iterator[tuple[str, Area]]:
    """Yield the former columns that a workbook has, by the field that each is now."""
    for field, names in former.columns.items():
        areas = (values.names[name] for name in names if name in values.names)
        area = next((area for area in areas if area.last_row > area.row and area.sheet in values.sheets), None)
        if area:
            yield field, area


def _titles_then(values: Values, layout: Layout) -> Iterator[tuple[str, str]]:
    """Yield the title that each section has in an older workbook, with its id: titles may have been corrected since."""
    for id_ in layout.former.sections.values():
        area = values.names.get(Subject("score", id_).name)
        # Every sheet begins with its title.
        title = values.sheets.get(area.sheet, {}).get((1, 1)) if area else None
        if isinstance(title, str) and folded(title):
            yield folded(title), id_


def rows_of(layout: Layout) -> tuple[tuple[str, Mapping[str, str]], ...]:
    """Return the rows for actions of today's workbook in their order: the section of each, and its names by field."""
    rows: dict[tuple[str, int], dict[str, str]] = {}
    for name, cell in layout.inputs.items():
        subject = cell.subject
        if subject.number is not None and subject.field in layout.former.columns:
            rows.setdefault((subject.part, subject.number), {})[subject.field] = name
    return tuple((section, names) for (section, _), names in sorted(rows.items()))


def _free_rows(
    rows: Iterable[tuple[str, Mapping[str, str]]], columns: Mapping[str, Area], taken: frozenset[str]
) -> dict[str, list[Mapping[str, str]]]:
    """Return the rows without an answer in some columns, by section, as the names of their inputs by field."""
    free: dict[str, list[Mapping[str, str]]] = {}
    for section, names in rows:
        wanted = [name for field, name in names.items() if field in columns]
        if wanted and taken.isdisjoint(wanted):
            free.setdefault(section, []).append(names)
    return free


def _in_row(values: Values, area: Area, row: int) -> Value | None:
    return values.sheets[area.sheet].get((row, area.column)) if area.row <= row <= area.last_row else None
