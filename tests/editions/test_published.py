"""The ids that an edition was published with: recorded, and kept."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from carers_framework.base.errors import UserError
from carers_framework.editions.begin import begin
from carers_framework.editions.check import check
from carers_framework.editions.load import locate_all
from carers_framework.editions.published import record, record_file, recorded, records_of
from tests.helpers.editions import copy_editions, replace_once

REMEDY = "Workbooks and links rest on it. Put it back, or say `replaces: [{id}]` in what takes its place."


@pytest.fixture(scope="module")
def recorded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The 2021 edition with its record, and the draft before it. No test changes it."""
    framework_file = copy_editions(tmp_path_factory.mktemp("recorded"))
    record(framework_file, locate_all(framework_file)[-1].framework)
    return framework_file


@pytest.fixture
def framework_file(recorded_file: Path, tmp_path: Path) -> Path:
    """A copy of it, with the record."""
    shutil.copytree(recorded_file.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / recorded_file.name


def mistakes(framework_file: Path) -> list[str]:
    editions = locate_all(framework_file)
    findings = check(editions, records=records_of(framework_file, editions))
    return [finding.text() for finding in findings if not finding.is_warning]


def lines_of(id_: str, text: str) -> str:
    """Return the lines of the indicator with this id."""
    found = re.search(rf"^( +)- id: {id_}\n(?:\1  .*\n)+", text, flags=re.MULTILINE)
    assert found
    return found.group()


def test_record(framework_file: Path) -> None:
    """The record has each id with its section or step, and an edition that keeps them has no mistake."""
    ids = recorded(record_file(framework_file, "2021"))
    assert ids["section", "identifying-carers"] == ""
    assert ids["indicator", "idc-schools"] == "identifying-carers"
    assert ids["item", "invite-carers"] == "step-preparation"
    assert mistakes(framework_file) == []


def test_mistyped_id(framework_file: Path) -> None:
    """A mistyped id is one mistake, at its line, though the edition before misses it too."""
    line = replace_once(framework_file, "- id: idc-schools\n", "- id: idc-scools\n")
    assert mistakes(framework_file) == [
        f"framework.yaml:{line}: indicator idc-scools: renamed here from idc-schools? Edition 2021 was published with "
        f"idc-schools. {REMEDY.format(id='idc-schools')}"
    ]


def test_said_where(framework_file: Path) -> None:
    """An id may go where something else says that it takes its place."""
    replace_once(framework_file, "- id: idc-schools\n", "- id: idc-colleges\n          replaces: [idc-schools]\n")
    assert mistakes(framework_file) == []


def test_renamed_section(framework_file: Path) -> None:
    """A section with another id is one line, with the number of items in it."""
    text = framework_file.read_text(encoding="utf-8")
    framework_file.write_text(text.replace("identifying-carers", "carers-found"), encoding="utf-8")
    line = text[: text.index("  - id: identifying-carers\n")].count("\n") + 1
    ids = recorded(record_file(framework_file, "2021"))
    (mistake,) = mistakes(framework_file)
    assert mistake.startswith(
        f"framework.yaml:{line}: section carers-found: renamed here, with "
        f"{list(ids.values()).count('identifying-carers')} items in it, from identifying-carers?"
    )


def test_removed_id(framework_file: Path) -> None:
    """An id that is gone without anything like it is reported at the edition."""
    text = framework_file.read_text(encoding="utf-8")
    framework_file.write_text(text.replace(lines_of("idc-schools", text), ""), encoding="utf-8")
    line = text[: text.index('  id: "2021"')].count("\n") + 1
    assert mistakes(framework_file) == [
        f"framework.yaml:{line}: indicator idc-schools is gone, but edition 2021 was published with it. "
        f"{REMEDY.format(id='idc-schools')} To take it out, begin a new edition."
    ]


def test_renamed_again(framework_file: Path) -> None:
    """An item that had taken another's place, and has another id now, is to name both."""
    text = framework_file.read_text(encoding="utf-8")
    found = re.search(r"- id: (\S+)\n +replaces: \[(\S+)\]\n", text)
    assert found
    id_, replaced = found.groups()
    replace_once(framework_file, f"- id: {id_}\n", f"- id: {id_}-now\n")
    assert REMEDY.format(id=f"{replaced}, {id_}") in "".join(mistakes(framework_file))


def test_other_section(framework_file: Path) -> None:
    """An indicator that was published in one section cannot go to another without a new edition."""
    text = framework_file.read_text(encoding="utf-8")
    lines = lines_of("idc-schools", text)
    without = text.replace(lines, "")
    other = without.index("        - id: ", without.index("  - id: personal-budgets\n"))
    framework_file.write_text(without[:other] + lines + without[other:], encoding="utf-8")
    (mistake,) = mistakes(framework_file)
    assert "indicator idc-schools is in personal-budgets, but edition 2021 was published with it in " in mistake


def test_new_edition(framework_file: Path) -> None:
    """A new edition may change every id. The record of the one before is kept, and protects its file."""
    begin(framework_file, "2027")
    text = framework_file.read_text(encoding="utf-8").replace("- id: idc-schools\n", "- id: idc-colleges\n")
    framework_file.write_text(text, encoding="utf-8")
    line = text[: text.index("- id: idc-colleges\n")].count("\n") + 1
    (mistake,) = mistakes(framework_file)
    assert mistake.startswith("editions/2021.yaml:")
    assert f"Renamed at framework.yaml:{line}?" in mistake
    replace_once(framework_file.parent / "editions" / "2021.yaml", "- id: idc-schools\n", "- id: idc-shools\n")
    assert any("idc-shools: renamed here from idc-schools?" in line for line in mistakes(framework_file))


def test_begin_records(tmp_path: Path) -> None:
    """Beginning an edition records the ids of the one before, if nobody has done so."""
    framework_file = copy_editions(tmp_path)
    begin(framework_file, "2027")
    assert recorded(record_file(framework_file, "2021"))["section", "personal-budgets"] == ""
    assert not record_file(framework_file, "2027").exists()


def test_added_later(framework_file: Path) -> None:
    """A record grows with what is added, and keeps what it has."""
    replace_once(framework_file, "- id: idc-schools\n", "- id: idc-colleges\n          replaces: [idc-schools]\n")
    path, new = record(framework_file, locate_all(framework_file)[-1].framework)
    assert new == 1
    assert {("indicator", "idc-schools"), ("indicator", "idc-colleges")} <= recorded(path).keys()


def test_damaged_record(framework_file: Path) -> None:
    """A record that is no text is a mistake in one line."""
    record_file(framework_file, "2021").write_bytes(b"\xff\xfe")
    with pytest.raises(UserError, match=r"editions/2021\.ids: is not a record of ids\."):
        mistakes(framework_file)
