"""What the site has only while it is served to its maintainer: a link from each text to its line in framework.yaml.

The links lead to a page with the whole file, in which each line has its number as its anchor. No built site has any of
it: the adapter to MkDocs adds these files only for the command `serve`.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
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


def served_files(framework_file: Path) -> Mapping[str, str]:
    """Return the page with the file, the lines of its texts, and the script, by their paths below the docs folder.

    The framework has been loaded, so the file is sound.

    Raises:
        OSError: it cannot be read.
    """
    text = framework_file.read_text(encoding="utf-8-sig")
    page = _PAGE.format(name=FRAMEWORK_FILE, lines="\n".join(_numbered(text)))
    lines = json.dumps(lines_of_texts(text), ensure_ascii=False)
    script = (THEME / "served" / "lines.js").read_text(encoding="utf-8")
    folder = FRAMEWORK_FILE
    return MappingProxyType({f"{folder}/index.html": page, f"{folder}/lines.json": lines, SCRIPT: script})


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
