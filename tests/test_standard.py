"""The workbook against the Office Open XML schema, but for what openpyxl is known to write in its own way."""

from __future__ import annotations

from pathlib import Path

from openxml_audit import OpenXmlValidator
from openxml_audit.errors import ValidationError

from carers_framework.base.files import write_atomically
from carers_framework.framework.model import Framework
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.scenarios import scenarios


def is_known(error: ValidationError) -> bool:
    """What openpyxl writes in its own way, and every version of Excel takes.

    - The parts of a font stand in another order than in the first edition of the standard; later ones allow any order.
    - Texts stand in their cells and not in a table of texts. Excel moves them there when it saves.
    """
    font = error.part_uri == "/xl/styles.xml" and "/font[" in (error.path or "")
    return font or "inline-string cell" in error.description


def test_the_workbook_is_valid_empty_and_filled(framework: Framework, tmp_path: Path) -> None:
    validator = OpenXmlValidator()
    for name in ("empty", "mixed", "odd texts", "forty actions"):
        path = tmp_path / f"{name}.xlsx"
        write_atomically(path, to_bytes(build(framework, scenarios(framework)[name])))
        errors = [error for error in validator.validate(path).errors if not is_known(error)]
        assert errors == [], name
