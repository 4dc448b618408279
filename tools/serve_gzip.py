"""Serve site/ on this machine as static hosts do, compressed with gzip, to measure it: `make lighthouse` uses it.

Not for the internet: it is slow, and has no defence against attackers.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

PORT = 8089
COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml"}
"""What static hosts compress; pictures and workbooks are compressed already."""


class GzipHandler(SimpleHTTPRequestHandler):
    """A file handler that compresses texts, lets browsers cache for a day, and sends more headers."""

    def __init__(self, *arguments: object, more: Mapping[str, str], **named: object) -> None:
        self.more = more
        super().__init__(*arguments, **named)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Send a file, compressed where static hosts would."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.split("?")[0].endswith("/") else path
        if path.suffix not in COMPRESSED or not path.is_file() or "gzip" not in self.headers.get("Accept-Encoding", ""):
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
        """Return the type of a file, with UTF-8 as the encoding of texts."""
        kind = super().guess_type(str(path))
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

    def end_headers(self) -> None:
        """Let browsers cache, as static hosts do, and send the other headers."""
        for name, value in {"Cache-Control": "max-age=86400", **self.more}.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Print nothing: the output of tests and tools is for their results."""


def server(folder: Path, port: int, headers: Mapping[str, str] | None = None) -> ThreadingHTTPServer:
    """Return a server of a folder for this machine alone, which sends these headers too. Port 0 takes any free one."""
    handler = partial(GzipHandler, directory=str(folder), more=headers or {})
    return ThreadingHTTPServer(("127.0.0.1", port), handler)


@contextmanager
def serving(folder: Path, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve a folder from another thread, with these headers on every response.

    Yields:
        The address, which ends in a slash.
    """
    running = server(folder, 0, headers)
    Thread(target=running.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{running.server_port}/"
    finally:
        running.shutdown()
        running.server_close()


if __name__ == "__main__":
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "site")
    print(f"http://127.0.0.1:{PORT}/ serves {site}/. Ctrl+C stops it.", flush=True)
    server(site, PORT).serve_forever()
