"""Fill in the real page in Chromium, as people do: open it, type, save the workbook, open one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Download, Page

from carers_framework.base.dates import in_figures
from carers_framework.workbook.answers import Answer, Answers
from tests.helpers.fill_in import as_data

DOWNLOADS_ONLY = "delete window.showSaveFilePicker"
"""What makes Chromium a browser in which a page can only download."""

# A place in the browser's own storage instead of one that somebody chooses: it is written and read in the same way.
PICKS = """window.showSaveFilePicker = async ({suggestedName}) => {
  const folder = await navigator.storage.getDirectory();
  window.picked = await folder.getFileHandle(suggestedName, {create: true});
  return window.picked;
}"""
"""What makes the browser ask for no place."""

_ENTER = """(answers) => {
  for (const [name, text] of Object.entries(answers)) {
    const place = document.querySelector(`[data-name="${name}"]`);
    if (place.matches("textarea, select")) {
      place.value = text;
      place.dispatchEvent(new Event("input", {bubbles: true}));
    } else [...place.querySelectorAll("input")].find(({value}) => value === text).click();
  }
}"""


def begin(page: Page, address: str, *, shared: bool = False, area: str = "") -> None:
    """Open the page, answer the question at its beginning, and start."""
    page.goto(address)
    page.get_by_label("Yes, or I’m not sure" if shared else "No, only I use it").check()
    if area:
        page.locator("#area_name").fill(area)
    page.get_by_role("button", name="Start", exact=True).click()
    page.locator("#preparation").wait_for()


def go_to(page: Page, step: str) -> None:
    """Go to a step by its link, as the steps are listed."""
    key = page.locator(".steps-key")
    if key.is_visible() and key.get_attribute("aria-expanded") == "false":
        key.click()
    page.locator(f'.steps a[href="#{step}"]').click()
    page.locator(f"#{step}").wait_for()


def typed(answer: Answer) -> str:
    """Return an answer as people type it."""
    return str(answer) if isinstance(answer, (str, int, float)) else in_figures(answer)


def enter(page: Page, answers: Mapping[str, Answer]) -> None:
    """Put answers into their inputs, in whichever step they are, with the events of somebody who types."""
    page.evaluate(_ENTER, {name: typed(answer) for name, answer in answers.items()})


def put(page: Page, answers: Answers) -> None:
    """Put answers in place of all that are there, as opening a file does."""
    page.evaluate("(answers) => fillIn.page.replace(answers)", as_data(answers))


def filled_in(page: Page) -> dict[str, Any]:
    """Return the answers that the page holds, as its scripts have them."""
    return page.evaluate("fillIn.answers")


def download(page: Page) -> Download:
    """Save the workbook in a browser that only downloads, and wait until the page has read it again."""
    go_to(page, "save")
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="Save the workbook").click()
    page.get_by_text("Made and checked").wait_for()
    return downloaded.value


def open_file(page: Page, path: Path) -> None:
    """Open a file, and wait for what the page says of it."""
    if page.evaluate("fillIn.steps.isBegun()"):
        go_to(page, "start")
    page.locator("#file").set_input_files(path)
    page.locator("#opened:visible, [data-refused]:visible").first.wait_for()


def watch(page: Page, address: str, noises: list[str]) -> None:
    """Note every request but for files of the site, every error, and everything on the console."""
    page.on("console", lambda message: noises.append(message.text))
    page.on("pageerror", lambda error: noises.append(str(error)))

    def look(asked: str, method: str) -> None:
        if method != "GET" or not (asked.startswith("blob:") or urlsplit(asked).netloc == urlsplit(address).netloc):
            noises.append(f"{method} {asked}")

    page.on("request", lambda request: look(request.url, request.method))
