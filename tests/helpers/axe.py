"""Check a page for accessibility with axe.

axe sees only part of what can be wrong: names, roles, contrast and the size of targets, for example. Whether the words
make sense and the order is right, only people can say.
"""

from __future__ import annotations

from collections.abc import Mapping

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

EVERY_RULE: Mapping[str, object] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},  # WCAG 2.2 asks for 24 pixels; axe checks this only when asked
    "resultTypes": ["violations"],
}
"""No rule is switched off, and no part of a page is left out."""

COLOURS: Mapping[str, object] = {**EVERY_RULE, "runOnly": ["color-contrast", "link-in-text-block"]}
"""The rules whose result depends on colours: to see a page again that differs in nothing else."""

_ALL_LAID_OUT = "* { content-visibility: visible !important }"
"""axe skips elements far below the window, which the browser has not laid out yet."""

# axe parses the colours of every element behind every text, which took a third of its time. A page has few of them.
_PARSE_ONCE = """() => {
  const { prototype } = axe.commons.color.Color;
  const parse = prototype.parseString;
  const known = new Map();
  prototype.parseString = function (text) {
    if (known.has(text)) [this.r, this.g, this.b, this.alpha] = known.get(text);
    else parse.call(this, text);
    known.set(text, [this.r, this.g, this.b, this.alpha]);
    return this;
  };
}"""


def violations(page: Page, rules: Mapping[str, object] = EVERY_RULE) -> list[str]:
    """Return what axe finds wrong with a page: for each element the rule, its HTML, and how to correct it."""
    if not page.evaluate("'axe' in window"):
        page.add_style_tag(content=_ALL_LAID_OUT)
        page.evaluate(AXE_SCRIPT)
        page.evaluate(_PARSE_ONCE)
    found = page.evaluate("async (rules) => (await axe.run(rules)).violations", rules)
    return [f"{rule['id']}: {node['html'][:120]}: {node['failureSummary']}" for rule in found for node in rule["nodes"]]
