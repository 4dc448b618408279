"""The values and the names of an OpenDocument spreadsheet (.ods), as `xlsx` reads those of an .xlsx file.

The workbook is offered in this form too, and what LibreOffice saved is read here without LibreOffice. The format is
ISO/IEC 26300 (OpenDocument 1.3, part 3). Rows and cells that are alike are written once, with how often they repeat.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from xml.etree.ElementTree import Element

from ...base.area import Area, cell_address, row_and_column
from ...base.dates import from_iso
from ...base.excel import CELL_LIMIT, length_in_excel
from ...base.text import plain, short
from ...words import reading as words
from ..xlsx.cell_dates import Calendar
from ..xlsx.cells import FoundCells, Place, Value
from ..xlsx.elements import local_name
from ..xlsx.names import chosen
from ..xlsx.numbers import number_in, whole_number_in
from ..xlsx.package import TAGS_LIMIT, UNPACKED_LIMIT, Package, UnreadableError
from ..xlsx.remarks import Remark
from ..xlsx.values import Values
from .styles import Styles

_NAMESPACE = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
_OFFICE, _TABLE, _TEXT, _DRAW, _META = map(_NAMESPACE.format, ("office", "table", "text", "drawing", "meta"))
_LINK = "{http://www.w3.org/1999/xlink}href"
_KIND_IN_LIBREOFFICE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"

_MANIFEST = "META-INF/manifest.xml"

_FEW_ROWS, _FEW_COLUMNS = 1_000, 100
"""Up to so many, empty cells that are alike are counted. Below and beside a form they go on to the end of the sheet."""

# $'Joe''s'.$A$1:.$B$2: a full stop after the sheet, which a second corner may leave out.
_SHEET = r"\$?(?:'((?:[^']|'')+)'|([^.'$]+))"
_CORNER = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
_REFERENCE = re.compile(rf"{_SHEET}\.({_CORNER})(?::(?:{_SHEET})?\.?({_CORNER}))?")
_DURATION = re.compile(r"PT([0-9]+)H([0-9]+)M([0-9]+)(?:[.,][0-9]+)?S")


def values_in(package: Package, without_text: Set[str]) -> Values:
    """Return the values of an open file. `without_text` has the names of the styles of locked cells without a text.

    Raises:
        UnreadableError: the file is not a spreadsheet, protected by a password, or too large.
        LookupError, ValueError, ElementTree.ParseError: it is damaged.
    """
    if _MANIFEST in package and any(local_name(item) == "encryption-data" for item in package.tree(_MANIFEST).iter()):
        raise UnreadableError(package.path, words.PASSWORD)
    content = package.tree("content.xml")
    spreadsheet = next(content.iter(f"{_OFFICE}spreadsheet"), None)
    if spreadsheet is None:
        raise UnreadableError(package.path, words.OTHER_OPEN_DOCUMENT)
    common = [package.tree("styles.xml")] if "styles.xml" in package else []
    reader = _Reader(package.path, Styles([*common, content], without_text))
    sheets = {
        table.attrib.get(f"{_TABLE}name", ""): reader.sheet(table) for table in spreadsheet.findall(f"{_TABLE}table")
    }
    meta = package.tree_if_whole("meta.xml")
    return Values(
        **{
            name: MappingProxyType({sheet: getattr(found, name) for sheet, found in sheets.items()})
            for name in ("formulas", "typed_formulas", "errors", "shown", "locked", "unlocked")
        },
        sheets=MappingProxyType({sheet: found.values for sheet, found in sheets.items()}),
        remarks=tuple(remark for found in sheets.values() for remark in found.remarks),
        drawn=MappingProxyType({sheet: found.drawn for sheet, found in sheets.items() if found.drawn}),
        defined=frozenset(item.attrib.get(f"{_TABLE}name", "").lower() for item in _ranges(spreadsheet)),
        names=MappingProxyType(_names(spreadsheet, sheets)),
        properties=MappingProxyType({} if meta is None else dict(_properties(meta))),
        calendar=Calendar(from_1904=False),
        saved=None if meta is None else _saved(meta),
    )


@dataclass(slots=True, kw_only=True)
class _Sheet(FoundCells):
    """What was found on a sheet so far: its cells, and what is beside and above them."""

    name: str
    remarks: list[Remark] = field(default_factory=list)
    drawn: int = 0


class _Reader:
    """Reads the sheets of one workbook, and counts their cells and characters."""

    def __init__(self, path: Path, styles: Styles) -> None:
        self._path = path
        self._styles = styles
        self._cells = 0
        self._characters = 0

    def sheet(self, table: Element) -> _Sheet:
        """Return the sheet in a table."""
        found = _Sheet(name=table.attrib.get(f"{_TABLE}name", ""))
        columns = list(_column_styles(table))
        row = 1
        for line in _rows(table):
            times = _times(line, "rows")
            for column, width, cell in _cells_in(line):
                own = cell.attrib.get(f"{_TABLE}style-name") or line.attrib.get(f"{_TABLE}default-cell-style-name")
                style = own or next((name for first, last, name in columns if first <= column <= last), "")
                self._take(found, cell, style, Area("", row, column, row + times - 1, column + width - 1))
            row += times
        for shapes in table.findall(f"{_TABLE}shapes"):
            self._draw(found, shapes, (1, 1))
        return found

    def _take(self, found: _Sheet, cell: Element, style: str, area: Area) -> None:
        """Record what some cells hold, which are all alike, and what their style says of them."""
        height, width = area.last_row - area.row + 1, area.last_column - area.column + 1
        is_unlocked = self._styles.is_unlocked(style)
        if not len(cell) and not cell.attrib.keys() - {f"{_TABLE}style-name", f"{_TABLE}number-columns-repeated"}:
            if is_unlocked and height <= _FEW_ROWS and width <= _FEW_COLUMNS:
                found.unlocked.update(_places(area))
            return
        value, shown = _value(cell)
        formula = cell.attrib.get(f"{_TABLE}formula")
        remarks = list(_remarks(cell))
        self._draw(found, cell, (area.row, area.column))
        if (value is None or value == "") and formula is None and not remarks:
            return
        self._count(height * width, f"{short(found.name, quote=False)}!{cell_address(area.row, area.column)}", value)
        for place in _places(area):
            found.remarks += [Remark(found.name, place, text, is_link) for text, is_link in remarks]
            if is_unlocked:
                found.unlocked.add(place)
            if formula is not None:
                # The formula comes after the name of its language: "of:=1+1".
                found.formulas[place] = formula.partition("=")[2].strip() or formula
                if is_unlocked or not self._styles.is_formatted(style):
                    found.typed_formulas.add(place)
            if value is None or value == "":
                continue
            found.values[place] = value
            if not is_unlocked and self._styles.is_for_text(style):
                found.locked.add(place)
            if cell.attrib.get(_KIND_IN_LIBREOFFICE) == "error":
                found.errors.add(place)
            elif shown:
                found.shown[place] = shown

    def _draw(self, found: _Sheet, holder: Element, place: Place) -> None:
        """Count the pictures and other objects in a cell or on a sheet, but not the charts."""
        for element in holder:
            if element.tag.startswith(_DRAW) and not any(local_name(part) == "object" for part in element.iter()):
                found.drawn += 1
                if text := "\n".join(map(_line, element.iter(f"{_TEXT}p"))).strip():
                    found.remarks.append(Remark(found.name, place, words.TEXT_BOX.format(text=text)))

    def _count(self, cells: int, place: str, value: Value | None) -> None:
        """Raise UnreadableError for a text that no cell takes, or when there is too much of all together."""
        length = length_in_excel(value) if isinstance(value, str) else 0
        if length > CELL_LIMIT:
            raise UnreadableError(self._path, words.CELL_TOO_LONG.format(limit=CELL_LIMIT, place=place))
        self._cells += cells
        self._characters += length * cells
        if self._cells > TAGS_LIMIT:
            raise UnreadableError(self._path, words.TOO_MANY_TAGS.format(limit=TAGS_LIMIT, part=place))
        if self._characters > UNPACKED_LIMIT:
            raise UnreadableError(self._path, words.TOO_MANY_CHARACTERS.format(limit=UNPACKED_LIMIT))


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, also those in groups."""
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in {f"{_TABLE}table-{kind}" for kind in ("row-group", "rows", "header-rows")}:
            yield from _rows(child)


