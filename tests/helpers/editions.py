"""Editions for tests: small ones made from a list of indicators, and copies of the real ones."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from carers_framework.framework.load import Located, load, parse
from carers_framework.framework.model import Framework, Indicator, Section
from tests.helpers.project import DATA, FILE_2021, FROZEN

GARDENS = load(DATA / "other.yaml")
DRAFT_FILE = FROZEN / "editions" / "2016-draft.yaml"
DRAFT = load(DRAFT_FILE)
CURRENT = load(FILE_2021)

TEXTS = st.lists(st.sampled_from(["dry", "wet", "soil", "is", "the", "is,", "(dry)"]), min_size=1, max_size=6).map(
    " ".join
)
"""Texts that have words in common, and words that differ only in their punctuation."""


def small_edition(id_: str, indicators: list[dict[str, Any]]) -> Framework:
    """Make an edition of the garden framework with these indicators alone.

    Args:
        id_: the id of the edition.
        indicators: as in a framework file, but with "section score" as `at`. The sections are those that appear, in
            the order in which they do.
    """
    sections: dict[str, dict[str, list[Indicator]]] = {}
    for indicator in indicators:
        section, score = indicator["at"].split()
        sections.setdefault(section, {}).setdefault(score, []).append(Indicator.model_validate(indicator))
    return GARDENS.model_copy(
        update={
            "edition": GARDENS.edition.model_copy(update={"id": id_}),
            "sections": tuple(_section(id_, levels) for id_, levels in sections.items()),
        }
    )


def _section(id_: str, levels: dict[str, list[Indicator]]) -> Section:
    return Section(
        id=id_,
        title=id_,
        at="Page 1",
        description=f"About {id_}.",
        requirement="It is so.",
        levels={level.score: tuple(levels.get(level.score, ())) for level in GARDENS.levels},
    )


def located(framework: Framework) -> Located:
    """Return an edition as if loaded from a file in which the n-th indicator is on line n.

    The line of a section is that of its first indicator.
    """
    lines: dict[str, int] = {}
    pairs = ((section, indicator) for section in framework.sections for indicator in section.indicators)
    for line, (section, indicator) in enumerate(pairs, start=1):
        lines.setdefault(section.id, line)
        lines[indicator.id] = line
    return Located(framework, f"{framework.edition.id}.yaml", lines, 1)


def copy_editions(folder: Path) -> Path:
    """Copy the 2021 edition, as the current one, and the draft before it. Return the framework file."""
    framework_file = folder / "framework.yaml"
    shutil.copy(FILE_2021, framework_file)
    (folder / "editions").mkdir()
    shutil.copy(DRAFT_FILE, folder / "editions")
    return framework_file


def replace_once(path: Path, before: str, after: str) -> int:
    """Replace the first place where a text is in a file, and return the line it is on."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return text[: text.index(before)].count("\n") + 1


def third_edition() -> Framework:
    """An invented edition after the other framework: it splits, merges, moves, drops and adds a whole section."""
    text = (DATA / "other.yaml").read_text(encoding="utf-8").replace("id: first-2030", "id: second-2032")
    text = text.replace("updated: 2030", "updated: 2032")
    text = text.replace("The soil is dry.", "The soil has dried out.")  # reworded
    text = text.replace(  # split in two
        "{id: moist, at: Page 4, text: The soil is moist.}",
        "{id: damp, at: Page 4, text: Damp., replaces: [moist]}, {id: rich, at: Page 4, text: Rich, replaces: [moist]}",
    )
    text = text.replace(  # saved and shared merged; waste moved to another section
        "{id: saved, at: Page 5, text: Water is saved.}, {id: shared, at: Page 5, text: Water is shared.}",
        "{id: kept, at: Page 5, text: Kept and shared., replaces: [saved, shared]}",
    )
    text = text.replace(
        '{id: waste, at: Page 5, text: "=Water is wasted."}', "{id: empty, at: Page 5, text: The butt is empty.}"
    )
    new = """  - id: light
    title: Light
    at: Page 6
    description: What plants see.
    requirement: There is light.
    levels:
      L: [{id: waste, at: Page 6, text: "=Water is wasted."}]
      H1: [{id: bright, at: Page 6, text: It is bright.}]
fields:
"""
    return parse(text.replace("fields:\n", new, 1), "third.yaml")
