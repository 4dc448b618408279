"""How sheets are printed: A4, one page wide, with a footer."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

_LONGEST_FOOTER = 255
"""The most characters that Excel takes in a footer, the marks in it included."""

_A4 = 9

_SIZE = "&10"
"""Sets the size of a part of the footer, in points. A footer shrinks with the sheet."""


def prepare_for_paper(sheet: Worksheet, repeated_rows: int, left: str, centre: str = "") -> None:
    """Print a sheet on A4 across, one page wide, with the first rows on each page, and what and which page below.

    With these margins a sheet of up to 1,180 pixels is printed at nine tenths of its size or more.
    """
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"1:{repeated_rows}"
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.3
    margins.bottom, margins.footer = 0.5, 0.25
    right = f"{_SIZE}&A, page &P of &N"
    sheet.oddFooter.right.text = right
    room = _LONGEST_FOOTER - len(f"&L&C&R{right}{_SIZE} {_SIZE}")
    shown = _in_footer(left, room)
    # A space keeps a figure from being read as part of the size.
    sheet.oddFooter.left.text = f"{_SIZE} {shown}" if shown[:1].isdigit() else f"{_SIZE}{shown}"
    centre = centre.replace("&", "&&")
    # An address that is cut leads nowhere: without room for all of it, it is left out.
    if centre and len(shown) + len(centre) <= room:
        sheet.oddFooter.center.text = f"{_SIZE}{centre}"


def _in_footer(text: str, room: int) -> str:
    """Return a text as a footer has it, cut where it is too long. An ampersand is doubled: one alone is a code."""
    while len(written := text.replace("&", "&&")) > room:
        text = f"{text[:-2]}…"
    return written
