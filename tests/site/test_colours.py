"""The colours of the style sheet and the icon are those of the project, and have enough contrast."""

from __future__ import annotations

import re

import pytest

from carers_framework.base import colours
from carers_framework.framework.model import Framework
from carers_framework.site.inputs import Download, SiteInputs
from carers_framework.site.render import ICON, STYLE_SHEET, render

# White, black and greys for print, for which the project defines no colours.
FOR_PAPER = {"#fff", "#000", "#333", "#555", "#888", "#aaa"}


@pytest.fixture(scope="module")
def files(framework: Framework) -> dict[str, str]:
    return dict(render(SiteInputs(framework, (Download("x.xlsx", "Excel workbook", b""),))))


def project_colours() -> set[str]:
    """Return every colour in base/colours.py, as a style sheet has it."""
    named = {value for name, value in vars(colours).items() if name.isupper() and isinstance(value, str)}
    shades = {
        value
        for shade in colours.SHADES.values()
        for value in (shade.strong, shade.on_strong, shade.text, shade.on_dark)
    }
    return {f"#{value.lower()}" for value in named | shades}


def test_only_project_colours(files: dict[str, str]) -> None:
    """No colour is typed in the style sheet or the icon."""
    for path in (STYLE_SHEET, ICON):
        found = {colour.lower() for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b", files[path])}
        assert found - FOR_PAPER <= project_colours(), path
        assert f"#{colours.BRAND.lower()}" in found


def test_no_comments(files: dict[str, str]) -> None:
    """Visitors do not fetch the comments of the style sheet, and each rule is still there."""
    assert "/*" not in files[STYLE_SHEET]
    assert files[STYLE_SHEET].count("{") == files[STYLE_SHEET].count("}") > 100


@pytest.mark.parametrize(
    ("text", "background"),
    [
        (colours.PAPER, colours.BRAND),
        (colours.PAPER, colours.BRAND_DARK),
        (colours.LINK, colours.PAPER),
        (colours.LINK_ON_DARK, colours.INK),
        (colours.ACCENT_ON_DARK, colours.INK),
        (colours.MUTED, colours.PAPER),
        (colours.MUTED_ON_DARK, colours.DARK_PAGE),
    ],
)
def test_contrast(text: str, background: str) -> None:
    assert colours.contrast(text, background) >= 4.5


def test_edges() -> None:
    """The edges of the levels can be told from a dark page (WCAG 1.4.11)."""
    for colour, shades in colours.SHADES.items():
        assert colours.contrast(shades.on_dark, colours.DARK_PAGE) >= 3, colour
