"""Days and instants as the case file prints them: "17 May 2024 (Fri)", "May 2024", "23 Nov 2026, 14:05 CET".

Must not contain: arithmetic of time limits.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dealwatch.figures.day_words import partial_text
from dealwatch.model.dates import PartialDate, instant_text, utc


def day_text(day: date | PartialDate) -> str:
    """`17 May 2024`, `May 2024` or `2024`, by what is known."""
    return partial_text(day if isinstance(day, PartialDate) else PartialDate.of(day), weekday=False)


def weekday_text(day: date | PartialDate) -> str:
    """The same with the weekday where the day is known: `17 May 2024 (Fri)`."""
    return partial_text(day if isinstance(day, PartialDate) else PartialDate.of(day))


def month_text(day: date) -> str:
    return partial_text(PartialDate(day.year, day.month))


def day_data(day: date | PartialDate, *, sure: bool = True) -> dict[str, Any]:
    """A day for the data file: ISO text, its first day, the printed forms, and whether it is less than a known day."""
    exact = not isinstance(day, PartialDate) or day.exact is not None
    iso = str(day) if isinstance(day, PartialDate) else day.isoformat()
    first = (day.first if isinstance(day, PartialDate) else day).isoformat()
    shown = {"text": weekday_text(day), "short": day_text(day), "approx": not (exact and sure)}
    return {"iso": iso, "first": first, **shown}


def instant_in_zone(moment: datetime, zone: str) -> str:
    """`23 Nov 2026, 14:05 CET`. A zone without a name of its own prints its offset."""
    local = utc(moment).astimezone(ZoneInfo(zone))
    name = local.tzname() or ""
    if not name.isalpha():
        name = f"UTC{local:%z}"
        name = f"{name[:6]}:{name[6:8]}"
    return f"{day_text(local.date())}, {local:%H:%M} {name}"


def instant_in_utc(moment: datetime) -> str:
    """`2026-11-20 09:13:10 UTC`, the form of captures."""
    return instant_text(moment).replace("T", " ").replace("Z", " UTC")


def local_day(moment: datetime, zone: str) -> date:
    """The calendar day of an instant where the authority sits."""
    return utc(moment).astimezone(ZoneInfo(zone)).date()


def month_start(day: date) -> date:
    return day.replace(day=1)


def month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
