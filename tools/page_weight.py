"""Weigh what a visitor's browser fetches for a page: bytes over the network and requests, from a server with gzip."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext

SETTLED = 500
"""Milliseconds after which a loaded page makes no more requests."""


@dataclass(frozen=True, slots=True)
class Weight:
    """The bytes of one visit, including the headers of the responses, and the number of requests."""

    bytes: int
    requests: int


def weigh(browser: Browser, address: str, *, after: str | None = None) -> Weight:
    """Return the weight of a first visit to a page, or of a visit `after` another page, whose files are cached."""
    context = browser.new_context()
    try:
        if after:
            _visit(context, after)
        return _visit(context, address)
    finally:
        context.close()


def _visit(context: BrowserContext, address: str) -> Weight:
    page = context.new_page()
    session = context.new_cdp_session(page)
    fetched: dict[str, float] = {}
    kept: set[str] = set()
    session.on("Network.requestServedFromCache", lambda event: kept.add(event["requestId"]))
    session.on(
        "Network.responseReceived",
        lambda event: kept.add(event["requestId"]) if event["response"].get("fromDiskCache") else None,
    )
    session.on(
        "Network.loadingFinished", lambda event: fetched.update({event["requestId"]: event["encodedDataLength"]})
    )
    session.send("Network.enable")
    page.goto(address, wait_until="load")
    page.wait_for_timeout(SETTLED)
    page.close()
    sizes = [size for request, size in fetched.items() if request not in kept and size]
    return Weight(round(sum(sizes)), len(sizes))
