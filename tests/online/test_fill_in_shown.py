"""The page that fills in the workbook, in Chromium: the keyboard, what it shows while people type, and for whom."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from carers_framework.framework.load import load
from carers_framework.workbook.worked_example import load_example
from tests.helpers.axe import COLOURS, EVERY_RULE, violations
from tests.helpers.filling import begin, download, enter, filled_in, go_to, put
from tests.helpers.project import FROZEN
from tests.helpers.servers import serving
from tools.page_weight import weigh

pytestmark = pytest.mark.chromium

FRAMEWORK = load(FROZEN / "framework.yaml")
EXAMPLE = load_example(FROZEN / "worked_example.yaml")

FIRST_VISIT = 110_000
"""How many bytes the page may cost at a first visit, with scripts and data."""


def steps_of_sections() -> list[str]:
    return [f"section-{section.id}" for section in FRAMEWORK.sections]


def tab_to(page: Page, target: Locator, most: int = 120) -> None:
    """Press Tab until the focus is on an element."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("(element) => element === document.activeElement"):
            return
    pytest.fail(f"the keyboard does not reach {target}")


def test_by_keyboard(page: Page, address: str) -> None:
    """From the first question to the saved file with nothing but the keyboard."""
    section = FRAMEWORK.sections[0]
    score, indicator = "score_" + section.id.replace("-", "_"), section.indicators[0].id.replace("-", "_")
    page.goto(address)
    tab_to(page, page.locator("[name=shared]").first)
    page.keyboard.press("Space")
    tab_to(page, page.locator("#area_name"))
    page.keyboard.type("Example Borough")
    tab_to(page, page.locator("#first_meeting"))
    page.keyboard.type("14 May 2027")
    tab_to(page, page.locator("[data-begin]"))
    page.keyboard.press("Enter")
    expect(page.locator("#preparation h1")).to_be_focused()
    tab_to(page, page.locator(f'#preparation .onward a[href="#section-{section.id}"]'))
    page.keyboard.press("Enter")
    expect(page.locator(f"#section-{section.id} h1")).to_be_focused()
    tab_to(page, page.locator(f"[name={score}]").first)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    tab_to(page, page.locator(f"[name=found_{indicator}]").first)
    page.keyboard.press("Space")
    tab_to(page, page.locator(f"#evidence_{indicator}"))
    page.keyboard.type("Figures")
    page.keyboard.press("Alt+Enter")
    page.keyboard.type("Letters")
    tab_to(page, page.locator(f"#section-{section.id} .onward a").last)
    go_to(page, "save")
    tab_to(page, page.locator("[data-save]"))
    with page.expect_download():
        page.keyboard.press("Enter")
    assert filled_in(page)["cells"] == {
        "area_name": "Example Borough",
        "first_meeting": {"date": "2027-05-14"},
        score: FRAMEWORK.levels[1].score,
        f"found_{indicator}": FRAMEWORK.fields.found.choices[0],
        f"evidence_{indicator}": "Figures\nLetters",
    }


def test_taking_an_answer_back(page: Page, address: str) -> None:
    """Delete takes a choice back, as in a spreadsheet; so does Clear."""
    section = FRAMEWORK.sections[0]
    name = "found_" + section.indicators[0].id.replace("-", "_")
    begin(page, address)
    go_to(page, f"section-{section.id}")
    choice = page.locator(f"[name={name}]").first
    choice.check(force=True)
    assert name in filled_in(page)["cells"]
    choice.focus()
    page.keyboard.press("Delete")
    assert name not in filled_in(page)["cells"]
    choice.check(force=True)
    page.locator(f'[data-clear="{name}"]').click()
    assert name not in filled_in(page)["cells"]


# What the page shows


def test_live_values(page: Page, address: str) -> None:
    """The tally, the scores in the steps and the summary follow what is typed, and the score is spoken."""
    section = FRAMEWORK.sections[0]
    level = FRAMEWORK.levels[0]
    begin(page, address)
    go_to(page, f"section-{section.id}")
    step = page.locator(f"#section-{section.id}")
    found = "found_" + section.levels[level.score][0].id.replace("-", "_")
    page.locator(f"[name={found}]").first.check(force=True)
    expect(step.locator(".tally")).to_contain_text(f"{level.score} 1 of {len(section.levels[level.score])}")
    step.locator(".tiles input").first.check(force=True)
    expect(page.locator(".steps [aria-current] .chip")).to_have_text(level.score)
    expect(page.locator("[data-spoken]")).to_contain_text(level.words)
    go_to(page, "plan")
    expect(page.locator(".summary tbody tr").first.locator(".chip").first).to_have_text(level.score)


def test_remarks(page: Page, address: str) -> None:
    """A date is said in words. What is not understood is kept as text, and the page says so beside it."""
    begin(page, address)
    go_to(page, "plan")
    rank = "priority_" + FRAMEWORK.sections[0].id.replace("-", "_")
    page.locator(f"#{rank}").fill("99")
    assert filled_in(page)["cells"][rank] == "99"
    expect(page.locator(f"#{rank}-said")).to_contain_text("Type a whole number from 1")
    expect(page.locator(f"#{rank}")).to_have_attribute("aria-invalid", "true")
    page.locator(f"#{rank}").fill("2")
    assert filled_in(page)["cells"][rank] == 2
    expect(page.locator(f"#{rank}-said")).to_be_empty()
    go_to(page, "start")
    page.locator("#first_meeting").fill("1.3.27")
    expect(page.locator("#first_meeting-said")).to_have_text("1 March 2027")
    page.locator("#first_meeting").fill("soon")
    expect(page.locator("#first_meeting-said")).to_contain_text("This is not a date")
    assert filled_in(page)["cells"]["first_meeting"] == "soon"


