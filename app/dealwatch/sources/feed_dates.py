"""Reads the dates of feeds: RFC 822 and its misspellings, ISO 8601 in every precision, a few habits of old software.

A date without a zone is taken as UTC, a day without a time as its first instant; what was printed is kept beside it
by the caller. Must not contain: feed elements.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-?(?P<month>\d{2})(?:-?(?P<day>\d{2}))?)?"
    r"(?:(?:[Tt]|\s+)(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,](?P<fraction>\d+))?)?)?"
    r"\s*(?P<zone>[Zz]|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?\Z"
)
_SLASHED = re.compile(r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})\b")
_ASCTIME = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2}),?\s+"
    r"(?:(?P<time>\d{1,2}:\d{2}(?::\d{2})?)\s*(?P<zone>[A-Za-z]{1,5}|[+-]\d{4})?\s+)?(?P<year>\d{4})"
    r"(?:\s+(?P<late>\d{1,2}:\d{2}(?::\d{2})?))?\s*(?P<late_zone>[A-Za-z]{1,5}|[+-]\d{4})?\s*\Z"
)
_LATEST_YEAR = 2200
_LONGEST = 80


def read_date(text: str) -> datetime | None:
    """An aware UTC instant (whole seconds), or None for what is no date or not one that exists."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    try:
        return _iso(text) or _rfc822(text) or _asctime(text)
    except (ValueError, OverflowError):
        return None


def _iso(text: str) -> datetime | None:
    slashed = _SLASHED.match(text)
    if slashed is not None:
        text = f"{slashed['year']}-{slashed['month']:0>2}-{slashed['day']:0>2}{text[slashed.end() :]}"
    match = _ISO.match(text)
    if match is None:
        return None
    numbers = [int(match[name] or least) for name, least in zip(_PARTS, (0, 1, 1, 0, 0, 0), strict=True)]
    year, month, day, hour, minute, second = numbers
    moment = datetime(year, month, day, tzinfo=_zone(match["zone"]))
    return _known(moment + timedelta(hours=hour, minutes=minute, seconds=min(second, 59)))


_PARTS = ("year", "month", "day", "hour", "minute", "second")


def _zone(text: str | None) -> timezone:
    if text is None or text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)


def _rfc822(text: str) -> datetime | None:
    """As mail software reads it; the weekday is not compared, zone names as in RFC 822, unknown ones as UTC."""
    parts = parsedate_tz(text)
    if parts is None or not re.search(r"\d{1,2}[ -][A-Za-z]{3}", text):
        return None
    year, month, day, hour, minute, second, *_, offset = parts
    moment = datetime(year, month, day, tzinfo=UTC)
    return _known(moment + timedelta(hours=hour, minutes=minute, seconds=min(second, 59) - (offset or 0)))


def _asctime(text: str) -> datetime | None:
    """`Sun Jan  4 16:29:06 PDT 2004` and `January 4, 2004`."""
    match = _ASCTIME.match(text)
    if match is None:
        return None
    time = match["time"] or match["late"] or "00:00"
    zone = match["zone"] or match["late_zone"] or "UTC"
    return _rfc822(f"{match['day']} {match['month'][:3]} {match['year']} {time} {zone}")


def _known(moment: datetime) -> datetime | None:
    """In UTC; years nobody publishes in are a misprint."""
    moment = moment.astimezone(UTC)
    return moment if 1970 <= moment.year < _LATEST_YEAR else None
