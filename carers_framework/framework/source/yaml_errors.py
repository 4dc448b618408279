"""What to do about a text that is not YAML, in words for somebody who edits texts.

The parser says what it expected, often lines after the slip. From the tokens just before that place, and from the lines
themselves, the usual slips can be told apart: a colon in a text, a missing one, a quote that nothing closes, a tab, a
missing hyphen, a line that does not line up with the others.
"""

from __future__ import annotations

import re

import yaml

from ...base.text import short
from .lines import indent, lines_of
from .problems import Problem

_LONGEST_KEY = 40
"""A longer word is not meant as a key."""

_CONFLICT_MARK = re.compile(r"^(?:<{7} |>{7} |={7}$)", re.MULTILINE)
"""What git writes between two versions of the same lines. It always begins in the first column."""

# An entry's hyphen, a key, and what follows: nothing, a text after a space, or a text that the space is missing from.
_KEY = re.compile(r" *(?:- +)?(?P<key>[A-Za-z_][A-Za-z0-9_]*):(?P<rest>.*)")

# An entry's hyphen without the space after it, and a key.
_GLUED_HYPHEN = re.compile(r" *-[A-Za-z_][A-Za-z0-9_]*:(?: |$)")

_FIRST_WORD = re.compile(r" *(?:- +)?(?P<word>[A-Za-z_][A-Za-z0-9_]*)(?= |$)")

BEGINS_LIST = "begins an entry of a list, and has no hyphen. Put a hyphen and a space before it."

_CURLY_QUOTES = ("“", "‘", "”", "’")
"""The quotes that Word and some editors put in place of straight ones. For YAML they are letters like any other."""

_UNIT = 2
"""The spaces by which each level of the files is indented."""


def conflict_marks(text: str) -> list[Problem]:
    """Return a problem for each place where git left two versions of the same lines, or none."""
    marks = [(text.count("\n", 0, found.start()) + 1, found.group()[0]) for found in _CONFLICT_MARK.finditer(text)]
    # A line of equals signs alone might be anything. Between the other two it is the middle of a conflict.
    begun = [line for line, sign in marks if sign == "<"] or [line for line, sign in marks if sign == ">"]
    message = (
        "is a mark that git left where two people changed the same lines. Keep one of the two versions, and remove the "
        "lines that begin with <<<<<<<, ======= and >>>>>>>."
    )
    return [Problem(line, "", message) for line in begun]


