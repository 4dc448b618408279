"""Reading the values of an .xlsx file that anybody may have sent, and nothing else of it.

openpyxl reads styles, rules and charts too, and gives up on a file in which one of them is not to its liking; a
spreadsheet program may write them as it likes. This reads names and values alone. It takes nothing on trust: sizes are
limited before anything is unpacked, document types (and with them entities) are refused, and nothing is fetched.
"""

from __future__ import annotations

import datetime
import io
import posixpath
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar
from xml.etree import ElementTree
from xml.parsers import expat

from ..base.area import Area
from ..base.dates import from_iso, from_serial
from ..base.errors import UserError
from ..base.excel import CELL_LIMIT
from ..base.text import reason, short

FILE_LIMIT = 20_000_000
"""The most bytes that a file may have."""

UNPACKED_LIMIT = 20_000_000
"""The most bytes that the parts that are read may have together, unpacked."""

_TAGS_LIMIT = 200_000
"""The most tags that these parts may have together: a filled-in workbook has some 20,000."""

_ATTRIBUTES_LIMIT = 600_000
"""The most attributes (or other equals signs) that these parts may have together: a workbook of ours has 13,000."""

_ENTRIES_LIMIT = 5_000
"""The most parts that a file may have: a filled-in workbook has some 60."""

_REFERENCE_LIMIT = 200
"""The most characters of what a name stands for: cells of one sheet, whose name has 31 at most."""

_FORMAT_LIMIT = 255
"""The most characters that a number format has."""

_TYPES = "[Content_Types].xml"
_CORE = "docProps/core.xml"
_ENTRY = b"PK\x01\x02"
"""What every entry of a zip file's directory begins with."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_NAME = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]{1,3}\$?\d+)(?::(\$?[A-Z]{1,3}\$?\d+))?$")

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

T = TypeVar("T")
Value = str | float | bool | datetime.date

_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""The numbers of Excel's own number formats for dates and times."""

_IN_A_DATE_FORMAT = re.compile(r"[dmyh]", re.IGNORECASE)
_NOT_IN_THE_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class UnreadableError(UserError):
    """A file cannot be read as a workbook. The text says why, and what to do, in one line."""


@dataclass(frozen=True, slots=True)
class Values:
    """The values of a workbook: by sheet and (row, column); what each name stands for; custom properties.

    `formulas` holds the cells whose value a formula gave; `saved` is the day on which it was last saved, where it says.
    """

    sheets: Mapping[str, Mapping[tuple[int, int], Value]]
    formulas: Mapping[str, frozenset[tuple[int, int]]]
    names: Mapping[str, Area]
    properties: Mapping[str, str]
    dates_from_1904: bool
    saved: datetime.date | None = None

    def date(self, number: float) -> datetime.date | None:
        """The day that a number stands for in this workbook, or None where it is no day."""
        return from_serial(number, from_1904=self.dates_from_1904)


@dataclass(slots=True)
class _Sheet:
    values: dict[tuple[int, int], Value] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)


def read(path: Path) -> Values:
    """The values of an .xlsx file, as the program that saved it last calculated them.

    Raises UnreadableError: not there, not a workbook, protected by a password, with macros, damaged, or too large.
    """
    return _read(path, _Reader.read)


def read_properties(path: Path) -> Mapping[str, str]:
    """The custom properties of an .xlsx file of whatever size its sheets are. Raises UnreadableError as `read` does."""
    return _read(path, _Reader.properties)


