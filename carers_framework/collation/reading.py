"""Finding the workbooks, and reading them on all of the machine's cores."""

from __future__ import annotations

import datetime
import os
import signal
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from ..answers.carry_forward import layouts_of
from ..editions.load import load_all
from .records import Edition, Record, clean, record

ENDINGS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods"})
"""The endings of files that are looked at: also of those that turn out to be no workbook of ours, so as to say so."""

_FEW = 8
"""So many files are read sooner by one process than it takes to start others."""

_PORTION = 4
"""How many files a process is handed at once."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, and how the summary names it: from the folders that were given on, with nothing above them.

    No two files are named alike.
    """

    path: Path
    shown_as: str


def find(folders: Sequence[Path]) -> list[Found]:
    """Every workbook below the folders, once, in the order of their names.

    Links are followed. Passed over are hidden files and what Excel and LibreOffice keep beside an open file. Raises
    OSError where a folder cannot be read, so that nobody's workbooks are left out without a word.
    """
    # Not resolved: a link is shown as the place where it is.
    above = os.path.commonpath([os.path.abspath(folder) for folder in folders])  # noqa: PTH100
    shown: dict[Path, str] = {}
    seen: set[str] = set()
    for folder in folders:
        for place, below, names in os.walk(folder, onerror=_refuse, followlinks=True):
            here = os.path.realpath(place)
            below[:] = [] if here in seen else sorted(name for name in below if not name.startswith("."))
            seen.add(here)
            for name in sorted(names):
                path = Path(place, name)
                if path.suffix.lower() in ENDINGS and not name.startswith((".", "~$")):
                    shown.setdefault(Path(os.path.realpath(path)), clean(os.path.relpath(path, above)))
    return _named_apart(shown)


def _named_apart(shown: Mapping[Path, str]) -> list[Found]:
    """The files in the order of their names. Of names that look alike, all but the first get a number."""
    times: Counter[str] = Counter()
    found = []
    for path, name in sorted(shown.items(), key=lambda one: (one[1], one[0])):
        times[name] += 1
        found.append(Found(path, f"{name} ({times[name]})" if times[name] > 1 else name))
    return found


def records(files: Sequence[Found], framework_file: Path, today: datetime.date) -> Generator[Record, None, None]:
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
        # What is being read ends in a moment. Who presses Ctrl and C again meanwhile must not leave processes behind.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        pool.shutdown(cancel_futures=True)
        signal.signal(signal.SIGINT, before)


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
    frameworks = load_all(framework_file)
    layouts = layouts_of(frameworks)
    return MappingProxyType({one.edition.id: Edition(one, layouts[one.edition.id]) for one in frameworks})


def _refuse(error: OSError) -> None:
    raise error
