"""`carers-framework check`: mistakes and warnings in and between the editions, each with its line."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from carers_framework.commands.check import github_commands, main
from carers_framework.framework.source.contents import with_contents
from tests.helpers.editions import copy_editions, replace_once
from tests.helpers.project import FROZEN, SMALL


@dataclass(frozen=True, slots=True)
class Result:
    """What the command ended with."""

    status: int
    output: str
    errors: str


Check = Callable[[Path], Result]


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Check:
    """The command, run in this process on a framework file, on a day when no check of the law is overdue."""
    monkeypatch.setattr("carers_framework.commands.check.today", lambda: datetime.date(2026, 11, 30))

    def run(framework_file: Path) -> Result:
        status = main(["--framework", str(framework_file)])
        printed = capsys.readouterr()
        return Result(status, printed.out, printed.err)

    return run


@pytest.fixture
def framework_file(tmp_path: Path) -> Path:
    """The 2021 edition, with the draft in `editions/` beside it."""
    return copy_editions(tmp_path)


@pytest.fixture
def draft_file(framework_file: Path) -> Path:
    return framework_file.parent / "editions" / "2016-draft.yaml"


def test_no_mistakes(check: Check, framework_file: Path) -> None:
    assert check(FROZEN / "framework.yaml").status == 0
    assert check(framework_file) == Result(0, "framework.yaml: no mistakes (edition 2021).\n", "")


def test_removed_item(check: Check, framework_file: Path, draft_file: Path) -> None:
    """An item that the next edition does not have is a mistake, until its edition says what became of it."""
    now = replace_once(framework_file, "- id: idc-schools\n", "- id: idc-schools\n")
    line = replace_once(draft_file, "- id: idc-schools\n", "- id: idc-academies\n")
    result = check(framework_file)
    assert result.status == 1
    assert result.errors == (
        f"editions/2016-draft.yaml:{line}: indicator idc-academies is not in edition 2021, and nothing says "
        f"where it went. Renamed at framework.yaml:{now}? Add `moved_to` or `dropped` here, or "
        "`replaces: [idc-academies]` in framework.yaml.\n"
    )
    replace_once(draft_file, "- id: idc-academies\n", "- id: idc-academies\n          dropped: Not needed.\n")
    assert check(framework_file).status == 0


def test_other_meaning(check: Check, framework_file: Path) -> None:
    """An id that means something else is a warning."""
    line = replace_once(framework_file, "- id: idc-gp-systems\n", "- id: idc-swap\n")
    replace_once(framework_file, "- id: idc-joint-outreach\n", "- id: idc-gp-systems\n")
    other_line = replace_once(framework_file, "- id: idc-swap\n", "- id: idc-joint-outreach\n")
    result = check(framework_file)
    assert line == other_line
    assert result.status == 0
    assert f"framework.yaml:{line}: warning: indicator idc-joint-outreach shares almost no words" in result.errors
    assert "see the warnings" in result.output


def test_section_order(check: Check, framework_file: Path) -> None:
    """Sections in another order are a warning."""
    text = framework_file.read_text(encoding="utf-8")
    start, middle, end = (
        text.index(f"  - id: {name}\n")
        for name in ("identifying-carers", "information-and-advice", "preventative-community-support")
    )
    reordered = text[:start] + text[middle:end] + text[start:middle] + text[end:]
    framework_file.write_text(reordered, encoding="utf-8")
    result = check(framework_file)
    assert result.status == 0
    expected = "warning: section information-and-advice was number 2 in edition 2016-draft and is now number 1"
    assert expected in result.errors


def test_edition_keys(check: Check, framework_file: Path, draft_file: Path) -> None:
    """An edition with the id of another, and one with a year after the current one, are mistakes."""
    line = replace_once(draft_file, "  id: 2016-draft\n", '  id: "2021"\n')
    replace_once(draft_file, "  updated: 2016\n", "  updated: 2031\n")
    result = check(framework_file)
    assert result.status == 1
    assert "'2021' is also the id of editions/2016-draft.yaml" in result.errors
    assert (
        f"editions/2016-draft.yaml:{line}: edition: updated: 2031 is later than the current edition, "
        "2021 in framework.yaml. Correct one of the two.\n"
    ) in result.errors


def test_all_files(check: Check, framework_file: Path, draft_file: Path) -> None:
    """Mistakes in all files are listed in one run."""
    replace_once(framework_file, "  updated: 2021\n", "  updated: soon\n")
    replace_once(draft_file, "  updated: 2016\n", "  updated: late\n")
    result = check(framework_file)
    assert result.status == 1
    assert [line.split(":")[0] for line in result.errors.splitlines()] == ["editions/2016-draft.yaml", "framework.yaml"]


def test_warnings_with_mistakes(check: Check, framework_file: Path, draft_file: Path) -> None:
    """Warnings are listed beside the mistakes, those about the worked example too."""
    replace_once(draft_file, "- id: idc-schools\n", "- id: idc-academies\n")
    example = "{notice: Invented., as_of: 2030-01-01, cells: {aera_name: Here}}"
    framework_file.with_name("worked_example.yaml").write_text(example, encoding="utf-8")
    result = check(framework_file)
    mistake, warning = result.errors.splitlines()
    assert (result.status, result.output) == (1, "")
    assert "indicator idc-academies is not in edition 2021" in mistake
    assert warning == "worked_example.yaml:1: warning: no cell has the name aera_name. Correct or remove it."


def test_example_lines(check: Check, framework_file: Path) -> None:
    """A warning about the worked example names the line."""
    example = "notice: Invented.\nas_of: 2030-01-01\ncells:\n  area_name: Here\n  aera_nmae: Here\n  a_name: Here\n"
    framework_file.with_name("worked_example.yaml").write_text(example, encoding="utf-8")
    result = check(framework_file)
    assert result.status == 0
    assert [line.split(": warning")[0] for line in result.errors.splitlines()] == [
        "worked_example.yaml:5",
        "worked_example.yaml:6",
    ]


def test_on_github(framework_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """On GitHub, each mistake and each warning is also shown at its line, and everywhere else none is."""
    line = replace_once(framework_file, "  updated: 2021\n", "  updated: soon\n")
    monkeypatch.chdir(framework_file.parent)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    assert main([]) == 1
    assert capsys.readouterr().out == ""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert main([]) == 1
    shown = capsys.readouterr()
    (command,) = shown.out.splitlines()
    assert command.startswith(f"::error file=framework.yaml,line={line}::edition: updated: ")
    assert shown.err.startswith(f"framework.yaml:{line}: edition: updated: ")


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("editions/2016.yaml:7: warning: 5% off", "::warning file=editions/2016.yaml,line=7::5%25 off"),
        ("no.yaml: cannot be read (why: so).", "::error file=no.yaml,line=1::cannot be read (why: so)."),
        ("What else was printed.", None),
    ],
)
def test_github_commands(line: str, command: str | None) -> None:
    """A line that names a file is a command in which nothing can begin another."""
    assert list(github_commands(line, Path())) == ([command] if command else [])


UNTIDY = (
    ("# The edition: what", "#The edition: what"),
    ("  title: Better", "  title:\tBetter"),
    ("  subtitle: A framework for good practice\n", "  subtitle: A framework for good practice \n"),
)


def test_untidy(check: Check, framework_file: Path) -> None:
    """What yamllint rejects on GitHub is a mistake here, at its line, and `--fix` puts it right."""
    before = framework_file.read_bytes()
    lines = [replace_once(framework_file, *change) for change in UNTIDY]
    result = check(framework_file)
    assert (result.status, result.output) == (1, "")
    assert [int(error.split(":")[1]) for error in result.errors.splitlines()] == lines
    assert main(["--fix", "--framework", str(framework_file)]) == 0
    assert framework_file.read_bytes() == before


@pytest.fixture
def small_file(tmp_path: Path) -> Path:
    """A small framework with a list of contents, for what any file will do for."""
    path = tmp_path / "framework.yaml"
    text = SMALL.read_text(encoding="utf-8").replace("\nlevels:\n", "\n# The scores, lowest first.\nlevels:\n")
    path.write_text(with_contents(f"# Contents\n\n{text}"), encoding="utf-8")
    return path


@pytest.mark.parametrize("comment", ["#   levels ", "# The scores, lowest first"])
def test_comment_too_far_in(check: Check, small_file: Path, comment: str) -> None:
    """A comment in the wrong column is one mistake, in the list of contents and above a key of that list too."""
    before = small_file.read_bytes()
    line = replace_once(small_file, f"\n{comment}", f"\n {comment}") + 1
    (mistake,) = check(small_file).errors.splitlines()
    assert mistake == f"framework.yaml:{line}: is a comment after 1 space, and the next line has 0. Give it as many."
    assert main(["--fix", "--framework", str(small_file)]) == 0
    assert small_file.read_bytes() == before


def test_line_too_far_in(check: Check, small_file: Path) -> None:
    """A line in the wrong column is one mistake, and what is untidy elsewhere is listed beside it."""
    other = replace_once(small_file, "  subtitle: A", "  subtitle:  A")
    line = replace_once(small_file, "\nsteps:\n", "\n  steps:\n") + 1
    assert check(small_file).errors.splitlines() == [
        f"framework.yaml:{line}: begins after 2 spaces, and should begin after 0.",
        f"framework.yaml:{other}: has 2 spaces between : and A. Leave one space there.",
    ]


@pytest.mark.parametrize(("end", "where"), [(b"\r\n", "do on Windows (CRLF)"), (b"\r", "did on old Macs (CR)")])
def test_other_line_ends(check: Check, framework_file: Path, end: bytes, where: str) -> None:
    """A file that was saved with the line ends of another system is one mistake, and put right."""
    before = framework_file.read_bytes()
    framework_file.write_bytes(before.replace(b"\n", end))
    assert check(framework_file).errors == (
        f"framework.yaml:1: ends as lines {where}. `carers-framework check --fix` puts that right.\n"
    )
    assert main(["--fix", "--framework", str(framework_file)]) == 0
    assert framework_file.read_bytes() == before


def test_long_line(check: Check, framework_file: Path) -> None:
    """A line that is too long is reported, and left to the person: where to fold it is theirs to say."""
    line = replace_once(framework_file, "  subtitle: A framework", f"  subtitle: {'A very ' * 20}framework")
    errors = check(framework_file).errors.splitlines()
    assert errors[0] == (
        f"framework.yaml:{line}: is 179 characters long, over the limit of 130. Fold it: write `>-` after the colon, "
        "and the text on the lines below it, each after two more spaces."
    )


def test_long_line_of_folded_text(check: Check, framework_file: Path) -> None:
    """Where a text is folded already, the message asks for one more line of it."""
    line = replace_once(
        framework_file, "    A local area looks honestly", f"    {'A very ' * 20}local area looks honestly"
    )
    assert f"framework.yaml:{line}: is " in (errors := check(framework_file).errors)
    assert "Make two lines of it, and begin both after the same number of spaces." in errors


def test_untidy_with_mistakes(check: Check, framework_file: Path) -> None:
    """What is untidy is listed with the mistakes, and nothing else where the file is not YAML."""
    replace_once(framework_file, "  subtitle: A", "  subtitle:  A")
    replace_once(framework_file, "  updated: 2021\n", "  updated: soon\n")
    assert len(check(framework_file).errors.splitlines()) == 2
    replace_once(framework_file, "  updated: soon\n", "  updated soon\n")
    (mistake,) = check(framework_file).errors.splitlines()
    assert "has no colon after 'updated'." in mistake


def test_list_of_contents(check: Check, framework_file: Path) -> None:
    """The list at the top of the file follows its keys and their headings; the first wrong line is named."""
    before = framework_file.read_bytes()
    line = replace_once(framework_file, "\n#   levels  ", "\n#   grades  ")
    (mistake,) = check(framework_file).errors.splitlines()
    assert mistake.startswith(f"framework.yaml:{line + 1}: should be “# levels")
    assert main(["--fix", "--framework", str(framework_file)]) == 0
    assert framework_file.read_bytes() == before


def test_no_list_of_contents(check: Check, framework_file: Path) -> None:
    """A file may do without the list."""
    text = re.sub(r"^# Contents.*\n(#   .*\n)+", "", framework_file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    framework_file.write_text(text, encoding="utf-8")
    assert check(framework_file).errors == ""


def test_where(framework_file: Path, draft_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The option prints where an id is in each edition, also of a file with mistakes, or asks what was meant."""
    line = replace_once(framework_file, "- id: idc-schools\n", "- id:  idc-schools\n")
    earlier = replace_once(draft_file, "- id: idc-schools\n", "- id: idc-schools\n")
    replace_once(framework_file, "  updated: 2021\n", "  updated: soon\n")
    assert main(["--where", "idc-schools", "--framework", str(framework_file)]) == 0
    assert capsys.readouterr().out == f"framework.yaml:{line}\neditions/2016-draft.yaml:{earlier}\n"
    assert main(["--where", "idc-scools", "--framework", str(framework_file)]) == 1
    expected = "framework.yaml: no edition has the id 'idc-scools'. Did you mean 'idc-schools'?\n"
    assert capsys.readouterr().err == expected


