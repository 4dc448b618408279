"""Check the framework file, the editions and the worked example: `carers-framework check`.

Exit status: 0 no mistakes, though perhaps warnings, 1 mistakes, 2 wrong arguments.
"""

from __future__ import annotations

import argparse
import datetime
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType

from ..base.command import run
from ..base.errors import UserError
from ..base.files import write_atomically
from ..base.text import short
from ..editions.check import check, check_tag
from ..editions.folder import edition_files, name_of
from ..editions.load import EditionsError, locate_all
from ..editions.places import places, read_text
from ..editions.published import record, records_of
from ..editions.wording import check_wording
from ..framework.load import load
from ..framework.model import Framework
from ..framework.source.contents import contents_problems, with_contents
from ..framework.source.style.tidy import style_problems, tidied
from ..site.inputs import EXAMPLE_FILE
from ..workbook.worked_example import load_example, name_lines, unfit_answers, unknown_names

# "framework.yaml:212: what is wrong", and without a number where the whole file is meant.
_MISTAKE = re.compile(r"(?P<file>[^:\s]+\.ya?ml)(?::(?P<line>\d+))?: (?P<warning>warning: )?(?P<message>.+)")

# What ends a command or one of its parts has to be written otherwise, and so does % itself, which comes first.
_IN_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = {**_IN_MESSAGE, ":": "%3A", ",": "%2C"}

_AS_THEY_ARE: Mapping[str, str] = MappingProxyType({})


def main(arguments: Sequence[str] | None = None, *, framework_file: Path = Path("framework.yaml")) -> int:
    """Run the command and return its exit status.

    Args:
        arguments: by default those of the command line.
        framework_file: the framework file to use without the option `--framework`.
    """
    options = _parser(framework_file).parse_args(arguments)
    return run(partial(_check, options))


def _check(options: argparse.Namespace) -> None:
    if options.where:
        print("\n".join(places(options.framework, options.where)))
        return
    if options.fix:
        _fix(options.framework)
    try:
        warnings = check_project(options.framework, today(), options.tag)
    except UserError as error:
        _annotate(str(error), options)
        raise
    _annotate("\n".join(warnings), options)
    if options.published:
        _record(options.framework)


def _fix(framework_file: Path) -> None:
    """Put right what is untidy in the files of the editions, and print which ones have changed."""
    for path, name in edition_files(framework_file):
        text = read_text(path)
        tidy = with_contents(tidied(text)) if text else text
        if tidy != text:
            write_atomically(path, tidy.encode())
            print(f"{name}: spaces, line ends, comments and the list of contents put right.")


def _record(framework_file: Path) -> None:
    """Record the ids of the current edition as published, and print how many are new in the record."""
    path, new = record(framework_file, load(framework_file))
    print(f"{name_of(path)}: {new or 'no'} new ids recorded as published.")


def _untidy(framework_file: Path, put_right: Mapping[str, str] = _AS_THEY_ARE) -> list[str]:
    """Return a line for each place in the files of the editions that is untidy, as yamllint sees it on GitHub.

    Args:
        framework_file: the file of the current edition.
        put_right: texts to look at instead of those of the files, by the names of the files.
    """
    lines: list[str] = []
    for path, name in edition_files(framework_file):
        text = put_right[name] if name in put_right else read_text(path)
        lines += (problem.text(name) for problem in sorted([*style_problems(text), *contents_problems(text)]))
    return lines


def _annotate(text: str, options: argparse.Namespace) -> None:
    """Print the commands that let GitHub show each line of a text in the file that it is about."""
    if options.github:
        for line in github_commands(text, options.framework.parent):
            print(line)


def today() -> datetime.date:
    """Return the day of today. Tests put another in its place."""
    return datetime.date.today()


def check_project(framework_file: Path, today: datetime.date, tag: str = "") -> list[str]:
    """Check everything, and print the warnings to standard error and the result to standard output.

    Args:
        framework_file: the file of the current edition.
        today: the day by which the law and the facts may be out of date.
        tag: the tag with which the edition is to be published, or nothing.

    Returns:
        The warnings, a line each.

    Raises:
        EditionsError: there are mistakes in or between the editions, or untidy places. The text lists them, with the
            warnings.
        FrameworkError: there are mistakes in the worked example.
    """
    try:
        editions = locate_all(framework_file)
    except EditionsError as error:
        # A line in the wrong column is one mistake, and nothing in the style of what follows from it is another.
        put_right = {each.file: each.put_right for each in error.files}
        raise EditionsError("\n".join([str(error), *_untidy(framework_file, put_right)])) from None
    untidy = _untidy(framework_file)
    current = editions[-1].framework
    found = check(editions, today, records_of(framework_file, editions))
    tagged = check_tag(editions[-1], tag) if tag else ()
    findings = sorted((*found, *check_wording(editions[-1]), *tagged))
    lines = [*(finding.text() for finding in findings), *untidy]
    lines += _example_warnings(framework_file.with_name(EXAMPLE_FILE), current)
    # The error prints everything, so that warnings are not missing just because there are mistakes too.
    if untidy or not all(finding.is_warning for finding in findings):
        raise EditionsError("\n".join(lines))
    for line in lines:
        print(line, file=sys.stderr)
    result = "no mistakes, but see the warnings" if lines else "no mistakes"
    print(f"{framework_file.name}: {result} (edition {current.edition.id}).")
    return lines


def _example_warnings(path: Path, framework: Framework) -> list[str]:
    """Return a warning for each answer of the worked example that has no cell, or that its cell does not take."""
    if not path.exists():  # a framework need not have a worked example
        return []
    lines, example = name_lines(path), load_example(path)
    found = {name: f"no cell has the name {name}. Correct or remove it." for name in unknown_names(framework, example)}
    for name, wanted in unfit_answers(framework, example):
        found[name] = f"{name} is {short(example.cells[name])}, and its cell takes {wanted}. Correct it."
    return [f"{path.name}:{lines[name]}: warning: {found[name]}" for name in sorted(found, key=lines.__getitem__)]


def github_commands(text: str, folder: Path) -> Iterator[str]:
    """Yield a command for each line of a text that says where in a file something is wrong.

    GitHub takes what a program prints in this form, and shows the message beside the line of the file:
    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands

    Args:
        text: what a check prints.
        folder: the folder that the files are in, from the one in which GitHub runs the command.
    """
    for found in filter(None, map(_MISTAKE.fullmatch, text.splitlines())):
        kind = "warning" if found["warning"] else "error"
        file = _escaped((folder / found["file"]).as_posix(), _IN_PROPERTY)
        yield f"::{kind} file={file},line={found['line'] or 1}::{_escaped(found['message'], _IN_MESSAGE)}"


def _escaped(text: str, characters: dict[str, str]) -> str:
    for character, code in characters.items():
        text = text.replace(character, code)
    return text


def _parser(framework_file: Path) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="carers-framework check",
        description="List every mistake in framework.yaml, between the editions and in the worked example.",
    )
    parser.add_argument("--framework", type=Path, default=framework_file, help="the framework file")
    parser.add_argument("--fix", action="store_true", help="first put right spaces, line ends and the list of contents")
    parser.add_argument("--where", metavar="ID", help="only print the file and the line of an id")
    parser.add_argument("--tag", default="", help="the tag to publish with: it has to name the edition")
    parser.add_argument(
        "--published", action="store_true", help="record the ids of the edition, which is published from now on"
    )
    parser.add_argument(
        "--github",
        action="store_true",
        default=os.environ.get("GITHUB_ACTIONS") == "true",
        help="also have GitHub show each mistake at its line (the default within GitHub Actions)",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
