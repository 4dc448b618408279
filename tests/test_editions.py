"""The editions: each file loads, each item says where it went, and a new edition can be begun."""

from __future__ import annotations

from pathlib import Path

import pytest

from carers_framework.load import load

from .conftest import ROOT

EARLIER = sorted((ROOT / "editions").glob("*.yaml"))


@pytest.mark.parametrize("path", EARLIER, ids=lambda path: path.stem)
def test_an_earlier_edition_is_a_framework_file_named_after_its_id(path: Path) -> None:
    assert load(path).edition.id == path.stem
    assert (
        path.read_text(encoding="utf-8").splitlines()[0] == "# yaml-language-server: $schema=../framework.schema.json"
    )


def test_the_draft_is_whole() -> None:
    draft = load(ROOT / "editions" / "2016-draft.yaml")
    counts = {section.id: {score: len(found) for score, found in section.levels.items()} for section in draft.sections}
    assert counts == {
        "identifying-carers": {"C": 2, "B": 3, "A": 5},
        "information-and-advice": {"C": 3, "B": 3, "A": 5},
        "preventative-community-support": {"C": 3, "B": 4, "A": 3},
        "assessment-and-eligibility": {"C": 5, "B": 2, "A": 5},
        "personalised-support-plans": {"C": 1, "B": 4, "A": 8},
        "personal-budgets": {"C": 3, "B": 3, "A": 4},
    }
    assert len(draft.steps) == 7
    assert len(draft.wellbeing.areas) == 9
    assert len(draft.open_in_draft) == 11


def test_no_note_of_a_reviewer_is_in_a_text_of_the_draft() -> None:
    draft = load(ROOT / "editions" / "2016-draft.yaml")
    texts = " ".join(indicator.text for section in draft.sections for indicator in section.indicators)
    for note in ("(RG)", "!A?", "MC1", "NB", "statutory?", "page X", "Need to talk"):
        assert note not in texts
