"""The pieces of a diagram. Lengths are in units of the drawing, which are pixels where it is shown at its full size."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

WIDE = 680.0
"""The width of a page's text beside its menus."""

NARROW = 288.0
"""The width of a page's text on a screen of 320 pixels."""

SIZE = 15
LINE = 20.0
"""The size of all type, and how far lines are apart."""

PAD = 12.0

_BROADEST = 0.56
"""The width of an average letter in shares of its size, on the safe side: a browser may use any typeface."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Finished SVG elements, and how far down they reach."""

    elements: str
    bottom: float


def wrapped(text: str, width: float) -> list[str]:
    """Return a text in lines that fit a width. A word that is too long for it is broken."""
    return textwrap.wrap(text, max(4, int(width / (SIZE * _BROADEST)))) or [""]


def lines(x: float, top: float, texts: Iterable[str], kind: str = "") -> Shape:
    """Return lines of text, the first of which begins below `top`. `kind` are classes of the style sheet."""
    spans = []
    bottom = top
    for text in texts:
        bottom += LINE
        # SVG does not break lines. A text sits on its base line, which is 5 units above the next line’s top.
        spans.append(f'<tspan x="{x:g}" y="{bottom - 5:g}">{html.escape(text)}</tspan>')
    return Shape(f'<text class="{kind}">{"".join(spans)}</text>' if spans else "", bottom)


def box(x: float, y: float, width: float, height: float, kind: str = "box") -> str:
    """Return a box with round corners."""
    return f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="4"/>'


def disc(x: float, y: float, word: str, kind: str = "disc", radius: float = 14) -> str:
    """Return a disc with a number or a short word in it."""
    inside = f'<text class="{kind}-text middle" x="{x:g}" y="{y + 5:g}">{html.escape(word)}</text>'
    return f'<circle class="{kind}" cx="{x:g}" cy="{y:g}" r="{radius:g}"/>{inside}'


def path(*points: tuple[float, float], arrow: bool = True) -> str:
    """Return a line through points, with the head of an arrow at its end."""
    way = "M" + "L".join(f"{x:g} {y:g}" for x, y in points)
    drawn = f'<path class="track" d="{way}"/>'
    return drawn + _head(points[-2], points[-1]) if arrow else drawn


def _head(before: tuple[float, float], tip: tuple[float, float]) -> str:
    """Return the head of an arrow, whose last stretch goes across or down or up."""
    (x, y), across = tip, tip[0] - before[0]
    # The head lies behind its tip, so against the direction of the way.
    back = -8 if (across or tip[1] - before[1]) > 0 else 8
    if across:
        return f'<path class="head" d="M{x:g} {y:g}L{x + back:g} {y - 6:g}L{x + back:g} {y + 6:g}Z"/>'
    return f'<path class="head" d="M{x:g} {y:g}L{x - 6:g} {y + back:g}L{x + 6:g} {y + back:g}Z"/>'


def drawing(width: float, shape: Shape, kind: str) -> str:
    """Return a whole drawing. It is hidden from screen readers, which are given the words beside it."""
    return (
        f'<svg class="drawing drawing--{kind}" viewBox="-1 -1 {width + 2:g} {shape.bottom + 2:g}" aria-hidden="true" '
        f'focusable="false" xmlns="http://www.w3.org/2000/svg">{shape.elements}</svg>'
    )
