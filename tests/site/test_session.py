"""What MkDocs made of a page is used again while the site is served, if it would make the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from carers_framework.framework.library import Term
from carers_framework.site.content.terms import Form
from carers_framework.site.theme.session import Session

LEADING = "# First\n\n[There](second.md#there)\n"


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    (tmp_path / "docs").mkdir()
    settings = tmp_path / "mkdocs.yml"
    settings.write_text("site_name: A site\nplugins: []\nvalidation: {anchors: warn}\n", encoding="utf-8")
    return load_config(str(settings))


def rendered(session: Session, config: MkDocsConfig, **pages: str) -> dict[str, Page]:
    """Build pages as MkDocs does, and return them by their names."""
    for name, text in pages.items():
        Path(config.docs_dir, f"{name}.md").write_text(text, encoding="utf-8")
    folders = (config.docs_dir, config.site_dir, config.use_directory_urls)
    files = Files([File(f"{name}.md", *folders) for name in pages])
    session.begin(config, files)
    made = {file.name: Page(None, file, config) for file in files}
    for page in made.values():
        page.read_source(config)
        assert page.markdown is not None
        session.reuse(page, page.markdown)
        page.render(config, files)
    return made


def test_same_again(config: MkDocsConfig) -> None:
    """A page that has not changed is not made again, and its links lead to the pages of the new build."""
    session = Session(is_served=True)
    rendered(session, config, first=LEADING, second="# There\n")
    known = dict(session.rendered)
    pages = rendered(session, config, first=LEADING, second="# Elsewhere\n")
    assert session.rendered["first.md"] is known["first.md"]
    assert session.rendered["second.md"] is not known["second.md"]
    plain = rendered(Session(), config, first=LEADING, second="# Elsewhere\n")
    assert [page.content for page in pages.values()] == [page.content for page in plain.values()]
    assert [item.title for item in pages["first"].toc] == ["First"]
    assert pages["first"].present_anchor_ids == {"first"}
    assert pages["first"].links_to_anchors == {pages["second"].file: {"there": "second.md#there"}}
    assert next(iter(pages["first"].links_to_anchors)).page is pages["second"]


def test_other_addresses(config: MkDocsConfig) -> None:
    """A new page may be what a link on another leads to, so all are made again."""
    session = Session(is_served=True)
    rendered(session, config, first="# First\n")
    known = session.rendered["first.md"]
    rendered(session, config, first="# First\n", second="# Second\n")
    assert session.rendered["first.md"] is not known


def test_warned_each_time(config: MkDocsConfig, caplog: pytest.LogCaptureFixture) -> None:
    """A page with a mistake is made each time, because MkDocs warns of it when it makes the page."""
    session = Session(is_served=True)
    for _ in range(2):
        caplog.clear()
        rendered(session, config, first=LEADING)
        assert "contains a link 'second.md#there'" in caplog.text


def test_only_when_served(config: MkDocsConfig) -> None:
    session = Session()
    rendered(session, config, first="# First\n")
    assert session.rendered == {}
    index = Index()
    session.reuse_entries(index)
    assert index.add_entry_from_context == index.added


class Index:
    """An index for the search that notes what is added to it."""

    def __init__(self) -> None:
        self.entries: list[dict[str, Any]] = []
        self.read: list[str] = []
        self.add_entry_from_context: Callable[[Page], None] = self.added

    def added(self, page: Page) -> None:
        self.read.append(page.file.src_uri)
        self.entries += [{"location": page.url, "text": page.content}, {"location": f"{page.url}#more", "text": ""}]


def indexed(session: Session, config: MkDocsConfig, **pages: str) -> Index:
    """Build pages and have them indexed, and return the index."""
    index = Index()
    made = rendered(session, config, **pages)
    session.reuse_entries(index)
    for page in made.values():
        index.add_entry_from_context(page)
    return index


def test_indexed_again(config: MkDocsConfig) -> None:
    """Only a page that has changed is indexed again, and the index is what it would be for a new session."""
    first, second, changed = (f"---\ntitle: A page\n---\n# {text}\n" for text in ("First", "There", "Elsewhere"))
    session = Session(is_served=True)
    indexed(session, config, first=first, second=second)
    index = indexed(session, config, first=first, second=changed)
    assert index.read == ["second.md"]
    new = indexed(Session(is_served=True), config, first=first, second=changed)
    assert index.entries == new.entries
    other_title = first.replace("A page", "Another")
    assert indexed(session, config, first=other_title, second=changed).read == ["first.md"]


def test_steps_once(config: MkDocsConfig) -> None:
    """A step of ours is done again for another text, after other terms, and always where the site is not served."""
    page = Page(None, File("first.md", config.docs_dir, config.site_dir, True), config)
    done: list[str] = []

    def step(text: str) -> str:
        done.append(text)
        return text.upper()

    session = Session(is_served=True)
    for text in ("a", "a", "b"):
        assert session.once("step", page, text, step) == text.upper()
    session.begin_texts(session.forms)
    session.once("step", page, "b", step)
    session.begin_texts((Form("form", frozenset(), Term(id="term", term="Term", meaning="A word.")),))
    session.once("step", page, "b", step)
    assert done == ["a", "b", "b"]
    for _ in range(2):
        Session().once("step", page, "c", step)
    assert done[3:] == ["c", "c"]
