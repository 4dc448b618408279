"""The table of what other programs leave of the workbook counts what is in a file."""

from __future__ import annotations

from pathlib import Path

from carers_framework.workbook.answers import Answers
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.helpers.editions import GARDENS
from tests.helpers.packages import with_parts
from tools.programs import measured


def test_measured(tmp_path: Path) -> None:
    """What a program left out is no longer counted."""
    content = to_bytes(build(GARDENS, Answers({"area_name": "Here", "score_soil": "L"})))
    before, after = tmp_path / "before.xlsx", tmp_path / "after.xlsx"
    before.write_bytes(content)
    after.write_bytes(
        with_parts(content, lambda _, part: part.replace(b"cfRule", b"other").replace(b"sheetProt", b"x"))
    )
    whole, less = measured(before, GARDENS), measured(after, GARDENS)
    assert all(map(int, whole))
    assert (less[1:3], less[3:]) == (("0", "0"), whole[3:])
    assert whole[7] == "2"
