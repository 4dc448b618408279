"""The entry for CHANGELOG.md."""

from __future__ import annotations

from carers_framework.editions.changelog import changelog_entry
from tests.helpers.editions import small_edition


def test_entry() -> None:
    """Every change but a rewording is named, once, under its section."""
    old = small_edition(
        "old",
        [
            {"at": "soil L", "id": "dry", "text": "The soil is dry."},
            {"at": "soil L", "id": "poor", "text": "The soil is poor and stony.", "moved_to": ["thin", "stony"]},
            {"at": "water L", "id": "waste", "text": "Water is wasted."},
        ],
    )
    new = small_edition(
        "new",
        [
            {"at": "soil H1", "id": "dry", "text": "The soil is often dry."},
            {"at": "soil L", "id": "thin", "text": "The soil is thin."},
            {"at": "light L", "id": "stony", "text": "There are stones."},
        ],
    )
    assert changelog_entry(old, new) == (
        "## Edition new\n\n"
        "- Changes to the framework since edition old: 1 added, 2 dropped, 1 reworded, 1 moved, 1 split.\n"
        "- **soil**: 1 reworded, 1 moved, 1 split.\n"
        "  - Moved from soil, L to soil, H1: The soil is often dry.\n"
        "  - Split into 2, L: The soil is poor and stony.\n"
        "- **light**: 1 added.\n"
        "  - Added: light\n"
        "- **water**: 2 dropped.\n"
        "  - Dropped: water\n"
        "  - Dropped, L: Water is wasted.\n"
    )


def test_no_changes() -> None:
    edition = small_edition("new", [{"at": "soil L", "id": "dry", "text": "The soil is dry."}])
    assert changelog_entry(edition, edition) == (
        "## Edition new\n\n- Changes to the framework since edition new: nothing.\n"
    )


def test_long_lines() -> None:
    """A long line is wrapped, and its continuation belongs to the same list item."""
    old = small_edition("old", [{"at": "soil L", "id": "dry", "text": "Dry."}])
    new = small_edition(
        "new",
        [
            {"at": "soil L", "id": "dry", "text": "Dry."},
            {"at": "soil L", "id": "long", "text": "word " * 60},
        ],
    )
    *_, first, second, third = changelog_entry(old, new).splitlines()
    assert first.startswith("  - Added, L: word")
    assert second.startswith("    word")
    assert third.startswith("    word")
    assert max(map(len, (first, second, third))) <= 120
