#!/usr/bin/env python3
"""Collect many filled-in workbooks in one summary: `collate_workbooks.py --help` lists the options."""

from __future__ import annotations

import sys
from pathlib import Path

from carers_framework.commands.collate import main

FRAMEWORK_FILE = Path(__file__).resolve().parent / "framework.yaml"

if __name__ == "__main__":
    sys.exit(main(framework_file=FRAMEWORK_FILE))
