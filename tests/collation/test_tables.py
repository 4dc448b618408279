"""Every number of the summary's tables, from workbooks of two editions."""

from __future__ import annotations

from pathlib import Path

from tests.collation.samples import NEW, Tables, columns, day, send, summary_of


def test_scores(mixed: Tables) -> None:
    """Each score has its words, date and edition, and says whether its workbook is the area's latest."""
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


def test_over_time(mixed: Tables) -> None:
    """Scores over time come from all workbooks of an area, each once."""
    rows = [row for row in mixed["over-time"] if row["Area"] == "Oakham"]
    assert columns(rows, "Part", "Meeting", "Date", "Score", "Change", "File") == [
        ("Light", "First walk", "", "H1", "First", "2025/oak.xlsx"),
        ("Light", "Second walk", "2025-05-01", "L", "Worse", "2025/oak.xlsx"),
        ("Water everywhere", "At that time", "2024-05-01", "L", "First", "2024/oak.xlsx"),
        ("Soil & roots", "First walk", "2023-05-01", "L", "First", "2024/oak.xlsx"),
        ("Soil & roots", "Second walk", "2024-05-01", "H1", "Better", "2024/oak.xlsx"),
    ]


def test_movement(mixed: Tables) -> None:
    assert columns(mixed["movement"], "Part", "Better", "Same", "Worse", "One score only") == [
        ("Light", "0", "0", "1", "1"),
        ("Water everywhere", "0", "0", "0", "2"),
        ("Soil & roots", "1", "0", "0", "0"),
    ]


def test_by_section(mixed: Tables) -> None:
    """Each area counts once, and what only one edition has is shown as such."""
    names = ("Part", "Purple: Bare", "Blue: In bloom", "Not one of the scores", "Not scored", "Areas")
    assert columns(mixed["by-section"], *names, "In which editions") == [
        ("Light", "1", "1", "0", "1", "3", "second-2032 only"),
        ("Water everywhere", "1", "0", "1", "1", "3", "All"),
        ("Soil & roots", "0", "0", "0", "0", "0", "first-2030 only"),
    ]


def test_evidence(mixed: Tables) -> None:
    """Each answer has its own count, whatever the score, and the areas that the indicator describes are named."""
    names = ("Score", "What it looks like", "Seen", "Half", "Unseen", "Unsure", "Other answers", "No answer")
    assert columns(mixed["evidence"], *names, "In which editions", "Wording", "Seen: areas") == [
        ("L", "It is dark.", "0", "0", "0", "1", "0", "2", "second-2032 only", "The same", ""),
        ("H1", "It is bright.", "2", "0", "0", "0", "0", "1", "second-2032 only", "The same", "Ash; Oakham"),
        ("L", "'=Water is wasted.", "0", "0", "0", "0", "0", "3", "All", "The same", ""),
        ("H1", "Water is saved in barrels.", "1", "1", "0", "0", "0", "1", "All", "Reworded between editions", "Ash"),
        ("H1", "Water is shared.", "0", "0", "0", "0", "0", "3", "All", "The same", ""),
        ("L", "The soil is dry.", "0", "0", "0", "0", "0", "0", "first-2030 only", "The same", ""),
        ("H1", "The soil is moist.", "0", "0", "0", "0", "0", "0", "first-2030 only", "The same", ""),
    ]


def test_actions(mixed: Tables) -> None:
    """Every row of every plan is there, with whether it is due today."""
    names = ("No.", "Part", "Deeds to do", "Do it?", "By", "Leader", "Sign", "Purse", "State", "Is it due?")
    assert columns(mixed["actions"], *names) == [
        ("1.1", "Light", "Cut the hedge", "Aye", "2020-01-01", "", "Sun", "", "Waiting", "Overdue"),
        ("1.2", "Light", "Mow", "", "", "", "", "", "", "To decide"),
        ("2.3", "Water everywhere", "", "Not I", "", "", "", "", "", "No action here"),
        ("3.2", "", "Plant", "Aye", "in spring", "Jo", "", "Parks", "", "No date yet"),
    ]
    assert {(row["Area"], row["Edition"]) for row in mixed["actions"]} == {("Oakham", "second-2032")}


