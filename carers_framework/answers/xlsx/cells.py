"""The values of cells, sheet by sheet."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.etree.ElementTree import Element

from ...base.area import cell_address, row_and_column
from ...base.characters import unescaped_from_cell
from ...base.dates import from_iso
from ...base.excel import CELL_LIMIT, length_in_excel
from ...base.text import short
from ...words import reading as words
from ...workbook.formula_text import copied
from .cell_dates import Calendar, date_styles
from .elements import descendants, first, namespace, qualified_attribute
from .number_formats import BUILT_IN, shown
from .numbers import number_in, whole_number_in
from .package import UNPACKED_LIMIT, Package, UnreadableError

Value = str | float | bool | datetime.date
Place = tuple[int, int]
"""The row and the column of a cell, from 1."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The values of a sheet, and the places of those that a formula gave and of those in locked cells made for a text.

    `unlocked` has the places of all unlocked cells, empty ones too. `formulas` has the text of each formula, and
    `typed_formulas` those in cells that are not locked or not formatted. `errors` has the cells that show one. `shown`
    has what people see of a number that its text does not say, such as "50%". `links` has the cells of each link, and
    the id of its address.
    """

    values: Mapping[Place, Value]
    formulas: Mapping[Place, str]
    typed_formulas: frozenset[Place]
    errors: frozenset[Place]
    shown: Mapping[Place, str]
    locked: frozenset[Place]
    unlocked: frozenset[Place]
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Styles:
    """The numbers of the cell styles that show a number as a date, of those that are locked and made for a text, and of
    those that are not locked. `formats` has the number format of each style that shows more than a number."""

    dates: frozenset[int] = frozenset()
    formats: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    locked: frozenset[int] = frozenset()
    unlocked: frozenset[int] = frozenset()


@dataclass(slots=True)
class FoundCells:
    """What was found in the cells of a sheet so far: the same as in `Values`."""

    values: dict[Place, Value] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    typed_formulas: set[Place] = field(default_factory=set)
    errors: set[Place] = field(default_factory=set)
    shown: dict[Place, str] = field(default_factory=dict)
    locked: set[Place] = field(default_factory=set)
    unlocked: set[Place] = field(default_factory=set)


@dataclass(slots=True)
class _Found(FoundCells):
    """The same, which cells there were, and each formula that others share, with its cell."""

    places: set[Place] = field(default_factory=set)
    shared: dict[str, tuple[str, Place]] = field(default_factory=dict)

    def forget(self, place: Place) -> None:
        """Forget what was found in a cell."""
        for by_place in (self.values, self.formulas, self.shown):
            by_place.pop(place, None)
        for places in (self.typed_formulas, self.errors, self.locked, self.unlocked):
            places.discard(place)

    def sheet(self, links: tuple[tuple[str, str], ...]) -> Sheet:
        """Return the sheet."""
        return Sheet(
            MappingProxyType(self.values),
            MappingProxyType(self.formulas),
            frozenset(self.typed_formulas),
            frozenset(self.errors),
            MappingProxyType(self.shown),
            frozenset(self.locked),
            frozenset(self.unlocked),
            links,
        )


class SheetReader:
    """Reads the sheets of one workbook, and counts their characters."""

    def __init__(self, package: Package, texts: Sequence[str], calendar: Calendar, styles: Styles) -> None:
        self._package = package
        self._texts = texts
        self._calendar = calendar
        self._styles = styles
        self._characters = 0

    def read(self, name: str, part: str) -> Sheet:
        """Return the sheet in a part. `name` is what people call it.

        Raises:
            UnreadableError: the part is too large, or holds longer texts than a workbook can.
        """
        root = self._package.tree(part, name)
        prefix = namespace(root)
        found = _Found()
        for place, cell in _cells(root, prefix):
            self._take(found, place, cell, prefix, name)
        links = (
            (link.attrib.get("ref", ""), qualified_attribute(link, "id")) for link in descendants(root, "hyperlink")
        )
        return found.sheet(tuple(links))

    def _take(self, found: _Found, place: Place, cell: Element, prefix: str, sheet: str) -> None:
        """Record what a cell holds, and what its style says of it."""
        style = _style(cell)
        # Nearly half of the cells of a form are empty: they have a style, and nothing within.
        is_empty = not len(cell)
        value = None if is_empty else self._value(cell, prefix, style)
        formula = None if is_empty else cell.find(f"{prefix}f")
        text = None if formula is None else _formula(formula, found, place)
        for counted in (value, text):
            if isinstance(counted, str):
                self._count(counted, sheet, place)
        # A damaged file may have a cell twice. Then the last one counts.
        if place in found.places:
            found.forget(place)
        found.places.add(place)
        if style in self._styles.unlocked:
            found.unlocked.add(place)
        if text is not None:
            found.formulas[place] = text
            if not style or style in self._styles.unlocked:
                found.typed_formulas.add(place)
        if value is None or value == "":
            return
        found.values[place] = value
        if style in self._styles.locked:
            found.locked.add(place)
        if cell.attrib.get("t") == "e":
            found.errors.add(place)
        elif style in self._styles.formats and (text := self._shown(cell, prefix, value)):
            found.shown[place] = text

    def _shown(self, cell: Element, prefix: str, value: Value) -> str:
        """Return what people see of a number, or nothing where it is what its text says."""
        if isinstance(value, (str, bool)):
            return ""
        code = self._styles.formats[_style(cell)]
        # Of a day with its time, only the day is the value.
        number = _stored_value(cell, self._texts, prefix)
        return shown(number, code, self._calendar) if isinstance(number, float) else ""

    def _value(self, cell: Element, prefix: str, style: int) -> Value | None:
        """Return the value of a cell, with a date where its style shows one, or None where it is empty."""
        value = _stored_value(cell, self._texts, prefix)
        # A bool is not a float, so TRUE does not become a day.
        if isinstance(value, float) and style in self._styles.dates:
            return self._calendar.day(value) or value
        return value

    def _count(self, text: str, sheet: str, at: Place) -> None:
        """Raise UnreadableError for a text that no cell takes, or when all texts together are too long."""
        path = self._package.path
        length = length_in_excel(text)
        if length > CELL_LIMIT:
            place = f"{short(sheet, quote=False)}!{cell_address(*at)}"
            raise UnreadableError(path, words.CELL_TOO_LONG.format(limit=CELL_LIMIT, place=place))
        # The file may be small all the same: thousands of cells can share one long text.
        self._characters += length
        if self._characters > UNPACKED_LIMIT:
            raise UnreadableError(path, words.TOO_MANY_CHARACTERS.format(limit=UNPACKED_LIMIT))


def _cells(root: Element, prefix: str) -> Iterator[tuple[Place, Element]]:
    """Yield each cell with its place. A row or a cell that does not say where it is comes after the one before."""
    row = 0
    for line in root.iter(f"{prefix}row"):
        row, column = whole_number_in(line.attrib.get("r", str(row + 1))), 0
        for cell in line.findall(f"{prefix}c"):
            if address := cell.attrib.get("r"):
                row, column = row_and_column(address.upper())
            else:
                column += 1
            yield (row, column), cell


def _formula(formula: Element, found: _Found, place: Place) -> str:
    """Return the formula of a cell. One that was filled down has its text only in its first cell."""
    text, number = (formula.text or "").strip(), formula.attrib.get("si")
    if formula.attrib.get("t") != "shared" or number is None:
        return text
    if text:
        found.shared[number] = (text, place)
    first, start = found.shared.get(number, (text, place))
    return copied(first, start, place)


def _style(cell: Element) -> int:
    """Return the number of a cell's style."""
    try:
        return whole_number_in(cell.attrib.get("s", "0"))
    except ValueError:
        # As in LibreOffice, a damaged style is that of an unformatted cell.
        return 0


