"""A Framework becomes a workbook, in memory. `save` puts it on the disk.

The layout says where everything stands; this module gives it to openpyxl: values and styles, names, tables, lists to
choose from, colours, protection, and how it prints.
"""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import FormulaRule
from openpyxl.packaging.core import DocumentProperties
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import AutoFilter, TableColumn
from openpyxl.worksheet.table import Table as SheetTable
from openpyxl.worksheet.worksheet import Worksheet

from ..base.area import Area
from ..base.characters import escaped_for_cell
from ..base.colours import INK, SHADES
from ..base.text import unique_headings
from ..framework.model import Edition, Framework
from ..workbook.answers import Answer, Answers
from ..workbook.book import layout_of
from ..workbook.calculation import calculated
from ..workbook.cells import Chart, Formula, Highlight, Input, Link, Number, Text
from ..workbook.formula import quoted
from ..workbook.layout import Layout, PlacedCell, PlacedSheet
from ..workbook.worked_example import WorkedExample
from .stored_rows import StoredRows
from .styles import FONT_SIZE, cell_styles, chart_shades, normal_font

EDITION_PROPERTY = "edition"
FRAMEWORK_PROPERTY = "framework"
NOTICE_PROPERTY = "notice"

_CHARACTERS_PER_UNIT = 1.12
"""How many letters of running text go into a unit of column width: careful, so that rows are rather too high."""

_POINTS_PER_LINE = FONT_SIZE * 1.31
_HIGHEST_ROW = 409
"""The greatest height of a row in Excel, in points."""

TITLE_HEIGHT = 30
"""The height of the first row of every sheet, in points."""

_LONGEST_FOOTER = 255
"""The most characters that Excel takes in a footer, the marks in it included."""

_A4 = 9


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
    for row, height in _heights(placed, values).items():
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
    _add_validations(sheet, placed.cells)
    _add_highlights(sheet, placed.cells)
    last = placed.last_row
    for chart in placed.sheet.charts:
        sheet.add_chart(_chart(sheet, placed, chart), f"A{last + 1}")
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


def _heights(placed: PlacedSheet, values: Mapping[str, Answer | None]) -> dict[int, float]:
    """The height of each row in points, so that nothing in it is cut."""
    heights: dict[int, float] = {}
    for row, cells in groupby(placed.cells, key=lambda one: one.row):
        lines = max(
            [placed.least_lines[row], *(_lines(one, values.get(one.address), placed.sheet.widths) for one in cells)]
        )
        heights[row] = row_height(lines)
    return {**heights, 1: TITLE_HEIGHT}


def row_height(lines: int) -> float:
    """The height of a row in points in which so many lines of text are seen."""
    return min(_HIGHEST_ROW, round(lines * _POINTS_PER_LINE + 4, 1))


def text_lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of a width, as Excel counts widths."""
    letters = max(1, int(width * _CHARACTERS_PER_UNIT) - 1)
    return sum(max(1, len(textwrap.wrap(line, letters))) if len(line) > letters else 1 for line in text.split("\n"))


def _lines(placed: PlacedCell, value: Answer | None, widths: tuple[int, ...]) -> int:
    """Return how many lines a cell takes with what it shows."""
    match placed.cell:
        case Text(style=style) as fixed:
            text = fixed.lines
        case Link(text, style=style):
            pass
        case Formula(style=style):
            text = str(value)
        case Number():
            return 1
        case Input():
            text, style = str(value or ""), "input"
    if style in {"title", "heading", "line", "line_link", "notice"}:
        return 1
    return text_lines(text, widths[placed.column - 1])


def excel_table(name: str, where: Area, headings: Iterable[str], *, filtered: bool) -> SheetTable:
    """A table of Excel's own, with its headings in the first row of where it stands."""
    table = SheetTable(displayName=name, name=name, ref=where.address)
    table.tableColumns = [TableColumn(id=number, name=text) for number, text in enumerate(headings, start=1)]
    if filtered:
        table.autoFilter = AutoFilter(ref=where.address)
    return table


def _chart(sheet: Worksheet, placed: PlacedSheet, chart: Chart) -> BarChart:
    """A column chart. Its shades run from light to dark, so that it can be read in black and white."""
    (where,) = (table.area for table in placed.tables if table.table.name == chart.table)
    columns = BarChart()
    columns.title = chart.title
    columns.y_axis.scaling.min, columns.y_axis.scaling.max = 0, chart.highest
    columns.y_axis.majorUnit = 1
    # Without this, openpyxl hides both axes.
    columns.x_axis.delete = columns.y_axis.delete = False
    columns.width, columns.height = 34, 10.5
    columns.gapWidth = 60
    for number in chart.columns:
        cells = Reference(sheet, min_col=number + 1, min_row=where.row, max_row=where.last_row)
        columns.add_data(cells, titles_from_data=True)
    columns.set_categories(Reference(sheet, min_col=1, min_row=where.row + 1, max_row=where.last_row))
    for series, shade in zip(columns.series, chart_shades(len(chart.columns)), strict=True):
        series.graphicalProperties.solidFill = shade
        series.graphicalProperties.line.solidFill = INK
    if len(chart.columns) == 1:
        columns.legend = None
    else:
        columns.legend.position = "b"
    return columns


