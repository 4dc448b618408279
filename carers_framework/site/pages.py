"""Which pages are generated: their paths, titles and templates, what each shows, and where they are in the navigation.

`all_pages` is the whole list. Pages that no data can make are written by hand, in `docs/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from textwrap import shorten
from types import MappingProxyType
from typing import Any, TypeVar

from ..editions.differences.compare import Comparison, compare
from ..editions.differences.links import followers
from ..framework.library import Collection, Example, LawQuestion, Term
from ..framework.model import Framework, Section
from ..framework.readers import ReaderPage
from ..framework.wording import SheetWords
from ..words.site import BACKGROUND, USES
from ..workbook.book import layout_of
from .content.acts import act_pages
from .content.heads import head_of, is_left_out
from .content.paper import for_agenda, for_questions, for_workshop
from .content.related import duties_by_law, for_examples, for_question, questions_of
from .content.uses import examples_for, groups_for, questions_for, statements_for
from .fill_in import SCRIPTS, form_html
from .inputs import PICTURES, SiteInputs

PartT = TypeVar("PartT")

_NOT_SOUGHT = MappingProxyType({"search": {"exclude": True}})
"""The setting of a page that the site's search leaves out: it repeats other pages, or is about earlier editions."""

_WIDE = MappingProxyType({"hide": ["navigation", "toc"]})
"""The setting of a page that needs the whole width, and leads to the other pages and within itself by its own links."""

_OF_LINKS = MappingProxyType({"scripts": ["assets/forward.js"], "hide": ["toc"]})
"""The settings of a page of links. The script forwards old links to parts of it that are now pages."""

_FOR_EXAMPLES = MappingProxyType({"scripts": ["assets/filters.js"], "hide": ["navigation", "toc"]})
"""The settings of the index of examples: the form is where other pages have the menu."""

_FOR_FILLING_IN = MappingProxyType(
    {
        "scripts": [f"assets/fill-in/{name}.js" for name in SCRIPTS],
        "styles": ["assets/fill-in/style.css"],
        "template": "fill-in.html",
    }
)
"""The settings of the page that fills in the workbook."""

_PRINTED = MappingProxyType({"scripts": ["assets/print.js"]})
"""The setting of a page for paper. The script lets readers choose what is printed, and how large."""

_LONGEST_ABOUT = 110
"""How many characters of a text the description of a page takes: search engines show little more."""

_BESIDE = 8
"""How many provisions open beside a section that is being filled in. A link leads to all of them."""

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
    """Return every generated page of the site, without those for which the framework has nothing."""
    framework = inputs.framework
    pages = _pages(inputs, framework)
    return tuple(page for page in pages if not is_left_out(framework, page.path.removesuffix(".md")))


