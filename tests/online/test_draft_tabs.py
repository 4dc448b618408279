"""Drafts in several tabs at once, and in tabs and browsers that are killed, in Chromium, on a page with two boxes."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error

from tests.helpers.drafts import SOON, keep, opened, storage, texts
from tools.chromium import OPTIONS

pytestmark = pytest.mark.chromium


# Other tabs


def test_second_tab(context: BrowserContext, small_address: str) -> None:
    """A second tab goes on with the draft and the first is told so. Then each keeps its own."""
    first = opened(context, small_address)
    first.locator("#area").fill("Ely")
    keep(first, "Typed in the first tab")
    second = opened(context, small_address, go_on=True)
    first.wait_for_function("told.length")
    assert first.evaluate("told") == ["elsewhere"]
    assert texts(second) == ["Typed in the first tab"]
    keep(second, "More in the second")
    keep(first, "More in the first")
    assert texts(first) == ["More in the first", "More in the second"]
    assert second.evaluate("told") == ["beside"]
    keep(second, "And more")
    assert texts(second) == ["And more", "More in the first"]


def test_second_tab_in_a_folder(context: BrowserContext, small_page: Path) -> None:
    """Tabs notice each other where the page is opened from a folder too."""
    address = (small_page / "index.html").as_uri()
    first = opened(context, address)
    keep(first, "One")
    second = opened(context, address)
    second.evaluate("keeper.ask()")
    second.wait_for_function("told.length")
    assert second.evaluate("told") == second.evaluate("[`open ${list().drafts[0].id}`]")
    second.evaluate("start({goOn: true})")
    first.wait_for_function("told.length")
    assert first.evaluate("told") == ["elsewhere"]


def test_open_elsewhere(context: BrowserContext, small_address: str) -> None:
    """Before it goes on with a draft, a tab can say that it is open in another tab."""
    first = opened(context, small_address)
    keep(first, "One")
    second = opened(context, small_address)
    second.evaluate("keeper.ask()")
    second.wait_for_function("told.length")
    assert second.evaluate("told") == second.evaluate("[`open ${list().drafts[0].id}`]")
    first.close()
    second.evaluate("told = []; keeper.ask()")
    second.wait_for_timeout(200)
    assert second.evaluate("told") == []


def test_taken_while_typing(context: BrowserContext, small_address: str) -> None:
    """What was typed just before another tab went on with the draft is kept as well."""
    first = opened(context, small_address)
    keep(first, "Kept")
    second = context.new_page()
    second.goto(small_address)
    first.evaluate("text.value = 'Kept, and a moment later'; keeper.changed()")
    second.evaluate("start({goOn: true})")
    first.wait_for_function("told.length")
    assert texts(second) == ["Kept, and a moment later", "Kept"]


def test_same_area(context: BrowserContext, small_address: str) -> None:
    """Two tabs that begin the same area apart are told of each other once."""
    pages = [opened(context, small_address), opened(context, small_address)]
    for page in pages * 2:
        page.locator("#area").fill("Ely")
        keep(page, "One")
    assert [page.evaluate("told") for page in pages] == [["beside"], ["beside"]]


@pytest.mark.parametrize("deleting", ["keeper.deleteAll()", "localStorage.clear()", "localStorage.removeItem(key)"])
def test_deleted_in_other_tab(context: BrowserContext, small_address: str, deleting: str) -> None:
    """What another tab deletes does not come back by itself, but does if people want it."""
    first, second = opened(context, small_address), opened(context, small_address)
    keep(first, "One")
    second.evaluate(f"var key = Object.keys(localStorage)[0]; {deleting}")
    first.wait_for_function("told.length")
    keep(first, "Two")
    assert first.evaluate("told") == ["deleted"]
    assert storage(first) == {}
    first.evaluate("keeper.resume()")
    keep(first, "Three")
    assert texts(second) == ["Three"]


# Tabs that are killed


def test_crashed_tab(own_window: BrowserContext, small_address: str) -> None:
    """A tab that crashes while somebody types leaves an intact draft, with all but the last moment."""
    typed = "".join(chr(97 + number % 26) for number in range(3000))
    for moment in (500, 1000, 1500):
        page = opened(own_window, small_address)
        page.evaluate(f"""typed => {{
          let count = 0;
          const every = "z".repeat(200_000);
          setInterval(() => {{ text.value = every + typed.slice(0, ++count); keeper.changed(); }}, 2);
          setTimeout(() => {{ window.past = count; }}, {moment});
        }}""", typed)  # fmt: skip
        page.wait_for_timeout(moment + SOON)
        past = page.evaluate("past")
        with contextlib.suppress(Error), page.expect_event("crash", timeout=5000):
            page.goto("chrome://crash", timeout=5000)
        other = own_window.new_page()
        other.goto(small_address)
        kept = texts(other)[0].removeprefix("z" * 200_000)
        assert typed.startswith(kept)
        assert len(kept) >= past
        assert other.evaluate("list().unreadable") == []


def test_killed_browser(browser: Browser, small_address: str, tmp_path: Path) -> None:
    """If the whole browser is killed, the draft is there as it was some seconds ago at most, and whole."""
    options = {"executable_path": shutil.which("chromium"), "args": OPTIONS}
    chromium = browser.browser_type
    context = chromium.launch_persistent_context(tmp_path, **options)
    page = opened(context, small_address)
    keep(page, "At first")
    # Chromium gathers changes of the storage for some seconds before it writes them to the disk.
    page.wait_for_timeout(10_000)
    page.evaluate("setInterval(() => { text.value += '.'.repeat(10_000); keeper.changed() }, 1)")
    page.wait_for_timeout(1000)
    lock = (tmp_path / "SingletonLock").readlink()  # it leads to the name of the machine and the number of the process
    os.kill(int(lock.name.rsplit("-", 1)[1]), signal.SIGKILL)
    with contextlib.suppress(Error):
        context.close()
    again = chromium.launch_persistent_context(tmp_path, **options)
    page = again.new_page()
    page.goto(small_address)
    (text,) = texts(page)
    assert text.startswith("At first")
    assert page.evaluate("list().unreadable") == []
    again.close()
