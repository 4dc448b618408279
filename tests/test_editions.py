"""The editions: each file loads, each item says where it went, and a new edition can be begun."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from carers_framework.editions import begin as new_edition
from carers_framework.editions.begin import begin, with_values
from carers_framework.editions.check import EditionsError
from carers_framework.editions.compare import compare
from carers_framework.framework.load import load

from .conftest import FILE_2021, ROOT

EARLIER = sorted((ROOT / "editions").glob("*.yaml"))


@pytest.mark.parametrize("path", EARLIER, ids=lambda path: path.stem)
def test_an_earlier_edition_is_a_framework_file_named_after_its_id(path: Path) -> None:
    assert load(path).edition.id == path.stem
    assert (
        path.read_text(encoding="utf-8").splitlines()[0] == "# yaml-language-server: $schema=../framework.schema.json"
    )


def test_the_draft_is_whole() -> None:
    draft = load(ROOT / "editions" / "2016-draft.yaml")
    counts = {section.id: {score: len(found) for score, found in section.levels.items()} for section in draft.sections}
    assert counts == {
        "identifying-carers": {"C": 2, "B": 3, "A": 5},
        "information-and-advice": {"C": 3, "B": 3, "A": 5},
        "preventative-community-support": {"C": 3, "B": 4, "A": 3},
        "assessment-and-eligibility": {"C": 5, "B": 2, "A": 5},
        "personalised-support-plans": {"C": 1, "B": 4, "A": 8},
        "personal-budgets": {"C": 3, "B": 3, "A": 4},
    }
    assert len(draft.steps) == 7
    assert len(draft.wellbeing.areas) == 9
    assert len(draft.open_in_draft) == 11


def test_no_note_of_a_reviewer_is_in_a_text_of_the_draft() -> None:
    draft = load(ROOT / "editions" / "2016-draft.yaml")
    texts = " ".join(indicator.text for section in draft.sections for indicator in section.indicators)
    for note in ("(RG)", "!A?", "MC1", "NB", "statutory?", "page X", "Need to talk"):
        assert note not in texts


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """The edition of 2021 as the current one, and the draft before it, in copies that a test may change."""
    shutil.copy(FILE_2021, tmp_path / "framework.yaml")
    (tmp_path / "editions").mkdir()
    shutil.copy(ROOT / "editions" / "2016-draft.yaml", tmp_path / "editions")
    return tmp_path / "framework.yaml"


def change(path: Path, before: str, after: str) -> int:
    """Replace a text that stands in a file; gives the line on which it first stood."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return text[: text.index(before)].count("\n") + 1


def check(framework_file: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "build_workbook.py"), "--check", "--framework", str(framework_file)]
    return subprocess.run(command, cwd=framework_file.parent, capture_output=True, text=True, check=False)


def test_the_editions_have_no_mistake(files: Path) -> None:
    assert check(ROOT / "framework.yaml").returncode == 0
    result = check(files)
    assert (result.returncode, result.stderr) == (0, "")


def test_an_id_that_vanished_without_a_word_is_a_mistake_with_its_line(files: Path) -> None:
    draft = files.parent / "editions" / "2016-draft.yaml"
    line = change(draft, "- id: idc-schools\n", "- id: idc-academies\n")
    result = check(files)
    assert result.returncode == 1
    assert result.stderr == (
        f"editions/2016-draft.yaml:{line}: indicator idc-academies is not in edition 2021, and nothing says "
        "where it went. Add `moved_to` or `dropped` here, or `replaces: [idc-academies]` in framework.yaml.\n"
    )
    change(draft, "- id: idc-academies\n", "- id: idc-academies\n          dropped: Not needed.\n")
    assert check(files).returncode == 0


def test_an_id_with_another_meaning_is_a_warning_and_no_mistake(files: Path) -> None:
    line = change(files, "- id: idc-gp-systems\n", "- id: idc-swap\n")
    change(files, "- id: idc-schemes\n", "- id: idc-gp-systems\n")
    other = change(files, "- id: idc-swap\n", "- id: idc-schemes\n")
    result = check(files)
    assert line == other
    assert result.returncode == 0
    assert f"framework.yaml:{line}: warning: indicator idc-schemes shares almost no words" in result.stderr
    assert "see the warnings" in result.stdout


def test_sections_in_another_order_are_a_warning(files: Path) -> None:
    text = files.read_text(encoding="utf-8")
    start, middle, end = (
        text.index(f"  - id: {name}\n")
        for name in ("identifying-carers", "information-and-advice", "preventative-community-support")
    )
    files.write_text(text[:start] + text[middle:end] + text[start:middle] + text[end:], encoding="utf-8")
    result = check(files)
    assert result.returncode == 0
    assert "warning: section information-and-advice was number 2 in edition 2016-draft and is number 1" in result.stderr


