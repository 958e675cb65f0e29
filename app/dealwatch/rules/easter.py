"""The date of Easter Sunday, on which half of Europe's holidays hang. Gregorian calendar only."""

from __future__ import annotations

from datetime import date


def easter_sunday(year: int) -> date:
    """Easter Sunday of the year (Gregorian, western churches), by the anonymous algorithm of 1876."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon = (19 * golden + century - leap_centuries - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    leap_years, year_rest = divmod(in_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leap_years - moon - year_rest) % 7
    late = (golden + 11 * moon + 22 * to_sunday) // 451
    month, day = divmod(moon + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
