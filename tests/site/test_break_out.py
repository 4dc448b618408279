"""Texts that try to become HTML, Markdown or a template stay texts on the site."""

from __future__ import annotations

import json
import re
from pathlib import Path

import markdown
import pytest
import yaml

from carers_framework.framework.load import parse
from carers_framework.framework.model import Framework
from carers_framework.site.content.terms import forms_of, mark_first_terms, with_abbreviations
from carers_framework.site.markup import escape
from tests.helpers.attack import HOSTILE, ended, harmless, hostile
from tests.helpers.pages import EXTENSIONS, Page
from tests.helpers.project import DATA, build_site, copy_project


def site_of(framework: Framework, folder: Path) -> Path:
    """Build the site of a framework in a folder, and return where it is."""
    copy_project(folder)
    for earlier in (folder / "editions").iterdir():
        earlier.unlink()
    data = framework.model_dump(mode="json", exclude_defaults=True)
    (folder / "framework.yaml").write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, width=100_000), encoding="utf-8")
    build_site(folder)
    return folder / "site"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The attacked site and the peaceful one."""
    return site_of(ended(hostile()), tmp_path_factory.mktemp("attacked")), site_of(
        ended(harmless()), tmp_path_factory.mktemp("peaceful")
    )


@pytest.mark.mkdocs
def test_pages(sites: tuple[Path, Path]) -> None:
    """No text becomes an element, an attribute, a link or a script of a page."""
    attacked, peaceful = sites
    pages = sorted(path.relative_to(attacked) for path in attacked.rglob("*.html"))
    assert pages == sorted(path.relative_to(peaceful) for path in peaceful.rglob("*.html"))
    for page in pages:
        mine, other = (Page((site / page).read_text(encoding="utf-8")) for site in sites)
        mine_but_lines, other_but_lines = without_lines(mine), without_lines(other)
        differing = [pair for pair in zip(mine_but_lines, other_but_lines, strict=False) if pair[0] != pair[1]]
        assert differing[:3] == [], page
        assert len(mine_but_lines) == len(other_but_lines), page
        assert programs(mine) == programs(other), page
        assert elsewhere(mine) == elsewhere(other), page
        assert not [
            address for address in mine.addresses if re.match(r"\s*(javascript|vbscript|data):", address, re.IGNORECASE)
        ]


def without_lines(page: Page) -> list[tuple[str, tuple[str, ...]]]:
    """Return the elements of a page without the lines of diagrams: a longer text has more of them."""
    return [element for element in page.elements if element not in {("tspan", ("x", "y")), ("/tspan", ())}]


def programs(page: Page) -> list[str]:
    """Return the scripts of a page. Of data for search engines or for a script, it says only that it is data."""
    return ["data" if is_data(text) else text for text in page.scripts]


def is_data(script: str) -> bool:
    """Return whether a script is a JSON object, of which a browser runs nothing, whatever texts it repeats."""
    if not script.strip().startswith("{"):
        return False
    try:
        json.loads(script)
    except ValueError:
        return False
    return True


def elsewhere(page: Page) -> list[str]:
    """Return the addresses of other sites that a page links to or loads from."""
    return [address for address in page.addresses if re.match(r"(\w+:)?//|\w+:", address)]


@pytest.mark.mkdocs
def test_search_index(sites: tuple[Path, Path]) -> None:
    """No text becomes an element in the results of the search."""
    mine, other = (json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8")) for site in sites)
    # What people type and what it means is data for the search alone, and never shown.
    mine["config"].pop("synonyms"), other["config"].pop("synonyms")
    assert mine["config"] == other["config"]
    for entry, its_twin in zip(mine["docs"], other["docs"], strict=True):
        for key in ("title", "text"):
            assert Page(entry[key]).elements == Page(its_twin[key]).elements, entry["location"]


@pytest.mark.mkdocs
def test_texts_shown(sites: tuple[Path, Path]) -> None:
    """Every hostile text can be read on some page, as it was written."""
    site = sites[0]
    pages = [site / page / "index.html" for page in ("", *PAGES)]
    pages += [*site.glob("prompts/*/index.html"), *site.glob("law/acts/*/index.html")]
    text = "\n".join(Page(page.read_text(encoding="utf-8")).text for page in pages)
    assert [attack for attack in HOSTILE if " ".join(attack.split()) not in text] == []


PAGES = (
    "framework",
    "how-to-use",
    "for/carers",
    "examples",
    "prompts",
    "law",
    "standards",
    "changes",
    "glossary",
    "sources",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_glossary(text: str) -> None:
    """A term of the glossary, which is looked for on every page, and its meaning show as they are."""
    data = yaml.load((DATA / "other.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    meaning = "\n".join((text, *HOSTILE))
    data["glossary"] = [
        {"id": "term", "term": text, "forms": ["care", f"{text}]: x"], "full": text, "meaning": meaning}
    ]
    framework = parse(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True), "file.yaml")
    page = with_abbreviations(f"To care {escape(text)} after.", forms_of(framework))
    made = Page(mark_first_terms(markdown.markdown(page, extensions=EXTENSIONS)))
    box = {"details", "summary", "dl", "dt", "dd"}
    others = [tag for tag, _ in made.elements if tag.removeprefix("/") not in {"p", *box}]
    assert others in (["abbr", "/abbr"], ["abbr", "/abbr"] * 2)
    assert all(sum(tag == each for tag, _ in made.elements) == 1 for each in box)
    assert {names for tag, names in made.elements if tag == "abbr"} == {("tabindex", "title")}
