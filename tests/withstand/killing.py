"""Kill a process while it saves, many times over, and print as JSON what was in the file each time.

`python -m tests.withstand.killing PATH ROUNDS`. It runs on its own because it forks, which takes milliseconds a round
but is only safe in a process without threads.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from random import Random
from typing import NoReturn

from carers_framework.base.files import write_atomically

CONTENTS = {b"old" * 200_000: "old", b"new!" * 200_000: "new"}
"""What the process saves in turn. Each is large enough for a kill to come in the middle of it."""

LONGEST = 0.03
"""The most seconds a process may save for, which is time for a few saves."""


def main() -> None:
    """Kill as many processes as the second argument says. They save to the path in the first."""
    path, rounds = Path(sys.argv[1]), int(sys.argv[2])
    # With a fixed seed, a failure is likely to come again.
    random = Random(1)
    path.write_bytes(next(iter(CONTENTS)))
    found = [_found_after_kill(path, random.uniform(0, LONGEST)) for _ in range(rounds)]
    beside = sorted(other.name for other in path.parent.iterdir() if other != path)
    print(json.dumps({"found": found, "beside": beside}))


def _found_after_kill(path: Path, seconds: float) -> str:
    """Let a process save for some seconds, kill it, and return what is in the file: "old", "new" or "torn"."""
    process = os.fork()
    if process == 0:
        _save_until_killed(path)
    time.sleep(seconds)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    content = path.read_bytes() if path.exists() else b""
    return CONTENTS.get(content, "torn")


def _save_until_killed(path: Path) -> NoReturn:
    while True:
        for content in CONTENTS:
            write_atomically(path, content)


if __name__ == "__main__":
    main()
