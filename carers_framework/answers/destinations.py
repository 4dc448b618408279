"""Where the answers about each piece of an earlier edition go in the current one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from ..base.text import folded
from ..editions.differences.links import links
from ..editions.differences.pieces import Piece, pieces
from ..framework.model import Framework


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the answers about a piece go: the piece's new id, or None; and whether its wording changed on the way."""

    piece: Piece
    target: str | None
    reworded: bool


def destinations(editions: Sequence[Framework]) -> Mapping[str, Destination]:
    """Return where the answers about each piece of the first edition go in the last, by the id of the piece.

    They go to the piece with the same id, or to the one other piece that took its place. What was split or merged goes
    nowhere: nobody can tell which part an answer belongs to.
    """
    followers, reworded = _followed(editions)
    # A piece that is named twice was merged from several.
    claimed = [follower for found in followers.values() for follower in found]
    by_id: dict[str, Destination] = {}
    for piece, found in followers.items():
        own = [follower for follower in found if follower.id == piece.id]
        alone = found if len(found) == 1 and claimed.count(found[0]) == 1 else []
        follower = next(iter(own or alone), None)
        by_id[piece.id] = Destination(piece, follower.id if follower else None, bool(follower) and piece in reworded)
    return MappingProxyType(by_id)


def _followed(editions: Sequence[Framework]) -> tuple[dict[Piece, list[Piece]], set[Piece]]:
    """Return the pieces of the last edition that continue each piece of the first, and the pieces that were reworded.

    Every edition in between counts: a piece that was reworded and then worded as before was still reworded.
    """
    followers = {piece: [piece] for piece in pieces(editions[0])}
    reworded: set[Piece] = set()
    for old, new in pairwise(editions):
        linked = links(old, new)
        for piece, found in followers.items():
            steps = [(earlier, later) for earlier, later in linked if earlier in found]
            if any(_wording(earlier) != _wording(later) for earlier, later in steps):
                reworded.add(piece)
            followers[piece] = list(dict.fromkeys(later for _, later in steps))
    return followers, reworded


def _wording(piece: Piece) -> str:
    """Return what people answered to: what a section requires, or the text of any other piece."""
    texts = dict(piece.texts)
    return folded(texts.get("requirement", texts.get("text", "")))
