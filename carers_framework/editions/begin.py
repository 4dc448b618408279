"""Begin a new edition: keep the current one in `editions/`, and let the framework file become the new one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..base.files import CannotWriteError, write_atomically
from ..framework.load import FrameworkError, Located, parse
from .check import check
from .file_text import replace_values, without_key
from .folder import kept_file, name_of
from .load import EditionsError, by_age, locate_all
from .published import Ids, record, records_of

# A year, and perhaps words after it: 2027, 2027-trial. The id becomes a file name, so nothing else is let through.
_ID = re.compile(r"(\d{4})(-[a-z0-9]+)*")
_ID_LIMIT = 60
_FIRST_YEAR, _LAST_YEAR = 1900, 2200

# The comment by which editors find the schema. The kept file is one folder further down.
_SCHEMA_COMMENT = re.compile(r"\A(# yaml-language-server: \$schema=)(?=framework\.schema\.json)")


def begin(framework_file: Path, new_id: str) -> Path:
    """Begin a new edition. Either everything is done, or nothing has changed.

    Args:
        framework_file: the file of the current edition, which gets the id and the year of the new one, and
            loses every `replaces`.
        new_id: the id of the new edition, which begins with its year.

    Returns:
        The file that keeps the edition so far. Its name is the id of that edition.

    Raises:
        EditionsError: the id cannot be used, the kept file exists, or the editions have mistakes. The text lists every
            reason.
        CannotWriteError: a file cannot be written.
    """
    editions = locate_all(framework_file)
    kept = kept_file(framework_file, editions[-1].framework.edition.id)
    records = records_of(framework_file, editions)
    if reasons := list(_reasons_against(editions, records, kept, new_id)):
        raise EditionsError("\n".join(reasons))
    # As bytes, because reading text would change line endings, and the kept file should be the file as it was.
    old_text = framework_file.read_bytes().decode("utf-8-sig")
    new_text = _renamed(old_text, new_id, framework_file.name)
    _make_folder(kept.parent)
    _write_both(kept, _SCHEMA_COMMENT.sub(r"\1../", old_text), framework_file, new_text)
    # Last, because it undoes nothing: `check` would write the same file.
    if not records[kept.stem]:
        record(framework_file, editions[-1].framework)
    return kept


def _reasons_against(editions: Sequence[Located], records: Mapping[str, Ids], kept: Path, new_id: str) -> Iterator[str]:
    """Yield the reasons why an edition cannot be begun, one line each."""
    yield from (finding.text() for finding in check(editions, records=records) if not finding.is_warning)
    yield from _reasons_against_id(editions, new_id)
    if kept.exists():
        yield f"{name_of(kept)} already exists. Move it somewhere else, or delete it if nobody needs it."


def _reasons_against_id(editions: Sequence[Located], new_id: str) -> Iterator[str]:
    files = {edition.framework.edition.id: edition.file for edition in editions}
    current = editions[-1].framework
    year = _year(new_id)
    if year is None:
        yield f"'{new_id}' cannot be the id of an edition. Begin with the year, such as 2027 or 2027-trial."
    elif new_id in files:
        yield f"Edition {new_id} already exists, in {files[new_id]}. Choose another id."
    elif (year, new_id) <= by_age(current):
        yield f"Edition {new_id} would not be later than edition {current.edition.id}. Choose a later year."


def _year(edition_id: str) -> int | None:
    """Return the year that the id of an edition begins with, or None where it cannot be such an id."""
    found = _ID.fullmatch(edition_id)
    if not found or len(edition_id) > _ID_LIMIT or not _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR:
        return None
    return int(found[1])


def _renamed(text: str, new_id: str, file: str) -> str:
    """Return a framework file with another id, the year that this id begins with, and no `replaces`.

    What the edition so far took the place of is said in the kept file. The new edition takes the place of none of it.
    """
    text = without_key(text, "replaces")
    renamed = replace_values(text, {("edition", "id"): f'"{new_id}"', ("edition", "updated"): str(_year(new_id))})
    try:
        parse(renamed, file)
    except FrameworkError as error:
        raise EditionsError(str(error)) from None
    return renamed


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise CannotWriteError(folder, error) from None


def _write_both(kept: Path, kept_text: str, framework_file: Path, new_text: str) -> None:
    # The kept file first: if the second save fails, deleting it undoes everything.
    try:
        write_atomically(kept, kept_text.encode())
        write_atomically(framework_file, new_text.encode())
    except BaseException:
        kept.unlink(missing_ok=True)
        raise
