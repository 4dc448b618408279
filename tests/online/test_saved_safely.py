"""The page that fills in the workbook: a tab killed while saving, what is printed, large and carried-forward files."""

from __future__ import annotations

import contextlib
import subprocess
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Page

from carers_framework.answers.carry_forward import layouts_of
from carers_framework.answers.read_back import read_back
from carers_framework.editions.load import load_and_check
from carers_framework.workbook.answers import Answers
from carers_framework.workbook.book import layout_of
from carers_framework.workbook.cells import Subject
from tests.helpers.axe import violations
from tests.helpers.filling import PICKS, begin, enter, filled_in, go_to, open_file, put
from tests.helpers.packages import parts_of, zipped
from tests.helpers.project import FROZEN
from tests.helpers.screens import resize
from tests.helpers.workbooks import write_workbook

pytestmark = pytest.mark.chromium

EDITIONS = [edition.framework for edition in load_and_check(FROZEN / "framework.yaml")]
FRAMEWORK = EDITIONS[-1]

NEVER_CLOSED = """() => {
  const create = FileSystemFileHandle.prototype.createWritable;
  window.written = new Promise((done) => {
    FileSystemFileHandle.prototype.createWritable = async function () {
      const stream = await create.call(this);
      stream.close = () => { done(); return new Promise(() => {}); };
      return stream;
    };
  });
}"""
"""What makes saving stop at its last moment, when everything is written."""

PICKED = """async () => {
  const folder = await navigator.storage.getDirectory();
  for await (const handle of folder.values()) {
    if (handle.name.endsWith(".xlsx")) return [...new Uint8Array(await (await handle.getFile()).arrayBuffer())];
  }
}"""
"""The bytes of the file that was saved last, as a page finds it later."""


def saved_in(context: BrowserContext, address: str, path: Path) -> Answers:
    """Return the answers in the file that was saved, as another tab finds it."""
    page = context.new_page()
    page.goto(address)
    path.write_bytes(bytes(page.evaluate(PICKED)))
    page.close()
    back = read_back(path, layouts_of(EDITIONS))
    assert back.problems == ()
    return back.answers


def test_killed_while_saving(own_window: BrowserContext, address: str, tmp_path: Path) -> None:
    """A tab that is killed while it saves over a file leaves that file as it was, and whole."""
    own_window.add_init_script(PICKS)
    page = own_window.new_page()
    begin(page, address, area="Example Borough")
    go_to(page, "save")
    page.get_by_role("button", name="Save the workbook").click()
    page.get_by_text("Saved and checked").wait_for()
    page.evaluate(NEVER_CLOSED)
    reasons = Subject("reasons", FRAMEWORK.sections[0].id).name
    enter(page, {reasons: "Because of this"})
    page.get_by_role("button", name="Save the workbook").click()
    page.evaluate("window.written")
    with contextlib.suppress(Error), page.expect_event("crash", timeout=5000):
        page.goto("chrome://crash", timeout=5000)
    assert saved_in(own_window, address, tmp_path / "saved.xlsx").cells == {"area_name": "Example Borough"}


def test_printed(page: Page, address: str, tmp_path: Path) -> None:
    """On paper every answer is there in full, with its question, and nothing that one can only press."""
    begin(page, address)
    section = FRAMEWORK.sections[0]
    long = "First line of many words, and more of them. " * 12
    typed = {
        "area_name": "Example Borough",
        Subject("reasons", section.id).name: f"{long}The end of the reasons.",
        Subject("evidence", section.indicators[0].id).name: "Seen in the register",
        Subject("action", section.id, 1).name: "Ask the practices",
        Subject("lead", section.id, 1).name: "Jo Bloggs",
    }
    put(page, Answers({**typed, Subject("score", section.id).name: FRAMEWORK.levels[0].score}))
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    path = tmp_path / "printed.pdf"
    page.pdf(path=path, format="A4")
    text = " ".join(
        subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode().split()
    )
    for wanted in (*typed.values(), section.title, section.indicators[0].text[:40], FRAMEWORK.levels[0].label):
        assert " ".join(wanted.split()) in text, wanted
    for unwanted in ("Save the workbook", "Is this a shared computer?", "Next:"):
        assert unwanted not in text


def test_report_axe(window: BrowserContext, site_address: str, tmp_path: Path) -> None:
    """axe finds nothing in what the page says of a file with answers that have no place or are to be checked."""
    old = EDITIONS[0]
    cells = {name: "Known by heart" for name, asked in layout_of(old).inputs.items() if asked.kind == "text"}
    path = write_workbook(tmp_path / "old.xlsx", old, Answers(cells))
    # Without the site's own headers, which forbid the style that axe needs.
    page = window.new_page()
    begin(page, f"{site_address}fill-in/")
    open_file(page, path)
    page.evaluate("for (const part of document.querySelectorAll('#opened details')) part.open = true")
    assert page.locator("#opened").is_visible()
    for width in (360, 1366):
        resize(page, width, 768)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []
    page.close()


def test_photos(page: Page, address: str, tmp_path: Path) -> None:
    """A file with 50 MB of photos is opened. They cannot be unpacked, so nobody tries."""
    path = write_workbook(tmp_path / "ours.xlsx", FRAMEWORK, Answers({"area_name": "Here"}))
    photo = bytes(10_000_000)
    photos = [(f"xl/media/image{number}.jpeg", photo) for number in range(5)]
    content = zipped([*parts_of(path.read_bytes()), *photos], zipfile.ZIP_STORED)
    path.write_bytes(content.replace(photo, b"\1" * len(photo)))
    begin(page, address)
    open_file(page, path)
    assert filled_in(page)["cells"] == {"area_name": "Here"}