def _cells_in(line: Element) -> Iterator[tuple[int, int, Element]]:
    """Yield the cells of a row: the column of the first of some that are alike, how many they are, and the cell."""
    column = 1
    for cell in line:
        if cell.tag in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            times = _times(cell, "columns")
            yield column, times, cell
            column += times


def _column_styles(table: Element) -> Iterator[tuple[int, int, str]]:
    """Yield the first and the last of some columns, and the style of their cells that have no other."""
    column = 1
    for element in table.iter(f"{_TABLE}table-column"):
        times = _times(element, "columns")
        yield column, column + times - 1, element.attrib.get(f"{_TABLE}default-cell-style-name", "")
        column += times


def _times(element: Element, what: str) -> int:
    """Return how often a row, a column or a cell repeats."""
    return max(1, whole_number_in(element.attrib.get(f"{_TABLE}number-{what}-repeated", "1")))


def _places(area: Area) -> Iterator[Place]:
    return (
        (row, column)
        for row in range(area.row, area.last_row + 1)
        for column in range(area.column, area.last_column + 1)
    )


def _value(cell: Element) -> tuple[Value | None, str]:
    """Return the value of a cell, and what people see of it where its text does not say it."""
    seen = "\n".join(map(_line, cell.findall(f"{_TEXT}p")))
    kind = cell.attrib.get(f"{_OFFICE}value-type", "")
    stored = cell.attrib.get(f"{_OFFICE}{'' if kind in {'float', 'percentage', 'currency'} else f'{kind}-'}value", "")
    match kind:
        case "float" | "percentage" | "currency":
            try:
                return number_in(stored), "" if kind == "float" else seen
            except ValueError:
                # LibreOffice writes "nan" where a library wrote it before.
                return (seen or stored or None), ""
        case "boolean":
            return stored == "true", ""
        case "date":
            day = from_iso(stored)
            # Midnight is what a day without a time looks like.
            return day or seen, seen if day and re.search("T.*[1-9]", stored) else ""
        case "time":
            found = _DURATION.fullmatch(stored)
            parts = map(int, found.groups()) if found else (0, 0, 0)
            return sum(part / unit for part, unit in zip(parts, (24, 1_440, 86_400), strict=True)), seen
    # An error has no value, but shows its name.
    return (seen or stored or None), ""