def test_review(page: Page, address: str) -> None:
    """Scores go into the history at the next meeting, with a date; a change goes to the one after that."""
    begin(page, address)
    scores = [f"score_{section.id.replace('-', '_')}" for section in FRAMEWORK.sections]
    lowest, second = (level.score for level in FRAMEWORK.levels[:2])
    enter(page, dict.fromkeys(scores, lowest))
    go_to(page, "reviews")
    page.get_by_role("button", name="Record the scores").click()
    cells = filled_in(page)["cells"]
    first = [name.replace("score_", "review0_") for name in scores]
    assert [cells[name] for name in first] == [lowest] * len(scores)
    enter(page, {scores[0]: second})
    page.get_by_role("button", name="Record the scores").click()
    cells = filled_in(page)["cells"]
    later = [name.replace("score_", "review1_") for name in scores]
    assert [cells[name] for name in later] == [second, *[lowest] * (len(scores) - 1)]
    assert cells["review_date1"] == {"date": datetime.date.today().isoformat()}
    expect(page.get_by_role("button", name="All scores are in the history")).to_be_disabled()


def test_too_long_for_a_cell(page: Page, address: str) -> None:
    """A text that no cell takes is kept on the page, and saving leads to it."""
    name = "reasons_" + FRAMEWORK.sections[0].id.replace("-", "_")
    begin(page, address)
    enter(page, {name: "x" * 32_768})
    go_to(page, "save")
    page.get_by_role("button", name="Save the workbook").click()
    expect(page.locator(f"#{name}")).to_be_focused()
    expect(page.locator(f"#{name}-said")).to_contain_text("longer than a cell")


def test_leaving(page: Page, address: str) -> None:
    """With unsaved work, a link asks first; with none, it leads away at once."""
    begin(page, address, area="Example Borough")
    page.get_by_role("link", name="Back to the site").click()
    page.get_by_role("button", name="Stay here").click()
    assert page.url.startswith(address)
    download(page)
    page.get_by_role("link", name="Back to the site").click()
    page.wait_for_url(address.removesuffix("fill-in/"))


# For everybody


@pytest.mark.parametrize(
    ("scheme", "width", "rules"),
    [("light", 320, EVERY_RULE), ("dark", 320, COLOURS), ("light", 1366, EVERY_RULE), ("dark", 1920, EVERY_RULE)],
    ids=["light-320", "dark-320", "light-1366", "dark-1920"],
)
def test_axe(browser: Browser, site_address: str, scheme: str, width: int, rules: Mapping[str, object]) -> None:
    """axe finds nothing in any step, and nothing is wider than the window.

    At 320 pixels, dark differs from light in colours alone.
    """
    # Without the site's own headers, which forbid the style that axe needs.
    address = f"{site_address}fill-in/"
    context = browser.new_context(
        viewport={"width": width, "height": 768}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address)
    found = {"before": violations(page, rules)}
    begin(page, address)
    put(page, EXAMPLE.answers)
    steps = page.locator(".steps a").evaluate_all("(links) => links.map(({hash}) => hash.slice(1))")
    # The steps of the sections are made alike.
    for step in [step for step in steps if step not in steps_of_sections()[1:]]:
        go_to(page, step)
        page.evaluate("for (const part of document.querySelectorAll('.step:not([hidden]) details')) part.open = true")
        found[step] = violations(page, rules)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, step
    context.close()
    assert {step: wrong for step, wrong in found.items() if wrong} == {}


def test_weight(site: Path, browser: Browser) -> None:
    with serving(site) as plain:
        assert weigh(browser, f"{plain}fill-in/").bytes <= FIRST_VISIT


def test_without_scripts(browser: Browser, address: str) -> None:
    """Without JavaScript the page says so, and leads to the workbook."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".fill-without")).to_contain_text("JavaScript")
    expect(page.locator(".fill-without a").first).to_be_visible()
    expect(page.locator("form.fill")).to_be_hidden()
    context.close()


def test_typing_touches_little(page: Page, address: str) -> None:
    """A letter changes nothing on the page but its own box, as long as nothing else depends on it.

    Whatever else changed would make the browser lay the page out at each key, which old computers do slowly.
    """
    begin(page, address, shared=True)
    put(page, EXAMPLE.answers)
    section = FRAMEWORK.sections[0]
    go_to(page, f"section-{section.id}")
    box = page.locator(f"#reasons_{section.id.replace('-', '_')}")
    box.press_sequentially("W")
    page.wait_for_timeout(300)
    page.evaluate("""window.changes = []; new MutationObserver((found) => {
      changes.push(...found.map(({target}) => target.outerHTML ?? target.textContent));
    }).observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true})""")
    box.press_sequentially("hat we do now.")
    page.wait_for_timeout(300)
    assert page.evaluate("changes") == []
