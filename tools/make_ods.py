#!/usr/bin/env python3
"""Write the workbook as OpenDocument into build/, for the site to offer; without LibreOffice, say so and do nothing.

The file is named after the workbook's own bytes, so that the site never offers an old one, and none is made twice.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from carers_framework.base.files import write_atomically  # noqa: E402
from carers_framework.framework.load import FrameworkError, load  # noqa: E402 - the package is beside this folder
from carers_framework.writing.open_document import NoLibreOfficeError, to_open_document  # noqa: E402
from carers_framework.writing.save import to_bytes  # noqa: E402
from carers_framework.writing.writer import build  # noqa: E402


def main() -> int:
    """Write the file where it can be. Returns the exit status."""
    try:
        content = to_bytes(build(load(HERE / "framework.yaml")))
    except FrameworkError as error:
        print(error, file=sys.stderr)
        return 1
    target = HERE / "build" / f"{hashlib.sha256(content).hexdigest()}.ods"
    if target.exists():
        return 0
    try:
        open_document = to_open_document(content)
    except NoLibreOfficeError as error:
        print(f"The site will not offer the workbook as OpenDocument. {error}")
        return 0
    target.parent.mkdir(exist_ok=True)
    write_atomically(target, open_document)
    return 0


if __name__ == "__main__":
    sys.exit(main())
