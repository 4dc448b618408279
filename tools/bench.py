#!/usr/bin/env python3
"""Measure what the project does against the least that could do it, side by side: `make bench`.

    bench.py [NAME …]    build, site, scale, collate, libreoffice, weight; all of them where none is named

Prints a table, and puts it in docs/benchmark.md with the machine it ran on. A ratio is of medians of five runs that
take turns, so that whatever else the machine does falls on both. Needs LibreOffice and Chromium, and half an hour.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from threading import Thread
from time import perf_counter

import yaml
from page_weight import weigh
from playwright.sync_api import sync_playwright
from serve_gzip import server

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from carers_framework.framework.load import load  # noqa: E402
from carers_framework.framework.model import Framework  # noqa: E402
from carers_framework.workbook.answers import Answer, Answers  # noqa: E402 - the package is beside this folder
from carers_framework.workbook.book import layout_of  # noqa: E402
from carers_framework.workbook.layout import Input  # noqa: E402
from carers_framework.writing.save import to_bytes  # noqa: E402
from carers_framework.writing.writer import build  # noqa: E402

PAGE = HERE / "docs" / "benchmark.md"
ROUNDS = 5
WORKBOOKS = 1000
TIMES = (1, 10, 100)
AREA = "Area-0000"
VARIANTS = 20
_LONG_PAGES = ("examples/", "law/", "prompts/", "workbook/", "workshop-pack/", "glossary/")
"""A page of each template that is its own kind of long, beside the first and that of a section."""


@dataclass(frozen=True, slots=True)
class Run:
    """How long a command took, in seconds, and the most memory that it or a process of its own had, in MB."""

    seconds: float
    memory: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: what was measured, ours, what it is compared with, how they compare, and what we aim at."""

    what: str
    ours: str
    other: str
    ratio: str
    aim: str = ""

    @property
    def text(self) -> str:
        """The line as Markdown."""
        return f"| {self.what} | {self.ours} | {self.other} | {self.ratio} | {self.aim} |"


