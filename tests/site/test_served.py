"""The lines of the texts in framework.yaml, which the served site links to. test_build.py looks at a site."""

from __future__ import annotations

from carers_framework.site.served import lines_of_texts

TEXT = """\
edition:
  id: garden
  title: Good gardens
sections:
  - id: soil
    title: Soil
    text: >-
      What plants
      stand in.

      And what lives in it.
    see: [Good gardens, Worms]
  - {id: worms, title: Worms, law: An Act}
  - {id: birds, title: Birds, law: An Act}
  - {id: snails, title: Snails, law: An Act}
  - {id: frogs, title: Frogs, law: An Act}
"""


def test_lines_of_texts() -> None:
    """Each paragraph has its line, a repeated text has several, and names that are everywhere have none."""
    lines = lines_of_texts(TEXT)
    assert lines["What plants stand in."] == [7]
    assert lines["And what lives in it."] == [7]
    assert lines["Good gardens"] == [3, 12]
    assert lines["Worms"] == [12, 13]
    assert "An Act" not in lines
    assert "soil" not in lines
