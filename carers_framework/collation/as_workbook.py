"""The summary as a workbook: a sheet a table, or for two that belong together, with a chart. All values, no formulas.

openpyxl writes all but the rows of the tables, which may be many. People work on with it, so nothing is locked.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, zip_longest

from openpyxl import Workbook
from openpyxl.cell import Cell
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

from ..base.area import Area
from ..base.colours import INK, SHADES, Colour
from ..base.excel import CELL_LIMIT
from ..workbook.answers import Answer
from ..writing.heights import TITLE_HEIGHT, row_height, text_lines
from ..writing.paper import prepare_for_paper
from ..writing.stored_rows import StoredRows
from ..writing.styles import DATE_FORMAT, cell_styles
from ..writing.tables_and_charts import excel_table
from ..writing.writer import Built
from .records import SUMMARY_PROPERTY
from .tables import CHARTED, Column, Summary, Table

_ROWS = 1_048_000
"""The most rows of a table: a sheet holds 1,048,576."""

_WIDTHS = {"text": 24, "wide": 42, "number": 15, "total": 15, "date": 14}
"""The usual widths of columns, as Excel counts them."""

_LIKE_A_FORMULA = ("=", "+", "-", "@")
_NOTHING = "Nothing was found."


def build(summary: Summary) -> Built:
    """The workbook of a summary."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for style in cell_styles():
        workbook.add_named_style(style)
    workbook.properties = DocumentProperties(
        title=summary.title, description=summary.subtitle, language="en-GB", created=_noon(summary.today)
    )
    workbook.custom_doc_props.append(StringProperty(name=SUMMARY_PROPERTY, value=summary.today.isoformat()))
    texts: list[str] = []
    rows: dict[str, StoredRows] = {}
    for name, tables in groupby(summary.tables, key=lambda table: table.sheet):
        rows[name], charted = _write(workbook.create_sheet(name), list(tables), summary)
        texts += charted
    return Built(workbook, {}, tuple(texts), rows)


@dataclass(slots=True)
class _Down:
    """Goes down a sheet row by row."""

    sheet: Worksheet
    summary: Summary
    widths: list[int]
    rows: StoredRows = field(default_factory=StoredRows)
    looks: dict[tuple[str, bool, bool], int] = field(default_factory=dict)

    def line(self, text: str, style: str) -> None:
        """Write a row with one text."""
        height = TITLE_HEIGHT if style == "title" else row_height(1)
        self.rows.add([(text, self.look(text, style))], height)

    def cells(self, values: Sequence[Answer | None], styles: Sequence[str]) -> None:
        """Write a row of values, each in a named style; what no cell takes is cut."""
        values = [_cut(value) if isinstance(value, str) else value for value in values]
        looks = map(self.look, values, styles)
        self.rows.add(list(zip(values, looks, strict=True)), _height(values, self.widths))

    def look(self, value: Answer | None, style: str) -> int:
        """The number of the style of a cell. A text stays a text, also when somebody edits it later."""
        date, quoted = isinstance(value, datetime.date), isinstance(value, str) and value.startswith(_LIKE_A_FORMULA)
        if (style, date, quoted) not in self.looks:
            cell = Cell(self.sheet, 1, 1)
            cell.style = style
            if date:
                cell.number_format = DATE_FORMAT
            cell.quotePrefix = quoted
            self.looks[style, date, quoted] = cell.style_id
        return self.looks[style, date, quoted]


def _cut(text: str) -> str:
    """A text that a cell takes. The CSV files hold what is longer."""
    return text if len(text) <= CELL_LIMIT else f"{text[: CELL_LIMIT - 2]} …"


def _write(sheet: Worksheet, tables: list[Table], summary: Summary) -> tuple[StoredRows, list[str]]:
    """Write a sheet. Gives its rows, and the alternative text of each chart on it."""
    widths = [max(map(_width, columns)) for columns in _side_by_side(tables)]
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "B5" if len(tables) == 1 else "B2"
    prepare_for_paper(sheet, 4 if len(tables) == 1 else 1, summary.title)
    down = _Down(sheet, summary, widths)
    down.line(f"{summary.title}: {sheet.title.lower()}", "title")
    down.line(summary.subtitle, "line")
    places = [_write_table(down, table, own_title=len(tables) > 1) for table in tables]
    texts = [
        _add_chart(sheet, table, where, summary, below=down.rows.count)
        for table, where in zip(tables, places, strict=True)
        if table.key == CHARTED
    ]
    return down.rows, texts


