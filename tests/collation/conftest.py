"""Summaries that several modules look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from .samples import HOSTILE, NEW, OLD, Tables, day, send, summary_of, write_project


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
def mixed_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the summary of workbooks of two editions, once `mixed` has made it."""
    return tmp_path_factory.mktemp("mixed out")


@pytest.fixture(scope="session")
def mixed(project: Path, mixed_out: Path, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The summary of three areas' workbooks of two editions. One area sent three, and one does not say its name."""
    inbox = tmp_path_factory.mktemp("mixed in")
    first = {"first_meeting": day(2023, 5), "review0_soil": "L"}
    send(inbox / "a.xlsx", OLD, {"area_name": "Oakham", "score_soil": "L", "found_saved": "Seen", **first})
    second = {"score_soil": "H1", "score_water": "L", "review1_soil": "H1", "review_date1": day(2024, 5), **first}
    send(inbox / "2024" / "oak.xlsx", OLD, {"area_name": " OAKHAM. ", **second})
    third = {"score_light": "L", "review0_light": "h1", "review1_light": "L", "review_date1": day(2025, 5)}
    found = {"found_saved": "Half", "found_bright": "Seen"}
    plan = [
        {"plan_section": "Light", "plan_action": "Cut the hedge", "plan_due": day(2020), "plan_status": "Waiting"},
        {},
        {"plan_action": "Plant", "plan_due": "in spring", "plan_lead": "Jo"},
    ]
    send(inbox / "2025" / "oak.xlsx", NEW, {"area_name": "Oakham", **third, **found}, plan)
    seen = {"found_saved": "Seen", "found_dark": "Unsure", "found_bright": "Seen"}
    send(inbox / "b.xlsx", NEW, {"area_name": "Ash", "score_light": "H1", "score_water": "middling", **seen})
    send(inbox / "c.xlsx", NEW, {"score_water": "L"})
    return summary_of(project, inbox, mixed_out)


@pytest.fixture(scope="session")
def hostile(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the summary of workbooks that hold a hostile text wherever a text can be, and in their names."""
    inbox, out = tmp_path_factory.mktemp("hostile in"), tmp_path_factory.mktemp("hostile out")
    for number, hostile in enumerate(HOSTILE):
        text = hostile.replace("\x00", "").replace("\x07", "")[:32_000]
        cells = {"score_light": text, "found_bright": text, "review0_light": text, "first_meeting": text}
        names = ("plan_section", "plan_action", "plan_progress", "plan_due", "plan_lead", "plan_status")
        name = text.replace("/", "").replace("\n", "")[:40]
        send(inbox / f"{name}{number}.xlsx", NEW, {"area_name": text, **cells}, [dict.fromkeys(names, text)])
    summary_of(project, inbox, out)
    return out
