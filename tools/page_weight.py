"""Weigh what a visitor's browser fetches for a page: bytes over the network and requests, from a server with gzip."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser

SETTLED = 500
"""Milliseconds after which a loaded page makes no more requests."""


@dataclass(frozen=True, slots=True)
class Weight:
    """The bytes of one visit, including the headers of the responses, and the number of requests."""

    bytes: int
    requests: int


class Scales:
    """A page of a browser that visits other pages, and weighs what it fetches for them."""

    def __init__(self, browser: Browser) -> None:
        """Open the page, with a cache of its own."""
        self._context = browser.new_context()
        self._page = self._context.new_page()
        self._fetched: dict[str, float] = {}
        self._kept: set[str] = set()
        self._session = self._context.new_cdp_session(self._page)
        self._session.on("Network.requestServedFromCache", lambda event: self._kept.add(event["requestId"]))
        self._session.on("Network.responseReceived", self._note_response)
        self._session.on("Network.loadingFinished", self._note_fetched)
        self._session.send("Network.enable")

    def _note_response(self, event: Mapping[str, Any]) -> None:
        if event["response"].get("fromDiskCache"):
            self._kept.add(event["requestId"])

    def _note_fetched(self, event: Mapping[str, Any]) -> None:
        self._fetched[event["requestId"]] = event["encodedDataLength"]

    def weigh(self, address: str, *, after: str | None = None) -> Weight:
        """Return the weight of a first visit to a page, or of a visit `after` another page, whose files are cached."""
        # A new context would have an empty cache too, but also new processes, which take a second to start.
        self._page.goto("about:blank")
        self._session.send("Network.clearBrowserCache")
        if after:
            self._visit(after)
        return self._visit(address)

    def _visit(self, address: str) -> Weight:
        self._fetched.clear()
        self._kept.clear()
        self._page.goto(address, wait_until="load")
        self._page.wait_for_timeout(SETTLED)
        sizes = [size for request, size in self._fetched.items() if request not in self._kept and size]
        return Weight(round(sum(sizes)), len(sizes))

    def close(self) -> None:
        """Close the page."""
        self._context.close()


def weigh(browser: Browser, address: str, *, after: str | None = None) -> Weight:
    """Return the weight of one visit. See `Scales.weigh` for the arguments."""
    with closing(Scales(browser)) as scales:
        return scales.weigh(address, after=after)
