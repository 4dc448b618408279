"""Texts that try to become markup, formulas or commands, and texts that programs are likely to get wrong.

None of them is long, so that each fits wherever a framework or a workbook has a short text; LONG is apart.
"""

from __future__ import annotations

HTML = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'><b onclick=alert(1)>",
    "</p></li></div></main></title></script>",
    "</td></tr></table><a href=javascript:alert(1)>x</a>",
    "<!-- x",
    "<?php x ?>",
    "&lt;b&gt; &#60;b&#62; &amp;",
)

MARKDOWN = (
    "[x](javascript:alert(1))",
    "![x](//evil.example/x.png)",
    "[x]: javascript:alert(1)",
    "[x][x] [^1] [^1]: x",
    "<javascript:alert(1)>",
    "<somebody@evil.example>",
    "http://evil.example/ www.evil.example",
    "# Heading",
    "## Heading {#x onclick=alert(1)}",
    "{: onclick=alert(1) .x }",
    "{ .x onclick=alert(1) }",
    "| a | b |",
    "|---|---|",
    "* * *",
    "---",
    "===",
    "> quoted",
    "1. one",
    "- one",
    ": defined",
    "!!! note",
    '??? "more"',
    "```",
    '--8<-- "framework.yaml"',
    ":smile: :material-alert:",
    "*[HTML]: x",
    "**b** __b__ *i* _i_ ~~d~~ ==m== ^^u^^ `c`",
)

TEMPLATES = ("{{ 7*7 }}", '{% include "main.html" %}', "{% raw %} {# x", "${7*7} $x$ \\(x\\) \\")

FORMULAS = (
    "=1+1",
    '=HYPERLINK("http://evil.example","x")',
    '=WEBSERVICE("http://evil.example")',
    "@SUM(A1)",
    "+cmd|' /C calc'!A0",
    "-1+1",
)

DISGUISED_FORMULAS = ("\uff1d1+1", "\t=1+1", " =1+1", "%0a=1+1")
"""What some programs take for a formula although it does not begin with an ASCII =, +, - or @."""

CODES = ("_x0041_", "&A &P &[Picture]")
"""Excel reads the first as the letter A; in a footer, the second has the sheet, the page and a picture."""

UNSEEN = (
    "\u202egnp.exe\u202c \u2066isolated\u2069",
    "bell\x07 and null\x00",
    "\x1b[31mred",
    "next\x85line\u2028line",
    "mark\ufeff not\ufffe",
)
"""Characters that nobody sees: some turn the direction of the text, some control a terminal, some XML cannot hold."""

INVISIBLE = ("\u200b\u00ad\u00a0\ufeff",)
"""Invisible characters, which a framework file must not hold, and which are allowed in what a group types."""

SCRIPTS = ("e\u0301\u0327\u0328 غیر معاوضہ",)
"""Letters made of several characters, and letters from right to left."""

ODD = (
    "=SUM(A1)",
    "+44 20 7946 0000",
    "-1",
    "@here",
    "Gofalwyr di-dâl yng Nghymru: ŵ ŷ",
    "غیر معاوضہ دیکھ بھال کرنے والے",
    "👩‍👧 caring 🏠",
    "<b>bold</b> & \"quoted\" 'text'",
    "_x0041_ stays as it is",
    "two\nlines\tand a tab",
    " spaces around ",
    "0123",
    "TRUE",
    "1/2",
    "#N/A",
)
"""What people may well type, and a program might turn into something else."""

LONG = ("x" * 100_000, "_x0041_" * 4_500)
"""More than a cell can hold, as it is or once it is escaped."""
