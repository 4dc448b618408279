"""Which law covers whom, and what has changed when: rows below each other, all alike."""

from __future__ import annotations

from collections.abc import Sequence

from .svg import LINE, PAD, Shape, box, lines, path, wrapped

_ARROW = 40.0
_BETWEEN = 12.0


def pairs(rows: Sequence[tuple[str, str]], width: float) -> Shape:
    """Return rows of two boxes with an arrow from the first to the second, which is below it on narrow drawings."""
    narrow = width < 400
    inner = width if narrow else (width - _ARROW) / 2
    elements, top = [], 0.0
    for who, law in rows:
        first, second = wrapped(who, inner - 2 * PAD), wrapped(law, inner - 2 * PAD)
        heights = [LINE * len(texts) + 2 * PAD - 4 for texts in (first, second)]
        if not narrow:
            # Beside each other, both boxes of a row are as high as the higher one.
            heights = [max(heights)] * 2
        # Below the first box where there is no room beside it.
        second_at = (0.0, top + heights[0] + 22) if narrow else (inner + _ARROW, top)
        way = (
            ((inner / 2, top + heights[0]), (inner / 2, second_at[1]))
            if narrow
            else ((inner, top + heights[0] / 2), (inner + _ARROW, top + heights[0] / 2))
        )
        elements += [box(0, top, inner, heights[0]), lines(PAD, top + PAD - 3, first, "bold").elements, path(*way)]
        elements.append(box(*second_at, inner, heights[1], "pale"))
        elements.append(lines(second_at[0] + PAD, second_at[1] + PAD - 3, second).elements)
        top = second_at[1] + heights[1] + _BETWEEN * (2 if narrow else 1)
    return Shape("".join(elements), top - _BETWEEN)


def timeline(events: Sequence[tuple[str, str]], width: float) -> Shape:
    """Return events on a line that goes down: when, and what. On narrow drawings, when is above what."""
    narrow = width < 400
    # Room for the longest date to the left of the line, where the drawing is wide enough.
    x = 8.0 if narrow else 190.0
    room = width - x - 24
    elements, centres, top = [], [], 0.0
    for when, what in events:
        centres.append(top + 11)
        if narrow:
            date = lines(x + 20, top, wrapped(when, room), "less")
            text = lines(x + 20, date.bottom, wrapped(what, room), "bold")
        else:
            date = lines(x - 20, top, wrapped(when, x - 28), "less end")
            text = lines(x + 20, top, wrapped(what, room), "bold")
        elements += [f'<circle class="disc" cx="{x:g}" cy="{centres[-1]:g}" r="6"/>', date.elements, text.elements]
        top = max(date.bottom, text.bottom) + 8
    # Drawn first, so that the discs cover it.
    line = path((x, centres[0]), (x, centres[-1]), arrow=False)
    return Shape("".join((line, *elements)), top - 8)
