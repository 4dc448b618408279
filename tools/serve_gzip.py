#!/usr/bin/env python3
"""Serve site/ on this machine as static hosts do, with gzip, to measure it: `make lighthouse` uses it.

Not for the internet: it is slow and has no care for attackers.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PORT = 8089
PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml"}
"""What static hosts compress; pictures and workbooks are compressed already."""


class GzipHandler(SimpleHTTPRequestHandler):
    """A file handler that packs texts, lets browsers keep what they have for a day, and sends `more` headers."""

    def __init__(self, *arguments: object, more: Mapping[str, str], **named: object) -> None:
        self.more = more
        super().__init__(*arguments, **named)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Send a file, packed where that helps."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.split("?")[0].endswith("/") else path
        if path.suffix not in PACKED or not path.is_file() or "gzip" not in self.headers.get("Accept-Encoding", ""):
            super().do_GET()
            return
        content = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def guess_type(self, path: str | Path) -> str:  # type: ignore[override]
        """The type of a file, with the encoding that all texts here have."""
        kind = super().guess_type(str(path))
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

    def end_headers(self) -> None:
        """Let browsers keep what they have, as static hosts do, and send what else is wanted."""
        for name, value in {"Cache-Control": "max-age=86400", **self.more}.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def server(folder: Path, port: int, more: Mapping[str, str] | None = None) -> ThreadingHTTPServer:
    """A server of a folder on this machine alone, with `more` headers. Port 0 takes any that is free."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(GzipHandler, directory=str(folder), more=more or {}))


if __name__ == "__main__":
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "site")
    print(f"http://127.0.0.1:{PORT}/ serves {site}/. Ctrl+C stops it.", flush=True)
    server(site, PORT).serve_forever()
