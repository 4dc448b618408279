"""The draft that a browser keeps, in Firefox: what is kept, other tabs, storage switched off, and a killed browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.firefox import Firefox, Tab, running_firefox
from tests.helpers.servers import serving

pytestmark = [pytest.mark.firefox, pytest.mark.node]

NO_STORAGE = {"network.cookie.cookieBehavior": 2}
"""The setting “Block cookies and site data: all”."""


def opened(firefox: Firefox, address: str, given: str = "{}") -> Tab:
    """Return a new tab that has answered whose computer it is, and has begun."""
    tab = firefox.tab()
    tab.goto(address)
    tab.evaluate(f"start({given})")
    return tab


def keep(tab: Tab, text: str) -> None:
    """Type a text, and wait until it is kept."""
    tab.evaluate("text.focus()")
    tab.type(text)
    tab.wait(f"texts().some(kept => kept.endsWith({text!r}))")


def test_kept_soon(firefox: Firefox, small_address: str) -> None:
    tab = opened(firefox, small_address)
    keep(tab, "One £")
    tab.reload()
    assert tab.evaluate("text.value") == ""  # Firefox fills in what was typed, unless a field forbids it
    tab.evaluate("start({goOn: true})")
    assert tab.evaluate("text.value") == "One £"
    tab.evaluate("keeper.deleteAll()")
    assert tab.evaluate("localStorage.length") == 0
    assert tab.noises() == []
    tab.close()


def test_kept_when_left(firefox: Firefox, small_address: str) -> None:
    tab = opened(firefox, small_address)
    tab.evaluate("text.value = 'A moment ago'; keeper.changed()")
    tab.goto(f"{small_address}other.html")
    tab.goto(small_address)
    assert tab.evaluate("texts()") == ["A moment ago"]
    tab.close()


@pytest.mark.parametrize("where", ["server", "folder"])
def test_second_tab(firefox: Firefox, small_address: str, small_page: Path, where: str) -> None:
    address = small_address if where == "server" else (small_page / "index.html").as_uri()
    first = opened(firefox, address)
    keep(first, "One")
    second = opened(firefox, address)
    second.evaluate("keeper.ask()")
    second.wait("told.length")
    assert second.evaluate("told[0] === `open ${list().drafts[0].id}`")
    second.evaluate("start({goOn: true})")
    first.wait("told.length")
    assert first.evaluate("told") == ["elsewhere"]
    keep(second, "Two")
    keep(first, "Three")
    assert second.evaluate("texts()") == ["OneThree", "OneTwo"]
    second.evaluate("keeper.deleteAll()")
    first.wait("told.includes('deleted')")
    first.close()
    second.close()


def test_shared_computer(firefox: Firefox, small_address: str) -> None:
    """On a shared computer nothing is written. A page that Firefox brings back as it was comes back empty."""
    tab = opened(firefox, small_address, "{shared: true}")
    tab.type("Nobody may see this")
    tab.goto(f"{small_address}other.html")
    tab.evaluate("history.back()")
    tab.wait("document.readyState === 'complete' && location.pathname === '/' && text.value === ''")
    assert not tab.evaluate("document.documentElement.hidden")
    assert tab.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    tab.close()


def test_blocked_storage(small_page: Path) -> None:
    """Where people switched storage off, this is told once, and all else works."""
    with running_firefox(settings=NO_STORAGE) as running, serving(small_page) as address:
        tab = opened(running, address)
        tab.type("One")
        tab.evaluate("keeper.ask(); keeper.now(); keeper.deleteAll(); keeper.begin(); keeper.changed()")
        tab.wait("performance.now() > 1500")
        assert tab.evaluate("told") == ["blocked"]
        assert tab.evaluate("fillIn.drafts.storage()") is None
        assert tab.noises() == []


def test_killed_browser(small_page: Path, tmp_path: Path) -> None:
    """If Firefox is killed while somebody types, the draft is there, and whole."""
    profile = tmp_path / "profile"
    profile.mkdir()
    with serving(small_page) as address:
        first = Firefox(profile)
        tab = opened(first, address)
        keep(tab, "At first")
        # Firefox gathers changes of the storage for some seconds before it writes them to the disk.
        tab.goto(f"{address}other.html")
        tab.wait("performance.now() > 7000")
        tab.goto(address)
        tab.evaluate("start({goOn: true})")
        tab.evaluate("void setInterval(() => { text.value += '.'.repeat(1000); keeper.changed() }, 1)")
        tab.wait("text.value.length > 50_000")
        first.kill()
        with running_firefox(profile) as again:
            tab = again.tab()
            tab.goto(address)
            assert [text.rstrip(".") for text in tab.evaluate("texts()")] == ["At first"]
            assert tab.evaluate("list().unreadable") == []
