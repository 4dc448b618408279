"""Which words differ between two versions of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ...base.text import folded

# A word, a space, or a single other character. Apostrophes and hyphens belong to words, so that "carers" → "carers'"
# changes one word and does not add a punctuation mark.
_TOKEN = re.compile(r"[\w’'-]+|\s|.")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words before and after, with its spaces. Both sides are the same where nothing changed."""

    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Whether the words differ."""
        return self.before != self.after

    @property
    def mirrored(self) -> Run:
        """The run as it is when the texts are compared the other way round."""
        return Run(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Rewording:
    """A text of a piece whose words changed: the name of the text, and the whole text run by run."""

    text_name: str
    runs: tuple[Run, ...]


def compare_words(old: str, new: str) -> tuple[Run, ...]:
    """Compare two texts word by word. White space counts as one space.

    Joined together, the runs of either side give its text. Exchanging the texts exchanges the sides of the runs.
    """
    if new < old:
        # difflib may align two texts differently when they are exchanged. In a fixed order the mirror image is exact.
        return tuple(run.mirrored for run in compare_words(new, old))
    return tuple(_joined_across_gaps(_runs(_TOKEN.findall(folded(old)), _TOKEN.findall(folded(new)))))


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    # difflib's "autojunk" would leave frequent tokens, such as spaces, out of the matching in texts of over 200 tokens.
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for _, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        yield Run("".join(old[old_start:old_end]), "".join(new[new_start:new_end]))


def _joined_across_gaps(runs: Iterable[Run]) -> list[Run]:
    """Join two changes with only a space or punctuation between them: they read as one."""
    joined: list[Run] = []
    for run in runs:
        # A gap that comes first has no change before it to join with.
        if run.changed and len(joined) > 1 and _is_gap(joined[-1]):
            gap, last = joined.pop(), joined.pop()
            joined.append(Run(last.before + gap.before + run.before, last.after + gap.after + run.after))
        else:
            joined.append(run)
    return joined


def _is_gap(run: Run) -> bool:
    """Return whether a run is unchanged and holds no word."""
    return not run.changed and not any(character.isalnum() for character in run.before)
