"""Building and serving the site: mistakes that stop the build, and changes that it takes up."""

from __future__ import annotations

import contextlib
import html
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from carers_framework.site.inputs import load_inputs
from carers_framework.site.render import data_makers
from tests.helpers.project import SETTINGS, build_site, copy_project, mkdocs, run_python, small_project, without_overdue

pytestmark = pytest.mark.mkdocs

EMPTY = "assets/fill-in/empty.js"
"""The empty workbook that the online form writes into, which the served site makes when it is asked for."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project with a small framework."""
    return small_project(tmp_path)


def test_framework_mistake(project: Path) -> None:
    """A mistake in the framework is reported with its line, and without a traceback."""
    path = project / "framework.yaml"
    text = path.read_text(encoding="utf-8")
    line = text[: text.index("score: H1")].count("\n") + 1
    path.write_text(text.replace("score: H1", "score: L"), encoding="utf-8")
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 1
    message = "levels[1]: score: two levels have the score 'L'. Change one of them."
    assert f"framework.yaml:{line}: {message}" in result.stderr
    assert "Traceback" not in result.stderr


def test_example_mistake(tmp_path: Path) -> None:
    """A mistake in the worked example is reported with its line, and without a traceback."""
    project = copy_project(tmp_path)
    path = project / "worked_example.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("\nas_of: ", "\nas_of: x"), encoding="utf-8")
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 1
    assert re.search(r"worked_example\.yaml:\d+: as_of: should be a day such as", result.stderr)
    assert "Traceback" not in result.stderr


def test_added_section(project: Path) -> None:
    """A section that is added to the framework file gets its page, with nothing else to change."""
    path = project / "framework.yaml"
    text = path.read_text(encoding="utf-8")
    new = """  - id: one-more
    title: One <b>more & last
    at: Nowhere
    description: A section to try things out.
    requirement: <script>alert(1)</script> is shown as it stands.
    levels:
      L: [{id: more-bare, at: Nowhere, text: "*Bare* [link](x)"}]
      H1: [{id: more-bloom, at: Nowhere, text: In bloom.}]
"""
    before, mark, after = text.partition("fields:\n")
    assert mark
    path.write_text(before + new + mark + after, encoding="utf-8")
    result = mkdocs(project, "build", "--strict", "--quiet")
    assert (result.returncode, without_overdue(result.stderr)) == (0, "")
    page = (project / "site" / "sections" / "one-more" / "index.html").read_text(encoding="utf-8")
    assert "<b>more" not in page
    assert "<script>alert" not in page
    assert "<script>alert(1)</script> is shown as it stands." in html.unescape(page)
    assert "*Bare* [link](x)" in html.unescape(page)
    assert 'href="sections/one-more/"' in (project / "site" / "index.html").read_text(encoding="utf-8")


def test_overdue_check(tmp_path: Path) -> None:
    """A check of the law that is overdue is warned of on one line, and stops nothing."""
    project = copy_project(tmp_path)
    path = project / "framework.yaml"
    path.write_text(
        re.sub(r"(    checked: )2026-11-25", r"\g<1>2001-11-25", path.read_text(encoding="utf-8"), count=2),
        encoding="utf-8",
    )
    result = mkdocs(project, "build", "--strict", "--quiet")
    assert result.returncode == 0
    assert re.search(
        r"^framework\.yaml:\d+: warning: \S+ and 1 other: last checked on 25 Nov 2001, more than a year ago\.",
        result.stderr,
        re.MULTILINE,
    )
    assert without_overdue(result.stderr) == ""


def test_contact_is_needed(project: Path) -> None:
    """A site with a real address needs a real contact."""
    settings = project / SETTINGS
    settings.write_text(f"site_url: https://carers.org.uk/\n{settings.read_text(encoding='utf-8')}", encoding="utf-8")
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 1
    assert "framework.yaml: edition: contact: is missing or a placeholder, and the site is to be" in result.stderr
    assert "Traceback" not in result.stderr


def test_repeated_heads(project: Path) -> None:
    """Pages with the same title, or without a description, stop the build."""
    heads = {"again": "title: Privacy\ndescription: About something else.\n", "more": "title: More\n"}
    for name, head in heads.items():
        (project / "docs" / f"{name}.md").write_text(f"---\n{head}---\n# Text\n", encoding="utf-8")
    settings = project / SETTINGS
    text = settings.read_text(encoding="utf-8")
    beside = "      - Standards: standards.md"
    assert beside in text
    settings.write_text(text.replace(beside, f"{beside}\n      - again.md\n      - more.md"), encoding="utf-8")
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 1
    assert "privacy.md: has the same title as again.md." in result.stderr
    assert "more.md: has no description. Write `description:` between lines of three hyphens" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("template", "added", "message"),
    [
        ("templates/about.md.j2", "{% if %}", "Expected an expression, got 'end of statement block'"),
        ("templates/about.md.j2", "{{ edition.titel }}", "has no attribute 'titel'"),
        ("templates/about.md.j2", "{{ edition.title | shout }}", "No filter named 'shout'."),
        ("theme/overrides/main.html", "{% if %}", "Expected an expression, got 'end of statement block'"),
        ("theme/overrides/main.html", "{% block analytics %}{{ editoin }}{% endblock %}", "'editoin' is undefined"),
        (
            "theme/overrides/fill-in.html",
            "{% block analytics %}{{ editoin.id }}{% endblock %}",
            "'editoin' is undefined",
        ),
        (
            "theme/overrides/main.html",
            "{% block analytics %}{{ config.nmae.x }}{% endblock %}",
            "has no attribute 'nmae'",
        ),
    ],
)
def test_template_mistake(project: Path, template: str, added: str, message: str) -> None:
    """A mistake in a template is reported with its file and line, and without a traceback."""
    path = project / "carers_framework" / "site" / template
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}{added}\n", encoding="utf-8")
    result = mkdocs(project, "build", "--strict", "--quiet")
    assert result.returncode == 1
    (line,) = (line for line in result.stderr.splitlines() if path.name in line)
    assert f"{path.name}:{text.count(chr(10)) + 1}: is not right here (" in line
    assert message in line
    assert "Traceback" not in result.stderr


