"""Write the workbook: `carers-framework workbook`, or `python build_workbook.py`.

Exit status: 0 done, 1 a mistake in the framework or a file that cannot be written, 2 wrong arguments.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from ..base.command import run
from ..framework.load import load
from ..framework.model import Framework
from ..workbook.worked_example import example_name, load_example
from ..writing.writer import Built, build, build_example
from .output import add_output_options, check_name, write


def main(arguments: Sequence[str] | None = None, *, framework_file: Path = Path("framework.yaml")) -> int:
    """Run the command and return its exit status.

    Args:
        arguments: by default those of the command line.
        framework_file: the framework file to use without the option `--framework`.
    """
    options = _parser(framework_file).parse_args(arguments)
    return run(partial(_build, options))


def _build(options: argparse.Namespace) -> None:
    check_name(options.output, open_document=options.ods)
    if options.check:
        _check(options)
    elif options.carry_forward:
        _carry(options)
    else:
        write(*_requested(options, load(options.framework)), open_document=options.ods)


def _check(options: argparse.Namespace) -> None:
    # Imported here because importing it takes a good part of the time in which a workbook is written.
    from .check import check_project, today  # noqa: PLC0415

    check_project(options.framework, today())


def _carry(options: argparse.Namespace) -> None:
    # Imported here for the same reason.
    from .carry import carry  # noqa: PLC0415

    carry(options.carry_forward, options)


def _requested(options: argparse.Namespace, framework: Framework) -> tuple[Built, Path]:
    """Return the empty workbook or the worked example, and the file to write it to."""
    if options.example:
        example = load_example(options.example)
        return build_example(framework, example), options.output or Path(example_name(framework))
    return build(framework), options.output or Path(framework.workbook_name)


def _parser(framework_file: Path) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="carers-framework workbook", description="Write the workbook from framework.yaml."
    )
    add_output_options(parser, framework_file, where="here, named after the edition")
    parser.add_argument("--check", action="store_true", help="only check the framework file and the editions")
    parser.add_argument("--carry-forward", type=Path, metavar="OLD", help="take over the answers of the workbook OLD")
    parser.add_argument("--force", action="store_true", help="with --carry-forward: overwrite a file that exists")
    parser.add_argument("--example", type=Path, metavar="ANSWERS", help="fill it in with a file of answers")
    return parser


if __name__ == "__main__":
    sys.exit(main())
