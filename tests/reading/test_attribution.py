"""Who says it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dealwatch.model.proposal import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("language", "text", "attribution"),
    [
        (
            "en",
            "A spokesperson for the European Commission said it has approved the acquisition of Talmera by Norvik.",
            "A spokesperson for the European Commission",
        ),
        ("en", "A CMA spokesman said the CMA has cleared the merger of Norvik and Talmera.", "A CMA spokesman"),
        ("en", "The CMA said it has cleared the merger of Norvik and Talmera.", "CMA"),
        (
            "en",
            "The CMA has cleared the merger of Norvik and Talmera, according to the Financial Times.",
            "according to the Financial Times",
        ),
        ("en", "The CMA has cleared the merger of Norvik and Talmera.", ""),
        (
            "en",
            "A spokesman for Norvik said the firm was glad that the CMA has cleared the merger of Norvik and Talmera.",
            "CMA",
        ),
        ("en", "The CMA has cleared the merger of Norvik and Talmera, said an official.", "CMA"),
        (
            "fr",
            (
                "Selon Bloomberg, un porte-parole de la Commission européenne a déclaré qu'elle autorise "
                "le rachat de Talmera par Norvik."
            ),
            "un porte-parole de la Commission européenne, Selon Bloomberg",
        ),
    ],
)
def test_speaker_and_medium(read: Read, language: str, text: str, attribution: str) -> None:
    assert [p.attribution for p in read(text, language=language).proposals] == [attribution]
