"""Days in a text: printed ones, and those told from the day of publication ("yesterday", "ce mardi", "last Friday").

A day is a `PartialDate` as precise as the text; without a day of publication a relative day stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dealwatch.model.dates import PartialDate
from dealwatch.reading.fold import fold
from dealwatch.reading.lexicon import LANGUAGES, Lexicon, Mark
from dealwatch.reading.matcher import Match
from dealwatch.reading.page import Line, Page
from dealwatch.reading.tokens import Tokens

_ISO = re.compile(r"\b((?:19|20)\d{2})-(\d{2})-(\d{2})\b")
_NUMERIC = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d{2})\b")
_YEAR = re.compile(r"(?:19|20)\d{2}\Z")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er)?\Z")
_REACH = 14
_DEADLINE_REACH = 4
_OPENING = 4  # words in which a day stands that holds for the whole sentence: "On Tuesday, according to ..."
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Dated:
    """A day that a sentence names, at word `at`; `relative` where it is told from the day of publication."""

    at: int
    day: PartialDate
    relative: bool = False


@lru_cache(maxsize=2 * len(LANGUAGES))
def _names(line: str) -> dict[str, int]:
    """Month or weekday names (alternatives joined by `|`) with their numbers, from 1."""
    return {fold(word): i for i, group in enumerate(line.split(), 1) for word in group.split("|")}


def _valid(year: int, month: int, day: int | None = None) -> PartialDate | None:
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def in_words(tokens: Tokens, first: int, last: int, words: Lexicon, published: PartialDate | None) -> Iterator[Dated]:
    """The days named in words `first` to `last` (exclusive), in order of what names them."""
    months, weekdays = _names(words.data["dates"]["months"]), _names(words.data["dates"]["weekdays"])
    today = published.exact if published else None
    for i in range(first, last):
        word = tokens.words[i]
        if word in months:
            day = _by_month(tokens, first, last, i, months[word], published)
            if day is not None:
                yield Dated(i, day)
        elif word in weekdays and today is not None:
            yield Dated(i, PartialDate.of(_weekday(tokens, first, last, i, weekdays[word], today, words)), True)
    yield from _in_figures(tokens, first, last)


def _in_figures(tokens: Tokens, first: int, last: int) -> Iterator[Dated]:
    """Days printed as `2024-05-17` or, day first, `17/05/2024` and `17.05.2024`."""
    begin = tokens.starts[first] if last > first else 0
    span = tokens.text[begin : tokens.ends[last - 1]] if last > first else ""
    for form, order in ((_ISO, (1, 2, 3)), (_NUMERIC, (3, 2, 1))):
        for match in form.finditer(span):
            printed = _valid(*(int(match[part]) for part in order))
            if printed is not None:
                yield Dated(next(i for i in range(first, last) if tokens.starts[i] >= begin + match.start()), printed)


def _by_month(
    tokens: Tokens, first: int, last: int, i: int, month: int, published: PartialDate | None
) -> PartialDate | None:
    """The day around a month's name: "17 May 2024", "May 17", "le 1er août", "12 de marzo de 2024", "in December"."""
    day: int | None = None
    year: int | None = None
    for j in range(i - 1, max(first, i - 3) - 1, -1):
        found = _DAY.match(tokens.words[j])
        if found:
            day = int(found[1])
            break
        if len(tokens.words[j]) > 2:
            break
    for j in range(i + 1, min(last, i + 4)):
        word = tokens.words[j]
        if _YEAR.match(word):
            year = int(word)
            break
        found = _DAY.match(word)
        if found and day is None and j == i + 1:
            day = int(found[1])
        elif len(word) > 2:
            break
    if day is None and year is None and len(tokens.words[i]) <= 3:
        return None  # "May", "mar", "set" alone are more often words
    if year is None:
        year = _latest_year(month, day, published)
    return None if year is None else _valid(year, month, day) or _valid(year, month)


def _latest_year(month: int, day: int | None, published: PartialDate | None) -> int | None:
    """The year in which a month without one last began before the publication."""
    if published is None:
        return None
    later = (month, day or 1) > (published.month or 12, published.day or 31)
    return published.year - later


def _weekday(tokens: Tokens, first: int, last: int, i: int, number: int, today: date, words: Lexicon) -> date:
    """The last such weekday: the day of publication itself unless "last" stands beside it."""
    back = (today.isoweekday() - number) % _WEEK
    beside = {tokens.words[j] for j in (i - 1, i + 1) if first <= j < last}
    if back == 0 and beside & words.words("dates", "last"):
        back = _WEEK
    return today - timedelta(days=back)


def event_date(page: Page, line: Line, match: Match[Mark]) -> PartialDate | None:
    """When the step happened, as far as its sentence tells: the nearest day that is neither a deadline nor to come.

    A relative day, and one that opens the sentence, holds for all of it.
    """
    deadlines = [mark.last for mark in line.cues("deadline")]
    near: list[tuple[int, PartialDate]] = []
    for dated in _days(page, line):
        to_come = page.published is not None and dated.day.first > page.published.last
        if to_come or any(0 < dated.at - deadline <= _DEADLINE_REACH for deadline in deadlines):
            continue
        distance = min(abs(dated.at - at) for at in match.at)
        if dated.relative or dated.at - line.sentence.first < _OPENING:
            distance = min(distance, _REACH)
        if distance <= _REACH:
            near.append((distance, dated.day))
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _days(page: Page, line: Line) -> Iterator[Dated]:
    """All days of a sentence: dates and weekdays first, then "today" and "yesterday"."""
    yield from in_words(page.tokens, line.sentence.first, line.sentence.last, page.words, page.published)
    today = page.published.exact if page.published else None
    if today is not None:
        for name, back in (("today", 0), ("yesterday", 1)):
            for mark in line.cues(name):
                yield Dated(mark.first, PartialDate.of(today - timedelta(days=back)), True)
