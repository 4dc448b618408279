"""Carry the answers of a filled-in workbook forward into the current edition: `carers-framework carry FILE`.

Exit status: 0 done, 1 a workbook that cannot be read or a file that cannot be written, 2 wrong arguments.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from ..answers.carry_forward import Carried, carry_forward, layouts_of
from ..answers.read_back import ReadBack, read_back
from ..base.command import run
from ..base.errors import UserError
from ..base.files import CannotWriteError
from ..editions.load import load_all
from ..framework.model import Framework
from ..words.workbook import CARRIED_OVER
from ..writing.writer import build
from .check import today
from .output import add_output_options, check_name, targets, write


def main(arguments: Sequence[str] | None = None, *, framework_file: Path = Path("framework.yaml")) -> int:
    """Run the command and return its exit status.

    Args:
        arguments: by default those of the command line.
        framework_file: the framework file to use without the option `--framework`.
    """
    options = _parser(framework_file).parse_args(arguments)
    return run(partial(carry, options.file, options))


def carry(old_file: Path, options: argparse.Namespace) -> None:
    """Write the current workbook with the answers of an older one, and print what became of them.

    Args:
        old_file: the older workbook.
        options: `framework`, `output`, `force` and `ods`, as the parser gives them.

    Raises:
        UserError: the old workbook or the framework cannot be read, or a file cannot be written.
    """
    check_name(options.output, open_document=options.ods)
    # Mistakes between editions do not stop it: a group does not maintain the framework, and cannot correct them.
    editions = load_all(options.framework)
    answers = read_back(old_file, layouts_of(editions))
    path = options.output or old_file.with_name(f"{old_file.stem} ({editions[-1].edition.id}).xlsx")
    # All of them before the first is written, so that a refusal leaves nothing half done.
    for target in targets(path, open_document=options.ods):
        _check_target(target, old_file, force=options.force)
    carried = carry_forward(answers, _since(answers.edition, editions))
    # The stored values show which actions are overdue on this day, until a spreadsheet program calculates them again.
    new_answers = replace(carried.answers, as_of=today())
    write(build(editions[-1], new_answers), path, open_document=options.ods)
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


def _parser(framework_file: Path) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="carers-framework carry",
        description="Write the current workbook with the answers of an older one. The older one stays as it is.",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="the workbook that a group has filled in")
    parser.add_argument("--force", action="store_true", help="overwrite a file that exists")
    add_output_options(parser, framework_file, where="beside the old one, with the edition in its name")
    return parser
