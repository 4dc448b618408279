#!/usr/bin/env python3
"""Write the workbook from framework.yaml.

Exit status: 0 done, 1 a mistake in the framework or a file that cannot be written, 2 wrong arguments.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from carers_framework.load import FrameworkError, load
from carers_framework.save import save
from carers_framework.workbook import build

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Run the command. Returns its exit status."""
    options = _arguments()
    try:
        framework = load(options.framework)
    except FrameworkError as error:
        print(error, file=sys.stderr)
        return 1
    if options.check:
        print(f"{options.framework.name}: nothing wrong found (edition {framework.edition.id}).")
        return 0
    path = options.output or Path(framework.workbook_name)
    try:
        save(build(framework), path)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        print(f"{path}: cannot be written ({reason}). Close it elsewhere, or choose another --output.", file=sys.stderr)
        return 1
    print(f"Written: {path}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Write the workbook from framework.yaml.")
    parser.add_argument("--framework", type=Path, default=HERE / "framework.yaml", help="the framework file")
    parser.add_argument(
        "--output", type=Path, help="where to write the workbook (default: here, named after the edition)"
    )
    parser.add_argument("--check", action="store_true", help="only check the framework file, and write nothing")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
