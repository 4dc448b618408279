"""The workbook follows the Office Open XML schema, except where openpyxl is known to differ."""

from __future__ import annotations

from pathlib import Path

from openxml_audit import OpenXmlValidator
from openxml_audit.errors import ValidationError

from carers_framework.framework.model import Framework
from tests.helpers.workbooks import write_workbook
from tests.scenarios import scenarios


def is_known(error: ValidationError) -> bool:
    """Return whether an error is about what openpyxl writes differently, and every version of Excel accepts.

    - The parts of a font have another order than in the first edition of the standard; later editions allow any order.
    - Texts are in their cells, not in a table of texts. Excel moves them there when it saves.
    """
    font = error.part_uri == "/xl/styles.xml" and "/font[" in (error.path or "")
    return font or "inline-string cell" in error.description


def test_valid(framework: Framework, tmp_path: Path) -> None:
    """The workbook is valid, empty and filled in."""
    validator = OpenXmlValidator()
    for name in ("empty", "mixed", "odd texts", "all actions"):
        path = write_workbook(tmp_path / f"{name}.xlsx", framework, scenarios(framework)[name])
        errors = [error for error in validator.validate(path).errors if not is_known(error)]
        assert errors == [], name
