"""The editions of the framework together: the earlier ones beside the current one, and what ties them.

Earlier editions are in the folder `editions/` beside the framework file, each in a file named after its id. They are
read-only but for `moved_to` and `dropped`, which say where an item went in the edition that followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from ..base.errors import UserError
from ..framework.load import FrameworkError, Located, locate
from ..framework.model import Framework
from .compare import Piece, links, pieces

FOLDER = "editions"

_WORD = re.compile(r"[^\W\d_]{4,}")
_FEW = 0.25
"""With a smaller share of words in common, a text is likely to mean something else. Of the reworded items of the 2021
edition none has less than a third; of pairs that have nothing to do with each other, nine in ten have less."""


class EditionsError(UserError):
    """One or more edition files cannot be used. The text is a line for each mistake in each of them."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something amiss between two editions: where, and what to do. A warning may be as it should be."""

    file: str
    line: int
    message: str
    is_warning: bool = False

    def text(self) -> str:
        """The one line that a person reads."""
        return f"{self.file}:{self.line}: {'warning: ' if self.is_warning else ''}{self.message}"


def by_age(framework: Framework) -> tuple[int, str]:
    """What editions are sorted by: the year, and within it the id."""
    return framework.edition.updated, framework.edition.id


def locate_all(framework_file: Path) -> tuple[Located, ...]:
    """Every edition, the oldest first and the current one last, wherever its year would put it.

    Raises EditionsError with the mistakes of every file that cannot be used.
    """
    files = sorted((framework_file.parent / FOLDER).glob("*.yaml"))
    found: list[Located] = []
    errors: list[FrameworkError] = []
    for path in (*files, framework_file):
        name = path.name if path == framework_file else f"{FOLDER}/{path.name}"
        try:
            found.append(locate(path, name))
        except FrameworkError as error:
            errors.append(error)
    if errors:
        raise EditionsError("\n".join(map(str, errors)))
    *earlier, current = found
    return (*sorted(earlier, key=lambda one: by_age(one.framework)), current)


def usable(framework_file: Path) -> list[Framework]:
    """Every edition, the current one last. Raises EditionsError with all that is wrong in and between them."""
    editions = locate_all(framework_file)
    if mistakes := [finding.text() for finding in check(editions) if not finding.is_warning]:
        raise EditionsError("\n".join(mistakes))
    return [one.framework for one in editions]


def check(editions: Sequence[Located]) -> tuple[Finding, ...]:
    """What is amiss between editions that follow each other; `editions` is sorted by age, as by `locate_all`."""
    found = [*_used_twice(editions), *_out_of_order(editions)]
    for old, new in pairwise(editions):
        found += _unaccounted(old, new)
        found += _leading_nowhere(old, new)
        found += _meaning_something_else(old, new)
        found += _renumbered(old, new)
    found += _replacing_nothing(editions)
    if editions:
        found += _ahead_of_time(editions[-1])
    return tuple(sorted(found))


def _used_twice(editions: Sequence[Located]) -> Iterator[Finding]:
    """No two editions share an id: it is in every workbook that a group fills in."""
    files: dict[str, str] = {}
    for one in editions:
        id_ = one.framework.edition.id
        if id_ in files:
            message = f"edition: the id '{id_}' is that of {files[id_]} too. Give one of the two another id."
            yield Finding(one.file, one.edition_line, message)
        files.setdefault(id_, one.file)


def _out_of_order(editions: Sequence[Located]) -> Iterator[Finding]:
    """The current edition is not older than an earlier one."""
    if not editions:
        return
    *earlier, current = editions
    for one in earlier:
        if one.framework.edition.updated > current.framework.edition.updated:
            message = f"edition: is of {one.framework.edition.updated}, later than {current.file}. Correct `updated`."
            yield Finding(one.file, one.edition_line, message)


