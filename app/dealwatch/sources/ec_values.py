"""How the Commission writes a value: lists of strings, codes as JSON inside a string, days in four forms.

The same for the open-data file and the search, so that both are read into the very same values. Must not contain: what
a field means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

ZONE = "Europe/Brussels"
_BRUSSELS = ZoneInfo(ZONE)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_WRITTEN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\Z")
_MILLISECONDS = re.compile(r"-?\d{9,14}\Z")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Metadata = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Coded:
    """A coded value. The open data prints `{"code", "label"}`, the search the bare code (`label` is empty then)."""

    code: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """A value as printed, with its place (JSON pointer) in the record or answer it stands in.

    Of a string that holds JSON only the part that was read is `text`: it stands so in the stored bytes, while the whole
    string stands there with its quotation marks escaped.
    """

    text: str
    locator: str


def printed(metadata: Metadata, name: str, pointer: str) -> list[Printed]:
    """The values of a field in order, trimmed, empty ones left out. A field may hold one value, a list or nothing."""
    value = metadata.get(name)
    if value is None or value == []:  # most fields of most records
        return []
    if isinstance(value, list):
        return [
            Printed(text, f"{pointer}/{name}/{place}") for place, entry in enumerate(value) if (text := _text(entry))
        ]
    text = _text(value)
    return [Printed(text, f"{pointer}/{name}")] if text else []


def texts(metadata: Metadata, name: str) -> list[str]:
    """The values of a field without their places."""
    return [value.text for value in printed(metadata, name, "")]


def first(metadata: Metadata, name: str) -> str:
    """The first value of a field, empty where there is none."""
    return next(iter(texts(metadata, name)), "")


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):  # the object itself where it usually stands as text
        return msgspec.json.encode(value).decode()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def coded(text: str) -> Coded:
    """`{"code": …, "label": …}` or a bare code or label."""
    value = _json(text)
    if isinstance(value, dict):
        return Coded(_text(value.get("code")), _text(value.get("label")))
    return Coded(text)


def rows(metadata: Metadata, name: str, pointer: str) -> list[tuple[dict[str, str], Printed]]:
    """The objects inside a field's strings: `{"items":[{…}]}`, a list, or the object itself; empty objects left out.

    With each the string it stands in, whose `text` the caller cuts down to what it read.
    """
    found: list[tuple[dict[str, str], Printed]] = []
    for source in printed(metadata, name, pointer):
        value = _json(source.text)
        if isinstance(value, dict) and isinstance(value.get("items"), list):
            value = value["items"]
        entries = value if isinstance(value, list) else [value]
        found += [
            ({key: _text(item) for key, item in entry.items()}, source)
            for entry in entries
            if isinstance(entry, dict) and entry
        ]
    return found


def _json(text: str) -> Any:
    if not text.startswith(("{", "[")):
        return None
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return None


def day(text: str, latest: date) -> date | None:
    """The day in Brussels, or None for what is no day between 1957 and `latest`.

    The search writes a day as Brussels midnight in UTC (`2026-08-13T22:00:00.000+0000` is 14 August); some values carry
    a real time, which may later shift by two hours without meaning. So the instant is turned into Brussels time and
    only its day kept. The open data prints `YYYY-MM-DD`, chronology texts `dd.mm.yyyy`, ranges use epoch milliseconds.
    """
    try:
        found = _read_day(text)
    except (ValueError, OverflowError):
        return None
    return found if date(1957, 1, 1) <= found <= latest else None


def horizon(moment: datetime) -> date:
    """The latest day a record read at that moment can speak of: no deadline of a review lies further ahead."""
    return moment.astimezone(_BRUSSELS).date() + timedelta(days=5 * 365)


def _read_day(text: str) -> date:
    if match := _DAY.match(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _WRITTEN_DAY.match(text):
        return date(int(match[3]), int(match[2]), int(match[1]))
    numeric = _MILLISECONDS.match(text)
    moment = _EPOCH + timedelta(milliseconds=int(text)) if numeric else datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=_BRUSSELS)  # no offset: the authority's own zone
    return moment.astimezone(_BRUSSELS).date()
