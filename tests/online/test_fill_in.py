"""The page that fills in the workbook, in Chromium: typing, saving, opening, and that nothing leaves it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, Page, expect

from carers_framework.answers.carry_forward import carry_forward, layouts_of
from carers_framework.answers.read_back import ReadBack, read_back
from carers_framework.base.characters import UNWANTED
from carers_framework.base.dates import FIRST_DAY, LAST_DAY
from carers_framework.base.text import plain
from carers_framework.editions.load import load_and_check
from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answer, Answers
from carers_framework.workbook.book import layout_of
from carers_framework.workbook.worked_example import load_example
from tests.helpers.fill_in import as_data
from tests.helpers.filling import (
    DOWNLOADS_ONLY,
    PICKS,
    begin,
    download,
    enter,
    filled_in,
    go_to,
    open_file,
)
from tests.helpers.project import FROZEN
from tests.helpers.servers import advised, serving
from tests.helpers.workbooks import write_workbook

pytestmark = pytest.mark.chromium

EDITIONS = [edition.framework for edition in load_and_check(FROZEN / "framework.yaml")]
FRAMEWORK = EDITIONS[-1]
LAYOUT = layout_of(FRAMEWORK)
LAYOUTS = layouts_of(EDITIONS)
EXAMPLE = load_example(FROZEN / "worked_example.yaml")

FIRST_VISIT = 110_000
"""How many bytes the page may cost at a first visit, with scripts and data."""

TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n\t"), min_size=1, max_size=60
)
DATES = st.dates(FIRST_DAY, LAST_DAY)


def answer_for(name: str) -> st.SearchStrategy[Answer]:
    """Any answer that somebody can type or choose."""
    asked = LAYOUT.inputs[name]
    if asked.choices:
        return st.sampled_from(asked.choices)
    if asked.kind == "number":
        return st.integers(asked.low, asked.high)
    # A text of white space alone is no answer.
    return (
        DATES
        if asked.kind == "date"
        else TEXTS.map(lambda text: UNWANTED.sub("", text)).filter(
            lambda text: bool(text.strip("\ufeff \n\t") and plain(text))
        )
    )


ANSWERS = st.sets(st.sampled_from(sorted(LAYOUT.inputs)), min_size=1, max_size=80).flatmap(
    lambda names: st.fixed_dictionaries({name: answer_for(name) for name in sorted(names)})
)


def python_reads(path: Path) -> ReadBack:
    """What Python reads in a file that the page saved: nothing in it may be amiss."""
    back = read_back(path, LAYOUTS)
    assert (back.edition, back.unplaced, back.problems) == (FRAMEWORK.edition.id, (), ())
    return back


# Saving


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(answers=ANSWERS)
def test_typed_and_saved(
    context: BrowserContext, site: Path, tmp_path_factory: pytest.TempPathFactory, answers: dict[str, Answer]
) -> None:
    """Whatever is typed into the form and saved, Python reads again."""
    page = context.new_page()
    path = tmp_path_factory.mktemp("saved") / "saved.xlsx"
    # A new address each time, where no draft is.
    with serving(site, advised(site)) as address:
        begin(page, f"{address}fill-in/")
        enter(page, answers)
        download(page).save_as(path)
        page.close()
    assert as_data(python_reads(path).answers)["cells"] == as_data(Answers(answers))["cells"]


def test_saved_where_chosen(page: Page, address: str, tmp_path: Path) -> None:
    """Where a page can write to a file that somebody chose, it reads that file again and says so."""
    page.add_init_script(PICKS)
    begin(page, address, area="Example Borough")
    go_to(page, "save")
    expect(page.locator("#file-name")).not_to_be_empty()
    page.get_by_role("button", name="Save the workbook").click()
    page.get_by_text("Saved and checked").wait_for()
    expect(page.locator("#save [data-state]")).to_contain_text("All saved")
    path = tmp_path / page.evaluate("picked.name")
    content = page.evaluate(
        "picked.getFile().then((file) => file.arrayBuffer()).then((all) => [...new Uint8Array(all)])"
    )
    path.write_bytes(bytes(content))
    assert python_reads(path).answers.cells == {"area_name": "Example Borough"}
    assert path.name.startswith("Example Borough")
    assert str(datetime.date.today().year) in path.name


def test_name_of_download(page: Page, address: str) -> None:
    begin(page, address, area="A/B: Borough")
    name = download(page).suggested_filename
    assert name.endswith(".xlsx")
    assert not set('/\\:*?"<>|') & set(name)


# Opening


def test_open_worked_example(page: Page, address: str, framework: Framework, tmp_path: Path) -> None:
    """What Python wrote is all there, and saved again it is the same."""
    path = write_workbook(tmp_path / "example.xlsx", framework, EXAMPLE.answers)
    begin(page, address)
    open_file(page, path)
    assert filled_in(page)["cells"] == as_data(EXAMPLE.answers)["cells"]
    expect(page.locator("#opened")).to_contain_text("example.xlsx")
    saved = tmp_path / "again.xlsx"
    download(page).save_as(saved)
    assert python_reads(saved).answers.cells == EXAMPLE.answers.cells


def test_open_earlier_edition(page: Page, address: str, tmp_path: Path) -> None:
    """Answers of an earlier edition go where Python carries them, and the page says how many are to be checked."""
    old = EDITIONS[0]
    inputs = layout_of(old).inputs
    cells: dict[str, Answer] = {
        name: asked.choices[0] if asked.choices else "Known by heart"
        for name, asked in inputs.items()
        if asked.kind in {"text", "choice"} and asked.choices_from != "level_scores"
    }
    path = write_workbook(tmp_path / "old.xlsx", old, Answers(cells))
    expected = carry_forward(read_back(path, LAYOUTS), EDITIONS)
    begin(page, address)
    open_file(page, path)
    assert filled_in(page) == as_data(expected.answers)
    said = [int(number.replace(",", "")) for number in page.locator("[data-counts] b").all_inner_texts()]
    assert said == [expected.carried, expected.to_check, expected.aside]
    saved = tmp_path / "new.xlsx"
    download(page).save_as(saved)
    assert as_data(python_reads(saved).answers) == as_data(expected.answers)


def test_refused_file(page: Page, address: str, tmp_path: Path) -> None:
    """A file that is no workbook is refused in a line, and what is there stays."""
    path = tmp_path / "letter.xlsx"
    path.write_bytes(b"Dear all")
    begin(page, address, area="Example Borough")
    open_file(page, path)
    with pytest.raises(Exception, match=r"letter\.xlsx") as refused:
        read_back(path, LAYOUTS)
    assert page.locator("[data-refused]").inner_text() == str(refused.value).replace(f"{tmp_path}/", "")
    assert filled_in(page)["cells"] == {"area_name": "Example Borough"}


def test_asks_before_replacing(page: Page, address: str, framework: Framework, tmp_path: Path) -> None:
    """Work that is not in a file stays until somebody says that it may go."""
    path = write_workbook(tmp_path / "other.xlsx", framework, Answers({"area_name": "Elsewhere"}))
    begin(page, address, area="Example Borough")
    go_to(page, "start")
    page.locator("#file").set_input_files(path)
    page.get_by_role("button", name="Keep it").click()
    assert filled_in(page)["cells"]["area_name"] == "Example Borough"
    page.locator("#file").set_input_files(path)
    page.get_by_role("button", name="Open it").click()
    page.locator("#opened").wait_for()
    assert filled_in(page)["cells"]["area_name"] == "Elsewhere"


# From a folder


def test_from_a_folder(browser: Browser, offline_site: Path, tmp_path: Path) -> None:
    """Opened from a folder with no network, the page saves a workbook and opens it again."""
    context = browser.new_context(offline=True)
    context.add_init_script(DOWNLOADS_ONLY)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    begin(page, (offline_site / "fill-in.html").as_uri(), area="Example Borough")
    path = tmp_path / "saved.xlsx"
    download(page).save_as(path)
    assert python_reads(path).answers.cells == {"area_name": "Example Borough"}
    open_file(page, path)
    expect(page.locator("#opened")).to_contain_text("saved.xlsx")
    context.close()
    assert wrong == []
