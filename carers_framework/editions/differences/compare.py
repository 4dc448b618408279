"""What differs between two editions, as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ...base.text import folded
from ...framework.model import Framework
from .links import links
from .pieces import Kind, Piece, pieces
from .word_differences import Rewording, compare_words


@dataclass(frozen=True, slots=True)
class Pair:
    """A piece with its one counterpart, and the texts whose words changed."""

    old: Piece
    new: Piece
    rewordings: tuple[Rewording, ...]

    @property
    def moved(self) -> bool:
        """Whether the piece changed its place."""
        return self.old.place != self.new.place


@dataclass(frozen=True, slots=True)
class Merge:
    """Several pieces that became one, wholly or in part."""

    old: tuple[Piece, ...]
    new: Piece


@dataclass(frozen=True, slots=True)
class Split:
    """One piece that became several, wholly or in part."""

    old: Piece
    new: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two editions.

    A pair that moved and was reworded is in both `reworded` and `moved`. A piece that was split, and of which one part
    was merged with another piece, is in both `split` and `merged`. Split and merged pieces are not compared word by
    word.
    """

    added: tuple[Piece, ...]
    dropped: tuple[Piece, ...]
    reworded: tuple[Pair, ...]
    moved: tuple[Pair, ...]
    merged: tuple[Merge, ...]
    split: tuple[Split, ...]
    same: tuple[Pair, ...]

    @property
    def counts(self) -> dict[str, int]:
        """The number of changes of each kind, without the kinds that did not occur."""
        changes = ("added", "dropped", "reworded", "moved", "merged", "split")
        return {name: len(getattr(self, name)) for name in changes if getattr(self, name)}

    def within(self, section: str, level: str | None = None) -> Comparison:
        """Return the part that concerns a section, or one of its levels, in either edition."""
        return self.only(lambda piece: piece.section == section and level in (None, piece.level))

    def of_kinds(self, *kinds: Kind) -> Comparison:
        """Return the part that concerns pieces of these kinds."""
        return self.only(lambda piece: piece.kind in kinds)

    def only(self, wanted: Callable[[Piece], bool]) -> Comparison:
        """Return the part that concerns a wanted piece in either edition: also a merge of which one piece is wanted."""

        def pairs(some: Iterable[Pair]) -> tuple[Pair, ...]:
            return tuple(pair for pair in some if wanted(pair.old) or wanted(pair.new))

        return Comparison(
            added=tuple(filter(wanted, self.added)),
            dropped=tuple(filter(wanted, self.dropped)),
            reworded=pairs(self.reworded),
            moved=pairs(self.moved),
            merged=tuple(merge for merge in self.merged if any(map(wanted, (*merge.old, merge.new)))),
            split=tuple(split for split in self.split if any(map(wanted, (split.old, *split.new)))),
            same=pairs(self.same),
        )


def compare(old: Framework, new: Framework) -> Comparison:
    """Compare two editions. Comparing them the other way round gives the mirror image."""
    linked = links(old, new)
    after = {piece: tuple(later for earlier, later in linked if earlier == piece) for piece in pieces(old)}
    before = {piece: tuple(earlier for earlier, later in linked if later == piece) for piece in pieces(new)}
    # A pair is one to one: a piece with several counterparts was split, merged, or both.
    pairs = [
        Pair(piece, later[0], _rewordings(piece, later[0]))
        for piece, later in after.items()
        if len(later) == 1 and len(before[later[0]]) == 1
    ]
    return Comparison(
        added=tuple(piece for piece, earlier in before.items() if not earlier),
        dropped=tuple(piece for piece, later in after.items() if not later),
        reworded=tuple(pair for pair in pairs if pair.rewordings),
        moved=tuple(pair for pair in pairs if pair.moved),
        merged=tuple(Merge(earlier, piece) for piece, earlier in before.items() if len(earlier) > 1),
        split=tuple(Split(piece, later) for piece, later in after.items() if len(later) > 1),
        same=tuple(pair for pair in pairs if not pair.rewordings and not pair.moved),
    )


def _rewordings(old: Piece, new: Piece) -> tuple[Rewording, ...]:
    now = dict(new.texts)
    # Line breaks in the file are not words, so a text that was only wrapped differently has not changed.
    return tuple(
        Rewording(name, compare_words(text, now[name])) for name, text in old.texts if folded(text) != folded(now[name])
    )
