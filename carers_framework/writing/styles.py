"""The named styles of cells."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

from ..base.colours import BRAND, BRAND_LIGHT, INK, INPUT_EDGE, INPUT_FILL, LABEL_FILL, LINE, LINK, PAPER, SHADES, rgb

FONT = "Arial"
"""On every Windows and macOS; LibreOffice puts Liberation Sans in its place, which has the same widths."""

FONT_SIZE = 11
DATE_FORMAT = "d mmm yyyy"


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour, end_color=colour)


def _box(colour: str) -> Border:
    side = Side("thin", color=colour)
    return Border(left=side, right=side, top=side, bottom=side)


def _style(name: str, font: Font, *, fill: str | None = None, edge: str | None = None, **more: object) -> NamedStyle:
    style = NamedStyle(
        name,
        font=font,
        alignment=Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1),
        protection=Protection(),
    )
    if fill:
        style.fill = _fill(fill)
    if edge:
        style.border = _box(edge)
    for key, value in more.items():
        setattr(style, key, value)
    return style


def _font(*, size: int = FONT_SIZE, bold: bool = False, colour: str = INK, underline: bool = False) -> Font:
    return Font(name=FONT, size=size, bold=bold, color=colour, underline="single" if underline else None)


def normal_font() -> Font:
    """The font of every cell that has no style of its own."""
    return _font()


def chart_shades(count: int) -> list[str]:
    """Return shades of the site's colour (RRGGBB) from light to dark. A single one is dark."""
    steps = [number / (count - 1) for number in range(count)] if count > 1 else [1.0]
    pairs = list(zip(rgb(BRAND_LIGHT), rgb(BRAND), strict=True))
    return ["".join(f"{round(255 * (light + (dark - light) * step)):02X}" for light, dark in pairs) for step in steps]


def cell_styles() -> list[NamedStyle]:
    """A fresh set of all named styles of a workbook."""
    unlocked = Protection(locked=False)
    in_one_line = Alignment(vertical="center")
    middle = Alignment(vertical="center", horizontal="center", wrap_text=True)
    styles = [
        _style("title", _font(size=18, bold=True, colour=BRAND), alignment=in_one_line),
        _style("heading", _font(size=13, bold=True, colour=BRAND), alignment=Alignment(vertical="bottom")),
        _style("line", _font(), alignment=in_one_line),
        _style("label", _font(bold=True), fill=LABEL_FILL, edge=LINE),
        _style("question", _font(), fill=LABEL_FILL, edge=LINE),
        _style("text", _font(), edge=LINE),
        _style("table_header", _font(bold=True, colour=PAPER), fill=BRAND, edge=LINE),
        _style("notice", _font(bold=True, colour=SHADES["red"].text), alignment=in_one_line),
        _style("link", _font(colour=LINK, underline=True), edge=LINE),
        _style("line_link", _font(colour=LINK, underline=True), alignment=in_one_line),
        _style("calculated", _font(), fill=LABEL_FILL, edge=LINE),
        _style("calculated_share", _font(), fill=LABEL_FILL, edge=LINE, number_format="0%"),
        _style("calculated_date", _font(), fill=LABEL_FILL, edge=LINE, number_format=f"{DATE_FORMAT};;"),
        _style("input", _font(), fill=INPUT_FILL, edge=INPUT_EDGE, protection=unlocked),
        _style("input_choice", _font(bold=True), fill=INPUT_FILL, edge=INPUT_EDGE, protection=unlocked),
        _style("input_date", _font(), fill=INPUT_FILL, edge=INPUT_EDGE, protection=unlocked, number_format=DATE_FORMAT),
    ]
    for colour, shades in SHADES.items():
        font = _font(bold=True, colour=shades.on_strong)
        styles.append(_style(f"level_{colour}", font, fill=shades.strong, edge=LINE, alignment=middle))
    return styles
