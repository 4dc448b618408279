"""Names in the templates of overrides/ that nothing gives a value. test_build.py looks at whole sites with mistakes."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment

from carers_framework.site.built.template_mistakes import TemplateMistakeError, check_names

BASE = '{% set features = config.features %}{% import "words.html" as lang %}{% block content %}{% endblock %}'
START = '{% extends "base.html" %}\n{% block content %}'


def templates(block: str) -> Environment:
    sources = {"base.html": BASE, "words.html": "", "main.html": f"{START}{block}{{% endblock %}}"}
    return Environment(loader=DictLoader(sources), autoescape=True)


@pytest.mark.parametrize(
    "block",
    [
        "{{ page.title }}{{ super() }}{{ range(3) }}",
        "{% set at = 1 %}{{ at }}",
        "{% macro at(name, to=1) %}{{ name }}{{ to }}{{ caller() }}{% endmacro %}{{ at(1) }}",
        "{% for key, value in config.items() %}{{ key }}{{ value }}{{ loop.last }}{% endfor %}",
        "{{ features }}{{ lang.t }}",
        "{% if palette is defined %}{{ palette }}{% endif %}{{ scheme | default('') }}",
    ],
)
def test_known_names(block: str) -> None:
    """A name is known if a page, Jinja, the template or one that it extends gives it a value."""
    check_names(templates(block), "main.html", {"config", "page"})


def test_unknown_name() -> None:
    with pytest.raises(TemplateMistakeError) as raised:
        check_names(templates("\n{{ pgae.title }}"), "main.html", {"config", "page"})
    assert str(raised.value) == "main.html:3: is not right here ('pgae' is undefined). Correct it."
