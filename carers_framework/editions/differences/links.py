"""Which pieces of one edition continue as which pieces of another.

Two pieces are linked by a shared id, or because one of them names the other: `replaces` in the newer edition,
`moved_to` in the older one. Similar wording does not link them: a wrong guess would put a group's answers in the wrong
place.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

from ...framework.model import Framework
from .pieces import Kind, Piece, pieces


def links(old: Framework, new: Framework) -> tuple[tuple[Piece, Piece], ...]:
    """Return every pair of a piece of the old edition and a piece of the new one that has some of its content."""
    before, after = pieces(old), pieces(new)
    in_both = {piece.key for piece in before} & {piece.key for piece in after}
    return tuple(
        (earlier, later) for earlier in before for later in after if _are_linked(earlier, later, in_both=in_both)
    )


def followers(editions: Sequence[Framework], kind: Kind, id_: str) -> tuple[str, ...]:
    """Return the ids, in the last edition, of the pieces that continue a piece of the first edition.

    Args:
        editions: editions that follow each other, the oldest first.
        kind: what kind of piece it is.
        id_: its id in the first edition.

    Returns:
        The ids in reading order; none where the piece was dropped on the way.
    """
    ids = {id_}
    for old, new in pairwise(editions):
        ids = {later.id for earlier, later in links(old, new) if earlier.kind == kind and earlier.id in ids}
    return tuple(piece.id for piece in pieces(editions[-1]) if piece.kind == kind and piece.id in ids)


def _are_linked(old: Piece, new: Piece, *, in_both: Set[tuple[Kind, str]]) -> bool:
    """Return whether two pieces belong together. `in_both` holds the keys that both editions have."""
    if old.kind != new.kind:
        return False
    if old.id == new.id:
        return True
    # Two pieces that both editions have each continue as themselves. A `replaces` that names one of them was written
    # for an earlier change: it stays in the file when its edition becomes an earlier one.
    if old.key in in_both and new.key in in_both:
        return False
    # Either edition may say it, and the comparison may run backwards, so both directions are looked at on both sides.
    return old.id in (*new.replaces, *new.moved_to) or new.id in (*old.replaces, *old.moved_to)
