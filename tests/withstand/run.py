"""Try thousands of mutated framework files and hostile workbooks, and count the results.

`make fuzz` runs this. A file that causes a failure is kept in build/fuzz/, with a description of the failure in a file
beside it, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import secrets
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from carers_framework.framework.load import load
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.answers.real_files.open_document import open_document, typed
from tests.helpers.fill_in_page import ReadingPage
from tests.helpers.packages import with_shared_texts
from tests.helpers.project import DATA, FROZEN, ROOT
from tests.scenarios import scenarios
from tests.withstand import frameworks, workbooks
from tests.withstand.in_page import difference
from tests.withstand.trial import Outcome
from tools.chromium import chromium

OTHER = DATA / "other.yaml"
REAL = FROZEN / "framework.yaml"
OLDER = DATA / "older_table.xlsx"
KEPT = ROOT / "build" / "fuzz"

SECONDS_LIMIT = 2.0
"""The most processor time that a file may take. Elapsed time would say more about the machine than about us."""

MEMORY_LIMIT = 300_000_000
"""The most memory that the process may need that tries the files, in bytes, including the interpreter."""

PATIENCE = 120
"""After so many seconds without an answer, we stop waiting."""

FURTHER = 10
"""Every n-th file that is accepted is made into pages and a workbook, or is carried forward."""


@dataclass(frozen=True, slots=True)
class Case:
    """A file to be tried. Its name says how to make it again; `further` asks for more than reading it."""

    name: str
    content: bytes
    further: bool


@dataclass(slots=True)
class Summary:
    """The outcomes of the files so far."""

    cases: int = 0
    taken: int = 0
    slowest: float = 0.0
    slowest_name: str = ""
    peak: int = 0
    failures: list[tuple[Case, str]] = field(default_factory=list)

    def count(self, case: Case, outcome: Outcome) -> None:
        """Count a file."""
        self.cases += 1
        self.taken += outcome.taken
        self.peak = max(self.peak, outcome.peak)
        if outcome.seconds > self.slowest:
            self.slowest, self.slowest_name = outcome.seconds, case.name
        if outcome.failure:
            self.failures.append((case, outcome.failure))

    def line(self) -> str:
        """Return the counts in one line."""
        return (
            f"{self.cases:,} tried, {self.taken:,} taken, {self.cases - self.taken:,} refused, "
            f"{len(self.failures):,} failures; slowest {self.slowest:.2f} s ({self.slowest_name}), "
            f"peak {self.peak / 1e6:.0f} MB"
        )


class Trial:
    """The process that tries the files. It is replaced if it gives no answer or needs too much memory."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process = self._begun()

    def _begun(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.withstand.trial", str(OTHER), str(REAL)]
        return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def outcome(self, case: Case) -> Outcome:
        """Try a file, and return the outcome."""
        path = self._folder / f"file.{case.name.rpartition('.')[2]}"
        path.write_bytes(case.content)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps({"path": str(path), "further": case.further}) + "\n")
            self._process.stdin.flush()
        if not select.select([self._process.stdout], [], [], PATIENCE)[0]:
            self._begin_anew()
            return Outcome(False, f"gave no answer in {PATIENCE} seconds", PATIENCE)
        line = self._process.stdout.readline()
        if not line:
            status = self._process.wait()
            self._begin_anew()
            return Outcome(False, f"brought the process to its end (exit status {status})")
        outcome = Outcome(**json.loads(line))
        if outcome.peak > MEMORY_LIMIT:
            self._begin_anew()
        return judged(outcome)

    def _begin_anew(self) -> None:
        self.stop()
        self._process = self._begun()

    def kill(self) -> None:
        """End the process at once, as the system does when memory runs out."""
        self._process.kill()

    def stop(self) -> None:
        """End the process, and wait until it has ended."""
        self.kill()
        self._process.communicate()

    def __enter__(self) -> Trial:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()


def judged(outcome: Outcome) -> Outcome:
    """Return an outcome that is also a failure if the file took too much time or memory."""
    failures = [outcome.failure] if outcome.failure else []
    if outcome.seconds > SECONDS_LIMIT:
        failures.append(f"took {outcome.seconds:.1f} s of processor time, more than {SECONDS_LIMIT:.0f}")
    if outcome.peak > MEMORY_LIMIT:
        failures.append(f"held {outcome.peak / 1e6:.0f} MB, more than {MEMORY_LIMIT / 1e6:.0f}")
    return Outcome(outcome.taken, "\n".join(failures), outcome.seconds, outcome.peak)


def framework_cases(seed: int, numbers: Iterable[int]) -> Iterator[Case]:
    """Yield mutated framework files."""
    other, real = OTHER.read_text(encoding="utf-8"), REAL.read_text(encoding="utf-8")
    bases = (other, frameworks.cut_down(real), real)
    for number in numbers:
        content = frameworks.mutated(seed, number, bases)
        yield Case(f"framework {seed} {number}.yaml", content, number % FURTHER == 0)


