"""Kills a process that does nothing but save, a hundred times, and tells as JSON what was then at the path.

This is a process of its own, without threads: it can be forked, so that a round takes milliseconds.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from random import Random

from carers_framework.base.files import write_atomically

CONTENTS = (b"old" * 200_000, b"new!" * 200_000)


def main() -> None:
    """Kill as many savers as the second argument says, which save to the path that is the first."""
    path, rounds = Path(sys.argv[1]), int(sys.argv[2])
    random = Random(1)
    path.write_bytes(CONTENTS[0])
    found = []
    for _ in range(rounds):
        saver = os.fork()
        if saver == 0:
            _save_for_ever(path)
        time.sleep(random.uniform(0, 0.03))
        os.kill(saver, signal.SIGKILL)
        os.waitpid(saver, 0)
        content = path.read_bytes() if path.exists() else b""
        found.append(("old", "new")[CONTENTS.index(content)] if content in CONTENTS else "torn")
    beside = sorted(one.name for one in path.parent.iterdir() if one != path)
    print(json.dumps({"found": found, "beside": beside}))


def _save_for_ever(path: Path) -> None:
    while True:
        for content in CONTENTS:
            write_atomically(path, content)


if __name__ == "__main__":
    main()
