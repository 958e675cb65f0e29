"""Reads `resources/calendars/*.toml` and a user's own calendar files into `Calendar`s.

A file has either the authority's own table (`pattern`, `year`, `inferred`, `expected`) or names a country of the
`holidays` package (`national`). The package is imported only when a national calendar is used. The format is described
in docs/procedures.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache, partial
from importlib import resources
from pathlib import Path
from typing import Literal

import msgspec

from dealwatch.language import _
from dealwatch.model.errors import UsageError
from dealwatch.rules.calendars import ONE_DAY, Calendar, Closures
from dealwatch.rules.easter import easter_sunday
from dealwatch.rules.rule_files import bad_file, rule_files

_DayOfYear = str
"""A month and a day as `MM-DD`."""


class _Pattern(msgspec.Struct, forbid_unknown_fields=True):
    source: str = ""
    fixed: list[tuple[_DayOfYear, str]] = []
    easter: list[tuple[int, str]] = []
    spans: list[tuple[_DayOfYear, _DayOfYear, str]] = []


class _Year(msgspec.Struct, forbid_unknown_fields=True):
    year: int
    mark: Literal["verified", "partly", "secondary", "derived"]
    source: str
    days: list[tuple[date, str]]
    verified_until: date | None = None


class _Inferred(msgspec.Struct, forbid_unknown_fields=True):
    day: date
    reason: str
    why: str


class _Expected(msgspec.Struct, forbid_unknown_fields=True):
    year: int
    words: str


class _National(msgspec.Struct, forbid_unknown_fields=True):
    country: str
    subdivision: str | None = None
    categories: tuple[str, ...] = ("public",)
    easter: list[tuple[int, str]] = []
    spans: list[tuple[_DayOfYear, _DayOfYear, str]] = []


class _CalendarFile(msgspec.Struct, forbid_unknown_fields=True):
    key: str
    title: str
    law: str
    aliases: list[str] = []
    pattern: _Pattern = msgspec.field(default_factory=_Pattern)
    year: list[_Year] = []
    inferred: list[_Inferred] = []
    expected: list[_Expected] = []
    national: _National | None = None
    closed: list[tuple[date, str]] = []
    open: list[date] = []


def load_calendars(folder: Path | None = None) -> Mapping[str, Calendar]:
    """Every calendar by key and by alias (upper case); a file of the user's folder replaces the bundled one of its key.

    Raises `DataError` with the file and the place in it for a file that cannot be used.
    """
    files = rule_files(resources.files("dealwatch.resources") / "calendars", folder, _CalendarFile)
    found: dict[str, Calendar] = {}
    for file, name in files.values():
        made = Calendar(file.key, file.title, file.law, _closures(file, name))
        if file.closed or file.open:
            made = made.with_closed(dict(file.closed)).with_open(*file.open)
        found.update(dict.fromkeys((key.upper() for key in (file.key, *file.aliases)), made))
    return found


@lru_cache(maxsize=1)
def _bundled() -> Mapping[str, Calendar]:
    return load_calendars()


def calendar(key: str, calendars: Mapping[str, Calendar] | None = None) -> Calendar:
    """The calendar of that key or alias, whatever its case; `UsageError` naming the known ones otherwise."""
    known = _bundled() if calendars is None else calendars
    try:
        return known[key.upper()]
    except KeyError:
        names = ", ".join(sorted({each.key for each in known.values()}))
        raise UsageError(
            _("There is no calendar “{key}”.").format(key=key), _("Known calendars: {names}.").format(names=names)
        ) from None


def _closures(file: _CalendarFile, name: str) -> Callable[[int], Closures]:
    try:
        _day_of_year_check(file)
    except ValueError as error:
        raise bad_file(name, f"{error}.") from error
    if file.national is not None:
        return lru_cache(maxsize=None)(partial(_national_year, file.national))
    return lru_cache(maxsize=None)(partial(_table_year, file))


def _day_of_year_check(file: _CalendarFile) -> None:
    spans = [*file.pattern.spans, *(file.national.spans if file.national else ())]
    for text in [
        *(fixed for fixed, _name in file.pattern.fixed),
        *(end for first, last, _name in spans for end in (first, last)),
    ]:
        _day_of(2001, text)  # no leap year: a rule that holds every year cannot name 29 February


def _day_of(year: int, text: _DayOfYear) -> date:
    try:
        return date.fromisoformat(f"{year}-{text}")
    except ValueError as error:
        raise ValueError(f"“{text}” is no month and day (MM-DD)") from error


def _table_year(file: _CalendarFile, year: int) -> Closures:
    own = next((entry for entry in file.year if entry.year == year), None)
    inferred = {entry.day: entry for entry in file.inferred if entry.day.year == year}
    if own is None:
        days, source, verified_until = _pattern_days(file.pattern, year), file.pattern.source, None
    else:
        days, source = dict(own.days), own.source
        verified_until = own.verified_until or (date(year, 12, 31) if own.mark == "verified" else None)
    days = days | {day: entry.reason for day, entry in inferred.items()}
    expected = " ".join(entry.words for entry in file.expected if entry.year == year)
    return Closures(
        _weekdays(days), verified_until, source, {day: entry.why for day, entry in inferred.items()}, expected
    )


def _national_year(national: _National, year: int) -> Closures:
    import holidays  # takes a while to import and is not needed for the Commission's calendar

    package = holidays.country_holidays(national.country)
    default = package.default_language or ""
    language = default if default.startswith("en") else "en_US"
    found = holidays.country_holidays(
        national.country,
        subdiv=national.subdivision,
        years=year,
        categories=national.categories,
        language=language if package.supported_languages else None,
    )
    days = _span_days(national.spans, year) | _easter_days(national.easter, year) | dict(found.items())
    return Closures(_weekdays(days))


def _pattern_days(pattern: _Pattern, year: int) -> dict[date, str]:
    fixed = {_day_of(year, text): reason for text, reason in pattern.fixed}
    return _span_days(pattern.spans, year) | fixed | _easter_days(pattern.easter, year)


def _easter_days(offsets: Iterable[tuple[int, str]], year: int) -> dict[date, str]:
    sunday = easter_sunday(year)
    return {sunday + timedelta(days=offset): reason for offset, reason in offsets}


def _span_days(spans: Iterable[tuple[_DayOfYear, _DayOfYear, str]], year: int) -> dict[date, str]:
    days = {}
    for first, last, reason in spans:
        # a span may run over New Year: what belongs to this year is its tail and its head
        ends_next_year = first > last
        parts = [(first, "12-31"), ("01-01", last)] if ends_next_year else [(first, last)]
        for begin, end in parts:
            day = _day_of(year, begin)
            while day <= _day_of(year, end):
                days[day] = reason
                day += ONE_DAY
    return days


def _weekdays(days: Mapping[date, str]) -> dict[date, str]:
    return {day: reason for day, reason in sorted(days.items()) if day.weekday() < 5}
