"""Where an id is in the files of the editions."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from ..base.errors import UserError
from ..base.text import short
from ..framework.source.lines import lines_of
from .folder import edition_files

# On a line or in brackets: "- id: early-help", "{id: early-help,". A file with mistakes has ids too.
_ID = re.compile(r"(?:^|[\s{,-])id: *[\"']?(?P<id>[a-z0-9-]+)")


def places(framework_file: Path, id_: str) -> list[str]:
    """Return "file:line" for each place where an id is given to something, the current edition first.

    Raises:
        UserError: no edition has the id. The text names one that is like it.
    """
    found = [(name, number, known) for name, number, known in _ids(framework_file)]
    lines = [f"{name}:{number}" for name, number, known in found if known == id_]
    if lines:
        return lines
    near = difflib.get_close_matches(id_, [known for _, _, known in found], n=1)
    question = f" Did you mean {short(near[0])}?" if near else ""
    raise UserError(f"{framework_file.name}: no edition has the id {short(id_)}.{question}")


def read_text(path: Path) -> str:
    """Return the text of a file as it is, or nothing where loading it will say that it cannot be read."""
    try:
        # As bytes, because reading text would change line ends.
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""


def _ids(framework_file: Path) -> Iterator[tuple[str, int, str]]:
    """Yield each id with its file and its line, those of the current edition first."""
    *earlier, current = edition_files(framework_file)
    for path, name in (current, *reversed(earlier)):
        for number, line in enumerate(lines_of(read_text(path)), start=1):
            if not line.lstrip().startswith("#"):
                yield from ((name, number, found["id"]) for found in _ID.finditer(line))
