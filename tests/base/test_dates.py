"""Days."""

from __future__ import annotations

import datetime

import pytest

from carers_framework.base.dates import a_year_after, from_text


@pytest.mark.parametrize(
    ("day", "next_year"), [("2026-11-25", "2027-11-25"), ("2028-02-29", "2029-02-28"), ("2027-02-28", "2028-02-28")]
)
def test_a_year_after(day: str, next_year: str) -> None:
    """A year is one of the calendar, also after the last day of a February with 29 days."""
    assert a_year_after(datetime.date.fromisoformat(day)) == datetime.date.fromisoformat(next_year)


@pytest.mark.parametrize(
    "text",
    [
        "14.5.27", "14/05/2027", "14-5-2027", "14 May 2027", "14 may 27", "14th May, 2027", "14-May-27", "14May2027",
        "Fri 14 May 2027", "the 14th of May 2027", "May 14, 2027", "2027-05-14", "2027/5/14", "2027-05-14T10:30:00Z",
        "14/05/2027 10:30", " 14\u00a0May\u00a02027 ", "14\u201105\u20112027", "14 Mai 2027".replace("Mai", "MAY"),
    ],
)  # fmt: skip
def test_days_typed_as_texts(text: str) -> None:
    assert from_text(text) == datetime.date(2027, 5, 14)


@pytest.mark.parametrize(
    "text",
    [
        "", "2027", "May 2027", "5/14/2027", "14/5", "31.6.27", "14.5.1927", "14/5/207", "soon", "14.5-27", "1.2.3.4",
        "14 May or 15 May 2027", "14 Ma 2027", "2027-14-05", "x" * 100, "14 May 2027" + " " * 60,
    ],
)  # fmt: skip
def test_texts_that_are_no_days(text: str) -> None:
    """What is not clearly a day of the workbook's years stays a text."""
    assert from_text(text) is None
