"""Which pages are generated: their paths, titles and templates, what each shows, and where they are in the navigation.

`all_pages` is the whole list. Pages that no data can make are written by hand, in `docs/`.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType
from typing import Any, TypeVar

from ..editions.compare import Comparison, compare
from ..editions.links import followers
from ..framework.library import Duty, Term
from ..framework.model import Framework, Section
from ..words.site import NAV_CHANGES, NAV_EARLIER, PAGE_HEADS
from ..workbook.sheets.plan import DECISIONS
from .inputs import PICTURES, SiteInputs
from .uses import examples_for, groups_for, questions_for, statements_for

PartT = TypeVar("PartT")

_NOT_SOUGHT = MappingProxyType({"search": {"exclude": True}})
"""The setting of a page that the site's search leaves out: it repeats other pages, or is about earlier editions."""

_WIDE = MappingProxyType({"hide": ["navigation", "toc"]})
"""The setting of a page that needs the whole width, and leads to the other pages and within itself by its own links."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page.

    Its path is below the docs folder. `values` are what only its template uses; `settings` are further lines of its
    front matter, for MkDocs and for the templates in `overrides/`.
    """

    path: str
    template: str
    title: str
    description: str
    values: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)


def all_pages(inputs: SiteInputs) -> tuple[Page, ...]:
    """Return every generated page of the site."""
    framework = inputs.framework
    editions = (*inputs.earlier, framework)
    return (
        _single("index", framework),
        _single("framework", framework),
        _single("how-to-use", framework),
        _single("sections/index", framework),
        *(_section(framework, number) for number in range(len(framework.sections))),
        *(_section_prompts(framework, section) for section in framework.sections),
        _single("wellbeing", framework),
        _single("examples", framework, _for_examples(framework), {"script": "assets/filters.js"}),
        _single("prompts", framework),
        _single("law", framework, {"duties_by_law": _duties_by_law(framework)}),
        _single("standards", framework),
        _single("changes", framework),
        _single("workbook", framework, {"others": inputs.downloads[1:], "pictures": _pictures(inputs)}),
        _single("workshop-pack", framework, _for_workshop(framework), _NOT_SOUGHT),
        _single("about", framework),
        _single("accessibility", framework),
        _single("privacy", framework),
        _single("sources", framework),
        _single("glossary", framework, {"glossary_by_letter": _glossary_by_letter(framework)}),
        _single("editions/index", framework, {"edition_pairs": list(pairwise(editions))}),
        *(_earlier(editions[place:]) for place in range(len(editions) - 1)),
        *(_changes(old, new) for old, new in pairwise(editions)),
    )


def _single(
    name: str, framework: Framework, values: Mapping[str, Any] = _NOTHING, settings: Mapping[str, Any] = _NOTHING
) -> Page:
    """Return a page whose template makes no other page, and has the same name."""
    title, description = _head(name, edition=framework.edition)
    return Page(f"{name}.md", f"{name}.md.j2", title, description, values, settings)


def _head(kind: str, **parts: object) -> tuple[str, str]:
    """Return the title and the description of a page."""
    title, description = PAGE_HEADS[kind]
    return title.format(**parts), description.format(**parts)


# The sections


def _section(framework: Framework, index: int) -> Page:
    section = framework.sections[index]
    values = {
        "section": section,
        "number": index + 1,
        "duties": framework.duties_of(section),
        "examples": framework.examples_of(section),
        "first_examples": examples_for(framework, section),
        "questions": questions_for(framework, section),
        "groups": groups_for(framework, section),
        "standards": statements_for(framework, section),
    }
    return Page(_section_path(section), "section.md.j2", *_head("section", section=section), values, _WIDE)


def _section_prompts(framework: Framework, section: Section) -> Page:
    """Return the page with everything that a section's page shows only the first few of."""
    values = {"section": section, "groups": groups_for(framework, section)}
    head = _head("section-prompts", section=section)
    return Page(f"prompts/{section.id}.md", "section-prompts.md.j2", *head, values, _NOT_SOUGHT)


def _section_path(section: Section) -> str:
    return f"sections/{section.id}.md"


# The library and the workbook


def _for_examples(framework: Framework) -> Mapping[str, Any]:
    """Return the choices by which examples are narrowed down, and the titles of their themes."""
    documents = {example.source.document for example in framework.examples}
    return {
        "areas": sorted({example.area for example in framework.examples}),
        "example_sources": [source for source in framework.sources if source.id in documents],
        "theme_titles": {theme.id: theme.title for theme in framework.themes},
    }


def _duties_by_law(framework: Framework) -> list[tuple[str, list[Duty]]]:
    """Return each law with its provisions in the order in which people look them up."""
    laws = _grouped(framework.duties, lambda duty: duty.law)
    return [(law, sorted(duties, key=lambda duty: duty.place)) for law, duties in laws]


def _glossary_by_letter(framework: Framework) -> list[tuple[str, list[Term]]]:
    terms = sorted(framework.glossary, key=lambda term: term.term.lower())
    return _grouped(terms, lambda term: term.term[0].upper())