def explained(error: yaml.MarkedYAMLError, text: str) -> Problem:
    """Return the line of the slip behind a parser's error, and what to do about it."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Problem(1, "", f"is not YAML ({error.problem}). Check the quotes, the colons and the spaces before it.")
    return _Slip(error, mark, text).problem()


class _Slip:
    """A parser's error, with the lines and the tokens around it. Lines are counted from 0 here, as in marks."""

    def __init__(self, error: yaml.MarkedYAMLError, mark: yaml.Mark, text: str) -> None:
        self._error = error
        self._words = error.problem or ""
        self._at = mark
        self._lines = lines_of(text)
        self._before = _scalar_before(text, mark)

    def problem(self) -> Problem:
        """Return what to do, at the line where it is to be done."""
        found = (
            self._tab()
            or self._glued_hyphen()
            or self._backslash()
            or self._beside_fold()
            or self._quote()
            or self._colon_or_space_missing()
            or self._colon_in_text()
            or self._bracket()
            or self._hyphen()
            or self._indentation()
            or (
                self._at.line,
                f"is not YAML here ({self._words}). Check the quotes, the colons and the spaces before it.",
            )
        )
        line, message = found
        return Problem(line + 1, "", message)

    def _line(self, number: int) -> str:
        return self._lines[number] if 0 <= number < len(self._lines) else ""

    def _tab(self) -> tuple[int, str] | None:
        # The parser reads on after a tab in a key, so a line that begins with one may be the slip behind any error.
        if "\t" in re.match(r"\s*", self._line(self._at.line)).group():  # type: ignore[union-attr]  # it always matches
            return self._at.line, "begins with a tab. Put spaces in its place."
        # Such a space is part of a word for the parser, which notices it at the next line.
        for number in (self._at.line, self._at.line - 1):
            if self._line(number).lstrip(" ").startswith("\N{NO-BREAK SPACE}"):
                return number, "begins with a no-break space, which was pasted in. Type ordinary spaces in its place."
        if self._words.startswith(("found character that cannot start any token", "block sequence entries are not")):
            return self._at.line, ("has a sign where a text cannot begin with it. Put the text in quotes.")
        return None

    def _glued_hyphen(self) -> tuple[int, str] | None:
        """An entry such as `-id: water`, of which the parser makes a key, and complains here or at the next line."""
        for number in (self._at.line, self._at.line - 1):
            if _GLUED_HYPHEN.match(self._line(number)):
                return number, "has no space after the hyphen. Put one there."
        return None

    def _backslash(self) -> tuple[int, str] | None:
        if "escape character" in self._words or "hexdecimal" in self._words:
            return self._at.line, "has a backslash in double quotes. Use single quotes around the text instead."
        return None

    def _beside_fold(self) -> tuple[int, str] | None:
        if self._error.context != "while scanning a block scalar" or "comment or line break" not in self._words:
            return None
        return self._at.line, "has a text beside > or |. Begin it on the next line, two spaces further in than its key."

    def _quote(self) -> tuple[int, str] | None:
        """A quote that nothing closes, or one that closes too early."""
        unclosed = "has an opening quote and no closing one. Put the same quote at the end of the text."
        if self._error.context == "while scanning a quoted scalar" and self._error.context_mark:
            return self._error.context_mark.line, unclosed
        token = self._before
        if token is None or token.plain or token.style not in {'"', "'"} or token.end_mark.line != self._at.line:
            return None
        if token.start_mark.line < token.end_mark.line:
            # It went on to the next quote of the file, which was to open another text.
            return token.start_mark.line, unclosed
        return self._at.line, (
            "goes on after its closing quote. Put the whole text between the quotes. Inside it, use ’ or “ ”."
        )

    def _colon_or_space_missing(self) -> tuple[int, str] | None:
        """A line such as `title Text` or `title:Text`, which the parser takes for a text or for half a key."""
        if self._words == "could not find expected ':'" and self._error.context_mark:
            number = self._error.context_mark.line
        elif self._words.startswith("mapping values are not allowed") and self._before:
            number = self._before.start_mark.line
            if number == self._at.line:
                return None
        else:
            return None
        line = self._line(number)
        if key := _KEY.fullmatch(line):
            glued = key["rest"] and not key["rest"].startswith(" ")
            return (number, f"has no space after the colon of {short(key['key'])}. Put one there.") if glued else None
        word = _FIRST_WORD.match(line)
        if (
            word
            and len(word["word"]) <= _LONGEST_KEY
            and (word.end() == len(line.rstrip()) or word["word"] in self._keys() or self._is_beside_key(number))
        ):
            return number, f"has no colon after '{word['word']}'. Write `{word['word']}: ` and then the text."
        if self._words == "could not find expected ':'":
            return number, (
                "is neither a key with a colon nor in line with the text above. Give it as many spaces as the text."
            )
        return None

    def _is_beside_key(self, number: int) -> bool:
        """Return whether a line begins in a small letter right below a key, as another key would."""
        above = _KEY.fullmatch(self._line(number - 1))
        text = self._line(number).lstrip(" ")
        # Below `>-` it would be the key's text, in the wrong column.
        is_alone = above and not above["rest"].strip().startswith((">", "|"))
        return bool(above and is_alone and text[:1].islower() and above.start("key") == indent(self._line(number)))

    def _keys(self) -> set[str]:
        """Return the words that the file uses as keys."""
        return {
            found["key"] for line in self._lines if (found := _KEY.fullmatch(line)) and found["rest"][:1] in {"", " "}
        }

    def _colon_in_text(self) -> tuple[int, str] | None:
        if not self._words.startswith("mapping values are not allowed"):
            return None
        line = self._line(self._at.line)
        first = _KEY.fullmatch(line)
        if first and first.end("key") == self._at.column:
            # The colon is that of the key itself, so the line is indented as if it went on with the text above.
            return self._entry_above() or self._misplaced()
        if first and first["rest"].lstrip().startswith(_CURLY_QUOTES):
            return self._at.line, (
                "has a colon in curly quotes (“ ”), which YAML takes for a part of the text. Put straight ones "
                '(") around the whole text.'
            )
        return self._at.line, "has a colon in a text without quotes. Put the whole text in double quotes."

    def _entry_above(self) -> tuple[int, str] | None:
        """A line with a key where a hyphen should be, because the next key is exactly behind its place."""
        above = self._before.start_mark.line if self._before else self._at.line
        line = self._line(above)
        if _KEY.fullmatch(line) and indent(line) + _UNIT == indent(self._line(self._at.line)):
            return above, BEGINS_LIST
        return None

    def _hyphen(self) -> tuple[int, str] | None:
        """A line without a hyphen where the entries of a list begin, or where the first of them should."""
        context = self._error.context_mark
        if "'-' indicator" in self._words and context and self._at.column == context.column:
            return self._at.line, BEGINS_LIST
        first = self._first_entry()
        if first is not None and not self._line(first).lstrip().startswith("-"):
            return first, BEGINS_LIST
        return None

    def _first_entry(self) -> int | None:
        """Return the line with which the list begins that a line with a hyphen belongs to, or None for another line."""
        line = self._line(self._at.line)
        if not line.lstrip().startswith("- "):
            return None
        first = self._at.line
        while first > 0 and (indent(self._line(first - 1)) >= indent(line) or not self._line(first - 1).strip()):
            first -= 1
        # Two more: the hyphen is missing and its place is empty.
        return first if indent(self._line(first)) == indent(line) + _UNIT else None

    def _bracket(self) -> tuple[int, str] | None:
        """A bracket that nothing closes, or a text that begins with a bracket as if it were a list."""
        context = self._error.context_mark
        if self._words == "did not find expected node content":
            # The end of the file, or a bracket that closes what another has opened.
            number = next((each for each in range(self._at.line, 0, -1) if re.search(r"[\[{]", self._line(each))), 0)
            return number, "has an opening bracket and no closing one. Put it at the end, or the text in double quotes."
        if context and self._words.startswith("did not find expected ','"):
            bracket = self._line(context.line)[context.column : context.column + 1]
            return context.line, (
                f"has an opening {bracket} after which a comma or the closing bracket is missing. If the bracket "
                "belongs to a text, put the whole text in double quotes."
            )
        if self._at.column > indent(self._line(self._at.line)) and self._words.startswith("did not find expected"):
            return self._at.line, "goes on where YAML takes it to be at its end. Put the whole text in double quotes."
        return None

    def _indentation(self) -> tuple[int, str] | None:
        return self._misplaced() if self._words.startswith("did not find expected") else None

    def _misplaced(self) -> tuple[int, str]:
        """Return the line that does not line up, and how many spaces are before it and before its neighbour."""
        number = self._at.line
        # A line before the reported one is the slip where its spaces are odd and the reported one's are not.
        if not _odd(self._line(number)):
            above = [each for each in range(max(0, number - 3), number) if _odd(self._line(each))]
            number = above[-1] if above else number
        spaces = indent(self._line(number))
        neighbour = self._neighbour(number, spaces)
        return number, (
            f"begins after {spaces} spaces, which lines up with nothing above it: line {neighbour + 1} begins after "
            f"{indent(self._line(neighbour))}. Give it as many as the lines that it belongs with."
        )

    def _neighbour(self, number: int, spaces: int) -> int:
        """Return the nearest line above with a key or a hyphen, and less than one level further in or out."""
        for other in range(number - 1, -1, -1):
            line = self._line(other)
            if _KEY.fullmatch(line) and abs(indent(line) - spaces) < 2 * _UNIT:
                return other
        return max(0, number - 1)


def _odd(line: str) -> bool:
    """Return whether a line has a number of spaces before it that no level of the file has."""
    return bool(line.strip()) and indent(line) % _UNIT != 0


def _scalar_before(text: str, mark: yaml.Mark) -> yaml.ScalarToken | None:
    """Return the last text that the parser read before a place, or None."""
    last = None
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            if token.start_mark.index >= mark.index:
                break
            if isinstance(token, yaml.ScalarToken):
                last = token
    except yaml.YAMLError:
        # The scanner stops where the parser did. What it found before counts.
        pass
    return last
