"""Which piece a missing one may have become under another id.

It is only a question to put to somebody. What continues as what rests on ids, and on what the editions say.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from ...base.text import folded
from .pieces import Piece

_ALIKE = 0.75
"""The likeness, from 0 to 1, above which two ids, or two texts, are probably one that was changed."""


def most_like(kind: str, id_: str, home: str, new: Sequence[Piece], text: str = "") -> Piece | None:
    """Return the new piece that a missing one may be under another id, or None.

    Args:
        kind: what kind of piece is missing.
        id_: its id.
        home: the id of the section or step that it belonged to, or nothing.
        new: the pieces with ids that the edition before did not have.
        text: the text that people know the missing one by, where it is known.
    """
    candidates = [piece for piece in new if piece.kind == kind]
    likeness = {piece: max(_like(id_, piece.id), _like(text, piece.name) if text else 0) for piece in candidates}
    best = max(candidates, key=lambda piece: likeness[piece], default=None)
    if best and likeness[best] >= _ALIKE:
        return best
    # The only new one in the same place is worth the question too.
    beside = [piece for piece in candidates if home and home in piece.place]
    return beside[0] if len(beside) == 1 and not text else None


def _like(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, folded(one), folded(other), autojunk=False).ratio()
