"""Other programs, as they are found on each system. The systems are simulated."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from carers_framework.base.programs import find_imagemagick, find_libreoffice, how_to_install


def on(system: str, monkeypatch: pytest.MonkeyPatch, *commands: str) -> None:
    """Let this be another system, with these commands on the search path."""
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(shutil, "which", lambda command: f"/bin/{command}" if command in commands else None)


@pytest.mark.parametrize(
    ("system", "path"),
    [("darwin", "/Applications/LibreOffice.app/Contents/MacOS/soffice"), ("win32", "soffice.exe"), ("linux", None)],
)
def test_libreoffice(system: str, path: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where its installer puts it elsewhere than on the search path, it is found there."""
    on(system, monkeypatch)
    assert find_libreoffice() is None
    monkeypatch.setattr(Path, "is_file", lambda _: True)
    found = find_libreoffice()
    assert (found is None) if path is None else str(found).endswith(path)
    on(system, monkeypatch, "soffice")
    assert find_libreoffice() == "/bin/soffice"


def test_imagemagick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The `convert` of Windows is never taken for that of ImageMagick: it changes the file system of a disk."""
    on("win32", monkeypatch, "convert")
    assert find_imagemagick() is None
    on("linux", monkeypatch, "convert")
    assert find_imagemagick() == "/bin/convert"
    on("win32", monkeypatch, "convert", "magick")
    assert find_imagemagick() == "/bin/magick"


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_advice(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody with a Mac or Windows is told to use apt-get."""
    on(system, monkeypatch)
    assert how_to_install("gnumeric", "See its site.") == "See its site."
