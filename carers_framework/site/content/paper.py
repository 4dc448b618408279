"""What is printed for a meeting: the parts of the pack, the agenda, and the sheet of questions.

Each page lets readers choose parts. A part has a name, which the page's script finds it by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...framework.library import Entry
from ...framework.model import Framework, Step
from ...words.site import PACK_PARTS
from ...workbook.sheets.plan import DECISIONS

_PLAN_ROWS = 10
"""How many empty rows the action plan has: one page of paper."""

Part = tuple[str, str]
"""The name of a part and its title."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question for people to answer. `parts` names the sections that it is about; none named means all."""

    text: str
    parts: tuple[str, ...]


def for_workshop(framework: Framework) -> Mapping[str, Any]:
    """Return what the workshop pack shows: its parts, and the two tables to fill in on paper."""
    fields = framework.fields
    summary = ("section", "current", "priority", "agreed", "when", "who")
    plan = ("section", "action", *(field for field, _ in DECISIONS))
    sections = _sections(framework)
    before = (("_cover", PACK_PARTS["cover"]), ("_steps", PACK_PARTS["steps"]))
    sheets = framework.workbook.sheets
    after = (("_summary", sheets.summary.name), ("_plan", sheets.plan.name))
    return {
        "parts": (*before, *sections, *after),
        "summary_labels": [getattr(fields, name).label for name in summary],
        "summary_rows": [(section.id, section.title) for section in framework.sections],
        "plan_labels": [getattr(fields, name).label for name in plan],
        "plan_rows": [("", "")] * _PLAN_ROWS,
    }


def for_agenda(framework: Framework) -> Mapping[str, Any]:
    """Return what the agenda shows: each step that is done at a meeting, with its number, and the sections."""
    steps = list(_steps_together(framework))
    # The sections are listed below the step that goes through them, or else below the first.
    through = next((number for number, step in steps if "sections/index" in step.pages), steps[0][0])
    return {"parts": _sections(framework), "agenda": steps, "through_sections": through}


def for_questions(framework: Framework) -> Mapping[str, Any]:
    """Return what the sheet of questions shows: each section with its questions, then those about all."""
    asked = list(questions(framework))
    by_section = [(part, [each for each in asked if each.parts[:1] == part[:1]]) for part in _sections(framework)]
    return {
        "parts": [part for part, found in by_section if found],
        "by_section": [(part, found) for part, found in by_section if found],
        "about_all": [each for each in asked if not each.parts],
    }


def _sections(framework: Framework) -> tuple[Part, ...]:
    """Return each section as a part. No other part has its name: an id does not begin with an underscore."""
    return tuple((section.id, f"{number}. {section.title}") for number, section in enumerate(framework.sections, 1))


def _steps_together(framework: Framework) -> Iterator[tuple[int, Step]]:
    """Yield the number and the step of those with a line for the agenda, or of all where none has one."""
    none_has = not any(step.agenda for step in framework.steps)
    yield from ((number, step) for number, step in enumerate(framework.steps, 1) if step.agenda or none_has)


def questions(framework: Framework) -> Iterator[Question]:
    """Yield the questions that are worded for those who are asked, or those of the lists to ask where none is."""
    entries = [(collection.use, entry) for collection in framework.collections for entry in collection.items]
    worded = [entry for _, entry in entries if entry.asked_as]
    for entry in worded or [entry for use, entry in entries if use == "ask"]:
        yield Question(_text(entry), entry.sections)


def _text(entry: Entry) -> str:
    return entry.asked_as or " ".join(entry.text.split())
