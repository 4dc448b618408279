"""The lists from the guides: figures and terms held, history marked as history, and each item under its sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

import pytest

from carers_framework.framework.library import Collection, Entry
from carers_framework.framework.model import Framework

COUNTS = {
    "practice-points-2010": 39,
    "personalisation-aims-2010": 5,
    "early-intervention-2010": 5,
    "good-services-2018": 12,
    "survey-2018": 15,
    "recommendations-2009": 5,
    "questions-value-for-money": 5,
    "questions-breaks": 4,
    "inspectors-2009": 33,
    "outcomes-2009": 15,
    "competencies-2009": 11,
    "assessment-outcomes-2009": 9,
}
"""How many items the lists have whose source counts or numbers them; Table 2 has 32 descriptors and a note."""

HELD = {
    "pp-no-cut-for-under-16s": ["under 16", "16-18"],
    "pp-community-awareness": ["health", "housing", "education", "leisure", "transport", "employers and businesses"],
    "pp-carer-assessment-before-budget": ["until after a carer’s assessment"],
    "pp-adjuster-for-each-area": ["question", "adjuster"],
    "gs-signposting": ["signposting"],
    "gs-co-produced-statements": ["market position statements", "co-produced"],
    "sv-tendering": ["most councils", "competitive tender"],
    "sv-local-employers": ["a third"],
    "sv-contract-length": ["vast majority", "three to five years", "+1+1", "Very few"],
    "overlooked-age-groups": ["under 18", "18–25"],
    "overlooked-stigmatised-conditions": ["HIV/AIDS", "mental health", "substance misuse"],
    "stroke-reviews": ["six weeks", "six months", "every year"],
    "hospital-given-assessment": ["previous 12 months"],
    "fund-procurement-law": ["£139,893", "2008", "Part B"],
    "measure-assessed-and-served": ["NI135"],
    "evidence-five-million-carers": ["nearly five million", "23"],
    "evidence-caring-over-fifty-hours": ["one million", "50 or more hours"],
    "evidence-children-who-care": ["145,000", "five million"],
    "evidence-moving-in-and-out": ["two million", "UK"],
    "evidence-giving-up-work": ["more than half", "eight years early"],
    "evidence-losing-a-home": ["3 per cent", "177,000", "Leicestershire"],
    "evidence-assessments": ["only 25 per cent", "14 per cent"],
    "evidence-gp-patients": ["at least one in ten"],
    "evidence-health-census-2001": ["more than 50 hours", "twice"],
    "evidence-stress": ["52 per cent"],
    "evidence-mental-health": ["Over half", "94 per cent"],
    "evidence-young-carers-at-school": ["28 per cent"],
    "evidence-end-of-life-carers": ["around half a million", "84 per cent"],
    "evidence-learning-disability": ["half", "1.2 million"],
}
"""Figures and terms of the sources, and the qualifiers without which they would say more than the source."""

ENDED = (
    r"\bPCTs?\b|[Pp]rimary care trust|World Class Commissioning|\bLINks?\b|Fair Access to Care|\bFACS\b|\bNI135\b"
    r"|[Cc]ommunity care|single assessment process|\bEU\b|European Union|Local Area Agreement"
    r"|Public Contracts Regulations"
)
"""Bodies, laws and schemes that have ended, as the sources name them."""

QUESTIONS = ("questions-with-carers", "questions-value-for-money", "questions-breaks", "questions-nhs-commissioners")

LONGEST = 25
"""The most words of a sentence."""


def entries(framework: Framework) -> Iterator[tuple[Collection, Entry]]:
    return ((collection, item) for collection in framework.collections for item in collection.items)


@pytest.fixture(scope="module")
def by_id(framework: Framework) -> dict[str, Entry]:
    return {item.id: item for _, item in entries(framework)}


def test_lists_are_whole(framework: Framework) -> None:
    counts = {collection.id: len(collection.items) for collection in framework.collections}
    assert {id_: counts.get(id_) for id_ in COUNTS} == COUNTS


@pytest.mark.parametrize("id_", HELD)
def test_figures_and_terms_held(by_id: dict[str, Entry], id_: str) -> None:
    assert [words for words in HELD[id_] if words not in by_id[id_].text] == []


def test_ended_things_are_history(framework: Framework) -> None:
    """An item that names what has ended says so, or its list is kept as history."""
    named = [(collection, item) for collection, item in entries(framework) if re.search(ENDED, item.text)]
    assert len(named) >= 5
    assert [item.id for collection, item in named if not (item.history or collection.history)] == []


def test_history_names_todays_law(by_id: dict[str, Entry]) -> None:
    """The survey's law has a wrong title: the item says so, and which law applies today, and from when."""
    told = by_id["sv-tendering"].history or ""
    assert "Procurement Act 2023" in told
    assert "24 February 2025" in told


