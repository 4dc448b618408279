#!/usr/bin/env python3
"""Write the workbook from framework.yaml.

Exit status: 0 done, 1 a mistake in the framework or a file that cannot be written, 2 wrong arguments.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from dataclasses import replace
from pathlib import Path

from carers_framework.answers.carry_forward import carry_forward, layouts_of
from carers_framework.answers.read_back import read_back
from carers_framework.answers.xlsx import UnreadableError
from carers_framework.base.command import escape_unencodable_stdout
from carers_framework.base.errors import UserError
from carers_framework.base.files import CannotWriteError, write_atomically
from carers_framework.editions.check import EditionsError, check, locate_all
from carers_framework.framework.load import FrameworkError, load
from carers_framework.framework.model import Framework
from carers_framework.site.downloads import EXAMPLE_FILE
from carers_framework.workbook.open_document import OPEN_DOCUMENT, to_open_document
from carers_framework.workbook.save import to_bytes
from carers_framework.workbook.worked_example import build_example, example_name, load_example, unknown_names
from carers_framework.workbook.writer import Built, build

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Run the command. Returns its exit status."""
    options = _arguments()
    escape_unencodable_stdout()
    output: Path | None = options.output
    if output and (output.suffix.lower() == OPEN_DOCUMENT or (options.ods and not output.name)):
        return _complain(f"{output}: is no name for a workbook. End it in .xlsx; --ods adds the other.")
    if options.check:
        return _check(options.framework)
    try:
        if options.carry_forward:
            return _carry_forward(options)
        framework = load(options.framework)
        path, built = _wanted(options, framework)
        _write(built, path, open_document=options.ods)
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _wanted(options: argparse.Namespace, framework: Framework) -> tuple[Path, Built]:
    """The workbook that is asked for, and where it goes."""
    if options.example:
        example = load_example(options.example)
        return options.output or Path(example_name(framework)), build_example(framework, example)
    return options.output or Path(framework.workbook_name), build(framework)


def _carry_forward(options: argparse.Namespace) -> int:
    """Write the current workbook with the answers of an older one. Returns the exit status."""
    old: Path = options.carry_forward
    try:
        frameworks = [one.framework for one in locate_all(options.framework)]
        back = read_back(old, layouts_of(frameworks))
    except EditionsError as error:
        return _complain(str(error))
    except UnreadableError as error:
        return _complain(f"{old}: {error}")
    first = next(place for place, one in enumerate(frameworks) if one.edition.id == back.edition)
    carried = carry_forward(back, frameworks[first:])
    path = options.output or old.with_name(f"{old.stem} ({frameworks[-1].edition.id}).xlsx")
    for target in _targets(path, open_document=options.ods):
        try:
            there = target.exists()
            same = there and target.samefile(old)
        except OSError as error:
            return _complain(str(CannotWriteError(target, error)))
        if same:
            return _complain(
                f"{target}: is the workbook to carry forward, and stays as it is. Choose another --output."
            )
        if there and not options.force:
            return _complain(f"{target}: is there already. Choose another --output, or --force to write over it.")
    answers = replace(carried.answers, as_of=datetime.date.today())
    _write(build(frameworks[-1], answers), path, open_document=options.ods)
    counts = f"{carried.carried} carried, {carried.to_check} to check, {carried.aside} kept aside"
    print(f"From edition {back.edition}: {counts}.")
    for problem in back.problems:
        print(f"Note: {problem}")
    return 0


def _write(built: Built, path: Path, *, open_document: bool) -> None:
    """Write the workbook, and its OpenDocument twin where it is asked for. Raises NoLibreOfficeError."""
    content = to_bytes(built)
    contents = [content, to_open_document(content)] if open_document else [content]
    for file, what in zip(_targets(path, open_document=open_document), contents, strict=True):
        write_atomically(file, what)
        print(f"Written: {file}")


def _targets(path: Path, *, open_document: bool) -> tuple[Path, ...]:
    """The files that are to be written for a workbook."""
    return (path, path.with_suffix(OPEN_DOCUMENT)) if open_document else (path,)


def _complain(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


def _check(path: Path) -> int:
    """Show what is wrong in a framework file and between the editions. Returns 1 for mistakes, 0 for warnings alone."""
    try:
        editions = locate_all(path)
        found = check(editions)
        lines = [finding.text() for finding in found] + _check_example(
            path.with_name(EXAMPLE_FILE), editions[-1].framework
        )
    except (EditionsError, FrameworkError) as error:
        return _complain(str(error))
    for line in lines:
        print(line, file=sys.stderr)
    if any(not finding.is_warning for finding in found):
        return 1
    seen = "no mistake found, but see the warnings" if lines else "nothing wrong found"
    print(f"{path.name}: {seen} (edition {editions[-1].framework.edition.id}).")
    return 0


def _check_example(path: Path, framework: Framework) -> list[str]:
    """A warning for each name in the worked example, if there is one, that no cell has. Raises FrameworkError."""
    names = unknown_names(framework, load_example(path)) if path.exists() else ()
    return [f"{path.name}: warning: no cell has the name {name}. Correct or remove it." for name in names]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Write the workbook from framework.yaml.")
    parser.add_argument("--framework", type=Path, default=HERE / "framework.yaml", help="the framework file")
    parser.add_argument("--output", type=Path, help="where to write it (default: here, named after the edition)")
    parser.add_argument("--check", action="store_true", help="only check the framework file and the editions")
    parser.add_argument("--carry-forward", type=Path, metavar="OLD", help="take over the answers of OLD")
    parser.add_argument("--force", action="store_true", help="with --carry-forward: write over a file that is there")
    parser.add_argument("--ods", action="store_true", help="also write it as OpenDocument, with LibreOffice")
    parser.add_argument("--example", type=Path, metavar="ANSWERS", help="fill it in with a file of answers")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
