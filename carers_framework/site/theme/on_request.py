"""What the served site makes when a browser asks for it, and not after every change, because it takes long."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

Made = Callable[[str], bytes | None]
"""Makes the file at a path of the site, or returns None where there is nothing to make."""

_KINDS = MappingProxyType({".html": "text/html", ".js": "text/javascript", ".json": "application/json"})
"""Python's own table is no use: on Windows it comes from the registry, which programs change."""


def with_made(application: WSGIApplication, made: Made, root: str) -> WSGIApplication:
    """Return an application that answers with what is made where the given one finds nothing.

    The application of MkDocs waits until the site is built before it answers. So what is made is always of that site,
    and never of the one before a change.

    Args:
        application: answers with the files of the site.
        made: makes the rest.
        root: the path at which the site begins, such as `/`.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        instead: list[bytes] = []

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Callable[[bytes], object]:
            if status.startswith("404"):
                path = environ["PATH_INFO"].removeprefix(root)
                # A folder has a page, as everywhere on the site.
                path += "index.html" if path.endswith("/") else ""
                content = made(path)
                if content is not None:
                    instead.append(content)
                    kind = f"{_KINDS[PurePosixPath(path).suffix]}; charset=utf-8"
                    status, headers = "200 OK", [("Content-Type", kind), ("Content-Length", str(len(content)))]
            return start_response(status, headers, *rest)

        given = application(environ, start)
        return instead or given

    return answer
