"""The named styles of cells."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

from ..base.colours import (
    BRAND,
    BRAND_LIGHT,
    INK,
    INPUT_EDGE,
    INPUT_FILL,
    LABEL_FILL,
    LINE,
    LINK,
    PAPER,
    QUIET,
    SHADES,
    rgb,
)

FONT = "Arial"
"""On every Windows and macOS; LibreOffice puts Liberation Sans in its place, which has the same widths."""

FONT_SIZE = 10
"""The size of most text, in points. A sheet that is as wide as allowed still prints at 9 points."""

DATE_FORMAT = "d mmm yyyy"
TEXT_FORMAT = "@"
"""Keeps what is typed as it is typed: "1/2" does not become a date, nor "0123" a number."""

_PREFIX = "Framework "
"""Begins the name of each style: Excel has styles of its own called Title and Input."""

_SIZES = {
    "title": 18,
    "heading": 13,
    "score_words": 12,
    "number": 16,
    "calculated_score": 16,
    "input_score": 16,
    "input_rank": 16,
    "input_score_large": 28,
    "input_large": 13,
    "input_date_large": 13,
}
"""The sizes of the styles that differ from `FONT_SIZE`, in points."""


def style_name(style: str) -> str:
    """Return the name of a style in the workbook."""
    return _PREFIX + style.replace("_", " ")


def size_of(style: str) -> int:
    """Return the size of a style's text, in points."""
    return _SIZES.get(style, FONT_SIZE)


def font_of_more(more_style: str) -> InlineFont:
    """Return the font of the second part of a text: help, plain text, or the notice of a worked example."""
    colour = {"help": QUIET, "notice": SHADES["red"].text}.get(more_style, INK)
    return InlineFont(rFont=FONT, sz=FONT_SIZE, b=more_style == "notice", color=colour)


def font_of(style: NamedStyle) -> InlineFont:
    """Return the font of a style, for the first part of a text that goes on in another font."""
    return InlineFont(rFont=FONT, sz=style.font.sz, b=style.font.b, color=style.font.color)


def normal_font() -> Font:
    """Return the font of every cell that has no style of its own. Its size is the unit of column widths."""
    return _font("")


def chart_shades(count: int, *, lightest: str = BRAND_LIGHT) -> list[str]:
    """Return shades of the site's colour (RRGGBB) from light to dark. A single one is dark."""
    steps = [number / (count - 1) for number in range(count)] if count > 1 else [1.0]
    pairs = list(zip(rgb(lightest), rgb(BRAND), strict=True))
    return ["".join(f"{round(255 * (light + (dark - light) * step)):02X}" for light, dark in pairs) for step in steps]


def cell_styles() -> list[NamedStyle]:
    """Return a fresh set of all named styles of a workbook."""
    return [*_fixed_styles(), *_calculated_styles(), *_input_styles(), *_level_styles()]


_TOP = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
_MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)
_CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")
_ONE_LINE = Alignment(vertical="center")
_RUNS_ON = Alignment(vertical="center", horizontal="left")
_BELOW = Alignment(vertical="bottom", horizontal="left", wrap_text=True, indent=1)


