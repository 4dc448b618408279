"""The built site: in Chromium, and in what MkDocs says when something is wrong."""

from __future__ import annotations

import contextlib
import html
import io
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, Request

from carers_framework.framework.model import Framework

from .conftest import copy_project


def html_pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


@pytest.fixture
def page(browser: Browser) -> Page:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.chromium
def test_pages_render_silently_and_ask_nobody_else(site: Path, site_address: str, page: Page) -> None:
    noises: list[str] = []
    elsewhere: list[str] = []

    def look(request: Request) -> None:
        if not request.url.startswith((site_address, "data:", "blob:")):
            elsewhere.append(request.url)

    page.on("request", look)
    page.on("console", lambda message: noises.append(message.text))
    page.on("pageerror", lambda error: noises.append(str(error)))
    for path in html_pages(site):
        response = page.goto(site_address + path)
        assert response is not None
        assert response.status == 200
        assert page.locator("h1").count() == 1, path
        page.wait_for_load_state("networkidle")
    assert noises == []
    assert elsewhere == []
    assert page.context.cookies() == []


@pytest.mark.chromium
def test_the_download_is_the_workbook_of_this_framework(
    framework: Framework, site_address: str, page: Page, workbook_bytes: bytes
) -> None:
    page.goto(site_address)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download the workbook").click()
    assert unquote(waiting.value.suggested_filename) == framework.workbook_name
    content = Path(waiting.value.path()).read_bytes()
    assert content == workbook_bytes
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames[0] == framework.workbook.sheets.start.name


