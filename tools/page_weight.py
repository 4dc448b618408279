"""What a visitor's browser fetches for a page, in bytes over the wire and in requests, from a server with gzip."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext

SETTLED = 500
"""Milliseconds after which a page that has loaded asks for nothing more by itself."""


@dataclass(frozen=True, slots=True)
class Weight:
    """The bytes (heads of the answers included) and the number of requests of one visit."""

    bytes: int
    requests: int


def weigh(browser: Browser, address: str, *, after: str | None = None) -> Weight:
    """The weight of a first visit to a page, or of a visit just `after` another page, whose files are kept."""
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
