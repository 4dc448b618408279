"""The rules that tie the editions together.

Each rule is a function `check_…`: its docstring is the rule, and it yields a finding for each place that breaks it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from ..base.text import short
from ..framework.load import Located
from .days import overdue, still_to_come
from .differences.links import links
from .differences.pieces import Piece, pieces
from .differences.renamed import most_like
from .folder import FOLDER
from .published import Ids, check_published, gone

# Letters only, and at least four: short words such as "the" and "of" say nothing about the meaning of a text.
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")

# Below this share of common words, a text probably means something else. From the 2016 draft to the 2021 edition, every
# reworded item kept two thirds of its longer words or more; six in seven unrelated pairs share less than this.
_FEW_WORDS = 0.25


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A place where the editions break a rule, and what to do about it. A warning may turn out to be intended."""

    file: str
    line: int
    message: str
    is_warning: bool = False

    def text(self) -> str:
        """Return the line that a person reads."""
        return f"{self.file}:{self.line}: {'warning: ' if self.is_warning else ''}{self.message}"


Findings = Iterator[Finding]

_NO_RECORDS: Mapping[str, Ids] = MappingProxyType({})


def check(
    editions: Sequence[Located], today: datetime.date | None = None, records: Mapping[str, Ids] = _NO_RECORDS
) -> tuple[Finding, ...]:
    """Return the places where editions break a rule, sorted by file and line.

    Args:
        editions: all editions, from the oldest to the current one.
        today: the day by which something in the current edition may be overdue, or still to come; None leaves that out.
        records: the ids that editions were published with, by the id of the edition.
    """
    findings = [*check_edition_ids(editions), *check_years(editions), *check_replaces_targets(editions, records)]
    for number, edition in enumerate(editions):
        findings += check_published_ids(edition, _ids(edition, records))
        findings += check_meanings(editions[:number], edition)
    for old, new in pairwise(editions):
        findings += check_removed_items(old, new, {each.key for each in gone(new.framework, _ids(new, records))})
        for rule in _BETWEEN_TWO:
            findings += rule(old, new)
    if editions:
        findings += check_current_edition(editions[-1])
    if editions and today:
        findings += (*check_last_checks(editions[-1], today), *check_future_days(editions[-1], today))
    return tuple(sorted(findings))


def check_edition_ids(editions: Sequence[Located]) -> Findings:
    """Check that no two editions have the same id: it says in each workbook which edition the answers belong to."""
    files: dict[str, str] = {}
    for edition in editions:
        id_ = edition.framework.edition.id
        if id_ in files:
            message = f"edition: id: '{id_}' is also the id of {files[id_]}. Give one of the two another id."
            yield Finding(edition.file, edition.edition_line, message)
        files.setdefault(id_, edition.file)


def check_years(editions: Sequence[Located]) -> Findings:
    """Check that no earlier edition is later than the current one."""
    for edition in editions[:-1]:
        year, current = edition.framework.edition.updated, editions[-1]
        if year > current.framework.edition.updated:
            message = (
                f"edition: updated: {year} is later than the current edition, {current.framework.edition.updated} in "
                f"{current.file}. Correct one of the two."
            )
            yield Finding(edition.file, edition.edition_line, message)


def check_tag(current: Located, tag: str) -> Findings:
    """Check that a tag with which an edition is published names it: with a number, such as 2021.1, or alone."""
    id_ = current.framework.edition.id
    # The number counts the printings. isdigit alone would let other signs pass, such as a raised 2.
    number = tag.removeprefix(f"{id_}.")
    if tag != id_ and (number == tag or not (number.isascii() and number.isdigit())):
        message = (
            f"edition: id: is {short(id_)}, but the tag is {short(tag)}. For this edition, make a tag such as {id_}.1. "
            "For another one, begin it first with `carers-framework edition`."
        )
        yield Finding(current.file, current.edition_line, message)


def check_published_ids(edition: Located, ids: Ids) -> Findings:
    """Check that an edition still has the ids that it was published with, each in its section."""
    for line, message in check_published(edition, ids):
        yield Finding(edition.file, line, message)


def check_replaces_targets(editions: Sequence[Located], records: Mapping[str, Ids] = _NO_RECORDS) -> Findings:
    """Check that `replaces` names items of the same kind in an earlier edition, or ids that were published."""
    known: set[tuple[str, str]] = set()
    for edition in editions:
        found = pieces(edition.framework)
        known |= _ids(edition, records).keys()
        for piece in found:
            for id_ in piece.replaces:
                if (piece.kind, id_) not in known:
                    message = f"replaces: no earlier edition has the {piece.kind} '{id_}'. Correct the id."
                    yield _finding(edition, piece, message)
        known |= {piece.key for piece in found}


