"""Mistakes as GitHub shows them: beside the line that they are about.

A program within GitHub Actions prints a command for each, which GitHub takes out of what was printed:
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

# "framework.yaml:212: what is wrong", and without a number where the whole file is meant.
_MISTAKE = re.compile(r"(?P<file>[^:\s]+\.ya?ml)(?::(?P<line>\d+))?: (?P<warning>warning: )?(?P<message>.+)")

# What ends a command or one of its parts has to be written otherwise, and so does % itself, which comes first.
_IN_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = {**_IN_MESSAGE, ":": "%3A", ",": "%2C"}


def annotations(text: str, folder: Path) -> Iterator[str]:
    """Yield a command for each line of a text that says where in a file something is wrong.

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
