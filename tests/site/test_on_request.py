"""What the served site makes when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from carers_framework.site.theme.on_request import with_made

Answer = tuple[str, dict[str, str], bytes]


def has_files(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    """Answer as a server that has one file."""
    found = environ["PATH_INFO"] == "/guide/file.js"
    start_response("200 OK" if found else "404 Not Found", [("Content-Type", "text/plain")])
    return [b"a file" if found else b"nothing"]


def asked(path: str) -> Answer:
    """Return the status, the headers and the content with which a path is answered."""
    answers: list[tuple[str, dict[str, str]]] = []
    environ: dict[str, Any] = {}
    setup_testing_defaults(environ)
    made = {"data/book.js": b"made", "file.js": b"never", "lines/index.html": b"a page", "lines/of.json": b"{}"}
    application = with_made(has_files, made.get, "/guide/")
    content = b"".join(
        application(
            environ | {"PATH_INFO": path},
            lambda status, headers, *_: answers.append((status, dict(headers))),  # type: ignore[arg-type, return-value]
        )
    )
    ((status, headers),) = answers
    return status, headers, content


@pytest.mark.parametrize(
    ("path", "status", "content"),
    [
        ("/guide/file.js", "200 OK", b"a file"),
        ("/guide/data/book.js", "200 OK", b"made"),
        ("/guide/lines/", "200 OK", b"a page"),
        ("/guide/data/none.js", "404 Not Found", b"nothing"),
        ("/data/book.js", "404 Not Found", b"nothing"),
    ],
)
def test_made_if_not_found(path: str, status: str, content: bytes) -> None:
    """What the server has is as it was, and what it does not have is made, below the path of the site alone."""
    assert (asked(path)[0], asked(path)[2]) == (status, content)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/guide/data/book.js", "text/javascript; charset=utf-8"),
        ("/guide/lines/", "text/html; charset=utf-8"),
        ("/guide/lines/of.json", "application/json; charset=utf-8"),
    ],
)
def test_headers(path: str, kind: str) -> None:
    """Each has its kind and its length: without them a browser would not run a script, or not know where it ends."""
    _, headers, content = asked(path)
    assert headers == {"Content-Type": kind, "Content-Length": str(len(content))}
