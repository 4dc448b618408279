"""The draft as people meet it on the page, in Chromium: the question, what is offered, what is said, and deleting."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Error, Page, expect

from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answers
from tests.helpers.drafts import FILL
from tests.helpers.filling import begin, download, enter, filled_in, open_file
from tests.helpers.workbooks import write_workbook
from tools.chromium import OPTIONS

pytestmark = pytest.mark.chromium

AREA = "Ely & Ash"
PALETTE = "Object.keys(localStorage).filter(key => !key.startsWith('fill-in/')).length"
"""How many keys there are of others: the theme keeps the choice of colours."""


def wait_until_kept(page: Page, what: str = "") -> None:
    """Wait until a draft in the browser holds a text."""
    page.wait_for_function("""what => Object.entries(localStorage).some(
      ([key, value]) => key.startsWith("fill-in/") && value.includes(what))""", arg=what)  # fmt: skip


def reopened(context: BrowserContext, address: str) -> Page:
    """Return a new tab that has answered whose computer it is."""
    page = context.new_page()
    page.goto(address)
    page.get_by_label("No, only I use it").check()
    return page


@pytest.fixture
def kept(context: BrowserContext, address: str, framework: Framework) -> Page:
    """A tab in which somebody has begun, and whose draft is kept."""
    page = context.new_page()
    begin(page, address, area=AREA)
    enter(page, {f"reasons_{framework.sections[0].id.replace('-', '_')}": "Because of this"})
    wait_until_kept(page, "Because of this")
    return page


def test_carry_on(context: BrowserContext, address: str, kept: Page) -> None:
    """The next visit offers the draft with its area and what is not in a file, and goes on with all of it."""
    answers = filled_in(kept)
    kept.close()
    page = reopened(context, address)
    offered = page.locator("[data-drafts]")
    expect(offered).to_contain_text(f"{AREA}, edition 2021. Last changed today at")
    expect(offered).to_contain_text("2 changes are not in a file.")
    page.get_by_role("button", name="Carry on with it").click()
    page.locator("#preparation").wait_for()
    assert filled_in(page) == answers
    name = download(page).suggested_filename
    wait_until_kept(page, name)
    page.close()
    page = reopened(context, address)
    expect(page.locator("[data-drafts]")).to_contain_text(f"All of it is in the file {name}, saved today at")


def test_question_comes_first(context: BrowserContext, address: str, kept: Page) -> None:
    """Nothing begins, and no draft is gone on with, before it is said whose computer this is."""
    kept.close()
    page = context.new_page()
    page.goto(address)
    for button in ("Start", "Carry on with it"):
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.get_by_text("Say whether this is a shared computer.")).to_be_visible()
        assert page.locator("#start").is_visible()


def test_shared_computer(context: BrowserContext, address: str) -> None:
    """On a shared computer nothing stays in the browser, neither after a reload nor for the Back key."""
    page = context.new_page()
    begin(page, address, shared=True, area=AREA)
    before = page.evaluate("JSON.stringify({...localStorage})")
    enter(page, {"first_meeting": "1/2/2027"})
    page.wait_for_timeout(800)
    assert page.evaluate("JSON.stringify({...localStorage})") == before
    assert AREA not in before
    assert page.evaluate("sessionStorage.length") == 0
    assert page.evaluate("indexedDB.databases()") == []
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert page.locator("#area_name").input_value() == ""
    assert page.locator("[name=shared]:checked").count() == 0
    assert filled_in(page) == {"cells": {}, "columns": {}}


def test_back_key(browser: Browser, address: str, tmp_path: Path) -> None:
    """On a shared computer, a page that Chromium brings back as it was comes back empty. Playwright has that off."""
    context = browser.browser_type.launch_persistent_context(
        tmp_path,
        executable_path=shutil.which("chromium"),
        args=OPTIONS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    page = context.new_page()
    begin(page, address, shared=True, area=AREA)
    page.evaluate("fillIn.page.replace(fillIn.answers); addEventListener('pageshow', ({persisted}) => "
                  "document.cookie = `persisted=${persisted}`)")  # fmt: skip
    page.goto(address.removesuffix("fill-in/"))
    with contextlib.suppress(Error):
        page.go_back(wait_until="commit")
    page.wait_for_function("!document.documentElement.hidden && window.fillIn?.answers && !fillIn.steps.isBegun()")
    assert page.locator("#area_name").input_value() == ""
    assert page.evaluate("document.cookie") == "persisted=true"
    context.close()


def test_fields_are_not_completed(context: BrowserContext, address: str) -> None:
    """No field keeps what is typed for the browser to offer it again."""
    page = context.new_page()
    page.goto(address)
    completed = """[...document.querySelectorAll("main :is(input, textarea, select)")].filter(
      field => field.type !== "file" && field.autocomplete !== "off").map(field => field.outerHTML)"""
    assert page.evaluate(completed) == []


def test_leaving_the_page(context: BrowserContext, address: str) -> None:
    """Before the page goes, it asks if something is in no file, and only then."""
    asked: list[str] = []

    def note(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page = context.new_page()
    page.on("dialog", note)
    begin(page, address)
    page.reload()
    assert asked == []
    begin(page, address, area=AREA)
    page.reload()
    assert asked == ["beforeunload"]
    begin(page, address, area=AREA)
    download(page)
    page.reload()
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("choice", ["The draft", "The file"])
def test_draft_beside_a_file(
    context: BrowserContext, framework: Framework, kept: Page, tmp_path: Path, choice: str
) -> None:
    """Where a file of the same area is opened, people choose; the draft that they do not choose stays."""
    drafted, address = filled_in(kept), kept.url.partition("#")[0]
    kept.close()
    path = write_workbook(tmp_path / "Ely.xlsx", framework, Answers({"area_name": AREA}))
    page = reopened(context, address)
    page.locator("#file").set_input_files(path)
    expect(page.locator("#draft-or-file")).to_contain_text(f"a draft of {AREA} that is")
    page.get_by_role("button", name=choice, exact=True).click()
    page.locator("#preparation:visible, #opened:visible").first.wait_for()
    assert filled_in(page) == (drafted if choice == "The draft" else {"cells": {"area_name": AREA}, "columns": {}})
    page.wait_for_timeout(800)
    drafts = page.evaluate(
        "fillIn.drafts.list(localStorage, fillIn.words.framework).drafts.map(draft => draft.answers)"
    )
    assert drafted in drafts
    assert len(drafts) == (1 if choice == "The draft" else 2)


def test_same_as_the_draft(context: BrowserContext, address: str, kept: Page, tmp_path: Path) -> None:
    """A file that holds the same as the draft is opened without a question."""
    path = tmp_path / "Saved.xlsx"
    download(kept).save_as(path)
    kept.close()
    page = reopened(context, address)
    open_file(page, path)
    assert page.locator("#opened").is_visible()


def test_other_tab(context: BrowserContext, address: str, kept: Page) -> None:
    """Both tabs are told that the draft is open twice, and each keeps what is typed in it."""
    second = reopened(context, address)
    expect(second.locator("[data-drafts]")).to_contain_text("It is open in another tab at the moment.")
    second.get_by_role("button", name="Carry on with it").click()
    expect(kept.locator("[data-notices]")).to_contain_text("You opened this draft in another tab.")
    enter(kept, {"first_meeting": "1/2/2027"})
    wait_until_kept(second, "2027-02-01")
    expect(second.locator("[data-notices]")).to_contain_text(f"{AREA} is open in another tab too.")
    enter(second, {"first_meeting": "3/4/2028"})
    wait_until_kept(kept, "2028-04-03")
    wait_until_kept(kept, "2027-02-01")


def test_full_storage(kept: Page) -> None:
    """A full storage is told once, in words, and everything else works."""
    kept.evaluate(FILL)
    for date in ("1/2/2027", "3/4/2028"):
        enter(kept, {"area_name": AREA * 200, "first_meeting": date})
        kept.wait_for_timeout(800)
    assert kept.locator("[data-notices]").get_by_text("storage is full").count() == 1
    assert download(kept).path().stat().st_size > 0


def test_delete_everything(context: BrowserContext, address: str, kept: Page) -> None:
    """After a question, every draft here is gone, and in other tabs too; what others keep at this address stays."""
    other = context.new_page()
    begin(other, address, area="Another area")
    wait_until_kept(other, "Another area")
    other.evaluate("localStorage.setItem('fill-in', 'not ours')")
    others = other.evaluate(PALETTE)
    kept.evaluate("fillIn.steps.go('save')")
    kept.locator("[data-delete]").click()
    kept.get_by_role("button", name="Keep it").click()
    wait_until_kept(kept, "Because of this")
    kept.locator("[data-delete]").click()
    kept.locator("#delete").get_by_role("button", name="Delete everything here").click()
    expect(kept.locator("#start")).to_be_visible()
    assert filled_in(kept) == {"cells": {}, "columns": {}}
    expect(other.locator("[data-notices]")).to_contain_text("The draft was deleted in another tab.")
    kept.wait_for_timeout(800)
    assert kept.evaluate("Object.keys(localStorage).length") == others
    other.get_by_role("button", name="Keep a draft again").click()
    wait_until_kept(kept, "Another area")


def test_crashed_tab(context: BrowserContext, address: str, framework: Framework, kept: Page) -> None:
    """After a crash in the middle of typing, the draft is there but for the last moment."""
    name = f"reasons_{framework.sections[0].id.replace('-', '_')}"
    kept.evaluate(f"fillIn.steps.go('section-{framework.sections[0].id}')")
    kept.locator(f'[data-name="{name}"]').focus()
    kept.keyboard.press("End")
    typed = " and that, and so on" * 3
    kept.keyboard.type(typed, delay=25)
    with contextlib.suppress(Error), kept.expect_event("crash", timeout=5000):
        kept.goto("chrome://crash", timeout=5000)
    page = reopened(context, address)
    page.get_by_role("button", name="Carry on with it").click()
    found = filled_in(page)["cells"][name]
    assert f"Because of this{typed}".startswith(found)
    assert len(found) > len("Because of this") + len(typed) - 30
