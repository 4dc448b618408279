"""What Windows and macOS would refuse, looked for on any system.

Not tested here: the systems themselves. GitHub runs the quick tests on them.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

import pytest

from tests.helpers.project import ROOT, run_python

OURS = ("carers_framework", "docs", "editions", "tests", "tools", ".github", ".devcontainer")

UNIX_ONLY = ("fcntl", "grp", "posix", "pty", "pwd", "resource", "termios", "tty")
"""Modules that Python does not have on Windows."""

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
REFUSED = re.compile(r'[<>:"\\|?*\x00-\x1f]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)', re.IGNORECASE)

LONGEST = 140
"""How long a path within the project may be: Windows allows 260 characters for the whole, with the folders above."""

# The name of a package at the start of a requirement. Hyphens, underscores and dots make no difference.
PACKAGE = re.compile(r"^[A-Za-z0-9._-]+")


def project_files() -> Iterator[str]:
    """Yield the path of every file of the project from its folder, without what is installed or made."""
    for folder in OURS:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and not {"node_modules", "__pycache__"} & set(path.parts):
                yield path.relative_to(ROOT).as_posix()


def refused(paths: list[str]) -> list[str]:
    """Return the paths that Windows does not take, or that are one file where capitals make no difference."""
    times = Counter(path.casefold() for path in paths)
    return [
        path
        for path in paths
        if times[path.casefold()] > 1 or len(path) > LONGEST or any(map(REFUSED.search, PurePosixPath(path).parts))
    ]


@pytest.mark.content
def test_file_names(pages: Mapping[str, str]) -> None:
    """Neither a file of the project nor a page has a name that Windows refuses."""
    assert refused([*project_files()]) == []
    assert refused([*pages]) == []


@pytest.mark.parametrize("path", ["sections/aux.md", "a:b.md", "a/b./c.md", "what?.md", "x/" * 80 + "y.md"])
def test_refused_names(path: str) -> None:
    assert refused([path, "fine.md"]) == [path]
    assert refused(["A.md", "a.md"]) == ["A.md", "a.md"]


def test_modules() -> None:
    """Every module of the package can be imported without the modules that only Unix has."""
    script = f"""
import importlib, pkgutil, sys
import carers_framework, multiprocessing, subprocess, tempfile, selectors, mkdocs.commands.build, openpyxl, tqdm
for name in {UNIX_ONLY!r}:
    sys.modules[name] = None
for module in pkgutil.walk_packages(carers_framework.__path__, "carers_framework."):
    importlib.import_module(module.name)
print("imported")
"""
    result = run_python("-c", script)
    assert (result.stdout, result.stderr) == ("imported\n", "")


def packages(requirements: list[str]) -> set[str]:
    """Return the packages that requirements name, each with one spelling of its name."""
    found = filter(None, map(PACKAGE.match, requirements))
    return {re.sub(r"[-_.]+", "-", match[0]).lower() for match in found}


def test_pins() -> None:
    """Every package that is asked for has a version in constraints.txt, which pip and uv keep to."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = settings["tool"]["setuptools"]["dynamic"]["optional-dependencies"]
    files = {name: (ROOT / extra["file"][0]).read_text(encoding="utf-8").splitlines() for name, extra in extras.items()}
    assert all("==" in line for line in files["pins"])
    asked = packages(settings["project"]["dependencies"]) | packages(files["test"])
    assert asked <= packages(files["pins"])
    watched = {key["file"] for key in settings["tool"]["uv"]["cache-keys"]}
    assert watched == {"pyproject.toml", *(extra["file"][0] for extra in extras.values())}
    assert "/uv.lock" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
