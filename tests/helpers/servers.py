"""Serve a folder over HTTP on this machine, as a static host would: with the server of the tools."""

from __future__ import annotations

from tools.serve_gzip import serving

__all__ = ["serving"]
