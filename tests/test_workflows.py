"""The workflows on GitHub: testing, publishing, beginning an edition, making the pictures.

zizmor looks for what makes workflows unsafe in general: unpinned actions and images, texts from outside in commands,
credentials left behind. The tests here hold what only we know: who may do what, and when.

What this does not look at: whether a workflow runs. Nothing here asks GitHub.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from carers_framework.commands.main import main
from tests.helpers.project import FROZEN, ROOT

WORKFLOWS = ROOT / ".github" / "workflows"
BY_HAND = ("edition", "pictures")


def load_workflow(name: str) -> dict[str, Any]:
    data = yaml.safe_load((WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


@pytest.fixture(scope="module")
def workflow() -> dict[str, Any]:
    """The workflow that tests and publishes."""
    return load_workflow("site")


def test_zizmor() -> None:
    """zizmor finds nothing, even where it is pedantic."""
    zizmor = str(Path(sys.executable).with_name("zizmor"))
    command = [zizmor, "--offline", "--pedantic", "--strict-collection", "--quiet", ".github"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_permissions(workflow: dict[str, Any]) -> None:
    """Testing only reads, publishing only writes pages and proves where they come from, recording proposes a change."""
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == {
        "check": {"contents": "read"},
        "elsewhere": {"contents": "read"},
        "build": {"contents": "read"},
        "publish": {"pages": "write", "id-token": "write"},
        "record": {"contents": "write", "pull-requests": "write"},
    }


@pytest.mark.parametrize(("tag", "status"), [("", 0), ("2021.1", 0), ("2027.1", 1)])
def test_tag_is_checked(workflow: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tag: str, status: int) -> None:
    """The job on which all others wait runs the check with the tag: one of another edition publishes nothing."""
    (step,) = (step for step in workflow["jobs"]["check"]["steps"] if "carers-framework check" in step.get("run", ""))
    assert step["env"] == {"TAG": "${{ github.ref_type == 'tag' && github.ref_name || '' }}"}
    _, _, command = step["run"].partition(" uv run carers-framework ")
    arguments = [argument.replace("$TAG", tag) for argument in shlex.split(command)]
    monkeypatch.chdir(FROZEN)
    assert main(arguments) == status


@pytest.mark.parametrize("name", BY_HAND)
def test_by_hand(name: str) -> None:
    """What is started by hand may write a branch and propose it, and its last step alone has the token."""
    workflow = load_workflow(name)
    assert list(workflow["on"]) == ["workflow_dispatch"]
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "write", "pull-requests": "write"}
    with_token = [step for step in job["steps"] if "GH_TOKEN" in step.get("env", {})]
    assert with_token == [job["steps"][-1]]
    assert job["steps"][-1]["run"].startswith("sh .github/propose.sh ")


def test_record(workflow: dict[str, Any]) -> None:
    """What was published, and nothing else, has its ids recorded, in a pull request for the main branch."""
    steps = workflow["jobs"]["record"]["steps"]
    assert "carers-framework check --published\n" in steps[1]["run"]
    assert [step for step in steps if "GH_TOKEN" in step.get("env", {})] == [steps[-1]]
    assert steps[-1]["run"].startswith("sh .github/propose.sh ")
    assert steps[-1]["env"]["BASE"] == "${{ github.event.repository.default_branch }}"
    # A job whose `needs` was left out is left out too, so no condition is needed here.
    assert "if" not in workflow["jobs"]["record"]


def test_time_limits() -> None:
    """A job that hangs ends long before GitHub's own limit of six hours."""
    jobs = [job for path in WORKFLOWS.glob("*.yml") for job in load_workflow(path.stem)["jobs"].values()]
    assert all(job["timeout-minutes"] <= 60 for job in jobs)


def test_triggers(workflow: dict[str, Any]) -> None:
    """Every change is tested, and only a tag publishes, after its tests."""
    assert workflow["on"] == {"push": {"branches": ["main"], "tags": ["[0-9]*"]}, "pull_request": None}
    commands = [step.get("run") for step in workflow["jobs"]["build"]["steps"]]
    assert commands.index("make lint") < commands.index("make test") < commands.index("make offline-zip site")
    assert {name: job.get("needs") for name, job in workflow["jobs"].items()} == {
        "check": None,
        "elsewhere": "check",
        "build": "check",
        "publish": "build",
        "record": "publish",
    }
    publish = workflow["jobs"]["publish"]
    assert (publish["if"], publish["needs"]) == ("startsWith(github.ref, 'refs/tags/')", "build")


