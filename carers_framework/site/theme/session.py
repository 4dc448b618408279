"""What the adapter knows from one build to the next, while MkDocs serves the site and builds it after every change.

Making HTML of the Markdown of all pages takes MkDocs a third of a build, and finding in it what the search is to know
takes the theme a tenth. Here both are done only for pages that have changed, and so are our own steps on a page. All
else is made each time, such as the navigation and the templates around the pages.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import CountHandler

from carers_framework.site.content.terms import Form

Entry = dict[str, Any]
"""An entry in the index of the search, as the theme makes it."""


class SearchIndex(Protocol):
    """The index that the theme's search fills page by page."""

    entries: list[Entry]
    add_entry_from_context: Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Rendered:
    """What MkDocs makes of the Markdown of a page, and `source`: all that it is made from.

    `links` are the anchors on other pages that it links to, by the paths of these pages.
    """

    source: Hashable
    content: str | None
    toc: TableOfContents
    anchors: set[str] | None
    links: Mapping[str, dict[str, str]]


@dataclass(slots=True)
class Session:
    """Whether the site is served, and what MkDocs made of each page when it last changed, by its path.

    `around` is what every page is made from besides its own Markdown. `entries` are the entries of each page in the
    index of the search, by its path, with what they were made from. `on_request` makes what is not made beforehand.
    `forms` are those of the terms. `texts` are what our own steps made, by the step and the page's path, with what they
    were made from.
    """

    is_served: bool = False
    around: Hashable = ()
    rendered: dict[str, Rendered] = field(default_factory=dict)
    entries: dict[str, tuple[Hashable, list[Entry]]] = field(default_factory=dict)
    on_request: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    forms: tuple[Form, ...] = ()
    texts: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def begin(self, config: MkDocsConfig, files: Files) -> None:
        """Note what all pages are made from: the addresses that links become, and the settings of Markdown."""
        # The settings hold functions, whose names have addresses in memory: they are the same within a process.
        settings = repr((config.markdown_extensions, config.mdx_configs))
        self.around = (tuple((file.src_uri, file.url) for file in files), settings)

    def begin_texts(self, forms: tuple[Form, ...]) -> None:
        """Forget what our own steps made, if the terms that they mark have changed."""
        if forms != self.forms:
            self.forms = forms
            self.texts.clear()

    def once(self, step: str, page: Page, source: str, make: Callable[[str], str]) -> str:
        """Return what a step makes of a text of a page, or what it made of the same text in an earlier build."""
        if not self.is_served:
            return make(source)
        known = self.texts.get((step, page.file.src_uri))
        if known is None or known[0] != source:
            known = self.texts[step, page.file.src_uri] = (source, make(source))
        return known[1]

    def reuse(self, page: Page, markdown: str) -> None:
        """Have MkDocs take what it made of a page in an earlier build, if it would make the same again."""
        if not self.is_served:
            return
        source = (markdown, self.around)
        render, path = page.render, page.file.src_uri

        def render_once(config: MkDocsConfig, files: Files) -> None:
            known = self.rendered.get(path)
            if known and known.source == source:
                _restore(page, known, files)
            else:
                self.rendered.pop(path, None)
                # A page with a mistake is made each time, so that MkDocs warns of it each time.
                if not _warns(partial(render, config, files)):
                    self.rendered[path] = _rendered(page, source)

        page.render = render_once  # type: ignore[method-assign]

    def reuse_entries(self, index: SearchIndex) -> None:
        """Have the theme take what it found to index on a page in an earlier build, if it would find the same again."""
        if not self.is_served:
            return
        add = index.add_entry_from_context

        def add_once(page: Page) -> None:
            path = page.file.src_uri
            source = (page.content, page.url, page.title, repr(page.meta))
            known = self.entries.get(path)
            if known is None or known[0] != source:
                before = len(index.entries)
                add(page)
                self.entries[path] = source, index.entries[before:]
            else:
                index.entries += known[1]

        index.add_entry_from_context = add_once

    def made(self, path: str) -> bytes | None:
        """Make what is at a path of the site and was not made beforehand, or return None."""
        make = self.on_request.get(path)
        return make() if make else None


def _warns(do: Callable[[], None]) -> bool:
    """Call a function, and return whether MkDocs warned of anything meanwhile."""
    counter = CountHandler(level=logging.WARNING)
    log = logging.getLogger("mkdocs")
    log.addHandler(counter)
    try:
        do()
    finally:
        log.removeHandler(counter)
    return bool(counter.get_counts())


def _rendered(page: Page, source: Hashable) -> Rendered:
    # Only paths are kept: a file would keep its whole build in memory, and have the anchors of that time.
    links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
    return Rendered(source, page.content, page.toc, page.present_anchor_ids, links)


def _restore(page: Page, known: Rendered, files: Files) -> None:
    # The title is not among it: it is in the front matter, and the build stops where it is missing.
    page.content, page.toc, page.present_anchor_ids = known.content, known.toc, known.anchors
    linked = ((files.get_file_from_path(path), anchors) for path, anchors in known.links.items())
    page.links_to_anchors = {file: anchors for file, anchors in linked if file}
