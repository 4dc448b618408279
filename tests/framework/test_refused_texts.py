"""Texts that a framework file may not have, and names made from its texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from carers_framework.framework.load import FrameworkError, parse
from tests.helpers.project import DATA


@pytest.mark.parametrize("text", ["\u202eevil", "\u2066evil", "\x07", "\x1b[31m", "\x00", "W" * 100_000])
@pytest.mark.parametrize("key", ["title", "summary", "help", "purpose", "meetings", "label", "used_for"])
def test_refused_texts(text: str, key: str) -> None:
    """Unseen characters, and texts too long for a cell, are refused in clear lines."""
    data = yaml.load((DATA / "other.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    where = next(place for place in _mappings(data) if key in place)
    where[key] = [f"One {text}"] * 2 if isinstance(where[key], list) else f"One {text}"
    with pytest.raises(FrameworkError) as raised:
        parse(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True), "file.yaml")
    for problem in raised.value.problems:
        assert problem.text("file.yaml").isprintable()
        assert re.search("unseen character|over the limit|is not YAML|does not allow|is nam", problem.message)


def _mappings(data: Any) -> Iterator[dict[str, Any]]:
    """Yield every mapping in the data."""
    if isinstance(data, dict):
        yield data
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _mappings(value)


@pytest.mark.parametrize("title", ["../../gone", "/etc/passwd", 'a<b>:"|?*\\c', "CON", "Care & Co"])
def test_file_name(title: str) -> None:
    """Whatever the title, the workbook's name is that of a file in this folder."""
    text = (
        (DATA / "other.yaml").read_text(encoding="utf-8").replace("title: Good Gardens", f"title: {json.dumps(title)}")
    )
    name = parse(text, "other.yaml").workbook_name
    assert Path(name).name == name
    assert not set(name) & set('<>:"/\\|?*')
    assert name.endswith(" first-2030.xlsx")


def test_sheet_name() -> None:
    """The name of a sheet holds nothing that programs read as another character."""
    text = (DATA / "other.yaml").read_text(encoding="utf-8").replace("name: Begin", "name: Begin _x0041_")
    with pytest.raises(FrameworkError, match="start: name: holds _x0041_, which spreadsheet programs read as another"):
        parse(text, "other.yaml")
