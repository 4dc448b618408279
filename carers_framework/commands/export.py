"""Write the site's sources as plain files, for another generator: `carers-framework export FOLDER`.

Exit status: 0 done, 1 a mistake in the project's files or a folder that cannot be used, 2 wrong arguments.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from ..base.command import run
from ..base.errors import UserError
from ..base.text import reason
from ..site.export import exported


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status. By default the arguments are those of the command line."""
    options = _parser().parse_args(arguments)
    return run(partial(_export, options.folder))


def _export(folder: Path) -> None:
    """Write the sources of the project in the current folder."""
    try:
        _check_unused(folder)
        files = exported(Path.cwd())
        _write(files, folder)
    except OSError as error:
        raise UserError(f"{error.filename}: cannot be read or written ({reason(error)}). Check the name.") from None
    print(f"Written: {len(files)} files in {folder}. In that folder, run: zensical build")


def _check_unused(folder: Path) -> None:
    """Raise UserError where the folder is not empty: old pages among the new ones would be published with them."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(f"{folder} exists already, and is not an empty folder. Name another one.")


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="carers-framework export",
        description="Write the site's sources as plain files, for another site generator.",
    )
    parser.add_argument("folder", type=Path, help="where to write: a folder that is new or empty")
    return parser


if __name__ == "__main__":
    sys.exit(main())
