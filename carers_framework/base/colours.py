"""The colours of the levels and of the project: one source for the site, the workbook and the summary.

Every pair of text and background has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3). A test computes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Colour = Literal["red", "amber", "green", "blue", "purple", "grey"]
"""The colours that a level can have."""

# RRGGBB. The colours of the online form that are not here are in style/fill-in.css, and those of paper in paper.css.
INK = "1F2328"
PAPER = "FFFFFF"
BRAND = "1D4F63"
BRAND_LIGHT = "E3EEF2"
BRAND_MIDDLE = "8DB3C1"
BRAND_MID = "2B6D87"
BRAND_DARK = "143A49"
BRAND_DARKEST = "0E2A35"
LINK = "0B5394"
LINK_ON_DARK = "9CCBFF"
ACCENT_ON_DARK = "A9D4FF"
MUTED = "4A5560"
MUTED_ON_DARK = "B4C0C8"
DARK_PAGE = "1E2529"
"""The page's background in the site's dark colours, as the theme mixes it."""

INPUT_FILL = "FFFBE6"
INPUT_EDGE = "6B7280"
LABEL_FILL = "EEF3F5"
LINE = "C3CDD2"
QUIET = "4B5563"


TABS = MappingProxyType({"guide": BRAND, "section": "2A7F7A", "result": "5B3A8C", "library": "6B7280"})
"""The colours of the sheets' tabs, by kind. They only help to find a sheet again: each has its name."""


@dataclass(frozen=True, slots=True)
class Shades:
    """A colour as a background, its text; as a text on paper, a pale background for that text; an edge on dark pages.

    Each is RRGGBB.
    """

    strong: str
    on_strong: str
    text: str
    light: str
    on_dark: str


SHADES: Mapping[Colour, Shades] = MappingProxyType(
    {
        # Amber alone carries dark text: white on it could not be read.
        "red": Shades("B3261E", "FFFFFF", "7A1410", "F9DEDC", "F2938C"),
        "amber": Shades("FFBF47", "1F2328", "5C3D00", "FFECC7", "FFBF47"),
        "green": Shades("1B6E3C", "FFFFFF", "0F4A26", "DCEFE3", "6FC58F"),
        "blue": Shades("1D5FA8", "FFFFFF", "113B69", "DCE9F7", "7DB2EC"),
        "purple": Shades("5B3A8C", "FFFFFF", "3B2560", "E8E0F4", "B79AE0"),
        "grey": Shades("505A5F", "FFFFFF", "2F3639", "E6E9EA", "A9B4BA"),
    }
)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (RRGGBB), from 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour, from 0 to 1 (WCAG 2.2, glossary)."""
    # The threshold and the exponent undo the sRGB gamma curve; the weights are how bright the eye sees each primary.
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def rgb(colour: str) -> tuple[float, float, float]:
    """Return the red, green and blue of a colour (RRGGBB), each from 0 to 1."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4))
    return red, green, blue
