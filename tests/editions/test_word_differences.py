"""Which words differ between two versions of a text."""

from __future__ import annotations

import pytest
from hypothesis import given

from carers_framework.editions.differences.word_differences import compare_words
from tests.helpers.editions import TEXTS


def shown(old: str, new: str) -> str:
    """Return the runs with changes as [before>after]."""
    return "".join(f"[{run.before}>{run.after}]" if run.changed else run.after for run in compare_words(old, new))


@given(TEXTS, TEXTS)
def test_whole_texts(old: str, new: str) -> None:
    """Each side of the runs, joined together, is its text."""
    runs = compare_words(old, new)
    assert "".join(run.before for run in runs) == old
    assert "".join(run.after for run in runs) == new


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("The carers’ views", "The carers views", "The [carers’>carers] views"),
        ("A self-referral", "A referral", "A [self-referral>referral]"),
        ("One two three", "One four five", "One [two three>four five]"),
        ("One, two", "One;\n two", "One[,>;] two"),
        ("same\n text", "same text", "same text"),
    ],
)
def test_runs(old: str, new: str, expected: str) -> None:
    """Words change whole, neighbouring changes are one run, and line breaks do not matter."""
    assert shown(old, new) == expected
