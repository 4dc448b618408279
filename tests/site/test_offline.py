"""The site in a folder: unpacked from its file, and opened in Chromium with no server and no network.

What this does not look at: other browsers, which may be stricter with pages that are opened from a folder.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request

from carers_framework.framework.model import Framework
from carers_framework.site.downloads import BUILD, offered_site, state_of_site
from carers_framework.site.offline import digest, pack, packed_state, zip_name
from tests.helpers.project import ROOT


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, framework: Framework) -> Path:
    """The site as `make offline-zip` packs it, unpacked in a folder whose name has spaces, as people's folders have."""
    built = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(built)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "OFFLINE": "true"}
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    content = pack(built, Path(zip_name(framework)).stem, "0")
    assert content == pack(built, Path(zip_name(framework)).stem, "0")
    target = tmp_path_factory.mktemp("memory stick")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(target)
    (only,) = target.iterdir()
    return only


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page with no network. Whatever it asks of anything but the folder, and every error, fails the test."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    wrong: list[str] = []

    def look(address: str) -> None:
        if not address.startswith(("file:", "data:", "blob:")):
            wrong.append(address)

    def missed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page went on before the file had come
            wrong.append(f"{request.url} is not there")

    page.on("request", lambda request: look(request.url))
    page.on("requestfailed", missed)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    yield page
    context.close()
    assert wrong == []


@pytest.mark.chromium
def test_the_search_works_from_a_folder(folder: Path, page: Page) -> None:
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
def test_the_examples_are_narrowed_down_from_a_folder(framework: Framework, folder: Path, page: Page) -> None:
    page.goto((folder / "examples.html").as_uri())
    section = framework.sections[-1]
    page.get_by_label("Section").select_option(section.id)
    expected = len(framework.examples_of(section))
    assert 0 < expected < len(framework.examples)
    assert page.locator(".example:not([hidden])").count() == expected
    page.goto(f"{(folder / 'examples.html').as_uri()}?section={section.id}")  # as a section's page links to it
    assert page.locator(".example:not([hidden])").count() == expected
    page.get_by_label("Section").select_option("")
    assert page.locator(".example:not([hidden])").count() == len(framework.examples)


@pytest.mark.chromium
def test_every_link_leads_to_a_file_of_the_folder(framework: Framework, folder: Path, page: Page) -> None:
    followed: set[str] = set()
    waiting = [(folder / "index.html").as_uri()]
    while waiting:
        address = waiting.pop()
        if address in followed:
            continue
        followed.add(address)
        page.goto(address)
        assert page.locator("h1").count() == 1, address
        for target in page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))"):
            whole = urldefrag(urljoin(address, target)).url.partition("?")[0]
            if whole.startswith("file:"):
                path = Path(unquote(urlsplit(whole).path))
                assert path.is_file(), f"{address} leads to {target}"
                if path.suffix == ".html":
                    waiting.append(whole)
    pages = {path.as_uri() for path in folder.rglob("*.html")}
    assert followed == pages
    assert (folder / "downloads" / framework.workbook_name).is_file()


def test_a_packed_site_is_offered_only_while_nothing_has_changed(framework: Framework, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for name in ("framework.yaml", "mkdocs.yml", "site_hooks.py", "constraints.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    offered = {framework.workbook_name: ("a workbook", b"its content")}
    assert offered_site(framework, tmp_path, offered) == {}
    target = tmp_path / BUILD / zip_name(framework)
    target.parent.mkdir()
    target.write_bytes(pack(tmp_path / "docs", "site", state_of_site(tmp_path, offered)))
    assert list(offered_site(framework, tmp_path, offered)) == [zip_name(framework)]
    (tmp_path / "docs" / "more.md").write_text("A new page.", encoding="utf-8")
    assert offered_site(framework, tmp_path, offered) == {}
    target.write_bytes(b"broken off")
    assert packed_state(target) is None
    assert offered_site(framework, tmp_path, offered) == {}


def test_the_digest_knows_what_is_offered(tmp_path: Path) -> None:
    assert len({digest(tmp_path), digest(tmp_path, b"a"), digest(tmp_path, b"b"), digest(tmp_path, b"a", b"b")}) == 4
