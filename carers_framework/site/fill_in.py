"""The form of the page that fills in the workbook online, as HTML.

It is made from the layout of the workbook, so that both ask the same in the same words. The page's scripts connect its
inputs and outputs by their names, and know nothing of the framework.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined

from ..base.excel import CELL_LIMIT
from ..framework.model import Framework, Section
from ..online.form import form_of
from ..words import drafts
from ..words import online as words
from ..words import workbook as sheet_words
from ..workbook.cells import Subject, cell_name
from ..workbook.sheets.plan import FOR_SECTION
from .built.finish import without_comments
from .inputs import FILL_IN_SCRIPTS, Download
from .markup import Markdown

# An empty line could end a block of HTML within Markdown.
_BETWEEN_LINES = re.compile(r"\s*\n\s*")

# A line that begins like this would begin a block of code, even within HTML.
_FENCE = re.compile(r"^([`~])(?=\1\1)", re.MULTILINE)

JOINED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "begin": (
            *("functions", "calculate", "dates", "form", "live", "steps", "draft", "keeper", "keeping", "page"),
            *("plan", "reviews", "report", "files", "opening", "saving", "commands"),
        ),
        "reading": (
            "text",
            "zip",
            "package",
            "seen",
            "styles",
            "cells",
            "formulas",
            "beside",
            "open-styles",
            "ods",
            "xlsx",
            "conversion",
            "former",
            "lost",
            "unplaced",
            "answers",
            "carry",
        ),
        "writing": ("heights", "carried", "save"),
    }
)
"""The scripts that a visitor fetches together, in the order in which they need each other."""

SCRIPTS = ("book", "begin")
"""The scripts with which the page begins. It fetches the others when a file is opened or saved."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the form: what is shown at a time. `kind` is that of its template; a section's step has a section."""

    id: str
    kind: str
    title: str
    section: Section | None = None

    @property
    def short(self) -> str:
        """The title as it is in the list of steps."""
        number = self.title.partition(" ")[0]
        return f"{number}\u00a0{self.section.short}" if self.section and self.section.short else self.title

    @property
    def key(self) -> str:
        """The id of the section as it is in the names of cells."""
        return self.section.id.replace("-", "_") if self.section else ""


def joined(scripts: Mapping[str, str]) -> Mapping[str, str]:
    """Return the scripts that are fetched together, each by its path below the docs folder, without comments.

    Args:
        scripts: each script by its name. Those that are not there are left out.
    """
    together = {name: "".join(scripts.get(part, "") for part in parts) for name, parts in JOINED.items()}
    return {f"{FILL_IN_SCRIPTS}/{name}.js": without_comments(text) for name, text in together.items()}


def steps_of(framework: Framework) -> tuple[Step, ...]:
    """Return the steps in their order."""
    sheets = framework.workbook.sheets
    sections = (
        Step(f"section-{section.id}", "section", f"{number}. {section.title}", section)
        for number, section in enumerate(framework.sections, start=1)
    )
    return (
        Step("start", "start", words.START),
        Step("preparation", "preparation", sheets.preparation.name),
        *sections,
        Step("plan", "plan", words.PLAN.format(summary=sheets.summary.name, plan=sheets.plan.name)),
        Step("reviews", "reviews", sheets.reviews.name),
        Step("save", "save", words.SAVE),
    )


def form_html(framework: Framework, workbook: Download) -> Markdown:
    """Return the form of an edition as one block of HTML."""
    template = _environment().get_template("fill-in/form.html.j2")
    block = _BETWEEN_LINES.sub("\n", template.render(_values(framework, workbook))).strip()
    return Markdown(_FENCE.sub(lambda found: f"&#{ord(found[1])};", block))


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("carers_framework.site"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
        bytecode_cache=FileSystemBytecodeCache(),
    )


def _values(framework: Framework, workbook: Download) -> Mapping[str, Any]:
    """Return what the templates of the form use."""
    steps = steps_of(framework)
    fields = framework.fields
    summary = ("section", "current", "priority", "agreed", "when", "who", "target")
    return {
        "framework": framework,
        "form": form_of(framework),
        "steps": steps,
        "plan_title": next(step.title for step in steps if step.kind == "plan"),
        "keys": {section.id: cell_name("", section.id).removeprefix("_") for section in framework.sections},
        "level_of": framework.level_of,
        "sheet_words": sheet_words,
        "drafts": drafts,
        "words": _script_words(framework),
        "section_actions": FOR_SECTION,
        "summary_labels": [getattr(fields, name).label for name in summary] + [sheet_words.STILL_TO_GO],
        "filters": _filters(framework),
        "numbers": {section.id: number for number, section in enumerate(framework.sections, start=1)},
        "workbook_size": workbook.size,
    }


def _filters(framework: Framework) -> tuple[tuple[str, str], ...]:
    """Return by what the action plan can be narrowed: the words of a choice, and how the state of an action begins."""
    return (
        (sheet_words.TO_DECIDE, sheet_words.TO_DECIDE),
        (sheet_words.OVERDUE, sheet_words.OVERDUE),
        (sheet_words.DUE_SOON, sheet_words.DUE),
        (framework.fields.status.done, framework.fields.status.done),
    )


def _script_words(framework: Framework) -> Mapping[str, Any]:
    """Return the words that the scripts say, and how each score is shown."""
    levels = {
        level.score: {"colour": level.colour, "word": level.colour.capitalize(), "label": level.words}
        for level in framework.levels
    }
    meetings = framework.workbook.meetings
    alarms = {"late": sheet_words.OVERDUE, "soon": sheet_words.DUE}
    return {
        **words.FOR_SCRIPTS,
        "drafts": dict(drafts.FOR_SCRIPTS),
        "framework": framework.edition.title,
        "levels": levels,
        "meetings": meetings,
        "area": Subject("area_name").name,
        "alarms": alarms,
        "cellLimit": CELL_LIMIT,
    }
