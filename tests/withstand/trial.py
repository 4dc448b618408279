"""Try files one after the other, in a process that does nothing else, so that its time and memory are ours.

A line of JSON on standard input names a file, and a line on standard output says what came of it. The files are made by
another process, `run`, so that making them does not count. It stops this one when no answer comes.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
import traceback
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from carers_framework.answers.carry_forward import carry_forward, layouts_of
from carers_framework.answers.read_back import ReadBack, read_back
from carers_framework.answers.xlsx.values import UnreadableError
from carers_framework.editions.places import read_text
from carers_framework.framework.load import FrameworkError, load, parse
from carers_framework.framework.model import Framework
from carers_framework.framework.source.contents import contents_problems
from carers_framework.framework.source.style.tidy import style_problems, tidied
from carers_framework.site.inputs import Download, SiteInputs
from carers_framework.site.render import render
from carers_framework.workbook.layout import Layout
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build

ADDRESS_SPACE = 3_000_000_000
"""The most memory that the system gives this process: a file that needs more fails here and harms nothing else."""

_UNSEEN = {"Cc", "Cs", "Zl", "Zp"}
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a file: whether it was accepted, what was wrong, the time in seconds, the memory in bytes."""

    taken: bool
    failure: str = ""
    seconds: float = 0.0
    peak: int = 0


def main() -> None:
    """Try the files that are named on standard input, until it ends."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    frameworks = [load(Path(name)) for name in sys.argv[1:]]
    # Once, as whoever reads many workbooks does. Making them would take longer than reading most files.
    layouts = layouts_of(frameworks)
    for line in sys.stdin:
        asked = json.loads(line)
        path, further = Path(asked["path"]), asked["further"]
        begun = time.process_time()
        try:
            outcome, found = _framework(path, further) if path.suffix == ".yaml" else _workbook(path, layouts)
            outcome = replace(outcome, seconds=time.process_time() - begun, peak=_peak())
            if further and isinstance(found, Framework):
                parse(tidied(read_text(path)), path.name)
                _made(found)
            elif further and isinstance(found, ReadBack):
                _carried(found, frameworks)
        except Exception:
            outcome = Outcome(False, traceback.format_exc(), time.process_time() - begun, _peak())
        print(json.dumps(asdict(outcome)), flush=True)


def _framework(path: Path, further: bool) -> tuple[Outcome, Framework | None]:
    """Load a framework file, and see whether it is tidy if more is asked for. Each line of a message must name it."""
    lines = _untidy(path) if further else []
    found = None
    try:
        found = load(path)
    except FrameworkError as error:
        lines += str(error).split("\n")
    unclear = [line for line in lines if not line.startswith(path.name) or _unclear(line)]
    return Outcome(found is not None, f"unclear: {unclear[0][:400]!r}" if unclear else ""), found


def _untidy(path: Path) -> list[str]:
    text = read_text(path)
    return [problem.text(path.name) for problem in (*style_problems(text), *contents_problems(text))]


def _workbook(path: Path, layouts: Mapping[str, Layout]) -> tuple[Outcome, ReadBack | None]:
    """Read a workbook. If it is refused, the message must be one line."""
    try:
        back = read_back(path, layouts)
    except UnreadableError as error:
        return Outcome(False, f"unclear: {str(error)[:400]!r}" if _unclear(str(error)) else ""), None
    unclear = [line for line in back.problems if _unclear(line)]
    return Outcome(True, f"unclear: {unclear[0][:400]!r}" if unclear else ""), back


def _unclear(line: str) -> bool:
    """Return whether a line is empty, broken, too long to read, or has unseen characters."""
    unseen = any(unicodedata.category(character) in _UNSEEN for character in line)
    return not line.strip() or len(line) > 1_000 or unseen or bool(_TURNING.search(line))


def _made(framework: Framework) -> None:
    """Make pages and a workbook from a framework, and read the workbook again."""
    render(SiteInputs(framework, (Download(framework.workbook_name, "Excel workbook", b""),)))
    _read_again(to_bytes(build(framework)), framework)


def _carried(back: ReadBack, frameworks: list[Framework]) -> None:
    """Carry answers forward into a workbook, and read the same answers from it."""
    framework = next(one for one in frameworks if one.edition.id == back.edition)
    answers = carry_forward(back, [framework]).answers
    again = _read_again(to_bytes(build(framework, answers)), framework)
    assert dict(again.answers.cells) == dict(answers.cells), "answers in cells changed"
    assert dict(again.answers.columns) == dict(answers.columns), "answers in columns changed"


def _read_again(content: bytes, framework: Framework) -> ReadBack:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "again.xlsx"
        path.write_bytes(content)
        return read_back(path, layouts_of([framework]))


def _peak() -> int:
    """Return the peak memory of this process in bytes, including the interpreter and all modules.

    The system's count for child processes is of no use here: it begins with the memory of the parent.
    """
    found = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found.group(1)) * 1024 if found else 0


if __name__ == "__main__":
    main()