def _fixed_styles() -> Iterator[NamedStyle]:
    """Yield the styles of fixed texts."""
    bold = {"bold": True}
    quiet = {"colour": QUIET}
    link = {"colour": LINK, "underline": True}
    yield _style("title", _ONE_LINE, bold=True, colour=BRAND)
    yield _style("heading", Alignment(vertical="bottom"), bold=True, colour=BRAND)
    yield _style("blank", _ONE_LINE)
    yield _style("line", _RUNS_ON)
    yield _style("line_quiet", _RUNS_ON, **quiet)
    yield _style("line_quiet_right", Alignment(vertical="center", horizontal="right"), **quiet)
    yield _style("line_strong", _RUNS_ON, **bold)
    yield _style("line_link", _ONE_LINE, **link)
    yield _style("lead", _TOP, **bold)
    yield _style("above_score", Alignment(vertical="bottom", horizontal="center"), **bold)
    yield _style("label", _TOP, fill=LABEL_FILL, **bold)
    yield _style("label_middle", _MIDDLE, fill=LABEL_FILL, edge=LINE, **bold)
    yield _style("text", _MIDDLE, edge=LINE)
    yield _style("indicator", _MIDDLE, edge=LINE)
    yield _style("small", _MIDDLE, edge=LINE)
    yield _style("small_strong", _MIDDLE, edge=LINE, **bold)
    yield _style("small_link", _MIDDLE, edge=LINE, **link)
    yield _style("small_number", _CENTRED, edge=LINE)
    yield _style("link", _MIDDLE, edge=LINE, **link)
    yield _style("quiet", _TOP, fill=LABEL_FILL, **quiet)
    yield _style("quiet_boxed", _MIDDLE, fill=LABEL_FILL, edge=LINE, **quiet)
    yield _style("number", _CENTRED, fill=LABEL_FILL, edge=LINE, bold=True, colour=BRAND)
    yield _style("number_left", _TOP, fill=LABEL_FILL, edge=LINE, **bold)
    for style, alignment in (("table_header", _MIDDLE), ("table_header_narrow", _CENTRED)):
        yield _style(style, alignment, fill=BRAND, edge=LINE, bold=True, colour=PAPER)


def _calculated_styles() -> Iterator[NamedStyle]:
    """Yield the styles of formulas."""
    fill = {"fill": LABEL_FILL, "edge": LINE}
    yield _style("line_date", Alignment(vertical="center", horizontal="left"), number_format=DATE_FORMAT, colour=QUIET)
    yield _style("score_words", _BELOW, bold=True)
    yield _style("tally", _BELOW)
    yield _style("calculated", _MIDDLE, **fill)
    yield _style("calculated_small", _MIDDLE, **fill)
    yield _style("calculated_centred", _CENTRED, **fill)
    yield _style("calculated_letter", _CENTRED, bold=True, **fill)
    yield _style("calculated_score", _CENTRED, bold=True, **fill)
    yield _style("calculated_date", _CENTRED, number_format=DATE_FORMAT, **fill)


def _input_styles() -> Iterator[NamedStyle]:
    """Yield the styles of cells that people fill in. Only these are unlocked."""
    box = {"fill": INPUT_FILL, "edge": INPUT_EDGE, "unlocked": True}
    text = {"number_format": TEXT_FORMAT}
    date = {"number_format": DATE_FORMAT}
    yield _style("input", _TOP, **box, **text)
    yield _style("input_small", _MIDDLE, **box, **text)
    yield _style("input_large", _MIDDLE, bold=True, **box, **text)
    yield _style("input_answer", _CENTRED, bold=True, **box)
    yield _style("input_number", _CENTRED, bold=True, **box)
    yield _style("input_rank", _CENTRED, bold=True, **box)
    yield _style("input_score", _CENTRED, bold=True, **box)
    yield _style("input_score_large", _CENTRED, bold=True, **box)
    yield _style("input_date", _CENTRED, **box, **date)
    yield _style("input_date_large", _MIDDLE, **box, **date)


def _level_styles() -> Iterator[NamedStyle]:
    """Yield the styles of the letters of levels."""
    for colour, shades in SHADES.items():
        yield _style(f"level_{colour}", _CENTRED, fill=shades.strong, edge=LINE, bold=True, colour=shades.on_strong)


def _style(
    style: str,
    alignment: Alignment,
    *,
    fill: str = "",
    edge: str = "",
    unlocked: bool = False,
    number_format: str = "General",
    bold: bool = False,
    colour: str = INK,
    underline: bool = False,
) -> NamedStyle:
    """Return a named style. Colours are RRGGBB; `edge` is that of a thin line on all sides."""
    named = NamedStyle(
        style_name(style),
        font=_font(style, bold=bold, colour=colour, underline=underline),
        alignment=alignment,
        protection=Protection(locked=not unlocked),
        number_format=number_format,
    )
    if fill:
        named.fill = PatternFill("solid", start_color=fill, end_color=fill)
    if edge:
        side = Side("thin", color=edge)
        named.border = Border(left=side, right=side, top=side, bottom=side)
    return named


def _font(style: str, *, bold: bool = False, colour: str = INK, underline: bool = False) -> Font:
    return Font(name=FONT, size=size_of(style), bold=bold, color=colour, underline="single" if underline else None)
