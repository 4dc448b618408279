"""The export: another generator makes the same pages from it.

The main part of each page is compared. Menus, styles and the search are not.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from carers_framework.commands.export import main
from carers_framework.framework.model import Framework
from carers_framework.site.export import exported, resolved
from carers_framework.site.inputs import SiteError, SiteInputs, load_inputs
from tests.helpers.pages import html_pages, main_part
from tests.helpers.project import ROOT, run_python, small_project

DIFFERENT: dict[str, str] = {
    "404.html": "Each theme has its own page for wrong addresses, without a main part.",
}
"""Pages that are not compared, each with the reason."""

OTHER_ANCHORS = {"__skip": "The skip link of Zensical’s theme leads here; that of Material’s leads to the heading."}
"""Anchors that one of the generators adds, each with the reason."""


@pytest.fixture(scope="module")
def sources(frozen_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that the command writes."""
    folder = tmp_path_factory.mktemp("exported") / "new"
    result = run_python("-m", "carers_framework.commands.export", folder, folder=frozen_project)
    assert (result.returncode, result.stderr) == (0, "")
    return folder


@pytest.fixture(scope="module")
def other_site(sources: Path) -> Path:
    """The site as Zensical makes it from the exported sources."""
    result = run_python("-m", "zensical", "build", "--strict", folder=sources)
    assert (result.returncode, result.stderr) == (0, "No issues found\n"), result.stdout
    return sources / "site"


@pytest.fixture(scope="module")
def inputs(frozen_project: Path) -> SiteInputs:
    return load_inputs(frozen_project)


def test_same_pages(site: Path, other_site: Path) -> None:
    """Zensical makes pages with the same text, links and anchors."""
    assert html_pages(site) == html_pages(other_site)
    compared = sorted(set(html_pages(site)) - set(DIFFERENT))
    different = {}
    for name in compared:
        ours, theirs = main_part(site, name, OTHER_ANCHORS), main_part(other_site, name, OTHER_ANCHORS)
        assert len(ours[0]) > 200, name
        if ours != theirs:
            different[name] = (ours, theirs)
    assert list(different) == [], next(iter(different.values()))


def test_same_files(site: Path, other_site: Path) -> None:
    """Zensical's site has the same downloads, pictures, style sheet, icon and scripts."""
    files = [path for folder in ("downloads", "assets/pictures") for path in (site / folder).iterdir()]
    assert files
    files += [site / "assets" / name for name in ("site.css", "icon.svg", "filters.js", "example-words.js")]
    for path in files:
        assert (other_site / path.relative_to(site)).read_bytes() == path.read_bytes(), path.name


def test_no_code_is_needed(frozen_project: Path, sources: Path, framework: Framework) -> None:
    """The exported files need none of our code, and name no place on this machine."""
    settings = (sources / "mkdocs.yml").read_text(encoding="utf-8")
    assert "hooks" not in settings
    assert "!ENV" not in settings
    assert not list(sources.rglob("*.py"))
    assert not list(sources.rglob("*.j2"))
    assert str(ROOT) not in settings
    assert str(frozen_project) not in settings
    plain = yaml.safe_load(re.sub(r"!!python/name:(\S+)(?: '')?", r"\1", settings))
    assert plain["extra"]["framework"]["edition"]["id"] == framework.edition.id
    assert plain["site_name"] == framework.edition.title


def test_settings_are_kept(inputs: SiteInputs) -> None:
    """Settings that do not come from the framework stay as they are."""
    settings = (
        "site_url: https://a.example/\nhooks: [x.py]\nplugins: [search: {lang: en}, offline]\nmore: !ENV [A, b]\n"
    )
    text = resolved(settings, inputs)
    assert "site_url: https://a.example/" in text
    assert "lang: en" in text
    assert "!ENV [A, b]" in text
    assert "x.py" not in text
    assert "offline" not in text


def test_folder_in_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written into a folder that is not empty."""
    (tmp_path / "mine").write_text("", encoding="utf-8")
    assert main([str(tmp_path)]) == 1
    assert "is not an empty folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_framework_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake in the framework file is reported, and nothing is written."""
    (tmp_path / "framework.yaml").write_text("edition: {}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["new"]) == 1
    assert "framework.yaml:1:" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("a: [", "mkdocs.yml is not YAML"),
        ("- a", "mkdocs.yml holds no settings"),
        ("site_url: https://carers.gov.uk/", "framework.yaml: edition: contact: is missing or a placeholder"),
    ],
)
def test_unusable_settings(inputs: SiteInputs, settings: str, message: str) -> None:
    with pytest.raises(SiteError, match=message):
        resolved(settings, inputs)


def test_unusable_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be written is reported."""
    monkeypatch.chdir(small_project(tmp_path))
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    assert main([str(tmp_path / "file" / "new")]) == 1
    assert capsys.readouterr().err.endswith("cannot be read or written (not a directory). Check the name.\n")


def test_repeatable(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    assert exported(project) == exported(project)
