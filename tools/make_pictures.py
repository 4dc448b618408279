"""Make the pictures of the worked example for the workbook's page: `make pictures`.

Needs LibreOffice, Poppler and ImageMagick (Debian: libreoffice-calc poppler-utils imagemagick). Few colours keep the
files small. Each picture is the first page of a sheet.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from carers_framework.base.command import run
from carers_framework.base.errors import UserError
from carers_framework.base.programs import find_imagemagick, find_libreoffice, how_to_install
from carers_framework.framework.load import load
from carers_framework.framework.model import Framework
from carers_framework.site.inputs import PICTURES
from carers_framework.workbook.worked_example import load_example
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build_example

from . import ROOT

_PACKAGES = "libreoffice-calc poppler-utils imagemagick"
_ELSEWHERE = "Install them, or let GitHub make the pictures: docs/maintainers.md says how."

WIDTH = 1000
"""The width of a picture in pixels."""


class NotInstalledError(UserError):
    """A program that makes the pictures is missing."""


def main() -> None:
    """Make every picture.

    Raises:
        NotInstalledError: a program is missing.
        FrameworkError: framework.yaml or worked_example.yaml cannot be used.
    """
    programs = _programs()
    framework = load(ROOT / "framework.yaml")
    example = load_example(ROOT / "worked_example.yaml")
    with tempfile.TemporaryDirectory() as name:
        workbook = Path(name, "example.xlsx")
        workbook.write_bytes(to_bytes(build_example(framework, example)))
        _run(programs["LibreOffice"], "--headless", "--convert-to", "pdf", "--outdir", name, str(workbook))
        for key, sheet in _sheets(framework).items():
            target = ROOT / "docs" / PICTURES / f"{key}.png"
            _draw(target, workbook.with_suffix(".pdf"), sheet)
            _run(programs["ImageMagick"], str(target), "-dither", "None", "-colors", "48", f"PNG8:{target}")
            print(f"Written: {target.relative_to(ROOT)}")


def _programs() -> dict[str, str]:
    """Return the command of each program that the pictures need, by its name.

    Raises:
        NotInstalledError: one is missing.
    """
    found = {"LibreOffice": find_libreoffice(), "ImageMagick": find_imagemagick()}
    found |= {name: shutil.which(name) for name in ("pdftotext", "pdftoppm")}
    if missing := ", ".join(name for name, command in found.items() if not command):
        raise NotInstalledError(f"Not installed: {missing}. {how_to_install(_PACKAGES, _ELSEWHERE)}")
    return {name: command for name, command in found.items() if command}


def _sheets(framework: Framework) -> dict[str, str]:
    """Return the sheets that have a picture, by the key of the picture."""
    words = framework.workbook.sheets
    return {
        "start": words.start.name,
        "section": framework.sheet_name(framework.sections[0]),
        "summary": words.summary.name,
        "plan": words.plan.name,
        "reviews": words.reviews.name,
    }


def _draw(target: Path, pdf: Path, sheet: str) -> None:
    """Write the picture of the first page of a sheet."""
    target.parent.mkdir(parents=True, exist_ok=True)
    page = str(_first_page(pdf, sheet))
    size = ["-scale-to-x", str(WIDTH), "-scale-to-y", "-1", "-png", "-singlefile"]
    _run("pdftoppm", "-f", page, "-l", page, *size, str(pdf), str(target.with_suffix("")))


def _first_page(pdf: Path, sheet: str) -> int:
    """Return the number of the first page of a sheet. The footer of each page names the sheet."""
    pages = _run("pdftotext", "-layout", str(pdf), "-").split("\f")
    return next(number for number, page in enumerate(pages, start=1) if f"{sheet}, page" in page)


def _run(*command: str) -> str:
    """Run a program, and return what it prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout  # noqa: S603


if __name__ == "__main__":
    sys.exit(run(main))
