"""The words of the editions: terms of the field, the strength of what is said, and the figures of the documents.

What this cannot see is whether a text says more than the document does. Only a reader of both can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import yaml

from carers_framework.framework.load import load, parse
from carers_framework.framework.model import Framework
from carers_framework.workbook.book import layout_of
from tests.helpers.editions import DRAFT
from tests.helpers.project import DATA, FILE_2021

WORDS = yaml.safe_load((DATA / "words.yaml").read_text(encoding="utf-8"))
EDITION_2021 = load(FILE_2021)
EDITIONS = [EDITION_2021, DRAFT]

LONGEST_SENTENCE = 25
"""The most words of a sentence: more are hard to follow at one reading."""

# A colon counts as an end, because a list or an example after it is read as another sentence.
_SENTENCE_END = re.compile(r"[.!?:][”)]*\s+")


def texts(framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield the id and each text of every item that restates the document."""
    wellbeing = ("wellbeing", framework.wellbeing.text)
    yield wellbeing
    for area in framework.wellbeing.areas:
        yield area.id, area.text
    for passage in framework.introduction:
        yield from ((passage.id, text) for text in (passage.text, passage.points_lead or "", *passage.points))
    for step in framework.steps:
        yield from ((step.id, text) for text in (step.text, step.warning or "", step.at))
        yield from ((item.id, item.text) for item in (*step.invite, *step.gather))
    for section in framework.sections:
        yield from ((section.id, text) for text in (section.requirement, section.source_note or ""))
        yield from ((indicator.id, indicator.text) for indicator in section.indicators)
    yield from ((point.id, point.text) for point in framework.open_in_draft)


def text_of(framework: Framework, id_: str) -> str:
    """Return all texts of an item as one, in small letters and on one line."""
    return " ".join(" ".join(text for name, text in texts(framework) if name == id_).lower().split())


def absent(framework: Framework, wanted: dict[str, list[str]]) -> list[str]:
    """Return every item and phrase where the item does not have the phrase."""
    return [
        f"{id_}: {phrase}"
        for id_, phrases in wanted.items()
        for phrase in phrases
        if phrase.lower() not in text_of(framework, id_)
    ]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.edition.id)
def test_phrases_kept(edition: Framework) -> None:
    assert absent(edition, WORDS["both"]) == []
    assert absent(edition, WORDS[edition.edition.id]) == []


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.edition.id)
def test_short_sentences(edition: Framework) -> None:
    sentences = [sentence for _, text in texts(edition) for sentence in _SENTENCE_END.split(text)]
    assert [sentence for sentence in sentences if len(sentence.split()) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.edition.id)
def test_no_accusation(edition: Framework) -> None:
    """No score says that an area breaks the law: several points of the lowest one are not legal requirements."""
    assert not any(word in level.meaning for level in edition.levels for word in ("required", "requirement", "must"))


def test_figures_of_2021() -> None:
    """The years, people and counts of the 2021 document's first and last pages."""
    edition = EDITION_2021.edition
    assert (edition.first_published, edition.updated) == (2019, 2021)
    assert edition.authors == ("Cally Ward", "Madeline Cooper-Ueki", "Drew Edwards")
    assert (len(EDITION_2021.wellbeing.areas), len(EDITION_2021.steps), len(EDITION_2021.sections)) == (9, 7, 6)
    assert "nine areas" in EDITION_2021.wellbeing.text


def test_headings_of_draft() -> None:
    """The draft's table has its own headings, which ask for a rank only if it is relevant."""
    fields = DRAFT.fields
    assert fields.when.label == "When they will be done by"
    assert fields.who.label == "Who will lead and who else will be involved"
    assert "if relevant, rank order 1 to 6" in fields.priority.help.lower()


def test_terms_in_glossary(framework: Framework) -> None:
    known = {form.lower() for term in framework.glossary for form in (term.term, term.full or "", *term.forms)}
    wanted = set(WORDS["glossary"])
    assert {term for term in wanted if not known & {term, term.removesuffix("s"), f"{term}s"}} == set()


def test_number_of_sections() -> None:
    """The words of the workbook count the sections: seven of them say 7, in the workbook and on the page."""
    text = (
        (DATA / "other.yaml").read_text(encoding="utf-8").replace("{label: Rank,", '{label: "Rank (1 to {sections})",')
    )
    assert parse(text, "two.yaml").fields.priority.label == "Rank (1 to 2)"
    section = text[text.index("  - id: water\n") : text.index("fields:\n")]
    ids = ("water", "waste", "saved", "shared")
    more = "".join(
        re.sub(rf"id: ({'|'.join(ids)})\b", rf"id: \1-{number}", section).replace("Joe's water", f"Water {number}")
        for number in range(5)
    )
    seven = parse(text.replace("fields:\n", f"{more}fields:\n", 1), "seven.yaml")
    assert seven.fields.priority.label == "Rank (1 to 7)"
    texts = layout_of(seven).texts
    assert "Rank (1 to 7)" in texts
    assert not any("{sections}" in each for each in texts)
