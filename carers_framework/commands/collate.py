"""Collect many filled-in workbooks in one summary: `carers-framework collate FOLDER --output SUMMARY.xlsx`.

Exit status: 0 done (files that could not be read are listed in the summary), 1 nothing to collect or a file that cannot
be written, 2 wrong arguments, 130 interrupted.
"""

from __future__ import annotations

import argparse
import datetime
import os
import signal
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NoReturn

from tqdm import tqdm

from ..base.command import run
from ..base.errors import UserError
from ..base.files import CannotWriteError, write_atomically
from ..base.text import reason, short
from ..collation.as_csv import csv_files
from ..collation.as_pages import page_files
from ..collation.as_workbook import build_summary
from ..collation.reading import FoundFile, find_workbooks, is_summary, passed_over, read_all
from ..collation.store import Store
from ..collation.summary import Summary
from ..collation.tables.editions import all_editions
from ..collation.tables.problems import report_duplicate_areas
from ..editions.load import load_all
from ..writing.save import to_bytes

Content = bytes | Iterator[bytes]

_NAMES_SHOWN = 10
"""How many of the files that were passed over are named."""


class InterruptedByUserError(UserError):
    """Somebody pressed Ctrl-C."""

    status = 130  # 128 and the number of the signal, as shells have it


@dataclass(slots=True)
class _Progress:
    """How far the command has come, for the message when it ends early."""

    files: int = 0
    read: int = 0
    written: list[Path] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None, *, framework_file: Path = Path("framework.yaml")) -> int:
    """Run the command and return its exit status.

    Args:
        arguments: by default those of the command line.
        framework_file: the framework file to use without the option `--framework`.
    """
    options = _parser(framework_file).parse_args(arguments)
    return run(partial(_run, options))


def _run(options: argparse.Namespace) -> None:
    progress = _Progress()
    with _explain_early_end(progress):
        _collate(options, progress)


@contextmanager
def _explain_early_end(progress: _Progress) -> Iterator[None]:
    """Turn whatever may end the command early into a UserError that says what was done before."""
    before = signal.signal(signal.SIGINT, _interrupt_once)
    try:
        yield
    except UserError as error:
        if not progress.written:
            raise
        raise UserError(f"{error}\nBefore that it wrote {_listed(progress.written)}.") from None
    except (OSError, sqlite3.OperationalError) as error:
        # The store is a temporary file, and the system's folder for these may be small.
        raise UserError(f"The summary cannot be put together ({error}). See whether the disk is full.") from None
    except KeyboardInterrupt:
        written = f"wrote {_listed(progress.written)}" if progress.written else "wrote nothing"
        # The line break is for the terminal, which has just shown "^C".
        raise InterruptedByUserError(
            f"\nInterrupted: read {progress.read:,} of {progress.files:,} files, {written}."
        ) from None
    finally:
        # After an interrupt the command ends in a moment, and another would only add a traceback.
        if signal.getsignal(signal.SIGINT) is _interrupt_once:
            signal.signal(signal.SIGINT, before)


