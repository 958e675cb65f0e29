"""Days in a text, printed or told from the day of publication."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dealwatch.model.dates import PartialDate
from dealwatch.model.proposal import Reading
from dealwatch.reading.dates import in_words
from dealwatch.reading.lexicon import lexicon
from dealwatch.reading.tokens import tokenize

Read = Callable[..., Reading]


def _days(language: str, text: str, published: str = "2024-05-17") -> list[str]:
    tokens = tokenize(text)
    day = PartialDate.parse(published) if published else None
    return [str(dated.day) for dated in in_words(tokens, 0, len(tokens), lexicon(language), day)]


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("en", "on 17 May 2024", ["2024-05-17"]),
        ("en", "on May 17, 2024", ["2024-05-17"]),
        ("en", "on the 3rd of April", ["2024-04-03"]),
        ("en", "in December", ["2023-12"]),
        ("en", "in March 2021", ["2021-03"]),
        ("en", "May it be", []),
        ("en", "on 2024-05-12 or 12/05/2024", ["2024-05-12", "2024-05-12"]),
        ("en", "on 99/99/2024", []),
        ("en", "on 31 April 2024", ["2024-04"]),
        ("en", "in the long March", ["2024-03"]),
        ("fr", "le 1er août 2023", ["2023-08-01"]),
        ("fr", "ce mardi", ["2024-05-14"]),
        ("de", "am 3. Juli 2023", ["2023-07-03"]),
        ("de", "vergangenen Freitag", ["2024-05-10"]),
        ("es", "el 12 de marzo de 2024", ["2024-03-12"]),
        ("it", "il 5 settembre 2023", ["2023-09-05"]),
        ("nl", "op 2 oktober 2023", ["2023-10-02"]),
        ("pt", "em 7 de fevereiro de 2024", ["2024-02-07"]),
        ("pl", "14 lipca 2020 r.", ["2020-07-14"]),
        ("en", "on Friday", ["2024-05-17"]),
        ("en", "last Friday", ["2024-05-10"]),
        ("en", "on Monday", ["2024-05-13"]),
        ("en", "nothing", []),
    ],
)
def test_days_of_a_text(language: str, text: str, days: list[str]) -> None:
    assert _days(language, text) == days


def test_without_a_day_of_publication_only_full_dates_count() -> None:
    assert _days("en", "on Monday, in December, on 3 June 2021", "") == ["2021-06-03"]


def test_a_month_of_publication_dates_months_but_no_weekdays() -> None:
    assert _days("en", "on Monday, in December, in April", "2024-05") == ["2023-12", "2024-04"]


def test_an_empty_text_has_no_days() -> None:
    assert _days("en", "") == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The CMA cleared the merger of Norvik and Talmera today.", "2024-05-17"),
        ("The CMA cleared the merger of Norvik and Talmera yesterday.", "2024-05-16"),
        ("The CMA cleared the merger of Norvik and Talmera on 14 May.", "2024-05-14"),
        (
            (
                "On Tuesday, as people who know both firms well had long been waiting for and had often "
                "said in public to all of their friends, the CMA cleared the merger of Norvik and "
                "Talmera."
            ),
            "2024-05-14",
        ),
        ("The CMA opened an in-depth investigation into the merger of Norvik and Talmera; it has until 14 May.", None),
        ("The CMA cleared the merger of Norvik and Talmera, to be completed in June 2025.", None),
        (
            (
                "The CMA cleared the merger of Norvik and Talmera, two firms that sell a great many "
                "shoes and boots to all of their customers in Wales since May 2024."
            ),
            None,
        ),
        ("The CMA cleared the merger of Norvik and Talmera.", None),
    ],
)
def test_the_day_of_a_step(read: Read, text: str, day: str | None) -> None:
    found = read(text).proposals[0].event_date
    assert (str(found) if found else None) == day


def test_today_needs_a_full_day_of_publication(read: Read) -> None:
    text = "The CMA cleared the merger of Norvik and Talmera today."
    assert read(text, published="2024-05").proposals[0].event_date is None
    assert read(text, published="").proposals[0].event_date is None
