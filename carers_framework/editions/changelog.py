"""Print what changed since an earlier edition, as an entry for CHANGELOG.md.

`make changelog` compares with the edition before. `python -m carers_framework.editions.changelog --old FILE` compares
with another.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..base.command import escape_unencodable_stdout
from ..framework.load import FrameworkError, load
from .check import EditionsError, locate_all
from .compare import changelog


def _main() -> int:
    parser = argparse.ArgumentParser(description="Print what changed between two editions, for CHANGELOG.md.")
    parser.add_argument("--old", type=Path, help="the file of the earlier edition (the last one, unless told)")
    parser.add_argument("--framework", type=Path, default=Path("framework.yaml"), help="the framework file")
    options = parser.parse_args()
    escape_unencodable_stdout()
    try:
        *earlier, current = [one.framework for one in locate_all(options.framework)]
        if options.old:
            earlier = [load(options.old)]
        if not earlier:
            print(f"{options.framework.name}: no edition came before. There is nothing to compare.", file=sys.stderr)
            return 1
        print(changelog(earlier[-1], current), end="")
    except (EditionsError, FrameworkError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_main())
