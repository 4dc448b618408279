"""The pages on earlier editions and on what changed: whole, marked as not current, and last in the search."""

from __future__ import annotations

import html
import re
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import given
from playwright.sync_api import Page

from carers_framework.base.text import folded
from carers_framework.editions.differences.compare import compare
from carers_framework.editions.differences.pieces import Piece
from carers_framework.editions.differences.word_differences import Rewording, compare_words
from carers_framework.framework.load import load
from carers_framework.framework.model import Framework
from carers_framework.site.inputs import Download, SiteInputs
from carers_framework.site.markup import words_before, words_now
from carers_framework.site.render import render
from tests.helpers.editions import DRAFT, small_edition
from tests.helpers.pages import EXTENSIONS, MARKUP, plain
from tests.helpers.project import FILE_2021, mkdocs

EDITION_2021 = load(FILE_2021)
WORKBOOK = Download("x.xlsx", "Excel workbook", b"")
PAGES = render(SiteInputs(EDITION_2021, (WORKBOOK,), (DRAFT,)))
OLD_PAGE, CHANGES_PAGE = "editions/2016-draft/index.md", "editions/2021/changes.md"


def front_matter(page: str) -> dict[str, object]:
    matter = yaml.safe_load(page.split("---")[1])
    assert isinstance(matter, dict)
    return matter


def test_whole_edition() -> None:
    """An earlier edition can be read whole."""
    page = plain(PAGES[OLD_PAGE])
    for section in DRAFT.sections:
        for text in (section.title, section.requirement, *(indicator.text for indicator in section.indicators)):
            assert folded(text) in page, text
    for point in DRAFT.open_in_draft:
        assert point.text in page


def test_not_current() -> None:
    """An earlier edition says that it is not current, and links to the current sections."""
    page = PAGES[OLD_PAGE]
    assert "not current" in str(front_matter(page)["title"])
    assert "This is not the current edition" in page
    for section in EDITION_2021.sections:
        assert f"](../../sections/{section.id}.md)" in page


def test_not_in_search() -> None:
    """Pages on earlier editions are not in the search."""
    for path in (OLD_PAGE, CHANGES_PAGE):
        assert front_matter(PAGES[path])["search"] == {"exclude": True}
    assert not any("search" in front_matter(PAGES[path]) for path in ("index.md", "sections/index.md"))


def test_every_change() -> None:
    """The page on the changes shows every piece that changed, before and after."""
    comparison = compare(DRAFT, EDITION_2021)
    page = plain(PAGES[CHANGES_PAGE])
    changed: list[Piece] = [*comparison.added, *comparison.dropped]
    changed += [piece for merge in comparison.merged for piece in (*merge.old, merge.new)]
    changed += [piece for split in comparison.split for piece in (split.old, *split.new)]
    changed += [piece for pair in comparison.moved for piece in (pair.old, pair.new)]
    for piece in changed:
        assert piece.name in page, piece.id
        assert (piece.dropped or "") in page
    for pair in comparison.reworded:
        for rewording in pair.rewordings:
            for side in (pair.old, pair.new):
                assert folded(dict(side.texts)[rewording.text_name]) in page, (side.id, rewording.text_name)


def test_changed_sections() -> None:
    """A section that was dropped is named, and one that was replaced links to the section in its place."""
    first = small_edition(
        "first", [{"at": "soil L", "id": "dry", "text": "Dry."}, {"at": "light L", "id": "dark", "text": "D."}]
    )
    second = small_edition("second", [{"at": "soil L", "id": "dry", "text": "Dry."}])
    soil = second.sections[0].model_copy(update={"id": "ground", "title": "Ground", "replaces": ("soil",)})
    third = small_edition("third", []).model_copy(update={"sections": (soil,)})
    pages = render(SiteInputs(third, (WORKBOOK,), (first, second)))
    assert {path for path in pages if path.startswith("editions/")} == {
        "editions/index.md",
        "editions/first/index.md",
        "editions/second/index.md",
        "editions/second/changes.md",
        "editions/third/changes.md",
    }
    assert "In the current edition: [Ground](../../sections/ground.md)" in pages["editions/first/index.md"]
    assert "No section of the current edition has taken its place." in pages["editions/first/index.md"]
    assert "**Dropped.** **light.** About light." in pages["editions/second/changes.md"]


def test_no_earlier_edition() -> None:
    pages = render(SiteInputs(EDITION_2021, (WORKBOOK,)))
    assert "There is no earlier edition." in pages["editions/index.md"]
    assert [path for path in pages if path.startswith("editions/")] == ["editions/index.md"]


@given(MARKUP, MARKUP)
def test_reworded_texts(old: str, new: str) -> None:
    """A reader sees the text before and the text after, whatever markup is in them."""
    rewording = Rewording("text", compare_words(old, new))
    for text, shown in ((old, words_before(rewording)), (new, words_now(rewording))):
        body = markdown.markdown(f"- *Now:* {shown}", extensions=EXTENSIONS)
        seen = re.sub(r"</?(?:ul|li|em|del|ins|p)>", "", body)
        assert "<" not in seen
        assert folded(html.unescape(seen)) == folded(f"Now: {text}")


def test_unique_heads() -> None:
    """No two pages have the same title or description."""
    for key in ("title", "description"):
        values = [front_matter(text)[key] for path, text in PAGES.items() if path.endswith(".md")]
        assert len(set(values)) == len(values)


@pytest.mark.mkdocs
def test_mistake_stops_site(project: Path) -> None:
    """A mistake between the editions stops the build, with its line and no traceback."""
    path = project / "editions" / "2016-draft.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("- id: idc-schools\n", "- id: idc-academies\n"), "utf-8")
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 1
    assert "indicator idc-academies is not in edition" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.chromium
@pytest.mark.parametrize("sought", ["postcode lottery", "carer passport", "self-assessment", "tick boxes", "GPs"])
def test_search_order(site_address: str, page: Page, sought: str) -> None:
    """The first result of a search is not an earlier edition."""
    page.goto(f"{site_address}?q={sought}")
    links = page.locator(".md-search-result__item > a, .md-search-result__item > :first-child a")
    page.locator(".md-search-result__item").first.wait_for()
    places = [str(link.get_attribute("href")) for link in links.all()]
    assert "/editions/" not in places[0]


def test_built_pages(site: Path, framework: Framework) -> None:
    """In the built site only the earlier editions say that they are not current."""
    for section in framework.sections:
        text = (site / "sections" / section.id / "index.html").read_text(encoding="utf-8")
        assert "This is not the current edition" not in text
    assert "This is not the current edition" in (site / "editions/2016-draft/index.html").read_text(encoding="utf-8")
