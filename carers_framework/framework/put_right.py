"""Lines in the wrong column or without their hyphen, put right for the rest of a check.

So one slip is one message, and hides no other mistake.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from pydantic import BaseModel

from ..base.text import spaces
from .source.lines import indent, lines_of
from .source.misplaced import Misplaced, begun, misplaced, moved
from .source.problems import FrameworkError, NotYamlError, Problem
from .source.style.tidy import style_problems
from .source.yaml_errors import BEGINS_LIST

Attempt = Callable[[str], FrameworkError | None]
"""Reads a text, and returns what is wrong with it."""

_MOST_SLIPS = 5
_MOST_TRIED = 4
_MOST_COLUMNS = 2
_MOST_READ = 3_000_000
"""The most characters that are read: each try reads the file anew. The real one is read six times in a second."""
_LARGEST = 1_000_000
"""The most characters of a file that is read again at all. With fewer turns, hardly any line is found."""

_LINES_AFTER = 3
"""The parser's mistakes are shown where they are to be corrected, which may be a few lines above the slip."""


@dataclass(frozen=True, slots=True)
class _Try:
    """A text with one line put right, what that line's problem was, and what is wrong with the text then."""

    problem: Problem
    text: str
    error: FrameworkError | None

    @property
    def cost(self) -> tuple[bool, int, int]:
        """How much is wrong: the try with the least is the likeliest."""
        if self.error is None:
            return False, 0, len(style_problems(self.text))
        return isinstance(self.error, NotYamlError), len(self.error.problems), 0


def put_right(text: str, error: FrameworkError, model: type[BaseModel], attempt: Attempt) -> FrameworkError:
    """Return what is wrong with a text, with one problem for each misplaced line instead of all that follow from it.

    Args:
        text: the text of a file.
        error: what is wrong with it as it is.
        model: what the file should hold.
        attempt: reads a changed text.
    """
    slips: list[Problem] = []
    left: FrameworkError | None = error
    turns = iter(range(_MOST_READ // (len(text) + 1)))
    while left and len(slips) < _MOST_SLIPS and len(text) <= _LARGEST:
        found = next(_slips(text, left, model, attempt, turns), None)
        if found is None:
            break
        slips.append(found.problem)
        text, left = found.text, found.error
    readable = "" if isinstance(left, NotYamlError) else text
    return FrameworkError(error.file, [*slips, *(left.problems if left else ())], readable)


def _slips(
    text: str, error: FrameworkError, model: type[BaseModel], attempt: Attempt, turns: Iterator[int]
) -> Iterator[_Try]:
    """Yield the tries that leave the text with fewer mistakes, while there are turns."""
    # What comes after the place where the parser stops cannot be what stopped it.
    last = error.problems[0].line + _LINES_AFTER if isinstance(error, NotYamlError) else sys.maxsize
    likely = (each for each in misplaced(text, model) if each.line < last)
    for each in islice(likely, _MOST_TRIED):
        # A further turn is taken only for a further text.
        changes = zip(_changes(text, each), turns, strict=False)
        tries = (_Try(problem, changed, attempt(changed)) for (problem, changed), _ in changes)
        best = min(tries, key=lambda tried: tried.cost, default=None)
        if best and _is_better(each.line + 1, error, best.error):
            yield best


def _changes(text: str, each: Misplaced) -> Iterator[tuple[Problem, str]]:
    """Yield the problems that a line may have, and the text without each of them."""
    if each.entry is not None:
        yield Problem(each.line + 1, "", BEGINS_LIST), begun(text, each.line, each.entry)
    for column in each.columns[:_MOST_COLUMNS]:
        alone, together = (moved(text, each.line, column, with_part=with_part) for with_part in (False, True))
        yield _column_problem(text, each, column), alone
        if together != alone:
            yield _column_problem(text, each, column, along=", with all that belongs to it"), together


def _is_better(line: int, before: FrameworkError, after: FrameworkError | None) -> bool:
    """Return whether less is wrong, or at least something else that the parser could not reach before."""
    if after is None:
        return True
    if isinstance(after, NotYamlError) and not isinstance(before, NotYamlError):
        return False
    if len(after.problems) < len(before.problems):
        return True
    reaches_further = isinstance(before, NotYamlError) and after.problems[0].line > before.problems[0].line
    return reaches_further and all(problem.line != line for problem in after.problems)


def _column_problem(text: str, each: Misplaced, column: int, *, along: str = "") -> Problem:
    given = spaces(indent(lines_of(text)[each.line]))
    message = f"begins after {given}, and should begin after {column}{along}."
    if each.in_text:
        message += " If it is a word of the text above, begin the line with another word."
    return Problem(each.line + 1, "", message)
