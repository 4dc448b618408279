"""A test with parts that all have to be true, some of them in one of several ways."""

from __future__ import annotations

from collections.abc import Sequence

from ...framework.library import TestPart
from ...words.site import DIAGRAM_WORDS
from .svg import LINE, PAD, WIDE, Shape, box, disc, lines, path, wrapped

_GAP = 34.0
_JOINER = 17.0
"""The radius of a disc with "and" or "or"."""


def beside(parts: Sequence[TestPart], passed: str, width: float = WIDE) -> Shape:
    """Return the parts beside each other, and below them what follows when all are true."""
    inner = (width - _GAP * (len(parts) - 1)) / len(parts)
    lefts = [place * (inner + _GAP) for place in range(len(parts))]
    drawn = [_part(number, part, x, 0, inner) for number, (part, x) in enumerate(zip(parts, lefts, strict=True), 1)]
    bottom = max(shape.bottom for shape in drawn)
    frames = [box(x, 0, inner, bottom) for x in lefts]
    joiners = [disc(x - _GAP / 2, bottom / 2, DIAGRAM_WORDS["and"], "joiner", _JOINER) for x in lefts[1:]]
    below = bottom + 14
    middles = [x + inner / 2 for x in lefts]
    brace = path(*((middles[0], bottom), (middles[0], below), (middles[-1], below), (middles[-1], bottom)), arrow=False)
    arrow = path((width / 2, below), (width / 2, below + 24))
    result = _result(passed, width * 0.15, below + 26, width * 0.7)
    return Shape(
        "".join((*frames, *(shape.elements for shape in drawn), *joiners, brace, arrow, result.elements)), result.bottom
    )


def below_each_other(parts: Sequence[TestPart], passed: str, width: float) -> Shape:
    """Return the parts below each other, and at the end what follows when all are true."""
    elements, top = [], 0.0
    for number, part in enumerate(parts, 1):
        shape = _part(number, part, 0, top, width)
        elements += [box(0, top, width, shape.bottom - top), shape.elements]
        top = shape.bottom + _GAP
        if number < len(parts):
            elements.append(disc(width / 2, top - _GAP / 2, DIAGRAM_WORDS["and"], "joiner", _JOINER))
    elements.append(path((width / 2, top - _GAP), (width / 2, top - 4)))
    result = _result(passed, 0, top - 2, width)
    return Shape("".join((*elements, result.elements)), result.bottom)


def _part(number: int, part: TestPart, x: float, top: float, width: float) -> Shape:
    """Return what is in the box of one part: its number and title, its text, and the ways in which it may be true."""
    room = width - 2 * PAD
    title = lines(x + PAD + 34, top + PAD, wrapped(part.title, room - 34), "bold")
    elements = [disc(x + PAD + 13, top + PAD + 11, str(number)), title.elements]
    bottom = max(title.bottom, top + PAD + 26) + 6
    if part.text:
        text = lines(x + PAD, bottom, wrapped(part.text, room))
        elements.append(text.elements)
        bottom = text.bottom
    for place, way in enumerate(part.any_of):
        if place:
            elements.append(disc(x + width / 2, bottom + 16, DIAGRAM_WORDS["or"], "joiner", 14))
            bottom += 32
        text = lines(x + PAD + 8, bottom + 6, wrapped(way, room - 16))
        elements += [box(x + PAD, bottom, room, text.bottom - bottom + 8, "pale"), text.elements]
        bottom = text.bottom + 8
    return Shape("".join(elements), bottom + PAD)


def _result(passed: str, x: float, top: float, width: float) -> Shape:
    """Return the box with what follows."""
    texts = wrapped(passed, width - 2 * PAD)
    text = lines(x + width / 2, top + 8, texts, "on-solid bold middle")
    return Shape(box(x, top, width, LINE * len(texts) + 18, "solid") + text.elements, text.bottom + 10)
