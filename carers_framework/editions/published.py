"""The ids that an edition was published with: a record beside the editions, and what has become of each id.

A published edition may be corrected and published again. Its ids stay: the names of answers in filled-in workbooks are
made from them, and so are the addresses of pages. The record of edition 2021 is `editions/2021.ids`. `record` writes
it, and nobody has to edit it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import get_args

from ..base.errors import UserError
from ..base.files import CannotWriteError, write_atomically
from ..base.text import reason
from ..framework.load import Located
from ..framework.model import Framework
from .differences.pieces import Kind, Piece, pieces
from .differences.renamed import most_like
from .folder import FOLDER, name_of

Ids = Mapping[tuple[str, str], str]
"""For the kind and the id of each piece: the id of the section or step that it belongs to, or nothing."""

_HEADING = "# The ids that edition {edition} was published with. `{command}` writes this file. Leave it as it is.\n"
COMMAND = "carers-framework check --published"

_KINDS = frozenset(get_args(Kind))


@dataclass(frozen=True, slots=True)
class Gone:
    """A published piece that its edition no longer has. `like` is the piece that it may have been renamed to."""

    key: tuple[str, str]
    like: Piece | None


def record_file(framework_file: Path, edition: str) -> Path:
    """Return the file with the ids that an edition was published with."""
    return framework_file.parent / FOLDER / f"{edition}.ids"


def recorded(path: Path) -> Ids:
    """Return the ids in a record, or none where the edition has not been published.

    Raises:
        UserError: the file is there and cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return MappingProxyType({})
    except OSError as error:
        raise UserError(f"{name_of(path)}: cannot be read ({reason(error)}). Check the file and the folder.") from None
    except UnicodeDecodeError:
        raise UserError(f"{name_of(path)}: is not a record of ids. Take the file from an earlier copy.") from None
    rows = [(*line.split(), "") for line in lines]
    # A line that begins with another word is a comment, or a mark that git left between two versions.
    return MappingProxyType({(row[0], row[1]): row[2] for row in rows if row[0] in _KINDS and len(row) > 2})


def records_of(framework_file: Path, editions: Iterable[Located]) -> Mapping[str, Ids]:
    """Return the ids that each edition was published with, by the id of the edition.

    Raises:
        UserError: a record cannot be read.
    """
    ids = (edition.framework.edition.id for edition in editions)
    return MappingProxyType({id_: recorded(record_file(framework_file, id_)) for id_ in ids})


def record(framework_file: Path, framework: Framework) -> tuple[Path, int]:
    """Add the ids of an edition to its record. Return the file, and how many ids are new in it.

    Raises:
        CannotWriteError: the file cannot be written.
        UserError: there is a record already, and it cannot be read.
    """
    path = record_file(framework_file, framework.edition.id)
    before = recorded(path)
    # What the record has stays in it: some workbook was made with it.
    ids: dict[tuple[str, str], str] = dict(before)
    for piece in pieces(framework):
        ids.setdefault(piece.key, _home(piece))
    lines = (" ".join(filter(None, (*key, home))) for key, home in ids.items())
    heading = _HEADING.format(edition=framework.edition.id, command=COMMAND)
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise CannotWriteError(path.parent, error) from None
    write_atomically(path, (heading + "\n".join(lines) + "\n").encode())
    return path, len(ids) - len(before)


def gone(edition: Framework, ids: Ids) -> tuple[Gone, ...]:
    """Return the published pieces that an edition no longer has, and that nothing in it says it replaces."""
    now = pieces(edition)
    keys = {piece.key for piece in now} | {(piece.kind, id_) for piece in now for id_ in piece.replaces}
    new = [piece for piece in now if piece.key not in ids]
    return tuple(
        Gone(key, most_like(*key, ids[key], new) or _with_its_items(key, now, ids)) for key in ids if key not in keys
    )


def _with_its_items(key: tuple[str, str], now: Sequence[Piece], ids: Ids) -> Piece | None:
    """Return the new section or step that has most items of one that is gone, or None."""
    homes = Counter(_home(piece) for piece in now if ids.get(piece.key) == key[1])
    new = {piece.id: piece for piece in now if piece.kind == key[0] and piece.key not in ids}
    return next((new[home] for home, _ in homes.most_common() if home in new), None)


def check_published(edition: Located, ids: Ids) -> Iterator[tuple[int, str]]:
    """Yield the line and a message for each published id that has disappeared or gone to another section."""
    lost = gone(edition.framework, ids)
    # Where a section has another id, all that is in it belongs elsewhere. Its one line says how many.
    followed = {each.key[1]: each.like.id for each in lost if each.like}
    moved = [piece for piece in pieces(edition.framework) if ids.get(piece.key, _home(piece)) != _home(piece)]
    with_parent = Counter(ids[piece.key] for piece in moved if followed.get(ids[piece.key]) == _home(piece))
    for each in lost:
        line = edition.lines[each.like.id] if each.like and each.like.id in edition.lines else edition.edition_line
        yield line, _gone(each, edition.framework.edition.id, with_parent[each.key[1]])
    for piece in moved:
        if followed.get(ids[piece.key]) != _home(piece):
            yield edition.lines[piece.id], _moved(piece, ids[piece.key], edition.framework.edition.id)


def _gone(each: Gone, edition: str, inside: int) -> str:
    kind, id_ = each.key
    with_all = f", with {inside} items in it," if inside else ""
    replaced = ", ".join((*(each.like.replaces if each.like else ()), id_))
    remedy = f"Workbooks and links rest on it. Put it back, or say `replaces: [{replaced}]` in what takes its place."
    if each.like is None:
        message = f"{kind} {id_} is gone, but edition {edition} was published with it. {remedy}"
        return f"{message} To take it out, begin a new edition."
    question = f"renamed here{with_all} from {id_}? Edition {edition} was published with {id_}."
    return f"{kind} {each.like.id}: {question} {remedy}"


def _moved(piece: Piece, home: str, edition: str) -> str:
    return (
        f"{piece.kind} {piece.id} is in {_home(piece)}, but edition {edition} was published with it in {home}. "
        "Put it back there, or begin a new edition and move it in that one."
    )


def _home(piece: Piece) -> str:
    """Return the id of the section or step that a piece belongs to, or nothing."""
    return piece.place[0] if piece.place else ""