def test_only_questions_are_asked(framework: Framework) -> None:
    """What a guide states is not turned into a question: outside the lists of questions, few items end in one."""
    for collection, item in entries(framework):
        if collection.id in QUESTIONS:
            assert "?" in item.text, item.id
        elif collection.id != "reviews-2010":
            assert "?" not in item.text, item.id


def test_helped_most_comes_first(framework: Framework) -> None:
    for section in framework.sections:
        for collection in framework.collections:
            places = [item.sections.index(section.id) for item in collection.for_section(section.id)]
            assert places == sorted(places), (section.id, collection.id)


def test_all_sections_left_unnamed(framework: Framework) -> None:
    """An item that helps with all sections names none, and stays off the pages of the sections."""
    for _, item in entries(framework):
        assert len(set(item.sections)) == len(item.sections) < len(framework.sections), item.id
    general = {item.id for _, item in entries(framework) if not item.sections}
    assert general
    for section in framework.sections:
        shown = {item.id for collection in framework.collections for item in collection.for_section(section.id)}
        assert shown
        assert not shown & general


def test_market_is_not_one_section(by_id: dict[str, Entry]) -> None:
    """Points on the market, tenders and co-production help with every section, and not with budgets above all."""
    for id_ in ("pp-constructive-with-providers", "gs-pooled-budgets", "sv-tendering", "vfm-cherry-picking"):
        assert by_id[id_].sections == (), id_


def test_history_helps_no_section(framework: Framework) -> None:
    """A list kept as history is shown with no section, and its page does not say that it helps all."""
    kept = [collection for collection in framework.collections if collection.history]
    assert kept
    assert all(item.sections == () for collection in kept for item in collection.items)


def test_page_says_what_is_history(framework: Framework, pages: Mapping[str, str]) -> None:
    for collection in framework.collections:
        shown = pages[f"prompts/{collection.id}.md"]
        assert f"](prompts/{collection.id}.md){{: #{collection.id} .moved }}" in pages["prompts.md"]
        assert ("Kept as history" in shown) == bool(collection.history), collection.id
        general = not collection.history and any(not item.sections for item in collection.items)
        assert ("All sections" in shown) == general, collection.id


def test_each_heading_comes_once(framework: Framework, pages: Mapping[str, str]) -> None:
    """The items under a heading follow one another, or the page would print the heading again."""
    for collection in framework.collections:
        groups = [group for group, _ in groupby(item.group for item in collection.items)]
        assert len(groups) == len(set(groups)), collection.id
        for group in filter(None, groups):
            assert f"## {group}\n" in pages[f"prompts/{collection.id}.md"].replace("&#39;", "'"), group


def test_sentences_are_short(framework: Framework) -> None:
    for collection in framework.collections:
        texts = [
            collection.about,
            collection.history,
            *(part for item in collection.items for part in (item.text, item.history)),
        ]
        for text in filter(None, texts):
            for sentence in re.split(r"(?<=[.?!:])\s+", text):
                assert len(sentence.split()) <= LONGEST, sentence


def test_standards_keep_their_terms(framework: Framework) -> None:
    """NICE's statements keep the words that practitioners look for; each statement's theme is given as CQC has it."""
    nice, cqc = (standard.statements for standard in framework.standards)
    wanted = ["recognise", "care planning", "what matters most", "breaks from caring", "working arrangements"]
    assert [word for word, statement in zip(wanted, nice, strict=True) if word not in statement.text] == []
    assert len(cqc) == 9
    assert len({statement.group for statement in cqc}) == 4
