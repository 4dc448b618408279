"""The JSON Schema in the repository is the one that the models give, and framework.yaml names it."""

from __future__ import annotations

from carers_framework.framework.schema import schema_text
from tests.helpers.project import ROOT


def test_the_schema_is_in_step_with_the_models() -> None:
    stored = (ROOT / "framework.schema.json").read_text(encoding="utf-8")
    assert stored == schema_text(), "run `make schema`"


def test_the_framework_names_its_schema_in_the_first_line() -> None:
    first = (ROOT / "framework.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=framework.schema.json"
