"""Which workbooks belong together, and which of them counts."""

from __future__ import annotations

import pytest

from carers_framework.collation.records import Problem, Record
from carers_framework.collation.store import Store, area_key
from carers_framework.words.summary import LEFT_OUT, NOT_READ, READ_IN_PART, TO_KNOW
from tests.collation.samples import day


@pytest.mark.parametrize(
    ("spelling", "other", "same"),
    [
        ("St. Helens", "ST HELENS ", True),
        ("Gwynedd", "Gwynedd\n", True),
        ("Ynys Môn", "Ynys Mon", True),
        ("Leeds", "Leeds City", False),
        ("!!", "??", False),
    ],
)
def test_area_key(spelling: str, other: str, same: bool) -> None:
    """Spellings are matched, and areas are not guessed."""
    assert (area_key(spelling) == area_key(other)) is same


def test_latest_workbook() -> None:
    """The latest date counts, then the last name; a workbook without a date comes first. The latest spells the area."""
    dated = {"a": day(2024), "b": day(2025), "c": day(2025), "d": None}
    with Store({}) as store:
        for file, date in dated.items():
            store.add(Record(file, "Ash" if file == "c" else "ASH.", "first", date))
        store.rank()
        assert store.duplicate_areas() == [("Ash", 4, "c")]
        assert store.file_counts() == (4, 1, 0)


def test_gravest_problem_first() -> None:
    with Store({}) as store:
        for kind in (TO_KNOW, LEFT_OUT, NOT_READ, READ_IN_PART):
            store.add(Record("a", problems=(Problem(kind, "text"),)))
        assert [kind for _, kind, _ in store.problems()] == [NOT_READ, READ_IN_PART, LEFT_OUT, TO_KNOW]
