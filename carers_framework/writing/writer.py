"""A Framework becomes an openpyxl workbook, in memory. `save` writes it to the disk.

The layout gives every cell its place; this module hands them to openpyxl with their values, styles and names.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field, replace

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.packaging.core import DocumentProperties
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import NamedStyle, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.theme import theme_xml

from ..base.area import Area, cell_address
from ..base.characters import escaped_for_cell
from ..base.colours import BRAND, TABS
from ..base.dates import to_serial
from ..base.text import unique_headings
from ..framework.model import Edition, Framework
from ..workbook.answers import Answer, Answers
from ..workbook.book import layout_of
from ..workbook.calculation import calculated
from ..workbook.cells import Cell, Formula, Input, Link, Number, Text
from ..workbook.layout import Layout, PlacedCell, PlacedSheet, PlacedTable
from ..workbook.worked_example import WorkedExample
from .cell_rules import add_highlights, add_validations
from .heights import heights
from .paper import prepare_for_paper
from .stored_rows import StoredRows
from .styles import FONT, cell_styles, font_of, font_of_more, normal_font, style_name
from .tables_and_charts import chart_of, excel_table

EDITION_PROPERTY = "edition"
FRAMEWORK_PROPERTY = "framework"
NOTICE_PROPERTY = "notice"
FORM_PROPERTY = "form"

FORM = "2"
"""Which fields a workbook has: a later form may have others. The first had no such property."""

FORM_NAME = f"form_{FORM}"
"""A defined name that says the same: some programs drop a file's properties when they save it, and keep its names."""

_THEME_FONT = re.compile(r"(?<=latin typeface=\")[^\"]+")

POINTS_PER_UNIT = 5.2
"""The width of a unit of column width, in points, as Excel draws it."""


@dataclass(frozen=True, slots=True)
class Built:
    """A workbook, and what openpyxl has no place for: the value of each input and formula, by sheet and address; the
    alternative texts of each sheet's charts, in their order; and by sheet the rows of one that has no other cells."""

    workbook: Workbook
    shown: Mapping[str, Mapping[str, Answer | None]]
    alternative_texts: tuple[str, ...]
    rows: Mapping[str, StoredRows] = field(default_factory=dict)


def build(framework: Framework, answers: Answers | None = None, *, notice: str = "") -> Built:
    """Return the workbook of a framework: empty, or filled in. A notice goes below the title of every sheet."""
    answers = answers or Answers()
    built = build_layout(framework, layout_of(framework, answers, notice=notice), answers)
    if notice:
        built.workbook.custom_doc_props.append(StringProperty(name=NOTICE_PROPERTY, value=notice))
    return built


def build_example(framework: Framework, example: WorkedExample) -> Built:
    """Return the workbook of a framework filled in with the worked example, with its notice on every sheet."""
    return build(framework, example.answers, notice=example.notice)


def build_layout(framework: Framework, layout: Layout, answers: Answers | None = None) -> Built:
    """Return the workbook of a layout made from the framework, filled in with answers."""
    workbook = Workbook()
    # openpyxl begins with a sheet of its own.
    workbook.remove(workbook.worksheets[0])
    workbook._fonts[0] = normal_font()  # openpyxl has no public way to the default font
    # Whatever has no font of its own takes that of the theme: what people add, and parts of charts.
    workbook.loaded_theme = _THEME_FONT.sub(FONT, theme_xml)
    # A sheet that somebody deletes or renames takes the formulas of others with it.
    workbook.security = WorkbookProtection(lockStructure=True)
    styles = {}
    for style in cell_styles():
        workbook.add_named_style(style)
        styles[style.name] = style
    _describe(workbook, framework.edition)
    values = calculated(layout, answers or Answers())
    for placed in layout.sheets:
        sheet = workbook.create_sheet(placed.sheet.name)
        _write_sheet(sheet, placed, values[placed.sheet.name], styles)
        _set_up_view(sheet, placed)
        _set_up_print(sheet, placed, framework)
    for name, area in layout.areas.items():
        workbook.defined_names[name] = DefinedName(name, attr_text=area.reference)
    marks = {FORM_NAME: layout.areas["edition_id"]} if "edition_id" in layout.areas else {}
    for name, area in (*_title_regions(layout), *marks.items()):
        workbook.defined_names[name] = DefinedName(name, attr_text=area.reference)
    texts = tuple(drawn.chart.alt for placed in layout.sheets for drawn in placed.charts)
    return Built(workbook, values, texts)


def _describe(workbook: Workbook, edition: Edition) -> None:
    """Set the document's properties. Its dates are the edition's, so that the same file gives the same bytes.

    Nobody is named as its author: the publisher of the framework did not write the workbook.
    """
    published = datetime.datetime(edition.updated, 1, 1)
    workbook.properties = DocumentProperties(
        title=f"{edition.title} {edition.id}",
        subject=edition.subtitle,
        creator="",
        description=edition.summary,
        language="en-GB",
        version=edition.id,
        created=published,
        modified=published,
    )
    workbook.custom_doc_props.append(StringProperty(name=EDITION_PROPERTY, value=edition.id))
    workbook.custom_doc_props.append(StringProperty(name=FRAMEWORK_PROPERTY, value=edition.title))
    workbook.custom_doc_props.append(StringProperty(name=FORM_PROPERTY, value=FORM))


