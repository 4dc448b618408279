"""What to know about the files."""

from __future__ import annotations

from ...words import summary as words
from ..records import Problem
from ..store import Store
from .table import FILE, Column, SummaryTable


def problems_table(store: Store) -> SummaryTable:
    """Return the table with a row for each problem of a file."""
    columns = (FILE, Column(words.COLUMN_KIND), Column(words.COLUMN_PROBLEM, "prose"))
    return SummaryTable("problems", words.TABLE_PROBLEMS, words.ABOUT_PROBLEMS, columns, store.problems)


def report_duplicate_areas(store: Store) -> None:
    """Add a problem for each area with several workbooks that says which one counts as the latest."""
    for area, count, file in store.duplicate_areas():
        text = words.LATEST_OF_SEVERAL.format(count=count, area=area)
        store.add_problems(file, [Problem(words.TO_KNOW, text)])
