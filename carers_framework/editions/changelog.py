"""What differs between two editions, as an entry for CHANGELOG.md."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from ..framework.model import Framework
from .differences.compare import Comparison, compare
from .differences.pieces import Piece

_WIDTH = 120
"""The most characters of a line, as in the other files that people edit."""


def changelog_entry(old: Framework, new: Framework) -> str:
    """Return the entry as Markdown. Rewordings are counted; every other change is named."""
    comparison = compare(old, new)
    total = _counts(comparison) or "nothing"
    lines = [f"- Changes to the framework since edition {old.edition.id}: {total}."]
    for section, title in _titles(old, new).items():
        lines += _part(title, _listed_under(section, comparison), old, new)
    return f"## Edition {new.edition.id}\n\n" + "\n".join(map(_wrapped, lines)) + "\n"


def _place(piece: Piece, edition: Framework) -> str:
    """Return where an indicator or an item is, as people know it: "Early help, C"."""
    titles = {section.id: section.title for section in edition.sections} | {
        step.id: step.title for step in edition.steps
    }
    whole_id, part = piece.place
    return f"{titles[whole_id]}, {part}"


def _titles(old: Framework, new: Framework) -> dict[str | None, str]:
    """Return the title of each part of the entry by its section; None stands for what is in no section."""
    titles: dict[str | None, str] = {}
    # A section of both editions has its new title.
    for section in (*new.sections, *old.sections):
        titles.setdefault(section.id, section.title)
    return titles | {None: "Introduction, wellbeing, steps and scores"}


def _listed_under(section: str | None, comparison: Comparison) -> Comparison:
    """Return the changes to list under a section, or under none.

    A change that concerns two sections is listed once: what was dropped or split is under its old section, all else is
    under its new one.
    """

    def here(piece: Piece) -> bool:
        return piece.section == section

    return Comparison(
        added=tuple(filter(here, comparison.added)),
        dropped=tuple(filter(here, comparison.dropped)),
        reworded=tuple(pair for pair in comparison.reworded if here(pair.new)),
        moved=tuple(pair for pair in comparison.moved if here(pair.new)),
        merged=tuple(merge for merge in comparison.merged if here(merge.new)),
        split=tuple(split for split in comparison.split if here(split.old)),
        same=tuple(pair for pair in comparison.same if here(pair.new)),
    )


def _part(title: str, comparison: Comparison, old: Framework, new: Framework) -> Iterator[str]:
    """Yield the lines on one section, or on what is in none; no line where nothing changed."""
    if not comparison.counts:
        return
    yield f"- **{title}**: {_counts(comparison)}."
    for piece in comparison.added:
        yield f"  - Added{_level_or_list(piece)}: {piece.name}"
    for piece in comparison.dropped:
        yield f"  - Dropped{_level_or_list(piece)}: {piece.name}"
    for pair in comparison.moved:
        yield f"  - Moved from {_place(pair.old, old)} to {_place(pair.new, new)}: {pair.new.name}"
    for merge in comparison.merged:
        yield f"  - Merged from {len(merge.old)}{_level_or_list(merge.new)}: {merge.new.name}"
    for split in comparison.split:
        yield f"  - Split into {len(split.new)}{_level_or_list(split.old)}: {split.old.name}"


def _counts(comparison: Comparison) -> str:
    return ", ".join(f"{count} {name}" for name, count in comparison.counts.items())


def _level_or_list(piece: Piece) -> str:
    """Return ", C" for an indicator of level C, ", invite" for an item of that list, and nothing for other pieces."""
    return f", {piece.place[-1]}" if piece.place else ""


def _wrapped(line: str) -> str:
    # Continuation lines are indented to the text after the hyphen, or Markdown would end the list there.
    return textwrap.fill(line, _WIDTH, subsequent_indent=" " * (line.index("-") + 2))
