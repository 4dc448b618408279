"""Saving a workbook: the same bytes for the same content, and with a value for every formula.

openpyxl writes formulas without the value that they show, and puts the time of saving into the file. Both are corrected
in what it wrote, before it becomes a file: a downloaded workbook opens in Protected View, which does not calculate, and
without stored values every formula would show as an empty cell.
"""

from __future__ import annotations

import datetime
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from ..base.characters import escaped_for_cell
from ..workbook.answers import Answer
from .writer import Built

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_NAMESPACES = {
    "": _MAIN,
    "xdr": _DRAWING,
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_FONT_PARTS = ("b", "i", "strike", "u", "vertAlign", "sz", "color", "rFont", "family", "charset", "scheme")
"""The order in which a schema check expects the parts of a font within a text."""

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of every part in the file: the earliest that a zip archive can hold."""

_HEADER = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ABSOLUTE_TARGET = re.compile(rb'Target="(/[^"]*)"')
_SAVED_AT = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def to_bytes(built: Built) -> bytes:
    """Return the workbook as the content of an .xlsx file."""
    written, result = io.BytesIO(), io.BytesIO()
    created = built.workbook.properties.created
    # Each part is read again at once, so packing them would be for nothing.
    with zipfile.ZipFile(written, "w") as archive:
        _Writer(built.workbook, archive).save()
    sheets = {
        f"xl/worksheets/sheet{number}.xml": name for number, name in enumerate(built.workbook.sheetnames, start=1)
    }
    texts = iter(built.alternative_texts)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content, sheet = old.read(part), sheets.get(part.filename, "")
            packed = zipfile.ZipInfo(part.filename, LONG_AGO)
            packed.compress_type = zipfile.ZIP_DEFLATED
            if sheet in built.rows:
                with new.open(packed, "w") as stream:
                    built.rows[sheet].write_into(content, stream)
                continue
            if sheet in built.shown:
                content = _with_stored_values(content, built.shown[sheet])
            elif part.filename.startswith("xl/drawings/drawing"):
                content = _with_alternative_texts(content, texts)
            elif part.filename.endswith(".rels"):
                content = _with_relative_targets(content, part.filename)
            elif part.filename == "docProps/core.xml":
                content = _SAVED_AT.sub(rb"\g<1>%b\g<2>" % created.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)
            new.writestr(packed, content)
    return result.getvalue()


class _Writer(ExcelWriter):  # type: ignore[misc]  # openpyxl has no types
    """openpyxl's own writer, but with every sheet in memory.

    openpyxl writes each sheet to a file in the system's temporary folder first: answers would pass through there, and a
    full disk would end in a traceback of whatever library writes XML.
    """

    def write_worksheet(self, sheet: Worksheet) -> None:
        """Write a sheet into the archive."""
        sheet._drawing = SpreadsheetDrawing()
        sheet._drawing.charts, sheet._drawing.images = sheet._charts, sheet._images
        writer = WorksheetWriter(sheet, out=io.BytesIO())
        writer.write()
        sheet._rels = writer._rels
        self._archive.writestr(sheet.path[1:], writer.read())
        self.manifest.append(sheet)


def _with_stored_values(xml: bytes, shown: Mapping[str, Answer | None]) -> bytes:
    """Return a sheet's XML with the value of each formula stored, and with rows that grow as people type."""
    root = _parsed(xml)
    for row in root.iter(f"{{{_MAIN}}}row"):
        # With this mark a row would keep its height for good, and cut a long answer.
        row.attrib.pop("customHeight", None)
    for font in root.iter(f"{{{_MAIN}}}rPr"):
        # openpyxl writes the name of a font first, and the standard asks for it last but for its family.
        font[:] = sorted(font, key=lambda part: _FONT_PARTS.index(part.tag.removeprefix(f"{{{_MAIN}}}")))
    for cell in root.iter(f"{{{_MAIN}}}c"):
        if cell.find(f"{{{_MAIN}}}f") is not None:
            _store(cell, shown[cell.attrib["r"]])
    return _HEADER + ElementTree.tostring(root, encoding="unicode").encode()


def _with_alternative_texts(xml: bytes, texts: Iterator[str]) -> bytes:
    """Return a drawing's XML in which each chart has its alternative text."""
    root = _parsed(xml)
    for frame in root.iter(f"{{{_DRAWING}}}cNvPr"):
        frame.attrib["descr"] = next(texts)
    return _HEADER + ElementTree.tostring(root, encoding="unicode").encode()


def _with_relative_targets(xml: bytes, path: str) -> bytes:
    """Return a part's references relative to the part, as Excel writes them. Some readers know no others."""
    folder = posixpath.dirname(posixpath.dirname(path))

    def relative(found: re.Match[bytes]) -> bytes:
        return b'Target="' + posixpath.relpath(found.group(1).decode(), f"/{folder}").encode() + b'"'

    return _ABSOLUTE_TARGET.sub(relative, xml)


def _parsed(xml: bytes) -> ElementTree.Element:
    """Parse the XML of a part, so that it is written again with the usual prefixes. Some readers know no others."""
    for prefix, uri in _NAMESPACES.items():
        ElementTree.register_namespace(prefix, uri)
    return ElementTree.fromstring(xml)  # noqa: S314 - openpyxl wrote it just now


def _store(cell: ElementTree.Element, value: Answer | None) -> None:
    """Put a formula's value into its cell."""
    stored = cell.find(f"{{{_MAIN}}}v")
    if stored is None:
        stored = ElementTree.SubElement(cell, f"{{{_MAIN}}}v")
    if isinstance(value, bool):
        cell.attrib["t"], stored.text = "b", str(int(value))
    elif isinstance(value, datetime.date):
        raise TypeError("a formula shows a date as the number of its day")
    elif isinstance(value, (int, float)):
        cell.attrib.pop("t", None)
        stored.text = _number(value)
    else:
        cell.attrib["t"], stored.text = "str", escaped_for_cell(value or "")


def _number(value: float) -> str:
    """Return a number with as many digits as it takes, and without a point where it is whole, as Excel writes it."""
    return repr(value or 0).removesuffix(".0")
