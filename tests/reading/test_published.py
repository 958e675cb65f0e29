"""The day of publication that a plain text prints."""

from __future__ import annotations

import pytest

from dealwatch.reading.lexicon import lexicon
from dealwatch.reading.published import day_in


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "Title\n17 May 2024\nThe text follows.", "2024-05-17"),
        ("en", "Title\n\nLONDON, 17 May 2024 - The CMA cleared it.", "2024-05-17"),
        ("de", "Titel\nBonn, 3. Juli 2023 – Das Amt hat entschieden.", "2023-07-03"),
        ("en", "Title\nThe decision of 3 May 2021 was appealed, the firm said in a statement today.", None),
        ("en", "Title\nMay 2024\nThe text.", None),
        ("en", "Title\nfrom 1 May 2024 to 2 May 2024\nThe text.", None),
        ("en", "Title", None),
    ],
)
def test_a_date_line_or_a_dateline(language: str, text: str, day: str | None) -> None:
    found = day_in(text, 5, lexicon(language))
    assert (str(found) if found else None) == day
