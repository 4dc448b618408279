#!/usr/bin/env python3
"""Make the pictures of the worked example for the workbook's page: `make pictures`.

Needs LibreOffice, poppler-utils and ImageMagick (Debian: libreoffice-calc poppler-utils imagemagick). Few colours
keep the files small. Each picture is the first page of a sheet.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from carers_framework.framework.load import FrameworkError, load  # noqa: E402 - the package is beside this folder
from carers_framework.framework.model import Framework  # noqa: E402
from carers_framework.site.inputs import PICTURES  # noqa: E402
from carers_framework.workbook.worked_example import load_example  # noqa: E402
from carers_framework.writing.save import to_bytes  # noqa: E402
from carers_framework.writing.writer import build_example  # noqa: E402

_COMMANDS = ("soffice", "pdftotext", "pdftoppm", "convert")
_PACKAGES = "libreoffice-calc poppler-utils imagemagick"

WIDTH = 1000
"""The width of a picture in pixels."""


def main() -> int:
    """Make every picture. Returns the exit status."""
    if missing := [command for command in _COMMANDS if not shutil.which(command)]:
        print(f"Not installed: {', '.join(missing)}. On Debian and Ubuntu: sudo apt-get install {_PACKAGES}")
        return 1
    try:
        framework = load(HERE / "framework.yaml")
        example = load_example(HERE / "worked_example.yaml")
    except FrameworkError as error:
        print(error, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workbook = folder / "example.xlsx"
        workbook.write_bytes(to_bytes(build_example(framework, example)))
        _run("soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(workbook))
        pdf = workbook.with_suffix(".pdf")
        for key, sheet in _sheets(framework).items():
            target = HERE / "docs" / PICTURES / f"{key}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            page = str(_first_page(pdf, sheet))
            size = ["-scale-to-x", str(WIDTH), "-scale-to-y", "-1", "-png", "-singlefile"]
            _run("pdftoppm", "-f", page, "-l", page, *size, str(pdf), str(target.with_suffix("")))
            _run("convert", str(target), "-dither", "None", "-colors", "48", f"PNG8:{target}")
            print(f"Written: {target.relative_to(HERE)}")
    return 0


def _sheets(framework: Framework) -> dict[str, str]:
    """The sheets to picture, by the key of the picture."""
    words = framework.workbook.sheets
    return {
        "start": words.start.name,
        "section": framework.sections[0].title,
        "summary": words.summary.name,
        "plan": words.plan.name,
        "reviews": words.reviews.name,
    }


def _first_page(pdf: Path, sheet: str) -> int:
    """The number of the first page of a sheet, which its footer names."""
    text = _run("pdftotext", "-layout", str(pdf), "-")
    pages = text.split("\f")
    return next(number for number, page in enumerate(pages, start=1) if f"{sheet}, page" in page)


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
