"""Serve a folder over HTTP on this machine, as a static host would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from tools.serve_gzip import server


@contextmanager
def serving(folder: Path, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve a folder, compressed with gzip, and yield the address, which ends in a slash.

    Args:
        folder: the folder to serve.
        headers: headers to send with every response.
    """
    running = server(folder, 0, headers)
    Thread(target=running.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{running.server_port}/"
    finally:
        running.shutdown()
        running.server_close()
