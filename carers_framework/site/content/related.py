"""What belongs together on the pages about the law and about examples, and by what examples can be chosen."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from ...base.text import folded
from ...framework.library import Duty, Example, LawQuestion
from ...framework.model import Framework, Section

PartT = TypeVar("PartT")

MOST_EXAMPLES = 5
"""How many examples a question about the law names. A link leads to the others."""

TAGS = 2
"""How many themes a card names: more would hide what was done."""


HELPS_ALL = "all-sections"
"""What the index of examples calls the sections of an example that helps all of them alike, to choose these alone."""

# The law


def law_index(framework: Framework) -> str:
    """Return the path of the page with every provision: one without questions is the page on the law itself."""
    return "law/by-act.md" if framework.law_questions else "law.md"


def duties_by_law(framework: Framework) -> list[tuple[str, list[Duty]]]:
    """Return each law with its provisions in the order in which people look them up."""
    laws = dict.fromkeys(duty.law for duty in framework.duties)
    return [(law, _in_order(duty for duty in framework.duties if duty.law == law)) for law in laws]


def _in_order(duties: Iterable[Duty]) -> list[Duty]:
    return sorted(duties, key=lambda duty: duty.place)


def questions_of(framework: Framework) -> Mapping[str, list[LawQuestion]]:
    """Return the questions whose answers rest on each provision, by its id."""
    return {
        duty.id: [question for question in framework.law_questions if duty.id in question.provisions]
        for duty in framework.duties
    }


def for_question(framework: Framework, question: LawQuestion) -> Mapping[str, Any]:
    """Return what the page of a question shows: its provisions, and the sections and examples that go with it."""
    by_id = {duty.id: duty for duty in framework.duties}
    duties = [by_id[id_] for id_ in question.provisions]
    days = sorted({duty.checked_on for duty in duties if duty.checked_on})
    return {
        "question": question,
        "duties": duties,
        "first_check": days[0] if days else None,
        "next_check": _a_year_after(days[0]) if days else None,
        "cautions": [duty for duty in duties if duty.caution],
        "unchecked": [duty for duty in duties if not duty.checked_on],
        "related_sections": _sections_of(framework, duties),
        "related_examples": _examples_of(framework, question),
        "related_themes": [theme for theme in framework.themes if theme.id in question.themes],
    }


def _a_year_after(day: datetime.date) -> datetime.date:
    """Return the last day on which a check is not yet overdue, as `make check` counts."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if is_leap_day else day.day)


def _sections_of(framework: Framework, duties: Iterable[Duty]) -> list[Section]:
    """Return the sections behind which any of these provisions stands, those with the most of them first."""
    named = Counter(section for duty in duties for section in duty.sections)
    # Sorting is stable, so sections with equally many stay in the order of the framework.
    return sorted((each for each in framework.sections if named[each.id]), key=lambda each: -named[each.id])


def _examples_of(framework: Framework, question: LawQuestion) -> list[Example]:
    """Return the first examples on the themes of a question: those with a result, then the newest."""
    found = [example for example in framework.examples if set(question.themes) & set(example.themes)]
    return sorted(found, key=lambda example: (not example.result, -example.year))[:MOST_EXAMPLES]


# The examples


def for_examples(framework: Framework) -> Mapping[str, Any]:
    """Return what the index of examples shows: its cards, and by what they can be narrowed down."""
    return {
        "cards": _cards(framework),
        "tags": TAGS,
        "helps_all": HELPS_ALL,
        "first_for_all": next((example.id for example in framework.examples_for_all), None),
        "with_result": sum(bool(example.result) for example in framework.examples),
        "choices": _choices(framework),
    }


def _cards(framework: Framework) -> list[Example]:
    """Return the examples in the order of the sections that they help most; those that help all come last."""
    places = {section.id: place for place, section in enumerate(framework.sections)}
    return sorted(
        framework.examples, key=lambda example: places[example.sections[0]] if example.sections else len(places)
    )


def _choices(framework: Framework) -> list[tuple[str, str, str, list[tuple[str, str, int]]]]:
    """Return each list to choose from: its name, its label, its first line, and (value, text, count) for each option.

    A list leaves out what no example has, and a list with a single option is left out itself. The areas are not among
    them: there is one for nearly every example, so the script takes them from the cards.
    """
    sections = [*((section.id, section.title) for section in framework.sections), (HELPS_ALL, "All sections alike")]
    themes = [(theme.id, theme.title) for theme in framework.themes]
    counted = (
        ("section", "Section", "Any section", _counted(sections, _sections_named(framework))),
        ("theme", "Theme", "Any theme", _counted(themes, (each.themes for each in framework.examples))),
    )
    return [(name, label, every, options) for name, label, every, options in counted if len(options) > 1]


def _sections_named(framework: Framework) -> Iterable[tuple[str, ...]]:
    """Yield the sections that each example helps: one that names none helps all, and is chosen as such too."""
    every = (*(section.id for section in framework.sections), HELPS_ALL)
    return (example.sections or every for example in framework.examples)


def _counted(options: Iterable[tuple[str, str]], found: Iterable[Iterable[str]]) -> list[tuple[str, str, int]]:
    """Return the options that something was found for, each with how often."""
    counts = Counter(value for values in found for value in set(values))
    return [(value, text, counts[value]) for value, text in options if counts[value]]


def example_words(framework: Framework) -> str:
    """Return a script that holds the whole text of every example by its id, for the text box on their index.

    A script and not data, because a page that is opened from a folder may load the one and not the other.
    """
    texts = {example.id: _words(example) for example in framework.examples}
    return f"window.exampleWords = {json.dumps(texts, ensure_ascii=False, separators=(',', ':'))};\n"


def _words(example: Example) -> str:
    """Return the words of an example that its card does not show, each once: only whether it has them matters."""
    parts = (example.organisation, example.done, example.outcome, example.history)
    words = folded(" ".join(part for part in parts if part)).lower()
    return " ".join(sorted(set(words.split())))
