"""The way out: another generator makes the same pages from what is exported.

What is compared is the text of each page's main part. What this does not look at: menus, the look, the search.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from carers_framework.framework.model import Framework
from carers_framework.site.export import ExportError, exported, main, resolved
from tests.helpers.pages import html_pages, main_part
from tests.helpers.project import ROOT

DIFFERENT: dict[str, str] = {
    "404.html": "It is the theme's own page, and has no main part. Each generator words it as it likes.",
}
"""Pages that are not compared, each with the reason."""

OTHER_ANCHORS = {"__skip": "The skip link of Zensical’s theme leads here; that of Material’s leads to the heading."}
"""Anchors that one of the generators adds, each with the reason."""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command writes, in a folder of its own."""
    folder = tmp_path_factory.mktemp("exported") / "new"
    command = [sys.executable, "-m", "carers_framework.site.export", str(folder)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    return folder


@pytest.fixture(scope="module")
def other_site(sources: Path) -> Path:
    """The site as Zensical makes it from the exported sources."""
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    result = subprocess.run(command, cwd=sources, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "No issues found\n"), result.stdout
    return sources / "site"


def test_another_generator_makes_the_same_pages(site: Path, other_site: Path) -> None:
    assert html_pages(site) == html_pages(other_site)
    compared = sorted(set(html_pages(site)) - set(DIFFERENT))
    different = {}
    for name in compared:
        ours, theirs = main_part(site, name, OTHER_ANCHORS), main_part(other_site, name, OTHER_ANCHORS)
        assert len(ours[0]) > 200, name
        if ours != theirs:
            different[name] = (ours, theirs)
    assert list(different) == [], next(iter(different.values()))


def test_another_generator_offers_the_same_files(site: Path, other_site: Path) -> None:
    files = [path for folder in ("downloads", "assets/pictures") for path in (site / folder).iterdir()]
    assert files
    for path in [*files, site / "assets/site.css", site / "assets/filters.js"]:
        assert (other_site / path.relative_to(site)).read_bytes() == path.read_bytes(), path.name


def test_what_is_exported_needs_no_code_of_ours(sources: Path, framework: Framework) -> None:
    settings = (sources / "mkdocs.yml").read_text(encoding="utf-8")
    assert "hooks" not in settings
    assert "!ENV" not in settings
    assert not list(sources.rglob("*.py"))
    assert not list(sources.rglob("*.j2"))
    assert str(ROOT) not in settings
    plain = yaml.safe_load(re.sub(r"!!python/name:(\S+)(?: '')?", r"\1", settings))
    assert plain["extra"]["framework"]["edition"]["id"] == framework.edition.id
    assert plain["site_name"] == framework.edition.title


def test_the_settings_keep_what_the_framework_does_not_say(framework: Framework) -> None:
    settings = (
        "site_url: https://a.example/\nhooks: [x.py]\nplugins: [search: {lang: en}, offline]\nmore: !ENV [A, b]\n"
    )
    text = resolved(settings, framework)
    assert "site_url: https://a.example/" in text
    assert "lang: en" in text
    assert "!ENV [A, b]" in text
    assert "x.py" not in text
    assert "offline" not in text


def test_nothing_is_written_into_a_folder_that_is_in_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").write_text("", encoding="utf-8")
    assert main([str(tmp_path)]) == 1
    assert "is not an empty folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_mistakes_are_told_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "framework.yaml").write_text("edition: {}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["new"]) == 1
    assert "framework.yaml:1:" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_settings_that_cannot_be_used_and_places_that_cannot_be_written_are_told(
    framework: Framework, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for settings, message in (
        ("a: [", "mkdocs.yml is not YAML"),
        ("- a", "mkdocs.yml holds no settings"),
        ("site_url: https://carers.gov.uk/", "framework.yaml: edition: contact: is missing or a placeholder"),
    ):
        with pytest.raises(ExportError, match=message):
            resolved(settings, framework)
    monkeypatch.chdir(ROOT)
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    assert main([str(tmp_path / "file" / "new")]) == 1
    assert capsys.readouterr().err.endswith("cannot be read or written (not a directory). Check the name.\n")


def test_the_same_sources_give_the_same_files() -> None:
    assert exported(ROOT) == exported(ROOT)
