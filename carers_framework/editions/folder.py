"""Where the files of the editions are: the framework file is the current one, and `editions/` has the earlier ones.

The file of an earlier edition is named after its id. It is only edited to add `moved_to` and `dropped`, which say where
an item went in the next edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

FOLDER = "editions"


def edition_files(framework_file: Path) -> Iterator[tuple[Path, str]]:
    """Yield the file of each edition and the name that messages use for it, the current edition last."""
    # Sorted, because a file system may list files in any order.
    for path in sorted((framework_file.parent / FOLDER).glob("*.yaml")):
        yield path, name_of(path)
    yield framework_file, framework_file.name


def kept_file(framework_file: Path, edition_id: str) -> Path:
    """Return the file in which an earlier edition is kept."""
    return framework_file.parent / FOLDER / f"{edition_id}.yaml"


def name_of(earlier_file: Path) -> str:
    """Return the name that messages use for an earlier edition's file, such as "editions/2021.yaml"."""
    return f"{FOLDER}/{earlier_file.name}"
