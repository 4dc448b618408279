#!/usr/bin/env python3
"""Collect many filled-in workbooks in one summary: python collate_workbooks.py FOLDER --output SUMMARY.xlsx

Exit status: 0 done (files that could not be read are in the summary), 1 nothing to collect or a file that cannot be
written, 2 wrong arguments, 130 interrupted. Nothing is sent anywhere.
"""

from __future__ import annotations

import argparse
import datetime
import os
import signal
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tqdm import tqdm

from carers_framework.base.command import escape_unencodable_stdout
from carers_framework.base.errors import UserError
from carers_framework.base.files import CannotWriteError, write_atomically
from carers_framework.base.text import reason
from carers_framework.collation import as_csv, as_pages, as_workbook
from carers_framework.collation.reading import Found, find, records
from carers_framework.collation.records import is_summary
from carers_framework.collation.store import Store
from carers_framework.collation.tables import Summary, note_several, places
from carers_framework.editions.load import load_all
from carers_framework.writing.save import to_bytes

HERE = Path(__file__).resolve().parent


class CannotCollateError(UserError):
    """The command cannot go on. The text says why, and what to do, in one line."""


@dataclass(slots=True)
class Progress:
    """How far the command has come, to be said when it is interrupted."""

    files: int = 0
    read: int = 0
    written: list[Path] = field(default_factory=list)

    @property
    def text(self) -> str:
        """One line for people."""
        written = f"wrote {_listed(self.written)}" if self.written else "wrote nothing"
        return f"Interrupted: read {self.read:,} of {self.files:,} files, {written}."


def main() -> int:
    """Run the command. Returns its exit status."""
    options = _arguments()
    escape_unencodable_stdout()
    progress = Progress()
    try:
        _collate(options, progress)
    except UserError as error:
        print(error, file=sys.stderr)
        if progress.written:
            print(f"Before that it wrote {_listed(progress.written)}.", file=sys.stderr)
        return 1
    except (OSError, sqlite3.Error) as error:
        print(f"The summary cannot be put together ({error}). See whether the disk is full.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # it ends anyway
        print(f"\n{progress.text}", file=sys.stderr)
        return 130
    return 0


def _collate(options: argparse.Namespace, progress: Progress) -> None:
    """Read all, then write all. Raises CannotCollateError and EditionsError."""
    today = datetime.date.today()
    editions = load_all(options.framework)
    files = _files(options)
    progress.files = len(files)
    with Store(places(editions)) as store:
        _read(store, files, options, today, progress)
        store.rank()
        note_several(store)
        summary = Summary(store, editions, today)
        for path, content in _products(options, summary).items():
            _write(path, content)
            progress.written.append(path)
        print(summary.subtitle)
    print(f"Written: {_listed(progress.written)}")


def _files(options: argparse.Namespace) -> list[Found]:
    """The workbooks to read. Raises CannotCollateError where there are none, or one of them would be written over."""
    try:
        files = find(options.folders)
    except OSError as error:
        raise CannotCollateError(f"{error.filename}: cannot be read ({reason(error)}). Check the name.") from None
    output = Path(os.path.realpath(options.output))
    if any(file.path == output for file in files) and not is_summary(output):
        raise CannotCollateError(f"{options.output}: is one of the workbooks to collect. Choose another --output.")
    files = [file for file in files if file.path != output]
    if not files:
        folders = ", ".join(map(str, options.folders))
        raise CannotCollateError(f"{folders}: holds no workbooks. Check that it is the right folder.")
    to_write = [folder for folder in (options.csv, options.html) if folder]
    for folder in to_write:
        if folder.is_file():
            raise CannotCollateError(f"{folder}: is a file, and should be a folder. Choose another name.")
    for path in (options.output, *to_write):
        if not options.force and _holds_something(path):
            raise CannotCollateError(f"{path}: is there already. Choose another name, or --force to write over it.")
    return files


def _holds_something(path: Path) -> bool:
    """Whether a file, or a folder that is not empty, is there. Raises CannotCollateError where nobody may look."""
    try:
        return path.exists() and (path.is_file() or any(path.iterdir()))
    except OSError as error:
        raise CannotCollateError(f"{path}: cannot be looked into ({reason(error)}). Choose another name.") from None


def _read(
    store: Store, files: Sequence[Found], options: argparse.Namespace, today: datetime.date, progress: Progress
) -> None:
    """Read the files into the store. A bar shows how far it has come, where somebody looks at a terminal."""
    try:
        with closing(records(files, options.framework, today)) as found:
            for record in tqdm(found, total=len(files), desc="Reading", unit=" files", leave=False, disable=None):
                store.add(record)
                progress.read += 1
    except BrokenProcessPool:
        raise CannotCollateError(
            "A process that reads files was ended from outside, perhaps for want of memory. Nothing was written."
        ) from None


def _products(options: argparse.Namespace, summary: Summary) -> dict[Path, bytes | Iterator[bytes]]:
    """Every file to write: the workbook first."""
    products: dict[Path, bytes | Iterator[bytes]] = {options.output: to_bytes(as_workbook.build(summary))}
    if options.csv:
        products |= {options.csv / name: content for name, content in as_csv.files(summary).items()}
    if options.html:
        products |= {options.html / name: content for name, content in as_pages.files(summary).items()}
    return products


def _write(path: Path, content: bytes | Iterator[bytes]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWriteError(path, error) from None
    write_atomically(path, content)


def _listed(paths: Sequence[Path]) -> str:
    """The first of several files, and how many more there are."""
    more = len(paths) - 1
    return f"{paths[0]}" + (f" and {more} more file{'s' if more > 1 else ''}" if more else "")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Collect many filled-in workbooks in one summary.")
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER", help="where the workbooks are, also below")
    parser.add_argument("--output", type=Path, required=True, metavar="SUMMARY.xlsx", help="the summary to write")
    parser.add_argument("--csv", type=Path, metavar="DIR", help="also write each table as a CSV file")
    parser.add_argument("--html", type=Path, metavar="DIR", help="also write web pages with tables and charts")
    parser.add_argument("--force", action="store_true", help="write over files that are there")
    parser.add_argument("--framework", type=Path, default=HERE / "framework.yaml", help="the framework file")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
