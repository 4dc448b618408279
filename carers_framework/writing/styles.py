"""The named styles of cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

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
    return Font(name=FONT, size=FONT_SIZE, color=INK)


def chart_shades(count: int, *, lightest: str = BRAND_LIGHT) -> list[str]:
    """Return shades of the site's colour (RRGGBB) from light to dark. A single one is dark."""
    steps = [number / (count - 1) for number in range(count)] if count > 1 else [1.0]
    pairs = list(zip(rgb(lightest), rgb(BRAND), strict=True))
    return ["".join(f"{round(255 * (light + (dark - light) * step)):02X}" for light, dark in pairs) for step in steps]


@dataclass(frozen=True, slots=True)
class Style:
    """How cells look. Colours are RRGGBB; `edge` is that of a thin line on all sides."""

    alignment: Alignment
    fill: str = ""
    edge: str = ""
    colour: str = INK
    bold: bool = False
    underline: bool = False
    unlocked: bool = False
    number_format: str = "General"


_TOP = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
_MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)
_CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")
_RUNS_ON = Alignment(vertical="center", horizontal="left")
# Indented further than the button of a list beside it, which LibreOffice draws over this cell.
_BELOW = Alignment(vertical="bottom", horizontal="left", wrap_text=True, indent=2)

_LINE = Style(_RUNS_ON)
_BOXED = Style(_MIDDLE, edge=LINE)
_LABEL = Style(_MIDDLE, fill=LABEL_FILL, edge=LINE)
_LABEL_CENTRED = replace(_LABEL, alignment=_CENTRED)
_INPUT = Style(_MIDDLE, fill=INPUT_FILL, edge=INPUT_EDGE, unlocked=True, number_format=TEXT_FORMAT)
_CHOSEN = replace(_INPUT, alignment=_CENTRED, bold=True, number_format="General")
_DATE = replace(_INPUT, alignment=_CENTRED, number_format=DATE_FORMAT)

STYLES: Mapping[str, Style] = MappingProxyType(
    {
        # Fixed texts
        "title": Style(Alignment(vertical="center"), bold=True, colour=BRAND),
        "heading": Style(Alignment(vertical="bottom"), bold=True, colour=BRAND),
        "blank": _LINE,
        "line": _LINE,
        "line_quiet": replace(_LINE, colour=QUIET),
        "line_quiet_right": Style(Alignment(vertical="center", horizontal="right"), colour=QUIET),
        "line_strong": replace(_LINE, bold=True),
        "line_link": replace(_LINE, colour=LINK, underline=True),
        "lead": Style(_TOP, bold=True),
        "above_score": Style(Alignment(vertical="bottom", horizontal="center"), bold=True),
        "label": Style(_TOP, fill=LABEL_FILL, bold=True),
        "label_middle": replace(_LABEL, bold=True),
        "text": _BOXED,
        "indicator": _BOXED,
        "strong": replace(_BOXED, bold=True),
        "link": replace(_BOXED, colour=LINK, underline=True),
        "quiet": Style(_TOP, fill=LABEL_FILL, colour=QUIET),
        "quiet_boxed": replace(_LABEL, colour=QUIET),
        "number": replace(_LABEL_CENTRED, bold=True, colour=BRAND),
        "number_left": replace(_LABEL, alignment=_TOP, bold=True),
        "number_centred": replace(_BOXED, alignment=_CENTRED),
        "table_header": Style(_MIDDLE, fill=BRAND, edge=LINE, bold=True, colour=PAPER),
        "table_header_narrow": Style(_CENTRED, fill=BRAND, edge=LINE, bold=True, colour=PAPER),
        **{
            f"level_{colour}": Style(_CENTRED, fill=shades.strong, edge=LINE, bold=True, colour=shades.on_strong)
            for colour, shades in SHADES.items()
        },
        # Formulas
        "line_date": replace(_LINE, colour=QUIET, number_format=DATE_FORMAT),
        "score_words": Style(_BELOW, bold=True),
        "tally": Style(_BELOW),
        # The same as below for a text of ours: what is in a calculated cell and is no formula was typed over one.
        "text_boxed": _LABEL,
        "calculated": _LABEL,
        "calculated_line": replace(_LINE, bold=True),
        "calculated_centred": _LABEL_CENTRED,
        "calculated_letter": replace(_LABEL_CENTRED, bold=True),
        "calculated_score": replace(_LABEL_CENTRED, bold=True),
        "calculated_date": replace(_LABEL_CENTRED, number_format=DATE_FORMAT),
        # What people fill in: only these cells are unlocked
        "input": replace(_INPUT, alignment=_TOP),
        "input_middle": _INPUT,
        "input_large": replace(_INPUT, bold=True),
        "input_answer": _CHOSEN,
        "input_number": _CHOSEN,
        "input_rank": _CHOSEN,
        "input_score": _CHOSEN,
        "input_score_large": _CHOSEN,
        "input_date": _DATE,
        "input_date_large": replace(_DATE, alignment=_MIDDLE),
    }
)
"""All styles, by the names that the layout has for them."""


def cell_styles() -> list[NamedStyle]:
    """Return a fresh set of all named styles of a workbook."""
    return [_named(name, style) for name, style in STYLES.items()]


def _named(name: str, style: Style) -> NamedStyle:
    """Return a style as openpyxl has it."""
    named = NamedStyle(
        style_name(name),
        font=_font(name, style),
        alignment=style.alignment,
        protection=Protection(locked=not style.unlocked),
        number_format=style.number_format,
    )
    if style.fill:
        named.fill = PatternFill("solid", start_color=style.fill, end_color=style.fill)
    if style.edge:
        side = Side("thin", color=style.edge)
        named.border = Border(left=side, right=side, top=side, bottom=side)
    return named


def _font(name: str, style: Style) -> Font:
    underline = "single" if style.underline else None
    return Font(name=FONT, size=size_of(name), bold=style.bold, color=style.colour, underline=underline)


WITHOUT_TEXT = frozenset(
    map(
        style_name,
        (
            "blank",
            "calculated",
            "calculated_centred",
            "calculated_date",
            "calculated_letter",
            "calculated_line",
            "calculated_score",
            "line_date",
            "score_words",
            "tally",
        ),
    )
)
"""The names, in a workbook, of the styles of locked cells that never have a text of ours: empty or calculated ones."""
