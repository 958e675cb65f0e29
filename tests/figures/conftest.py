"""Cases and events for pictures, written by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Case
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import ProvenFact
from dealwatch.model.status import Status

MakeEvent = Callable[..., Event]
MakeCase = Callable[..., Case]


@pytest.fixture
def make_event() -> MakeEvent:
    """An event of a day; ids rise in the order of making."""
    made = 0

    def make(
        day: str,
        kind: EventKind = EventKind.STATUS,
        field: str = "stage",
        old: str | None = None,
        new: str | None = None,
        badge: str = "",
        *,
        dated: bool = True,
        note: EventNote = EventNote.NONE,
        case_id: str = "c",
    ) -> Event:
        nonlocal made
        made += 1
        at = datetime.fromisoformat(str(PartialDate.parse(day).first)).replace(tzinfo=UTC) + timedelta(hours=12)
        return Event(
            f"{made:04d}", case_id, at, kind, field, old, new, "", badge, "s", Evidence("", "", at),
            occurred_on=PartialDate.parse(day) if dated else None, note=note, authority="EC",
        )  # fmt: skip

    return make


@pytest.fixture
def make_case() -> MakeCase:
    def make(status: Status, **facts: str | tuple[str, str]) -> Case:
        """Facts by name (`__` for the colon): a value, or (value, day it occurred)."""
        found = {}
        for key, value in facts.items():
            name = key.replace("__", ":")
            text, day = value if isinstance(value, tuple) else (value, "")
            found[name] = ProvenFact(name, text, occurred_on=PartialDate.parse(day) if day else None)
        case = Case("c", "s", "EC", "M.1", "M.1", "A / B", "", "", Status())
        return replace(case, status=status, facts=found)

    return make


TODAY = date(2023, 11, 20)