def _unaccounted(old: Located, new: Located) -> Iterator[Finding]:
    """What the next edition does not have says where it went, or that it was dropped."""
    linked = {one for one, _ in links(old.framework, new.framework)}
    for piece in pieces(old.framework):
        if piece.kind == "level" or piece in linked or piece.moved_to or piece.dropped:
            continue
        message = (
            f"{_named(piece)} is not in edition {new.framework.edition.id}, and nothing says where it went. "
            f"Add `moved_to` or `dropped` here, or `replaces: [{piece.id}]` in {new.file}."
        )
        yield Finding(old.file, old.lines[piece.id], message)


def _leading_nowhere(old: Located, new: Located) -> Iterator[Finding]:
    """`moved_to` names something of the same kind in the next edition. What is dropped whole is not in it."""
    known = {(piece.kind, piece.id) for piece in pieces(new.framework)}
    edition = new.framework.edition.id
    for piece in pieces(old.framework):
        for id_ in piece.moved_to:
            if (piece.kind, id_) not in known:
                message = (
                    f"{_named(piece)}: moved_to: no {piece.kind} of edition {edition} is called '{id_}'. Correct it."
                )
                yield Finding(old.file, old.lines[piece.id], message)
        if piece.dropped and not piece.moved_to and (piece.kind, piece.id) in known:
            message = (
                f"{_named(piece)}: dropped: edition {edition} still has this id. "
                "Remove `dropped`, or give the new item another id."
            )
            yield Finding(old.file, old.lines[piece.id], message)


def _meaning_something_else(old: Located, new: Located) -> Iterator[Finding]:
    """An id keeps its meaning: filled-in workbooks put the old answers there. Judged by the words; a warning."""
    before = {(piece.kind, piece.id): piece for piece in pieces(old.framework)}
    for piece in pieces(new.framework):
        earlier = before.get((piece.kind, piece.id))
        if earlier and piece.kind not in {"level", "wellbeing"} and _share_of_words(earlier, piece) < _FEW:
            message = (
                f"{_named(piece)} shares almost no words with edition {old.framework.edition.id}. "
                "If it means something else, give it a new id. If it means the same, leave it."
            )
            yield Finding(new.file, new.lines[piece.id], message, is_warning=True)


def _renumbered(old: Located, new: Located) -> Iterator[Finding]:
    """A section keeps its number, by which people speak of it; a warning."""
    before = {section.id: number for number, section in enumerate(old.framework.sections, start=1)}
    for number, section in enumerate(new.framework.sections, start=1):
        was = before.get(section.id, number)
        if was != number:
            message = (
                f"section {section.id} was number {was} in edition {old.framework.edition.id} and is number {number}. "
                "If that is meant, leave it."
            )
            yield Finding(new.file, new.lines[section.id], message, is_warning=True)


def _replacing_nothing(editions: Sequence[Located]) -> Iterator[Finding]:
    """`replaces` names something of the same kind in an earlier edition."""
    known: set[tuple[str, str]] = set()
    for one in editions:
        for piece in pieces(one.framework):
            for id_ in piece.replaces:
                if (piece.kind, id_) not in known:
                    message = f"{_named(piece)}: replaces: no earlier {piece.kind} is called '{id_}'. Correct it."
                    yield Finding(one.file, one.lines[piece.id], message)
        known |= {(piece.kind, piece.id) for piece in pieces(one.framework)}


def _ahead_of_time(current: Located) -> Iterator[Finding]:
    """The current edition does not say where its items go: no edition follows it yet."""
    for piece in pieces(current.framework):
        for key in ("moved_to", "dropped"):
            if getattr(piece, key):
                message = f"{_named(piece)}: `{key}` belongs in an earlier edition's file, in {FOLDER}/. Move it there."
                yield Finding(current.file, current.lines[piece.id], message)


def _share_of_words(one: Piece, two: Piece) -> float:
    """The share of the shorter text's longer words that the other has, from 0 to 1. A single word is not judged: 1."""
    words = [{word.lower() for _, text in piece.texts for word in _WORD.findall(text)} for piece in (one, two)]
    fewer = min(map(len, words))
    return len(words[0] & words[1]) / fewer if fewer > 1 else 1


def _named(piece: Piece) -> str:
    return f"{piece.kind} {piece.id}"
