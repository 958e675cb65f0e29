"""Case numbers as a text prints them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dealwatch.model.proposal import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The European Commission approved the acquisition of Talmera by Norvik (M.11999).", "M.11999"),
        (
            "The European Commission approved the acquisition of Talmera by Norvik. The case number is M.11999.",
            "M.11999",
        ),
        ("The European Commission approved the acquisition of Talmera by Norvik. See M.11999 and M.11998.", ""),
        ("The European Commission approved the acquisition of Talmera by Norvik.", ""),
        ("The US Federal Reserve approved the acquisition of Talmera by Norvik.", ""),
        ("The Bundeskartellamt has cleared the acquisition of Talmera by Norvik (B6-26/23).", "B6-26/23"),
    ],
)
def test_a_number_near_the_step(read: Read, text: str, number: str) -> None:
    assert [p.case_number for p in read(text).proposals] == [number]
