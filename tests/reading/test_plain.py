"""The headline of a plain text."""

from __future__ import annotations

import pytest

from dealwatch.reading.plain import title_of

_BODY = "The body goes on for a good while after that, with more words."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"A headline\n\n{_BODY}", "A headline"),
        (f"A headline\n{_BODY}", "A headline"),
        (f"A full sentence.\n{_BODY}", ""),
        (f"A full sentence.\n\n{_BODY}", "A full sentence."),
        ("A headline alone", ""),
        ("A headline\n\nshort", ""),
        ("x" * 300 + f"\n\n{_BODY}", ""),
        ("", ""),
    ],
)
def test_the_first_line_may_be_a_title(text: str, title: str) -> None:
    assert title_of(text) == title