def check_removed_items(old: Located, new: Located, reported: Set[tuple[str, str]] = frozenset()) -> Findings:
    """Check that an item that the next edition does not have says where it went, or that it was dropped.

    `reported` holds what the next edition was published with and has lost: that is said already.
    """
    before, after = pieces(old.framework), pieces(new.framework)
    linked = {earlier for earlier, _ in links(old.framework, new.framework)}
    known = {piece.key for piece in before}
    added = [piece for piece in after if piece.key not in known and not piece.replaces]
    for piece in before:
        said = piece in linked or piece.moved_to or piece.dropped or piece.key in reported
        # A level has no `moved_to` or `dropped` in which to say it.
        if piece.kind != "level" and not said:
            like = most_like(piece.kind, piece.id, "", added, piece.name)
            question = f"Renamed at {new.file}:{new.lines[like.id]}? " if like else ""
            message = (
                f"{_named(piece)} is not in edition {new.framework.edition.id}, and nothing says where it went. "
                f"{question}Add `moved_to` or `dropped` here, or `replaces: [{piece.id}]` in {new.file}."
            )
            yield Finding(old.file, old.lines[piece.id], message)


def check_moved_to_targets(old: Located, new: Located) -> Findings:
    """Check that `moved_to` names items of the same kind in the next edition."""
    known = {piece.key for piece in pieces(new.framework)}
    for piece in pieces(old.framework):
        for id_ in piece.moved_to:
            if (piece.kind, id_) not in known:
                edition = new.framework.edition.id
                yield _finding(old, piece, f"moved_to: edition {edition} has no {piece.kind} '{id_}'. Correct the id.")


def check_dropped_items(old: Located, new: Located) -> Findings:
    """Check that an item that was dropped, and moved nowhere, is not in the next edition."""
    known = {piece.key for piece in pieces(new.framework)}
    for piece in pieces(old.framework):
        if piece.dropped and not piece.moved_to and piece.key in known:
            message = (
                f"dropped: edition {new.framework.edition.id} still has this id. "
                "Remove `dropped`, or give the new item another id."
            )
            yield _finding(old, piece, message)


def check_meanings(earlier: Sequence[Located], new: Located) -> Findings:
    """Check that an id keeps its meaning, because carrying a workbook forward puts the old answer there.

    It is compared with the last of the earlier editions that has it, which need not be the one before. The words can
    only suggest that it changed, so this is a warning.
    """
    before = {piece.key: (piece, old) for old in earlier for piece in pieces(old.framework)}
    for piece in pieces(new.framework):
        same, old = before.get(piece.key, (None, new))
        # A level goes by its score and wellbeing by its kind: nobody chose an id that could change its meaning.
        if same and piece.kind not in {"level", "wellbeing"} and _shared_words(same, piece) < _FEW_WORDS:
            message = (
                f"{_named(piece)} shares almost no words with the {piece.kind} of the same id in edition "
                f"{old.framework.edition.id}. If it means something else now, give it a new id. "
                "If it means the same, ignore this warning."
            )
            yield Finding(new.file, new.lines[piece.id], message, is_warning=True)


def check_section_numbers(old: Located, new: Located) -> Findings:
    """Check that a section keeps its number, by which people refer to it. This is a warning."""
    before = {section.id: number for number, section in enumerate(old.framework.sections, start=1)}
    for number, section in enumerate(new.framework.sections, start=1):
        number_before = before.get(section.id, number)
        if number_before != number:
            message = (
                f"section {section.id} was number {number_before} in edition {old.framework.edition.id} and is now "
                f"number {number}. If this is intended, ignore this warning."
            )
            yield Finding(new.file, new.lines[section.id], message, is_warning=True)


def check_current_edition(current: Located) -> Findings:
    """Check that the current edition has no `moved_to` or `dropped`: no edition follows it yet."""
    for piece in pieces(current.framework):
        for key in ("moved_to", "dropped"):
            if getattr(piece, key):
                message = (
                    f"`{key}` is only for earlier editions, in {FOLDER}/. Move it to the file there, or remove it."
                )
                yield _finding(current, piece, message)


def check_last_checks(current: Located, today: datetime.date) -> Findings:
    """Warn where the law, or what has changed, was last checked more than a year ago."""
    for line, message in overdue(current, today):
        yield Finding(current.file, line, message, is_warning=True)


def check_future_days(current: Located, today: datetime.date) -> Findings:
    """Warn of the day of a check, or the year of a document, that is still to come."""
    # Not a mistake, because it may be the clock of this machine that is wrong.
    for line, message in still_to_come(current, today):
        yield Finding(current.file, line, message, is_warning=True)


_BETWEEN_TWO = (
    check_moved_to_targets,
    check_dropped_items,
    check_section_numbers,
)
"""The rules for an edition and the next."""


def _shared_words(old: Piece, new: Piece) -> float:
    """Return the share, from 0 to 1, of the longer words of the shorter text that the other text has too."""
    before, after = _long_words(old), _long_words(new)
    fewer = min(len(before), len(after))
    # One word is too little to judge by, and no word would divide by zero.
    return len(before & after) / fewer if fewer > 1 else 1


def _long_words(piece: Piece) -> set[str]:
    return {word.lower() for _, text in piece.texts for word in _LONG_WORD.findall(text)}


def _ids(edition: Located, records: Mapping[str, Ids]) -> Ids:
    """Return the ids that an edition was published with, or none."""
    return records.get(edition.framework.edition.id, MappingProxyType({}))


def _finding(edition: Located, piece: Piece, message: str) -> Finding:
    return Finding(edition.file, edition.lines[piece.id], f"{_named(piece)}: {message}")


def _named(piece: Piece) -> str:
    return f"{piece.kind} {piece.id}"