def test_targets(mixed: Tables) -> None:
    """Each area's latest scores are beside those that it aims for, with the steps where it has both."""
    names = ("Area", "Part", "Score", "Hope", "Hoped by", "Steps still to go", "File")
    assert columns(mixed["targets"], *names) == [
        ("Ash", "Light", "H1", "L", "", "0", "b.xlsx"),
        ("Ash", "Water everywhere", "middling", "top", "", "", "b.xlsx"),
        ("c", "Light", "", "", "", "", "c.xlsx"),
        ("c", "Water everywhere", "L", "", "", "", "c.xlsx"),
        ("Oakham", "Light", "L", "H1", "2033-01-01", "1", "2025/oak.xlsx"),
        ("Oakham", "Water everywhere", "", "H1", "one day", "", "2025/oak.xlsx"),
    ]


def test_problems(mixed: Tables) -> None:
    found = columns(mixed["problems"], "File", "Kind", "What it is, and what to do")
    assert [row[:2] for row in found] == [
        ("2025/oak.xlsx", "Read in part"),
        ("2025/oak.xlsx", "Read in part"),
        ("b.xlsx", "Read in part"),
        ("b.xlsx", "Read in part"),
        ("2025/oak.xlsx", "To know"),
        ("b.xlsx", "To know"),
        ("c.xlsx", "To know"),
        ("c.xlsx", "To know"),
    ]
    texts = [text for _, _, text in found]
    assert ["“By”: in spring is not a date" in text for text in texts[:2]].count(True) == 1
    assert ["“Hoped by”: one day is not a date" in text for text in texts[:2]].count(True) == 1
    assert [text.partition(": ")[2] for text in texts[2:4]] == [
        f"“{label}”: {typed} is not one of the answers in its list. It is kept as text."
        for label, typed in (("Score", "middling"), ("Hope", "top"))
    ]
    assert texts[4] == "is the latest of 3 workbooks of Oakham. All are kept, and this one counts."


def over_time(project: Path, inbox: Path, out: Path) -> list[tuple[str, ...]]:
    """Return meeting, date, score, change and file of each row over time."""
    return columns(summary_of(project, inbox, out)["over-time"], "Meeting", "Date", "Score", "Change", "File")


def test_review_without_date(project: Path, inbox: Path, tmp_path: Path) -> None:
    """A review without a date comes after the meeting before it."""
    scores = {"review0_light": "L", "review1_light": "H1", "score_light": "H1"}
    send(inbox / "a.xlsx", NEW, {"area_name": "Ash", "first_meeting": day(2024), **scores})
    assert over_time(project, inbox, tmp_path / "out") == [
        ("First walk", "2024-01-01", "L", "First", "a.xlsx"),
        ("Second walk", "", "H1", "Better", "a.xlsx"),
    ]


def test_meeting_in_two_files(project: Path, inbox: Path, tmp_path: Path) -> None:
    """A meeting that several workbooks have is shown as the latest has it."""
    first = {"area_name": "Ash", "first_meeting": day(2024)}
    send(inbox / "a.xlsx", NEW, {**first, "score_light": "L"})
    send(inbox / "b.xlsx", NEW, {**first, "review0_light": "H1", "score_light": "H1"})
    send(inbox / "c.xlsx", NEW, {**first, "review0_light": "L", "review_date1": day(2025), "score_light": "H1"})
    assert over_time(project, inbox, tmp_path / "out") == [
        ("First walk", "2024-01-01", "L", "First", "c.xlsx"),
        ("Now", "2025-01-01", "H1", "Better", "c.xlsx"),
    ]


def test_planned_review(project: Path, inbox: Path, tmp_path: Path) -> None:
    """A review that is only planned does not put a score into the future."""
    first = {"area_name": "Ash", "first_meeting": day(2024)}
    send(inbox / "a.xlsx", NEW, {**first, "score_light": "L", "review_date1": day(2199)})
    later = {**first, "review_date1": day(2025, 5), "review1_light": "H1", "score_light": "H1"}
    send(inbox / "b.xlsx", NEW, later)
    assert [(row[0], row[2], row[3]) for row in over_time(project, inbox, tmp_path / "out")] == [
        ("At that time", "L", "First"),
        ("Second walk", "H1", "Better"),
    ]
