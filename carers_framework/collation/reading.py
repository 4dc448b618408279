"""Finding the workbooks, and reading them on all of the machine's cores."""

from __future__ import annotations

import datetime
import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from ..carry_forward import layouts_of
from ..editions import locate_all
from .records import Edition, Record, record

ENDINGS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods"})
"""The endings of files that are looked at: also of those that turn out to be no workbook of ours, so as to say so."""

_FEW = 8
"""So many files are read sooner by one process than it takes to start others."""

_PORTION = 4
"""How many files a process is handed at once."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, and how the summary names it: from the folders that were given on, with nothing above them."""

    path: Path
    shown_as: str


def find(folders: Sequence[Path]) -> list[Found]:
    """Every workbook below the folders, once, in the order of their names.

    Passed over are hidden files and what Excel and LibreOffice keep beside an open file. Raises OSError where a folder
    cannot be read, so that nobody's workbooks are left out without a word.
    """
    above = Path(os.path.commonpath([folder.resolve() for folder in folders]))
    found: dict[Path, Found] = {}
    for folder in folders:
        for place, below, names in os.walk(folder, onerror=_refuse):
            below[:] = sorted(name for name in below if not name.startswith("."))
            for name in sorted(names):
                path = Path(place, name).resolve()
                if path.suffix.lower() in ENDINGS and not name.startswith((".", "~$")) and path not in found:
                    found[path] = Found(path, os.path.relpath(path, above))
    return sorted(found.values(), key=lambda one: one.shown_as)


def records(files: Sequence[Found], framework_file: Path, today: datetime.date) -> Iterator[Record]:
    """What each file holds, in their order. Raises EditionsError where the framework cannot be used."""
    read = _Read(framework_file, today)
    if len(files) <= _FEW:
        yield from map(read, files)
        return
    # An interruption is for the process that was asked: the others end when it does, without a word.
    pool = ProcessPoolExecutor(os.cpu_count(), initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))
    try:
        yield from pool.map(read, files, chunksize=_PORTION)
    finally:
        pool.shutdown(cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Read:
    """Reads one file, in whatever process."""

    framework_file: Path
    today: datetime.date

    def __call__(self, file: Found) -> Record:
        return record(file.path, file.shown_as, _editions(self.framework_file), self.today)


@cache
def _editions(framework_file: Path) -> Mapping[str, Edition]:
    """The known editions by their ids: loaded once in each process."""
    frameworks = [one.framework for one in locate_all(framework_file)]
    layouts = layouts_of(frameworks)
    return MappingProxyType({one.edition.id: Edition(one, layouts[one.edition.id]) for one in frameworks})


def _refuse(error: OSError) -> None:
    raise error
