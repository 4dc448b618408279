"""Every script of data that the page is given, by its path below the docs folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
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
    return MappingProxyType({path: make() for path, make in makers(editions, empty).items()})


def makers(editions: Sequence[Framework], empty: bytes) -> Mapping[str, Callable[[], str]]:
    """Return what makes each of the scripts of data, by path. The arguments are those of `scripts`."""
    framework = editions[-1]
    data: dict[str, Callable[[], object]] = {
        "book": partial(book_data, framework),
        "empty": partial(packed, framework, empty),
        "editions": partial(editions_data, editions),
    }
    return MappingProxyType({f"{FOLDER}/{name}.js": partial(_made, name, make) for name, make in data.items()})


def _made(name: str, make: Callable[[], object]) -> str:
    return script(name, make())


def script(name: str, data: object) -> str:
    """Return a script that sets a property of `fillIn` to plain data."""
    # Without spaces, and with letters as they are: a visitor waits for every byte.
    value = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f'"use strict";window.fillIn=window.fillIn||{{}};fillIn.{name}={value};\n'
