"""Find the workbooks, and read them on all of the machine's cores."""

from __future__ import annotations

import datetime
import os
import signal
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from ..answers.carry_forward import layouts_of
from ..answers.read_back import read_back
from ..answers.xlsx.values import UnreadableError, read_properties
from ..editions.load import load_all
from ..words import summary as words
from .extract import Edition, extract
from .records import SUMMARY_PROPERTY, Problem, Record, clean

ENDINGS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods"})
"""The endings of files that are read. Some can only be reported as unreadable, so that nobody misses them."""

_OF_THE_SYSTEM = frozenset({"desktop.ini", "thumbs.db", "icon\r"})
"""Files that Windows and macOS put into folders."""

_POOL_FROM = 9
"""With fewer files, starting a pool of processes costs more than it saves."""

_FILES_PER_TASK = 4
"""How many files a process is handed at once."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read, and its name in the summary: the path from the given folders down, different for each file."""

    path: Path
    shown_as: str


def find_workbooks(folders: Sequence[Path]) -> list[FoundFile]:
    """Return every workbook below the folders, each once, sorted by name.

    Links are followed. Hidden files are passed over, and so are those that Excel and LibreOffice keep beside an open
    file.

    Raises:
        OSError: a folder cannot be read. Without this, its workbooks would be missing and nobody would know.
    """
    common = _common_folder(folders)
    names: dict[Path, str] = {}
    visited: set[str] = set()
    for folder in folders:
        for place, subfolders, files in os.walk(folder, onerror=_refuse, followlinks=True):
            # A link to a folder above would lead round for ever, so each real folder is entered once.
            real = os.path.realpath(place)
            subfolders[:] = [] if real in visited else sorted(name for name in subfolders if not name.startswith("."))
            visited.add(real)
            for file in sorted(filter(_is_workbook, files)):
                path = Path(place, file)
                names.setdefault(Path(os.path.realpath(path)), _shown(path, common))
    return _with_unique_names(names)


def passed_over(folders: Sequence[Path]) -> list[str]:
    """Return the names of the files below the folders that are not read, sorted.

    Somebody may have sent an answer in one. Those that programs keep for themselves are left out: hidden ones, and
    those beside an open file.
    """
    names: dict[str, str] = {}
    for folder in folders:
        for place, subfolders, files in os.walk(folder):
            subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
            for file in files:
                if not (_is_workbook(file) or file.startswith((".", "~$")) or file.lower() in _OF_THE_SYSTEM):
                    names[os.path.realpath(Path(place, file))] = _shown(Path(file), None)
    return sorted(names.values())


def _common_folder(folders: Sequence[Path]) -> str | None:
    """Return the folder that all of these are in, or None where on Windows they are on different drives."""
    try:
        # abspath does not resolve links: a linked file is shown by the place of the link.
        return os.path.commonpath([os.path.abspath(folder) for folder in folders])  # noqa: PTH100
    except ValueError:
        return None


def _shown(path: Path, common: str | None) -> str:
    """Return the name of a file from a folder down, or its whole path where there is no such folder."""
    name = os.fsencode(os.path.relpath(path, common) if common else path)
    # Linux keeps names as bytes. Those of old disks may be Latin-1, in which every byte is a character.
    try:
        return clean(name.decode())
    except UnicodeDecodeError:
        return clean(name.decode("latin-1"))


def _is_workbook(file: str) -> bool:
    return Path(file).suffix.lower() in ENDINGS and not file.startswith((".", "~$"))


def _with_unique_names(names: Mapping[Path, str]) -> list[FoundFile]:
    """Return the files sorted by name. Where cleaned names are the same, all but the first get a number."""
    times: Counter[str] = Counter()
    found = []
    for path, name in sorted(names.items(), key=lambda item: (item[1], item[0])):
        times[name] += 1
        found.append(FoundFile(path, f"{name} ({times[name]})" if times[name] > 1 else name))
    return found


def read_all(files: Sequence[FoundFile], framework_file: Path, today: datetime.date) -> Generator[Record, None, None]:
    """Yield the record of each file, in the order of the files.

    Raises:
        EditionsError: the framework or an earlier edition has mistakes.
        BrokenProcessPool: one of the processes was ended from outside.
    """
    read = _Reader(framework_file, today)
    if len(files) < _POOL_FROM:
        yield from map(read, files)
        return
    # Where a process begins as a copy of this one, it has the editions already.
    _editions(framework_file)
    # Ctrl-C reaches every process of the command. The main one reports it; the others ignore it and end with the pool.
    # As many processes as there are cores, and on Windows at most 61: it cannot wait for more.
    pool = ProcessPoolExecutor(initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))
    try:
        # A process that begins as a copy of this one must not be ended before it gets to ignore the signal itself: it
        # might hold what the others wait for.
        with _interrupts_ignored():
            records = pool.map(read, files, chunksize=_FILES_PER_TASK)
        yield from records
    finally:
        # The files that are being read take a moment.
        pool.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Ignore Ctrl-C for a moment."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one file. It can be sent to another process, and carries no edition with it."""

    framework_file: Path
    today: datetime.date

    def __call__(self, file: FoundFile) -> Record:
        return read_file(file, _editions(self.framework_file), self.today)


@cache
def _editions(framework_file: Path) -> Mapping[str, Edition]:
    """Load the known editions, by their ids. The cache loads them once per process."""
    frameworks = load_all(framework_file)
    layouts = layouts_of(frameworks)
    return MappingProxyType(
        {framework.edition.id: Edition(framework, layouts[framework.edition.id]) for framework in frameworks}
    )


def read_file(file: FoundFile, editions: Mapping[str, Edition], today: datetime.date) -> Record:
    """Return the record of a file. Nothing is raised: a file that cannot be read has a problem that says why."""
    name = clean(file.shown_as)
    try:
        back = read_back(file.path, {id_: edition.layout for id_, edition in editions.items()})
        if back.notice:
            return _not_taken(name, words.LEFT_OUT, words.IS_AN_EXAMPLE.format(notice=clean(back.notice)))
        # Without its ending a file's name may be empty once it is clean. The whole name never is.
        return extract(name, clean(file.path.stem) or name, back, editions[back.edition], today)
    except UnreadableError as error:
        if is_summary(file.path):
            return _not_taken(name, words.LEFT_OUT, words.IS_A_SUMMARY)
        return _not_taken(name, words.NOT_READ, clean(error.reason))
    except Exception as error:
        # A bug that one file in a thousand sets off must not cost the others. It is in the summary for all to see.
        return _not_taken(name, words.NOT_READ, words.HIT_A_BUG.format(error=type(error).__name__))


def is_summary(path: Path) -> bool:
    """Return whether a file is a summary, and not a workbook that a group filled in."""
    try:
        return SUMMARY_PROPERTY in read_properties(path)
    except UnreadableError:
        return False


def _not_taken(name: str, kind: str, text: str) -> Record:
    return Record(name, problems=(Problem(kind, text),))


def _refuse(error: OSError) -> None:
    """Raise the error that os.walk would pass over."""
    raise error
