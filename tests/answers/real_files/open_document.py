"""A workbook of ours as LibreOffice saves it in its own format, cut down to what is read of it."""

from __future__ import annotations

import datetime
from html import escape

from carers_framework.base.area import Area
from tests.answers.real_files.changes import LAYOUT
from tests.helpers.packages import zipped

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name if name != "draw" else "drawing"}:1.0"'
    for name in ("office", "table", "text", "style", "draw", "meta")
)
SPACES += (
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
STYLES = (
    '<style:style style:name="ours" style:family="table-cell" style:parent-style-name="Framework_20_text"/>'
    '<style:style style:name="typed" style:family="table-cell" style:parent-style-name="ours">'
    '<style:table-cell-properties style:cell-protect="none"/></style:style>'
)


def open_document(cells: dict[str, str], *, more: str = "", meta: str = "first-2030") -> bytes:
    """Return a workbook as .ods.

    Args:
        cells: what is in the cells of some names: the XML of a cell, from behind `<table:table-cell `.
        more: a row below the form on the first sheet.
        meta: the edition in the properties.
    """
    inner = "".join(_sheet(placed.sheet.name, cells, more if not number else "") for number, placed in
                    enumerate(LAYOUT.sheets))  # fmt: skip
    names = "".join(
        f'<table:named-range table:name="{name}" table:cell-range-address="{escape(_reference(area))}"/>'
        for name, area in LAYOUT.areas.items()
    )
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{inner}<table:named-expressions>{names}</table:named-expressions></office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    properties = "".join(
        f'<meta:user-defined meta:name="{name}">{value}</meta:user-defined>'
        for name, value in (("edition", meta), ("form", "2"))
    )
    described = (
        f"<office:document-meta {SPACES}><office:meta><dc:date>2027-05-20T10:00:00</dc:date>{properties}</office:meta>"
        "</office:document-meta>"
    )
    return zipped(
        [
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", content.encode()),
            ("meta.xml", described.encode()),
        ]
    )


def typed(text: str, attributes: str = "") -> str:
    """Return a cell for typing in, with a text."""
    return f'table:style-name="typed" office:value-type="string" {attributes}><text:p>{escape(text)}</text:p>'


def _reference(area: Area) -> str:
    sheet, first, last = area.sheet.replace("'", "''"), *area.reference.rpartition("!")[2].partition(":")[::2]
    return f"$'{sheet}'.{first}" + (f":.{last}" if last else "")


def _sheet(name: str, cells: dict[str, str], more: str) -> str:
    """Return the XML of a sheet: empty cells for typing in, and those that have something."""
    places = {
        (area.row, area.column): key
        for key, area in LAYOUT.areas.items()
        if area.sheet == name and key in LAYOUT.inputs
    }
    rows = []
    for row in range(1, max((row for row, _ in places), default=0) + 1):
        columns = [column for line, column in places if line == row]
        line = "".join(
            f"<table:table-cell {cells.get(places[row, column], _EMPTY)}</table:table-cell>"
            if (row, column) in places
            else '<table:table-cell table:style-name="ours"/>'
            for column in range(1, max(columns, default=0) + 1)
        )
        rows.append(
            f'<table:table-row>{line}<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        )
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    rest = f'<table:table-row table:number-rows-repeated="1040000">{empty}</table:table-row>'
    return f'<table:table table:name="{escape(name)}">{"".join(rows)}{more}{rest}</table:table>'


_EMPTY = 'table:style-name="typed">'


def dated(day: str, seen: str = "x") -> str:
    """Return a cell with a day."""
    return f'table:style-name="typed" office:value-type="date" office:date-value="{day}"><text:p>{seen}</text:p>'


def number(kind: str, value: str, seen: str) -> str:
    """Return a cell with a number of a kind, and what people see of it."""
    return f'table:style-name="typed" office:value-type="{kind}" office:value="{value}"><text:p>{seen}</text:p>'


COMMENT = "<office:annotation><dc:creator>Jo</dc:creator><text:p>Ask Ann</text:p></office:annotation>"
LINK = '<text:p><text:a xlink:href="https://gardens.example/soil">Our page</text:a></text:p>'
SPACED = "<text:p>a<text:s text:c='3'/>b<text:tab/>c</text:p><text:p>d<text:span>e</text:span></text:p>"
PICTURE = "<draw:frame><draw:image/></draw:frame>"

# Each: the cells, the answers, pieces of the lines, the texts without a place.
DAY = datetime.date(2027, 5, 14)

CASES: dict[str, tuple[dict[str, str], dict[str, object], tuple[str, ...], tuple[str, ...]]] = {
    "texts": ({"area_name": typed("Here")}, {"area_name": "Here"}, (), ()),
    "small letters": ({"found_dry": typed("HALF ")}, {"found_dry": "Half"}, (), ()),
    "a score by its colour": ({"score_soil": typed("blue")}, {"score_soil": "H1"}, ("was read as H1",), ()),
    "a day": ({"first_meeting": dated("2027-05-14")}, {"first_meeting": DAY}, (), ()),
    "a day with a time": ({"first_meeting": dated("2027-05-14T10:30:00")}, {"first_meeting": DAY}, (), ()),
    "a year": ({"first_meeting": dated("1905-07-19")}, {"first_meeting": "2027"}, ("is a year?",), ()),
    "a number": ({"priority_soil": number("float", "2", "2")}, {"priority_soil": 2}, (), ()),
    "a number that is none": ({"evidence_dry": number("float", "nan", "NaN")}, {"evidence_dry": "NaN"}, (), ()),
    "a percentage": ({"evidence_dry": number("percentage", "0.5", "50%")}, {"evidence_dry": "50%"}, (), ()),
    "pounds": ({"evidence_dry": number("currency", "1234.5", "£1,234.50")}, {"evidence_dry": "£1,234.50"}, (), ()),
    "a time": (
        {"evidence_dry": 'office:value-type="time" office:time-value="PT18H00M00S"><text:p>18:00</text:p>'},
        {"evidence_dry": "18:00"},
        (),
        (),
    ),
    "lines and spaces": (
        {"evidence_dry": f'office:value-type="string">{SPACED}'},
        {"evidence_dry": "a   b\tc\nde"},
        (),
        (),
    ),
    "an error": (
        {"evidence_dry": typed("#NAME?", 'calcext:value-type="error" table:formula="of:=-carers lead"')},
        {"evidence_dry": "=-carers lead"},
        ("has the formula =-carers lead",),
        (),
    ),
    "a comment": (
        {"evidence_dry": f'table:style-name="typed" office:value-type="string">{COMMENT}<text:p>x</text:p>'},
        {"evidence_dry": "x"},
        (),
        ("Comment: Ask Ann",),
    ),
    "a link": (
        {"evidence_dry": f'table:style-name="typed" office:value-type="string">{LINK}'},
        {"evidence_dry": "Our page"},
        (),
        ("Link: https://gardens.example/soil",),
    ),
    "a picture": (
        {"evidence_dry": f'table:style-name="typed">{PICTURE}'},
        {},
        ("1 picture, text box or other object on 1 Soil & roots was not read.",),
        (),
    ),
}
