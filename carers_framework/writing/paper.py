"""How sheets are printed: A4, one page wide, with a footer."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

_LONGEST_FOOTER = 255
"""The most characters that Excel takes in a footer, the marks in it included."""

_A4 = 9


def prepare_for_paper(sheet: Worksheet, repeated_rows: int, left: str, centre: str = "") -> None:
    """A4 across, one page wide, with the first rows on each page, and who, where and which page below."""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"1:{repeated_rows}"
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.7
    sheet.oddFooter.right.text = "&A, page &P of &N"
    room = _LONGEST_FOOTER - len(f"&L&C&R{sheet.oddFooter.right.text}")
    sheet.oddFooter.left.text = _in_footer(left, room)
    centre = centre.replace("&", "&&")
    # An address that is cut leads nowhere: without room for all of it, it is left out.
    if len(sheet.oddFooter.left.text) + len(centre) <= room:
        sheet.oddFooter.center.text = centre


def _in_footer(text: str, room: int) -> str:
    """A text as a footer holds it, cut where it is too long."""
    while len(written := text.replace("&", "&&")) > room:
        text = f"{text[:-2]}…"
    return written
