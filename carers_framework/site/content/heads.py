"""Which pages a site has, and what they are called. A page for which the framework has nothing is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from ...framework.model import Framework
from ...framework.readers import PAGE_NEEDS
from ...framework.statements import PageWords
from ...words.site import PAGE_HEADS
from .paper import questions


def _any_of(keys: tuple[str, ...], framework: Framework) -> bool:
    return any(getattr(framework, key) for key in keys)


_NEEDED: Mapping[str, Callable[[Framework], object]] = MappingProxyType(
    {
        **{name: partial(_any_of, keys) for name, keys in PAGE_NEEDS.items()},
        # Not any list will do: there have to be questions in them.
        "questions": lambda framework: any(questions(framework)),
        "changes": lambda framework: framework.changes,
    }
)
"""What a page shows. Without any of it, there is no such page. The other pages are on every site."""


def is_left_out(framework: Framework, name: str) -> bool:
    """Return whether a site does not have a page, because the framework has nothing to show there."""
    return name in _NEEDED and not _NEEDED[name](framework)


def page_names(framework: Framework) -> frozenset[str]:
    """Return the names of the pages that a site has, of those that templates and menus lead to."""
    return frozenset(name for name in PAGE_HEADS if not is_left_out(framework, name))


def words_of(framework: Framework, name: str) -> PageWords:
    """Return the words that a framework chooses for a page."""
    # The keys are a few names of pages, and any name can be asked for.
    return next((words for page, words in framework.pages.items() if page == name), PageWords())


def head_of(framework: Framework, name: str, **parts: object) -> tuple[str, str]:
    """Return the title and the description of a page. `parts` are what the braces in them name."""
    title, description = PAGE_HEADS[name]
    chosen = words_of(framework, name)
    return chosen.title or title.format(**parts), chosen.description or description.format(**parts)


def page_titles(framework: Framework) -> Mapping[str, str]:
    """Return the title of each kind of page by its name. A title about one part of a framework still has braces."""
    return MappingProxyType({name: words_of(framework, name).title or title for name, (title, _) in PAGE_HEADS.items()})
