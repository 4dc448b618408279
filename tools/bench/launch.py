"""Run a command, and print as JSON its exit status, its time in seconds and its peak memory in kB.

A process counts the memory of the process that started it as its own until it executes its program, so a command
started from a large process never seems small. This program imports next to nothing: what it adds is about 10 MB.
"""

import os
import sys
import time

_COMMAND = sys.argv[1:]


def main() -> None:
    """Run the command that the arguments are. Its output is discarded, and its errors go where ours go."""
    discard = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
    start = time.perf_counter()
    process = os.posix_spawnp(_COMMAND[0], _COMMAND, os.environ, file_actions=[discard])
    # The usage covers the command and every process that it started and waited for.
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - start
    # Importing json would take more memory than everything above.
    print(f'{{"status": {os.waitstatus_to_exitcode(status)}, "seconds": {seconds}, "peak": {usage.ru_maxrss}}}')


if __name__ == "__main__":
    main()