@pytest.mark.parametrize("tag", ["", "first-2030", "first-2030.1", "first-2030.12"])
def test_tag_of_edition(small_file: Path, tag: str) -> None:
    """A tag names the edition, and any number of corrected printings of it. No tag is none to compare."""
    assert main(["--tag", tag, "--framework", str(small_file)]) == 0


@pytest.mark.parametrize(
    "tag", ["v2030", "first-2031.1", "first-20301", "first-2030.", "first-2030.1-rc", "first-2030.²"]
)
def test_tag_of_other(small_file: Path, capsys: pytest.CaptureFixture[str], tag: str) -> None:
    """A tag that names another edition, or none, is a mistake at the line of the edition’s id."""
    line = replace_once(small_file, "  id: first-2030\n", "  id: first-2030\n")
    assert main(["--tag", tag, "--framework", str(small_file)]) == 1
    assert capsys.readouterr().err == (
        f"framework.yaml:{line}: edition: id: is 'first-2030', but the tag is '{tag}'. For this edition, make a tag "
        "such as first-2030.1. For another one, begin it first with `carers-framework edition`.\n"
    )


def test_published(check: Check, framework_file: Path) -> None:
    """The option records the ids. From then on, one that is gone is a mistake."""
    assert main(["--published", "--framework", str(framework_file)]) == 0
    assert (framework_file.parent / "editions" / "2021.ids").exists()
    assert check(framework_file).status == 0
    line = replace_once(framework_file, "- id: idc-schools\n", "- id: idc-scools\n")
    (mistake,) = check(framework_file).errors.splitlines()
    assert mistake.startswith(f"framework.yaml:{line}: indicator idc-scools: renamed here from idc-schools?")


def test_published_with_mistakes(framework_file: Path) -> None:
    """Nothing is recorded of an edition that has mistakes."""
    replace_once(framework_file, "  updated: 2021\n", "  updated: soon\n")
    assert main(["--published", "--framework", str(framework_file)]) == 1
    assert not (framework_file.parent / "editions" / "2021.ids").exists()
