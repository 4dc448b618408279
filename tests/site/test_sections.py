"""A section's page: its standards, its levels beside each other and on a projector, what to ask and check, examples."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from carers_framework.framework.load import parse
from carers_framework.framework.model import Framework
from carers_framework.site.content.uses import SHOWN, examples_for, groups_for, questions_for, statements_for
from tests.helpers.project import DATA

TOPS = """() => [...document.querySelectorAll(".level")].map(it => Math.round(it.getBoundingClientRect().top))"""


def article(site: Path, path: str) -> str:
    """Return the HTML of a page's main part."""
    text = (site / path / "index.html").read_text(encoding="utf-8")
    return text.partition("<article")[2].partition("</article>")[0]


def test_groups(framework: Framework) -> None:
    """Items are grouped by use; those of the section come first, the most helpful before the others."""
    for section in framework.sections:
        groups = groups_for(framework, section)
        assert [group.use for group in groups if group.use in {"check", "measure"}] == ["check", "measure"]
        for group in groups:
            assert 0 < len(group.first) <= SHOWN
            assert all(collection.use == group.use for collection, _ in group.items)
            own = [section.id in item.sections for _, item in group.items]
            assert own == sorted(own, reverse=True)
            assert sum(own) == sum(
                section.id in item.sections
                for collection in framework.collections
                if collection.use == group.use
                for item in collection.items
            )


def test_background(framework: Framework) -> None:
    """Every list has its use, and what is kept as history is not among what to do."""
    for collection in framework.collections:
        assert "use" in collection.model_fields_set, collection.id
        assert (collection.history is None) or collection.use == "background", collection.id


def test_choices(framework: Framework) -> None:
    """Standards and questions of law that are on a section are found, and examples with a result come first."""
    for section in framework.sections:
        for _, statements in statements_for(framework, section):
            assert all(section.id in statement.sections for statement in statements)
        results = [example.result is not None for example in examples_for(framework, section)]
        assert results == sorted(results, reverse=True)
        assert len(results) <= 3
    assessment = next(section for section in framework.sections if section.id == "assessment-and-eligibility")
    assert "law-who-is-eligible" in {question.id for question in questions_for(framework, assessment)}


def test_bare_framework() -> None:
    """A framework without lists, law and standards has none of them on its sections."""
    bare = parse((DATA / "other.yaml").read_text(encoding="utf-8"), "other.yaml").model_copy(
        update={"collections": (), "standards": (), "law_questions": (), "examples": ()}
    )
    for section in bare.sections:
        assert groups_for(bare, section) == statements_for(bare, section) == questions_for(bare, section) == ()
        assert examples_for(bare, section) == ()


def test_page(site: Path, framework: Framework) -> None:
    """A section names its standards, shows the first items of each use, and leads to a page with all of them."""
    for section in framework.sections:
        page = html.unescape(article(site, f"sections/{section.id}"))
        everything = article(site, f"prompts/{section.id}")
        for standard, statements in statements_for(framework, section):
            assert (standard.short or standard.publisher) in re.sub("<[^>]+>", "", page)
            assert all(f'standards/#{statement.id}"' in page for statement in statements)
        for group in groups_for(framework, section):
            after = page.partition(f">{group.title}<")[2].partition("</section>")[0]
            assert after.count("<li>") == len(group.first)
            listed = everything.partition(f'id="{group.use}"')[2].partition("<h2")[0]
            assert listed.count("<li>") == len(group.items)
            all_of_them = f'href="../../prompts/{section.id}/#{group.use}">All {len(group.items)}'
            assert (all_of_them in page) == (len(group.items) > SHOWN)


def test_words_of_page(site: Path) -> None:
    """The Tab key stops at no word; a box at the end of a page explains all that are marked."""
    for path in ("sections/personal-budgets", "hosting", "changes"):
        page = article(site, path)
        marked = re.findall(r'<abbr ([^>]*)title="([^"]*)"', page)
        assert all('tabindex="-1"' in attributes for attributes, _ in marked)
        box = html.unescape(page.partition('<details class="words"')[2].partition("</details>")[0])
        assert all(html.unescape(meaning) in box for _, meaning in marked)
    assert '<details class="words"' not in article(site, "glossary")


@pytest.mark.chromium
@pytest.mark.parametrize(("width", "beside"), [(1200, True), (1366, True), (1100, False), (360, False)])
def test_levels_beside(framework: Framework, site_address: str, page: Page, width: int, beside: bool) -> None:
    """From 1,200 pixels the levels are beside each other, and on narrower screens below each other."""
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(f"{site_address}sections/{framework.sections[0].id}/")
    tops = page.evaluate(TOPS)
    assert len(tops) == len(framework.levels)
    assert (len(set(tops)) == 1) == beside


@pytest.mark.chromium
@pytest.mark.parametrize("scripts", [True, False])
def test_projecting(framework: Framework, site_address: str, browser: Browser, scripts: bool) -> None:
    """By keyboard, and without JavaScript: the levels alone, and back to the page."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{site_address}sections/{framework.sections[0].id}/")
    elsewhere = page.locator(".md-header, .here, #score-yourselves, .md-footer")
    assert all(part.is_visible() for part in elsewhere.all())
    page.get_by_role("link", name="Show the scores on a projector").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#scores--projected")
    assert page.locator(".level:visible").count() == len(framework.levels)
    assert page.locator("h1").is_visible()
    assert not [part for part in elsewhere.all() if part.is_visible()]
    page.keyboard.press("Tab")
    page.get_by_role("link", name="Back to the page").press("Enter")
    page.wait_for_url("**#what-each-score-looks-like")
    assert all(part.is_visible() for part in elsewhere.all())
    context.close()
