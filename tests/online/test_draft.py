"""The draft that a browser keeps, in Chromium: what is kept and when, full storage, and files beside a draft.

The page here has two boxes. `test_keeping` is about the real page, `test_draft_in_firefox` about the same in Firefox.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error

from tests.helpers.drafts import FILL, SOON, keep, opened, storage, texts
from tests.helpers.servers import serving

pytestmark = pytest.mark.chromium

OTHERS = {
    "/.__palette": '{"index":1}',
    "fill-in": "not ours",
    "fill-in/A%20framework/2021/Ashford/1": "another framework, at the same address",
    "fill-in/A%20framework%3A%20the%20second%2C%20revised/2021//2": "and one whose name begins like ours",
}
"""What others keep at the same address."""


# Keeping


def test_kept_soon(context: BrowserContext, small_address: str) -> None:
    """What is typed is kept soon after, with the area, and the next page goes on with it."""
    page = opened(context, small_address)
    assert storage(page) == {}
    page.locator("#area").fill("Ashford & Ely")
    keep(page, "One £ \U0001f600 two")
    page.reload()
    page.evaluate("start({goOn: true})")
    assert page.locator("#text").input_value() == "One £ \U0001f600 two"
    assert page.locator("#area").input_value() == "Ashford & Ely"
    assert len(storage(page)) == 1


def test_kept_while_typing(context: BrowserContext, small_address: str) -> None:
    """Somebody who never pauses does not go without a draft."""
    page = opened(context, small_address)
    page.evaluate("""new Promise(done => {
      let left = 30;
      const next = () => { text.value += "a"; keeper.changed(); left-- ? setTimeout(next, 50) : done(); };
      next();
    })""")
    assert len(texts(page)[0]) > 10


@pytest.mark.parametrize("how", ["link", "close", "visibilitychange", "pagehide"])
def test_kept_when_left(context: BrowserContext, small_address: str, how: str) -> None:
    """What was typed a moment ago is kept when the page is left, closed or put in the background."""
    page = opened(context, small_address)
    page.evaluate("text.value = 'A moment ago'; keeper.changed()")
    if how == "link":
        page.get_by_role("link").click()
    elif how == "close":
        page.close(run_before_unload=True)
    else:
        page.evaluate("Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true})")
        page.evaluate("how => document.dispatchEvent(new Event(how, {bubbles: true}))", how)
    other = context.new_page()
    other.goto(small_address)
    assert texts(other) == ["A moment ago"]


def test_last_saved(context: BrowserContext, small_address: str) -> None:
    """A draft knows the file that it was last saved in, and what has changed since."""
    page = opened(context, small_address)
    page.evaluate("saved = {name: 'a.xlsx', at: 12}; unsaved = ['text']")
    keep(page, "One")
    page.reload()
    (draft,) = page.evaluate("list().drafts")
    assert (draft["saved"], draft["unsaved"]) == ({"name": "a.xlsx", "at": 12}, ["text"])


def test_renamed_area(context: BrowserContext, small_address: str) -> None:
    """A draft moves with the name of its area, and never takes the place of that area's other draft."""
    first = opened(context, small_address)
    first.locator("#area").fill("Ely")
    keep(first, "The first")
    second = opened(context, small_address)
    second.locator("#area").fill("Ash")
    keep(second, "The second")
    second.locator("#area").fill("Ely")
    second.wait_for_timeout(SOON)
    assert texts(second) == ["The second", "The first"]
    assert all("/Ely/" in key for key in storage(second))


def test_half_a_character(context: BrowserContext, small_address: str) -> None:
    """An area that ends in half of a surrogate pair is kept too."""
    page = opened(context, small_address)
    page.evaluate("text.value = 'Kept'; state().area; area.value = 'Ely \\ud83d'; keeper.changed()")
    page.wait_for_timeout(SOON)
    assert texts(page) == ["Kept"]


# What belongs to others


