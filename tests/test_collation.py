"""Many workbooks become one summary: every number of it, whatever the editions, and whatever people typed.

The summary's workbook is read by LibreOffice and by calamine, its pages by Chromium. How it looks, people have to see.
"""

from __future__ import annotations

import csv
import datetime
import os
import pty
import re
import resource
import shutil
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
import yaml
from playwright.sync_api import Browser
from python_calamine import CalamineWorkbook

from carers_framework.collation.as_csv import _line
from carers_framework.collation.records import clean
from carers_framework.collation.store import area_key
from carers_framework.collation.tables import merged
from carers_framework.framework.load import load, parse
from carers_framework.framework.model import Framework
from carers_framework.framework.types import CELL_LIMIT
from carers_framework.workbook.answers import Answer, Answers
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.helpers import hostile as hostile_texts
from tests.helpers.axe import violations
from tests.helpers.pages import Page
from tests.helpers.project import DATA, ROOT
from tests.helpers.workbooks import convert_all

OLD = load(DATA / "other.yaml")
TABLES = ("scores", "over-time", "by-section", "movement", "actions", "evidence", "problems")
HOSTILE = (
    *hostile_texts.ODD,
    *hostile_texts.FORMULAS,
    *hostile_texts.DISGUISED_FORMULAS,
    *hostile_texts.HTML,
    *hostile_texts.TEMPLATES,
    *hostile_texts.UNSEEN,
    *hostile_texts.LONG,
    "[link](javascript:alert(1)) `code` # heading",
    "a,b;c\r\nd\te",
    "' OR 1=1; DROP TABLE workbook; --",
)


Tables = dict[str, list[dict[str, str]]]
"""The rows of each table, by their headings."""


