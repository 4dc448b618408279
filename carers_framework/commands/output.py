"""Where a workbook is written: the options of the commands that write one, and the files that these name."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..base.errors import UserError
from ..base.files import write_atomically
from ..writing.open_document import OPEN_DOCUMENT, to_open_document
from ..writing.save import to_bytes
from ..writing.writer import Built


def add_output_options(parser: argparse.ArgumentParser, framework_file: Path, *, where: str) -> None:
    """Add the options `--framework`, `--output` and `--ods`. `where` says where the workbook goes without them."""
    parser.add_argument("--framework", type=Path, default=framework_file, help="the framework file")
    parser.add_argument("--output", type=Path, help=f"where to write it, in .xlsx or .ods (default: {where})")
    parser.add_argument("--ods", action="store_true", help="also write it as OpenDocument (.ods), with LibreOffice")


def check_name(output: Path | None, *, open_document: bool) -> None:
    """Raise UserError where the output cannot be named together with its OpenDocument file."""
    # The two differ in their endings alone, and a path such as "." has no name to put another ending to.
    if output and open_document and not output.name:
        raise UserError(f"{output}: is not a name for the workbook. End it in .xlsx or {OPEN_DOCUMENT}.")


def targets(path: Path, *, open_document: bool) -> tuple[Path, ...]:
    """Return the files to write for a workbook: one, whose ending says of which kind, or one of each kind."""
    both = open_document and not _is_open_document(path)
    return (path, path.with_suffix(OPEN_DOCUMENT)) if both else (path,)


def write(built: Built, path: Path, *, open_document: bool) -> None:
    """Write the workbook, as OpenDocument where its name ends so, and as both where that was asked for.

    Raises:
        NoLibreOfficeError: LibreOffice is missing, or could not convert the workbook.
        CannotWriteError: a file cannot be written.
    """
    content = to_bytes(built)
    files = targets(path, open_document=open_document)
    # All are made before any is written: without LibreOffice, nothing is.
    contents = [to_open_document(content) if _is_open_document(file) else content for file in files]
    for file, its_content in zip(files, contents, strict=True):
        write_atomically(file, its_content)
        print(f"Written: {file}")


def _is_open_document(path: Path) -> bool:
    return path.suffix.lower() == OPEN_DOCUMENT
