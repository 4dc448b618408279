"""What came from an earlier workbook: answers to look at again, and answers that have no place in this edition."""

from __future__ import annotations

from ...framework.model import CARRIED_OVER, Framework
from ..answers import Answers
from ..layout import Column, Input, Rows, Sheet, Table, Text
from .common import top

CHECK = "Check: reworded"
ASIDE = "Kept aside"

COLUMNS = (
    ("carried_what", "What to do"),
    ("carried_from", "Where it was"),
    ("carried_text", "What you wrote"),
    ("carried_name", "Name of its cell now"),
)
"""The columns: the defined name of each, and its heading."""

_ABOUT = (
    f"“{CHECK}”: the answer is in its place, but the wording there has changed, so look at it again. "
    f"“{ASIDE}”: this edition has no place for it. Delete a row when you are done with it."
)
PURPOSE = "What came from an earlier workbook: answers to look at again, and answers that have no place here."
"""What the sheet is for, as the first sheet says it."""

_HELP = "From the workbook that you carried forward."


def sheet(framework: Framework, answers: Answers) -> Sheet:
    """What is on the sheet of what was carried over."""
    count = max([1, *(len(answers.columns.get(name, ())) for name, _ in COLUMNS)])
    rows = tuple(
        tuple(Input("", heading, _HELP, value=answers.in_row(name, row)) for name, heading in COLUMNS)
        for row in range(count)
    )
    table = Table("carried_over", tuple(Column(heading, name) for name, heading in COLUMNS), rows, main=True)
    about = Rows(((Text(_ABOUT, "line"),),))
    return Sheet(CARRIED_OVER, (20, 60, 80, 40), (top(framework, CARRIED_OVER, "workbook"), about, table))


def is_needed(answers: Answers) -> bool:
    """Whether anything was carried over that the sheet has to show."""
    return any(answers.columns.get(name) for name, _ in COLUMNS)


def to_check(answers: Answers) -> frozenset[str]:
    """The names of the cells whose wording changed after they were answered."""
    names, whats = answers.columns.get("carried_name", ()), answers.columns.get("carried_what", ())
    return frozenset(str(name) for name, what in zip(names, whats, strict=False) if what == CHECK and name)
