"""Excel tables and charts."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.table import AutoFilter, TableColumn
from openpyxl.worksheet.table import Table as SheetTable
from openpyxl.worksheet.worksheet import Worksheet

from ..base.area import Area
from ..base.colours import INK
from ..workbook.cells import Chart
from ..workbook.layout import PlacedSheet
from .styles import chart_shades


def excel_table(name: str, where: Area, headings: Iterable[str], *, filtered: bool) -> SheetTable:
    """Return an Excel table. The first row of its area has the headings."""
    table = SheetTable(displayName=name, name=name, ref=where.address)
    table.tableColumns = [TableColumn(id=number, name=text) for number, text in enumerate(headings, start=1)]
    if filtered:
        table.autoFilter = AutoFilter(ref=where.address)
    return table


def column_chart(sheet: Worksheet, placed: PlacedSheet, chart: Chart) -> BarChart:
    """Return a column chart. Its shades run from light to dark, so that it can be read in black and white."""
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