def test_an_id_of_an_edition_used_twice_and_a_wrong_year_are_mistakes(files: Path) -> None:
    line = change(files.parent / "editions" / "2016-draft.yaml", "  id: 2016-draft\n", '  id: "2021"\n')
    change(files.parent / "editions" / "2016-draft.yaml", "  updated: 2016\n", "  updated: 2031\n")
    result = check(files)
    assert result.returncode == 1
    assert "the id '2021' is that of editions/2016-draft.yaml too" in result.stderr
    assert f"editions/2016-draft.yaml:{line}: edition: is of 2031, later than framework.yaml" in result.stderr


def test_mistakes_in_all_files_are_listed_in_one_run(files: Path) -> None:
    change(files, "  updated: 2021\n", "  updated: soon\n")
    change(files.parent / "editions" / "2016-draft.yaml", "  updated: 2016\n", "  updated: late\n")
    result = check(files)
    assert result.returncode == 1
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == ["editions/2016-draft.yaml", "framework.yaml"]


def everything(files: Path) -> dict[str, bytes]:
    """All files of a copy, by their names."""
    return {
        str(path.relative_to(files.parent)): path.read_bytes() for path in files.parent.rglob("*") if path.is_file()
    }


def test_a_new_edition_is_begun_and_the_current_one_kept(files: Path) -> None:
    before = files.read_text(encoding="utf-8")
    said = begin(files, "2027")
    kept = files.parent / "editions" / "2021.yaml"
    assert "Edition 2027 has begun in framework.yaml. Edition 2021 is kept in editions/2021.yaml." in said
    assert "editions/2021.yaml where it went" in said
    old_lines, kept_lines = before.splitlines(), kept.read_text(encoding="utf-8").splitlines()
    assert kept_lines[0] == "# yaml-language-server: $schema=../framework.schema.json"
    assert kept_lines[1:] == old_lines[1:]
    changed = [
        (old, new)
        for old, new in zip(old_lines, files.read_text(encoding="utf-8").splitlines(), strict=True)
        if old != new
    ]
    assert changed == [('  id: "2021"', '  id: "2027"'), ("  updated: 2021", "  updated: 2027")]
    assert compare(load(kept), load(files)).counts == {}
    result = check(files)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        ("2021", "Edition 2021 is there already, in framework.yaml."),
        ("2016-draft", "Edition 2016-draft is there already, in editions/2016-draft.yaml."),
        ("2019", "Edition 2019 would not be later than edition 2021."),
        ("next", "'next' cannot be the id of an edition."),
        ("2027/../../x", "cannot be the id of an edition."),
        ("2027 ", "cannot be the id of an edition."),
        ("", "cannot be the id of an edition."),
    ],
)
def test_a_new_edition_that_cannot_be_is_refused_and_nothing_changes(files: Path, new: str, reason: str) -> None:
    before = everything(files)
    with pytest.raises(EditionsError, match=reason):
        begin(files, new)
    assert everything(files) == before


def test_no_edition_is_begun_over_a_file_that_is_there_or_over_mistakes(files: Path) -> None:
    (files.parent / "editions" / "2021.yaml").write_text("Somebody's notes", encoding="utf-8")
    before = everything(files)
    with pytest.raises(EditionsError, match="holds no keys"):
        begin(files, "2027")
    assert everything(files) == before


def test_an_edition_is_not_left_half_begun(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(files)
    write = new_edition.write_atomically

    def fail_at_the_framework(path: Path, content: bytes) -> None:
        if path == files:
            raise OSError(28, "No space left on device", str(path))
        write(path, content)

    monkeypatch.setattr(new_edition, "write_atomically", fail_at_the_framework)
    with pytest.raises(OSError, match="No space left"):
        begin(files, "2027")
    assert everything(files) == before


def test_values_are_changed_in_place_and_comments_stay() -> None:
    text = "# é ’\r\nedition: {id: 'a', n: 1} # why\nb:\n  c: >-\n    long\n    text\n  d: x # end\n"
    assert with_values(text, {("edition", "id"): '"b"', ("edition", "n"): "2", ("b", "d"): "y"}) == (
        '# é ’\r\nedition: {id: "b", n: 2} # why\nb:\n  c: >-\n    long\n    text\n  d: y # end\n'
    )
    with pytest.raises(KeyError):
        with_values(text, {("edition", "none"): "x"})


def test_the_command_begins_an_edition_or_says_why_not(files: Path) -> None:
    command = [sys.executable, "-m", "carers_framework.editions.begin", "2027", "--framework", str(files)]
    first = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    again = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (first.returncode, first.stderr) == (0, "")
    assert "What to do next" in first.stdout
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr == "Edition 2027 is there already, in framework.yaml. Choose another id.\n"


def test_a_file_that_would_not_load_is_not_written(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(files)
    monkeypatch.setattr(new_edition, "with_values", lambda *_: "edition: {}")
    with pytest.raises(EditionsError, match="is missing"):
        begin(files, "2027")
    assert everything(files) == before
