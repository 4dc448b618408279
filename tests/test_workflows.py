"""The workflow that tests and publishes on GitHub.

zizmor looks for what makes workflows unsafe in general: unpinned actions and images, texts from outside in commands,
credentials left behind. The tests here hold what only we know: who may publish, and when.

What this does not look at: whether the workflow runs. Nothing here asks GitHub.
"""

from __future__ import annotations

import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.helpers.project import ROOT

WORKFLOW = ROOT / ".github" / "workflows" / "site.yml"


@pytest.fixture(scope="module")
def workflow() -> dict[str, Any]:
    data = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def test_zizmor() -> None:
    """zizmor finds nothing, even where it is pedantic."""
    zizmor = str(Path(sys.executable).with_name("zizmor"))
    command = [zizmor, "--offline", "--pedantic", "--strict-collection", "--quiet", ".github"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_permissions(workflow: dict[str, Any]) -> None:
    """Testing only reads; publishing only writes pages, and proves where they come from."""
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == {
        "build": {"contents": "read"},
        "publish": {"pages": "write", "id-token": "write"},
    }


def test_time_limits(workflow: dict[str, Any]) -> None:
    """A job that hangs ends long before GitHub's own limit of six hours."""
    assert all(job["timeout-minutes"] <= 60 for job in workflow["jobs"].values())


def test_triggers(workflow: dict[str, Any]) -> None:
    """Every change is tested, and only a tag publishes, after its tests."""
    assert workflow["on"] == {"push": {"branches": ["main"], "tags": ["[0-9]*"]}, "pull_request": None}
    commands = [step.get("run") for step in workflow["jobs"]["build"]["steps"]]
    assert commands.index("make lint") < commands.index("make test") < commands.index("make offline-zip site")
    publish = workflow["jobs"]["publish"]
    assert (publish["if"], publish["needs"]) == ("startsWith(github.ref, 'refs/tags/')", "build")


def test_tags_in_guide(workflow: dict[str, Any]) -> None:
    """The page on hosting names tags that publish."""
    page = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    (pattern,) = workflow["on"]["push"]["tags"]
    assert f"`{pattern}`" in page
    assert all(fnmatch(tag, pattern) for tag in re.findall(r"git tag (\S+)", page))
