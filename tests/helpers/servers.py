"""Serve a folder over HTTP on this machine, as a static host would: with the server of the tools."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from carers_framework.site.built.policy import FILE
from tools.serve_gzip import serving

__all__ = ["advised", "serving"]


def advised(site: Path) -> Mapping[str, str]:
    """Return the headers for every response, from the file that the build wrote."""
    _, _, lines = (site / FILE).read_text(encoding="utf-8").partition("/*\n")
    return dict(line.strip().split(": ", 1) for line in lines.partition("\n/")[0].splitlines())
