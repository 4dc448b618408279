"""What a web server should send with the site: headers that keep a browser from running what is not ours.

The theme writes a few short scripts into its pages. The policy allows just these, each by its digest, so it is made
from the pages as they were built. What it allows besides is the site's own files.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping

FILE = "_headers"
"""The name of the file that Netlify and Cloudflare read by themselves. For other servers it is one to copy from."""

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(r"""\btype=["']?application/(?:ld\+)?json\b""", re.IGNORECASE)
"""A script element that holds data. A browser does not run it, and asks no policy about it."""


def inline_scripts(page: str) -> list[str]:
    """The scripts that stand in a page's HTML and are run."""
    return [
        script
        for attributes, script in _SCRIPT.findall(page)
        if script and not _DATA.search(attributes) and not re.search(r"\bsrc=", attributes)
    ]


def content_security_policy(pages: Iterable[str]) -> str:
    """The policy under which all of these pages work."""
    scripts = {script for page in pages for script in inline_scripts(page)}
    hashes = sorted(f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts)
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *hashes)),
            "style-src 'self'",
            "img-src 'self' data:",  # the theme's style sheet holds its icons
            "connect-src 'self'",  # the search fetches its index
            "worker-src 'self'",  # and looks through it in a worker
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def headers(pages: Iterable[str]) -> Mapping[str, str]:
    """The headers for every answer, by their names."""
    return {
        "Content-Security-Policy": content_security_policy(pages),
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }


def headers_file(pages: Iterable[str]) -> str:
    """The headers as a file, with how long browsers may keep what pages are shown with."""
    lines = (f"  {name}: {value}" for name, value in headers(pages).items())
    return "\n".join(("/*", *lines, "/assets/*", "  Cache-Control: public, max-age=86400", ""))
