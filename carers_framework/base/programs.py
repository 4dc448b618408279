"""Other programs: where they are on this machine, and how to install what is missing."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

_LIBREOFFICE: Mapping[str, Path] = MappingProxyType(
    {
        "darwin": Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
        "win32": Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    }
)
"""Where its installers put LibreOffice, by Python's name for the system: there it is not on the search path."""


def find_libreoffice() -> str | None:
    """Return the command that runs LibreOffice, or None where it is not installed."""
    usual = _LIBREOFFICE.get(sys.platform)
    return shutil.which("soffice") or (str(usual) if usual and usual.is_file() else None)


def find_imagemagick() -> str | None:
    """Return the command that runs ImageMagick, or None where it is not installed."""
    # Version 6 has no `magick`. The `convert` of Windows is another program: it changes the file system of a disk.
    return shutil.which("magick") or (None if sys.platform == "win32" else shutil.which("convert"))


def how_to_install(packages: str, elsewhere: str) -> str:
    """Return the sentence that says how to install something on this system.

    Args:
        packages: the names of Debian's packages.
        elsewhere: the whole sentence for Windows and macOS.
    """
    return f"On Debian and Ubuntu: sudo apt-get install {packages}" if sys.platform == "linux" else elsewhere
