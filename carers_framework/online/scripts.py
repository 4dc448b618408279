"""Every script of data that the page is given, by its path below the docs folder."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ..framework.model import Framework
from .book import book_data
from .editions import editions_data
from .empty import packed

FOLDER = "assets/fill-in"


def scripts(editions: Sequence[Framework], empty: bytes) -> Mapping[str, str]:
    """Return the scripts of data, by path.

    Args:
        editions: every edition, the oldest first and the current one last.
        empty: the empty workbook of the current one.
    """
    framework = editions[-1]
    data = {"book": book_data(framework), "empty": packed(framework, empty), "editions": editions_data(editions)}
    return MappingProxyType({f"{FOLDER}/{name}.js": script(name, value) for name, value in data.items()})


def script(name: str, data: object) -> str:
    """Return a script that sets a property of `fillIn` to plain data."""
    # Without spaces, and with letters as they are: a visitor waits for every byte.
    value = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f'"use strict";window.fillIn=window.fillIn||{{}};fillIn.{name}={value};\n'
