"""Measure a page of each kind with Lighthouse, as a phone sees it, served with gzip: `make lighthouse`.

Needs Node.js, npm and Chromium; npm fetches Lighthouse into build/. Measure on a quiet machine: the figure for
performance falls with whatever else it is doing.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from carers_framework.base.command import run
from carers_framework.framework.load import load

from . import ROOT
from .serve_gzip import serving

FOLDER = ROOT / "build" / "lighthouse"


def main() -> None:
    """Print the four scores and the size of each page.

    Raises:
        FrameworkError: framework.yaml cannot be used.
    """
    section = load(ROOT / "framework.yaml").sections[0]
    FOLDER.mkdir(parents=True, exist_ok=True)
    npm = ["npm", "install", "--silent", "--prefix", str(FOLDER), "lighthouse@12"]
    subprocess.run(npm, check=True)  # noqa: S603 - the command is our own
    with serving(ROOT / "site") as address:
        for page in ("", f"sections/{section.id}/", "examples/", "law/", "law/by-act/", "workbook/"):
            print(_line(page or "home", _measured(address + page)))


def _line(name: str, report: Mapping[str, Any]) -> str:
    """Return a line with the scores of a page, each out of 100, and its size."""
    scores = " / ".join(str(round(category["score"] * 100)) for category in report["categories"].values())
    size = round(report["audits"]["total-byte-weight"]["numericValue"] / 1000)
    return f"{name:30} {scores:22} {size:4} kB"


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
