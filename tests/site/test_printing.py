"""The pages for paper: readers choose the parts and the size, and Chromium prints what they chose.

Other browsers are not tested, nor whether the print looks good.
"""

from __future__ import annotations

import io
import re
import unicodedata

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from carers_framework.framework.model import Framework
from carers_framework.site.content.paper import for_agenda, for_questions

PAGES = ("workshop-pack", "agenda", "questions")
A4 = {(595, 842), (842, 595)}
LARGE = 16
A4_WIDTH = 688
"""How many pixels of the browser fit between the margins of a page."""

COUNT_PRINTS = "window.prints = 0; window.print = () => { window.prints += 1; };"

# The texts that are shown, in pieces that nothing on the page interrupts.
BLOCKS = """() => [...document.querySelectorAll(".md-content :is(p, li, h2, h3, tbody th)")]
  .filter(block => block.checkVisibility() && !block.querySelector("p, li, b, small, br, abbr"))
  .map(block => block.textContent.replace("¶", ""))"""

# What runs off the paper. The pages with tables are wider than the others.
BEYOND = """width => [...document.querySelectorAll(".md-content *")].filter(item => item.checkVisibility()
  && item.getBoundingClientRect().right > (item.closest(".wide")?.getBoundingClientRect().right ?? width) + 1)
  .map(item => item.outerHTML.slice(0, 100))"""


@pytest.fixture
def page(page: Page) -> Page:
    """A page on which printing is counted, as nobody is there to press a button of the browser's window."""
    page.add_init_script(COUNT_PRINTS)
    return page


def printed(page: Page) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def squeezed(text: str) -> str:
    """Return a text without spaces, hyphens and ligatures: a PDF has others than the page."""
    return re.sub(r"[\s\xad‐-]", "", unicodedata.normalize("NFKC", text))


def text_of(pdf: PdfReader) -> str:
    """Return the text of all pages, squeezed."""
    return squeezed("".join(sheet.extract_text() for sheet in pdf.pages))


def sizes(pdf: PdfReader) -> set[float]:
    """Return the sizes of the type, in points. Chromium scales each page by the outer matrix."""
    found: set[float] = set()

    def visit(text: str, outer: list[float], matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.add(round(size * abs(matrix[3] * outer[3]), 1))

    for sheet in pdf.pages:
        sheet.extract_text(visitor_text=visit)
    return found


def only(page: Page, *names: str) -> None:
    """Take away all choices but those with these names."""
    for box in page.locator("[name=part]").all():
        box.set_checked(box.get_attribute("value") in names)


@pytest.mark.chromium
def test_chosen_sections_only(framework: Framework, site_address: str, page: Page) -> None:
    """Of the pack, only the chosen parts are printed, with no empty page before them, and the page says how many."""
    first, second, *_ = framework.sections
    page.goto(f"{site_address}workshop-pack/")
    only(page, first.id, "_summary")
    assert page.locator(".to-print [role=status]").inner_text().startswith("2 of these ")
    pdf = printed(page)
    text = text_of(pdf)
    # By their beginnings: where a term has a meaning, the PDF has its letters in another order.
    assert all(squeezed(indicator.text[:20]) in text for indicator in first.indicators)
    assert not [indicator for indicator in second.indicators if squeezed(indicator.text[:40]) in text]
    # The sheet of the section has two pages, and the table one: with a row for the chosen section alone.
    assert len(pdf.pages) == 3
    table = squeezed(pdf.pages[2].extract_text())
    assert squeezed(first.title) in table
    assert squeezed(second.title) not in table
    assert all(sheet.extract_text().strip() for sheet in pdf.pages)


@pytest.mark.chromium
def test_no_part_chosen(site_address: str, page: Page) -> None:
    """With nothing chosen there is nothing to print."""
    page.goto(f"{site_address}workshop-pack/")
    only(page)
    assert page.locator(".to-print [role=status]").inner_text() == "Nothing is chosen."
    assert page.locator(".to-print button").is_disabled()


@pytest.mark.chromium
@pytest.mark.parametrize("name", PAGES)
def test_large_print(site_address: str, page: Page, name: str) -> None:
    """In large print no letter is smaller than 16 point, nothing is missing, and nothing runs off the paper."""
    page.goto(f"{site_address}{name}/")
    page.get_by_label("Large print").check()
    assert page.locator(".to-print [role=status]").inner_text() == "Everything will be printed. In large print."
    pdf = printed(page)
    assert min(sizes(pdf)) >= LARGE
    assert {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in pdf.pages} <= A4
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4_WIDTH, "height": 1000})
    assert page.evaluate(BEYOND, A4_WIDTH) == []
    blocks = page.evaluate(BLOCKS)
    assert len(blocks) >= 10
    text = text_of(pdf)
    # A page may end within a block, so its beginning and its end are sought apart.
    ends = {squeezed(end) for block in blocks for end in (block[:30], block[-30:])}
    assert not [end for end in ends if end not in text]