@pytest.mark.chromium
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_scrolls_sideways(site: Path, site_address: str, browser: Browser, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in html_pages(site):
        page.goto(site_address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_no_page_names_another_host_for_something_it_loads(site: Path) -> None:
    for path in html_pages(site):
        text = (site / path).read_text(encoding="utf-8")
        for mark in ('src="http', 'src="//', "@import", "fonts.googleapis", "fonts.gstatic", "unpkg.com"):
            assert mark not in text, (path, mark)


def test_every_link_to_a_download_leads_to_it(site: Path, framework: Framework) -> None:
    pages_with_workbook = 0
    for path in html_pages(site):
        links = re.findall(r'href="([^"]*)"', (site / path).read_text(encoding="utf-8"))
        files = [(site / path).parent / unquote(html.unescape(link)) for link in links if "downloads/" in link]
        assert all(file.is_file() for file in files), (path, files)
        pages_with_workbook += any(file.name == framework.workbook_name for file in files)
    assert pages_with_workbook > len(framework.sections)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may change."""
    return copy_project(tmp_path)


def mkdocs(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_a_mistake_in_the_framework_is_told_in_its_line_and_without_a_traceback(project: Path) -> None:
    path = project / "framework.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("score: B", "score: C"), encoding="utf-8")
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 1
    assert "framework.yaml:43: levels[1]: score: two levels have the score 'C'. Change one of them." in result.stderr
    assert "Traceback" not in result.stderr


def test_a_mistake_in_the_worked_example_is_told_in_its_line_and_without_a_traceback(project: Path) -> None:
    path = project / "worked_example.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("\nas_of: ", "\nas_of: x"), encoding="utf-8")
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 1
    assert re.search(r"worked_example\.yaml:\d+: as_of: should be a day such as", result.stderr)
    assert "Traceback" not in result.stderr


def test_a_section_that_is_added_gets_its_page_with_nothing_else_to_change(project: Path) -> None:
    path = project / "framework.yaml"
    text = path.read_text(encoding="utf-8")
    new = """  - id: one-more
    title: One <b>more & last
    at: Nowhere
    description: A section to try things out.
    requirement: <script>alert(1)</script> is shown as it stands.
    levels:
      C: [{id: more-c, at: Nowhere, text: "*Red* [link](x)"}]
      B: [{id: more-b, at: Nowhere, text: Amber.}]
      A: [{id: more-a, at: Nowhere, text: Green.}]

"""
    before, mark, after = text.partition("\n# ---" + "-" * 111 + "\n# What the workbook asks for.")
    assert mark
    path.write_text(before + new + mark + after, encoding="utf-8")
    result = mkdocs(project, "build", "--strict", "--quiet")
    assert (result.returncode, result.stderr) == (0, "")
    page = (project / "site" / "sections" / "one-more" / "index.html").read_text(encoding="utf-8")
    assert "<b>more" not in page
    assert "<script>alert" not in page
    assert "<script>alert(1)</script> is shown as it stands." in html.unescape(page)
    assert "*Red* [link](x)" in html.unescape(page)
    assert 'href="sections/one-more/"' in (project / "site" / "index.html").read_text(encoding="utf-8")


@pytest.mark.chromium
def test_examples_are_narrowed_down_by_keyboard_and_the_address_keeps_the_choice(
    framework: Framework, site_address: str, page: Page
) -> None:
    def shown() -> set[str | None]:
        headings = page.locator(".example:not([hidden]) h3")
        return {heading.get_attribute("id") for heading in headings.all() if heading.is_visible()}

    page.goto(f"{site_address}examples/")
    assert len(shown()) == len(framework.examples)
    page.get_by_label("Section").focus()
    page.keyboard.type("Personal budgets")
    page.keyboard.press("Tab")
    chosen = next(section for section in framework.sections if section.id == "personal-budgets")
    expected = {example.id for example in framework.examples_of(chosen)}
    assert shown() == expected
    page.get_by_label("Source").select_option("dh-2010")
    expected &= {example.id for example in framework.examples if example.source.document == "dh-2010"}
    assert shown() == expected
    assert (
        page.get_by_role("status").first.inner_text() == f"{len(expected)} of {len(framework.examples)} examples shown."
    )
    assert page.url.endswith("?section=personal-budgets&source=dh-2010")
    page.goto(page.url)
    assert shown() == expected
    page.get_by_role("button", name="Show all").press("Enter")
    page.wait_for_function("!location.search")
    assert len(shown()) == len(framework.examples)


@pytest.mark.chromium
def test_a_shared_address_with_a_choice_that_no_longer_exists_shows_everything(
    framework: Framework, site_address: str, page: Page
) -> None:
    page.goto(f"{site_address}examples/?section=gone&theme=%3Cb%3E")
    assert page.locator(".example:not([hidden])").count() == len(framework.examples)


@pytest.mark.chromium
def test_without_javascript_the_whole_list_is_there_grouped_by_section(
    framework: Framework, site_address: str, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_address}examples/")
    assert page.locator(".example h3:visible").count() == len(framework.examples)
    assert page.locator("section.examples h2:visible").count() == len({one.sections[:1] for one in framework.examples})
    assert not page.locator("#filters").is_visible()
    context.close()


@pytest.mark.chromium
@pytest.mark.parametrize("sought", ["Sukoon", "emergency card", "section 10", "postcode lottery"])
def test_search_finds_what_readers_come_for(site_address: str, page: Page, sought: str) -> None:
    page.goto(f"{site_address}?q={sought}")
    found = page.locator(".md-search-result__item")
    found.first.wait_for()
    assert sought.split(maxsplit=1)[0].lower() in found.first.inner_text().lower()


@pytest.mark.chromium
def test_a_term_shows_its_meaning_when_it_is_reached_with_the_keyboard(site_address: str, page: Page) -> None:
    page.goto(f"{site_address}sections/personal-budgets/")
    term = page.locator(".md-typeset abbr", has_text="personal health budget").first

    def meaning() -> str:
        return term.evaluate("it => getComputedStyle(it, '::after').content")

    assert meaning() == "none"
    term.focus()
    assert "NHS money" in meaning()
    page.keyboard.press("Escape")
    assert meaning() == "none"


def test_a_real_address_in_the_site_s_settings_needs_a_real_contact_too(project: Path) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text(f"site_url: https://carers.org.uk/\n{settings.read_text(encoding='utf-8')}", encoding="utf-8")
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 1
    assert "framework.yaml: edition: contact: is missing or a placeholder, and the site is to be" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.chromium
def test_a_section_page_shows_where_it_is_and_leads_to_what_there_is_for_it(
    framework: Framework, site_address: str, page: Page
) -> None:
    for section in framework.sections:
        page.goto(f"{site_address}sections/{section.id}/")
        strip = page.get_by_role("navigation", name="All sections")
        assert strip.get_by_role("link").all_text_contents() == [one.title for one in framework.sections]
        assert strip.locator("[aria-current=page]").all_text_contents() == [section.title]
        for link in page.get_by_role("navigation", name="For this section").get_by_role("link").all():
            target = link.get_attribute("href") or ""
            if target.startswith("#"):
                assert page.locator(target).count() == 1, (section.id, target)
            else:
                assert target.endswith(".xlsx")


@pytest.mark.chromium
def test_a_page_that_is_not_there_leads_on(framework: Framework, site_address: str, page: Page) -> None:
    page.goto(f"{site_address}404.html")
    links = {link.inner_text(): link.get_attribute("href") for link in page.locator("article a").all()}
    assert {section.title for section in framework.sections} <= set(links)
    assert all((link or "").startswith(("/", "mailto:")) for link in links.values()), "a 404 shows at any depth"


@pytest.mark.parametrize(
    ("head", "mistake"),
    [
        ("title: Privacy\ndescription: About something else.\n", "privacy.md: has the same title as more.md."),
        ("title: More\n", "more.md: has no description. Write `description:` between lines of three hyphens"),
    ],
)
def test_pages_that_cannot_be_told_apart_are_told_in_a_line(project: Path, head: str, mistake: str) -> None:
    (project / "docs" / "more.md").write_text(f"---\n{head}---\n# More\n", encoding="utf-8")
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace("      - About: about.md", "      - About: about.md\n      - more.md"), encoding="utf-8"
    )
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 1
    assert mistake in result.stderr
    assert "Traceback" not in result.stderr


def test_each_page_says_what_it_is_to_search_engines_and_to_those_who_share_it(site: Path) -> None:
    for name in ("title", 'meta name="description"', 'meta property="og:title"'):
        found = {
            path: re.findall(rf"<{name}[^>]*>[^<]*", (site / path).read_text(encoding="utf-8")) for path in told(site)
        }
        assert all(len(lines) == 1 for lines in found.values()), name
        assert len({lines[0] for lines in found.values()}) == len(found), name
    for path in told(site):
        text = (site / path).read_text(encoding="utf-8")
        (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
        data = json.loads(block)
        assert f'<link rel="canonical" href="{data["url"]}">' in text
        assert f'<meta property="og:url" content="{data["url"]}">' in text
        assert "&" not in data["name"].replace(" & ", "")
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert sitemap.count("<loc>") == len(told(site))


def told(site: Path) -> list[str]:
    """The pages that search engines are to know: all but the one that stands in for what is not there."""
    return [path for path in html_pages(site) if path != "404.html"]


def test_the_sharing_picture_is_of_the_size_that_the_pages_name(site: Path) -> None:
    content = (site / "assets" / "sharing.png").read_bytes()
    assert content[16:24] == (1200).to_bytes(4) + (630).to_bytes(4)
    assert len(content) < 60_000


def test_serving_shows_a_change_of_a_text_or_a_template(project: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    page = f"http://{address}/how-to-use/"
    with subprocess.Popen(
        command, cwd=project, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            assert comes_to_show(page, "How to use the framework")
            text, template = (
                project / "framework.yaml",
                project / "carers_framework" / "site" / "templates" / "how-to-use.md.j2",
            )
            text.write_text(
                text.read_text(encoding="utf-8").replace("Current funding", "Funds of today"), encoding="utf-8"
            )
            assert comes_to_show(page, "Funds of today")
            template.write_text(f"{template.read_text(encoding='utf-8')}\nA line at the end.\n", encoding="utf-8")
            assert comes_to_show(page, "A line at the end.")
        finally:
            server.terminate()


def comes_to_show(address: str, words: str) -> bool:
    """Whether a page shows words before long: at once on a quiet machine, within two minutes on a busy one."""
    for _ in range(240):
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own
            if words in answer.read().decode():
                return True
        time.sleep(0.5)
    return False
