"""Begin a new edition: `carers-framework edition 2027`, or `make edition NEW=2027`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from ..base.command import run
from ..editions.begin import begin
from ..editions.folder import name_of

_NEXT_STEPS = """\
Edition {new} has begun in {file}. Edition {old} is kept in {kept}.

What to do next:
1. Edit {file}. A reworded item keeps its id. A new item gets a new id. An item that takes the place of others
   also gets a line such as `replaces: [old-id]`. The lines of this kind that edition {old} had are in
   {kept} alone now.
2. For each item that you remove, say in {kept} where it went: `moved_to: [new-id]`, or `dropped:` and the reason.
   `carers-framework check` lists every item for which this is missing.
3. Check `edition:` in {file}: the title, the authors, the thanks, and `document`, the source that the edition
   restates. Add a new document to `sources` too.
4. Run `carers-framework changelog`. It prints an entry for CHANGELOG.md.
5. Run `carers-framework`. The site then has a page on what changed, and edition {old} as it was.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status. By default the arguments are those of the command line."""
    options = _parser().parse_args(arguments)
    return run(partial(_begin, options.framework, options.new))


def _begin(framework_file: Path, new_id: str) -> None:
    kept = begin(framework_file, new_id)
    print(_NEXT_STEPS.format(new=new_id, old=kept.stem, file=framework_file.name, kept=name_of(kept)), end="")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="carers-framework edition",
        description="Keep the current edition in editions/, and begin a new one.",
    )
    parser.add_argument("new", metavar="YEAR", help="the year of the new edition, such as 2027")
    parser.add_argument("--framework", type=Path, default=Path("framework.yaml"), help="the framework file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
