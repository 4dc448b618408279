"""The page that fills in the workbook, in Firefox, from a server and from a folder: typing, saving, opening, drafts."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from carers_framework.answers.carry_forward import layouts_of
from carers_framework.answers.read_back import read_back
from carers_framework.editions.load import load_and_check
from carers_framework.framework.model import Framework
from carers_framework.workbook.worked_example import load_example
from tests.helpers.fill_in import as_data
from tests.helpers.firefox import Firefox, Tab, running_firefox
from tests.helpers.project import FROZEN
from tests.helpers.servers import advised, serving
from tests.helpers.workbooks import write_workbook

pytestmark = [pytest.mark.firefox, pytest.mark.node]

LAYOUTS = layouts_of([edition.framework for edition in load_and_check(FROZEN / "framework.yaml")])


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def saving_firefox(downloads: Path) -> Iterator[Firefox]:
    """Firefox with a folder for downloads, into which it saves without a question."""
    with running_firefox(
        settings={"browser.download.folderList": 2, "browser.download.dir": str(downloads)}
    ) as running:
        yield running


@pytest.fixture(params=["server", "folder"])
def tab(
    saving_firefox: Firefox, site: Path, offline_site: Path, request: pytest.FixtureRequest
) -> Iterator[tuple[Tab, str]]:
    """A tab with the page: from a server with the site's own headers, or as opened from a folder; and its address."""
    with serving(site, advised(site)) as address:
        where = f"{address}fill-in/" if request.param == "server" else (offline_site / "fill-in.html").as_uri()
        tab = saving_firefox.tab()
        tab.goto(where)
        yield tab, where
        assert tab.noises() == []
        own = (address, "data:", "blob:") if request.param == "server" else ("file:", "data:", "blob:")
        assert [asked for asked in tab.requests() if not asked.startswith(own)] == []
        # What is not in a file is given up: otherwise the page would ask.
        tab.evaluate("fillIn.page.letGo()")
        tab.close()


def begin(tab: Tab) -> None:
    tab.click("[name=shared][value=no]")
    tab.click("#area_name")
    tab.type("Ely & Ash")
    tab.click("[data-begin]")
    tab.wait("document.getElementById('preparation').checkVisibility()")


def saved(tab: Tab, downloads: Path) -> Path:
    """Save the workbook, and return the file once Firefox has written all of it."""
    before = set(downloads.iterdir())
    tab.evaluate("fillIn.steps.go('save')")
    tab.click("[data-save]")
    tab.wait("document.querySelector('[data-result]').textContent.includes('Made and checked')")
    for _ in range(100):
        (*new,) = (path for path in set(downloads.iterdir()) - before if path.suffix == ".xlsx")
        if new and new[0].stat().st_size and not list(downloads.glob("*.part")):
            return new[0]
        time.sleep(0.1)
    raise AssertionError(list(downloads.iterdir()))


def test_typed_and_saved(tab: tuple[Tab, str], framework: Framework, downloads: Path) -> None:
    """What is typed with keys is in the file, and after a reload the draft has it too."""
    page, address = tab
    begin(page)
    section = framework.sections[0]
    name = section.id.replace("-", "_")
    page.evaluate(f"fillIn.steps.go('section-{section.id}')")
    page.evaluate(f"document.querySelector('[data-name=\"reasons_{name}\"]').focus()")
    page.type("Because: £5 & “more” \U0001f600")
    page.evaluate(f"document.querySelector('[data-name=\"score_{name}\"] input').focus()")
    page.press(" ")
    page.wait(f"fillIn.answers.cells['score_{name}']")
    score = page.evaluate(f"fillIn.answers.cells['score_{name}']")
    typed = {"area_name": "Ely & Ash", f"reasons_{name}": "Because: £5 & “more” \U0001f600", f"score_{name}": score}
    back = read_back(saved(page, downloads), LAYOUTS)
    assert (dict(back.answers.cells), back.unplaced, back.problems) == (typed, (), ())
    page.wait("Object.values(localStorage).some(value => value.includes('.xlsx'))")
    page.goto(address)
    page.click("[name=shared][value=no]")
    page.wait("document.querySelector('[data-drafts]').textContent.includes('All of it is in the file')")
    page.click("[data-drafts] .md-button")
    page.wait("document.getElementById('preparation').checkVisibility()")
    assert page.evaluate("fillIn.answers.cells") == typed
    page.evaluate("fillIn.keeping.deleteAll()")


def test_open_worked_example(tab: tuple[Tab, str], framework: Framework, downloads: Path, tmp_path: Path) -> None:
    """What Python wrote is all there, and saved again it is the same."""
    example = load_example(FROZEN / "worked_example.yaml")
    path = write_workbook(tmp_path / "example.xlsx", framework, example.answers)
    page, _ = tab
    page.click("[name=shared][value=yes]")
    page.upload("#file", [path])
    page.wait("document.getElementById('opened').checkVisibility()")
    assert page.evaluate("fillIn.answers") == as_data(example.answers)
    back = read_back(saved(page, downloads), LAYOUTS)
    assert back.answers.cells == example.answers.cells
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('fill-in/'))") == []


def test_narrow(firefox: Firefox, site: Path) -> None:
    """At 320 pixels nothing is wider than the window, in any step."""
    with serving(site, advised(site)) as address:
        tab = firefox.tab(320)
        tab.goto(f"{address}fill-in/")
        begin(tab)
        for step in tab.evaluate("[...document.querySelectorAll('.steps a')].map(({hash}) => hash)"):
            tab.evaluate(f"location.hash = {step!r}")
            tab.wait(f"document.querySelector({step!r}).checkVisibility()")
            assert tab.evaluate("document.documentElement.scrollWidth") <= 320, step
        tab.evaluate("fillIn.page.letGo()")
        tab.close()
