"""The index of examples and the page of an example, in Chromium: choosing, counting, going back, sharing a link.

Other browsers are not tested, nor what a screen reader says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from carers_framework.framework.library import Example
from carers_framework.framework.model import Framework
from carers_framework.site.content.acts import page_of_each


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page on which every error fails the test."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


@pytest.fixture
def index(page: Page, site_address: str) -> Page:
    """The index of examples."""
    page.goto(f"{site_address}examples/")
    return page


def shown(page: Page) -> set[str]:
    """Return the ids of the examples whose cards are to be seen."""
    return set(page.locator(".cards > li:visible .moved").evaluate_all("links => links.map(link => link.id)"))


def ids(framework: Framework, **chosen: str) -> set[str]:
    """Return the ids of the examples with a section, a theme, an area or a result."""
    sections = {*(section.id for section in framework.sections), "all-sections"}

    def fits(example: Example) -> bool:
        return (
            chosen.get("section") in {None, *(example.sections or sections)}
            and chosen.get("theme") in {None, *example.themes}
            and chosen.get("area") in {None, example.area}
            and (example.result is not None or "results" not in chosen)
        )

    return {example.id for example in framework.examples if fits(example)}


def options(page: Page, label: str) -> dict[str, str]:
    """Return the value and the text of each option of a list but for the first, which is for everything."""
    page.evaluate("new Promise(done => setTimeout(done))")  # each list is counted in a task of its own
    found = page.get_by_label(label).locator("option").evaluate_all("all => all.map(one => [one.value, one.text])")
    return dict(found[1:])


def counts_are_right(page: Page, framework: Framework, name: str, **others: str) -> bool:
    """Return whether each option of a list is followed by what it leaves, and none leaves nothing."""
    for value, text in options(page, name.capitalize()).items():
        left = len(ids(framework, **{**others, name: value}))
        if not left or not text.endswith(f" ({left})"):
            return False
    return True


@pytest.mark.chromium
def test_choosing_by_keyboard(framework: Framework, index: Page) -> None:
    """Examples are narrowed down by keyboard; the heading says how many are left, and is announced."""
    assert shown(index) == ids(framework)
    index.get_by_label("Section").focus()
    index.keyboard.type("Personal budgets")
    index.keyboard.press("Tab")
    expected = ids(framework, section="personal-budgets")
    assert shown(index) == expected
    heading = index.get_by_role("status").get_by_role("heading")
    assert heading.inner_text().rstrip("¶") == f"{len(expected)} of {len(framework.examples)} examples"
    index.get_by_label("Has a result").press("Space")
    assert shown(index) == ids(framework, section="personal-budgets", results="yes")
    assert index.url.endswith("?results=yes&section=personal-budgets")


@pytest.mark.chromium
def test_counts_in_options(framework: Framework, index: Page) -> None:
    """Each option says what it would leave with everything else that is chosen, and none would leave nothing."""
    for name in ("section", "theme", "area"):
        assert counts_are_right(index, framework, name)
    every = len(options(index, "Theme"))
    index.get_by_label("Section").select_option("personal-budgets")
    index.get_by_label("Has a result").check()
    chosen = {"section": "personal-budgets", "results": "yes"}
    assert counts_are_right(index, framework, "theme", **chosen)
    assert counts_are_right(index, framework, "area", **chosen)
    assert counts_are_right(index, framework, "section", results="yes")
    assert 0 < len(options(index, "Theme")) < every


@pytest.mark.chromium
def test_words_of_the_text(framework: Framework, index: Page) -> None:
    """The text box finds words that only the page of an example has, whatever the apostrophes and capitals."""
    index.get_by_label("Words in the example").press_sequentially("carer's DEMENTIA")
    index.wait_for_function("document.querySelectorAll('.cards > [hidden]').length > 0 && window.exampleWords")
    index.wait_for_timeout(300)
    found = shown(index)
    assert 0 < len(found) < len(framework.examples)
    for example in framework.examples:
        parts = (example.title, example.area, example.result, example.done, example.outcome, example.history)
        text = " ".join(filter(None, (*parts, example.organisation))).lower().replace("’", "")
        assert (example.id in found) >= ("carers" in text and "dementia" in text), example.id
    index.get_by_label("Words in the example").fill("zzzz")
    index.wait_for_function("document.querySelectorAll('.cards > :not([hidden])').length === 0")
    none = f"0 of {len(framework.examples)} examples. Take a choice away"
    assert index.get_by_role("status").inner_text().startswith(none)


@pytest.mark.chromium
def test_chips_take_away(framework: Framework, index: Page) -> None:
    """Each choice is a button that takes it away, and the focus stays with the buttons, or goes to the heading."""
    index.get_by_label("Section").select_option("identifying-carers")
    index.get_by_label("Theme").select_option("health")
    chips = index.get_by_role("list", name="Chosen").get_by_role("button")
    assert [chip.inner_text() for chip in chips.all()] == ["Identifying carers", "Health and GP practices", "Show all"]
    index.get_by_role("button", name="Identifying carers, take away").press("Enter")
    assert shown(index) == ids(framework, theme="health")
    assert index.evaluate("document.activeElement.textContent") == "Health and GP practices"
    index.keyboard.press("Space")
    assert shown(index) == ids(framework)
    assert index.evaluate("document.activeElement.id") == "found"
    assert not index.locator("#chips").is_visible()
    index.get_by_label("Area").select_option("Surrey")
    index.get_by_label("Has a result").check()
    index.get_by_role("button", name="Show all").click()
    assert shown(index) == ids(framework)
    assert "?" not in index.url


@pytest.mark.chromium
def test_back_and_shared_link(framework: Framework, index: Page) -> None:
    """Back takes the last choice away, Forward brings it back, and a shared address chooses the same."""
    index.get_by_label("Section").select_option("identifying-carers")
    index.get_by_label("Words in the example").press_sequentially("young carers")
    index.wait_for_url("**words=young+carers*")
    found = shown(index)
    address = index.url
    index.go_back()
    assert shown(index) == ids(framework, section="identifying-carers")
    assert index.get_by_label("Words in the example").input_value() == ""
    index.go_back()
    assert shown(index) == ids(framework)
    index.go_forward()
    index.go_forward()
    assert shown(index) == found
    index.locator(".cards > li:visible a").first.click()
    index.go_back()
    assert shown(index) == found
    index.goto("about:blank")
    index.goto(address)
    index.wait_for_function("window.exampleWords")
    assert shown(index) == found
    assert index.get_by_label("Words in the example").input_value() == "young carers"


@pytest.mark.chromium
def test_outdated_choice(framework: Framework, site_address: str, page: Page) -> None:
    """A shared address with a choice that no longer exists shows everything."""
    page.goto(f"{site_address}examples/?section=gone&theme=%3Cb%3E&source=dh-2010")
    assert shown(page) == ids(framework)


@pytest.mark.chromium
def test_old_link_to_example(framework: Framework, site_address: str, page: Page) -> None:
    """A link to an example on the one page of before leads to its own, whatever else the address chooses."""
    example = framework.examples[-1]
    other = next(theme.id for theme in framework.themes if theme.id not in example.themes)
    for choice in ("", f"?theme={other}&words=zzzz"):
        page.goto(f"{site_address}examples/{choice}#{example.id}")
        page.wait_for_url(f"**/examples/{example.id}/")
        assert page.locator("h1").inner_text().startswith(example.title)


@pytest.mark.chromium
def test_old_link_to_provision(framework: Framework, site_address: str, page: Page) -> None:
    """A link to a provision or a question on the one page of before leads to where it is now."""
    duty, question = framework.duties[-1], framework.law_questions[0]
    page.goto(f"{site_address}law/#{duty.id}")
    page.wait_for_url(f"**/{page_of_each(framework)[duty.id].removesuffix('.md')}/#{duty.id}")
    page.goto(f"{site_address}law/#{question.id}")
    page.wait_for_url(f"**/law/{question.id}/")


@pytest.mark.chromium
def test_without_scripts(framework: Framework, site_address: str, browser: Browser) -> None:
    """Without JavaScript all examples are listed, an old link leads to one of them, and a page has its link as text."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    example = framework.examples[-1]
    page.goto(f"{site_address}examples/#{example.id}")
    assert shown_without_scripts(page) == len(framework.examples)
    assert not page.locator("#filters").is_visible()
    assert page.locator(f"#{example.id}").bounding_box()["y"] < page.viewport_size["height"]
    page.locator(f"#{example.id}").click()
    assert page.locator("h1").inner_text().startswith(example.title)
    assert not page.get_by_role("button", name="Copy the link").is_visible()
    assert page.locator(".copy").inner_text().strip() == framework.page_address(f"examples/{example.id}")
    page.goto(f"{site_address}law/#{framework.duties[-1].id}")
    assert page.locator(f"#{framework.duties[-1].id}").is_visible()
    context.close()


