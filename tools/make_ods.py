"""Write the workbook as OpenDocument into build/, for the site to offer; without LibreOffice, say so and do nothing.

The file is named after the workbook's own bytes, so that the site never offers an old one, and none is made twice.
"""

from __future__ import annotations

import hashlib
import sys

from carers_framework.base.command import run
from carers_framework.base.files import write_atomically
from carers_framework.framework.load import load
from carers_framework.writing.open_document import NoLibreOfficeError, to_open_document
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build

from . import ROOT


def main() -> None:
    """Write the file, if there is LibreOffice to make it.

    Raises:
        FrameworkError: framework.yaml cannot be used.
        CannotWriteError: the file cannot be written.
    """
    content = to_bytes(build(load(ROOT / "framework.yaml")))
    target = ROOT / "build" / f"{hashlib.sha256(content).hexdigest()}.ods"
    if target.exists():
        return
    try:
        open_document = to_open_document(content)
    except NoLibreOfficeError as error:
        print(f"The site will not offer the workbook as OpenDocument. {error}")
        return
    target.parent.mkdir(exist_ok=True)
    write_atomically(target, open_document)


if __name__ == "__main__":
    sys.exit(run(main))
