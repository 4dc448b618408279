#!/usr/bin/env python3
"""Make the picture that shows where a page of the site is shared: `make sharing-picture`.

Needs Chromium (Debian: chromium). The words and the colours are those of the framework.
"""

from __future__ import annotations

import html
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from carers_framework.base.colours import BRAND, SHADES  # noqa: E402
from carers_framework.framework.load import load  # noqa: E402 - the package is beside this folder
from carers_framework.framework.model import Framework  # noqa: E402

TARGET = HERE / "docs" / "assets" / "sharing.png"
WIDTH, HEIGHT = 1200, 630
"""What the sites that show such pictures ask for, in pixels."""


def main() -> int:
    """Make the picture. Returns the exit status."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.set_content(_drawing(load(HERE / "framework.yaml")))
        page.screenshot(path=TARGET)
        browser.close()
    print(f"Written: {TARGET.relative_to(HERE)}, {TARGET.stat().st_size:,} bytes")
    return 0


def _drawing(framework: Framework) -> str:
    """The picture as a web page."""
    edition = framework.edition
    levels = "".join(
        f'<li style="background:#{SHADES[level.colour].strong};color:#{SHADES[level.colour].on_strong}">'
        f"<b>{html.escape(level.score)}</b> {html.escape(level.label)}</li>"
        for level in framework.levels
    )
    return f"""<!doctype html><meta charset="utf-8"><style>
body {{ background:#{BRAND}; box-sizing:border-box; color:#fff; font-family:Arial,"Liberation Sans",sans-serif;
  height:{HEIGHT}px; margin:0; padding:80px; }}
h1 {{ font-size:88px; line-height:1.1; margin:0 0 24px; max-width:1000px; }}
p {{ font-size:40px; margin:0; }}
ul {{ bottom:80px; display:flex; gap:16px; list-style:none; margin:0; padding:0; position:absolute; }}
li {{ border-radius:8px; font-size:26px; padding:16px 20px; }}
</style><h1>{html.escape(edition.title)}</h1><p>{html.escape(edition.subtitle)}</p><ul>{levels}</ul>"""


if __name__ == "__main__":
    sys.exit(main())