def test_tags_in_guide(workflow: dict[str, Any]) -> None:
    """The page on hosting names tags that publish."""
    page = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    (pattern,) = workflow["on"]["push"]["tags"]
    assert f"`{pattern}`" in page
    tags = re.findall(r"(?:git tag |type the edition with a number, such as `)([^`\s]+)", page)
    assert len(tags) == 2
    assert all(fnmatch(tag, pattern) for tag in tags)


def test_one_uv() -> None:
    """All workflows install with the same version of uv."""
    texts = [path.read_text(encoding="utf-8") for path in WORKFLOWS.glob("*.yml")]
    assert len({version for text in texts for version in re.findall(r"uv==([\d.]+)", text)}) == 1


def test_container(workflow: dict[str, Any]) -> None:
    """The container for development is the one that the tests run in."""
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    assert container["image"] == workflow["jobs"]["build"]["container"]["image"]
    assert container["onCreateCommand"] == workflow["jobs"]["build"]["steps"][0]["run"]


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A clone with a change that is not committed, and a command gh that says what it was asked."""
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    for command in (
        ["git", "init", "--quiet", "--bare", "--initial-branch=main", str(origin)],
        ["git", "clone", "--quiet", str(origin), str(clone)],
        ["git", "-C", str(clone), *AS_TESTER, "commit", "--quiet", "--allow-empty", "--message=First"],
        ["git", "-C", str(clone), "push", "--quiet", "origin", "HEAD:main"],
    ):
        subprocess.run(command, check=True, capture_output=True)
    (clone / "new.txt").write_text("New.", encoding="utf-8")
    gh = tmp_path / "bin" / "gh"
    gh.parent.mkdir()
    gh.write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    gh.chmod(0o755)
    return clone


AS_TESTER = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org")


def propose(folder: Path, *, status: int = 0, **more: str) -> str:
    """Run the script that opens a pull request, and return what it printed.

    It ends with this status. `more` are variables of the environment.
    """
    search_path = os.pathsep.join((str(folder.parent / "bin"), os.environ["PATH"]))
    environment = {**os.environ, "PATH": search_path, "GITHUB_REF_NAME": "main", **more}
    command = ["sh", str(ROOT / ".github" / "propose.sh"), "edition-2027", "Begin edition 2027", "text.md"]
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == status, result.stderr
    return result.stdout


@pytest.mark.posix
@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed.")
def test_propose(changed: Path) -> None:
    """What was changed goes to a new branch, and a pull request into the branch that it began with."""
    expected = "pr create --base main --head edition-2027 --title Begin edition 2027 --body-file text.md\n"
    assert propose(changed) == expected
    command = ["git", "-C", str(changed.parent / "origin"), "ls-tree", "--name-only", "edition-2027"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "new.txt\n"


@pytest.mark.posix
@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed.")
def test_proposed_before(changed: Path) -> None:
    """A branch that an earlier run has left is named, with what to do, and stays as it is."""
    branch = ["git", "-C", str(changed), "push", "--quiet", "origin", "HEAD:refs/heads/edition-2027"]
    subprocess.run(branch, check=True, capture_output=True)
    assert "::error::The branch edition-2027 exists already. Go on with" in propose(changed, status=1)
    command = ["git", "-C", str(changed.parent / "origin"), "ls-tree", "--name-only", "edition-2027"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == ""


@pytest.mark.posix
@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed.")
def test_propose_for_tag(changed: Path) -> None:
    """A workflow that runs on a tag proposes its change for a branch."""
    assert " --base main " in propose(changed, GITHUB_REF_NAME="2027.1", BASE="main")


@pytest.mark.posix
@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed.")
def test_nothing_to_propose(changed: Path) -> None:
    (changed / "new.txt").unlink()
    assert propose(changed) == "Nothing has changed, so there is nothing to propose.\n"
