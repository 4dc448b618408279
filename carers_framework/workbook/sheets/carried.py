"""What came from an earlier workbook: answers to look at again, and answers that have no place in this edition."""

from __future__ import annotations

from ...framework.model import Framework
from ...words.workbook import ASIDE, CARRIED_OVER, CHECK
from ..answers import Answers
from ..cells import Column, Input, Rows, Sheet, Subject, Table, Text
from .common import back_link, title

COLUMNS = (
    ("carried_what", "What to do"),
    ("carried_from", "Where it was"),
    ("carried_text", "What you wrote"),
    ("carried_name", "Name of its cell now"),
)
"""The defined name of each column, and its heading."""

PURPOSE = "What came from an earlier workbook: answers to look at again, and answers that have no place here."
"""What the sheet is for, as the first sheet says it."""

_ABOUT = (
    f"“{CHECK}”: the answer is in its place, but the wording there has changed, so look at it again. "
    f"“{ASIDE}”: this edition has no place for it. Delete a row when you are done with it."
)
_HELP = "From the workbook that you carried forward."


def sheet(framework: Framework, count: int) -> Sheet:
    """Return the sheet of what was carried over, with room for `count` rows."""
    # In a column: nobody knows beforehand how many rows there will be.
    row = tuple(Input(Subject(name), heading, _HELP, in_column=True) for name, heading in COLUMNS)
    columns = tuple(Column(heading, name) for name, heading in COLUMNS)
    table = Table("carried_over", columns, (row,) * count, main=True)
    top = Rows((title(CARRIED_OVER, back_link(framework), at=3), (Text(_ABOUT, "line"),)))
    return Sheet(CARRIED_OVER, (18, 47, 65, 30), (top, table), kind="result", repeated=3)


def row_count(answers: Answers) -> int:
    """Return how many rows were carried over; without any, the workbook has no such sheet."""
    return max(len(answers.columns.get(name, ())) for name, _ in COLUMNS)


def to_check(answers: Answers) -> frozenset[str]:
    """Return the names of the cells whose wording changed after they were answered."""
    names, whats = answers.columns.get("carried_name", ()), answers.columns.get("carried_what", ())
    return frozenset(str(name) for name, what in zip(names, whats, strict=False) if what == CHECK and name)
