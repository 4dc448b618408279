#!/usr/bin/env python3
"""Write the workbook from framework.yaml: `build_workbook.py --help` lists the options."""

from __future__ import annotations

import sys
from pathlib import Path

from carers_framework.commands.workbook import main

FRAMEWORK_FILE = Path(__file__).resolve().parent / "framework.yaml"

if __name__ == "__main__":
    sys.exit(main(framework_file=FRAMEWORK_FILE))
