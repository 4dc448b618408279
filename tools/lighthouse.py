"""Measure the longest page of each kind with Lighthouse, as a phone sees it, served with gzip: `make lighthouse`.

Needs Node.js, npm and Chromium; npm fetches Lighthouse into build/. Measure on a quiet machine: the figure for
performance falls with whatever else it is doing.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import Any

from carers_framework.base.command import run

from . import ROOT
from .kinds_of_pages import longest_of_each
from .serve_gzip import serving

RUNS = 5
"""How often each page is measured: one run in a few is disturbed by whatever else the machine does."""

FULL = 100

FOLDER = ROOT / "build" / "lighthouse"


def main() -> None:
    """Print, for the longest page of each kind, the median of its scores and its size.

    The arguments are how many runs, and the addresses of pages within the site, to measure only these.

    Raises:
        UserError: framework.yaml cannot be used.
    """
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    pages = sys.argv[2:] or longest_of_each(ROOT, ROOT / "site")
    FOLDER.mkdir(parents=True, exist_ok=True)
    npm = ["npm", "install", "--silent", "--prefix", str(FOLDER), "lighthouse@12"]
    subprocess.run(npm, check=True)  # noqa: S603 - the command is our own
    with serving(ROOT / "site") as address:
        for page in pages:
            print(_line(page or "home", [_measured(address + page) for _ in range(runs)]), flush=True)


def _line(name: str, reports: Sequence[Mapping[str, Any]]) -> str:
    """Return a line with the median of each of a page's scores, out of 100, its size, and what loses points."""
    names = list(reports[0]["categories"])
    medians = [median(round(report["categories"][name]["score"] * 100) for report in reports) for name in names]
    size = round(reports[0]["audits"]["total-byte-weight"]["numericValue"] / 1000)
    lost = ", ".join(_lost(reports[0])) if min(medians) < FULL else ""
    return f"{name:45} {' / '.join(f'{score:.0f}' for score in medians):22} {size:4} kB  {lost}"


def _lost(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield the audits that take points off a report's scores."""
    for category in report["categories"].values():
        for part in category["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{part['id']} {audit.get('displayValue', '')}".strip()


def _measured(address: str) -> dict[str, Any]:
    """Return Lighthouse's report on a page."""
    command = [str(FOLDER / "node_modules" / ".bin" / "lighthouse"), address, "--quiet", "--output=json"]
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    report: dict[str, Any] = json.loads(result.stdout)
    return report


if __name__ == "__main__":
    sys.exit(run(main))
