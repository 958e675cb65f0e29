"""The JSON of GOV.UK: decoding into typed structs, and values that come in several shapes.

Must not contain: what a field means for a case.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from dealwatch.language import mark
from dealwatch.model.dates import parse_instant
from dealwatch.model.source import SourceProblem
from dealwatch.sources.landmarks import layout_changed, refuse_notices

ZONE = "Europe/London"
SITE_NAME = mark("the CMA's case list on GOV.UK")
_LONDON = ZoneInfo(ZONE)

T = TypeVar("T")


def read_json(body: bytes, kind: type[T]) -> T:
    """Decode; SourceProblem for a web page in its place and for anything that is not of the described shape."""
    refuse_notices(body, SITE_NAME)
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise layout_problem(str(error)) from error


def layout_problem(detail: str) -> SourceProblem:
    return layout_changed(SITE_NAME, detail)


def value_text(value: Any) -> str:
    """A metadata value in any of its shapes: a text, `{"value", "label"}`, or a list of those (joined by commas)."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        return value_text(value.get("value"))
    if isinstance(value, list):
        return ", ".join(filter(None, map(value_text, value)))
    return ""


def instant(stamp: str | None) -> datetime | None:
    """An ISO 8601 instant with offset as UTC; None for none and for a malformed one."""
    try:
        return parse_instant(stamp) if stamp else None
    except ValueError:
        return None


def london_day(stamp: str | None) -> date | None:
    """The day in the United Kingdom on which the instant fell; None for none and for a malformed one."""
    moment = instant(stamp)
    return None if moment is None else moment.astimezone(_LONDON).date()