def new_edition() -> str:
    """The edition after the old one, as a file: one section gone, one new, one reworded with one of its indicators."""
    data = yaml.load((DATA / "other.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    data["edition"] |= {"id": "second-2032", "updated": 2032}
    _, water = data["sections"]
    water["title"], water["requirement"] = "Water everywhere", "Water is kept and shared."
    water["levels"]["H1"][0]["text"] = "Water is saved in barrels."
    levels = {
        "L": [{"id": "dark", "at": "Page 6", "text": "It is dark."}],
        "H1": [{"id": "bright", "at": "Page 6", "text": "It is bright."}],
    }
    light = {"id": "light", "title": "Light", "at": "Page 6", "description": "Sun.", "requirement": "Let it in."}
    data["sections"] = [{**light, "levels": levels}, water]
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True)


NEW_FILE = new_edition()
NEW = parse(NEW_FILE, "framework.yaml")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the framework in two editions."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "editions").mkdir(parents=True)
    shutil.copy(DATA / "other.yaml", folder / "editions" / "first-2030.yaml")
    (folder / "framework.yaml").write_text(NEW_FILE, encoding="utf-8")
    return folder


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def send(
    path: Path, edition: Framework, cells: Mapping[str, Answer], plan: Sequence[Mapping[str, Answer]] = ()
) -> None:
    """Put a filled-in workbook there."""
    names = {name for row in plan for name in row}
    columns = {name: tuple(row.get(name) for row in plan) for name in names}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(to_bytes(build(edition, Answers(cells, columns))))


def collate(project: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / "collate_workbooks.py", "--framework", project / "framework.yaml", *arguments]
    return subprocess.run([str(one) for one in command], capture_output=True, text=True, timeout=120, check=False)


def summary_of(project: Path, inbox: Path, out: Path) -> Tables:
    """The rows of each table of the summary of an inbox, by their headings, as the CSV files hold them."""
    result = collate(project, inbox, "--output", out / "summary.xlsx", "--csv", out / "csv", "--html", out / "html")
    assert (result.returncode, result.stderr) == (0, "")
    found = {}
    for name in TABLES:
        with (out / "csv" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
            found[name] = list(csv.DictReader(stream))
    return found


def day(year: int, month: int = 1, number: int = 1) -> datetime.date:
    return datetime.date(year, month, number)


@pytest.fixture(scope="module")
def mixed_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the summary of workbooks of two editions is."""
    return tmp_path_factory.mktemp("mixed out")


@pytest.fixture(scope="module")
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


def columns(rows: list[dict[str, str]], *names: str) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def test_each_score_has_its_words_date_and_edition_and_says_whether_it_is_the_latest(mixed: Tables) -> None:
    saved, new, old = "2032-01-01", "second-2032", "first-2030"
    assert columns(mixed["scores"], "Area", "Part", "Score", "Score in words", "Date", "Edition", "Which workbook") == [
        ("Ash", "Light", "H1", "Blue: In bloom", saved, new, "Only one"),
        ("Ash", "Water everywhere", "middling", "Not one of the scores", saved, new, "Only one"),
        ("c", "Light", "", "Not scored", saved, new, "Only one"),
        ("c", "Water everywhere", "L", "Purple: Bare", saved, new, "Only one"),
        ("Oakham", "Water everywhere", "", "Not scored", "2023-05-01", old, "Earlier"),
        ("Oakham", "Soil & roots", "L", "Purple: Bare", "2023-05-01", old, "Earlier"),
        ("Oakham", "Water everywhere", "L", "Purple: Bare", "2024-05-01", old, "Earlier"),
        ("Oakham", "Soil & roots", "H1", "Blue: In bloom", "2024-05-01", old, "Earlier"),
        ("Oakham", "Light", "L", "Purple: Bare", "2025-05-01", new, "Latest"),
        ("Oakham", "Water everywhere", "", "Not scored", "2025-05-01", new, "Latest"),
    ]
    assert {row["File"] for row in mixed["scores"]} == {"a.xlsx", "b.xlsx", "c.xlsx", "2024/oak.xlsx", "2025/oak.xlsx"}


def test_scores_over_time_come_from_all_workbooks_of_an_area_each_once(mixed: Tables) -> None:
    rows = [row for row in mixed["over-time"] if row["Area"] == "Oakham"]
    assert columns(rows, "Part", "Meeting", "Date", "Score", "Change", "File") == [
        ("Light", "First walk", "", "H1", "First", "2025/oak.xlsx"),
        ("Light", "Second walk", "2025-05-01", "L", "Worse", "2025/oak.xlsx"),
        ("Water everywhere", "At that time", "2024-05-01", "L", "First", "2024/oak.xlsx"),
        ("Soil & roots", "First walk", "2023-05-01", "L", "First", "2024/oak.xlsx"),
        ("Soil & roots", "Second walk", "2024-05-01", "H1", "Better", "2024/oak.xlsx"),
    ]
    assert columns(mixed["movement"], "Part", "Better", "Same", "Worse", "One score only") == [
        ("Light", "0", "0", "1", "1"),
        ("Water everywhere", "0", "0", "0", "2"),
        ("Soil & roots", "1", "0", "0", "0"),
    ]


def test_each_area_counts_once_by_section_and_what_one_edition_has_is_shown_as_such(mixed: Tables) -> None:
    names = ("Part", "Purple: Bare", "Blue: In bloom", "Not one of the scores", "Not scored", "Areas")
    assert columns(mixed["by-section"], *names, "In which editions") == [
        ("Light", "1", "1", "0", "1", "3", "second-2032 only"),
        ("Water everywhere", "1", "0", "1", "1", "3", "All"),
        ("Soil & roots", "0", "0", "0", "0", "0", "first-2030 only"),
    ]


def test_evidence_is_counted_by_indicator_with_who_to_ask(mixed: Tables) -> None:
    names = ("What it looks like", "Seen", "Half", "Unseen", "Unsure", "Other answers", "No answer")
    assert columns(mixed["evidence"], *names, "In which editions", "Its words", "Seen: areas") == [
        ("It is dark.", "0", "0", "0", "1", "0", "2", "second-2032 only", "The same", ""),
        ("It is bright.", "2", "0", "0", "0", "0", "1", "second-2032 only", "The same", "Ash; Oakham"),
        ("'=Water is wasted.", "0", "0", "0", "0", "0", "3", "All", "The same", ""),
        ("Water is saved in barrels.", "1", "1", "0", "0", "0", "1", "All", "Reworded between editions", "Ash"),
        ("Water is shared.", "0", "0", "0", "0", "0", "3", "All", "The same", ""),
        ("The soil is dry.", "0", "0", "0", "0", "0", "0", "first-2030 only", "The same", ""),
        ("The soil is moist.", "0", "0", "0", "0", "0", "0", "first-2030 only", "The same", ""),
    ]


def test_every_row_of_every_plan_is_there_with_whether_it_is_due_today(mixed: Tables) -> None:
    names = ("Area", "No.", "Part", "Deed", "By", "Leader", "State", "Is it due?", "Edition")
    assert columns(mixed["actions"], *names) == [
        ("Oakham", "1", "Light", "Cut the hedge", "2020-01-01", "", "Waiting", "Overdue", "second-2032"),
        ("Oakham", "3", "", "Plant", "in spring", "Jo", "", "No date yet", "second-2032"),
    ]


def test_problems_tell_what_was_read_in_part_and_what_to_know(mixed: Tables) -> None:
    found = columns(mixed["problems"], "File", "What kind", "What it is, and what to do")
    assert [row[:2] for row in found] == [
        ("2025/oak.xlsx", "Read in part"),
        ("b.xlsx", "Read in part"),
        ("2025/oak.xlsx", "To know"),
        ("b.xlsx", "To know"),
        ("c.xlsx", "To know"),
        ("c.xlsx", "To know"),
    ]
    assert "“By” is not a date" in found[0][2]
    assert found[1][2] == "Water everywhere: the score “middling” is none of L, H1."
    assert found[2][2] == "is the latest of 3 workbooks of Oakham. All are kept, and this one counts."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("St. Helens", "ST HELENS ", True),
        ("Gwynedd", "Gwynedd\n", True),
        ("Ynys Môn", "Ynys Mon", True),
        ("Leeds", "Leeds City", False),
        ("!!", "??", False),
    ],
)
def test_spellings_of_an_area_are_one_and_areas_are_not_guessed(one: str, other: str, same: bool) -> None:
    assert (area_key(one) == area_key(other)) is same


def test_a_file_that_is_no_workbook_of_ours_is_named_with_the_reason_and_costs_nothing_else(
    project: Path, inbox: Path, tmp_path: Path
) -> None:
    send(inbox / "good.xlsx", NEW, {"area_name": "Ash", "score_light": "L"})
    send(inbox / "empty.xlsx", NEW, {})
    (inbox / "torn.xlsx").write_bytes((inbox / "good.xlsx").read_bytes()[:5000])
    (inbox / "letter.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (inbox / "~$good.xlsx").write_bytes(b"kept by Excel while the file is open")
    (inbox / "notes.docx").write_bytes(b"not a workbook")
    (inbox / "example.xlsx").write_bytes(to_bytes(build(NEW, Answers({"area_name": "Nowhere"}), notice="Invented.")))
    assert collate(project, inbox, "--output", inbox / "earlier.xlsx").returncode == 0
    found = summary_of(project, inbox, tmp_path / "out")
    assert columns(found["problems"], "File", "What kind") == [
        ("letter.xls", "Not read"),
        ("torn.xlsx", "Not read"),
        ("earlier.xlsx", "Left out"),
        ("empty.xlsx", "Left out"),
        ("example.xlsx", "Left out"),
        ("good.xlsx", "To know"),
    ]
    assert {row["Area"] for row in found["scores"]} == {"Ash"}


def send_mischief(inbox: Path) -> None:
    """Workbooks in which every place for a text is used for mischief, the names of the files too."""
    for number, mischief in enumerate(HOSTILE):
        text = mischief.replace("\x00", "").replace("\x07", "")[:32_000]
        indicators = {"score_light": text, "found_bright": text, "review0_light": text, "first_meeting": text}
        names = ("plan_section", "plan_action", "plan_progress", "plan_due", "plan_lead", "plan_status")
        plan = [dict.fromkeys(names, text)]
        name = text.replace("/", "").replace("\n", "")[:40]
        send(inbox / f"{name}{number}.xlsx", NEW, {"area_name": text, **indicators}, plan)


@pytest.fixture(scope="module")
def hostile(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the summary of hostile workbooks."""
    inbox, out = tmp_path_factory.mktemp("hostile in"), tmp_path_factory.mktemp("hostile out")
    send_mischief(inbox)
    summary_of(project, inbox, out)
    return out


def test_nothing_that_people_typed_becomes_a_formula_a_link_or_markup(
    hostile: Path, project: Path, tmp_path: Path
) -> None:
    workbook = openpyxl.load_workbook(hostile / "summary.xlsx")
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type in {"f", "e"} or cell.hyperlink]
    assert not workbook.defined_names
    for name in TABLES:
        with (hostile / "csv" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
            texts = [text for row in csv.reader(stream) for text in row]
        assert not [text for text in texts if text.strip().startswith(tuple("=+-@\uff1d|%"))], name
    calm = tmp_path / "calm"
    send(calm / "one.xlsx", NEW, {"area_name": "A", "score_light": "?", "found_bright": "Seen"}, [{"plan_action": "a"}])
    send(
        calm / "two.xlsx", NEW, {"area_name": "A", "score_light": "L", "review0_light": "H1"}, [{"plan_due": day(2020)}]
    )
    summary_of(project, calm, tmp_path / "calm out")
    for page in (hostile / "html").glob("*.html"):
        found = Page(page.read_text(encoding="utf-8"))
        expected = Page((tmp_path / "calm out" / "html" / page.name).read_text(encoding="utf-8"))
        assert set(found.elements) <= set(expected.elements), page.name
        assert set(found.addresses) == set(expected.addresses), page.name


def test_what_people_typed_is_there_as_they_typed_it(hostile: Path) -> None:
    expected = {clean(text) for text in HOSTILE if len(text) < 32_000}
    rows = CalamineWorkbook.from_path(str(hostile / "summary.xlsx")).get_sheet_by_name("Actions").to_python()
    action = rows[3].index("Deed")
    assert expected <= {str(row[action]) for row in rows}
    page = Page((hostile / "html" / "actions.html").read_text(encoding="utf-8"))
    assert expected <= {text.replace("\r\n", "\n") for text in page.texts}


def test_text_is_cleaned_of_what_could_disturb_and_of_nothing_else() -> None:
    assert clean("Ŵyn ağaç غیر 👩‍👧\r\n=1+1\tx") == "Ŵyn ağaç غیر 👩‍👧\n=1+1\tx"
    assert clean("\x00\x07a\u202eb\u2066c\ud800d\ufffe") == "abcd"
    assert len(clean("x" * 100_000)) < 32_767


@pytest.mark.libreoffice
def test_libreoffice_reads_the_same_values_from_the_summary(hostile: Path, tmp_path: Path) -> None:
    paths = [hostile / "summary.xlsx"]
    (converted,) = convert_all(paths, "xlsx", tmp_path)
    ours, theirs = (CalamineWorkbook.from_path(str(path)) for path in (paths[0], converted))
    assert ours.sheet_names == theirs.sheet_names
    for name in ours.sheet_names:
        rows = (book.get_sheet_by_name(name).to_python(skip_empty_area=False) for book in (ours, theirs))
        for one, other in zip(*rows, strict=True):
            assert [*one] == [*other[: len(one)]]


@pytest.mark.chromium
@pytest.mark.usefixtures("mixed")
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)])
def test_axe_finds_nothing_on_the_pages_and_they_ask_nobody(
    hostile: Path, mixed_out: Path, browser: Browser, scheme: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for folder in (hostile / "html", mixed_out / "html"):
        for path in sorted(folder.glob("*.html")):
            page.goto(path.as_uri())
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            assert violations(page) == [], path.name
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name
    context.close()
    assert [address for address in asked if not address.startswith("file:")] == []


def test_a_bar_shows_how_far_it_has_come_on_a_terminal_alone(project: Path, inbox: Path, tmp_path: Path) -> None:
    send(inbox / "a.xlsx", NEW, {"area_name": "Ash", "score_light": "L"})
    command = [sys.executable, ROOT / "collate_workbooks.py", inbox, "--framework", project / "framework.yaml"]
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    os.set_blocking(ours, False)
    subprocess.run([*command, "--output", tmp_path / "a.xlsx"], stderr=theirs, stdout=subprocess.DEVNULL, check=True)
    assert b" files/s" in os.read(ours, 10_000)
    os.close(theirs)
    os.close(ours)
    quiet = subprocess.run([*command, "--output", tmp_path / "b.xlsx"], capture_output=True, check=True)
    assert quiet.stderr == b""
    assert quiet.stdout.startswith(b"1 workbook of 1 area, collected on ")


def test_an_interruption_leaves_nothing_behind_and_says_what_was_done(
    project: Path, inbox: Path, tmp_path: Path
) -> None:
    send(inbox / "0.xlsx", NEW, {"area_name": "Ash", "score_light": "L"})
    for number in range(1, 3000):
        os.link(inbox / "0.xlsx", inbox / f"{number}.xlsx")
    out = tmp_path / "out"
    command = [sys.executable, ROOT / "collate_workbooks.py", inbox, "--framework", project / "framework.yaml"]
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    running = subprocess.Popen(
        [*command, "--output", out / "summary.xlsx", "--csv", out / "csv"],
        stderr=theirs,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    os.close(theirs)
    shown = b""
    while not re.search(rb" [1-9]\d*/3000 ", shown):
        shown += os.read(ours, 1000)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: every process of the command is told
    time.sleep(0.05)
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGINT)  # as people do who are in a hurry
    stdout, _ = running.communicate(timeout=60)
    shown += _what_is_left(ours)
    assert (running.returncode, stdout) == (130, "")
    last = shown.decode().splitlines()[-1]
    assert re.fullmatch(r"Interrupted: read [\d,]+ of 3,000 files, wrote nothing\.", last)
    assert b"Traceback" not in shown
    assert not out.exists()


def _what_is_left(terminal: int) -> bytes:
    """What stands on a terminal that no process writes to any more."""
    shown = b""
    with suppress(OSError):  # so Linux says that it is over
        while piece := os.read(terminal, 1000):
            shown += piece
    os.close(terminal)
    return shown


def test_a_disk_without_room_for_what_was_read_is_one_line(project: Path, inbox: Path, tmp_path: Path) -> None:
    send(inbox / "0.xlsx", NEW, {"area_name": "Ash"}, [{"plan_action": "An action. " * 2000}] * 20)
    for number in range(1, 30):
        os.link(inbox / "0.xlsx", inbox / f"{number}.xlsx")
    output = tmp_path / "summary.xlsx"
    command = [sys.executable, ROOT / "collate_workbooks.py", inbox, "--framework", project / "framework.yaml"]
    result = subprocess.run(
        [*command, "--output", output],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )
    assert (result.returncode, result.stdout) == (1, "")
    assert re.fullmatch(r"The summary cannot be put together \(.+\)\. See whether the disk is full\.\n", result.stderr)
    assert not output.exists()


def test_what_cannot_be_done_is_one_line(project: Path, inbox: Path, tmp_path: Path) -> None:
    send(inbox / "a.xlsx", NEW, {"area_name": "Ash"})
    (tmp_path / "nothing here").mkdir()
    there = tmp_path / "there.xlsx"
    there.write_bytes(b"mine")
    content = (inbox / "a.xlsx").read_bytes()
    for arguments, line in {
        (tmp_path / "nothing here", "--output", tmp_path / "x.xlsx"): "holds no workbooks",
        (tmp_path / "no such folder", "--output", tmp_path / "x.xlsx"): "cannot be read (no such file or directory)",
        (inbox, "--output", inbox / "a.xlsx"): "is one of the workbooks to collect",
        (inbox, "--output", inbox / "a.xlsx", "--force"): "is one of the workbooks to collect",
        (inbox, "--output", there): "is there already",
        (inbox, "--output", tmp_path / "x.xlsx", "--csv", inbox): "is there already",
        (inbox, "--output", there / "x.xlsx"): "cannot be written (file exists)",
    }.items():
        result = collate(project, *arguments)
        assert (result.returncode, result.stdout) == (1, "")
        assert line in result.stderr
        assert result.stderr.count("\n") == 1
    assert there.read_bytes() == b"mine"
    assert (inbox / "a.xlsx").read_bytes() == content
    assert sorted(path.name for path in tmp_path.iterdir()) == ["inbox", "nothing here", "there.xlsx"]


def over_time(project: Path, inbox: Path, out: Path) -> list[tuple[str, ...]]:
    """Meeting, date, score, change and file of each row over time."""
    return columns(summary_of(project, inbox, out)["over-time"], "Meeting", "Date", "Score", "Change", "File")


def test_a_review_without_a_date_comes_after_the_meeting_before_it(project: Path, inbox: Path, tmp_path: Path) -> None:
    scores = {"review0_light": "L", "review1_light": "H1", "score_light": "H1"}
    send(inbox / "a.xlsx", NEW, {"area_name": "Ash", "first_meeting": day(2024), **scores})
    assert over_time(project, inbox, tmp_path / "out") == [
        ("First walk", "2024-01-01", "L", "First", "a.xlsx"),
        ("Second walk", "", "H1", "Better", "a.xlsx"),
    ]


def test_a_meeting_in_two_workbooks_is_told_by_the_later_one(project: Path, inbox: Path, tmp_path: Path) -> None:
    first = {"area_name": "Ash", "first_meeting": day(2024)}
    send(inbox / "a.xlsx", NEW, {**first, "score_light": "L"})
    send(inbox / "b.xlsx", NEW, {**first, "review0_light": "H1", "score_light": "H1"})
    send(inbox / "c.xlsx", NEW, {**first, "review0_light": "L", "review_date1": day(2025), "score_light": "H1"})
    assert over_time(project, inbox, tmp_path / "out") == [
        ("First walk", "2024-01-01", "L", "First", "c.xlsx"),
        ("Now", "2025-01-01", "H1", "Better", "c.xlsx"),
    ]


def test_a_review_that_is_planned_puts_no_score_into_the_future(project: Path, inbox: Path, tmp_path: Path) -> None:
    first = {"area_name": "Ash", "first_meeting": day(2024)}
    send(inbox / "a.xlsx", NEW, {**first, "score_light": "L", "review_date1": day(2199)})
    later = {**first, "review_date1": day(2025, 5), "review1_light": "H1", "score_light": "H1"}
    send(inbox / "b.xlsx", NEW, later)
    assert [(row[0], row[2], row[3]) for row in over_time(project, inbox, tmp_path / "out")] == [
        ("At that time", "L", "First"),
        ("Second walk", "H1", "Better"),
    ]


def test_scores_of_all_editions_are_in_one_order() -> None:
    assert merged([["C", "B", "A"], ["D", "C", "B", "A"]]) == ["D", "C", "B", "A"]
    assert merged([["L", "H"], ["L", "M", "H", "T"], ["Z", "L"]]) == ["Z", "L", "M", "H", "T"]


def test_a_text_that_looks_like_a_day_stays_a_text(project: Path, inbox: Path, tmp_path: Path) -> None:
    plan = [{"plan_action": "2024-01-01", "plan_due": "2020-05-01"}, {"plan_action": "Sow", "plan_due": day(2020)}]
    send(inbox / "a.xlsx", NEW, {"area_name": "Ash"}, plan)
    summary_of(project, inbox, tmp_path / "out")
    sheet = openpyxl.load_workbook(tmp_path / "out" / "summary.xlsx")["Actions"]
    heads = [cell.value for cell in sheet[4]]
    found = [[row[heads.index(name)].value for name in ("Deed", "By")] for row in sheet.iter_rows(5, 6)]
    assert found == [["2024-01-01", "2020-05-01"], ["Sow", datetime.datetime(2020, 1, 1)]]


def test_what_is_odd_about_dates_scores_and_lost_names_is_told(project: Path, inbox: Path, tmp_path: Path) -> None:
    send(inbox / "a.xlsx", NEW, {"area_name": "Ash", "first_meeting": day(2199), "review0_light": "amber"})
    send(inbox / "b.xlsx", NEW, {"area_name": "Beech", "score_light": "L", "score_water": "L"})
    workbook = openpyxl.load_workbook(inbox / "b.xlsx")
    for name in ("area_name", "score_light", "score_water"):
        del workbook.defined_names[name]
    workbook.save(inbox / "b.xlsx")
    found = summary_of(project, inbox, tmp_path / "out")["problems"]
    texts = [(row["File"], row["What it is, and what to do"]) for row in found]
    assert ("a.xlsx", "Light, First walk: the score “amber” is none of L, H1.") in texts
    assert ("a.xlsx", "First walk: has a score, and its date (01/01/2199) is to come.") in texts
    assert any(text.startswith("has no date of a meeting that has been.") for _, text in texts)
    told = [text.rpartition(": ")[2] for file, text in texts if file == "b.xlsx" and "in no answer's place" in text]
    assert sorted(told) == ["Beech", "L", "L"]


def test_links_pipes_and_names_that_look_alike(project: Path, inbox: Path, tmp_path: Path) -> None:
    send(tmp_path / "elsewhere" / "a.xlsx", NEW, {"area_name": "Ash", "score_light": "L"})
    (inbox / "linked").symlink_to(tmp_path / "elsewhere")
    (inbox / "round.xlsx").symlink_to(inbox / "round.xlsx")
    (inbox / "linked" / "again").symlink_to(inbox)
    os.mkfifo(inbox / "pipe.xlsx")
    for name in (b"x\xfe.xlsx", b"x\xff.xlsx"):
        Path(os.fsdecode(os.fsencode(inbox) + b"/" + name)).write_bytes(b"nothing")
    found = summary_of(project, inbox, tmp_path / "out")
    assert {row["File"] for row in found["scores"]} == {"linked/a.xlsx"}
    assert [row["File"] for row in found["problems"] if row["What kind"] == "Not read"] == [
        "pipe.xlsx",
        "round.xlsx",
        "x.xlsx",
        "x.xlsx (2)",
    ]


def test_a_list_of_areas_longer_than_a_cell_is_cut(project: Path, inbox: Path, tmp_path: Path) -> None:
    for letter in "ab":
        send(inbox / f"{letter}.xlsx", NEW, {"area_name": letter * 20_000, "found_bright": "Seen"})
    found = summary_of(project, inbox, tmp_path / "out")
    assert max(len(row["Seen: areas"]) for row in found["evidence"]) > 40_000
    sheet = openpyxl.load_workbook(tmp_path / "out" / "summary.xlsx")["Evidence"]
    assert max(len(str(cell.value)) for row in sheet.iter_rows() for cell in row) == CELL_LIMIT


@pytest.mark.parametrize("text", ["Ring;=1+1", 'Ring;"=1+1', "Ring\n=1+1", "Ring ; +1"])
def test_no_separator_makes_a_formula_of_a_text_in_csv(text: str) -> None:
    cells = re.split("[;\n]", _line((text,)).decode())
    assert not any(cell.strip(' "\r').startswith(tuple("=+-@")) for cell in cells)


def test_several_folders_are_one_and_a_file_counts_once(project: Path, tmp_path: Path) -> None:
    send(tmp_path / "north" / "a.xlsx", NEW, {"area_name": "Ash", "score_light": "L"})
    send(tmp_path / "south" / "a.xlsx", NEW, {"area_name": "Beech", "score_light": "H1"})
    folders = (tmp_path / "north", tmp_path / "south", tmp_path / "north")
    result = collate(project, *folders, "--output", tmp_path / "x.xlsx", "--csv", tmp_path / "csv")
    assert result.stdout.startswith("2 workbooks of 2 areas")
    text = (tmp_path / "csv" / "scores.csv").read_text(encoding="utf-8")
    assert "north/a.xlsx" in text
    assert str(tmp_path) not in text
