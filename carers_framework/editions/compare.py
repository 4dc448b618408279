"""What differs between two editions, as data.

Compared is the framework itself: its levels, introduction, wellbeing, steps, sections and indicators. The library
around it (examples, law, glossary) and the words of the workbook are not.

A piece of one edition is found again in the other by its id, or because one of the two says so: `replaces`, `moved_to`.
Nothing is matched by likeness.
"""

from __future__ import annotations

import difflib
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from ..framework.model import Framework, Kept, Section

_TOKEN = re.compile(r"[\w’'-]+|\s|.")
"""A word, a space, or a single other character."""

Kind = Literal["level", "passage", "wellbeing", "area", "step", "item", "section", "indicator"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an edition: what it is, its id, its texts by name, and where it stands.

    `place` is (section id, score) for an indicator, (step id, list) for an item, and empty for all else.
    """

    kind: Kind
    id: str
    texts: tuple[tuple[str, str], ...]
    place: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    moved_to: tuple[str, ...] = ()
    dropped: str | None = None

    @property
    def name(self) -> str:
        """What people know it by: an indicator's text, a section's title."""
        return self.texts[0][1]

    @property
    def section(self) -> str | None:
        """The id of the section that it belongs to or is."""
        if self.kind == "section":
            return self.id
        return self.place[0] if self.kind == "indicator" else None

    @property
    def level(self) -> str | None:
        """The score of an indicator."""
        return self.place[1] if self.kind == "indicator" else None


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words as it was and as it is, with the spaces. The two are the same where nothing changed."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Rewording:
    """A text of a piece whose words changed: which text, and all of it, run by run."""

    text: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A piece with one counterpart, and how its words changed."""

    old: Piece
    new: Piece
    rewordings: tuple[Rewording, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """Several pieces that became one, or parts of them."""

    old: tuple[Piece, ...]
    new: Piece


@dataclass(frozen=True, slots=True)
class Split:
    """One piece that became several, or parts of them."""

    old: Piece
    new: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two editions.

    A pair that both moved and changed its words is in `reworded` and in `moved`. A piece that was split, one part of
    which was merged with another piece, is in `split` and in `merged`. What was split or merged is not compared word
    by word.
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
        """How many changes there are of each kind that there is. What is the same is no change."""
        changes = ("added", "dropped", "reworded", "moved", "merged", "split")
        return {name: len(getattr(self, name)) for name in changes if getattr(self, name)}

    def within(self, section: str, level: str | None = None) -> Comparison:
        """What touches a section, or a level of it, in either edition."""
        return self.only(lambda piece: piece.section == section and level in (None, piece.level))

    def of_kinds(self, *kinds: Kind) -> Comparison:
        """What touches pieces of these kinds."""
        return self.only(lambda piece: piece.kind in kinds)

    def only(self, wanted: Callable[[Piece], bool]) -> Comparison:
        """What touches a piece that is wanted, in either edition."""

        def pairs(all_: Iterable[Pair]) -> tuple[Pair, ...]:
            return tuple(pair for pair in all_ if wanted(pair.old) or wanted(pair.new))

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
    """What differs from one edition to the other. Compared the other way round, the result is the mirror of this."""
    linked = links(old, new)
    after = {piece: tuple(two for one, two in linked if one == piece) for piece in pieces(old)}
    before = {piece: tuple(one for one, two in linked if two == piece) for piece in pieces(new)}
    pairs = [
        Pair(piece, found[0], _rewordings(piece, found[0]))
        for piece, found in after.items()
        if len(found) == 1 and len(before[found[0]]) == 1
    ]
    return Comparison(
        added=tuple(piece for piece, found in before.items() if not found),
        dropped=tuple(piece for piece, found in after.items() if not found),
        reworded=tuple(pair for pair in pairs if pair.rewordings),
        moved=tuple(pair for pair in pairs if pair.old.place != pair.new.place),
        merged=tuple(Merge(found, piece) for piece, found in before.items() if len(found) > 1),
        split=tuple(Split(piece, found) for piece, found in after.items() if len(found) > 1),
        same=tuple(pair for pair in pairs if not pair.rewordings and pair.old.place == pair.new.place),
    )


def links(old: Framework, new: Framework) -> tuple[tuple[Piece, Piece], ...]:
    """Each piece of one edition with each piece of the other that has its content, or a part of it."""
    before, after = pieces(old), pieces(new)
    staying = {(piece.kind, piece.id) for piece in before} & {(piece.kind, piece.id) for piece in after}
    return tuple((one, two) for one in before for two in after if _linked(one, two, staying))


def followers(editions: Sequence[Framework], kind: Kind, id_: str) -> tuple[str, ...]:
    """The ids, in the last of several editions, of what has the content of a piece of the first. None: it is gone."""
    ids = {id_}
    for old, new in pairwise(editions):
        ids = {two.id for one, two in links(old, new) if one.kind == kind and one.id in ids}
    return tuple(piece.id for piece in pieces(editions[-1]) if piece.kind == kind and piece.id in ids)


def pieces(framework: Framework) -> tuple[Piece, ...]:
    """Everything in an edition that is compared, in the order in which it is read."""
    return tuple(_pieces(framework))


def changed_words(old: str, new: str) -> tuple[Words, ...]:
    """Two texts side by side, run by run; all white space counts as one space.

    The runs of either side, put together, are its text. With the texts exchanged, so are the sides of the result.
    """
    if new < old:
        # difflib may line two texts up otherwise when they are exchanged. In a fixed order the mirror is exact.
        return tuple(Words(words.after, words.before) for words in changed_words(new, old))
    before, after = (_TOKEN.findall(" ".join(text.split())) for text in (old, new))
    runs: list[Words] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        run = Words("".join(before[a:b]), "".join(after[c:d]))
        if tag != "equal" and len(runs) > 1 and _is_gap(runs[-1]):
            # Two words that changed with but a space between them are one change.
            gap, last = runs.pop(), runs.pop()
            run = Words(last.before + gap.before + run.before, last.after + gap.after + run.after)
        runs.append(run)
    return tuple(runs)


def changelog(old: Framework, new: Framework) -> str:
    """What differs as an entry for CHANGELOG.md. Rewordings are counted; all else is named."""
    found = compare(old, new)
    total = ", ".join(f"{count} {name}" for name, count in found.counts.items()) or "nothing"
    lines = [f"- Changes to the framework since edition {old.edition.id}: {total}."]
    titles = {section.id: section.title for section in (*old.sections, *new.sections)}
    order = dict.fromkeys(section.id for section in (*new.sections, *old.sections))
    for section in (*order, None):
        title = titles[section] if section else "Introduction, wellbeing, steps and scores"
        lines += _changelog_part(title, _at_home(found, section))
    wrapped = (textwrap.fill(line, 120, subsequent_indent=" " * (line.index("-") + 2)) for line in lines)
    return f"## Edition {new.edition.id}\n\n" + "\n".join(wrapped) + "\n"


def _pieces(framework: Framework) -> Iterator[Piece]:
    for level in framework.levels:
        yield Piece("level", level.score, (("label", level.words), ("meaning", level.meaning)))
    for passage in framework.introduction:
        points = f"{passage.points_lead or ''} {'; '.join(passage.points)}".strip()
        yield _kept("passage", passage, title=passage.title, text=passage.text, points=points)
    yield Piece("wellbeing", "wellbeing", (("text", framework.wellbeing.text),))
    for area in framework.wellbeing.areas:
        yield _kept("area", area, title=area.title, text=area.text)
    for step in framework.steps:
        yield _kept("step", step, title=step.title, text=step.text, warning=step.warning or "")
        for name, items in (("invite", step.invite), ("gather", step.gather)):
            for item in items:
                yield replace(_kept("item", item, text=item.text), place=(step.id, name))
    for section in framework.sections:
        yield from _section_pieces(section)


def _section_pieces(section: Section) -> Iterator[Piece]:
    yield _kept(
        "section", section, title=section.title, description=section.description, requirement=section.requirement
    )
    for score, indicators in section.levels.items():
        for indicator in indicators:
            yield replace(_kept("indicator", indicator, text=indicator.text), place=(section.id, score))


def _kept(kind: Kind, part: Kept, **texts: str) -> Piece:
    """The piece that a part of the framework is."""
    return Piece(
        kind, part.id, tuple(texts.items()), replaces=part.replaces, moved_to=part.moved_to, dropped=part.dropped
    )


def _is_gap(run: Words) -> bool:
    """Whether a run is the same on both sides and holds no word."""
    return run.before == run.after and not any(character.isalnum() for character in run.before)


def _linked(one: Piece, two: Piece, staying: set[tuple[Kind, str]]) -> bool:
    """Whether two pieces belong together: by their id, or because either names the other.

    Two pieces that are both in both editions each stay themselves, whatever they name: a `replaces` stays in the file
    when the edition for which it was written has become an earlier one.
    """
    if one.kind != two.kind:
        return False
    if one.id == two.id:
        return True
    if (one.kind, one.id) in staying and (two.kind, two.id) in staying:
        return False
    return one.id in (*two.replaces, *two.moved_to) or two.id in (*one.replaces, *one.moved_to)


def _rewordings(old: Piece, new: Piece) -> tuple[Rewording, ...]:
    """The texts of a piece whose words changed."""
    now = dict(new.texts)
    return tuple(
        Rewording(name, changed_words(text, now[name])) for name, text in old.texts if text.split() != now[name].split()
    )


def _at_home(found: Comparison, section: str | None) -> Comparison:
    """The changes that are told under a section, or under none, so that each is told once.

    What is dropped or split is told where it was, all else where it is.
    """

    def here(piece: Piece) -> bool:
        return piece.section == section

    return Comparison(
        added=tuple(piece for piece in found.added if here(piece)),
        dropped=tuple(piece for piece in found.dropped if here(piece)),
        reworded=tuple(pair for pair in found.reworded if here(pair.new)),
        moved=tuple(pair for pair in found.moved if here(pair.new)),
        merged=tuple(merge for merge in found.merged if here(merge.new)),
        split=tuple(split for split in found.split if here(split.old)),
        same=tuple(pair for pair in found.same if here(pair.new)),
    )


def _changelog_part(title: str, found: Comparison) -> Iterator[str]:
    """The lines on a section, or on what is in none."""
    if not found.counts:
        return
    yield f"- **{title}**: {', '.join(f'{count} {name}' for name, count in found.counts.items())}."
    for piece in found.added:
        yield f"  - Added{_at(piece)}: {piece.name}"
    for piece in found.dropped:
        yield f"  - Dropped{_at(piece)}: {piece.name}"
    for pair in found.moved:
        yield f"  - Moved from {' '.join(pair.old.place)} to {' '.join(pair.new.place)}: {pair.new.name}"
    for merge in found.merged:
        yield f"  - Merged from {len(merge.old)}{_at(merge.new)}: {merge.new.name}"
    for split in found.split:
        yield f"  - Split into {len(split.new)}{_at(split.old)}: {split.old.name}"


def _at(piece: Piece) -> str:
    """Where a piece stands, as a line of the changelog has it: its section is known there."""
    return f", {piece.place[-1]}" if piece.place else ""