def _write_table(down: _Down, table: Table, *, own_title: bool) -> Area:
    """Write a table at the end of a sheet. Gives where it stands, its headings included."""
    sheet = down.sheet
    if own_title:
        down.line(table.title, "heading")
    down.line(table.about, "line")
    headings = tuple(column.heading for column in table.columns)
    down.cells(headings, ["table_header"] * len(headings))
    first = down.rows.count
    colours = down.summary.colours
    for row in _rows(table):
        down.cells(row, [_style(value, column, colours) for value, column in zip(row, table.columns, strict=True)])
    where = Area(sheet.title, first, 1, down.rows.count, len(table.columns))
    # Not by `add_table`, which warns that the headings have to be given: they are.
    sheet.tables.add(excel_table(table.key.replace("-", "_"), where, headings, filtered=True))
    return where


def _side_by_side(tables: list[Table]) -> Iterator[list[Column]]:
    """The columns of tables that stand below each other, by where they stand."""
    for columns in zip_longest(*(table.columns for table in tables)):
        yield [column for column in columns if column]


def _width(column: Column) -> int:
    return column.width or _WIDTHS[column.kind]


def _height(row: Sequence[Answer | None], widths: list[int]) -> float:
    """The height of a row in points, so that nothing in it is cut."""
    texts = ((value, width) for value, width in zip(row, widths, strict=False) if isinstance(value, str))
    return row_height(max((text_lines(value, width) for value, width in texts), default=1))


def _rows(table: Table) -> Iterator[tuple[Answer | None, ...]]:
    """The rows of a table; a row that says so where there are none, or where there are too many for a sheet."""
    empty = (None,) * (len(table.columns) - 1)
    number = 0
    for number, row in enumerate(table.rows(), start=1):
        if number > _ROWS:
            yield ("A sheet holds no more rows. The CSV files hold them all.", *empty)
            return
        yield row
    if not number:
        yield (_NOTHING, *empty)


def _style(value: Answer | None, column: Column, colours: Mapping[str, Colour]) -> str:
    """The name of a cell's style: a word that has a colour is shown in it."""
    colour = colours.get(value) if isinstance(value, str) and column.coloured else None
    return f"level_{colour}" if colour else "text"


def _add_chart(sheet: Worksheet, table: Table, where: Area, summary: Summary, *, below: int) -> str:
    """Add the bars of the scores by section below the tables. Gives the alternative text."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "bar", "stacked", 100
    chart.title = table.title
    chart.width, chart.height, chart.gapWidth = 30, 4 + 1.1 * (where.last_row - where.row), 40
    chart.x_axis.delete = chart.y_axis.delete = False
    # The first section on top, as in the table, and the numbers below all the same.
    chart.x_axis.scaling.orientation, chart.y_axis.crosses = "maxMin", "max"
    chart.y_axis.number_format, chart.y_axis.majorGridlines = "0", None
    chart.legend.position = "b"
    for place, level in enumerate(summary.levels.values(), start=2):
        chart.add_data(
            Reference(sheet, min_col=place, min_row=where.row, max_row=where.last_row), titles_from_data=True
        )
        series = chart.series[-1]
        shades = SHADES[level.part.colour]
        series.graphicalProperties = GraphicalProperties(solidFill=shades.strong)
        series.graphicalProperties.line.solidFill = INK
        series.dLbls = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
        series.dLbls.numFmt, series.dLbls.txPr = "0;;", _bold_text(shades.on_strong)
    chart.set_categories(Reference(sheet, min_col=1, min_row=where.row + 1, max_row=where.last_row))
    sheet.add_chart(chart, f"A{below + 1}")
    sheet.row_breaks.append(Break(below))
    return (
        "Bar chart. For each section, one bar with a part for each score, as long as the number of areas that have it. "
        f"The table “{table.title}” on this sheet holds the same numbers."
    )


def _bold_text(colour: str) -> RichText:
    """How a number within a bar is written."""
    style = CharacterProperties(b=True, solidFill=colour)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=style), endParaRPr=style)])


def _noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime(day.year, day.month, day.day, 12)
