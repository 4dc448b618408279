"""What the site has only while it is served to its maintainer: a link from each text to its line in framework.yaml.

The links lead to a page with the whole file, in which each line has its number as its anchor. No built site has any of
it: the adapter to MkDocs adds these files only for the command `serve`.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

import yaml

from .inputs import FRAMEWORK_FILE, THEME

SCRIPT = f"{FRAMEWORK_FILE}/lines.js"
"""The script that puts the links on the pages. Its folder is named after the file, as is the address of each line."""

_MOST_LINES = 3
"""A repeated text has a link to each of its lines. One that the file has more often is a name, such as that of an Act,
and has none."""

_PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{name}</title><style>
pre {{ white-space: pre-wrap; }}
a {{ display: inline-block; width: 5ch; padding-right: 1ch; text-align: right; user-select: none; }}
:target {{ background: #fd6; }}
</style></head><body><h1>{name}</h1><pre>{lines}</pre></body></html>
"""


def line_script() -> bytes:
    """Return the script that puts the links on the pages."""
    return (THEME / "served" / "lines.js").read_bytes()


def makers_from_file(framework_file: Path) -> Mapping[str, Callable[[], bytes]]:
    """Return what makes the page with the file, and the lines of its texts, by their paths below the docs folder.

    The framework has been loaded, so the file is sound. What is made is of the file as it is now.

    Raises:
        OSError: it cannot be read.
    """
    text = framework_file.read_text(encoding="utf-8-sig")
    folder = FRAMEWORK_FILE
    return MappingProxyType(
        {f"{folder}/index.html": partial(_page, text), f"{folder}/lines.json": partial(_lines, text)}
    )


def _page(text: str) -> bytes:
    return _PAGE.format(name=FRAMEWORK_FILE, lines="\n".join(_numbered(text))).encode()


def _lines(text: str) -> bytes:
    return json.dumps(lines_of_texts(text), ensure_ascii=False).encode()


def lines_of_texts(text: str) -> dict[str, list[int]]:
    """Return the lines of each paragraph in a framework file, without those that are repeated too often."""
    lines: dict[str, list[int]] = {}
    for value, line in _texts(yaml.compose(text, Loader=yaml.CSafeLoader)):
        for paragraph in value.splitlines():
            lines.setdefault(" ".join(paragraph.split()), []).append(line)
    return {paragraph: found for paragraph, found in lines.items() if paragraph and len(found) <= _MOST_LINES}


def _texts(node: yaml.Node | None) -> Iterator[tuple[str, int]]:
    """Yield every text in a node of YAML except ids, with the line on which it begins."""
    if isinstance(node, yaml.ScalarNode):
        yield node.value, node.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _texts(each)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value != "id":
                yield from _texts(value)


def _numbered(text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        yield f'<span id="L{number}"><a href="#L{number}">{number}</a>{html.escape(line)}</span>'
