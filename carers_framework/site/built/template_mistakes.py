"""A mistake in a template as one line: who edits one needs the file and the line, and not how Jinja came there."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Set
from contextlib import contextmanager

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError, nodes

from ...base.errors import UserError
from ...base.text import one_line

_OF_JINJA = frozenset({"super", "self", "loop", "caller", "varargs", "kwargs"})
"""Names that Jinja itself gives to blocks, loops and macros."""

_ENDINGS = (".j2", ".html", ".css")


class TemplateMistakeError(UserError):
    """A template cannot be used."""


@contextmanager
def template_mistakes() -> Iterator[None]:
    """Turn a mistake in a template into an error of one line.

    Raises:
        TemplateMistakeError: there is one. The text names its file and line.
    """
    try:
        yield
    except TemplateNotFound as error:
        raise TemplateMistakeError(
            f"The template {error.name} does not exist. Correct the name where it is used."
        ) from None
    except TemplateError as error:
        raise TemplateMistakeError(
            f"{_place(error)}: is not right here ({one_line(str(error.message))}). Correct it."
        ) from None


def check_names(templates: Environment, name: str, given: Set[str]) -> None:
    """Refuse a template with a name that nothing gives a value. The theme needs Jinja to show nothing in its place.

    Args:
        templates: where the template is, and those that it extends.
        name: the template.
        given: the names that a page gives to its template.

    Raises:
        TemplateMistakeError: there is such a name. The text says where.
        TemplateError: a template is missing or cannot be read.
    """
    file, tree = _parsed(templates, name)
    known = given | templates.globals.keys() | _OF_JINJA | _assigned(tree)
    unknown = [node for node in tree.find_all(nodes.Name) if node.ctx == "load" and node.name not in known]
    # What a template extends is long, and hardly any uses a name of it.
    inherited = _inherited(templates, tree) if unknown else set()
    for node in unknown:
        if node.name not in inherited:
            message = f"is not right here ('{node.name}' is undefined). Correct it."
            raise TemplateMistakeError(f"{file}:{node.lineno}: {message}")


def _parsed(templates: Environment, name: str) -> tuple[str, nodes.Template]:
    """Return the file of a template, and its syntax tree."""
    if templates.loader is None:
        raise TemplateNotFound(name)
    source, file, _ = templates.loader.get_source(templates, name)
    return file or name, templates.parse(source, name, file)


def _assigned(tree: nodes.Template) -> set[str]:
    """Return every name that a template gives a value, or of which it asks whether it has one."""
    names = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    names |= {node.name for node in tree.find_all(nodes.Macro)}
    names |= {node.target for node in tree.find_all(nodes.Import)}
    asked = (node for node in tree.find_all((nodes.Test, nodes.Filter)) if node.name in {"defined", "default", "d"})
    return names | {node.node.name for node in asked if isinstance(node.node, nodes.Name)}


def _inherited(templates: Environment, tree: nodes.Template) -> set[str]:
    """Return every name that the templates which a template extends give a value."""
    names: set[str] = set()
    for extended in tree.find_all(nodes.Extends):
        if isinstance(extended.template, nodes.Const):
            _, above = _parsed(templates, extended.template.value)
            names |= _assigned(above) | _inherited(templates, above)
    return names


def _place(error: TemplateError) -> str:
    """Return the file and the line of a mistake: "main.html:12"."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}"
    # Jinja puts the lines of templates into the traceback. The last is where it happened.
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(_ENDINGS)]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "A template"
