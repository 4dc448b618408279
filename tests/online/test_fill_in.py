"""The page that fills in the workbook, in Chromium: typing, saving, opening, and that nothing leaves it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Locator, Page, expect

from carers_framework.answers.carry_forward import carry_forward, layouts_of
from carers_framework.answers.read_back import ReadBack, read_back
from carers_framework.base.characters import UNWANTED
from carers_framework.editions.load import load_and_check
from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answer, Answers
from carers_framework.workbook.book import layout_of
from carers_framework.workbook.worked_example import load_example
from tests.helpers.axe import violations
from tests.helpers.fill_in import as_data
from tests.helpers.filling import (
    DOWNLOADS_ONLY,
    PICKS,
    begin,
    download,
    enter,
    filled_in,
    go_to,
    open_file,
    put,
)
from tests.helpers.project import ROOT
from tests.helpers.servers import advised, serving
from tests.helpers.workbooks import write_workbook
from tools.page_weight import weigh

pytestmark = pytest.mark.chromium

EDITIONS = [edition.framework for edition in load_and_check(ROOT / "framework.yaml")]
FRAMEWORK = EDITIONS[-1]
LAYOUT = layout_of(FRAMEWORK)
LAYOUTS = layouts_of(EDITIONS)
EXAMPLE = load_example(ROOT / "worked_example.yaml")

FIRST_VISIT = 110_000
"""How many bytes the page may cost at a first visit, with scripts and data."""

TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n\t"), min_size=1, max_size=60
)
DATES = st.dates(datetime.date(1900, 3, 1), datetime.date(9999, 12, 31))


def answer_for(name: str) -> st.SearchStrategy[Answer]:
    """Any answer that somebody can type or choose."""
    asked = LAYOUT.inputs[name]
    if asked.choices:
        return st.sampled_from(asked.choices)
    if asked.kind == "number":
        return st.integers(asked.low, asked.high)
    # A text of white space alone is no answer.
    return (
        DATES
        if asked.kind == "date"
        else TEXTS.map(lambda text: UNWANTED.sub("", text)).filter(
            lambda text: bool(text.strip("\ufeff \n\t") and text.strip())
        )
    )


ANSWERS = st.sets(st.sampled_from(sorted(LAYOUT.inputs)), min_size=1, max_size=80).flatmap(
    lambda names: st.fixed_dictionaries({name: answer_for(name) for name in sorted(names)})
)


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The page, from a server that sends the site's own headers."""
    with serving(site, advised(site)) as site_address:
        yield f"{site_address}fill-in/"


@pytest.fixture
def noises() -> list[str]:
    """What the page says on the console, what fails, and each request that goes elsewhere."""
    return []


@pytest.fixture
def page(browser: Browser, address: str, noises: list[str]) -> Iterator[Page]:
    """A browser in which a page can only download. Any error, and any request to another host, fails the test."""
    context = browser.new_context(reduced_motion="reduce", accept_downloads=True)
    context.add_init_script(DOWNLOADS_ONLY)
    page = context.new_page()
    watch(page, address, noises)
    yield page
    context.close()
    assert noises == []


def watch(page: Page, address: str, noises: list[str]) -> None:
    """Note every request but for files of the site, every error, and everything on the console."""
    page.on("console", lambda message: noises.append(message.text))
    page.on("pageerror", lambda error: noises.append(str(error)))

    def look(asked: str, method: str) -> None:
        if method != "GET" or not (asked.startswith("blob:") or urlsplit(asked).netloc == urlsplit(address).netloc):
            noises.append(f"{method} {asked}")

    page.on("request", lambda request: look(request.url, request.method))


def python_reads(path: Path) -> ReadBack:
    """What Python reads in a file that the page saved: nothing in it may be amiss."""
    back = read_back(path, LAYOUTS)
    assert (back.edition, back.unplaced, back.problems) == (FRAMEWORK.edition.id, (), ())
    return back


# Saving


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(answers=ANSWERS)
def test_typed_and_saved(
    browser: Browser, address: str, tmp_path_factory: pytest.TempPathFactory, answers: dict[str, Answer]
) -> None:
    """Whatever is typed into the form and saved, Python reads again."""
    context = browser.new_context()
    context.add_init_script(DOWNLOADS_ONLY)
    page = context.new_page()
    begin(page, address)
    enter(page, answers)
    path = tmp_path_factory.mktemp("saved") / "saved.xlsx"
    download(page).save_as(path)
    context.close()
    assert as_data(python_reads(path).answers)["cells"] == as_data(Answers(answers))["cells"]


def test_saved_where_chosen(browser: Browser, address: str, tmp_path: Path, noises: list[str]) -> None:
    """Where a page can write to a file that somebody chose, it reads that file again and says so."""
    context = browser.new_context()
    context.add_init_script(PICKS)
    page = context.new_page()
    watch(page, address, noises)
    begin(page, address, area="Example Borough")
    go_to(page, "save")
    expect(page.locator("#file-name")).not_to_be_empty()
    page.get_by_role("button", name="Save the workbook").click()
    page.get_by_text("Saved and checked").wait_for()
    expect(page.locator("#save [data-state]")).to_contain_text("All saved")
    path = tmp_path / page.evaluate("picked.name")
    content = page.evaluate(
        "picked.getFile().then((file) => file.arrayBuffer()).then((all) => [...new Uint8Array(all)])"
    )
    path.write_bytes(bytes(content))
    assert python_reads(path).answers.cells == {"area_name": "Example Borough"}
    assert path.name.startswith("Example Borough")
    assert str(datetime.date.today().year) in path.name
    context.close()
    assert noises == []