def _read(path: Path, what: Callable[[_Reader], T]) -> T:
    content = _content(path)
    if content.startswith(_OLE):
        raise UnreadableError("is protected by a password, or in the old .xls format. Save it as .xlsx without one.")
    if content.count(_ENTRY) > _ENTRIES_LIMIT:
        raise UnreadableError(f"has more than {_ENTRIES_LIMIT:,} parts. Check that it is the right file.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return what(_Reader(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OverflowError) as error:
        if "encrypted" in str(error):
            raise UnreadableError("is protected by a password. Save it without one.") from None
        raise UnreadableError(
            "is damaged, or not an .xlsx file. Open it in a spreadsheet program and save it again."
        ) from None
    except (ElementTree.ParseError, LookupError, ValueError, RecursionError):
        raise UnreadableError("is damaged inside. Open it in a spreadsheet program and save it again.") from None


def _content(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableError("is no file that could be read. Take it out of the folder.")
        with path.open("rb") as stream:
            content = stream.read(FILE_LIMIT + 1)
    except OSError as error:
        raise UnreadableError(f"cannot be read ({reason(error)}). Check the name and the folder.") from None
    if len(content) > FILE_LIMIT:
        raise UnreadableError(f"is larger than {FILE_LIMIT:,} bytes. Check that it is the right file.")
    return content


class _Reader:
    """Reads the parts of one workbook, and counts what it unpacks."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._parts = {info.filename.lstrip("/"): info for info in archive.infolist()}
        self._unpacked = 0
        self._tags = 0
        self._attributes = 0
        self._characters = 0
        self._from_1904 = False
        self._date_styles: frozenset[int] = frozenset()

    def read(self) -> Values:
        """Everything of interest."""
        workbook_part = self._workbook_part()
        relations = self._relations(workbook_part)
        workbook = self._tree(workbook_part)
        base = next(_children(workbook, "workbookPr"), None)
        self._from_1904 = base is not None and base.attrib.get("date1904", "0") in {"1", "true"}
        self._date_styles = self._styles_of_dates(relations)
        texts = self._shared_texts(relations)
        sheets: dict[str, _Sheet] = {}
        for element in _children(workbook, "sheet"):
            target = relations.get(_attribute(element, "id"), ("", ""))
            if target[0].endswith("/worksheet"):
                name = element.attrib["name"]
                sheets[name] = self._sheet(name, target[1], texts)
        return Values(
            MappingProxyType({name: MappingProxyType(sheet.values) for name, sheet in sheets.items()}),
            MappingProxyType({name: frozenset(sheet.formulas) for name, sheet in sheets.items()}),
            MappingProxyType(dict(_names(workbook))),
            MappingProxyType(self.properties()),
            self._from_1904,
            self._saved(),
        )

    def _workbook_part(self) -> str:
        """The part that holds the workbook; refuses what is none."""
        if "content.xml" in self._parts and _TYPES not in self._parts:
            raise UnreadableError("is an OpenDocument file. Save it as .xlsx.")
        if _TYPES not in self._parts:
            raise UnreadableError("is a zip file, but not a workbook. Check that it is the right file.")
        for element in _children(self._tree(_TYPES), "Override"):
            kind, part = element.attrib.get("ContentType", ""), element.attrib.get("PartName", "").lstrip("/")
            if "macroEnabled" in kind and "main+xml" in kind:
                raise UnreadableError("holds macros. Save it as .xlsx, which holds none.")
            if kind.endswith("spreadsheetml.sheet.main+xml"):
                return part
        raise UnreadableError("is an Office file, but not an .xlsx workbook. Save it as .xlsx.")

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The parts that a part refers to: type and path, by the id of the reference."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, tuple[str, str]] = {}
        for element in _children(self._tree(path), "Relationship"):
            if element.attrib.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, element.attrib["Target"])).lstrip("/")
                found[element.attrib["Id"]] = (element.attrib["Type"], target)
        return found

    def _shared_texts(self, relations: Mapping[str, tuple[str, str]]) -> list[str]:
        for kind, target in relations.values():
            if kind.endswith("/sharedStrings") and target in self._parts:
                items = self._tree(target)
                namespace = _namespace(items)
                return [_text(item, namespace) for item in items.iter(f"{namespace}si")]
        return []

    def _styles_of_dates(self, relations: Mapping[str, tuple[str, str]]) -> frozenset[int]:
        """The numbers of the cell styles that show a number as a date."""
        part = next((target for kind, target in relations.values() if kind.endswith("/styles")), "")
        if part not in self._parts:
            return frozenset()
        styles = self._tree(part)
        dates = set(_DATE_FORMATS)
        for element in _children(styles, "numFmt"):
            code = element.attrib.get("formatCode", "")
            code = _NOT_IN_THE_FORMAT.sub("", code) if len(code) <= _FORMAT_LIMIT else ""
            if _IN_A_DATE_FORMAT.search(code) and "general" not in code.lower():
                dates.add(int(element.attrib["numFmtId"]))
        cells = next(_children(styles, "cellXfs"), None)
        formats = [] if cells is None else [int(one.attrib.get("numFmtId", "0")) for one in cells]
        return frozenset(number for number, code in enumerate(formats) if code in dates)

    def _sheet(self, name: str, part: str, texts: list[str]) -> _Sheet:
        sheet = _Sheet()
        root = self._tree(part)
        namespace = _namespace(root)
        for element in root.iter(f"{namespace}c"):
            address = _ADDRESS.fullmatch(element.attrib.get("r", ""))
            if not address:
                raise ValueError("a cell without an address")
            row, column = int(address.group(2)), _column(address.group(1))
            value = _value(element, texts, namespace)
            if isinstance(value, str):
                self._count_text(value, name, address.group())
            if isinstance(value, float) and int(element.attrib.get("s", "0")) in self._date_styles:
                value = from_serial(value, from_1904=self._from_1904) or value
            if value is not None and value != "":
                sheet.values[row, column] = value
                if element.find(f"{namespace}f") is not None:
                    sheet.formulas.add((row, column))
        return sheet

    def _count_text(self, text: str, sheet: str, address: str) -> None:
        """Refuse a text that no cell takes, and texts without end: thousands of cells may share a long one."""
        if len(text) > CELL_LIMIT:
            place = f"{short(sheet, quote=False)}!{address}"
            raise UnreadableError(f"holds more than {CELL_LIMIT:,} characters in {place}. Shorten the text there.")
        self._characters += len(text)
        if self._characters > UNPACKED_LIMIT:
            raise UnreadableError(f"holds more than {UNPACKED_LIMIT:,} characters. Check that it is the right file.")

    def properties(self) -> dict[str, str]:
        """The custom properties."""
        if "docProps/custom.xml" not in self._parts:
            return {}
        elements = _children(self._tree("docProps/custom.xml"), "property")
        return {element.attrib["name"]: _text_of_all(element) for element in elements if "name" in element.attrib}

    def _saved(self) -> datetime.date | None:
        """The day on which the workbook was last saved, as the program that saved it has noted it."""
        if _CORE not in self._parts:
            return None
        text = next((one.text or "" for one in self._tree(_CORE) if one.tag.endswith("}modified")), "")
        try:
            return datetime.date.fromisoformat(text.strip()[:10])
        except ValueError:
            return None

    def _content(self, part: str) -> bytes:
        """A part, unpacked. Raises UnreadableError where it is too large, or more than names and values."""
        info = self._parts[part]
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            # No workbook is packed otherwise, and other ways may ask for gigabytes to unpack a byte.
            raise zipfile.BadZipFile
        self._unpacked += info.file_size
        if self._unpacked > UNPACKED_LIMIT:
            raise UnreadableError(f"unpacks to more than {UNPACKED_LIMIT:,} bytes. Check that it is the right file.")
        with self._archive.open(info) as stream:
            content = stream.read(info.file_size + 1)
        self._tags += content.count(b"<")
        self._attributes += content.count(b"=")
        if self._tags > _TAGS_LIMIT or self._attributes > _ATTRIBUTES_LIMIT:
            raise UnreadableError(f"has more than {_TAGS_LIMIT:,} tags inside. Check that it is the right file.")
        _refuse_document_type(content)
        return content

    def _tree(self, part: str) -> ElementTree.Element:
        return ElementTree.fromstring(self._content(part))  # noqa: S314 - document types are refused in _content


def _refuse_document_type(content: bytes) -> None:
    """A document type can define entities that unfold to gigabytes, or ask for files. A workbook has none."""

    def refuse(*_: object) -> None:
        raise UnreadableError("holds a document type, which no spreadsheet program writes. Do not open it.")

    # Wherever it stands, it begins like this; but in UTF-16, which has zeros, with a zero in between.
    if b"<!" not in content and b"\0" not in content:
        return
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ElementTree.ParseError(str(error)) from None


def _names(workbook: ElementTree.Element) -> Iterator[tuple[str, Area]]:
    """What the workbook's names stand for. A name for anything but cells of one sheet is passed over."""
    for element in _children(workbook, "definedName"):
        reference = (element.text or "").strip()
        found = _NAME.match(reference) if len(reference) <= _REFERENCE_LIMIT else None
        if found and "localSheetId" not in element.attrib:
            quoted, bare, first, last = found.groups()
            corners = (_row_and_column(first), _row_and_column(last or first))
            (row, last_row), (column, last_column) = (sorted(ends) for ends in zip(*corners, strict=True))
            sheet = quoted.replace("''", "'") if quoted else bare
            yield element.attrib["name"], Area(sheet, row, column, last_row, last_column)


def _value(cell: ElementTree.Element, texts: list[str], namespace: str) -> Value | None:
    """The value of a cell element; None where it is empty or an error."""
    kind = cell.attrib.get("t", "n")
    if kind == "inlineStr":
        return "".join(_text(child, namespace) for child in cell.findall(f"{namespace}is"))
    found = cell.find(f"{namespace}v")
    stored = None if found is None else found.text
    if stored is None or kind == "e":
        return None
    if kind == "s":
        number = int(stored)
        if number < 0:
            raise ValueError("a text before the first")
        return texts[number]
    if kind == "b":
        return stored in {"1", "true"}
    if kind in {"str", "d"}:
        return (from_iso(stored) or _unescaped(stored)) if kind == "d" else _unescaped(stored)
    return float(stored)


def _text(element: ElementTree.Element, namespace: str) -> str:
    """The text of a string item, with its runs but without phonetic readings."""
    holders = (element, *element.findall(f"{namespace}r"))
    return _unescaped("".join(one.text or "" for holder in holders for one in holder.findall(f"{namespace}t")))


def _unescaped(text: str) -> str:
    """A text in which Excel's _xHHHH_ for a character, or for half of one, has become that character."""
    if "_x" not in text or len(text) > len("_xHHHH_") * CELL_LIMIT:
        # The second is too long for any cell, and is refused.
        return text
    text = _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)
    # Two halves make a character. A half without the other is none, and could not be written again.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _text_of_all(element: ElementTree.Element) -> str:
    return "".join(element.itertext()).strip()


def _children(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """Every element of a name below another, in the same namespace."""
    return element.iter(f"{_namespace(element)}{name}")


def _namespace(element: ElementTree.Element) -> str:
    """An element's namespace, as it stands before its name: files in the strict form have another."""
    return element.tag[: element.tag.rfind("}") + 1]


def _attribute(element: ElementTree.Element, name: str) -> str:
    """An attribute in whatever namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name and "}" in key), "")


def _row_and_column(address: str) -> tuple[int, int]:
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise ValueError(f"no address: {address}")
    return int(found.group(2)), _column(found.group(1))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
