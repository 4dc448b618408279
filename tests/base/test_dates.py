"""Days."""

from __future__ import annotations

import datetime

import pytest

from carers_framework.base.dates import a_year_after


@pytest.mark.parametrize(
    ("day", "next_year"), [("2026-11-25", "2027-11-25"), ("2028-02-29", "2029-02-28"), ("2027-02-28", "2028-02-28")]
)
def test_a_year_after(day: str, next_year: str) -> None:
    """A year is one of the calendar, also after the last day of a February with 29 days."""
    assert a_year_after(datetime.date.fromisoformat(day)) == datetime.date.fromisoformat(next_year)