def _grouped(parts: Iterable[PartT], key: Callable[[PartT], str]) -> list[tuple[str, list[PartT]]]:
    """Return parts with the same key together, in the order in which the keys first occur."""
    groups: dict[str, list[PartT]] = {}
    for part in parts:
        groups.setdefault(key(part), []).append(part)
    return list(groups.items())


def _pictures(inputs: SiteInputs) -> list[tuple[str, str, str]]:
    """Return the path of each picture of a sheet with the sheet's name and purpose, in the order of the sheets."""
    words = inputs.framework.workbook.sheets
    sheets = {
        "start": (words.start.name, words.start.purpose),
        "section": (inputs.framework.sections[0].title, words.sections.purpose),
        "summary": (words.summary.name, words.summary.purpose),
        "plan": (words.plan.name, words.plan.purpose),
        "reviews": (words.reviews.name, words.reviews.purpose),
    }
    return [(f"{PICTURES}/{key}.png", *about) for key, about in sheets.items() if key in inputs.pictures]


def _for_workshop(framework: Framework) -> Mapping[str, Any]:
    """Return the headings of the two tables to fill in on paper."""
    summary = ("section", "current", "priority", "agreed", "when", "who")
    plan = ("section", "action", *(field for field, _ in DECISIONS))
    return {
        "summary_labels": [getattr(framework.fields, name).label for name in summary],
        "plan_labels": [getattr(framework.fields, name).label for name in plan],
    }


# The editions


def _earlier(editions: tuple[Framework, ...]) -> Page:
    """Return the page of an earlier edition.

    Args:
        editions: this edition and all after it.
    """
    earlier, following, *_ = editions
    values = {
        "earlier": earlier,
        "next": following,
        "current_sections": {section.id: followers(editions, "section", section.id) for section in earlier.sections},
    }
    return Page(
        _earlier_path(earlier), "edition.md.j2", *_head("edition", edition=earlier.edition), values, _NOT_SOUGHT
    )


def _changes(old: Framework, new: Framework) -> Page:
    """Return the page on what changed from one edition to the next."""
    found = compare(old, new)
    values = {
        "old": old,
        "new": new,
        "comparison": found,
        "titles": {section.id: section.title for section in (*old.sections, *new.sections)},
        "sections": list(_changes_by_section(old, new, found)),
        "rest": found.only(lambda piece: piece.section is None),
    }
    head = _head("edition-changes", edition=new.edition, older=old.edition)
    return Page(_changes_path(new), "edition-changes.md.j2", *head, values, _NOT_SOUGHT)


def _changes_by_section(
    old: Framework, new: Framework, found: Comparison
) -> Iterator[tuple[Section, Comparison, list[tuple[str, Comparison]]]]:
    """Yield each section, what changed in the section itself, and what changed at each score where anything did.

    The sections of the new edition come first; one that both editions have is shown as it is now.
    """
    sections = {section.id: section for section in (*old.sections, *new.sections)}
    scores = dict.fromkeys(level.score for level in (*new.levels, *old.levels))
    for id_ in dict.fromkeys(section.id for section in (*new.sections, *old.sections)):
        levels = [(score, within) for score in scores if (within := found.within(id_, score)).counts]
        yield sections[id_], found.within(id_).of_kinds("section"), levels


def _earlier_path(earlier: Framework) -> str:
    return f"editions/{earlier.edition.id}/index.md"


def _changes_path(new: Framework) -> str:
    return f"editions/{new.edition.id}/changes.md"


# The navigation


def with_generated_pages(
    nav: Iterable[object], framework: Framework, earlier: tuple[Framework, ...] = ()
) -> list[object]:
    """Return the navigation of mkdocs.yml with the pages that depend on the framework.

    Each section's page comes after `sections/index.md`, wherever that is. What changed, and the earlier editions, come
    after `editions/index.md`, the newest first.
    """
    added = {
        "sections/index.md": _section_entries(framework),
        "editions/index.md": _edition_entries(framework, earlier),
    }
    return _with_entries(nav, added)


def _with_entries(nav: Iterable[object], added: Mapping[str, list[object]]) -> list[object]:
    """Return a navigation with further entries after certain pages, at any depth."""
    result: list[object] = []
    for entry in nav:
        # An entry is the path of a page, or titles with a path or with the entries below them.
        for title, target in entry.items() if isinstance(entry, dict) else [(None, entry)]:
            below = _with_entries(target, added) if isinstance(target, list) else target
            result.append(below if title is None else {title: below})
            result += added.get(target, []) if isinstance(target, str) else []
    return result


def _section_entries(framework: Framework) -> list[object]:
    # The theme puts titles into its menus as they are.
    return [{html.escape(section.title): _section_path(section)} for section in framework.sections]


def _edition_entries(framework: Framework, earlier: tuple[Framework, ...]) -> list[object]:
    pairs = [
        [
            {NAV_CHANGES.format(edition=new.edition): _changes_path(new)},
            {NAV_EARLIER.format(edition=old.edition): _earlier_path(old)},
        ]
        for old, new in pairwise((*earlier, framework))
    ]
    return [entry for pair in reversed(pairs) for entry in pair]
