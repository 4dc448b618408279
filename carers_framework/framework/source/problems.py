"""Mistakes in a file: where each is, and the line that a person reads about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ...base.errors import UserError
from ...base.text import one_line, short

DataPath = tuple[str | int, ...]
"""Where a value is in the data of a file: the keys and list indexes that lead to it."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A mistake in a file.

    `line` counts from 1 and is 0 where the whole file is meant. `path` is where the mistake is, as `readable` returns
    it. `message` says what is wrong and what to do.
    """

    line: int
    path: str
    message: str

    def text(self, file: str) -> str:
        """Return the one line that a person reads."""
        where = f"{file}:{self.line}" if self.line else file
        return one_line(f"{where}: {self.path}: {self.message}" if self.path else f"{where}: {self.message}")


class FrameworkError(UserError):
    """A framework file cannot be used. `problems` holds every mistake found, and the text has a line for each.

    `put_right` is the text of the file with its lines in their columns, or nothing where it is not YAML even then.
    """

    def __init__(self, file: str, problems: Iterable[Problem], put_right: str = "") -> None:
        self.file = file
        self.put_right = put_right
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(problem.text(file) for problem in self.problems))


class NotYamlError(FrameworkError):
    """The parser of YAML stopped at a mistake, so nothing is known of what comes after it."""


def value_at(data: Any, path: DataPath) -> Any:
    """Return the value at a path, or None where the path leads nowhere."""
    for key in path:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def readable(path: DataPath, data: Any = None) -> str:
    """Return a path as people read it, such as "sections[0] early-help: levels".

    Args:
        path: the keys and indexes that lead to a value.
        data: the data of the file, from which each list entry gets its id; None while it is still being read.
    """
    parts: list[str] = []
    for length, step in enumerate(path, start=1):
        if isinstance(step, int):
            id_ = value_at(data, (*path[:length], "id"))
            list_name = parts.pop() if parts else ""
            parts.append(f"{list_name}[{step}]" + (f" {short(id_, quote=False)}" if id_ else ""))
        else:
            parts.append(short(str(step), quote=False))
    return ": ".join(parts)
