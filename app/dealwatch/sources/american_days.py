"""Calendar days as agencies of the United States print them, and as their web sites stamp them. Pure.

Must not contain: instants that mean an instant; here every value stands for a day.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

ZONE = "America/New_York"
_NEW_YORK = ZoneInfo(ZONE)
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T.*)?")
_EPOCH = re.compile(r"-?\d{8,11}")
_SLASHED = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})")
_WORDS = re.compile(r"(?:[A-Za-z]{3,9},? )?(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def read_day(words: str) -> date | None:
    """`2011-04-11`, `2026-08-07T12:00:00Z`, `04/11/2011`, `Friday, March 7, 2025`, `Sept. 3, 2024`, seconds since 1970.

    The day of an ISO stamp is taken as it stands: noon UTC stands for the day. Seconds are an instant, whose day is
    New York's. None for anything else and for a day that does not exist.
    """
    try:
        if match := _ISO.fullmatch(words):
            return date.fromisoformat(match[1])
        if match := _SLASHED.fullmatch(words):
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
        if (match := _WORDS.fullmatch(words)) and (month := _month(match["month"])):
            return date(int(match["year"]), month, int(match["day"]))
        if _EPOCH.fullmatch(words):
            return datetime.fromtimestamp(int(words), UTC).astimezone(_NEW_YORK).date()
    except (ValueError, OverflowError, OSError):
        return None
    return None


def noon(day: date) -> datetime:
    """An instant (UTC) for a day that has no time: noon in New York, which is the same day all over the country."""
    return datetime.combine(day, time(12), _NEW_YORK).astimezone(UTC)


def _month(name: str) -> int:
    """1 to 12, 0 for a word that is no month; abbreviations of three letters and more."""
    return next((place for place, month in enumerate(_MONTHS, start=1) if month.startswith(name.lower())), 0)
