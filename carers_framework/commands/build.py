"""Write the workbook: `python build_workbook.py`.

Exit status: 0 done, 1 a mistake in the framework or a file that cannot be written, 2 wrong arguments.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from ..answers.carry_forward import Carried, carry_forward, layouts_of
from ..answers.read_back import ReadBack, read_back
from ..base.command import run
from ..base.errors import UserError
from ..base.files import CannotWriteError, write_atomically
from ..editions.load import load_all
from ..framework.load import load
from ..framework.model import Framework
from ..words.workbook import CARRIED_OVER
from ..workbook.worked_example import example_name, load_example
from ..writing.open_document import OPEN_DOCUMENT, to_open_document
from ..writing.save import to_bytes
from ..writing.writer import Built, build, build_example
from .check import check_project


def main(arguments: Sequence[str] | None = None, *, framework_file: Path = Path("framework.yaml")) -> int:
    """Run the command and return its exit status.

    Args:
        arguments: by default those of the command line.
        framework_file: the framework file to use without the option `--framework`.
    """
    options = _parser(framework_file).parse_args(arguments)
    return run(partial(_build, options))


def _build(options: argparse.Namespace) -> None:
    _check_name(options.output, open_document=options.ods)
    if options.check:
        check_project(options.framework, _today())
    elif options.carry_forward:
        _carry_forward(options)
    else:
        _write(*_requested(options, load(options.framework)), open_document=options.ods)


def _today() -> datetime.date:
    return datetime.date.today()


def _check_name(output: Path | None, *, open_document: bool) -> None:
    """Raise UserError where the output cannot be named together with its OpenDocument file."""
    # The two differ in their endings alone, and a path such as "." has no name to put another ending to.
    if output and (output.suffix.lower() == OPEN_DOCUMENT or (open_document and not output.name)):
        raise UserError(
            f"{output}: is not a name for the workbook. End it in .xlsx; --ods adds an {OPEN_DOCUMENT} file."
        )


def _requested(options: argparse.Namespace, framework: Framework) -> tuple[Built, Path]:
    """Return the empty workbook or the worked example, and the file to write it to."""
    if options.example:
        example = load_example(options.example)
        return build_example(framework, example), options.output or Path(example_name(framework))
    return build(framework), options.output or Path(framework.workbook_name)


def _carry_forward(options: argparse.Namespace) -> None:
    """Write the current workbook with the answers of an older one, and print what became of them."""
    old_file: Path = options.carry_forward
    # Mistakes between editions do not stop it: a group does not maintain the framework, and cannot correct them.
    editions = load_all(options.framework)
    answers = read_back(old_file, layouts_of(editions))
    path = options.output or old_file.with_name(f"{old_file.stem} ({editions[-1].edition.id}).xlsx")
    # All of them before the first is written, so that a refusal leaves nothing half done.
    for target in _targets(path, open_document=options.ods):
        _check_target(target, old_file, force=options.force)
    carried = carry_forward(answers, _since(answers.edition, editions))
    # The stored values show which actions are overdue on this day, until a spreadsheet program calculates them again.
    new_answers = replace(carried.answers, as_of=_today())
    _write(build(editions[-1], new_answers), path, open_document=options.ods)
    _report(answers, carried)


def _since(edition_id: str, editions: Sequence[Framework]) -> Sequence[Framework]:
    """Return the editions from the one with this id to the current one: an item is followed through each of them."""
    ids = [edition.edition.id for edition in editions]
    return editions[ids.index(edition_id) :]


def _check_target(target: Path, old_file: Path, *, force: bool) -> None:
    """Raise UserError where writing a file would overwrite the old workbook, or any file without `--force`."""
    # samefile and not ==: links and relative paths may lead to the old workbook too.
    try:
        exists = target.exists()
        is_old_file = exists and target.samefile(old_file)
    except OSError as error:
        raise CannotWriteError(target, error) from None
    if is_old_file:
        raise UserError(f"{target}: is the old workbook, which is never overwritten. Choose another --output.")
    if exists and not force:
        raise UserError(f"{target}: already exists. Choose another --output, or add --force to overwrite it.")


def _report(answers: ReadBack, carried: Carried) -> None:
    """Print how many answers were carried forward, and what was wrong with the old workbook."""
    to_check = f"{carried.to_check} to check, because the wording changed"
    aside = f"{carried.aside} kept aside on the sheet {CARRIED_OVER}"
    print(f"Answers from edition {answers.edition}: {carried.carried} carried forward ({to_check}), {aside}.")
    for problem in answers.problems:
        print(f"Note: {problem}")


def _write(built: Built, path: Path, *, open_document: bool) -> None:
    """Write the workbook, and the same as OpenDocument where that was asked for."""
    content = to_bytes(built)
    # Both are made before either is written: without LibreOffice, nothing is.
    contents = [content, to_open_document(content)] if open_document else [content]
    for target, target_content in zip(_targets(path, open_document=open_document), contents, strict=True):
        write_atomically(target, target_content)
        print(f"Written: {target}")


def _targets(path: Path, *, open_document: bool) -> tuple[Path, ...]:
    """Return the files to write for a workbook."""
    return (path, path.with_suffix(OPEN_DOCUMENT)) if open_document else (path,)


def _parser(framework_file: Path) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Write the workbook from framework.yaml.")
    parser.add_argument("--framework", type=Path, default=framework_file, help="the framework file")
    parser.add_argument("--output", type=Path, help="where to write it (default: here, named after the edition)")
    parser.add_argument("--check", action="store_true", help="only check the framework file and the editions")
    parser.add_argument("--carry-forward", type=Path, metavar="OLD", help="take over the answers of the workbook OLD")
    parser.add_argument("--force", action="store_true", help="with --carry-forward: overwrite a file that exists")
    parser.add_argument("--ods", action="store_true", help="also write it as OpenDocument, with LibreOffice")
    parser.add_argument("--example", type=Path, metavar="ANSWERS", help="fill it in with a file of answers")
    return parser


if __name__ == "__main__":
    sys.exit(main())
