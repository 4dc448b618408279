"""Another framework alone in a folder: the package brings everything else, and says nothing that is not in the file."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from carers_framework.framework.load import load
from carers_framework.framework.model import Framework
from tests.helpers.packages import texts_of
from tests.helpers.project import ROOT, SMALL, run_python

TEXTS = {".html", ".json", ".xml", ".md", ".svg"}
"""The kinds of files in which a site has words, besides scripts, which are compared without the theme's."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that held a framework file and nothing else, after `carers-framework build`."""
    folder = tmp_path_factory.mktemp("gardens")
    shutil.copy(SMALL, folder / "framework.yaml")
    # The package is found as an installed one is. Without a search path, there is no LibreOffice.
    environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
    result = run_python("-m", "carers_framework", "build", folder=folder, environment=environment)
    assert (result.returncode, result.stderr) == (0, "")
    return folder


def foreign_words(ours: Framework) -> set[str]:
    """Return words of this project's framework that another one cannot have by chance."""
    parts = (*ours.sections, *ours.readers, *ours.examples, *ours.sources, *ours.collections)
    # One or two words may well be on any site, such as “Prevention” or “Practice examples”.
    titles = {part.title for part in parts if len(part.title.split()) > 2}
    people = {"NDTi", ours.edition.publisher, *ours.edition.authors, ours.edition.title}
    return titles | people | {"carer", "Care Act", "council", "NHS", "CQC", "NICE ", "QS200", "England", "not endorsed"}


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield every text of the built site and workbook, with where it is."""
    for path in (folder / "site").rglob("*"):
        name = path.relative_to(folder).as_posix()
        # Not the scripts of the theme, and not the workbook as Base64: that is looked at below.
        is_script = path.suffix == ".js" and "javascripts" not in path.parts and path.name != "empty.js"
        is_ours = path.suffix in TEXTS or is_script or path.name == "_headers"
        if path.is_file() and is_ours:
            yield name, html.unescape(path.read_text(encoding="utf-8"))
    for path in folder.rglob("*.xlsx"):
        for part, text in texts_of(path.read_bytes()).items():
            yield f"{path.name}: {part}", html.unescape(text)


@pytest.mark.mkdocs
def test_builds(folder: Path) -> None:
    """The workbook and a whole site are there, and nothing else is written but what is kept for the next build."""
    framework = load(folder / "framework.yaml")
    assert {path.name for path in folder.iterdir()} - {"build"} == {"framework.yaml", framework.workbook_name, "site"}
    for page in ("index.html", "404.html", "about/index.html", "sections/soil/index.html", "assets/search.js"):
        assert (folder / "site" / page).is_file(), page


@pytest.mark.mkdocs
def test_nothing_foreign(folder: Path, framework: Framework) -> None:
    """No page and no part of the workbook has a word of this project's framework."""
    words = re.compile("|".join(map(re.escape, foreign_words(framework))), re.IGNORECASE)
    found = [
        (name, hit[0], text[hit.start() - 40 : hit.end() + 40])
        for name, text in texts(folder)
        for hit in words.finditer(text)
    ]
    assert found == []


@pytest.mark.mkdocs
def test_missing_pages(folder: Path) -> None:
    """A page for which the framework has nothing is not there."""
    pages = {path.parent.relative_to(folder / "site").as_posix() for path in (folder / "site").rglob("index.html")}
    assert pages.isdisjoint({"examples", "prompts", "law", "standards", "changes", "glossary", "questions"})


@pytest.mark.mkdocs
@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("about", "does not say here whether The Garden Society has agreed to it"),
        ("about", "does not say here how its texts may be used"),
        ("privacy", "does not say here who is responsible for it"),
        ("accessibility", "has not written an accessibility statement yet"),
    ],
)
def test_missing_statements(folder: Path, page: str, words: str) -> None:
    """Where the publisher has said nothing, the page says so."""
    text = (folder / "site" / page / "index.html").read_text(encoding="utf-8")
    assert words in html.unescape(text)


def test_own_statements(pages: dict[str, str], framework: Framework) -> None:
    """This project's statements are on its pages, and no page says that they are missing."""
    statements = framework.statements
    assert statements.standing in html.unescape(pages["about.md"])
    for part in (*statements.accessibility, *statements.privacy):
        assert part.title in html.unescape(pages["accessibility.md"] + pages["privacy.md"])
    assert not [path for path, text in pages.items() if "publisher of this" in text]
