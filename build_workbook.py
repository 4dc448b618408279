#!/usr/bin/env python3
"""Write the workbook from framework.yaml.

Exit status: 0 done, 1 a mistake in the framework or a file that cannot be written, 2 wrong arguments.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from carers_framework.editions import EditionsError, check, locate_all
from carers_framework.load import FrameworkError, load
from carers_framework.save import save
from carers_framework.workbook import build

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Run the command. Returns its exit status."""
    options = _arguments()
    if options.check:
        return _check(options.framework)
    try:
        framework = load(options.framework)
    except FrameworkError as error:
        print(error, file=sys.stderr)
        return 1
    path = options.output or Path(framework.workbook_name)
    try:
        save(build(framework), path)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        print(f"{path}: cannot be written ({reason}). Close it elsewhere, or choose another --output.", file=sys.stderr)
        return 1
    print(f"Written: {path}")
    return 0


def _check(path: Path) -> int:
    """Show what is wrong in a framework file and between the editions. Returns 1 for mistakes, 0 for warnings alone."""
    try:
        editions = locate_all(path)
    except EditionsError as error:
        print(error, file=sys.stderr)
        return 1
    found = check(editions)
    for finding in found:
        print(finding.text(), file=sys.stderr)
    if any(not finding.is_warning for finding in found):
        return 1
    seen = "nothing wrong found" if not found else "no mistake found, but see the warnings"
    print(f"{path.name}: {seen} (edition {editions[-1].framework.edition.id}).")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Write the workbook from framework.yaml.")
    parser.add_argument("--framework", type=Path, default=HERE / "framework.yaml", help="the framework file")
    parser.add_argument(
        "--output", type=Path, help="where to write the workbook (default: here, named after the edition)"
    )
    parser.add_argument(
        "--check", action="store_true", help="only check the framework file and the editions, and write nothing"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