def test_other_keys(context: BrowserContext, small_address: str) -> None:
    """Others' keys at the same small_address stay as they are, also when everything here is deleted."""
    page = opened(context, small_address)
    page.evaluate("others => Object.assign(localStorage, others)", OTHERS)
    keep(page, "One")
    page.locator("#area").fill("Ely")
    keep(page, "Two")
    assert OTHERS.items() < storage(page).items()
    assert len(texts(page)) == 1
    page.evaluate("keeper.deleteAll()")
    assert storage(page) == OTHERS
    keep(page, "Three")
    assert storage(page) == OTHERS
    page.evaluate("start()")
    keep(page, "Four")
    assert texts(page) == ["Four"]


def test_unreadable_drafts(context: BrowserContext, small_address: str) -> None:
    """A value that is no draft of this format is not read, and only `deleteAll` removes it."""
    page = opened(context, small_address)
    keep(page, "One")
    ((key, value),) = storage(page).items()
    start = key.rsplit("/", 1)[0]
    draft = json.loads(value)
    changes: list[dict[str, Any]] = [
        {"format": 2}, {"area": None}, {"changed": "1"}, {"unsaved": [1]}, {"saved": {}}, {"answers": {"cells": {}}},
        {"answers": {"cells": {"a": [1]}, "columns": {}}}, {"answers": {"cells": {}, "columns": {"a": "b"}}},
    ]  # fmt: skip
    broken = [
        "",
        "{",
        "null",
        "[]",
        "1",
        value[: len(value) // 2],
        *(json.dumps({**draft, **made}) for made in changes),
    ]
    unreadable = {f"{start}/bad{number}": text for number, text in enumerate(broken)}
    page.evaluate("given => Object.assign(localStorage, given)", unreadable)
    page.reload()
    assert sorted(page.evaluate("list().unreadable")) == sorted(unreadable)
    page.evaluate("start({goOn: true})")
    keep(page, "Two")
    assert texts(page) == ["Two"]
    assert unreadable.items() < storage(page).items()
    page.evaluate("keeper.deleteAll()")
    assert storage(page) == {}


# A shared computer


def test_shared_computer(own_window: BrowserContext, small_address: str) -> None:
    """On a shared computer nothing is written anywhere, and other tabs are told nothing."""
    own_window.add_init_script("""window.calls = [];
      for (const [offers, name] of [[Storage.prototype, "setItem"], [Storage.prototype, "removeItem"], [caches, "open"],
          [indexedDB, "open"], [BroadcastChannel.prototype, "postMessage"]]) offers[name] = () => calls.push(name);""")
    page = opened(own_window, small_address, shared=True)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.locator("#area").fill("Ely")
    keep(page, "Nobody may see this")
    page.evaluate("keeper.ask(); keeper.now(); keeper.deleteAll(); keeper.begin(); keeper.changed()")
    page.wait_for_timeout(SOON)
    assert page.evaluate("[calls, told]") == [[], []]
    page.reload()
    assert page.locator("#text").input_value() == ""
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert page.evaluate("indexedDB.databases()") == []
    assert errors == []


# Storage that takes nothing


def test_full_storage(context: BrowserContext, small_address: str) -> None:
    """Full storage is told once. The last draft that fitted stays, and once there is room, drafts are kept again."""
    page = opened(context, small_address)
    keep(page, "It fits")
    page.evaluate(FILL)
    before = page.evaluate("localStorage.other.length")
    for text in ("This does not " * 100, "And this neither " * 100):
        keep(page, text)
    assert page.evaluate("told") == ["full"]
    assert texts(page) == ["It fits"]
    assert page.evaluate("localStorage.other.length") == before
    page.evaluate("localStorage.removeItem('other')")
    keep(page, "There is room")
    assert texts(page) == ["There is room"]


def test_full_when_going_on(context: BrowserContext, small_address: str) -> None:
    """If there is no room for going on with a draft, the draft stays."""
    first = opened(context, small_address)
    keep(first, "A long draft " * 1000)
    first.close()
    second = context.new_page()
    second.goto(small_address)
    second.evaluate(FILL)
    second.evaluate("start({goOn: true})")
    assert second.evaluate("told") == ["full"]
    assert texts(second) == ["A long draft " * 1000]


def test_blocked_storage(browser: Browser, small_page: Path) -> None:
    """Where the browser refuses its storage, this is told once, and all else works."""
    # A page in a sandbox has no storage, as when people forbid a site to keep anything.
    with serving(small_page, {"Content-Security-Policy": "sandbox allow-scripts"}) as address:
        page = browser.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        with pytest.raises(Error, match="sandboxed"):
            page.evaluate("localStorage.length")
        page.evaluate("start({goOn: true})")
        keep(page, "One")
        page.evaluate("keeper.ask(); keeper.now(); keeper.deleteAll(); keeper.begin(); keeper.changed()")
        keep(page, "Two")
        assert page.evaluate("told") == ["blocked"]
        assert page.evaluate("list()") == {"drafts": [], "unreadable": []}
        page.close()
    assert errors == []


# A draft and a file

DRAFT = {"edition": "2021", "area": "Ely", "answers": {"cells": {"a": "x"}, "columns": {"b": [None, 2, None]}}}
NOON = 1_795_176_000_000
"""20 November 2026 at noon, in UTC."""


@pytest.mark.parametrize(
    ("file", "relation"),
    [
        ({"saved": "2026-11-19", "modified": NOON + 1}, "newer"),
        ({"saved": "2026-11-21", "modified": NOON - 1}, "older"),
        ({"saved": "2026-11-20", "modified": NOON - 1}, "newer"),
        ({"saved": "2026-11-20", "modified": NOON + 1}, "older"),
        ({"saved": None, "modified": NOON - 1}, "newer"),
        ({"edition": "2016"}, "otherEdition"),
        ({"area": " ely\u00a0", "modified": NOON + 1}, "older"),
        ({"area": "Ash"}, None),
        ({"answers": {"cells": {"a": "x"}, "columns": {"c": [None], "b": [None, 2]}}}, None),
    ],
)
def test_beside_a_file(context: BrowserContext, small_address: str, file: dict[str, Any], relation: str | None) -> None:
    """Opening a file tells of a draft of its area that holds something else, and whether that is newer."""
    other = {**DRAFT, "answers": {"cells": {"a": "y"}, "columns": {}}, "saved": "2026-11-20", "modified": 0}
    page = context.new_page()
    page.goto(small_address)
    found = page.evaluate(
        "([drafts, file]) => fillIn.drafts.beside(drafts, file)", [[{**DRAFT, "changed": NOON}], {**other, **file}]
    )
    assert [each["relation"] for each in found] == ([relation] if relation else [])


def test_other_edition(context: BrowserContext, small_address: str) -> None:
    """Going on with a draft of an earlier edition keeps that draft too: not all of it has a place in the new one."""
    page = opened(context, small_address)
    keep(page, "The earlier edition")
    page.evaluate("""() => {
      const [[key, value]] = Object.entries(localStorage);
      localStorage.setItem(key.replace("/2021/", "/2016/"), JSON.stringify({...JSON.parse(value), edition: "2016"}));
      localStorage.removeItem(key);
    }""")
    page.reload()
    page.evaluate("start({goOn: true})")
    keep(page, "This edition")
    assert page.evaluate("list().drafts.map(({edition}) => edition)") == ["2021", "2016"]


def test_times_in_words(context: BrowserContext, small_address: str) -> None:
    page = context.new_page()
    page.goto(small_address)
    words = {"today": "today at {time}", "yesterday": "yesterday at {time}", "onDay": "on {date} at {time}"}
    said = [
        page.evaluate("([at, words]) => fillIn.drafts.when(at, new Date(2026, 2, 1, 9).getTime(), words)", [at, words])
        for at in page.evaluate(
            "[[2026, 2, 1, 8, 5], [2026, 1, 28, 23, 59], [2025, 11, 31, 0, 0]].map(at => +new Date(...at))"
        )
    ]
    assert said == ["today at 08:05", "yesterday at 23:59", "on 31 December 2025 at 00:00"]
