"""Make the picture that shows where a page of the site is shared: `make sharing-picture`.

Needs Chromium (Debian: chromium). The words and the colours are those of the framework.
"""

from __future__ import annotations

import html
import sys

from carers_framework.base.colours import BRAND, SHADES
from carers_framework.base.command import run
from carers_framework.framework.load import load
from carers_framework.framework.model import Framework

from . import ROOT
from .chromium import chromium

TARGET = ROOT / "docs" / "assets" / "sharing.png"
WIDTH, HEIGHT = 1200, 630
"""The size in pixels that sites which show such pictures ask for."""


def main() -> None:
    """Make the picture.

    Raises:
        FrameworkError: framework.yaml cannot be used.
    """
    drawing = _drawing(load(ROOT / "framework.yaml"))
    with chromium() as browser:
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.set_content(drawing)
        page.screenshot(path=TARGET)
    print(f"Written: {TARGET.relative_to(ROOT)}, {TARGET.stat().st_size:,} bytes")


def _drawing(framework: Framework) -> str:
    """Return the picture as a web page."""
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
    sys.exit(run(main))
