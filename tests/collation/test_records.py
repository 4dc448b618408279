"""Text is cleaned of what could disturb its surroundings, and of nothing else."""

from __future__ import annotations

import pytest

from carers_framework.collation.records import clean


def test_clean() -> None:
    assert clean("Ŵyn ağaç غیر 👩‍👧\r\n=1+1\tx") == "Ŵyn ağaç غیر 👩‍👧\n=1+1\tx"
    assert clean("\x00\x07a\u202eb\u2066c\ud800d\ufffe") == "abcd"
    assert len(clean("x" * 100_000)) < 32_767


@pytest.mark.parametrize("text", ["\ufeff", " \u200b\n\u200b", "\u2060\u00a0\u2060", "\u202e\ufeff"])
def test_nothing_seen(text: str) -> None:
    """A text of which nothing is seen is empty."""
    assert clean(text) == ""
    assert clean(f"{text}a").endswith("a")
