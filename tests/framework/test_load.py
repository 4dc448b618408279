"""A framework file loads, or gives one clear line for each mistake."""

from __future__ import annotations

import re
import subprocess
from functools import partial
from pathlib import Path

import pytest

from carers_framework.base.excel import CELL_LIMIT
from carers_framework.commands.workbook import main
from carers_framework.framework.load import FrameworkError, load, parse
from carers_framework.framework.model import Framework
from carers_framework.framework.source.yaml_reader import SIZE_LIMIT
from tests.helpers.commands import run_here
from tests.helpers.project import DATA, FILE_2021, FROZEN, ROOT, run_python, without_overdue

REAL = (FROZEN / "framework.yaml").read_text(encoding="utf-8")


def mistakes(text: str) -> list[str]:
    with pytest.raises(FrameworkError) as raised:
        parse(text, "file.yaml")
    return str(raised.value).splitlines()


def test_every_mistake_is_listed() -> None:
    """Every mistake of a broken file is listed in one run, with its line."""
    with pytest.raises(FrameworkError) as raised:
        load(DATA / "broken.yaml")
    expected = (DATA / "broken.expected.txt").read_text(encoding="utf-8")
    assert str(raised.value) + "\n" == expected


def test_indicators_of_2021() -> None:
    """The edition of 2021 has every indicator of its source."""
    framework = load(FILE_2021)
    counts = {
        section.id: {score: len(found) for score, found in section.levels.items()} for section in framework.sections
    }
    assert counts == {
        "identifying-carers": {"C": 2, "B": 3, "A": 5},
        "information-and-advice": {"C": 3, "B": 3, "A": 6},
        "preventative-community-support": {"C": 5, "B": 6, "A": 4},
        "assessment-and-eligibility": {"C": 6, "B": 3, "A": 4},
        "personalised-support-plans": {"C": 2, "B": 4, "A": 6},
        "personal-budgets": {"C": 3, "B": 3, "A": 5},
    }
    assert len(framework.wellbeing.areas) == 9
    assert len(framework.steps) == 7


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [1, 2\nb: 3", "file.yaml:1: has an opening [ after which a comma or the closing bracket is missing."),
        ("a: 1\nb: 'open", "file.yaml:2: has an opening quote and no closing one."),
        ("a: 1\n\tb: 2", "file.yaml:2: begins with a tab."),
        ("a: \x07", "file.yaml:1: holds a character that YAML does not allow"),
        ("", "file.yaml:1: holds no keys"),
        ("- a list", "file.yaml:1: holds no keys"),
        ("a: &x [1]\nb: *x", "file.yaml:2: uses a YAML alias"),
        ("a: " + "[" * 5000, "file.yaml:1: is nested more than 20 deep"),
        ("a: [" + "1," * 300_000 + "1]", "file.yaml:1: has more than 100,000 values"),
        ("a: 2021-99-99", "file.yaml:1: a: is not in the calendar ('2021-99-99')"),
        ("a: 1\n---\nb: 1", "file.yaml:2: is not YAML here (but found another document)."),
        # What is wrong in another document is behind there being one.
        ("a: 1\n---\nb: [", "file.yaml:3: has an opening bracket and no closing one."),
        ("a: &x 1\nb: &x 2", "file.yaml:2: is not YAML here (second occurrence)."),
        ("a: !!python/name:os.system x", "file.yaml:1: a: cannot be read as a value"),
        ("a: !!bool maybe", "file.yaml:1: a: cannot be read as a value"),
        ("a: !!int ''", "file.yaml:1: a: cannot be read as a value"),
        ("a: !!timestamp soon", "file.yaml:1: a: cannot be read as a value"),
        ("a: 0x" + "f" * 5000, "file.yaml:1: a: cannot be read as a value ('0xfff"),
        ("a: 1" + ":59" * 100_000, "file.yaml:1: a: cannot be read as a value ('1:59:"),
        ("a: " + "b " * 1_000_000, "file.yaml:1: is a text of more than 327,670 characters"),
    ],
)
def test_files_of_another_kind(text: str, line: str) -> None:
    """What is not a framework at all is refused with the line where that shows."""
    assert any(mistake.startswith(line) for mistake in mistakes(text))


