"""A small page that keeps a draft as the real one does, with two boxes to type in: an area and a text. And its use."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from tests.helpers.fill_in import SCRIPTS

FRAMEWORK, EDITION = "A framework: the second", "2021"

SOON = 600
"""Milliseconds after which a change is kept, with some to spare."""

FILL = """() => {
  let size = 2 ** 23;
  localStorage.other = "";
  while (size >= 1) try { localStorage.other += "x".repeat(size) } catch { size /= 2 }
}"""
"""A script that fills the storage to the last character."""

_PAGE = """<!doctype html>
<html lang="en-GB"><head><title>Drafts</title><link rel="icon" href="data:,"></head><body>
<form autocomplete="off"><input id="area" autocomplete="off"><textarea id="text" autocomplete="off"></textarea></form>
<a href="other.html">Leave</a>
<script src="draft.js"></script><script src="keeper.js"></script><script src="page.js"></script>
</body></html>"""

_SCRIPT = f"""
"use strict";
const area = document.getElementById("area"), text = document.getElementById("text");
const framework = {FRAMEWORK!r}, edition = {EDITION!r};
let keeper, told = [], saved = null, unsaved = [];
const answers = () => ({{ cells: {{ text: text.value }}, columns: {{}} }});
const state = () => ({{ area: area.value, answers: answers(), unsaved, saved }});
const tell = (what, about) => what === "kept" || told.push(what === "open" ? `open ${{about.id}}` : what);
const list = () => fillIn.drafts.list(fillIn.drafts.storage(), framework);
const texts = () => list().drafts.map((draft) => draft.answers.cells.text);

// Answers the question whose computer it is, and begins a draft, or goes on with the latest one.
function start({{ shared = false, goOn = false }} = {{}}) {{
  keeper = new fillIn.Keeper({{ shared, framework, edition, state, tell }});
  const draft = goOn ? list().drafts[0] : null;
  if (draft) [area.value, text.value] = [draft.area, draft.answers.cells.text];
  keeper.begin(draft);
  text.focus();
}}
addEventListener("input", () => keeper.changed());
"""


def make_page(folder: Path) -> None:
    """Write the page and the scripts that it uses into a folder, to be served or opened."""
    for name in ("draft.js", "keeper.js"):
        shutil.copy(SCRIPTS / name, folder)
    (folder / "index.html").write_text(_PAGE, encoding="utf-8")
    (folder / "page.js").write_text(_SCRIPT, encoding="utf-8")
    (folder / "other.html").write_text("<!doctype html><title>Other</title><p>Another page.", encoding="utf-8")


def opened(context: BrowserContext, address: str, *, shared: bool = False, go_on: bool = False) -> Page:
    """Return a new tab that has answered whose computer it is, and has begun."""
    page = context.new_page()
    page.goto(address)
    page.evaluate("given => start(given)", {"shared": shared, "goOn": go_on})
    return page


def texts(page: Page) -> list[str]:
    """Return the texts of all drafts, the latest first."""
    found: list[str] = page.evaluate("texts()")
    return found


def storage(page: Page) -> dict[str, str]:
    """Return everything in the local storage."""
    found: dict[str, str] = page.evaluate("({...localStorage})")
    return found


def keep(page: Page, text: str) -> None:
    """Type a text, and wait until it is kept."""
    page.locator("#text").fill(text)
    page.wait_for_timeout(SOON)
