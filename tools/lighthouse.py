#!/usr/bin/env python3
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
from pathlib import Path
from threading import Thread

from serve_gzip import server

HERE = Path(__file__).resolve().parent.parent
TOOLS = HERE / "build" / "lighthouse"
sys.path.insert(0, str(HERE))

from carers_framework.framework.load import load  # noqa: E402 - the package is beside this folder


def main() -> int:
    """Print the four scores and the bytes of each page. Returns the exit status."""
    TOOLS.mkdir(parents=True, exist_ok=True)
    subprocess.run(["npm", "install", "--silent", "--prefix", str(TOOLS), "lighthouse@12"], check=True)  # noqa: S603,S607
    site = server(HERE / "site", 0)
    Thread(target=site.serve_forever, daemon=True).start()
    section = load(HERE / "framework.yaml").sections[0]
    for page in ("", f"sections/{section.id}/", "examples/", "law/", "workbook/"):
        report = _measure(f"http://127.0.0.1:{site.server_port}/{page}")
        scores = " / ".join(str(round(one["score"] * 100)) for one in report["categories"].values())
        size = round(report["audits"]["total-byte-weight"]["numericValue"] / 1000)
        print(f"{page or 'home':30} {scores:22} {size:4} kB")
    site.shutdown()
    return 0


def _measure(address: str) -> dict:
    command = [str(TOOLS / "node_modules" / ".bin" / "lighthouse"), address, "--quiet", "--output=json"]
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    return json.loads(result.stdout)


if __name__ == "__main__":
    sys.exit(main())