def test_name_of_download(page: Page, address: str) -> None:
    begin(page, address, area="A/B: Borough")
    name = download(page).suggested_filename
    assert name.endswith(".xlsx")
    assert not set('/\\:*?"<>|') & set(name)


# Opening


def test_open_worked_example(page: Page, address: str, framework: Framework, tmp_path: Path) -> None:
    """What Python wrote is all there, and saved again it is the same."""
    path = write_workbook(tmp_path / "example.xlsx", framework, EXAMPLE.answers)
    begin(page, address)
    open_file(page, path)
    assert filled_in(page)["cells"] == as_data(EXAMPLE.answers)["cells"]
    expect(page.locator("#opened")).to_contain_text("example.xlsx")
    saved = tmp_path / "again.xlsx"
    download(page).save_as(saved)
    assert python_reads(saved).answers.cells == EXAMPLE.answers.cells


def test_open_earlier_edition(page: Page, address: str, tmp_path: Path) -> None:
    """Answers of an earlier edition go where Python carries them, and the page says how many are to be checked."""
    old = EDITIONS[0]
    inputs = layout_of(old).inputs
    cells: dict[str, Answer] = {
        name: asked.choices[0] if asked.choices else "Known by heart"
        for name, asked in inputs.items()
        if asked.kind in {"text", "choice"} and asked.choices_from != "level_scores"
    }
    path = write_workbook(tmp_path / "old.xlsx", old, Answers(cells))
    expected = carry_forward(read_back(path, LAYOUTS), EDITIONS)
    begin(page, address)
    open_file(page, path)
    assert filled_in(page) == as_data(expected.answers)
    said = [int(number.replace(",", "")) for number in page.locator("[data-counts] b").all_inner_texts()]
    assert said == [expected.carried, expected.to_check, expected.aside]
    saved = tmp_path / "new.xlsx"
    download(page).save_as(saved)
    assert as_data(python_reads(saved).answers) == as_data(expected.answers)


def test_refused_file(page: Page, address: str, tmp_path: Path) -> None:
    """A file that is no workbook is refused in a line, and what is there stays."""
    path = tmp_path / "letter.xlsx"
    path.write_bytes(b"Dear all")
    begin(page, address, area="Example Borough")
    open_file(page, path)
    with pytest.raises(Exception, match=r"letter\.xlsx") as refused:
        read_back(path, LAYOUTS)
    assert page.locator("[data-refused]").inner_text() == str(refused.value).replace(f"{tmp_path}/", "")
    assert filled_in(page)["cells"] == {"area_name": "Example Borough"}


def test_asks_before_replacing(page: Page, address: str, framework: Framework, tmp_path: Path) -> None:
    """Work that is not in a file stays until somebody says that it may go."""
    path = write_workbook(tmp_path / "other.xlsx", framework, Answers({"area_name": "Elsewhere"}))
    begin(page, address, area="Example Borough")
    go_to(page, "start")
    page.locator("#file").set_input_files(path)
    page.get_by_role("button", name="Keep it").click()
    assert filled_in(page)["cells"]["area_name"] == "Example Borough"
    page.locator("#file").set_input_files(path)
    page.get_by_role("button", name="Open it").click()
    page.locator("#opened").wait_for()
    assert filled_in(page)["cells"]["area_name"] == "Elsewhere"


# By keyboard


def tab_to(page: Page, target: Locator, most: int = 120) -> None:
    """Press Tab until the focus is on an element."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("(element) => element === document.activeElement"):
            return
    pytest.fail(f"the keyboard does not reach {target}")


def test_by_keyboard(page: Page, address: str, tmp_path: Path) -> None:
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
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    saved.value.save_as(tmp_path / "saved.xlsx")
    assert python_reads(tmp_path / "saved.xlsx").answers.cells == {
        "area_name": "Example Borough",
        "first_meeting": datetime.date(2027, 5, 14),
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


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 320), ("light", 1366), ("dark", 1920)])
def test_axe(browser: Browser, site_address: str, scheme: str, width: int) -> None:
    """axe finds nothing in any step, and nothing is wider than the window."""
    # Without the site's own headers, which forbid the style that axe needs.
    address = f"{site_address}fill-in/"
    context = browser.new_context(
        viewport={"width": width, "height": 768}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address)
    found = {"before": violations(page)}
    begin(page, address)
    put(page, EXAMPLE.answers)
    for step in page.locator(".steps a").evaluate_all("(links) => links.map(({hash}) => hash.slice(1))"):
        go_to(page, step)
        page.evaluate("for (const part of document.querySelectorAll('.step:not([hidden]) details')) part.open = true")
        found[step] = violations(page)
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


# From a folder


def test_from_a_folder(browser: Browser, offline_site: Path, tmp_path: Path) -> None:
    """Opened from a folder with no network, the page saves a workbook and opens it again."""
    context = browser.new_context(offline=True)
    context.add_init_script(DOWNLOADS_ONLY)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    begin(page, (offline_site / "fill-in.html").as_uri(), area="Example Borough")
    path = tmp_path / "saved.xlsx"
    download(page).save_as(path)
    assert python_reads(path).answers.cells == {"area_name": "Example Borough"}
    open_file(page, path)
    expect(page.locator("#opened")).to_contain_text("saved.xlsx")
    context.close()
    assert wrong == []
