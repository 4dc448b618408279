"""Beginning a new edition: all of it or nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from carers_framework.base.files import CannotWriteError
from carers_framework.editions import begin as begin_module
from carers_framework.editions.begin import begin
from carers_framework.editions.check import check
from carers_framework.editions.differences.compare import compare
from carers_framework.editions.file_text import replace_values, without_key
from carers_framework.editions.load import EditionsError, locate_all
from carers_framework.framework.load import load
from tests.helpers.editions import copy_editions
from tests.helpers.project import DATA


@pytest.fixture
def framework_file(tmp_path: Path) -> Path:
    """The 2021 edition, with the draft in `editions/` beside it."""
    return copy_editions(tmp_path)


def contents(folder: Path) -> dict[str, bytes]:
    """Return the content of every file in a folder and below."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_begin(framework_file: Path) -> None:
    """The current edition is kept. The framework file gets another id and year, and loses what it said it replaced."""
    before = framework_file.read_text(encoding="utf-8").splitlines()
    kept = begin(framework_file, "2027")
    assert kept == framework_file.parent / "editions" / "2021.yaml"
    kept_lines = kept.read_text(encoding="utf-8").splitlines()
    assert kept_lines[0] == "# yaml-language-server: $schema=../framework.schema.json"
    assert kept_lines[1:] == before[1:]
    after = framework_file.read_text(encoding="utf-8").splitlines()
    assert any(line.lstrip().startswith("replaces: ") for line in before)
    left = [line for line in before if not line.lstrip().startswith("replaces: ")]
    changed = [lines for lines in zip(left, after, strict=True) if lines[0] != lines[1]]
    assert changed == [('  id: "2021"', '  id: "2027"'), ("  updated: 2021", "  updated: 2027")]
    assert compare(load(kept), load(framework_file)).counts == {}
    assert check(locate_all(framework_file)) == ()


@pytest.mark.parametrize(
    ("new_id", "reason"),
    [
        ("2021", "Edition 2021 already exists, in framework.yaml."),
        ("2016-draft", "Edition 2016-draft already exists, in editions/2016-draft.yaml."),
        ("2019", "Edition 2019 would not be later than edition 2021."),
        ("next", "'next' cannot be the id of an edition."),
        ("2027/../../x", "cannot be the id of an edition."),
        ("2027 ", "cannot be the id of an edition."),
        ("2201", "cannot be the id of an edition."),
        ("2027-" + "x" * 60, "cannot be the id of an edition."),
        ("", "cannot be the id of an edition."),
    ],
)
def test_bad_id(framework_file: Path, new_id: str, reason: str) -> None:
    before = contents(framework_file.parent)
    with pytest.raises(EditionsError, match=reason):
        begin(framework_file, new_id)
    assert contents(framework_file.parent) == before


def test_bad_kept_file(framework_file: Path) -> None:
    """A file where the current edition is to be kept, and that is not an edition, is a mistake and is left alone."""
    (framework_file.parent / "editions" / "2021.yaml").write_text("Somebody's notes", encoding="utf-8")
    before = contents(framework_file.parent)
    with pytest.raises(EditionsError, match="holds no keys"):
        begin(framework_file, "2027")
    assert contents(framework_file.parent) == before


def test_kept_file_exists(framework_file: Path) -> None:
    """A file where the current edition is to be kept, and that is another edition, is left alone."""
    draft = framework_file.parent / "editions" / "2016-draft.yaml"
    draft.rename(draft.with_name("2021.yaml"))
    before = contents(framework_file.parent)
    with pytest.raises(EditionsError, match=r"editions/2021\.yaml already exists\. Move it"):
        begin(framework_file, "2027")
    assert contents(framework_file.parent) == before


def test_failed_save(framework_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the framework file cannot be written, the kept file is removed again."""
    before = contents(framework_file.parent)
    write = begin_module.write_atomically

    def fail_at_framework(path: Path, content: bytes) -> None:
        if path == framework_file:
            raise OSError(28, "No space left on device", str(path))
        write(path, content)

    monkeypatch.setattr(begin_module, "write_atomically", fail_at_framework)
    with pytest.raises(OSError, match="No space left"):
        begin(framework_file, "2027")
    assert contents(framework_file.parent) == before


def test_no_folder(tmp_path: Path) -> None:
    """A file called `editions` is not a folder to keep an edition in, and stays."""
    framework_file = Path(shutil.copy(DATA / "other.yaml", tmp_path))
    (tmp_path / "editions").touch()
    before = contents(tmp_path)
    with pytest.raises(CannotWriteError, match="editions: cannot be written"):
        begin(framework_file, "2031")
    assert contents(tmp_path) == before


def test_unloadable(framework_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A framework file that would not load is not written."""
    before = contents(framework_file.parent)
    monkeypatch.setattr(begin_module, "replace_values", lambda *_: "edition: {}")
    with pytest.raises(EditionsError, match="is missing"):
        begin(framework_file, "2027")
    assert contents(framework_file.parent) == before


def test_replace_values() -> None:
    """Values are replaced in place, and comments stay."""
    text = "# é ’\r\nedition: {id: 'a', n: 1} # why\nb:\n  c: >-\n    long\n    text\n  d: x # end\n"
    assert replace_values(text, {("edition", "id"): '"b"', ("edition", "n"): "2", ("b", "d"): "y"}) == (
        '# é ’\r\nedition: {id: "b", n: 2} # why\nb:\n  c: >-\n    long\n    text\n  d: y # end\n'
    )
    with pytest.raises(KeyError):
        replace_values(text, {("edition", "none"): "x"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1 # why\nx: [b]\nc: 2\n", "a: 1 # why\nc: 2\n"),
        ("- x: [b, c]\n  a: 1\n- a: 2\n", "- a: 1\n- a: 2\n"),
        ("- a: |\n    Text.\n  x:\n    - b\n    - c\n\n# Below\n- a: 2\n", "- a: |\n    Text.\n\n# Below\n- a: 2\n"),
        ("{x: [b], a: 1}\n", "{a: 1}\n"),
        ("{a: 1, x: [b]}\n", "{a: 1}\n"),
        ("{a: {x: 1, c: x}, x: {x: 2}}\n", "{a: {c: x}}\n"),
    ],
)
def test_without_key(text: str, expected: str) -> None:
    """A key goes wherever it is, with its values. What is around it is still the same YAML."""
    assert without_key(text, "x") == expected
