"""Every provision, by the Act that it is in: on pages that are short enough to arrive soon on a phone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from ...framework.library import Duty
from ...framework.model import Framework
from ...words.site import OTHER_LAWS
from .related import duties_by_law

MOST = 35
"""How many provisions a page shows: about 10 kB, compressed."""

OF_ITS_OWN = 6
"""From how many provisions a law has pages of its own."""


@dataclass(frozen=True, slots=True)
class ActPage:
    """A page with provisions of one law, or of several that have few. `laws` gives the number of each law, from 1."""

    number: int
    title: str
    laws: tuple[tuple[int, str, tuple[Duty, ...]], ...]

    @property
    def path(self) -> str:
        """The path of the page below the docs folder."""
        return f"law/acts/{self.number}.md"

    @property
    def duties(self) -> tuple[Duty, ...]:
        """All provisions of the page, in order."""
        return tuple(duty for _, _, duties in self.laws for duty in duties)


def act_pages(framework: Framework) -> tuple[ActPage, ...]:
    """Return the pages with the provisions of each law, if there are questions that lead to them."""
    if not framework.law_questions:
        return ()
    laws = [(number, law, tuple(duties)) for number, (law, duties) in enumerate(duties_by_law(framework), 1)]
    large = [law for law in laws if len(law[2]) >= OF_ITS_OWN]
    small = [law for law in laws if len(law[2]) < OF_ITS_OWN]
    titled = [part for law in large for part in _parts(*law)]
    titled += [(OTHER_LAWS, tuple(small))] if small else []
    return tuple(ActPage(number, title, of_laws) for number, (title, of_laws) in enumerate(titled, 1))


def page_of_each(framework: Framework) -> Mapping[str, str]:
    """Return the path of the page that shows each provision whole, by its id."""
    pages = act_pages(framework)
    if not pages:
        return {duty.id: "law.md" for duty in framework.duties}
    return {duty.id: page.path for page in pages for duty in page.duties}


def _parts(
    number: int, law: str, duties: Sequence[Duty]
) -> Iterator[tuple[str, tuple[tuple[int, str, tuple[Duty, ...]], ...]]]:
    """Yield the pages of a law, all about equally long, each with its title."""
    count = ceil(len(duties) / MOST)
    size = ceil(len(duties) / count)
    for start in range(0, len(duties), size):
        part = tuple(duties[start : start + size])
        title = law if count == 1 else f"{law}: {part[0].provision} to {part[-1].provision}"
        yield title, ((number, law, part),)
