"""The site as one file to take away: unpacked, it opens from a folder with no network and no server.

The file carries a digest of all that the site is made from. So the site can offer it only while it holds the same.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

from ..framework.model import Framework

SOURCES = (
    "framework.yaml",
    "worked_example.yaml",
    "mkdocs.yml",
    "site_hooks.py",
    "constraints.txt",
    "editions",
    "docs",
    "overrides",
    "carers_framework",
)
"""What the site is made from; a folder means every file in it."""

_FOR_SERVERS = {"sitemap.xml", "sitemap.xml.gz", "404.html"}
"""What means nothing in a folder."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip, so that the same site gives the same bytes."""


def zip_name(framework: Framework) -> str:
    """The name of the file that holds the site."""
    return f"{framework.file_name} offline.zip"


def digest(root: Path, *more: bytes) -> str:
    """A digest of everything in the folder that the site is made from, and of `more` that it offers."""
    found = hashlib.sha256()
    for name in SOURCES:
        start = root / name
        for path in sorted(start.rglob("*")) if start.is_dir() else [start]:
            if path.is_file() and "__pycache__" not in path.parts:
                content = path.read_bytes()
                found.update(f"{path.relative_to(root).as_posix()}\n{len(content)}\n".encode())
                found.update(content)
    for content in more:
        found.update(f"{len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()


def pack(site: Path, folder: str, state: str) -> bytes:
    """A built site as a zip in which all is in one folder; `state` is the digest that it carries."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.comment = state.encode()
        for path in sorted(site.rglob("*")):
            name = path.relative_to(site).as_posix()
            if path.is_file() and name not in _FOR_SERVERS and not name.endswith(".map"):
                entry = zipfile.ZipInfo(f"{folder}/{name}", _EARLIEST)
                entry.external_attr = 0o644 << 16
                packed.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def packed_state(path: Path) -> str | None:
    """The digest that a packed site carries, or None where there is no such file or it is not a zip."""
    try:
        with zipfile.ZipFile(path) as packed:
            return packed.comment.decode("ascii", errors="replace")
    except (FileNotFoundError, zipfile.BadZipFile):
        return None