@pytest.mark.parametrize(
    "text",
    [
        REAL + '"a\\nb": 1\n"a\\nb": 2\n',
        REAL + '"a\\x1b[31m\\u202eb": 1\n"a\\x1b[31m\\u202eb": 2\n',
        REAL + f"? {'k' * 2_000}\n: 1\n" * 2,
        REAL.replace("document: ndti-2021", f'document: "a\\nb\\u2028c\\x07{"d" * 1_000}"', 1),
        REAL.replace(
            "  - id: identifying-carers\n", "  - id: identifying-carers\n    replaces: ['\u202ex', '\u202ex']\n"
        ),
        REAL.replace("      C:\n", f"      {'C' * 1000}: 1\n      C:\n", 1),
    ],
)
def test_messages_stay_one_line(text: str) -> None:
    """Whatever a message shows of the file, it is one short line of printable characters."""
    with pytest.raises(FrameworkError) as raised:
        parse(text, "file.yaml")
    lines = str(raised.value).split("\n")
    assert len(lines) == len(raised.value.problems)
    assert all(line.isprintable() and line.startswith("file.yaml:") and len(line) < 500 for line in lines)


def test_odd_file_names(tmp_path: Path) -> None:
    """A file name with a line break or an escape sequence is still shown on one line."""
    path = tmp_path / "odd\nname\x1b[31m.yaml"
    for content in (None, b"a: b", b"\xff"):
        if content:
            path.write_bytes(content)
        with pytest.raises(FrameworkError) as raised:
            load(path)
        assert len(str(raised.value).split("\n")) == len(raised.value.problems)
        assert "odd name\\x1b[31m.yaml" in str(raised.value)


def test_thousands_of_mistakes() -> None:
    """The first thousand mistakes of a kind are listed, with a line that says that there are more."""
    lines = mistakes(REAL + "".join(f"key{number}: x\n" for number in range(3_000)))
    assert len(lines) == 1_001
    assert "has 1,000 mistakes or more, and not all are listed" in lines[0]


def test_billion_laughs() -> None:
    """Aliases of aliases are refused before they unfold to billions of values."""
    layers = ["a0: &a0 [lol]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert mistakes("\n".join(layers)) == [
        "file.yaml:2: uses a YAML alias (*), which this file does without. Write the value out."
    ]


def test_not_utf8(tmp_path: Path) -> None:
    """A file in another encoding is refused with the first line that shows it."""
    path = tmp_path / "framework.yaml"
    path.write_bytes(b"edition:\n  title: Caf\xe9\n")
    with pytest.raises(FrameworkError, match=r"framework\.yaml:2: is not UTF-8 text here"):
        load(path)


def test_byte_order_mark(framework: Framework, tmp_path: Path) -> None:
    """A file that Windows Notepad saved with a byte order mark loads."""
    path = tmp_path / "framework.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + REAL.encode())
    assert load(path) == framework


def test_absurd_size(tmp_path: Path) -> None:
    """A file of absurd size is refused without being read whole."""
    path = tmp_path / "framework.yaml"
    with path.open("wb") as stream:
        stream.truncate(SIZE_LIMIT * 100)
    with pytest.raises(FrameworkError, match="is larger than"):
        load(path)


def test_unreadable_paths(tmp_path: Path) -> None:
    """A missing file and a folder are one line each."""
    for path in (tmp_path / "nothing.yaml", tmp_path):
        with pytest.raises(FrameworkError, match="cannot be read"):
            load(path)


def test_longer_than_a_cell() -> None:
    """A text that no cell takes is refused, with the reason for the limit."""
    text = REAL.replace("requirement: >-\n", f"requirement: >-\n      {'long ' * (CELL_LIMIT // 5 + 1)}\n", 1)
    assert "over the limit of 32,767 (the most that a cell takes)" in mistakes(text)[0]


def test_reference_to_nothing() -> None:
    """An id that nothing has is refused where it is referred to."""
    (line,) = mistakes(REAL.replace("document: ndti-2021", "document: ndti-2022"))
    expected = "'ndti-2022' is not an id in sources. Correct it to 'ndti-2021', or add it to sources."
    assert line.endswith(f"edition: document: {expected}")


