"""Print what changed since an earlier edition, as an entry for CHANGELOG.md.

`carers-framework changelog` compares the current edition with the one before it, and with `--old FILE` with the one in
another file.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from ..base.command import run
from ..base.errors import UserError
from ..editions.changelog import changelog_entry
from ..editions.load import load_all
from ..framework.load import load


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status. By default the arguments are those of the command line."""
    options = _parser().parse_args(arguments)
    return run(partial(_print_entry, options.framework, options.old))


def _print_entry(framework_file: Path, old_file: Path | None) -> None:
    # Without checking them: somebody who is still working on the edition may want to see what changed so far.
    *earlier, current = load_all(framework_file)
    if old_file:
        earlier = [load(old_file)]
    if not earlier:
        raise UserError(f"{framework_file.name}: there is no earlier edition to compare with.")
    print(changelog_entry(earlier[-1], current), end="")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="carers-framework changelog",
        description="Print what changed between two editions, for CHANGELOG.md.",
    )
    parser.add_argument("--old", type=Path, help="the file of the earlier edition (default: the last one)")
    parser.add_argument("--framework", type=Path, default=Path("framework.yaml"), help="the framework file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
