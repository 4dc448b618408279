"""The JSON Schema in the repository is the one that the models give, and framework.yaml names it."""

from __future__ import annotations

from carers_framework.framework.schema import schema_text
from tests.helpers.project import FROZEN, ROOT


def test_schema_is_current() -> None:
    """The schema in the repository is the one that the models give."""
    stored = (ROOT / "framework.schema.json").read_text(encoding="utf-8")
    assert stored == schema_text(), "run `make schema`"


def test_schema_is_named() -> None:
    """The framework names its schema in the first line, where editors look for it."""
    first = (FROZEN / "framework.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=framework.schema.json"
