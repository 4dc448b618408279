"""The scripts that read a workbook, in an empty page in Chromium, and what Python makes of the same file."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from carers_framework.answers.carry_forward import Carried, carry_forward, layouts_of
from carers_framework.answers.read_back import ReadBack, read_back
from carers_framework.answers.xlsx.values import UnreadableError
from carers_framework.framework.model import Framework
from carers_framework.online.editions import editions_data
from carers_framework.online.scripts import script
from carers_framework.site.fill_in import JOINED
from carers_framework.workbook.layout import Layout
from tests.helpers.fill_in import SCRIPTS, as_data

READING = JOINED["reading"]
"""The scripts that read a workbook, in the order in which the page loads them."""

PATIENCE = 20_000
"""After so many milliseconds without an answer, we stop waiting."""

_READ = """async ({content, name}) => {
  try {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const back = fillIn.readBack(await fillIn.xlsx.read(bytes, name), fillIn.editions, name);
    return { back, carried: fillIn.carryForward(back, fillIn.editions) };
  } catch (error) {
    if (error instanceof fillIn.UserError) return { refused: error.message };
    throw error;
  }
}"""


class ReadingPage:
    """An empty page with the scripts that read workbooks, and what they need to know of some editions."""

    def __init__(self, browser: Browser, editions: Sequence[Framework]) -> None:
        self.editions = editions
        self.layouts = layouts_of(editions)
        self._browser = browser
        self._page = self._begun()

    def _begun(self) -> Page:
        page = self._browser.new_page()
        for name in READING:
            page.add_script_tag(path=SCRIPTS / f"{name}.js")
        page.add_script_tag(content=script("editions", editions_data(self.editions)))
        return page

    def renew(self) -> None:
        """Begin anew, after a script failed or gave no answer."""
        self._page.close()
        self._page = self._begun()

    def read(self, content: bytes, name: str) -> dict[str, Any]:
        """Return what the scripts make of a file: what was read and carried forward, or the message of a refusal.

        Raises:
            playwright.sync_api.Error: a script failed, or gave no answer.
        """
        asked = {"content": base64.b64encode(content).decode(), "name": name}
        # Waiting ends even where a script is busy for ever.
        return self._page.wait_for_function(_READ, arg=asked, timeout=PATIENCE).json_value()


def read_by_python(
    path: Path, editions: Sequence[Framework], layouts: Mapping[str, Layout] | None = None
) -> dict[str, Any]:
    """Return what Python makes of a file, in the same form.

    Args:
        path: the file.
        editions: the editions that it can be of, the current one last.
        layouts: their layouts, for whoever reads many files.
    """
    try:
        back = read_back(path, layouts or layouts_of(editions))
    except UnreadableError as error:
        return {"refused": str(error)}
    since = [edition.edition.id for edition in editions].index(back.edition)
    return {"back": _back(back), "carried": _carried(carry_forward(back, editions[since:]))}


def _back(back: ReadBack) -> Mapping[str, Any]:
    return {
        "edition": back.edition,
        "answers": as_data(back.answers),
        "unplaced": [{"sheet": item.sheet, "cell": item.cell, "text": item.text} for item in back.unplaced],
        "problems": list(back.problems),
        "notice": back.notice,
        "saved": back.saved.isoformat() if back.saved else None,
    }


def _carried(carried: Carried) -> Mapping[str, Any]:
    return {
        "answers": as_data(carried.answers),
        "carried": carried.carried,
        "toCheck": carried.to_check,
        "aside": carried.aside,
    }


def as_json(outcome: Mapping[str, Any]) -> str:
    """Return an outcome as text, so that 1 and true differ, and a difference shows in a line."""
    return json.dumps(outcome, ensure_ascii=False, sort_keys=True, indent=1)
