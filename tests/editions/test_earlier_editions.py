"""The files in `editions/`."""

from __future__ import annotations

from pathlib import Path

import pytest

from carers_framework.framework.load import load
from tests.helpers.editions import DRAFT
from tests.helpers.project import FROZEN

EARLIER = sorted((FROZEN / "editions").glob("*.yaml"))


@pytest.mark.parametrize("path", EARLIER, ids=lambda path: path.stem)
def test_file(path: Path) -> None:
    """Each is a framework file that is named after its id, and in which editors find the schema."""
    assert load(path).edition.id == path.stem
    first_line = path.read_text(encoding="utf-8").splitlines()[0]
    assert first_line == "# yaml-language-server: $schema=../framework.schema.json"


def test_draft_whole() -> None:
    counts = {section.id: {score: len(found) for score, found in section.levels.items()} for section in DRAFT.sections}
    assert counts == {
        "identifying-carers": {"C": 2, "B": 3, "A": 5},
        "information-and-advice": {"C": 3, "B": 3, "A": 5},
        "preventative-community-support": {"C": 3, "B": 4, "A": 3},
        "assessment-and-eligibility": {"C": 5, "B": 2, "A": 5},
        "personalised-support-plans": {"C": 1, "B": 4, "A": 8},
        "personal-budgets": {"C": 3, "B": 3, "A": 4},
    }
    assert len(DRAFT.steps) == 7
    assert len(DRAFT.wellbeing.areas) == 9
    assert len(DRAFT.open_in_draft) == 15


def test_reviewers_notes() -> None:
    """No note of a reviewer of the draft is in its texts."""
    texts = " ".join(indicator.text for section in DRAFT.sections for indicator in section.indicators)
    for note in ("(RG)", "!A?", "MC1", "NB", "statutory?", "page X", "Need to talk"):
        assert note not in texts
