"""Reading the values and the names of an .xlsx file, and nothing else in it.

openpyxl reads styles, rules and charts too, and gives up on a file in which one of them is not as it expects. People's
files come from many programs, and only what was typed matters here.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from xml.etree.ElementTree import Element

from ...base.area import Area
from ...base.dates import from_iso
from .cell_dates import Calendar, calendar_of
from .cells import Place, SheetReader, Styles, Value, shared_texts, styles_of
from .elements import descendants, qualified_attribute
from .names import defined, named_areas
from .package import Package, Relation, UnreadableError, opened
from .remarks import Remark, beside

__all__ = ["UnreadableError", "Value", "Values", "read_properties", "values_in"]

_CORE_PROPERTIES = "docProps/core.xml"
_CUSTOM_PROPERTIES = "docProps/custom.xml"


@dataclass(frozen=True, slots=True)
class Values:
    """The values of a workbook: by sheet and (row, column), and what each name stands for; its custom properties.

    `formulas` holds the formulas of cells, `typed_formulas` which of them are in cells that are not locked or not
    formatted, and `errors` the cells that show an error. `shown` is what people see of a number that its text does not
    say. `remarks` are comments, links and text boxes, and `drawn` how many pictures and other objects a sheet has.
    `locked` holds the cells with a text that are not for typing in.
    `unlocked` holds all cells for typing in, empty ones too. `defined` holds every name, also one whose cells are gone.
    `saved` is the day of the last save, if the file has it.
    """

    sheets: Mapping[str, Mapping[Place, Value]]
    formulas: Mapping[str, Mapping[Place, str]]
    typed_formulas: Mapping[str, frozenset[Place]]
    errors: Mapping[str, frozenset[Place]]
    shown: Mapping[str, Mapping[Place, str]]
    remarks: tuple[Remark, ...]
    drawn: Mapping[str, int]
    locked: Mapping[str, frozenset[Place]]
    unlocked: Mapping[str, frozenset[Place]]
    defined: frozenset[str]
    names: Mapping[str, Area]
    properties: Mapping[str, str]
    calendar: Calendar
    saved: datetime.date | None = None


def values_in(package: Package, without_text: Set[str]) -> Values:
    """Return the values of an open file. `without_text` has the names of the styles of locked cells without a text.

    Raises:
        UnreadableError: the file is not a workbook, too large, or holds macros.
        LookupError, ValueError, ElementTree.ParseError: it is damaged.
    """
    workbook_part = package.workbook_part()
    relations = package.relations(workbook_part)
    workbook = package.tree(workbook_part)
    calendar = calendar_of(workbook)
    parts = dict(_sheet_parts(package, workbook, relations))
    reader = _sheet_reader(package, relations, calendar, without_text)
    sheets = {name: reader.read(name, part) for name, part in parts.items()}
    around = {name: beside(package, part, name, sheets[name].links) for name, part in parts.items()}
    return Values(
        MappingProxyType({name: sheet.values for name, sheet in sheets.items()}),
        MappingProxyType({name: sheet.formulas for name, sheet in sheets.items()}),
        MappingProxyType({name: sheet.typed_formulas for name, sheet in sheets.items()}),
        MappingProxyType({name: sheet.errors for name, sheet in sheets.items()}),
        MappingProxyType({name: sheet.shown for name, sheet in sheets.items()}),
        tuple(remark for found in around.values() for remark in found.remarks),
        MappingProxyType({name: found.drawn for name, found in around.items() if found.drawn}),
        MappingProxyType({name: sheet.locked for name, sheet in sheets.items()}),
        MappingProxyType({name: sheet.unlocked for name, sheet in sheets.items()}),
        frozenset(defined(workbook)),
        MappingProxyType(named_areas(workbook, sheets)),
        _properties(package),
        calendar,
        _saved(package),
    )


def read_properties(path: Path) -> Mapping[str, str]:
    """Return the custom properties of an .xlsx file, however large its sheets are.

    Raises:
        UnreadableError: the file is missing, too large as a whole, damaged, protected by a password, or not .xlsx.
    """
    with opened(path) as package:
        return _properties(package)


def _sheet_reader(
    package: Package, relations: Mapping[str, Relation], calendar: Calendar, without_text: Set[str]
) -> SheetReader:
    # A workbook without a text or a style has no such part.
    texts = _part_of_kind(package, relations.values(), "sharedStrings")
    styles = _part_of_kind(package, relations.values(), "styles")
    return SheetReader(
        package,
        () if texts is None else shared_texts(texts),
        calendar,
        Styles() if styles is None else styles_of(styles, without_text),
    )


def _sheet_parts(package: Package, workbook: Element, relations: Mapping[str, Relation]) -> Iterator[tuple[str, str]]:
    """Yield the name and the part of each sheet, but for those that hold no cells, such as charts, or are missing."""
    for element in descendants(workbook, "sheet"):
        # The attribute is `r:id`; `sheetId` is another number, by which nothing is found.
        relation = relations.get(qualified_attribute(element, "id"))
        if relation and relation.part in package and relation.kind.endswith("/worksheet"):
            yield element.attrib.get("name", ""), relation.part


def _part_of_kind(package: Package, relations: Iterable[Relation], kind: str) -> Element | None:
    """Return the XML of the one part of a kind, or None where a workbook does without."""
    parts = (relation.part for relation in relations if relation.kind.endswith(f"/{kind}"))
    part = next((part for part in parts if part in package), None)
    return None if part is None else package.tree(part)


def _properties(package: Package) -> Mapping[str, str]:
    """Return the custom properties of a workbook, all of them as texts."""
    tree = package.tree_if_whole(_CUSTOM_PROPERTIES)
    elements = () if tree is None else descendants(tree, "property")
    # The value is in an element within, named after its type.
    texts = {
        element.attrib["name"]: "".join(element.itertext()).strip() for element in elements if "name" in element.attrib
    }
    return MappingProxyType(texts)


def _saved(package: Package) -> datetime.date | None:
    """Return the day on which the workbook was last saved, by the clock of the program that saved it, or None."""
    tree = package.tree_if_whole(_CORE_PROPERTIES)
    elements = () if tree is None else tree.iter()
    # Its namespace is that of Dublin Core, unlike that of the properties around it.
    text = next((element.text or "" for element in elements if element.tag.endswith("}modified")), "")
    return from_iso(text)
