"""LibreOffice, driven step by step through a script that runs in the Python of its own bindings."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.helpers.project import ROOT

DRIVER = ROOT / "tests" / "readers" / "in_libreoffice.py"


def drive(steps: dict[str, object], folder: Path) -> Any:
    """Have LibreOffice go through steps, and return what it found: see the script itself."""
    (folder / "steps.json").write_text(json.dumps(steps), encoding="utf-8")
    command = ["/usr/bin/python3", str(DRIVER), str(folder / "steps.json"), str(folder / "result.json")]
    subprocess.run(command, check=True, timeout=540)
    return json.loads((folder / "result.json").read_text(encoding="utf-8"))
