"""The files that the site offers: the workbook, its other forms, and the site itself for a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from ..framework.model import Framework
from ..workbook.worked_example import example_name, load_example
from ..writing.save import to_bytes
from ..writing.writer import build, build_example
from .offline import digest, packed_state, zip_name

EXAMPLE_FILE = "worked_example.yaml"
BUILD = "build"
"""Where `make ods` puts the OpenDocument form of a workbook, named after the workbook's own bytes: never an old one.
`make offline-zip` puts the site for a folder there."""


def workbooks(framework: Framework, root: Path) -> dict[str, tuple[str, bytes]]:
    """The workbooks that the site offers, the empty one first: kind and content by file name."""
    empty = to_bytes(build(framework))
    found = {framework.workbook_name: ("Excel workbook", empty)}
    open_document = root / BUILD / f"{hashlib.sha256(empty).hexdigest()}.ods"
    if open_document.exists():
        name = str(Path(framework.workbook_name).with_suffix(".ods"))
        found[name] = ("the same as OpenDocument", open_document.read_bytes())
    if (root / EXAMPLE_FILE).exists():
        example = load_example(root / EXAMPLE_FILE)
        content = to_bytes(build_example(framework, example))
        found[example_name(framework)] = ("a worked example, with invented answers", content)
    return found


Files = Mapping[str, tuple[str, bytes]]
"""Kind and content by file name."""


def offered_site(framework: Framework, root: Path, offered: Files) -> dict[str, tuple[str, bytes]]:
    """The site for a folder, where it has been made and is not older than what it is made from, the workbooks too."""
    path = root / BUILD / zip_name(framework)
    state = packed_state(path)
    if state is None or state != state_of_site(root, offered):
        return {}
    return {path.name: ("this site to keep, for use with no network. Unpack it and open index.html", path.read_bytes())}


def state_of_site(root: Path, offered: Files) -> str:
    """A digest of all that the site is made from, the workbooks that it offers among it."""
    return digest(root, *(content for _, content in offered.values()))