def workbook_cases(seed: int, numbers: Iterable[int]) -> Iterator[Case]:
    """Yield damaged and hostile workbooks."""
    bases = workbook_bases()
    for number in numbers:
        content = workbooks.damaged(seed, number, bases)
        yield Case(f"workbook {seed} {number}.xlsx", content, number % FURTHER == 0)


def huge_cases(step: int = 1) -> Iterator[Case]:
    """Yield the files that are much too large in one way, or every n-th of them. They are always the same."""
    text = OTHER.read_text(encoding="utf-8")
    for number in range(0, frameworks.HUGE_KINDS, step):
        yield Case(f"huge framework {number}.yaml", frameworks.huge(number, text), False)
    base = workbook_bases()[1]
    for number in range(0, workbooks.HUGE_KINDS, step):
        yield Case(f"huge workbook {number}.xlsx", workbooks.huge(number, base), False)


@cache
def workbook_bases() -> tuple[bytes, ...]:
    """Return a filled-in workbook as we write it, one as Excel does, one of an older form, an .ods, and a large one."""
    other, real = load(OTHER), load(REAL)
    small = to_bytes(build(other, scenarios(other)["odd texts"]))
    plan = to_bytes(build(other, scenarios(other)["all actions"]))
    large = to_bytes(build(real, scenarios(real)["reviews"]))
    open_ = open_document({"area_name": typed("Here"), "found_dry": typed("half"), "first_meeting": typed("14.5.27")})
    return small, with_shared_texts(plan), OLDER.read_bytes(), open_, large


def tried(cases: Iterable[Case], until: float = float("inf")) -> Iterator[Summary]:
    """Try files one after the other, and yield the same summary after each. No file is begun after `until`."""
    summary = Summary()
    with TemporaryDirectory() as folder, Trial(Path(folder)) as trial:
        for case in cases:
            if time.monotonic() > until:
                break
            summary.count(case, trial.outcome(case))
            yield summary


def keep(case: Case, failure: str) -> None:
    """Keep a file that caused a failure, with a description, for somebody to look at."""
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / case.name).write_bytes(case.content)
    (KEPT / f"{case.name}.txt").write_text(failure, encoding="utf-8")


def main() -> int:
    """Try as many files as the arguments ask for. Return 1 if one of them caused a failure, or else 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--frameworks", type=int, default=10_000, help="how many framework files (default: 10,000)")
    parser.add_argument("--workbooks", type=int, default=5_000, help="how many workbooks (default: 5,000)")
    parser.add_argument("--seconds", type=float, help="stop after so long, however many there were")
    parser.add_argument("--seed", type=int, help="try the same files again (default: others every time)")
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else secrets.randbelow(10**6)
    until = time.monotonic() + options.seconds if options.seconds else float("inf")
    print(f"Seed {seed}. The same files again: make fuzz SEED={seed}")
    failures = 0
    for what, cases in (
        ("huge files", huge_cases()),
        ("framework files", framework_cases(seed, range(options.frameworks))),
        ("workbooks", workbook_cases(seed, range(options.workbooks))),
    ):
        failures += report(what, cases, until)
    # A page takes longer for each, and what reads wrongly in Python has been found by now.
    failures += report_in_page(workbook_cases(seed, range(options.workbooks // 5)), until)
    return 1 if failures else 0


def report_in_page(cases: Iterable[Case], until: float) -> int:
    """Compare what the page's scripts make of workbooks with what Python makes. Return the number of failures."""
    if not shutil.which("chromium"):
        print("workbooks in the page: not tried, because Chromium is not installed")
        return 0
    tried, failures, begun = 0, 0, time.monotonic()
    with chromium() as browser:
        page = ReadingPage(browser, [load(OTHER), load(REAL)])
        for case in cases:
            if time.monotonic() > until:
                break
            tried += 1
            if found := difference(page, case.content):
                keep(case, found)
                print(f"{case.name}: {found.splitlines()[-1][:200]}", flush=True)
                failures += 1
    seconds = time.monotonic() - begun
    print(f"workbooks in the page: {tried:,} tried, {failures:,} failures; {seconds:.0f} s on the clock", flush=True)
    return failures


def report(what: str, cases: Iterable[Case], until: float) -> int:
    """Try files of one kind, and print the progress. Return the number of failures."""
    begun, told = time.monotonic(), 0
    summary = Summary()
    for summary in tried(cases, until):
        for case, failure in summary.failures[told:]:
            keep(case, failure)
            print(f"\r{case.name}: {failure.strip().splitlines()[-1][:200]}", flush=True)
        told = len(summary.failures)
        if sys.stdout.isatty() and summary.cases % 50 == 0:
            print(f"\r{what}: {summary.cases:,} tried ... ", end="", flush=True)
    print(f"\r{what}: {summary.line()}; {time.monotonic() - begun:.0f} s on the clock", flush=True)
    return len(summary.failures)


if __name__ == "__main__":
    sys.exit(main())
