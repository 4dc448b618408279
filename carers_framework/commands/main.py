"""The one command for everything: `carers-framework COMMAND`, or `python -m carers_framework COMMAND`.

Each command works on the framework.yaml of the current folder. Without a command, everything is built.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple, cast

Main = Callable[[Sequence[str]], int]
"""Runs a command with its arguments, and returns the exit status."""


class Command(NamedTuple):
    """The module beside this one and the function in it that run a command, and what it does."""

    module: str
    function: str
    help: str


COMMANDS = MappingProxyType(
    {
        "build": Command("site", "build", "write the workbook, the worked example and the site (this is the default)"),
        "check": Command("check", "main", "list every mistake in framework.yaml and between the editions"),
        "serve": Command("site", "serve", "show the site on this machine, and again after every change"),
        "edition": Command("edition", "main", "begin a new edition: edition 2027"),
        "carry": Command("carry", "main", "take the answers of a workbook over into this edition: carry FILE"),
        "collate": Command("collate", "main", "summarise many workbooks: collate FOLDER --output SUMMARY.xlsx"),
        "workbook": Command("workbook", "main", "write the workbook alone, with options"),
        "ods": Command("site", "ods", "make the workbook as OpenDocument, for the site to offer"),
        "offline": Command("site", "offline", "pack the site into one file, which needs no network"),
        "changelog": Command("changelog", "main", "print what changed since the last edition"),
        "export": Command("export", "main", "write the site's sources for another generator: export FOLDER"),
    }
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the first argument names, and return its exit status.

    Args:
        arguments: by default those of the command line.
    """
    name, *rest = (sys.argv[1:] if arguments is None else arguments) or ["build"]
    if name in {"-h", "--help"}:
        print(_help())
        return 0
    if name not in COMMANDS:
        print(f"“{name}” is not a command. These are the commands:\n\n{_help()}", file=sys.stderr)
        return 2
    return _load(COMMANDS[name])(rest)


def _load(command: Command) -> Main:
    """Import the module of a command, and no other: importing all would take longer than a check."""
    return cast("Main", getattr(import_module(f"{__package__}.{command.module}"), command.function))


def _help() -> str:
    lines = [f"  {name:10} {command.help}" for name, command in COMMANDS.items()]
    end = "carers-framework COMMAND --help lists the options of a command."
    return "\n".join(["Usage: carers-framework [COMMAND]", "", *lines, "", end])


if __name__ == "__main__":
    sys.exit(main())
