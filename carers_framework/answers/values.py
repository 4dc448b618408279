"""The Values of a file, whichever program wrote it, as .xlsx or as OpenDocument (.ods)."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from .ods import values as ods
from .xlsx import values as xlsx
from .xlsx.package import opened


def read(path: Path, without_text: Set[str] = frozenset()) -> xlsx.Values:
    """Return the values of a file, as the program that saved it last calculated them.

    What is in the file counts, and not how its name ends.

    Args:
        path: the file.
        without_text: the names of the styles of locked cells that are empty or have a formula.

    Raises:
        UnreadableError: the file is missing, not a workbook, protected by a password, damaged or too large, or it holds
            macros.
    """
    with opened(path) as package:
        if "content.xml" in package and "[Content_Types].xml" not in package:
            return ods.values_in(package, without_text)
        return xlsx.values_in(package, without_text)
