"""A project with two editions and its inbox, for the tests of collating."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.collation.samples import NEW, send, write_project


@pytest.fixture(scope="session")
def two_editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the framework in two editions."""
    return write_project(tmp_path_factory.mktemp("project"))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with one workbook."""
    send(tmp_path / "inbox" / "0.xlsx", NEW, {"area_name": "Ash", "score_light": "L"})
    return tmp_path / "inbox"
