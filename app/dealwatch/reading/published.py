"""The day of publication as a plain text prints it: a date line, or a place and a date before the first sentence."""

from __future__ import annotations

from dealwatch.model.dates import PartialDate
from dealwatch.reading.dates import in_words
from dealwatch.reading.lexicon import Lexicon
from dealwatch.reading.tokens import tokenize

_LINES = 8
_LONGEST_DATE_LINE = 10  # words
_LONGEST_DATELINE = 60


def day_in(text: str, title_end: int, words: Lexicon) -> PartialDate | None:
    """The full day that a short line near the top, or a dateline ("OTTAWA, 5 August 2021 -"), gives; else None."""
    lines = [line.strip() for line in text[title_end:].split("\n", 4 * _LINES) if line.strip()][:_LINES]
    for line in lines:
        short = len(line.split()) <= _LONGEST_DATE_LINE and not line.endswith(".")
        tokens = tokenize(line if short else _dateline(line))
        days = [dated.day for dated in in_words(tokens, 0, len(tokens), words, None) if dated.day.exact]
        if len(days) == 1:
            return days[0]
    return None


def _dateline(line: str) -> str:
    """What stands before the dash that opens a report; empty where there is none."""
    for dash in (" - ", " – ", " — ", " -- "):
        head, found, _ = line[: _LONGEST_DATELINE + len(dash)].partition(dash)
        if found:
            return head
    return ""
