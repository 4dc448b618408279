"""Build the site, and weigh its pages."""

from __future__ import annotations

import statistics
import subprocess
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
    yield _served(folder / "served", rounds)


def _served(folder: Path, rounds: int) -> Line:
    """Measure the processor time for building the served site again after a change, and for building it at first."""
    times = [_rebuild(folder / str(number)) for number in range(rounds)]
    whole, again = (statistics.median(each) for each in zip(*times, strict=True))
    ours, other = f"{again:.2f} s of processor time", f"the whole site: {whole:.2f} s"
    return Line("The served site after a change of a text", ours, other, f"{again / whole:.2f}", "2 s")


def _rebuild(folder: Path) -> list[float]:
    folder.mkdir(parents=True)
    command = [sys.executable, "-m", "tools.bench.rebuild", str(folder)]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    return [float(seconds) for seconds in found.stdout.split()]


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