def test_serve_shows_changes(project: Path) -> None:
    """`mkdocs serve` shows a change of a text or a template."""
    with served(project) as address:
        page = f"{address}/how-to-use/"
        assert comes_to_show(page, "How to use the framework")
        text, template = (
            project / "framework.yaml",
            project / "carers_framework" / "site" / "templates" / "how-to-use.md.j2",
        )
        before = offered(project, address)
        changed = text.read_text(encoding="utf-8").replace("title: Look,", "title: Look and see,")
        text.write_text(changed.replace("text: The soil is dry.", "text: The soil is very dry."), encoding="utf-8")
        assert comes_to_show(page, "Look and see")
        assert offered(project, address)[EMPTY] != before[EMPTY]
        template.write_text(f"{template.read_text(encoding='utf-8')}\nA line at the end.\n", encoding="utf-8")
        assert comes_to_show(page, "A line at the end.")


def offered(project: Path, address: str) -> Mapping[str, bytes]:
    """Return the workbooks and the data of the online form that a served site offers: they are of the file as it is."""
    inputs = load_inputs(project)
    expected = {download.path: download.content for download in inputs.downloads}
    expected |= {path: make() for path, make in data_makers(inputs).items()}
    for path, content in expected.items():
        with urllib.request.urlopen(f"{address}/{quote(path)}", timeout=60) as answer:  # noqa: S310 - our own
            assert answer.read() == content, path
    return expected


# In the copy: its site as it is served, built into a folder, and again for each text that takes the place of the file.
BUILD_SERVED = """
import pathlib, sys
from mkdocs.commands.build import build
from mkdocs.config.base import load_config
settings, folder, *texts = sys.argv[1:]
config = load_config(settings, site_dir=folder)
config.plugins.on_startup(command="serve", dirty=False)
for text in texts:
    pathlib.Path("framework.yaml").write_text(pathlib.Path(text).read_text(encoding="utf-8"), encoding="utf-8")
    build(load_config(settings, site_dir=folder))
"""


def test_rebuilt_as_new(project: Path) -> None:
    """After a change, every file of the served site is as if the site had never been built before."""
    text = (project / "framework.yaml").read_text(encoding="utf-8")
    (project / "before.yaml").write_text(text, encoding="utf-8")
    changed = text.replace("text: The soil is dry.", "text: The soil is very dry.").replace(
        "title: Look,", "title: See,"
    )
    (project / "after.yaml").write_text(changed, encoding="utf-8")
    for folder, texts in {"again": ("before.yaml", "after.yaml"), "new": ("after.yaml",)}.items():
        result = run_python("-c", BUILD_SERVED, SETTINGS, project / folder, *texts, folder=project)
        assert result.returncode == 0, result.stderr
    again, new = (contents(project / folder) for folder in ("again", "new"))
    assert again.keys() == new.keys()
    assert [path for path, content in again.items() if content != new[path]] == []
    assert b"The soil is very dry." in new["sections/soil/index.html"]


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file in a folder but the packed map of the site, which holds the time."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".gz")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.chromium
def test_lines_of_texts(project: Path, browser: Browser) -> None:
    """On the served site, a text of the framework leads to its line in the file."""
    path = project / "framework.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(number for number, line in enumerate(lines, start=1) if "title: Soil & roots" in line)
    with served(project) as address:
        assert comes_to_show(f"{address}/sections/soil/", "lines.js")
        page = browser.new_page()
        page.goto(f"{address}/sections/soil/")
        page.locator("h1").get_by_role("link", name=f"framework.yaml, line {number}", exact=True).click()
        assert page.locator(":target").inner_text() == f"{number}{lines[number - 1]}"
        page.close()


def test_no_lines_when_built(project: Path) -> None:
    """A built site has neither the links to the lines of the framework nor the file."""
    build_site(project)
    site = project / "site"
    assert not (site / "framework.yaml").exists()
    assert not [path for path in site.rglob("*.html") if "lines.js" in path.read_text(encoding="utf-8")]


@contextlib.contextmanager
def served(project: Path) -> Iterator[str]:
    """Serve a project's site as `carers-framework serve` does, and yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address, "--config-file", SETTINGS]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(
        command, cwd=project, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            yield f"http://{address}"
        finally:
            server.terminate()


def comes_to_show(address: str, words: str) -> bool:
    """Return whether a page shows words within two minutes, which even a busy machine does not need."""
    for _ in range(240):
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own
            if words in answer.read().decode():
                return True
        time.sleep(0.5)
    return False