def test_renamed_section() -> None:
    """A section with a new id is one mistake, however many places name the old one."""
    places = len(re.findall(r"sections: .*\bidentifying-carers\b|^ +- identifying-carers$", REAL, flags=re.MULTILINE))
    changed = REAL.replace("  - id: identifying-carers\n", "  - id: carers-found\n")
    line = changed[: changed.index("- id: carers-found")].count("\n") + 1
    assert mistakes(changed) == [
        f"file.yaml:{line}: sections[0] carers-found: id: renamed from 'identifying-carers'? {places} places name "
        "'identifying-carers', which is not an id in sections. Put the old id back, because an id never changes."
    ]


@pytest.mark.parametrize("bad", ["\u202e", "\u2066", "\x85", "\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff"])
def test_unseen_characters(bad: str) -> None:
    """Characters that nobody sees are refused."""
    assert "unseen character" in mistakes(REAL.replace("subtitle: A", f'subtitle: "A\\u{ord(bad):04x}B"\n  x: '))[0]


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, in this process."""
    return run_here(partial(main, framework_file=FILE_2021), *arguments, folder=folder)


def test_command_with_mistakes(tmp_path: Path) -> None:
    """The command shows mistakes without a traceback, and writes nothing."""
    result = run_python(ROOT / "build_workbook.py", "--framework", DATA / "broken.yaml", folder=tmp_path)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == (DATA / "broken.expected.txt").read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == []


def test_command_check(tmp_path: Path) -> None:
    """The command checks a file without writing one."""
    result = run("--check", folder=tmp_path)
    assert (result.returncode, without_overdue(result.stderr)) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_command_default_name(framework: Framework, tmp_path: Path) -> None:
    """The command names the workbook after the edition."""
    result = run(folder=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    name = f"{framework.edition.title} {framework.edition.id}.xlsx"
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_wrong_arguments(tmp_path: Path) -> None:
    """Wrong arguments have an exit status that mistakes in a file do not have."""
    assert run("--no-such-option", folder=tmp_path).returncode == 2


def test_missing_folder(tmp_path: Path) -> None:
    """A folder that does not exist is reported in one line."""
    result = run("--output", "no/such/folder.xlsx", folder=tmp_path)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "no/such/folder.xlsx: cannot be written" in result.stderr


@pytest.mark.parametrize("contact", ["", "  contact: contact@gardens.example\n"])
def test_contact_of_a_real_site(contact: str) -> None:
    """A site with a real address needs a real contact."""
    text = (DATA / "other.yaml").read_text(encoding="utf-8")
    real = text.replace("  site: https://gardens.example/guide/\n", f"  site: https://gardens.org.uk/\n{contact}")
    with pytest.raises(FrameworkError) as error:
        parse(real, "real.yaml")
    line = 15 if contact else 2
    assert str(error.value) == (
        f"real.yaml:{line}: edition: contact: is missing or a placeholder, and the site is to be "
        "https://gardens.org.uk/. Write the e-mail address that readers can use."
    )
    real = text.replace(
        "  site: https://gardens.example/guide/\n", "  site: https://gardens.org.uk/\n  contact: a@b.uk\n"
    )
    assert parse(real, "real.yaml").edition.contact == "a@b.uk"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("      name: Summary\n", "      name: carried OVER\n", "two sheets of the workbook would be called"),
        ("      name: Summary\n", "      name: 6 personal BUDGETS\n", "two sheets of the workbook would be called"),
        ("\nlevels:\n", "\nlevel:\n", "the key 'level' is unknown."),
        ("meetings: [", f"meetings: [{'Another review, ' * 10}", "meetings: has 16 entries. Write at most 10."),
    ],
)
def test_limits_of_the_workbook(old: str, new: str, message: str) -> None:
    """What the workbook could not hold is reported before it is made."""
    assert old in REAL
    found = mistakes(REAL.replace(old, new, 1))
    assert any(message in line for line in found), found
    assert not any("Use ." in line for line in found)
