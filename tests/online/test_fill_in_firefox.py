"""The page that fills in the workbook, in Firefox: typing, saving, opening, and that no step is too wide."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from carers_framework.answers.carry_forward import layouts_of
from carers_framework.answers.read_back import read_back
from carers_framework.framework.model import Framework
from carers_framework.workbook.worked_example import load_example
from tests.helpers.fill_in import as_data
from tests.helpers.firefox import Firefox, Tab
from tests.helpers.project import ROOT
from tests.helpers.servers import advised, serving
from tests.helpers.workbooks import write_workbook

pytestmark = [pytest.mark.firefox, pytest.mark.node]

EXAMPLE = load_example(ROOT / "worked_example.yaml")

_KEEP_WHAT_IS_MADE = """(() => {
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => { window.made = blob; return make.call(URL, blob); };
})()"""
"""Keeps the file that the page lets the browser download."""

_MADE = """new Promise((done) => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result.split(",")[1]);
  reader.readAsDataURL(made);
})"""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The page, from a server that sends the site's own headers."""
    with serving(site, advised(site)) as site_address:
        yield f"{site_address}fill-in/"


def begun(firefox: Firefox, address: str, width: int = 1280) -> Tab:
    """Return a tab in which the form is begun, on a shared computer."""
    tab = firefox.tab(width)
    tab.goto(address)
    tab.click('[name=shared][value="yes"]')
    tab.click("[data-begin]")
    tab.wait('!document.getElementById("preparation").hidden')
    return tab


def test_open_and_save(firefox: Firefox, address: str, framework: Framework, tmp_path: Path) -> None:
    """A workbook is opened, something is typed, and Python reads it in what is saved. Nothing leaves the browser."""
    tab = begun(firefox, address)
    tab.evaluate(_KEEP_WHAT_IS_MADE)
    tab.click('.steps a[href="#start"]')
    tab.upload("#file", [write_workbook(tmp_path / "example.xlsx", framework, EXAMPLE.answers)])
    tab.wait('!document.getElementById("opened").hidden')
    assert tab.evaluate("fillIn.answers")["cells"] == as_data(EXAMPLE.answers)["cells"]
    tab.click('.steps a[href="#start"]')
    tab.evaluate('document.getElementById("area_name").select()')
    tab.type("Elsewhere")
    tab.click('.steps a[href="#save"]')
    tab.wait('document.getElementById("file-name").value.startsWith("Elsewhere")')
    tab.click("[data-save]")
    tab.wait('document.querySelector("[data-result]").textContent.includes("Made and checked")')
    path = tmp_path / "saved.xlsx"
    path.write_bytes(base64.b64decode(tab.evaluate(_MADE)))
    back = read_back(path, layouts_of([framework]))
    assert back.answers.cells == {**EXAMPLE.answers.cells, "area_name": "Elsewhere"}
    assert (back.unplaced, back.problems) == ((), ())
    assert tab.noises() == []
    hosts = {urlsplit(asked).netloc for asked in tab.requests() if not asked.startswith(("blob:", "data:"))}
    assert hosts == {urlsplit(address).netloc}
    tab.close()


def test_narrow(firefox: Firefox, address: str) -> None:
    """At 320 pixels nothing is wider than the window, in any step."""
    tab = begun(firefox, address, 320)
    for step in tab.evaluate('[...document.querySelectorAll(".steps a")].map(({hash}) => hash)'):
        tab.evaluate(f"location.hash = {step!r}")
        tab.wait(f"!document.querySelector({step!r}).hidden")
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320, step
    tab.close()
