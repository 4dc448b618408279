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
    parser.add_argument("--output", type=Path, help=f"where to write it (default: {where})")
    parser.add_argument("--ods", action="store_true", help="also write it as OpenDocument, with LibreOffice")


def check_name(output: Path | None, *, open_document: bool) -> None:
    """Raise UserError where the output cannot be named together with its OpenDocument file."""
    # The two differ in their endings alone, and a path such as "." has no name to put another ending to.
    if output and (output.suffix.lower() == OPEN_DOCUMENT or (open_document and not output.name)):
        raise UserError(
            f"{output}: is not a name for the workbook. End it in .xlsx; --ods adds an {OPEN_DOCUMENT} file."
        )


def targets(path: Path, *, open_document: bool) -> tuple[Path, ...]:
    """Return the files to write for a workbook."""
    return (path, path.with_suffix(OPEN_DOCUMENT)) if open_document else (path,)


def write(built: Built, path: Path, *, open_document: bool) -> None:
    """Write the workbook, and the same as OpenDocument where that was asked for."""
    content = to_bytes(built)
    # Both are made before either is written: without LibreOffice, nothing is.
    contents = [content, to_open_document(content)] if open_document else [content]
    for target, target_content in zip(targets(path, open_document=open_document), contents, strict=True):
        write_atomically(target, target_content)
        print(f"Written: {target}")
