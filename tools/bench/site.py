"""Build the site, and weigh its pages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

from carers_framework.framework.load import load
from carers_framework.site.settings import SETTINGS_FILE
from tools import ROOT
from tools.chromium import chromium
from tools.page_weight import weigh
from tools.serve_gzip import serving

from .measure import medians, run
from .table import Line, compared

PLAIN = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir")
MKDOCS = (*PLAIN[:-1], "--config-file", SETTINGS_FILE, "--site-dir")
_LONG_PAGES = ("examples/", "law/by-act/", "prompts/", "workbook/", "workshop-pack/", "glossary/")
"""The page of each template that is long in its own way."""


def bench_site(folder: Path, rounds: int) -> Iterator[Line]:
    """Compare building the site, with its pages generated, with building the same pages from plain files."""
    plain = folder / "plain"
    run(sys.executable, "-m", "carers_framework.commands.export", plain)
    ours, theirs, other = medians(
        rounds,
        lambda: run(*MKDOCS, folder / "site"),
        lambda: run(*PLAIN, folder / "plain site", folder=plain),
        lambda: run(sys.executable, "-m", "zensical", "build", "--clean", folder=plain),
    )
    yield compared("The site, with MkDocs", ours, theirs, "the same pages as files", "at most 1.1")
    yield compared("The same pages as files, with Zensical", other, theirs, "with MkDocs")


def bench_weight(folder: Path, _rounds: int) -> Iterator[Line]:
    """Weigh what a browser fetches for a page, at a first visit and from another page, compressed."""
    site = folder / "site"
    run(*MKDOCS, site)
    section = load(ROOT / "framework.yaml").sections[0]
    with serving(site) as address, chromium() as browser:
        for page in ("", f"sections/{section.id}/", *_LONG_PAGES):
            yield _weight(browser, address, page)


def _weight(browser: Browser, address: str, page: str) -> Line:
    first = weigh(browser, address + page)
    later = weigh(browser, address + page, after=f"{address}sections/")
    return Line(
        f"Page {page.strip('/') or 'home'}: first visit",
        f"{first.bytes / 1000:.1f} kB in {first.requests} requests",
        f"next page: {later.bytes / 1000:.1f} kB in {later.requests}",
        "",
        "80 kB, then 15 kB" if page.startswith("sections/") else "",
    )
