"""The built site, most of it in Chromium."""

from __future__ import annotations

import html
import io
import json
import re
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from playwright.sync_api import Page

from carers_framework.framework.model import Framework
from tests.helpers.pages import html_pages


@pytest.mark.chromium
def test_download(framework: Framework, site_address: str, page: Page, workbook_bytes: bytes) -> None:
    """The download is the workbook of this framework."""
    page.goto(site_address)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download the workbook").click()
    assert unquote(waiting.value.suggested_filename) == framework.workbook_name
    content = Path(waiting.value.path()).read_bytes()
    assert content == workbook_bytes
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames[0] == framework.workbook.sheets.start.name


def test_no_other_hosts(site: Path) -> None:
    """No page names another host for anything that it loads."""
    for path in html_pages(site):
        text = (site / path).read_text(encoding="utf-8")
        for mark in ('src="http', 'src="//', "@import", "fonts.googleapis", "fonts.gstatic", "unpkg.com"):
            assert mark not in text, (path, mark)


def test_links_to_downloads(site: Path, framework: Framework) -> None:
    """Every link to a download leads to a file, and most pages link to the workbook."""
    pages_with_workbook = 0
    for path in html_pages(site):
        links = re.findall(r'href="([^"]*)"', (site / path).read_text(encoding="utf-8"))
        files = [(site / path).parent / unquote(html.unescape(link)) for link in links if "downloads/" in link]
        assert all(file.is_file() for file in files), (path, files)
        pages_with_workbook += any(file.name == framework.workbook_name for file in files)
    assert pages_with_workbook > len(framework.sections)


@pytest.mark.chromium
@pytest.mark.parametrize("sought", ["Sukoon", "emergency card", "section 10", "postcode lottery"])
def test_search(site_address: str, page: Page, sought: str) -> None:
    page.goto(f"{site_address}?q={sought}")
    found = page.locator(".md-search-result__item")
    found.first.wait_for()
    assert sought.split(maxsplit=1)[0].lower() in found.first.inner_text().lower()


@pytest.mark.chromium
def test_term_by_keyboard(site_address: str, page: Page) -> None:
    """A term shows its meaning when the keyboard reaches it, until Escape is pressed."""
    page.goto(f"{site_address}sections/personal-budgets/")
    term = page.locator(".md-typeset abbr", has_text="personal health budget").first

    def meaning() -> str:
        return term.evaluate("it => getComputedStyle(it, '::after').content")

    assert meaning() == "none"
    term.focus()
    assert "NHS money" in meaning()
    page.keyboard.press("Escape")
    assert meaning() == "none"


@pytest.mark.chromium
def test_section_navigation(framework: Framework, site_address: str, page: Page) -> None:
    """A section's page shows which section it is, and links to what the site has for it."""
    for section in framework.sections:
        page.goto(f"{site_address}sections/{section.id}/")
        strip = page.get_by_role("navigation", name="All sections")
        assert strip.get_by_role("link").all_text_contents() == [each.title for each in framework.sections]
        assert strip.locator("[aria-current=page]").all_text_contents() == [section.title]
        for link in page.get_by_role("navigation", name="For this section").get_by_role("link").all():
            target = link.get_attribute("href") or ""
            if target.startswith("#"):
                assert page.locator(target).count() == 1, (section.id, target)
            else:
                assert target.endswith((".xlsx", f"/fill-in/#section-{section.id}"))


@pytest.mark.chromium
def test_page_not_found(framework: Framework, site_address: str, page: Page) -> None:
    """The page for a wrong address links to the sections, from an address of any depth."""
    page.goto(f"{site_address}404.html")
    links = {link.inner_text(): link.get_attribute("href") for link in page.locator("article a").all()}
    assert {section.title for section in framework.sections} <= set(links)
    assert all((link or "").startswith(("/", "mailto:")) for link in links.values()), "a 404 shows at any depth"


def test_page_metadata(site: Path) -> None:
    """Each page describes itself to search engines, and to programs that show shared links."""
    for name in ("title", 'meta name="description"', 'meta property="og:title"'):
        found = {
            path: re.findall(rf"<{name}[^>]*>[^<]*", (site / path).read_text(encoding="utf-8"))
            for path in listed_pages(site)
        }
        assert all(len(lines) == 1 for lines in found.values()), name
        assert len({lines[0] for lines in found.values()}) == len(found), name
    for path in listed_pages(site):
        text = (site / path).read_text(encoding="utf-8")
        (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
        data = json.loads(block)
        assert f'<link rel="canonical" href="{data["url"]}">' in text
        assert f'<meta property="og:url" content="{data["url"]}">' in text
        assert "&" not in data["name"].replace(" & ", "")
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert sitemap.count("<loc>") == len(listed_pages(site))


def listed_pages(site: Path) -> list[str]:
    """Return the pages that search engines should list: all except the page for wrong addresses."""
    return [path for path in html_pages(site) if path != "404.html"]


def test_sharing_picture(site: Path) -> None:
    """The picture for shared links has the size that the pages name."""
    content = (site / "assets" / "sharing.png").read_bytes()
    assert content[16:24] == (1200).to_bytes(4) + (630).to_bytes(4)
    assert len(content) < 60_000
