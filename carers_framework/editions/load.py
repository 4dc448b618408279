"""Load all editions at once, with every mistake in their files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..base.errors import UserError
from ..framework.load import FrameworkError, Located, locate
from ..framework.model import Framework
from .check import check
from .folder import edition_files
from .published import records_of


class EditionsError(UserError):
    """The edition files have mistakes in or between them: one line for each mistake.

    `files` are those with mistakes in them.
    """

    def __init__(self, text: str, files: Iterable[FrameworkError] = ()) -> None:
        self.files = tuple(files)
        super().__init__(text)


def load_all(framework_file: Path) -> tuple[Framework, ...]:
    """Load every edition, the oldest first and the current one last, without checking them against each other.

    Raises:
        EditionsError: a file cannot be read or has mistakes.
    """
    return tuple(edition.framework for edition in locate_all(framework_file))


def load_and_check(framework_file: Path) -> tuple[Located, ...]:
    """Load every edition with the line numbers of its items, the oldest first and the current one last.

    Raises:
        EditionsError: a file cannot be read or has mistakes, or the editions contradict each other. Warnings are not
            mistakes.
        UserError: a record of published ids cannot be read.
    """
    editions = locate_all(framework_file)
    records = records_of(framework_file, editions)
    if mistakes := [finding.text() for finding in check(editions, records=records) if not finding.is_warning]:
        raise EditionsError("\n".join(mistakes))
    return editions


def locate_all(framework_file: Path) -> tuple[Located, ...]:
    """Load every edition with the line numbers of its items, without checking the editions against each other.

    Returns:
        The editions from the oldest to the newest, with the current one last even where its year is wrong.

    Raises:
        EditionsError: a file cannot be read or has mistakes. The text lists those of every file.
    """
    editions: list[Located] = []
    errors: list[FrameworkError] = []
    for path, name in edition_files(framework_file):
        try:
            editions.append(locate(path, name))
        except FrameworkError as error:
            # Mistakes in one file do not hide those in the others.
            errors.append(error)
    if errors:
        raise EditionsError("\n".join(map(str, errors)), errors)
    # The framework file is the current edition whatever its year. If an earlier one has a later year, `check` says so.
    *earlier, current = editions
    return (*sorted(earlier, key=lambda edition: by_age(edition.framework)), current)


def by_age(framework: Framework) -> tuple[int, str]:
    """Return the sort key of an edition: its year, and within a year its id."""
    return framework.edition.updated, framework.edition.id
