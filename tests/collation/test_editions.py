"""All editions as one."""

from __future__ import annotations

from carers_framework.collation.tables.editions import all_editions, merged

from .samples import NEW, OLD


def test_merged_orders() -> None:
    assert merged([["C", "B", "A"], ["D", "C", "B", "A"]]) == ["D", "C", "B", "A"]
    assert merged([["L", "H"], ["L", "M", "H", "T"], ["Z", "L"]]) == ["Z", "L", "M", "H", "T"]


def test_wording_and_order() -> None:
    """The newest edition's words and order come first, and what was reworded is known."""
    editions = all_editions([OLD, NEW])
    assert list(editions.sections) == ["light", "water", "soil"]
    assert editions.title_of("water") == "Water everywhere"
    assert editions.sections["water"].editions == ("first-2030", "second-2032")
    assert [id_ for id_, known in editions.indicators.items() if known.reworded] == ["saved"]


def test_single_edition() -> None:
    """With one edition there is nothing to tell apart, and its id says more than "All"."""
    editions = all_editions([OLD])
    assert editions.in_words(editions.ids) == "first-2030"


def test_height_of() -> None:
    editions = all_editions([OLD, NEW])
    assert [editions.height_of(score) for score in ("L", "H1", "middling", None)] == [0, 1, None, None]