def _add_validations(sheet: Worksheet, cells: Iterable[PlacedCell]) -> None:
    """Add the lists, numbers and dates that inputs take. Each sheet has objects of its own."""
    alike: dict[tuple[object, ...], list[PlacedCell]] = {}
    for placed in cells:
        cell = placed.cell
        if isinstance(cell, Input) and cell.kind != "text":
            key = (cell.kind, cell.label, cell.help, cell.choices, cell.choices_from, cell.low, cell.high)
            alike.setdefault(key, []).append(placed)
    for group in alike.values():
        validation = _validation(group[0].cell)  # type: ignore[arg-type]  # only inputs are here
        validation.sqref = " ".join(where.address for where in _runs(group))
        sheet.add_data_validation(validation)


def _runs(cells: Iterable[PlacedCell]) -> Iterator[Area]:
    """Where cells stand, those below each other together."""
    ordered = sorted(cells, key=lambda placed: (placed.column, placed.row))
    for (column, _), run in groupby(enumerate(ordered), key=lambda pair: (pair[1].column, pair[1].row - pair[0])):
        rows = [placed.row for _, placed in run]
        yield Area("", rows[0], column, rows[-1], column)


def _validation(cell: Input) -> DataValidation:
    """The data validation of an input, with a prompt, and an error that says what to do."""
    common = {
        "allow_blank": True,
        "showInputMessage": True,
        "showErrorMessage": True,
        "promptTitle": cell.label[:32],
        "prompt": cell.help,
        "errorTitle": cell.label[:32],
    }
    match cell.kind:
        case "choice":
            source = f"={cell.choices_from}" if cell.choices_from else f'"{",".join(cell.choices)}"'
            error = "Choose one of the answers in the list, or leave the cell empty."
            return DataValidation("list", formula1=source, error=error, **common)
        case "number":
            error = f"Type a whole number from {cell.low} to {cell.high}, or leave the cell empty."
            return DataValidation(
                "whole", operator="between", formula1=str(cell.low), formula2=str(cell.high), error=error, **common
            )
        case _:
            error = (
                "This is not a date. Type one such as 31/03/2027. "
                "You can keep your text, but it will not count as a date."
            )
            return DataValidation(
                "date",
                operator="between",
                formula1="36526",
                formula2="73050",
                errorStyle="warning",
                error=error,
                **common,
            )


def _add_highlights(sheet: Worksheet, cells: Iterable[PlacedCell]) -> None:
    """Add colour rules: one rule per colour and vertical run of cells."""
    alike: dict[tuple[Highlight, ...], list[PlacedCell]] = {}
    for placed in cells:
        if highlights := getattr(placed.cell, "highlights", ()):
            alike.setdefault(highlights, []).append(placed)
    for highlights, group in alike.items():
        for where in _runs(group):
            first = Area("", where.row, where.column, where.row, where.column).address
            for highlight in highlights:
                sheet.conditional_formatting.add(where.address, _rule(highlight, first))


def _rule(highlight: Highlight, cell: str) -> FormulaRule:
    tested = f"LEFT({cell},{len(highlight.when)})" if highlight.begins else cell
    shades = SHADES[highlight.colour]
    return FormulaRule(
        formula=[f"{tested}={quoted(highlight.when)}"],
        font=Font(bold=True, color=shades.on_strong),
        fill=PatternFill("solid", start_color=shades.strong, end_color=shades.strong),
    )


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


def prepare_for_paper(sheet: Worksheet, repeated_rows: int, left: str, centre: str = "") -> None:
    """A4 across, one page wide, with the first rows on each page, and who, where and which page below."""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"1:{repeated_rows}"
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.7
    sheet.oddFooter.right.text = "&A, page &P of &N"
    room = _LONGEST_FOOTER - len(f"&L&C&R{sheet.oddFooter.right.text}")
    sheet.oddFooter.left.text = _in_footer(left, room)
    centre = centre.replace("&", "&&")
    # An address that is cut leads nowhere: without room for all of it, it is left out.
    if len(sheet.oddFooter.left.text) + len(centre) <= room:
        sheet.oddFooter.center.text = centre


def _in_footer(text: str, room: int) -> str:
    """A text as a footer holds it, cut where it is too long."""
    while len(written := text.replace("&", "&&")) > room:
        text = f"{text[:-2]}…"
    return written
