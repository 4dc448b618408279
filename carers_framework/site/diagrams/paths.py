"""Ways through numbered steps: a line of stations, and a loop."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .svg import LINE, PAD, WIDE, Shape, box, disc, lines, path, wrapped

_MOST_STATIONS = 6
"""How many stations have room beside each other."""

_MOST_BOXES = 5
"""How many boxes of a loop have room beside each other."""

_GAP = 26.0
_BETWEEN_ROWS = 46.0
_MARGIN = 34.0
"""Room at the left of a column for the way back."""


def stations(titles: Sequence[str], width: float = WIDE) -> Shape:
    """Return stations on a line, from left to right, with their titles below; more than fit go on in further rows."""
    columns = min(len(titles), _MOST_STATIONS)
    step = width / columns
    # An SVG counts downwards: the bottom of one row is where the next begins.
    elements, bottom = [], 0.0
    for start in range(0, len(titles), columns):
        row = titles[start : start + columns]
        top, y = bottom, bottom + 18
        middles = [step * (place + 0.5) for place in range(len(row))]
        elements += [path((one + 16, y), (other - 18, y)) for one, other in pairwise(middles)]
        for number, (x, title) in enumerate(zip(middles, row, strict=True), start + 1):
            shape = lines(x, top + 38, wrapped(title, step - 8), "middle")
            elements += [disc(x, y, str(number)), shape.elements]
            bottom = max(bottom, shape.bottom)
        bottom += LINE / 2
    return Shape("".join(elements), bottom)


def column(titles: Sequence[str], width: float, back_to: int | None = None) -> Shape:
    """Return stations below each other, with their titles beside them.

    Args:
        titles: the titles, the first at the top.
        width: the width of the drawing.
        back_to: the index of the station to which a way leads back from the last.
    """
    # The way back runs to the left of the stations.
    left = _MARGIN if back_to is not None else 0.0
    x, elements, centres, bottom = left + 16, [], [], 0.0
    for number, title in enumerate(titles, 1):
        shape = lines(x + 26, bottom + 4, wrapped(title, width - x - 26))
        centres.append(bottom + 18)
        elements += [disc(x, bottom + 18, str(number)), shape.elements]
        bottom = max(shape.bottom, bottom + 32) + 16
    arrows = [path((x, one + 15), (x, other - 16)) for one, other in pairwise(centres)]
    if back_to is not None:
        way = ((x - 15, centres[-1]), (8.0, centres[-1]), (8.0, centres[back_to]), (x - 16, centres[back_to]))
        arrows.append(path(*way))
    return Shape("".join((*arrows, *elements)), bottom - 14)


def loop(titles: Sequence[str], back_to: int, width: float = WIDE) -> Shape:
    """Return boxes in two rows, there and back, and the way from the last to the one at the index `back_to`.

    More than fit into two rows are drawn below each other.
    """
    # With an odd number the first row has one more: the way there is as long as the way back.
    columns = (len(titles) + 1) // 2
    if columns > _MOST_BOXES:
        return column(titles, width, back_to)
    inner = (width - _GAP * (columns - 1)) / columns
    texts = [wrapped(title, inner - 2 * PAD) for title in titles]
    height = 34 + LINE * max(map(len, texts)) + PAD
    elements, tops = [], (0.0, height + _BETWEEN_ROWS)
    corners = [
        # The second row goes back, from right to left.
        ((place if place < columns else 2 * columns - 1 - place) * (inner + _GAP), tops[place >= columns])
        for place in range(len(titles))
    ]
    for number, ((x, y), text) in enumerate(zip(corners, texts, strict=True), 1):
        shape = lines(x + PAD, y + 36, text)
        elements += [box(x, y, inner, height), disc(x + PAD + 12, y + 20, str(number)), shape.elements]
    for (x, y), (next_x, next_y) in pairwise(corners):
        # From the end of the first row down to the second; within a row across.
        if y != next_y:
            elements.append(path((x + inner / 2, y + height), (next_x + inner / 2, next_y)))
        else:
            start, end = (x + inner, next_x) if next_x > x else (x, next_x + inner)
            elements.append(path((start, y + height / 2), (end, y + height / 2)))
    elements.append(path(*_way_back(corners, back_to, inner, height)))
    return Shape("".join(elements), tops[1] + height)


def _way_back(
    corners: Sequence[tuple[float, float]], back_to: int, inner: float, height: float
) -> list[tuple[float, float]]:
    """Return the points of the way from the last box up to another, between the rows where it is not straight above."""
    (x, y), (target, upper) = corners[-1], corners[back_to]
    start, end = x + inner / 2, target + inner / 2
    if upper == y:  # In the same row: below the boxes there is no room, so the way ends at the box itself.
        return [(start, y), (start, y - _BETWEEN_ROWS / 2), (end, y - _BETWEEN_ROWS / 2), (end, y)]
    if start == end:
        return [(start, y), (end, upper + height)]
    middle = y - _BETWEEN_ROWS / 2
    return [(start, y), (start, middle), (end, middle), (end, upper + height)]
