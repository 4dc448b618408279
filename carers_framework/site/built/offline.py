"""The site as one zip file: unpacked, it opens from a folder with no network and no server.

The zip carries a digest of everything that the site is made from, so that the site offers it only while it is current.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from ...framework.model import Framework
from ...words.site import ZIP_NAME

SOURCES = (
    "framework.yaml",
    "worked_example.yaml",
    "constraints.txt",
    "editions",
    "docs",
    "overrides",
)
"""What a project makes its site from: files, and folders with every file in them. Some of them it need not have."""

_PACKAGE = Path(__file__).parent.parent.parent
"""The folder of our code and of what comes with it."""

_FOR_SERVERS = {"sitemap.xml", "sitemap.xml.gz", "404.html"}
"""Files that have no use in a folder."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip, so that the same site gives the same bytes: the earliest that the format has."""


def zip_name(framework: Framework) -> str:
    """Return the name of the zip file."""
    return ZIP_NAME.format(name=framework.file_name)


def digest(root: Path, downloads: Iterable[bytes] = ()) -> str:
    """Return a digest of everything that the site is made from.

    Args:
        root: the project's folder.
        downloads: the contents of the files that the site offers, without the zip itself.

    Raises:
        OSError: a file cannot be read.
    """
    found = hashlib.sha256()
    # The lengths keep apart what would be the same bytes if two files were cut at another place.
    for name, path in _files(root):
        content = path.read_bytes()
        found.update(f"{name}\n{len(content)}\n".encode())
        found.update(content)
    for content in downloads:
        found.update(f"{len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file that the site is made from, in a fixed order, with its path below its own folder."""
    for folder, start in (*((root, root / name) for name in SOURCES), (_PACKAGE, _PACKAGE)):
        for path in sorted(start.rglob("*")) if start.is_dir() else [start]:
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(folder).as_posix(), path


def pack(site: Path, folder: str, state: str) -> bytes:
    """Return a built site as a zip.

    Args:
        site: the folder of the built site.
        folder: the name of the one folder in the zip.
        state: the digest that the zip carries as its comment.

    Raises:
        OSError: a file cannot be read.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.comment = state.encode()
        for path in sorted(site.rglob("*")):
            name = path.relative_to(site).as_posix()
            if path.is_file() and name not in _FOR_SERVERS and not name.endswith(".map"):
                entry = zipfile.ZipInfo(f"{folder}/{name}", _EARLIEST)
                entry.external_attr = 0o644 << 16  # the upper half holds the permissions of Unix
                packed.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def packed_state(path: Path) -> str | None:
    """Return the digest that a packed site carries, or None where there is no such file or it is not a zip.

    Raises:
        OSError: the file is there but cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            return packed.comment.decode("ascii", errors="replace")
    except (FileNotFoundError, zipfile.BadZipFile):
        return None
