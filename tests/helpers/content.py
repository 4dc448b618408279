"""Notice which tests read the project's own content, which maintainers change: only those marked with `content` may.

The others cannot fail because of such a change, so nobody has to run them to find out. It is watched if CI is set. Not
noticed is what another process reads: those that tests start are given the frozen framework, or a copy of the project.
"""

from __future__ import annotations

import os
import sys

import pytest

from tests.helpers.project import CONTENT, ROOT

_OWN = tuple(str(ROOT / name) for name in (*CONTENT, "CHANGELOG.md"))


class ContentRead:
    """The paths of the project's own content that this process opened since they were last asked for."""

    def __init__(self) -> None:
        self._paths: set[str] = set()

    def begin(self) -> None:
        """Watch from now on. Python has no way to stop this."""
        sys.addaudithook(self._note)

    def _note(self, event: str, given: tuple[object, ...]) -> None:
        # Whatever goes wrong here would go wrong in the code that opens the file.
        if event in {"open", "os.listdir", "os.scandir"} and isinstance(given[0], (str, os.PathLike)):
            path = os.path.abspath(given[0])  # noqa: PTH100 - a Path would be made for every file that is opened
            if path.startswith(_OWN):
                self._paths.add(path)

    def taken(self) -> set[str]:
        """Return the paths, and forget them."""
        paths, self._paths = self._paths, set()
        return paths


READ = pytest.StashKey[ContentRead]()
"""Where the settings of pytest have it."""