@pytest.mark.chromium
def test_one_sheet_each(framework: Framework, site_address: str, page: Page) -> None:
    """The agenda is one page and the questions are one sheet, both sides; each has what a group needs to fill in."""
    page.goto(f"{site_address}agenda/")
    pdf = printed(page)
    assert len(pdf.pages) == 1
    text = text_of(pdf)
    for step in framework.steps:
        assert (squeezed(step.title) in text) == bool(step.agenda)
    assert all(squeezed(section.title) in text for section in framework.sections)
    assert all(squeezed(words) in text for words in ("Time", "Who leads", framework.fields.area_name.label))
    page.goto(f"{site_address}questions/")
    pdf = printed(page)
    assert len(pdf.pages) == 2
    text = text_of(pdf)
    assert all(squeezed(words) in text for words in ("Your name", "Date", "Give or send this to"))
    for room in page.locator(".answer-room").all():
        assert room.bounding_box()["height"] > 60
    assert min(sizes(pdf)) >= 12


@pytest.mark.chromium
def test_questions_of_chosen(framework: Framework, site_address: str, page: Page) -> None:
    """The sheet for carers has the questions of the chosen sections, and those about everything."""
    shown = for_questions(framework)
    (part, questions), *others = shown["by_section"]
    page.goto(f"{site_address}questions/")
    only(page, part[0])
    text = text_of(printed(page))
    assert all(squeezed(question.text) in text for question in (*questions, *shown["about_all"]))
    assert not [question for _, found in others for question in found if squeezed(question.text) in text]


@pytest.mark.chromium
@pytest.mark.parametrize("name", PAGES)
def test_form_by_keyboard(site_address: str, page: Page, name: str) -> None:
    """Space takes a part away and chooses large print, and Enter on the button prints."""
    page.goto(f"{site_address}{name}/")
    boxes = page.locator("[name=part]")
    boxes.first.focus()
    page.keyboard.press("Space")
    count = boxes.count()
    said = page.locator(".to-print [role=status]")
    assert said.inner_text() == f"{count - 1} of these {count} will be printed."
    for _ in range(count):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert said.inner_text() == f"{count - 1} of these {count} will be printed. In large print."
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("window.prints") == 1
    # Nothing is kept: the next reader finds everything chosen.
    page.reload()
    assert said.inner_text() == "Everything will be printed."


@pytest.mark.chromium
@pytest.mark.parametrize("name", PAGES)
def test_without_scripts(site_address: str, browser: Browser, name: str) -> None:
    """Without JavaScript there is no form; the page says what is printed, which is all of it."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_address}{name}/")
    assert not page.locator(".to-print").is_visible()
    assert page.locator(".all-printed").is_visible()
    assert page.locator("[data-part]").count() == page.locator("[data-part]:visible").count()
    page.emulate_media(media="print")
    assert not page.locator(".all-printed").is_visible()
    context.close()


def test_agenda_without_lines(framework: Framework) -> None:
    """Where no step has a line for the agenda, all steps are on it, and the sections below the first."""
    steps = tuple(step.model_copy(update={"agenda": None, "pages": ()}) for step in framework.steps)
    shown = for_agenda(framework.model_copy(update={"steps": steps}))
    assert [number for number, _ in shown["agenda"]] == list(range(1, len(steps) + 1))
    assert shown["through_sections"] == 1


def test_questions_without_wording(framework: Framework) -> None:
    """Where no question is worded for carers, those of the lists to ask are taken; without lists, there are none."""
    lists = tuple(
        each.model_copy(update={"items": tuple(item.model_copy(update={"asked_as": None}) for item in each.items)})
        for each in framework.collections
    )
    shown = for_questions(framework.model_copy(update={"collections": lists}))
    texts = [question.text for _, found in shown["by_section"] for question in found]
    texts += [question.text for question in shown["about_all"]]
    asked = [" ".join(item.text.split()) for each in lists if each.use == "ask" for item in each.items]
    assert sorted(texts) == sorted(asked)
    bare = for_questions(framework.model_copy(update={"collections": ()}))
    assert (bare["parts"], bare["by_section"], bare["about_all"]) == ([], [], [])


def test_each_section_is_asked_about(framework: Framework) -> None:
    """The sheet for carers has at least one question on each section."""
    assert [part[0] for part in for_questions(framework)["parts"]] == [section.id for section in framework.sections]
