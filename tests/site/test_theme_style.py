"""The theme's style sheets, without what no page uses. That no page loses a style, `test_layout` tests in Chromium."""

from __future__ import annotations

from pathlib import Path

import material
import pytest

from carers_framework.site.built.theme_style import (
    STYLES,
    ThemeStyleError,
    trim,
    without_unused,
)

THEIRS = Path(material.__file__).parent / "templates"


@pytest.mark.parametrize(
    ("style", "left"),
    [
        (".kept,.gone{color:red}", ".kept{color:red}"),
        (".gone .kept{color:red}a{color:red}", "a{color:red}"),
        ("@media print{.gone{color:red}}", ""),
        ("@media print{.gone{color:red}.kept{color:red}}", "@media print{.kept{color:red}}"),
        ("@keyframes x{0%{top:0}}", "@keyframes x{0%{top:0}}"),
        (".kept:not(.gone),.kept:is(.gone,.kept){top:0}", ".kept:not(.gone),.kept:is(.gone,.kept){top:0}"),
        (".kept{--a:1px;--b:url('x;}');top:var(--a)}", ".kept{--a:1px;top:var(--a)}"),
        (".kept{content:'}'}.gone{top:0}", ".kept{content:'}'}"),
        (
            "[data-md-color-primary=pink]{top:0}[data-md-color-primary=kept]{top:1px}",
            "[data-md-color-primary=kept]{top:1px}",
        ),
        ('@charset "UTF-8";.kept{top:0}/*# map */', '@charset "UTF-8";.kept{top:0}'),
    ],
)
def test_left_out(style: str, left: str) -> None:
    assert without_unused(style, frozenset({"kept"})) == left


def test_variable_of_others() -> None:
    """A variable that another style sheet or a script uses is kept."""
    assert without_unused(":root{--a:1;--b:2}", frozenset(), "p{top:var(--b)}") == ":root{--b:2}"


def test_changed_theme(tmp_path: Path) -> None:
    """A theme without these style sheets, or with one that cannot be read, stops the build with one line."""
    with pytest.raises(ThemeStyleError, match="no longer has the style sheets"):
        trim(tmp_path)
    with pytest.raises(ThemeStyleError, match="brace that is not closed"):
        without_unused("a{top:0", frozenset())


def test_lighter_than_theirs(site: Path) -> None:
    """Both style sheets are a good deal smaller than the theme's own."""
    for pattern in STYLES:
        (ours,), (theirs,) = site.glob(pattern), THEIRS.glob(pattern)
        assert ours.stat().st_size < 0.7 * theirs.stat().st_size