def _pages(inputs: SiteInputs, framework: Framework) -> tuple[Page, ...]:
    editions = (*inputs.earlier, framework)
    return (
        _single("index", framework, settings={"hide": ["navigation", "toc"]}),
        *(_for_readers(reader) for reader in framework.readers),
        _single("framework", framework),
        _single("how-to-use", framework),
        _single("sections/index", framework),
        *(_section(framework, number) for number in range(len(framework.sections))),
        *(_section_prompts(framework, section) for section in framework.sections if framework.collections),
        _single("wellbeing", framework),
        _single("examples", framework, for_examples(framework), _FOR_EXAMPLES),
        *(_example(framework, example) for example in framework.examples),
        _single("prompts", framework, {"lists_by_use": _lists_by_use(framework)}, _OF_LINKS),
        *(_list(framework, collection) for collection in framework.collections),
        _single("law", framework, _for_law(framework), _OF_LINKS),
        *_law_pages(framework),
        _single("standards", framework),
        _single("changes", framework),
        _single("workbook", framework, _for_workbook(inputs)),
        _single("fill-in", framework, _for_filling_in(inputs), _FOR_FILLING_IN),
        _single("workshop-pack", framework, for_workshop(framework), {**_PRINTED, **_NOT_SOUGHT}),
        _single("agenda", framework, for_agenda(framework), _PRINTED),
        _single("questions", framework, for_questions(framework), _PRINTED),
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
    title, description = head_of(framework, name, edition=framework.edition)
    return Page(f"{name}.md", f"{name}.md.j2", title, description, values, settings)


# Pages for one kind of reader


def _for_readers(reader: ReaderPage) -> Page:
    return Page(
        reader_path(reader),
        "reader.md.j2",
        reader.title,
        reader.description,
        {"reader": reader},
        {"hide": ["navigation", "toc"]},
    )


def reader_path(reader: ReaderPage) -> str:
    """Return the path of a page for one kind of reader, below the docs folder."""
    return f"for/{reader.id}.md"


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
    return Page(section_path(section), "section.md.j2", *head_of(framework, "section", section=section), values, _WIDE)


def _section_prompts(framework: Framework, section: Section) -> Page:
    """Return the page with everything that a section's page shows only the first few of."""
    values = {"section": section, "groups": groups_for(framework, section)}
    head = head_of(framework, "section-prompts", section=section)
    return Page(f"prompts/{section.id}.md", "section-prompts.md.j2", *head, values, _NOT_SOUGHT)


def section_path(section: Section) -> str:
    """Return the path of a section's page among the sources of the site."""
    return f"sections/{section.id}.md"


# The library and the workbook


def _lists_by_use(framework: Framework) -> list[tuple[str, list[Collection]]]:
    """Return the lists by what a group does with them; those that are only to read come last."""
    uses = list(USES)
    ordered = sorted(framework.collections, key=lambda each: uses.index(each.use) if each.use in uses else len(uses))
    return _grouped(ordered, lambda collection: USES.get(collection.use, BACKGROUND))


def _list(framework: Framework, collection: Collection) -> Page:
    """Return the page of a list of points, questions or measures."""
    (source,) = (source for source in framework.sources if source.id == collection.source.document)
    about = shorten(collection.about, _LONGEST_ABOUT, placeholder="…")
    head = head_of(framework, "prompts/list", collection=collection, source=source, about=about)
    return Page(f"prompts/{collection.id}.md", "prompts/list.md.j2", *head, {"collection": collection})


def _example(framework: Framework, example: Example) -> Page:
    about = shorten(example.result or example.done, _LONGEST_ABOUT, placeholder="…")
    head = head_of(framework, "example", example=example, about=about)
    settings = {**_to_copy(f"examples/{example.id}/"), "hide": ["navigation"]}
    return Page(_example_path(example), "examples/example.md.j2", *head, {"example": example}, settings)


def _example_path(example: Example) -> str:
    return f"examples/{example.id}.md"


def _for_law(framework: Framework) -> Mapping[str, Any]:
    """Return what a page with all provisions uses."""
    by_law = duties_by_law(framework)
    laws = [(number, law, duties) for number, (law, duties) in enumerate(by_law, 1)]
    return {"duties_by_law": by_law, "laws": laws, "questions_of": questions_of(framework)}


def _law_pages(framework: Framework) -> Iterator[Page]:
    """Yield the page of each question about the law and, where there are questions, the index by Act and its pages."""
    for question in framework.law_questions:
        about = shorten(question.answer, _LONGEST_ABOUT, placeholder="…")
        head = head_of(framework, "law/question", question=question, about=about)
        settings = {**_to_copy(f"law/{question.id}/"), "hide": ["toc"]}
        values = for_question(framework, question)
        yield Page(question_path(question), "law/question.md.j2", *head, values, settings)
    if framework.law_questions:
        yield _single("law/by-act", framework, _for_law(framework), _OF_LINKS)
    for page in act_pages(framework):
        values = {"page": page, "questions_of": questions_of(framework)}
        yield Page(page.path, "law/acts.md.j2", *head_of(framework, "law/acts", page=page), values, {"hide": ["toc"]})


def question_path(question: LawQuestion) -> str:
    """Return the path of the page of a question about the law."""
    return f"law/{question.id}.md"


def _to_copy(address: str) -> dict[str, Any]:
    """Return the settings of a page whose address readers can copy: its address on the site, and the script for it."""
    return {"address": address, "scripts": ["assets/copy.js"]}


def _glossary_by_letter(framework: Framework) -> list[tuple[str, list[Term]]]:
    terms = sorted(framework.glossary, key=lambda term: term.term.lower())
    return _grouped(terms, lambda term: term.term[0].upper())


def _grouped(parts: Iterable[PartT], key: Callable[[PartT], str]) -> list[tuple[str, list[PartT]]]:
    """Return parts with the same key together, in the order in which the keys first occur."""
    groups: dict[str, list[PartT]] = {}
    for part in parts:
        groups.setdefault(key(part), []).append(part)
    return list(groups.items())


def _for_workbook(inputs: SiteInputs) -> Mapping[str, Any]:
    return {
        "others": inputs.downloads[1:],
        "pictures": _pictures(inputs),
        "sheets": list(_sheets(inputs.framework)),
    }


def _sheets(framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield the name and the purpose of each sheet in the order of the tabs; those of the sections are one, unnamed."""
    words = framework.workbook.sheets
    purposes = {each.name: each.purpose for _, each in words if isinstance(each, SheetWords)}
    in_order = (placed.sheet.name for placed in layout_of(framework).sheets)
    for name in dict.fromkeys(name if name in purposes else "" for name in in_order):
        yield name, purposes.get(name, words.sections.purpose)


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


def _for_filling_in(inputs: SiteInputs) -> Mapping[str, Any]:
    """Return the form, and what opens beside each section."""
    framework = inputs.framework
    groups = {section.id: groups_for(framework, section) for section in framework.sections}
    return {
        "form": form_html(framework, inputs.downloads[0]),
        "duties": {section.id: framework.duties_of(section)[:_BESIDE] for section in framework.sections},
        "groups": {id_: found[0] if found else None for id_, found in groups.items()},
        "examples": {section.id: examples_for(framework, section) for section in framework.sections},
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
    head = head_of(following, "edition", edition=earlier.edition)
    return Page(_earlier_path(earlier), "edition.md.j2", *head, values, _NOT_SOUGHT)


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
    head = head_of(new, "edition-changes", edition=new.edition, older=old.edition)
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
