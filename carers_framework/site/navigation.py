"""The menu: the navigation of mkdocs.yml, with what depends on the framework."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Set

from ..framework.model import Framework
from ..words.site import NAV_LAW_INDEX, NAV_SECTIONS, number_in_words
from .content.heads import page_names
from .content.related import law_index
from .inputs import SiteInputs
from .pages import question_path, reader_path, section_path
from .settings import files_of_every_site


def with_generated_pages(nav: Iterable[object], inputs: SiteInputs) -> list[object]:
    """Return the navigation of mkdocs.yml with what depends on the framework.

    The pages for readers that have a door come after `index.md`, each section's page after `sections/index.md`, and
    each question about the law after `law.md`, wherever these are. What holds `sections/index.md` is called by how many
    sections there are. What the site does not have is left out.
    """
    framework = inputs.framework
    added = {
        "index.md": _reader_entries(framework),
        "sections/index.md": _section_entries(framework),
        "law.md": _law_entries(framework),
    }
    present = page_names(framework) | inputs.own_pages.keys() | _written()
    return _with_entries(nav, added, sections_title(framework), present)


def _with_entries(
    nav: Iterable[object], added: Mapping[str, list[object]], sections: str, present: Set[str]
) -> list[object]:
    """Return a navigation with further entries after certain pages, at any depth.

    Args:
        nav: as mkdocs.yml has it.
        added: what comes after a page, by its path.
        sections: the title of what holds `sections/index.md`.
        present: the names of the pages that the site has.
    """
    result: list[object] = []
    for entry in nav:
        # An entry is the path of a page, or titles with a path or with the entries below them.
        for title, target in entry.items() if isinstance(entry, dict) else [(None, entry)]:
            if isinstance(target, list):
                if below := _with_entries(target, added, sections, present):
                    result.append({_group_title(title, target, sections): below})
            elif isinstance(target, str) and target.removesuffix(".md") in present:
                result.append(target if title is None else {title: target})
                result += added.get(target, [])
    return result


def _written() -> frozenset[str]:
    """Return the names of the pages written by hand that are on every site."""
    return frozenset(path.removesuffix(".md") for path in files_of_every_site() if path.endswith(".md"))


def _group_title(title: str | None, entries: list[object], sections: str) -> str | None:
    paths = [path for entry in entries for path in (entry.values() if isinstance(entry, dict) else [entry])]
    return sections if "sections/index.md" in paths else title


def sections_title(framework: Framework) -> str:
    """Return what the sections are called together: "The six sections"."""
    one, several = NAV_SECTIONS
    count = len(framework.sections)
    return one if count == 1 else several.format(count=number_in_words(count))


def _reader_entries(framework: Framework) -> list[object]:
    return [{html.escape(reader.title): reader_path(reader)} for reader in framework.readers if reader.door]


def _section_entries(framework: Framework) -> list[object]:
    # The theme puts titles into its menus as they are.
    return [{html.escape(section.title): section_path(section)} for section in framework.sections]


def _law_entries(framework: Framework) -> list[object]:
    questions: list[object] = [
        {html.escape(question.question): question_path(question)} for question in framework.law_questions
    ]
    return [*questions, {NAV_LAW_INDEX: law_index(framework)}] if questions else []