def _interrupt_once(*_: object) -> NoReturn:
    """End the command in order at the first Ctrl-C. A second would end it before its processes are told to stop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def _collate(options: argparse.Namespace, progress: _Progress) -> None:
    """Read all files, then write all forms of the summary."""
    today = datetime.date.today()
    frameworks = load_all(options.framework)
    files = _files(options)
    progress.files = len(files)
    editions = all_editions(frameworks)
    with Store(editions.section_places) as store:
        _read(store, files, options.framework, today, progress)
        store.rank()
        report_duplicate_areas(store)
        summary = Summary(store, editions, today)
        for path, content in _contents(options, summary).items():
            _write(path, content)
            progress.written.append(path)
        print(summary.subtitle)
    for line in _passed_over(options):
        print(line)
    print(f"Written: {_listed(progress.written)}")


def _files(options: argparse.Namespace) -> list[FoundFile]:
    """Return the files to read.

    Raises:
        UserError: there are none, or writing the summary would overwrite something.
    """
    try:
        files = find_workbooks(options.folders)
    except OSError as error:
        raise UserError(f"{error.filename}: cannot be read ({reason(error)}). Check the name.") from None
    output = Path(os.path.realpath(options.output))
    if any(file.path == output for file in files) and not is_summary(output):
        raise UserError(f"{options.output}: is one of the workbooks to collect. Choose another --output.")
    # A summary that is about to be replaced is not worth reporting as left out.
    files = [file for file in files if file.path != output]
    if not files:
        folders = ", ".join(map(str, options.folders))
        raise UserError(f"{folders}: holds no workbooks. Check that it is the right folder.")
    _check_targets(options)
    return files


def _passed_over(options: argparse.Namespace) -> Iterator[str]:
    """Yield a line about the files that were not read, if there are any."""
    names = passed_over([folder for folder in options.folders if folder.is_dir()])
    shown = ", ".join(short(name, quote=False) for name in names[:_NAMES_SHOWN])
    more = " …" if len(names) > _NAMES_SHOWN else ""
    if len(names) == 1:
        yield f"1 other file was passed over: {shown}"
    elif names:
        yield f"{len(names):,} other files were passed over: {shown}{more}"


def _check_targets(options: argparse.Namespace) -> None:
    """Raise UserError for a summary of another kind, and where something would be overwritten without `--force`."""
    if options.output.suffix.lower() != ".xlsx":
        raise UserError(f"{options.output}: is not a name for the summary. End it in .xlsx.")
    folders = [folder for folder in (options.csv, options.html) if folder]
    for folder in folders:
        if folder.is_file():
            raise UserError(f"{folder}: is a file, and should be a folder. Choose another name.")
    for path in (options.output, *folders):
        if not options.force and _holds_something(path):
            raise UserError(f"{path}: already exists. Choose another name, or add --force to overwrite it.")


def _holds_something(path: Path) -> bool:
    """Return whether a path is a file, or a folder that is not empty.

    Raises:
        UserError: the folder cannot be read.
    """
    try:
        return path.exists() and (path.is_file() or any(path.iterdir()))
    except OSError as error:
        raise UserError(f"{path}: cannot be looked into ({reason(error)}). Choose another name.") from None


def _read(
    store: Store, files: Sequence[FoundFile], framework_file: Path, today: datetime.date, progress: _Progress
) -> None:
    """Read the files into the store.

    Raises:
        UserError: one of the processes that read was ended from outside.
    """
    try:
        with closing(read_all(files, framework_file, today)) as records:
            # disable=None shows the bar on a terminal only.
            for record in tqdm(records, total=len(files), desc="Reading", unit=" files", leave=False, disable=None):
                store.add(record)
                progress.read += 1
    except BrokenProcessPool:
        raise UserError(
            "A process that reads files was ended from outside, perhaps for want of memory. Nothing was written."
        ) from None


def _contents(options: argparse.Namespace, summary: Summary) -> Mapping[Path, Content]:
    """Return the content of every file to write, the workbook first."""
    contents: dict[Path, Content] = {options.output: to_bytes(build_summary(summary))}
    if options.csv:
        contents |= {options.csv / name: content for name, content in csv_files(summary).items()}
    if options.html:
        contents |= {options.html / name: content for name, content in page_files(summary).items()}
    return contents


def _write(path: Path, content: Content) -> None:
    """Write a file, and the folders above it where they are missing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWriteError(path, error) from None
    write_atomically(path, content)


def _listed(paths: Sequence[Path]) -> str:
    """Return the first of several paths, and how many more there are."""
    more = len(paths) - 1
    return f"{paths[0]}" + (f" and {more} more file{'s' if more > 1 else ''}" if more else "")


def _parser(framework_file: Path) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="carers-framework collate", description="Collect many filled-in workbooks in one summary."
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER", help="a folder with workbooks, at any depth")
    parser.add_argument("--output", type=Path, required=True, metavar="SUMMARY.xlsx", help="the summary to write")
    parser.add_argument("--csv", type=Path, metavar="DIR", help="also write each table as a CSV file")
    parser.add_argument("--html", type=Path, metavar="DIR", help="also write web pages with tables and charts")
    parser.add_argument("--force", action="store_true", help="overwrite files that exist")
    parser.add_argument("--framework", type=Path, default=framework_file, help="the framework file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
