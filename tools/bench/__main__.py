"""Measure what the project does against the least that could do it, or against another checkout: `make bench`.

Each line of the table is printed as soon as it is measured. The table of a complete run is kept in docs/benchmark.md.
A complete run needs LibreOffice and Chromium, and half an hour. Comparing with another checkout needs neither, and
takes a few minutes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from carers_framework.base.command import run
from tools import ROOT

from .against import bench_against
from .collate import bench_collate
from .reading import bench_reading
from .site import bench_site, bench_weight
from .table import PAGE, Line, keep, machine
from .waiting import bench_waiting
from .workbook import bench_build, bench_libreoffice, bench_scale

Bench = Callable[[Path, int], Iterator[Line]]
"""A benchmark: given a folder to write into and the number of rounds, it yields lines of the table."""

BENCHES: Mapping[str, Bench] = {
    "build": bench_build,
    "site": bench_site,
    "scale": bench_scale,
    "collate": bench_collate,
    "reading": bench_reading,
    "libreoffice": bench_libreoffice,
    "weight": bench_weight,
    "waiting": bench_waiting,
}
ROUNDS = 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks that are named, or all of them. Return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description="Measure time, memory and weight.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(BENCHES)} (default: all)")
    parser.add_argument("--against", type=Path, metavar="FOLDER", help="compare with another checkout instead")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"how often each command runs (default: {ROUNDS})")
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - set(BENCHES):
        parser.error(f"there is no {', '.join(sorted(unknown))}. There are: {', '.join(BENCHES)}.")
    if options.against and not (options.against / "build_workbook.py").is_file():
        parser.error(f"{options.against} is not a checkout of this project: it has no build_workbook.py.")
    if options.against:
        return run(partial(_compare, options.against.resolve(), options.rounds))
    return run(partial(_measure, options.names or list(BENCHES), options.rounds))


def _compare(other: Path, rounds: int) -> None:
    """Compare this checkout with another one."""
    print(machine())
    _printed({"against": partial(bench_against, other)}, rounds)


def _measure(names: Sequence[str], rounds: int) -> None:
    """Run the benchmarks with these names, and keep the table if it is complete."""
    lines = _printed({name: BENCHES[name] for name in names}, rounds)
    if len(names) == len(BENCHES) and rounds >= ROUNDS:
        keep(lines)
        print(f"Written: {PAGE.relative_to(ROOT)}")


def _printed(benches: Mapping[str, Bench], rounds: int) -> list[Line]:
    """Run benchmarks, print each line as soon as it is measured, and return the lines."""
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for name, bench in benches.items():
            place = Path(folder, name)
            place.mkdir()
            for line in bench(place, rounds):
                print(line.text, flush=True)
                lines.append(line)
    return lines


if __name__ == "__main__":
    sys.exit(main())
