"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from .errors import UserError
from .text import reason


class CannotWriteError(UserError):
    """A file cannot be written."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"{path}: cannot be written ({reason(error)}). Close it elsewhere, or choose another name.")


def write_atomically(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file whole or not at all.

    A process that is killed while it writes leaves `.NAME.XXXXXXXX.part` beside the path. It can be deleted. The next
    save leaves it alone: another process may still be writing it.

    Args:
        path: where the file goes. A file with this name is replaced.
        content: the bytes, or pieces of them where the whole is too large to hold at once.

    Raises:
        CannotWriteError: the folder or the disk refuses. Whatever was at the path is still there.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        # A long name is cut, so that the temporary one stays within the 255 bytes that file systems allow.
        beside = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.part")
        try:
            # “x”: never write into a file that is there already.
            with beside.open("xb") as stream:
                stream.writelines([content] if isinstance(content, bytes) else content)
                stream.flush()
                # On the disk before it takes the place of the old file: a power cut leaves one of the two whole.
                os.fsync(stream.fileno())
            beside.replace(path)
        finally:
            # After a success it is gone already: it has become the file itself.
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWriteError(path, error) from None
