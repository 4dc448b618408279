"""The workbook as OpenDocument, by way of LibreOffice: public bodies are asked to share editable documents in it."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from ..base.errors import UserError
from ..base.programs import find_libreoffice, how_to_install
from ..base.text import folded

OPEN_DOCUMENT = ".ods"
"""How the name of such a file ends."""

_PATIENCE = 300
"""How many seconds LibreOffice may take."""


class NoLibreOfficeError(UserError):
    """LibreOffice is not installed, or could not convert the file. The text says what to do, in one line."""


def to_open_document(content: bytes) -> bytes:
    """Return the content of an .xlsx file as that of an .ods file.

    Raises:
        NoLibreOfficeError: LibreOffice is missing, or could not convert the file.
    """
    command = find_libreoffice()
    if not command:
        how = how_to_install("libreoffice-calc", "Get it from https://www.libreoffice.org/download/")
        raise NoLibreOfficeError(f"LibreOffice, which makes the {OPEN_DOCUMENT} file, is not installed. {how}")
    # On Windows, LibreOffice may still hold a file of its profile for a moment, which then cannot be deleted.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, target = folder / "workbook.xlsx", folder / "workbook.ods"
        source.write_bytes(content)
        # A profile of its own, so that a LibreOffice that is open on the desktop is not in the way.
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        arguments = [command, profile, "--headless", "--convert-to", "ods", "--outdir", str(folder), str(source)]
        try:
            result = subprocess.run(  # noqa: S603 - the command is our own
                arguments, capture_output=True, text=True, errors="replace", timeout=_PATIENCE, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            raise NoLibreOfficeError(f"LibreOffice did not answer. Try again, or do without {OPEN_DOCUMENT}.") from None
        if not target.exists():
            said = folded(result.stderr or result.stdout)[:200]
            raise NoLibreOfficeError(
                f"LibreOffice could not convert the workbook ({said}). Try again, or do without {OPEN_DOCUMENT}."
            )
        return target.read_bytes()
