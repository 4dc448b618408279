"""Compare what the scripts of the page and Python make of the same hostile workbook."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Error

from tests.helpers.fill_in_page import ReadingPage, as_json, read_by_python

_LINES_SHOWN = 12

# Python's parser keeps a namespace in braces, so it refuses one that holds a brace.
_BRACE_IN_NAMESPACE = re.compile(rb"""xmlns(:\w+)?=("[^"]*}|'[^']*})""")


def difference(page: ReadingPage, content: bytes) -> str:
    """Return how the answers or the refusals differ, or how the page failed, or nothing."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file.xlsx"
        path.write_bytes(content)
        python = as_json(read_by_python(path, page.editions, page.layouts)).splitlines()
        try:
            script = as_json(page.read(content, str(path))).splitlines()
        except Error as error:
            page.renew()
            return str(error)
    if script == python or _is_known(content):
        return ""
    return "\n".join([*unified_diff(python, script, "Python", "the page", lineterm="", n=1)][:_LINES_SHOWN])


def _is_known(content: bytes) -> bool:
    """Return whether a file is of a kind that browsers and Python read differently, and that no program writes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(_is_known_part(content, archive, part) for part in archive.infolist())
    except (zipfile.BadZipFile, RuntimeError, ValueError):
        return False


def _is_known_part(content: bytes, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Return whether a part has bytes after its packed content, or a namespace with a brace."""
    try:
        text = archive.read(part)
        # 26 and 28 are the offsets of the lengths of the name and of the further fields, which come before the content.
        name, extra = (int.from_bytes(content[part.header_offset + at :][:2], "little") for at in (26, 28))
        start = part.header_offset + 30 + name + extra
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        unpacking.decompress(content[start : start + part.compress_size])
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, EOFError):
        return False
    return bool(unpacking.unused_data or _BRACE_IN_NAMESPACE.search(text))