def _title_regions(layout: Layout) -> Iterator[tuple[str, Area]]:
    """Yield a name for each table, by which NVDA and JAWS find its headings on a protected sheet.

    The name says where the table is: `TitleRegion`, its number, its first and last cell, and the sheet's number. It
    refers to the first heading. Its first column has the headings of the rows.
    """
    for number, placed in enumerate(layout.sheets, start=1):
        for place, table in enumerate(placed.tables, start=1):
            area = table.area
            first, last = cell_address(area.row, area.column), cell_address(area.last_row, area.last_column)
            heading = replace(area, last_row=area.row, last_column=area.column)
            yield f"TitleRegion{place}.{first}.{last}.{number}", heading


def _write_sheet(
    sheet: Worksheet, placed: PlacedSheet, values: Mapping[str, Answer | None], styles: Mapping[str, NamedStyle]
) -> None:
    for number, width in enumerate(placed.sheet.widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for cell in placed.cells:
        style = styles[style_name(_style_of(cell.cell))]
        _write_cell(sheet.cell(cell.row, cell.column), cell, values.get(cell.address), style)
    for row, height in heights(placed, values).items():
        sheet.row_dimensions[row].height = height
    for table in placed.tables:
        headings = unique_headings(column.heading for column in table.table.columns)
        sheet.add_table(excel_table(table.table.name, table.area, headings, filtered=table.table.filtered))
        _draw_groups(sheet, table)
    add_validations(sheet, placed.cells)
    add_highlights(sheet, placed.cells)
    for drawn in placed.charts:
        # As narrow as Excel draws it: a chart that is too wide would be cut at the edge of the paper.
        width = POINTS_PER_UNIT * sum(placed.sheet.widths[drawn.column - 1 :])
        address = cell_address(drawn.row, drawn.column)
        sheet.add_chart(chart_of(sheet, placed, drawn.chart, width), address)
    _protect(sheet)


def _write_cell(cell: SheetCell, placed: PlacedCell, value: Answer | None, style: NamedStyle) -> None:
    """Write a cell's value and style. A text stays a text, even one that begins with an equals sign."""
    # As setting `cell.style` does, which looks through all styles for each cell.
    cell._style = copy(style.as_tuple())
    match placed.cell:
        case Text() as text:
            if text.lines:
                cell.value, cell.data_type = _rich(text, style), "s"
        case Link(text, address, sheet):
            cell.value, cell.data_type = escaped_for_cell(text), "s"
            location = f"{Area(sheet, 1, 1, 1, 1).reference.replace('$', '')}" if sheet else None
            cell.hyperlink = Hyperlink(ref=placed.address, target=address or None, location=location)
        case Formula():
            cell.value = placed.formula
        case Number(number):
            cell.value = number
        case Input():
            if isinstance(value, str):
                # openpyxl would cut a text that is longer than a cell takes only because of how it is written.
                cell._value, cell.data_type = escaped_for_cell(value), "s"
            else:
                # As its number: openpyxl would give a date a format of its own, beside that of the style.
                cell.value = to_serial(value) if isinstance(value, datetime.date) else value


def _style_of(cell: Cell) -> str:
    """Return the name of a cell's style. An input without one has that of its kind."""
    if isinstance(cell, Input) and not cell.style:
        return {"date": "input_date", "choice": "input_answer", "number": "input_number"}.get(cell.kind, "input")
    return cell.style


def _rich(text: Text, style: NamedStyle) -> str | CellRichText:
    """Return a text as openpyxl writes it: in several fonts, where it goes on in another."""
    if len(text.parts) == 1:
        return escaped_for_cell(text.text)
    fonts = (font_of_more(more) if more else font_of(style) for _, more in text.parts)
    return CellRichText(*map(TextBlock, fonts, (escaped_for_cell(part) for part, _ in text.parts)))


def _draw_groups(sheet: Worksheet, placed: PlacedTable) -> None:
    """Draw a heavy line below each group of rows that belong together."""
    together, area = placed.table.together, placed.area
    below: dict[int, int] = {}
    for row in range(area.row + together, area.last_row, together) if together else ():
        for column in range(area.column, area.last_column + 1):
            cell = sheet.cell(row, column)
            number = cell._style.borderId
            if number not in below:
                # openpyxl shares one border between all cells of a style.
                border = copy(cell.border)
                border.bottom = Side("medium", color=BRAND)
                cell.border = border
                below[number] = cell._style.borderId
            # Setting `cell.border` would look for an equal border each time.
            cell._style.borderId = below[number]


def _protect(sheet: Worksheet) -> None:
    """Lock what is not an input, without a password. Heights, widths, formats and filters stay free.

    Sorting does not: no program sorts rows on a protected sheet in which any cell is locked.
    """
    protection = sheet.protection
    protection.enable()
    for freedom in ("formatCells", "formatColumns", "formatRows", "autoFilter"):
        setattr(protection, freedom, False)


def _set_up_view(sheet: Worksheet, placed: PlacedSheet) -> None:
    """Keep the headings in sight, and open the sheet at its first input."""
    sheet.freeze_panes = f"A{placed.main.area.row + 1}" if placed.main else "A2"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.showRowColHeaders = False
    sheet.sheet_properties.tabColor = TABS[placed.sheet.kind]
    address = placed.first_input.address if placed.first_input else "A1"
    # The selection belongs to the pane that scrolls, even where the cell is in the rows that do not: so does Excel.
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = address


def _set_up_print(sheet: Worksheet, placed: PlacedSheet, framework: Framework) -> None:
    sheet.print_area = Area("", 1, 1, placed.last_printed_row, len(placed.sheet.widths)).address
    for row in placed.new_pages:
        sheet.row_breaks.append(Break(row - 1))
    edition = framework.edition
    site = edition.site if framework.has_site else ""
    prepare_for_paper(sheet, placed.sheet.repeated, f"{edition.title}, edition {edition.id}", site)