def shown_without_scripts(page: Page) -> int:
    return page.locator(".cards > li:visible").count()


@pytest.mark.chromium
def test_copying_a_link(framework: Framework, site_address: str, page: Page) -> None:
    """The button copies the address of the page, and says so."""
    address = f"{site_address}examples/{framework.examples[0].id}/"
    page.goto(f"{address}?x=1#done")
    page.get_by_role("button", name="Copy the link").press("Enter")
    page.locator(".copy [role=status]", has_text="The link is copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == address


@pytest.mark.chromium
def test_copying_is_forbidden(framework: Framework, site_address: str, page: Page) -> None:
    """Where the browser does not copy, the button marks the address."""
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error())")
    page.goto(f"{site_address}examples/{framework.examples[0].id}/")
    page.get_by_role("button", name="Copy the link").click()
    page.locator(".copy [role=status]", has_text="Copy it with Ctrl and C").wait_for()
    assert page.evaluate("String(getSelection())") == page.url


@pytest.mark.chromium
def test_example_on_paper(framework: Framework, site_address: str, page: Page) -> None:
    """An example prints on one page, with its address and without buttons; the index prints as a list."""
    longest = max(framework.examples, key=lambda example: len(f"{example.done}{example.outcome}{example.history}"))
    page.emulate_media(media="print")
    page.goto(f"{site_address}examples/{longest.id}/")
    assert not page.locator(".copy button, .md-sidebar, .headerlink").filter(visible=True).count()
    assert page.locator(".copy .printed-link").is_visible()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) <= 2
    page.goto(f"{site_address}examples/?section={framework.sections[0].id}")
    assert not page.locator("#filters, #chips").filter(visible=True).count()
    assert shown(page) == ids(framework, section=framework.sections[0].id)
