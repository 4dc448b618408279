"""The empty workbook, which the page writes answers into, packed into a text."""

from __future__ import annotations

import base64

from ..framework.model import Framework
from ..writing.save import to_bytes
from ..writing.writer import build


def packed(framework: Framework) -> str:
    """Return the empty workbook of a framework as base64."""
    return base64.b64encode(to_bytes(build(framework))).decode()