def _line(paragraph: Element) -> str:
    """Return the text of a paragraph. Several spaces, tabs and line breaks are elements."""
    text = paragraph.text or ""
    for element in paragraph:
        match local_name(element):
            case "s":
                text += " " * min(whole_number_in(element.attrib.get(f"{_TEXT}c", "1")), CELL_LIMIT)
            case "tab":
                text += "\t"
            case "line-break":
                text += "\n"
            case "span" | "a" | "p" | "ruby" | "ruby-base":
                text += _line(element)
        text += element.tail or ""
    return text


def _remarks(cell: Element) -> Iterator[tuple[str, bool]]:
    """Yield the comments of a cell and the addresses behind its text, each with whether it is an address."""
    for comment in cell.findall(f"{_OFFICE}annotation"):
        if text := "\n".join(map(_line, comment.iter(f"{_TEXT}p"))).strip():
            yield words.COMMENT.format(text=text), False
    for paragraph in cell.findall(f"{_TEXT}p"):
        for link in paragraph.iter(f"{_TEXT}a"):
            address = link.attrib.get(_LINK, "")
            # "#" leads to a place in the same file.
            if address and not address.startswith("#"):
                yield words.LINK.format(text=address), True


def _ranges(element: Element) -> Iterator[Element]:
    yield from element.iter(f"{_TABLE}named-range")


def _names(spreadsheet: Element, sheets: Mapping[str, _Sheet]) -> Mapping[str, Area]:
    """Return the cells of each name, by the name in small letters."""
    called = {plain(sheet): sheet for sheet in sheets}
    local = {id(item) for table in spreadsheet.findall(f"{_TABLE}table") for item in _ranges(table)}
    found = []
    for item in _ranges(spreadsheet):
        if area := _area(item.attrib.get(f"{_TABLE}cell-range-address", ""), called):
            found.append((item.attrib.get(f"{_TABLE}name", "").lower(), area, id(item) in local))
    return chosen(found)


def _area(reference: str, called: Mapping[str, str]) -> Area | None:
    """Return the cells of a reference such as "$'Start here'.$B$7:.$B$12", or None where it is something else."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    quoted, bare, corner, _, _, other = found.groups()
    corners = (row_and_column(corner), row_and_column(other or corner))
    (row, last_row), (column, last_column) = (sorted(ends) for ends in zip(*corners, strict=True))
    sheet = quoted.replace("''", "'") if quoted else bare
    return Area(called.get(plain(sheet), sheet), row, column, last_row, last_column)


def _properties(meta: Element) -> Iterator[tuple[str, str]]:
    """Yield the custom properties of a workbook."""
    for element in meta.iter(f"{_META}user-defined"):
        yield element.attrib.get(f"{_META}name", ""), "".join(element.itertext()).strip()


def _saved(meta: Element) -> datetime.date | None:
    """Return the day of the last save, or None."""
    return from_iso(next((element.text or "" for element in meta.iter() if local_name(element) == "date"), ""))
