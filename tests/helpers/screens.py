"""Give a page in Chromium another width, as somebody does who makes the window narrower."""

from __future__ import annotations

from playwright.sync_api import Page

# Scripts hear of the new size before the second frame. A transition that it starts would still be under way then.
_SETTLE = """async () => {
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  for (const transition of document.getAnimations()) transition.finish();
}"""


def resize(page: Page, width: int, height: int = 800) -> None:
    """Give a loaded page another size, in CSS pixels, and wait until it is laid out for it."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(_SETTLE)
