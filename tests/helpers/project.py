"""Where the project's files are, and copying, building and running it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "tests" / "data"
_EARLIER_2021 = ROOT / "editions" / "2021.yaml"
FILE_2021 = _EARLIER_2021 if _EARLIER_2021.exists() else ROOT / "framework.yaml"
"""The file of the 2021 edition, whether or not it is the current one."""

SITE_SOURCES = ("framework.yaml", "worked_example.yaml", "mkdocs.yml", "site_hooks.py")
SITE_FOLDERS = ("docs", "editions", "overrides", "carers_framework")


def copy_project(folder: Path, *more: str) -> Path:
    """Copy the files that the site is built from into a folder, where a test may change them.

    Args:
        folder: the folder to copy into. It is made where it does not exist.
        more: other files and folders of the project to copy.
    """
    folder.mkdir(exist_ok=True)
    for name in (*SITE_SOURCES, *SITE_FOLDERS, *more):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder)
    return folder


def run_python(
    *arguments: object, folder: Path = ROOT, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Python with these arguments in a folder, and return what it printed and its exit status."""
    command = [sys.executable, *map(str, arguments)]
    complete = {**os.environ, **(environment or {})}
    return subprocess.run(command, cwd=folder, env=complete, capture_output=True, text=True, check=False)


def mkdocs(
    folder: Path, *arguments: object, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run MkDocs in a folder. The theme's banner about its end of life is off, as it is for `make site`."""
    return run_python(
        "-m", "mkdocs", *arguments, folder=folder, environment={"NO_MKDOCS_2_WARNING": "1", **(environment or {})}
    )


def build_site(folder: Path, *options: object, environment: Mapping[str, str] | None = None) -> None:
    """Build a site as `make site` does, and fail the test if there is an error or a warning."""
    result = mkdocs(folder, "build", "--strict", "--quiet", *options, environment=environment)
    assert (result.returncode, result.stdout, without_overdue(result.stderr)) == (0, "", "")


def without_overdue(errors: str) -> str:
    """Return what a command printed, without the warnings of overdue checks: they come with time, not with a change."""
    return "".join(line for line in errors.splitlines(keepends=True) if "more than a year ago" not in line)
