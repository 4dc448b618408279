"""The workflows that run on GitHub: every piece of others' work is pinned, and no job may do more than it needs.

What this does not look at: whether they run. Nothing here asks GitHub.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatch

import pytest
import yaml

from tests.helpers.project import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").iterdir())
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*")
PINNED_IMAGE = re.compile(r"[\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}")
READ = {"contents": "read"}
PUBLISH = {"pages": "write", "id-token": "write"}


def mistakes(text: str) -> Iterator[str]:
    """What is wrong with a workflow: a line for each mistake."""
    workflow = yaml.safe_load(text)
    for used in re.findall(r"\buses:\s*(.+)", text):
        if not PINNED.fullmatch(used.strip()):
            yield f"{used}: is not pinned by its full digest, with its version in a comment."
    if workflow.get("permissions") != {}:
        yield "permissions: the workflow as a whole needs none."
    if "pull_request_target" in text or "workflow_run" in text or "secrets" in text:
        yield "others' changes could run with our rights, or read our secrets."
    for name, job in workflow["jobs"].items():
        yield from (f"{name}: {mistake}" for mistake in _mistakes_in_job(job))


def _mistakes_in_job(job: dict) -> Iterator[str]:
    if not isinstance(job.get("timeout-minutes"), int):
        yield "has no timeout-minutes."
    publishes = "environment" in job
    if job.get("permissions") != (PUBLISH if publishes else READ):
        yield "asks for other permissions than it needs."
    if publishes and not ("refs/tags/" in job.get("if", "") and "needs" in job):
        yield "publishes what is not tagged, or not tested."
    if "container" in job and not PINNED_IMAGE.fullmatch(job["container"]["image"]):
        yield "its image is not pinned by digest."
    for step in job["steps"]:
        if "actions/checkout@" in step.get("uses", "") and step.get("with", {}).get("persist-credentials") is not False:
            yield "leaves its credentials where every later step can read them."
        if "${{" in step.get("run", ""):
            yield "puts a text from outside into a command."


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_are_pinned_and_may_do_no_more_than_they_need(path: object) -> None:
    assert list(mistakes(path.read_text(encoding="utf-8"))) == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("right", "wrong", "mistake"),
    [
        ("@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2", "@v6", "actions/checkout@v6: is not pinned"),
        ("5447ce83dd # v6.0.2", "5447ce83dd", "is not pinned by its full digest, with its version"),
        ("@sha256:813017f3", "@sha256:", "build: its image is not pinned"),
        ("permissions: {}", "permissions: write-all", "permissions: the workflow as a whole"),
        ("contents: read", "contents: write", "build: asks for other permissions"),
        ("      pages: write", "      contents: write\n      pages: write", "publish: asks for other permissions"),
        ("    timeout-minutes: 10\n", "", "publish: has no timeout-minutes"),
        ("          persist-credentials: false\n", "          fetch-depth: 1\n", "build: leaves its credentials"),
        ("    needs: build\n", "", "publish: publishes what is not tagged, or not tested"),
        ("run: make test", "run: echo ${{ github.ref_name }}", "build: puts a text from outside into a command"),
        ("  pull_request:", "  pull_request_target:", "others' changes could run with our rights"),
    ],
)
def test_what_is_wrong_in_a_workflow_is_noticed(right: str, wrong: str, mistake: str) -> None:
    text = (ROOT / ".github" / "workflows" / "site.yml").read_text(encoding="utf-8")
    assert right in text
    assert any(mistake in line for line in mistakes(text.replace(right, wrong, 1)))


def test_a_tag_publishes_and_every_change_is_tested() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "site.yml").read_text(encoding="utf-8"))
    assert workflow["on"] == {"push": {"branches": ["main"], "tags": ["[0-9]*"]}, "pull_request": None}
    commands = [step.get("run") for step in workflow["jobs"]["build"]["steps"]]
    assert commands.index("make lint") < commands.index("make test") < commands.index("make offline-zip site")


def test_the_page_on_hosting_names_the_tags_that_publish() -> None:
    page = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "site.yml").read_text(encoding="utf-8"))
    (pattern,) = workflow["on"]["push"]["tags"]
    assert f"`{pattern}`" in page
    assert all(fnmatch(tag, pattern) for tag in re.findall(r"git tag (\S+)", page))
