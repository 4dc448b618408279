"""The headers that the build writes: in Chromium the site works with them, and the tests notice too strict a policy.

Firefox is tested in test_firefox.py. Not tested: other browsers, and how a server sends the headers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from carers_framework.site.built.policy import FILE, content_security_policy, headers, headers_file, inline_scripts
from tests.helpers.pages import html_pages, varied_pages
from tests.helpers.project import ROOT
from tests.helpers.servers import advised, serving

TELL = """addEventListener("securitypolicyviolation", ({violatedDirective, blockedURI}) =>
  console.error(`${violatedDirective} forbids ${blockedURI}`))"""
"""A script by which a page reports on the console what the policy forbids, besides what Chromium reports."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serving(site, advised(site)) as address:
        yield address


@pytest.fixture
def noises() -> list[str]:
    """Everything that a page prints on the console, and every error: nothing, if all is well."""
    return []


@pytest.fixture(params=[1280])
def page(page: Page, noises: list[str], request: pytest.FixtureRequest) -> Page:
    page.set_viewport_size({"width": request.param, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    page.add_init_script(TELL)
    page.on("console", lambda message: noises.append(message.text))
    page.on("pageerror", lambda error: noises.append(str(error)))
    return page


def search(page: Page) -> None:
    page.locator("input.md-search__input").focus()
    page.keyboard.type("Sukoon")
    page.locator(".md-search-result__item").first.wait_for(timeout=10_000)


def switch_colours(page: Page) -> None:
    """Press the switch, and check that the page keeps the new colours when it is loaded again."""
    before = page.locator("body").get_attribute("data-md-color-scheme")
    page.locator(".md-header__option label:visible").click()
    after = page.locator("body").get_attribute("data-md-color-scheme")
    page.reload(wait_until="networkidle")
    assert page.locator("body").get_attribute("data-md-color-scheme") == after != before


@pytest.mark.chromium
def test_pages_are_silent(site: Path, address: str, page: Page, noises: list[str]) -> None:
    """Every kind of page opens under the policy with no error, no cookie and no request to another host."""
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    for path in varied_pages(site):
        response = page.goto(address + path)
        assert response is not None
        assert response.status == 200
        assert response.header_value("content-security-policy") == advised(site)["Content-Security-Policy"]
        assert page.locator("h1:visible").count() == 1, path
        page.wait_for_load_state("networkidle")
        assert noises == [], path
    assert [asked for asked in requested if not asked.startswith((address, "data:", "blob:"))] == []
    assert page.context.cookies() == []


@pytest.mark.chromium
def test_wide_screen(address: str, page: Page, noises: list[str]) -> None:
    """Filters, the switch for colours, and the search work under the policy."""
    page.goto(f"{address}examples/")
    page.get_by_label("Area").select_option("Surrey")
    assert page.url.endswith("?area=Surrey")
    page.get_by_label("Words in the example").press_sequentially("carers")
    page.wait_for_url("**words=carers**")
    switch_colours(page)
    assert 0 < page.locator(".cards > li:visible").count() < page.locator(".cards > li").count()
    search(page)
    assert noises == []


@pytest.mark.chromium
@pytest.mark.parametrize("page", [360], indirect=True)
def test_narrow_screen(address: str, page: Page, noises: list[str]) -> None:
    """The menu and the search of a narrow screen work under the policy."""
    page.goto(f"{address}sections/identifying-carers/")
    page.get_by_role("button", name="Menu").press("Enter")
    assert page.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Search").press("Enter")
    search(page)
    assert noises == []


@pytest.mark.chromium
@pytest.mark.parametrize(
    ("changed", "noise"),
    [
        (("'sha256-", "'sha256-A"), "script-src-elem forbids inline"),
        (("script-src 'self'", "script-src"), "script-src-elem forbids http"),
        (("style-src 'self'", "style-src 'none'"), "style-src-elem forbids http"),
        (("img-src 'self' data:", "img-src 'none'"), "img-src forbids"),
        (("worker-src 'self'", "worker-src 'none'"), "worker-src forbids http"),
        (("connect-src 'self'", "connect-src 'none'"), "connect-src forbids http"),
    ],
)
def test_too_strict_policy(site: Path, page: Page, noises: list[str], changed: tuple[str, str], noise: str) -> None:
    """The other tests would notice a policy that forbids too much."""
    policy = advised(site)["Content-Security-Policy"]
    stricter = policy.replace(*changed)
    assert stricter != policy
    with serving(site, {"Content-Security-Policy": stricter}) as address:
        page.goto(f"{address}workbook/?q=Sukoon")
        page.wait_for_load_state("networkidle")
    assert any(line.startswith(noise) for line in noises), noises


def test_only_known_scripts(site: Path) -> None:
    """The policy allows the scripts in the pages and no others."""
    policy = advised(site)["Content-Security-Policy"]
    pages = [(site / path).read_text(encoding="utf-8") for path in html_pages(site)]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert policy.count("'sha256-") == len({script for page in pages for script in inline_scripts(page)})
    assert policy == content_security_policy(pages)


def test_inline_scripts() -> None:
    """Scripts that run are found; data, and scripts in files, are not."""
    page = """<script>run()</script><script src="a.js"></script><script type="application/json">{}</script>
      <script type="application/ld+json">{}</script><script defer src=b.js></script><SCRIPT async>go()</SCRIPT>"""
    assert inline_scripts(page) == ["run()", "go()"]


def test_script_digest() -> None:
    """A script is allowed by the digest that browsers compute."""
    # The example of the specification, https://www.w3.org/TR/CSP3/#external-hash
    policy = content_security_policy(["<script>alert('Hello, world.');</script>"])
    assert "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='" in policy


def test_no_inline_styles(site: Path) -> None:
    """The policy allows neither."""
    for path in html_pages(site):
        text = (site / path).read_text(encoding="utf-8")
        assert " style=" not in text, path
        assert "<style" not in text, path
        assert "javascript:" not in text, path
        assert not re.search(r"<[^>]*\son[a-z]+=", text), path


def test_hosting_page(site: Path) -> None:
    """The page on hosting shows the headers that the build writes."""
    page = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    for name, value in advised(site).items():
        shown = "POLICY" if name == "Content-Security-Policy" else value
        assert f'Header always set {name} "{shown}"' in page
        assert f'add_header {name} "{shown}" always;' in page
        assert f'<add name="{name}" value="{shown}" />' in page
    assert "Cache-Control: public, max-age=86400" in (site / FILE).read_text(encoding="utf-8")
    assert 'Header set Cache-Control "public, max-age=86400"' in page


@pytest.mark.parametrize(
    ("address", "folder"),
    [(None, ""), ("https://a.example.org/", ""), ("https://a.example.org/carers/", "/carers")],
)
def test_below_an_address(address: str | None, folder: str) -> None:
    """The paths in the file begin with the folder that the site is in on its host, as the page on hosting shows."""
    lines = headers_file([], address).splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [f"{folder}/*", f"{folder}/assets/*"]
    page = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    assert f"ErrorDocument 404 {folder}/404.html\n" in page
    assert f"error_page 404 {folder}/404.html;\n" in page


def test_header_lines() -> None:
    assert all("\n" not in value for value in headers(["<script>a\nb</script>"]).values())
