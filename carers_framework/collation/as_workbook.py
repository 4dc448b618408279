"""The summary as a workbook, with values only.

Charted tables share a sheet, each of the others has one. People go on working with the workbook, so nothing is locked.
openpyxl writes all but the rows of the tables, which may be many.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, zip_longest
from types import MappingProxyType

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.packaging.core import DocumentProperties
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from ..base.area import Area, cell_address
from ..base.colours import INK, SHADES, Colour
from ..words import summary as words
from ..writing.paper import prepare_for_paper
from ..writing.stored_rows import StoredRows
from ..writing.styles import cell_styles, normal_font
from ..writing.writer import Built
from .records import SUMMARY_PROPERTY
from .sheet_appender import SheetAppender
from .summary import Summary
from .tables.table import Column, Kind, SummaryTable

_WIDTHS: Mapping[Kind, int] = MappingProxyType(
    {
        "text": 24,
        "prose": 42,
        "name": 20,
        "word": 16,
        "file": 30,
        "ordinal": 6,
        "date": 14,
        "number": 15,
        "total": 15,
    }
)
"""The width of a column of each kind, in characters."""


def build_summary(summary: Summary) -> Built:
    """Return the workbook of a summary."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    # The heights of rows are reckoned for columns whose unit is this font. openpyxl has no public way to set it.
    workbook._fonts[0] = normal_font()
    for style in cell_styles():
        workbook.add_named_style(style)
    workbook.properties = DocumentProperties(
        title=summary.title, description=summary.subtitle, language="en-GB", created=_noon(summary.today)
    )
    workbook.custom_doc_props.append(StringProperty(name=SUMMARY_PROPERTY, value=summary.today.isoformat()))
    alternative_texts: list[str] = []
    rows: dict[str, StoredRows] = {}
    for name, tables in groupby(summary.tables, key=_sheet_name):
        rows[name], texts = _write_sheet(workbook.create_sheet(name), list(tables), summary)
        alternative_texts += texts
    return Built(workbook, {}, tuple(alternative_texts), rows)


def _sheet_name(table: SummaryTable) -> str:
    return words.SHEET_BY_SECTION if table.charted else table.title


def _write_sheet(sheet: Worksheet, tables: Sequence[SummaryTable], summary: Summary) -> tuple[StoredRows, list[str]]:
    """Write a sheet. Returns its rows, and the alternative text of each chart on it."""
    widths = list(_widths(tables))
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    appender = SheetAppender(sheet, widths, summary.colours)
    appender.add_line(words.SHEET_TITLE.format(summary=summary.title, sheet=sheet.title.lower()), "title")
    appender.add_line(summary.subtitle, "line")
    areas = [_add_table(appender, table, with_title=len(tables) > 1) for table in tables]
    # The headings of a single table stay in sight and are repeated on paper. Those of several cannot.
    last_fixed_row = areas[0].row if len(tables) == 1 else 1
    sheet.freeze_panes = cell_address(last_fixed_row + 1, 2)
    prepare_for_paper(sheet, last_fixed_row, summary.title)
    return appender.rows, list(_add_charts(sheet, zip(tables, areas, strict=True), below=appender.rows.count))


def _add_table(appender: SheetAppender, table: SummaryTable, *, with_title: bool) -> Area:
    """Add a table with the lines above it, and return the table's area."""
    if with_title:
        appender.add_line(table.title, "heading")
    appender.add_line(table.about, "line")
    return appender.add_table(table)


def _widths(tables: Sequence[SummaryTable]) -> Iterator[int]:
    """Yield the widths of a sheet's columns. Tables below each other share them, and the widest decides."""
    for columns in zip_longest(*(table.columns for table in tables)):
        yield max(_WIDTHS[column.kind] for column in columns if column)


def _add_charts(sheet: Worksheet, placed: Iterator[tuple[SummaryTable, Area]], *, below: int) -> Iterator[str]:
    """Add the charts of the charted tables below a row, on a new page. Yields the alternative text of each.

    Only numbers with a colour are drawn: in a chart without them, a reader could not tell the parts from each other.
    """
    for table, area in placed:
        columns = [(position, column) for position, column in table.number_columns if column.colour]
        if table.charted and columns:
            chart = _bar_chart(sheet, area, columns)
            chart.title = table.title
            sheet.add_chart(chart, cell_address(below + 1, 1))
            sheet.row_breaks.append(Break(below))
            yield words.CHART_ALT.format(table=table.title)


def _bar_chart(sheet: Worksheet, area: Area, columns: Sequence[tuple[int, Column]]) -> BarChart:
    """Return a chart with a bar for each row of a table, stacked from some of its columns.

    Args:
        sheet: where the table is.
        area: the table, the heading row included.
        columns: columns with a colour, and their positions from 0.
    """
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "bar", "stacked", 100
    # In centimetres: room for title and legend, and for each bar.
    chart.width, chart.height, chart.gapWidth = 30, 4 + 1.1 * (area.last_row - area.row), 40
    # Without this, openpyxl hides both axes.
    chart.x_axis.delete = chart.y_axis.delete = False
    # Bars go upwards from the first row. "maxMin" turns that round, as in the table; "max" keeps the numbers below.
    chart.x_axis.scaling.orientation, chart.y_axis.crosses = "maxMin", "max"
    chart.y_axis.number_format, chart.y_axis.majorGridlines = "0", None
    chart.legend.position = "b"
    for position, column in columns:
        cells = Reference(sheet, min_col=position + 1, min_row=area.row, max_row=area.last_row)
        chart.add_data(cells, titles_from_data=True)
        if column.colour:
            _colour_series(chart, column.colour)
    chart.set_categories(Reference(sheet, min_col=1, min_row=area.row + 1, max_row=area.last_row))
    return chart


def _colour_series(chart: BarChart, colour: Colour) -> None:
    """Give the last series of a chart a colour, with its numbers in the bars."""
    series, shades = chart.series[-1], SHADES[colour]
    series.graphicalProperties = GraphicalProperties(solidFill=shades.strong)
    series.graphicalProperties.line.solidFill = INK
    series.dLbls = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    # The empty parts of the format hide the label of a part that is 0.
    series.dLbls.numFmt, series.dLbls.txPr = "0;;", _bold_text(shades.on_strong)


def _bold_text(colour: str) -> RichText:
    """Return the format of the numbers in a bar. The colour is RRGGBB."""
    style = CharacterProperties(b=True, solidFill=colour)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=style), endParaRPr=style)])


def _noon(day: datetime.date) -> datetime.datetime:
    """Return a day as a time, which document properties need. Noon is on the same day in every time zone of Europe."""
    return datetime.datetime(day.year, day.month, day.day, 12)
