"""A framework in which every text is followed by something hostile, and its peaceful twin.

A site or a workbook is made of both. Whatever the first has more than the second, in elements, attributes, links or
formulas, must have come from a text.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import yaml

from carers_framework.framework.load import parse
from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answer, Answers
from carers_framework.workbook.book import layout_of
from tests.helpers.hostile import CODES, FORMULAS, HTML, INVISIBLE, MARKDOWN, SCRIPTS, TEMPLATES
from tests.helpers.project import FROZEN
from tests.withstand.frameworks import cut_down

HOSTILE = (*HTML, *MARKDOWN, *TEMPLATES, *FORMULAS, *CODES, *SCRIPTS)
"""The texts that try to break out. Each is short enough to follow a short text of a framework."""

TYPED = (*HOSTILE, *INVISIBLE)
"""The same in what a group types."""

OUT_OF_QUOTES = ("\"'><i>",)
"""What follows every text too: it would end any attribute."""

IN_SHEET_NAMES = ("<b onclick=x>", '"><i>', "&lt;b&gt;", "{{ 7 }}", "{% raw %}", "=1+1", "`x` _y_ #", "&A <!--")
IN_CHOICES = ("<b onclick=x>", "&lt;b&gt;", "{{ 7*7 }}", "[x](javascript:x)", "=1+1", "**b** `c`", "{: .x }")
"""Hostile texts without commas and double quotes, which a list to choose from cannot hold."""

SHORT = {
    "title", "subtitle", "publisher", "label", "help", "law", "provision", "area", "organisation", "at", "full",
    "number", "group", "when", "points_lead", "description", "authors", "points", "source_words", "meetings", "checked",
    "question", "who_for", "who", "passed", "any_of", "short", "words",
}  # fmt: skip
"""Keys of texts, or of lists of texts, that are one paragraph."""

LONG = {
    "about", "after", "answer", "asks", "caution", "disputed", "done", "dropped", "history", "in_force_note", "lead",
    "meaning", "now", "outcome", "purpose", "requirement", "source_note", "summary", "text", "thanks", "used_for",
    "warning", "was",
}  # fmt: skip
"""Keys of texts that may have several paragraphs. The glossary, whose terms every page looks for, is tested apart."""

Ending = Callable[[tuple[str, ...]], str]
"""A function that chooses the next ending of a text among those that fit its place."""


def hostile() -> Ending:
    """Return a function that chooses the hostile texts in turn."""
    numbers = count()
    return lambda texts: texts[next(numbers) % len(texts)]


def harmless() -> Ending:
    """Return a function that chooses another harmless word each time."""
    numbers = count()
    return lambda _: f"word{next(numbers)}"


def ended(ending: Ending) -> Framework:
    """Return a framework that has a little of everything, with an ending after every free text."""
    data = yaml.load(cut_down((FROZEN / "framework.yaml").read_text(encoding="utf-8")), Loader=yaml.CSafeLoader)
    data = {key: _ended(value, key, ending) for key, value in data.items()}
    for section in data["sections"]:
        section["title"] = f"{section['title'].split(' word')[0][:6]} {ending(IN_SHEET_NAMES)}"
        # The title is short enough for the tab of the sheet.
        section.pop("short", None)
    for sheet in data["workbook"]["sheets"].values():
        if "name" in sheet:
            sheet["name"] = f"{sheet['name'][:10]} {ending(IN_SHEET_NAMES)}"
    for field in data["fields"].values():
        changed = {choice: f"{choice} {ending(IN_CHOICES)}" for choice in field.get("choices", ())}
        field.update({"choices": [*changed.values()]} if changed else {})
        field.update({key: changed[field[key]] for key in ("done", "forward") if key in field})
        if "points" in field:
            field["points"] = {changed[choice]: points for choice, points in field["points"].items()}
        if "choices_formerly" in field:
            field["choices_formerly"] = {former: changed[now] for former, now in field["choices_formerly"].items()}
    # Folded, a line of a text could begin with a hyphen, as an entry of a list does.
    text = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=100_000)
    return parse(text, "ended.yaml")


def _ended(value: Any, key: str, ending: Ending) -> Any:
    """Return a value with an ending after every free text: six paragraphs after a long one."""
    if isinstance(value, dict):
        # The done choice is one of the choices, and is changed with them.
        kept = {"done"} if "choices" in value else set()
        # The framework has no earlier edition, so nothing can replace anything.
        below = {name: inner for name, inner in value.items() if name != "replaces"}
        return {name: inner if name in kept else _ended(inner, name, ending) for name, inner in below.items()}
    if isinstance(value, list):
        return [_ended(item, key, ending) for item in value]
    if isinstance(value, str) and key in LONG:
        return "\n".join((value, ending(OUT_OF_QUOTES), *(ending(HOSTILE) for _ in range(5))))
    if isinstance(value, str) and key in SHORT:
        return f"{value[:100]} {ending(OUT_OF_QUOTES)} {ending(HOSTILE)}"
    return value


def all_answers(framework: Framework, ending: Ending) -> Answers:
    """Return an answer for every cell that takes one, whether or not it fits there."""
    layout = layout_of(framework)
    cells: dict[str, Answer] = {name: ending(TYPED) for name in layout.inputs}
    columns: dict[str, tuple[Answer | None, ...]] = {
        name: tuple(ending(TYPED) for _ in range(5)) for name in layout.columns
    }
    return Answers(cells, columns)
