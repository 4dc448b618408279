"""The warnings about sentences that are too long, and about examples that contradict themselves."""

from __future__ import annotations

import pytest
import yaml

from carers_framework.editions.wording import LONGEST_SENTENCE, check_wording
from carers_framework.framework.load import Located, parse
from tests.helpers.project import DATA


def warnings(**example: object) -> list[str]:
    """Return the warnings about the garden framework with one example, which has these keys too."""
    # The C loader, as everywhere: the other takes `Came?` for the key of a mapping.
    data = yaml.load((DATA / "other.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    data["themes"] = [{"id": "peat", "title": "Peat"}]
    plain = {"id": "ours", "title": "Ours", "area": "Here", "year": 2020, "sections": ["soil"], "themes": ["peat"]}
    plain |= {"done": "We dug 3 beds.", "source": {"document": "booklet", "at": "Page 9"}}
    data["examples"] = [plain | example]
    framework = parse(yaml.safe_dump(data), "framework.yaml")
    located = Located(framework, "framework.yaml", {"ours": 7}, 1)
    return [finding.text().removeprefix("framework.yaml:7: warning: ours: ") for finding in check_wording(located)]


def test_nothing_wrong() -> None:
    assert warnings() == []
    assert warnings(result="3 beds", outcome="There were 3 beds.") == []


def test_long_sentence() -> None:
    """A sentence is as long as its words up to a full stop or a colon."""
    half = " ".join(["word"] * LONGEST_SENTENCE)
    assert warnings(done=f"{half}. {half}: {half}.") == []
    (warning,) = warnings(done=f"{half} more.")
    assert warning.endswith("is a sentence of 26 words. Make two of it.")


@pytest.mark.parametrize(
    ("example", "warning"),
    [
        ({"result": "3 beds"}, "has only one of `result` and `outcome`. Write both, or neither"),
        ({"result": "3 beds.", "outcome": "3."}, "its `result` ends with a full stop."),
        ({"result": "4 beds", "outcome": "3."}, "its `result` has 4, which `outcome` and `done` do not have."),
        ({"sections": ["soil", "soil"]}, "names a section twice."),
        ({"sections": ["soil", "water"]}, "names all sections. Write `sections: []`"),
    ],
)
def test_doubtful_example(example: dict[str, object], warning: str) -> None:
    (found,) = warnings(**example)
    assert found.startswith(warning)
