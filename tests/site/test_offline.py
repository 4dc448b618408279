"""The site in a folder: unpacked from its file, and opened in Chromium with no server and no network.

Other browsers, which may be stricter with pages opened from a folder, are not tested.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request

from carers_framework.framework.model import Framework
from carers_framework.site.built.offline import digest, pack, packed_state, zip_name
from carers_framework.site.inputs import BUILD, Download, packed_site, state_of_site
from tests.helpers.pages import Page as Parsed
from tests.helpers.pages import varied_pages


@pytest.fixture(scope="module")
def folder(offline_site: Path, tmp_path_factory: pytest.TempPathFactory, framework: Framework) -> Path:
    """The site as `make offline-zip` packs it, unpacked in a folder whose name has spaces, as people's folders have."""
    content = pack(offline_site, Path(zip_name(framework)).stem, "0")
    assert content == pack(offline_site, Path(zip_name(framework)).stem, "0")
    target = tmp_path_factory.mktemp("memory stick")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(target)
    (only,) = target.iterdir()
    return only


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page with no network. Any request that leaves the folder, and any error, fails the test."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    wrong: list[str] = []

    def look(address: str) -> None:
        if not address.startswith(("file:", "data:", "blob:")):
            wrong.append(address)

    def missed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page was left before the file had arrived
            wrong.append(f"{request.url} is not there")

    page.on("request", lambda request: look(request.url))
    page.on("requestfailed", missed)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    yield page
    context.close()
    assert wrong == []


@pytest.mark.chromium
def test_search(folder: Path, page: Page) -> None:
    page.goto((folder / "index.html").as_uri())
    page.locator("input.md-search__input").focus()
    page.keyboard.type("Sukoon")
    found = page.locator(".md-search-result__item")
    found.first.wait_for()
    assert "sukoon" in found.first.inner_text().lower()
    found.first.locator("a").first.click()
    page.wait_for_url("file:**.html*")
    assert "Sukoon" in page.locator("main").text_content()


@pytest.mark.chromium
def test_narrowing_down(framework: Framework, folder: Path, page: Page) -> None:
    """Examples are narrowed down, also by an address like those that sections link to."""
    page.goto((folder / "examples.html").as_uri())
    section = framework.sections[-1]
    page.get_by_label("Section").select_option(section.id)
    expected = len(framework.examples_of(section))
    assert 0 < expected < len(framework.examples)
    cards = page.locator(".cards > li:visible")
    assert cards.count() == expected
    page.goto(f"{(folder / 'examples.html').as_uri()}?section={section.id}")  # as a section's page links to it
    assert cards.count() == expected
    page.get_by_label("Section").select_option("")
    assert cards.count() == len(framework.examples)
    page.get_by_label("Words in the example").press_sequentially("sukoon")
    page.wait_for_function("window.exampleWords && document.querySelectorAll('.cards > [hidden]').length")
    assert 0 < cards.count() < len(framework.examples)


@pytest.mark.chromium
def test_example(framework: Framework, folder: Path, page: Page) -> None:
    """An old link to an example leads to its page, whose link to copy is that of the published site."""
    example = framework.examples[0]
    page.goto(f"{(folder / 'examples.html').as_uri()}#{example.id}")
    page.wait_for_url(f"file:**/examples/{example.id}.html")
    page.wait_for_load_state()
    assert page.locator(".copy .printed-link").inner_text() == framework.page_address(f"examples/{example.id}")


@pytest.mark.chromium
def test_pages(folder: Path, page: Page) -> None:
    """Every kind of page opens, and its links lead to files in the folder, with those that scripts add."""
    for name in varied_pages(folder):
        page.goto((folder / name).as_uri())
        assert page.locator("h1:visible").count() == 1, name
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
        assert files_of(folder / name, links), name


def test_links(framework: Framework, folder: Path) -> None:
    """Every link leads to a file in the folder, and every page can be reached."""
    followed: set[Path] = set()
    waiting = {folder / "index.html"}
    while waiting:
        page = waiting.pop()
        followed.add(page)
        files = files_of(page, Parsed(page.read_text(encoding="utf-8")).links)
        waiting |= {path for path in files if path.suffix == ".html"} - followed
    assert followed == set(folder.rglob("*.html"))
    assert (folder / "downloads" / framework.workbook_name).is_file()


def files_of(page: Path, links: Iterable[str]) -> set[Path]:
    """Return the files that links of a page lead to. One that leads to none fails the test."""
    whole = [urldefrag(urljoin(page.as_uri(), link)).url.partition("?")[0] for link in links]
    files = {Path(unquote(urlsplit(address).path)) for address in whole if address.startswith("file:")}
    assert [path for path in files if not path.is_file()] == [], page
    return files


def test_offered_while_current(framework: Framework, tmp_path: Path) -> None:
    """A packed site is offered only while nothing that it is made from has changed."""
    (tmp_path / "docs").mkdir()
    for name in ("framework.yaml", "constraints.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    others = (Download(framework.workbook_name, "a workbook", b"its content"),)
    assert packed_site(framework, tmp_path, others) == ()
    target = tmp_path / BUILD / zip_name(framework)
    target.parent.mkdir()
    target.write_bytes(pack(tmp_path / "docs", "site", state_of_site(tmp_path, others)))
    assert [download.name for download in packed_site(framework, tmp_path, others)] == [zip_name(framework)]
    (tmp_path / "docs" / "more.md").write_text("A new page.", encoding="utf-8")
    assert packed_site(framework, tmp_path, others) == ()
    target.write_bytes(b"broken off")
    assert packed_state(target) is None
    assert packed_site(framework, tmp_path, others) == ()


def test_digest(tmp_path: Path) -> None:
    """The digest changes with the files that the site offers."""
    assert len({digest(tmp_path, downloads) for downloads in ((), (b"a",), (b"b",), (b"a", b"b"), (b"ab",))}) == 5
