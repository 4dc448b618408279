"""Which pieces of one edition continue as which pieces of another."""

from __future__ import annotations

from carers_framework.editions.differences.links import followers, links
from tests.helpers.editions import small_edition


def test_no_likeness() -> None:
    """The same words under another id are not the same item, unless an edition says so."""
    old = small_edition("old", [{"at": "soil L", "id": "dry", "text": "The soil is dry."}])
    new = small_edition("new", [{"at": "soil L", "id": "arid", "text": "The soil is dry."}])
    assert not any(piece.kind == "indicator" for piece, _ in links(old, new))


def test_followers() -> None:
    """An item is followed through several editions, to all that it became."""
    first = small_edition("first", [{"at": "soil L", "id": "bad", "text": "Dry and poor."}])
    second = small_edition("second", [{"at": "soil L", "id": "worse", "text": "Dry, poor.", "replaces": ["bad"]}])
    third = small_edition(
        "third",
        [
            {"at": "soil L", "id": "dry", "text": "Dry.", "replaces": ["worse"]},
            {"at": "soil H1", "id": "poor", "text": "Poor.", "replaces": ["worse"]},
        ],
    )
    assert followers((first, second, third), "indicator", "bad") == ("dry", "poor")
    assert followers((first, second, third), "section", "bad") == ()
    assert followers((second, first), "indicator", "no-such-id") == ()
