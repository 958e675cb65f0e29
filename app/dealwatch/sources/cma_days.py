"""Reads days and ranges of days as the CMA prints them: "17 February 2025", "10 to 24 July 2015", "(18.12.24)".

Days are days in the United Kingdom. Must not contain: what a day means for a case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dealwatch.model.dates import PartialDate
from dealwatch.sources.printed import clean

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WRITTEN = re.compile(
    rf"\b(?:(?P<d1>{_DAY})(?: (?P<m1>{_MONTH})(?:,? (?P<y1>\d{{4}}))?)? ?(?:to|until|and|-) ?)?"
    rf"(?:(?P<d2>{_DAY}) )?(?P<m2>{_MONTH}),? (?P<y2>\d{{4}})\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\b(?P<d>\d{1,2})(?P<sep>[./])(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ?", re.IGNORECASE)
_FILLER = re.compile(r"(?:by|on|from|between|week commencing|no later than)\b:? *", re.IGNORECASE)
_LIKE = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | dict.fromkeys("\u00a0\u202f", " "))


@dataclass(frozen=True, slots=True)
class Days:
    """One day (`last` is None), or a range with both ends included.

    `leading` says that the text begins with it (a weekday or "by" before it aside).
    """

    first: PartialDate
    last: PartialDate | None = None
    leading: bool = True


def read_days(text: str) -> Days | None:
    """The first day or range in the text; None where there is none, or only one that does not exist (31 June).

    Two-digit years are of this century. Seasons ("Spring 2024") and bare years are not days.
    """
    plain = _WEEKDAY.sub("", clean(text.translate(_LIKE)))
    filler = _FILLER.match(plain)
    plain = plain[filler.end() :] if filler else plain
    matches = sorted(
        (match for pattern in (_WRITTEN, _FIGURES, _ISO) if (match := pattern.search(plain))), key=lambda m: m.start()
    )
    for match in matches:
        found = _read(match)
        if found is not None:
            return Days(found[0], found[1], match.start() == 0)
    return None


def _read(match: re.Match[str]) -> tuple[PartialDate, PartialDate | None] | None:
    try:
        if match.re is _WRITTEN:
            return _written(match)
        if match.re is _ISO:
            return PartialDate.parse(match[0]), None
        year = int(match["y"])
        return PartialDate(year if year > 99 else 2000 + year, int(match["m"]), int(match["d"])), None
    except ValueError:
        return None


def _written(match: re.Match[str]) -> tuple[PartialDate, PartialDate | None]:
    year, month = int(match["y2"]), _month(match["m2"])
    last = PartialDate(year, month, _day(match["d2"]))
    if match["d1"] is None or last.day is None:
        return last, None
    first_month = _month(match["m1"]) if match["m1"] else month
    first_year = int(match["y1"]) if match["y1"] else year - (first_month > month)
    return PartialDate(first_year, first_month, _day(match["d1"])), last


def _month(name: str) -> int:
    return _MONTHS[name.lower().rstrip(".")]


def _day(text: str | None) -> int | None:
    return int(re.sub(r"\D", "", text)) if text else None