def run(*command: object, folder: Path = HERE) -> Run:
    """Run a command to its end. Raises RuntimeError where it fails."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    start = perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own commands
        [str(part) for part in command], cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command}: {process.stderr.read().decode() if process.stderr else ''}")
    return Run(seconds, usage.ru_maxrss / 1024)


def in_turns(*commands: Callable[[], Run], rounds: int = ROUNDS) -> list[Run]:
    """The medians of commands that take turns."""
    runs = [[command() for command in commands] for _ in range(rounds)]
    return [
        Run(statistics.median(one.seconds for one in found), max(one.memory for one in found))
        for found in zip(*runs, strict=True)
    ]


def compared(what: str, ours: Run, other: Run, against: str, aim: str = "") -> Line:
    """A line about times."""
    ratio = f"{ours.seconds / other.seconds:.2f}"
    return Line(what, f"{ours.seconds:.2f} s", f"{against}: {other.seconds:.2f} s", ratio, aim)


_READ = "import pathlib, carers_framework.load as load; load.load(pathlib.Path('framework.yaml'))"


def bench_build(folder: Path) -> Iterator[Line]:
    """The workbook, as a whole process, against the least that writes those very cells."""
    framework = load(HERE / "framework.yaml")
    cells = folder / "cells.json"
    cells.write_text(json.dumps(_cells(framework)), encoding="utf-8")
    ours, read, imported, bare = in_turns(
        lambda: run(sys.executable, "build_workbook.py", "--output", folder / "ours.xlsx"),
        lambda: run(sys.executable, "-c", _READ),
        lambda: run(sys.executable, "-c", "import build_workbook"),
        lambda: run(sys.executable, HERE / "tools" / "bare.py", "write", cells, folder / "bare.xlsx"),
    )
    against = "its cells with bare openpyxl"
    yield compared("The workbook", ours, bare, against, "at most 1.3")
    yield compared("… of which reading and checking the framework", read, bare, against)
    yield compared("… of which loading all programs", imported, bare, against)


def _cells(framework: Framework) -> list[tuple[str, list[tuple[int, int, object, str]]]]:
    """Every cell of the workbook: sheet, then row, column, value and style."""
    return [
        (
            sheet.title,
            [(cell.row, cell.column, cell.value, cell.style) for row in sheet.iter_rows() for cell in row],
        )
        for sheet in build(framework).workbook
    ]


def bench_site(folder: Path) -> Iterator[Line]:
    """The site with its pages generated, against the same pages as plain files."""
    plain = folder / "plain"
    run(sys.executable, "-m", "carers_framework.commands.export", plain)
    mkdocs = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir")
    zensical = Path(sys.executable).with_name("zensical")
    ours, theirs, other = in_turns(
        lambda: run(*mkdocs, folder / "site"),
        lambda: run(*mkdocs, folder / "plain site", folder=plain),
        lambda: run(zensical, "build", "--clean", folder=plain),
    )
    yield compared("The site, with MkDocs", ours, theirs, "the same pages as files", "at most 1.1")
    yield compared("The same pages as files, with Zensical", other, theirs, "with MkDocs")


def bench_scale(folder: Path) -> Iterator[Line]:
    """The workbook of ten and a hundred times as many sections."""
    runs = {}
    for times in TIMES:
        path = folder / f"{times}.yaml"
        path.write_text(_enlarged(times), encoding="utf-8")
        command = (sys.executable, "build_workbook.py", "--framework", path, "--output", folder / f"{times}.xlsx")
        (runs[times],) = in_turns(lambda command=command: run(*command))
    first = runs[TIMES[0]]
    yield Line("The workbook of the framework", f"{first.seconds:.2f} s, {first.memory:.0f} MB", "", "")
    for fewer, more in pairwise(TIMES):
        now, before = runs[more], runs[fewer]
        yield Line(
            f"… with {more} times the sections",
            f"{now.seconds:.2f} s, {now.memory:.0f} MB",
            f"{fewer} times: {before.seconds:.2f} s, {before.memory:.0f} MB",
            f"time {now.seconds / before.seconds:.1f}, memory {now.memory / before.memory:.1f}",
            f"at most {more // fewer}",
        )


def _enlarged(times: int) -> str:
    """The framework's file with every section so many times, each with ids and a title of its own."""
    data = yaml.load((HERE / "framework.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    sections = []
    for number in range(times):
        for section in data["sections"]:
            end = f"-{number}" if number else ""
            levels = {
                score: [{**one, "id": one["id"] + end} for one in indicators]
                for score, indicators in section["levels"].items()
            }
            title = f"{section['title'][:24]} {number}" if number else section["title"]
            sections.append({**section, "id": section["id"] + end, "title": title, "levels": levels})
    data["sections"] = sections
    # With aliases the file would be shorter, and refused.
    dumper = type("Dumper", (yaml.CSafeDumper,), {"ignore_aliases": lambda *_: True})
    return yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False)


def bench_collate(folder: Path) -> Iterator[Line]:
    """A thousand filled-in workbooks in one summary, against opening each."""
    many, few = folder / "many", folder / "few"
    _fill_in(many, WORKBOOKS)
    few.mkdir()
    for path in sorted(many.iterdir())[: WORKBOOKS // 10]:
        os.link(path, few / path.name)
    output = folder / "summary.xlsx"
    collate = (sys.executable, "collate_workbooks.py", "--force", "--output", output)
    ours, bare = in_turns(
        lambda: run(*collate, many), lambda: run(sys.executable, HERE / "tools" / "bare.py", "load", many)
    )
    yield compared(f"Collating {WORKBOOKS:,} workbooks", ours, bare, "opening each with openpyxl", "at most 0.5")
    (fewer,) = in_turns(lambda: run(*collate, few))
    ratio = f"{ours.memory / fewer.memory:.2f}"
    what = f"… memory, for {WORKBOOKS:,} workbooks"
    yield Line(what, f"{ours.memory:.0f} MB", f"for {WORKBOOKS // 10}: {fewer.memory:.0f} MB", ratio, "flat")


def _fill_in(folder: Path, count: int) -> None:
    """Write so many filled-in workbooks, each of an area of its own."""
    folder.mkdir()
    framework = load(HERE / "framework.yaml")
    variants = [to_bytes(build(framework, _answers(framework, number))) for number in range(VARIANTS)]
    for number in range(count):
        source = folder / "variant"
        source.write_bytes(variants[number % VARIANTS])
        area = f"{AREA[:-4]}{number:04}".encode()
        with (
            zipfile.ZipFile(source) as old,
            zipfile.ZipFile(folder / f"{number:04}.xlsx", "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for part in old.infolist():
                new.writestr(part, old.read(part).replace(AREA.encode(), area))
        source.unlink()


def _answers(framework: Framework, number: int) -> Answers:
    """Answers in every cell, and thirty actions."""
    cells: dict[str, Answer] = {
        name: _answer(wanted, framework, number + place)
        for place, (name, wanted) in enumerate(layout_of(framework).inputs.items())
    }
    statuses = framework.fields.plan_status.choices
    columns: Mapping[str, tuple[Answer, ...]] = {
        "plan_section": tuple(framework.sections[row % len(framework.sections)].title for row in range(30)),
        "plan_action": tuple(f"Action {row} of this area" for row in range(30)),
        "plan_due": tuple(datetime.date(2026, 1, 1) + datetime.timedelta(days=9 * row) for row in range(30)),
        "plan_status": tuple(statuses[row % len(statuses)] for row in range(30)),
    }
    return Answers({**cells, "area_name": AREA}, columns)


def _answer(wanted: Input, framework: Framework, number: int) -> Answer:
    if wanted.choices_from:
        return framework.levels[number % len(framework.levels)].score
    if wanted.choices:
        return wanted.choices[number % len(wanted.choices)]
    if wanted.kind == "date":
        return datetime.date(2024, 1, 1) + datetime.timedelta(days=number)
    return wanted.low if wanted.kind == "number" else "We talked about it, and this is what we found. " * 3


def bench_libreoffice(folder: Path) -> Iterator[Line]:
    """Opening and printing the workbook, against an empty one."""
    framework = load(HERE / "framework.yaml")
    (folder / "book.xlsx").write_bytes(to_bytes(build(framework)))
    (folder / "empty.json").write_text(json.dumps([["Sheet", [[1, 1, "", "Normal"]]]]), encoding="utf-8")
    run(sys.executable, HERE / "tools" / "bare.py", "write", folder / "empty.json", folder / "empty.xlsx")
    convert = ("soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf")
    run(*convert, folder / "empty.xlsx", folder=folder)  # the first start makes a profile
    ours, empty = in_turns(
        lambda: run(*convert, folder / "book.xlsx", folder=folder),
        lambda: run(*convert, folder / "empty.xlsx", folder=folder),
    )
    yield compared("LibreOffice makes a PDF of the workbook", ours, empty, "of an empty one")


def bench_weight(folder: Path) -> Iterator[Line]:
    """What a browser fetches for a page, at a first visit and from another page, packed."""
    site = folder / "site to weigh"
    run(sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", site)
    packed = server(site, 0)
    Thread(target=packed.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{packed.server_port}/"
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        for page in ("", f"sections/{load(HERE / 'framework.yaml').sections[0].id}/", *_LONG_PAGES):
            first = weigh(browser, address + page)
            later = weigh(browser, address + page, after=f"{address}sections/")
            yield Line(
                f"Page {page.strip('/') or 'home'}: first visit",
                f"{first.bytes / 1000:.1f} kB in {first.requests} requests",
                f"next page: {later.bytes / 1000:.1f} kB in {later.requests}",
                "",
                "80 kB, then 15 kB" if page.startswith("sections/") else "",
            )
        browser.close()
    packed.shutdown()


BENCHES: Mapping[str, Callable[[Path], Iterator[Line]]] = {
    "build": bench_build,
    "site": bench_site,
    "scale": bench_scale,
    "collate": bench_collate,
    "libreoffice": bench_libreoffice,
    "weight": bench_weight,
}


def main() -> int:
    """Run the benches that are named. Returns the exit status."""
    parser = argparse.ArgumentParser(description="Measure, side by side.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    names = parser.parse_args().names or list(BENCHES)
    if unknown := set(names) - set(BENCHES):
        parser.error(f"there is no {', '.join(sorted(unknown))}. There are: {', '.join(BENCHES)}.")
    lines: list[Line] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            place = Path(folder, name)
            place.mkdir()
            for line in BENCHES[name](place):
                print(line.text, flush=True)
                lines.append(line)
    if len(names) == len(BENCHES):
        PAGE.write_text(_page(lines), encoding="utf-8")
        print(f"Written: {PAGE.relative_to(HERE)}")
    return 0


def _page(lines: Sequence[Line]) -> str:
    """The page that keeps the last table: what stands in it above the table is kept."""
    head, mark, _ = PAGE.read_text(encoding="utf-8").partition("<!-- the table: written by make bench -->\n")
    table = ["| What | Ours | Compared with | Ratio | Aim |", "|---|---|---|---|---|", *(line.text for line in lines)]
    return f"{head}{mark}\n{_machine()}\n\n" + "\n".join(table) + "\n"


def _machine() -> str:
    today = datetime.date.today()
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), ""
    )
    memory = next((int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    return (
        f"Measured on {today.day} {today:%B %Y}: {model or platform.machine()}, {os.cpu_count()} cores, "
        f"{memory / 1_000_000:.0f} GB, Python {platform.python_version()}."
    )


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines() if Path(path).exists() else []


if __name__ == "__main__":
    sys.exit(main())
