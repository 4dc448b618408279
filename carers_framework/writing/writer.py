"""A Framework becomes an openpyxl workbook, in memory. `save` writes it to the disk.

The layout gives every cell its place; this module hands them to openpyxl with their values, styles and names.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from ..base.area import Area
from ..base.characters import escaped_for_cell
from ..base.text import unique_headings
from ..framework.model import Edition, Framework
from ..workbook.answers import Answer, Answers
from ..workbook.book import layout_of
from ..workbook.calculation import calculated
from ..workbook.cells import Formula, Input, Link, Number, Text
from ..workbook.layout import Layout, PlacedCell, PlacedSheet
from ..workbook.worked_example import WorkedExample
from .cell_rules import add_highlights, add_validations
from .heights import heights
from .paper import prepare_for_paper
from .stored_rows import StoredRows
from .styles import cell_styles, normal_font
from .tables_and_charts import column_chart, excel_table

EDITION_PROPERTY = "edition"
FRAMEWORK_PROPERTY = "framework"
NOTICE_PROPERTY = "notice"


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
    workbook.remove(workbook.worksheets[0])
    workbook._fonts[0] = normal_font()  # openpyxl has no public way to the default font
    for style in cell_styles():
        workbook.add_named_style(style)
    _describe(workbook, framework.edition)
    values = calculated(layout, answers or Answers())
    for placed in layout.sheets:
        name = placed.sheet.name
        _write_sheet(workbook.create_sheet(name), placed, values[name], framework.edition)
    for name, area in layout.areas.items():
        workbook.defined_names[name] = DefinedName(name, attr_text=area.reference)
    texts = tuple(chart.alt for placed in layout.sheets for chart in placed.sheet.charts)
    return Built(workbook, values, texts)


def _describe(workbook: Workbook, edition: Edition) -> None:
    """Set the document's properties. Its dates are the edition's, so that the same file gives the same bytes."""
    published = datetime.datetime(edition.updated, 1, 1)
    workbook.properties = DocumentProperties(
        title=f"{edition.title} {edition.id}",
        subject=edition.subtitle,
        creator=edition.publisher,
        description=edition.summary,
        language="en-GB",
        version=edition.id,
        created=published,
        modified=published,
    )
    workbook.custom_doc_props.append(StringProperty(name=EDITION_PROPERTY, value=edition.id))
    workbook.custom_doc_props.append(StringProperty(name=FRAMEWORK_PROPERTY, value=edition.title))


def _write_sheet(sheet: Worksheet, placed: PlacedSheet, values: Mapping[str, Answer | None], edition: Edition) -> None:
    for number, width in enumerate(placed.sheet.widths, start=1):
        sheet.column_dimensions[Area("", 1, number, 1, number).address.rstrip("1")].width = width
    for one in placed.cells:
        _write_cell(sheet.cell(one.row, one.column), one, values.get(one.address))
    for row, height in heights(placed, values).items():
        sheet.row_dimensions[row].height = height
    for table in placed.tables:
        sheet.add_table(
            excel_table(
                table.table.name,
                table.area,
                unique_headings(column.heading for column in table.table.columns),
                filtered=table.table.filtered,
            )
        )
    add_validations(sheet, placed.cells)
    add_highlights(sheet, placed.cells)
    last = placed.last_row
    for chart in placed.sheet.charts:
        sheet.add_chart(column_chart(sheet, placed, chart), f"A{last + 1}")
        last += chart.rows
    _protect(sheet)
    _set_up_view_and_print(sheet, placed, edition)


def _write_cell(cell: SheetCell, placed: PlacedCell, value: Answer | None) -> None:
    """Write a cell's value and style. A text stays a text, even one that begins with an equals sign."""
    match placed.cell:
        case Text(style=style) as text:
            cell.value, cell.data_type, cell.style = escaped_for_cell(text.lines), "s", style
        case Link(text, address, sheet, style):
            cell.value, cell.data_type, cell.style = escaped_for_cell(text), "s", style
            location = f"{Area(sheet, 1, 1, 1, 1).reference.replace('$', '')}" if sheet else None
            cell.hyperlink = Hyperlink(ref=placed.address, target=address or None, location=location)
        case Formula(style=style):
            cell.value, cell.style = placed.formula, style
        case Number(number, style):
            cell.value, cell.style = number, style
        case Input(kind=kind):
            if isinstance(value, str):
                # openpyxl would cut a text that is longer than a cell takes only because of how it is written.
                cell._value, cell.data_type = escaped_for_cell(value), "s"
            else:
                cell.value = value
            cell.style = {"date": "input_date", "choice": "input_choice", "number": "input_choice"}.get(kind, "input")


def _protect(sheet: Worksheet) -> None:
    """Lock what is not an input, without a password. Heights, widths, formats, sorting and filters stay free."""
    protection = sheet.protection
    protection.enable()
    for freedom in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(protection, freedom, False)


def _set_up_view_and_print(sheet: Worksheet, placed: PlacedSheet, edition: Edition) -> None:
    last = placed.last_row + sum(chart.rows for chart in placed.sheet.charts)
    main = next((table.area.row for table in placed.tables if table.table.main), None)
    only = len(placed.tables) == 1
    sheet.freeze_panes = f"B{main + 1}" if main else "A2"
    sheet.sheet_view.showGridLines = False
    sheet.print_area = Area("", 1, 1, last, len(placed.sheet.widths)).address
    for row in placed.new_pages:
        sheet.row_breaks.append(Break(row - 1))
    prepare_for_paper(sheet, main if main and only else 1, f"{edition.title}, edition {edition.id}", edition.site)
