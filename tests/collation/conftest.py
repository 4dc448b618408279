"""Summaries that several modules look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from carers_framework.workbook.cells import Subject
from carers_framework.workbook.sheets.plan import DECISIONS
from tests.collation.samples import (
    HOSTILE,
    NEW,
    OLD,
    Tables,
    collate_many,
    day,
    send,
    summarise,
    tables_in,
    write_project,
)
from tests.helpers.shared import made_once


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the framework in two editions."""
    return write_project(tmp_path_factory.mktemp("project"))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An empty folder for workbooks."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def mixed_out(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the summary of workbooks of two editions."""

    def make(out: Path) -> None:
        inbox = tmp_path_factory.mktemp("mixed in")
        send_mixed(inbox)
        summarise(project, inbox, out)

    return made_once(tmp_path_factory, "mixed out", make)


@pytest.fixture(scope="session")
def mixed(mixed_out: Path) -> Tables:
    """The tables of that summary."""
    return tables_in(mixed_out)


def send_mixed(inbox: Path) -> None:
    """Write three areas' workbooks of two editions. One area sent three, and one does not say its name."""
    first = {"first_meeting": day(2023, 5), "review0_soil": "L"}
    send(inbox / "a.xlsx", OLD, {"area_name": "Oakham", "score_soil": "L", "found_saved": "Seen", **first})
    second = {"score_soil": "H1", "score_water": "L", "review1_soil": "H1", "review_date1": day(2024, 5), **first}
    send(inbox / "2024" / "oak.xlsx", OLD, {"area_name": " OAKHAM. ", **second})
    third = {"score_light": "L", "review0_light": "h1", "review1_light": "L", "review_date1": day(2025, 5)}
    found = {"found_saved": "Half", "found_bright": "Seen"}
    cut = {"action": "Cut the hedge", "take": "Aye", "done_by": day(2020), "know": "Sun", "status": "Waiting"}
    hedge = {f"{field}1_light": answer for field, answer in cut.items()}
    plant = {"action2": "Plant", "take2": "Aye", "done_by2": "in spring", "lead2": "Jo", "strategy2": "Parks"}
    aims = {"target_light": "H1", "aimed_by_light": day(2033), "target_water": "H1", "aimed_by_water": "one day"}
    later = {**third, **found, **hedge, **plant, "action2_light": "Mow", "take3_water": "Not I", **aims}
    send(inbox / "2025" / "oak.xlsx", NEW, {"area_name": "Oakham", **later})
    seen = {"found_saved": "Seen", "found_dark": "Unsure", "found_bright": "Seen"}
    ash = {"area_name": "Ash", "score_light": "H1", "score_water": "middling", "target_light": "L"}
    send(inbox / "b.xlsx", NEW, {**ash, "target_water": "top", **seen})
    send(inbox / "c.xlsx", NEW, {"score_water": "L"})


@pytest.fixture(scope="session")
def hostile(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the summary of workbooks that hold a hostile text wherever a text can be, and in their names."""

    def make(out: Path) -> None:
        inbox = tmp_path_factory.mktemp("hostile in")
        send_hostile(inbox)
        summarise(project, inbox, out, collate_many)

    return made_once(tmp_path_factory, "hostile out", make)


def send_hostile(inbox: Path) -> None:
    """Write a workbook for each hostile text."""
    for number, hostile in enumerate(HOSTILE):
        text = hostile.replace("\x00", "").replace("\x07", "")[:32_000]
        scores = ("score_light", "found_bright", "review0_light", "first_meeting", "aimed_by_light")
        plan = [Subject(field, "light", 1).name for field in ("action", *(field for field, _ in DECISIONS))]
        # A formula joins this to other texts, and a cell holds no more than 32,767 characters of them all.
        short = {"target_light": text[:500]}
        name = text.replace("/", "").replace("\n", "")[:40]
        send(inbox / f"{name}{number}.xlsx", NEW, {**dict.fromkeys(("area_name", *scores, *plan), text), **short})
