"""The types that the page's scripts say they have: the compiler of TypeScript finds no mistake in them."""

from __future__ import annotations

import subprocess

import pytest

from carers_framework.site.inputs import THEME
from tests.helpers.fill_in import SCRIPTS
from tests.helpers.project import ROOT

READERS = ROOT / "tests" / "readers"
OPTIONS = ("--noEmit", "--allowJs", "--checkJs", "--strict", "--target", "es2023", "--lib", "es2023,dom,dom.iterable")


@pytest.mark.node
def test_types() -> None:
    """All scripts together, since each adds to what the others offer."""
    compiler = READERS / "node_modules" / ".bin" / "tsc"
    if not compiler.exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=READERS, check=True, timeout=300)
    files = [*sorted(SCRIPTS.glob("*.js")), SCRIPTS / "types.d.ts", THEME / "served" / "lines.js"]
    result = subprocess.run(
        [compiler, *OPTIONS, *files], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert result.stdout == ""
    assert result.returncode == 0
