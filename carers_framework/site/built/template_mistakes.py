"""A mistake in a template as one line: who edits one needs the file and the line, and not how Jinja came there."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from ...base.errors import UserError
from ...base.text import one_line

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


def _place(error: TemplateError) -> str:
    """Return the file and the line of a mistake: "main.html:12"."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}"
    # Jinja puts the lines of templates into the traceback. The last is where it happened.
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(_ENDINGS)]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "A template"