def styles_of(styles: Element, without_text: Set[str]) -> Styles:
    """Return what the styles of a workbook say of its cells.

    Args:
        styles: the part with the styles.
        without_text: the names of the styles of locked cells that are empty or have a formula.
    """
    cell_styles = first(styles, "cellXfs")
    names = _style_names(styles)
    locked, unlocked = set(), set()
    for number, style in enumerate(() if cell_styles is None else cell_styles):
        protection = first(style, "protection")
        # A cell is locked unless its style says otherwise.
        if protection is not None and protection.attrib.get("locked", "1") in {"0", "false"}:
            unlocked.add(number)
        # The first is that of unformatted cells: anybody may have typed there.
        elif number and names.get(style.attrib.get("xfId", "")) not in without_text:
            locked.add(number)
    return Styles(date_styles(styles), _formats(styles), frozenset(locked), frozenset(unlocked))


def _formats(styles: Element) -> Mapping[int, str]:
    """Return the codes of the number formats by the numbers of the cell styles that have them."""
    codes = dict(BUILT_IN)
    for element in descendants(styles, "numFmt"):
        # No style can use a format without a number.
        if "numFmtId" in element.attrib:
            codes[whole_number_in(element.attrib["numFmtId"])] = element.attrib.get("formatCode", "")
    cell_styles = first(styles, "cellXfs")
    used = () if cell_styles is None else cell_styles
    numbers = (whole_number_in(style.attrib.get("numFmtId", "0")) for style in used)
    return MappingProxyType({style: codes[number] for style, number in enumerate(numbers) if codes.get(number)})


