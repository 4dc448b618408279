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
FROZEN = DATA / "frozen"
"""A framework with its worked example and an earlier edition, as they were once. Tests of the code rest on it, so that
they do not fail when somebody changes the project's own framework."""

FILE_2021 = FROZEN / "framework.yaml"

SMALL = DATA / "other.yaml"
"""A small framework that has nothing in common with ours but its form. Its site is built in a third of the time."""

CONTENT = ("framework.yaml", "worked_example.yaml", "editions")
CODE = ("docs", "carers_framework")
SETTINGS = Path("carers_framework", "site", "theme", "mkdocs.yml")
"""The settings of the site, in a copy of the project as here."""


def copy_project(folder: Path, *more: str) -> Path:
    """Copy the frozen framework, our code and our pages into a folder, where a test may change them and build the site.

    Args:
        folder: the folder to copy into. It is made where it does not exist.
        more: other files and folders of the project to copy.
    """
    folder.mkdir(exist_ok=True)
    for path in (*(FROZEN / name for name in CONTENT), *(ROOT / name for name in (*CODE, *more))):
        copy_into(folder, path)
    return folder


def small_project(folder: Path) -> Path:
    """Copy the small framework, our code and our pages into a folder, for a test that building any site will do for."""
    folder.mkdir(exist_ok=True)
    shutil.copy(SMALL, folder / "framework.yaml")
    for name in CODE:
        copy_into(folder, ROOT / name)
    return folder


def copy_into(folder: Path, path: Path) -> None:
    """Copy a file or a whole folder into a folder."""
    if path.is_dir():
        shutil.copytree(path, folder / path.name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    else:
        shutil.copy(path, folder)


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
    complete = {"NO_MKDOCS_2_WARNING": "1", **(environment or {})}
    return run_python("-m", "mkdocs", *arguments, "--config-file", SETTINGS, folder=folder, environment=complete)


def build_site(folder: Path, *options: object, environment: Mapping[str, str] | None = None) -> None:
    """Build a site as `make site` does, and fail the test if there is an error or a warning."""
    result = mkdocs(folder, "build", "--strict", "--quiet", *options, environment=environment)
    assert (result.returncode, result.stdout, without_overdue(result.stderr)) == (0, "", "")


def without_overdue(errors: str) -> str:
    """Return what a command printed, without the warnings that come with the day of a clock, and not with a change."""
    of_days = ("more than a year ago", "still to come")
    return "".join(line for line in errors.splitlines(keepends=True) if not any(words in line for words in of_days))
