"""Excel tables and charts."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RichTextProperties
from openpyxl.worksheet.table import AutoFilter, TableColumn, TableStyleInfo
from openpyxl.worksheet.table import Table as SheetTable
from openpyxl.worksheet.worksheet import Worksheet

from ..base.area import Area
from ..base.colours import BRAND_LIGHT, BRAND_MIDDLE, INK, LINE
from ..workbook.cells import Chart
from ..workbook.layout import PlacedSheet
from .styles import FONT, FONT_SIZE, chart_shades

_POINTS_PER_CENTIMETRE = 72 / 2.54

_MOST_CONDITIONS = 2
"""The most conditions of a number format; what meets neither has the last part."""

_LARGE = 12
"""From this size on, a mark is a circle; a smaller one is a diamond, which shows on top of it."""


def excel_table(name: str, where: Area, headings: Iterable[str], *, filtered: bool) -> SheetTable:
    """Return an Excel table. The first row of its area has the headings."""
    table = SheetTable(displayName=name, name=name, ref=where.address)
    table.tableColumns = [TableColumn(id=number, name=text) for number, text in enumerate(headings, start=1)]
    # Some libraries fail without it. It names no style: the cells have their own.
    table.tableStyleInfo = TableStyleInfo(showFirstColumn=False, showLastColumn=False, showRowStripes=False)
    if filtered:
        table.autoFilter = AutoFilter(ref=where.address)
    return table


def chart_of(sheet: Worksheet, placed: PlacedSheet, chart: Chart, width: float) -> BarChart | LineChart:
    """Return a chart of a table on the same sheet. Its width is in points.

    Shades run from light to dark, and marks from large to small, so that it can be read in black and white.
    """
    (where,) = (table.area for table in placed.tables if table.table.name == chart.table)
    drawn = _marks(chart) if chart.scale else BarChart()
    for number in chart.columns:
        cells = Reference(sheet, min_col=number + 1, min_row=where.row, max_row=where.last_row)
        drawn.add_data(cells, titles_from_data=True)
    drawn.set_categories(Reference(sheet, min_col=1, min_row=where.row + 1, max_row=where.last_row))
    # LibreOffice draws no outline of a mark, so a pale one would be lost on white.
    shades = chart_shades(len(chart.columns), lightest=BRAND_MIDDLE if chart.scale else BRAND_LIGHT)
    for place, (series, shade) in enumerate(zip(drawn.series, shades, strict=True)):
        if chart.scale:
            _draw_mark(series, shade, size=14 - 6 * place)
        else:
            series.graphicalProperties.solidFill = shade
            series.graphicalProperties.line.solidFill = INK
    _set_texts(drawn, chart)
    drawn.width, drawn.height = width / _POINTS_PER_CENTIMETRE, chart.height / _POINTS_PER_CENTIMETRE
    return drawn


def _marks(chart: Chart) -> LineChart:
    """Return an empty chart for marks along a scale."""
    drawn = LineChart()
    # What has no score is 0, below the axis, and so is not drawn.
    drawn.y_axis.scaling.min, drawn.y_axis.scaling.max = 1, len(chart.scale)
    drawn.y_axis.number_format = _scale_format(chart.scale)
    return drawn


def _scale_format(scale: tuple[str, ...]) -> str:
    """Return the number format that shows positions in a scale as its words. It can tell three apart, and no more."""
    # “[=1]"C";[=2]"B";"A"”: the last part is for whatever meets no condition.
    *first, last = (f'"{word}"' for word in scale)
    if len(first) > _MOST_CONDITIONS:
        return "0"
    return ";".join([*(f"[={number}]{word}" for number, word in enumerate(first, start=1)), last])


def _draw_mark(series: Series, shade: str, size: int) -> None:
    """Draw a series as marks without a line between them."""
    series.marker = Marker("diamond" if size < _LARGE else "circle", size=size)
    series.marker.graphicalProperties = GraphicalProperties(solidFill=shade)
    series.marker.graphicalProperties.line.solidFill = INK
    series.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    # Excel would draw curves through the marks otherwise.
    series.smooth = False


def _set_texts(drawn: BarChart | LineChart, chart: Chart) -> None:
    """Set the title, the axes and the legend, in the font of the sheets."""
    key = ", ".join(f"{number} = {word}" for number, word in enumerate(chart.scale, start=1))
    unsaid = chart.scale and _scale_format(chart.scale) == "0"
    drawn.title = f"{chart.title} ({key})" if unsaid else chart.title
    for paragraph in drawn.title.tx.rich.paragraphs:
        paragraph.pPr = ParagraphProperties(defRPr=_characters(bold=True))
        for run in paragraph.r:
            run.rPr = _characters(bold=True)
    # Without this, Excel draws the title over the plot.
    drawn.title.overlay = False
    drawn.y_axis.majorUnit = 1
    for axis in (drawn.x_axis, drawn.y_axis):
        # Without this, openpyxl hides both axes.
        axis.delete = False
        axis.txPr = _plain()
    drawn.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=LINE))
    if len(chart.columns) == 1:
        drawn.legend = None
    else:
        drawn.legend.position = "r"
        drawn.legend.overlay = False
        drawn.legend.txPr = _plain()


def _plain() -> RichText:
    """Return the properties of texts in a chart."""
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=_characters()), endParaRPr=CharacterProperties())
    return RichText(bodyPr=RichTextProperties(), p=[paragraph])


def _characters(*, bold: bool = False) -> CharacterProperties:
    # Sizes are in hundredths of a point here.
    return CharacterProperties(latin=Font(typeface=FONT), sz=100 * FONT_SIZE, b=bold, solidFill=INK)
