"""Mutated framework files and hostile workbooks: the quick part, always the same. `make fuzz` tries thousands.

Each file is taken, or refused with clear lines: no traceback, no more than two seconds of processor time, no more than
300 MB for the whole process. What is taken can be made into pages and a workbook, or be carried forward.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.withstand import run
from tests.withstand.frameworks import mutated
from tests.withstand.trial import Outcome
from tests.withstand.workbooks import damaged

SEED = 1


@pytest.mark.parametrize(
    ("cases", "least_taken"),
    [
        (partial(run.framework_cases, SEED, range(150)), 10),
        (partial(run.workbook_cases, SEED, range(100)), 25),
        (partial(run.huge_cases, 7), 1),
    ],
    ids=["frameworks", "workbooks", "huge"],
)
def test_withstand(cases: Callable[[], Iterable[run.Case]], least_taken: int) -> None:
    """Every file is accepted, or refused in clear lines, soon and with little memory."""
    *_, summary = run.tried(cases())
    assert [(case.name, failure) for case, failure in summary.failures] == []
    # Were nearly all refused at the first look, what comes after it would not be tried.
    assert least_taken <= summary.taken < summary.cases


def test_same_files() -> None:
    """A number and a seed always make the same file."""
    text = run.OTHER.read_text(encoding="utf-8")
    book = run.workbook_bases()[0]
    for number in range(60):
        assert mutated(SEED, number, (text, text)) == mutated(SEED, number, (text, text))
        assert damaged(SEED, number, (book, book)) == damaged(SEED, number, (book, book))
    assert mutated(SEED, 2, (text, text)) != mutated(SEED + 1, 2, (text, text))


@pytest.mark.parametrize(
    ("outcome", "failure"),
    [
        (Outcome(True, "", 1.9, 290_000_000), ""),
        (Outcome(True, "", 2.1, 290_000_000), "took 2.1 s of processor time, more than 2"),
        (Outcome(False, "", 1.0, 310_000_000), "held 310 MB, more than 300"),
        (Outcome(False, "unclear", 1.0, 0), "unclear"),
    ],
)
def test_limits(outcome: Outcome, failure: str) -> None:
    """A file that takes too much time or memory is a failure."""
    assert run.judged(outcome).failure == failure


def test_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A trial that gives no answer is stopped, one that crashes is reported, and the next file is tried."""
    good = next(iter(run.framework_cases(SEED, [0])))
    with run.Trial(tmp_path) as trial:
        assert trial.outcome(good).failure == ""
        monkeypatch.setattr(run, "PATIENCE", 0)
        begun = time.monotonic()
        assert "gave no answer" in trial.outcome(good).failure
        assert time.monotonic() - begun < 10
        monkeypatch.setattr(run, "PATIENCE", 60)
        assert trial.outcome(good).failure == ""
        trial.kill()
        assert "brought the process to its end" in trial.outcome(good).failure
        assert trial.outcome(good).failure == ""


def test_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is not withstood is kept, with the reason."""
    monkeypatch.setattr(run, "KEPT", tmp_path / "kept")

    def failing(cases: Iterable[run.Case], _until: float) -> Iterator[run.Summary]:
        summary = run.Summary()
        for case in cases:
            summary.count(case, Outcome(False, "a traceback"))
            yield summary

    monkeypatch.setattr(run, "tried", failing)
    case = run.Case("framework 1 7.yaml", b"a: b", False)
    assert run.report("framework files", [case], 0) == 1
    assert (tmp_path / "kept" / case.name).read_bytes() == b"a: b"
    assert (tmp_path / "kept" / f"{case.name}.txt").read_text(encoding="utf-8") == "a traceback"
