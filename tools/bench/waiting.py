"""How long people wait in a browser whose processor is a quarter as fast: for the search, and filling in online."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from carers_framework.framework.load import load
from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answer
from carers_framework.workbook.cells import Subject
from carers_framework.workbook.worked_example import load_example
from tools import ROOT
from tools.chromium import chromium
from tools.serve_gzip import serving

from .measure import run
from .site import MKDOCS
from .table import Line

SLOWER = 4
"""How many times slower the processor is."""

_QUERY = "respite"
_LETTERS = "People talk to us earlier."

# A browser reports each task that kept it from answering for more than 50 ms.
_OBSERVE = """() => {
  window.longTasks = [];
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({duration}) => duration)))
    .observe({type: "longtask"});
}"""

_LONGEST = "() => Math.max(0, ...longTasks.splice(0))"

_PUT_CURSOR = """(name) => {
  const input = document.getElementById(name);
  input.closest("details")?.setAttribute("open", "");
  input.focus();
}"""

_CLICK_EACH = """async (choices) => {
  for (const choice of document.querySelectorAll(choices)) {
    choice.click();
    await new Promise((done) => setTimeout(done, 400));
  }
}"""

_SAVE = """() => new Promise((done) => {
  const step = document.querySelector("#save");
  const begun = performance.now();
  new MutationObserver((_, observer) => {
    if (!step.textContent.includes("Made and checked")) return;
    observer.disconnect();
    done(performance.now() - begun);
  }).observe(step, {subtree: true, childList: true, characterData: true});
  step.querySelector("button").click();
})"""


def bench_waiting(folder: Path, rounds: int) -> Iterator[Line]:
    """Measure the first search of a visit, the longest task of typing into a filled-in workbook, and saving it."""
    site = folder / "site"
    run(*MKDOCS, site)
    framework = load(ROOT / "framework.yaml")
    with serving(site) as address, chromium() as browser:
        searched = median(_searched(browser, address) for _ in range(rounds))
        yield Line(f"At {SLOWER}× slower: the first result of a search", f"{searched:.0f} ms", "", "", "at most 1 s")
        page = browser.new_page()
        _begin(page, f"{address}fill-in/")
        for subject, act in _acts(page, framework).items():
            longest = max(_longest(page, act) for _ in range(rounds))
            ours = f"{longest:.0f} ms" if longest else "no task over 50 ms"
            yield Line(f"… {subject}", ours, "", "", "at most 50 ms")
        _go_to(page, "save")
        yield Line("… saving the workbook", f"{page.evaluate(_SAVE):.0f} ms", "", "", "at most 1 s")


def _searched(browser: Browser, address: str) -> float:
    """Search in a new visit, and return the milliseconds from the first letter to the first result."""
    page = browser.new_context().new_page()
    page.goto(address)
    _slow_down(page)
    page.keyboard.press("/")
    page.keyboard.type(_QUERY[0])
    begun = page.evaluate("() => performance.now()")
    page.keyboard.type(_QUERY[1:], delay=60)
    page.locator(".md-search-result__item").first.wait_for()
    waited = float(page.evaluate("() => performance.now()")) - float(begun)
    page.context.close()
    return waited


def _slow_down(page: Page) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def _begin(page: Page, address: str) -> None:
    """Open the page, and fill in the worked example."""
    page.add_init_script("delete window.showSaveFilePicker")
    page.goto(address)
    page.get_by_label("No, only I use it").check()
    page.get_by_role("button", name="Start", exact=True).click()
    page.evaluate("(answers) => fillIn.page.replace(answers)", _example())
    _slow_down(page)
    page.evaluate(_OBSERVE)


def _example() -> Mapping[str, object]:
    """Return the answers of the worked example as the scripts have them."""
    answers = load_example(ROOT / "worked_example.yaml").answers

    def plain(answer: Answer | None) -> object:
        return {"date": answer.isoformat()} if isinstance(answer, datetime.date) else answer

    return {"cells": {name: plain(answer) for name, answer in answers.cells.items()}, "columns": {}}


def _acts(page: Page, framework: Framework) -> Mapping[str, Callable[[], None]]:
    """Return what people do, by its name. Each is done in the step where it belongs."""
    section = framework.sections[0]
    evidence = Subject("evidence", section.indicators[0].id).name
    action = Subject("action", section.id, 1).name
    due = Subject("done_by", section.id, 1).name
    score = Subject("score", section.id).name

    def type_into(step: str, name: str, text: str) -> None:
        _go_to(page, step, name)
        page.keyboard.type(text, delay=60)

    def score_all() -> None:
        _go_to(page, f"section-{section.id}")
        # Playwright's own clicks look through the whole page first.
        page.evaluate(_CLICK_EACH, f'[data-name="{score}"] input')

    return {
        "typing evidence": lambda: type_into(f"section-{section.id}", evidence, _LETTERS),
        "scoring": score_all,
        "typing an action": lambda: type_into(f"section-{section.id}", action, _LETTERS),
        "typing a date in the plan": lambda: type_into("plan", due, "1/5/27"),
    }


def _longest(page: Page, act: Callable[[], None]) -> float:
    """Do something, and return the duration of the longest task in milliseconds, or 0 where none took 50."""
    act()
    page.wait_for_timeout(600)
    return float(page.evaluate(_LONGEST))


def _go_to(page: Page, step: str, name: str = "") -> None:
    """Go to a step, and put the cursor into an input. How long that takes is not counted."""
    page.evaluate("(step) => { location.hash = step; }", step)
    page.locator(f"#{step}").wait_for()
    if name:
        page.evaluate(_PUT_CURSOR, name)
    page.wait_for_timeout(600)
    page.evaluate(_LONGEST)
