"""The headers that a web server should send with the site, so that a browser runs nothing that is not ours.

The theme writes a few short scripts into its pages. The policy allows exactly these, each by its digest, so it is made
from the built pages. Apart from them it allows only the site's own files.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

FILE = "_headers"
"""The name of the file that Netlify and Cloudflare read automatically. For other servers it is one to copy from."""

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)

# A script element that holds data. A browser does not run it, and applies no policy to it.
_DATA = re.compile(r"""\btype=["']?application/(?:ld\+)?json\b""", re.IGNORECASE)


def inline_scripts(page: str) -> list[str]:
    """Return the scripts that a browser runs from within a page's HTML, not from a file."""
    return [
        script
        for attributes, script in _SCRIPT.findall(page)
        if script and not _DATA.search(attributes) and not re.search(r"\bsrc=", attributes)
    ]


def content_security_policy(pages: Iterable[str]) -> str:
    """Return the policy under which all of these pages work."""
    scripts = {script for page in pages for script in inline_scripts(page)}
    hashes = sorted(f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts)
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *hashes)),
            "style-src 'self'",
            "img-src 'self' data:",  # the theme's style sheet contains its icons
            "connect-src 'self'",  # the search fetches its index
            "worker-src 'self'",  # and searches it in a worker
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def headers(pages: Iterable[str]) -> Mapping[str, str]:
    """Return the headers for every answer, by their names."""
    return {
        "Content-Security-Policy": content_security_policy(pages),
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }


def headers_file(pages: Iterable[str], address: str | None = None) -> str:
    """Return the headers as a file, with a day for which browsers may keep style sheets, scripts and pictures.

    Args:
        pages: the HTML of every page.
        address: the address of the site, which need not be the first page of its host.
    """
    folder = urlsplit(address or "").path.rstrip("/")
    lines = (f"  {name}: {value}" for name, value in headers(pages).items())
    return "\n".join((f"{folder}/*", *lines, f"{folder}/assets/*", "  Cache-Control: public, max-age=86400", ""))