def _style_names(styles: Element) -> Mapping[str, str]:
    """Return the names of the named styles by the number by which cell styles refer to them."""
    return {style.attrib.get("xfId", ""): style.attrib.get("name", "") for style in descendants(styles, "cellStyle")}


def shared_texts(root: Element) -> tuple[str, ...]:
    """Return the texts that cells refer to by their number."""
    prefix = namespace(root)
    return tuple(text_of(item, prefix) for item in root.iter(f"{prefix}si"))


def _stored_value(cell: Element, texts: Sequence[str], prefix: str) -> Value | None:
    """Return the value of a cell by its type (ECMA-376, 18.18.11), or None where it is empty."""
    kind = cell.attrib.get("t", "n")
    if kind == "inlineStr":
        return "".join(text_of(item, prefix) for item in cell.findall(f"{prefix}is"))
    stored = cell.findtext(f"{prefix}v")
    if not stored:
        return None
    if kind == "s":
        return _shared_text(whole_number_in(stored), texts)
    if kind == "b":
        return stored in {"1", "true"}
    if kind in {"str", "d", "e"}:
        # Some programs write a date as an ISO 8601 text; a time alone has no day.
        return (from_iso(stored) if kind == "d" else None) or unescaped_from_cell(stored)
    return _number_or_text(stored)


def _number_or_text(stored: str) -> float | str:
    """Return a number, or the text that is in its place: libraries write "NaN" and "Infinity"."""
    try:
        return number_in(stored)
    except ValueError:
        return unescaped_from_cell(stored)


def _shared_text(number: int, texts: Sequence[str]) -> str:
    """Return the text with a number, or raise LookupError."""
    # Python would count a negative number from the end, and a wrong text would pass for an answer.
    if number < 0:
        raise LookupError(number)
    return texts[number]


def text_of(item: Element, prefix: str) -> str:
    """Return a text with all its differently formatted runs, but without the phonetic readings of East Asian texts."""
    # Nearly every text has one piece and no runs.
    if len(item) == 1 and item[0].tag == f"{prefix}t":
        return unescaped_from_cell(item[0].text or "")
    holders = (item, *item.findall(f"{prefix}r"))
    parts = (part.text or "" for holder in holders for part in holder.findall(f"{prefix}t"))
    return unescaped_from_cell("".join(parts))
