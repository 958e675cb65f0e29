"""One view of a case out of several providers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dealwatch.model.facts import ProvenFact, Record
from dealwatch.watch.merge import merged

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def record(provider: str, stage: str, *, precedence: int = 0, as_of: datetime = NOON) -> Record:
    facts = {"stage": ProvenFact("stage", stage)}
    return Record(provider, "https://register.example", facts, frozenset({"status"}), precedence, as_of, as_of, "")


def stage_of(*records: Record) -> str:
    return merged(records)["stage"].value


def test_the_stronger_provider_speaks_however_old() -> None:
    page = record("page", "in_depth", precedence=10, as_of=NOON - timedelta(days=9))
    assert stage_of(page, record("list", "notified")) == "in_depth"


def test_among_equals_the_fresher_speaks_in_any_order() -> None:
    old, new = record("search", "notified", as_of=NOON - timedelta(seconds=1)), record("file", "decision")
    assert stage_of(old, new) == stage_of(new, old) == "decision"


def test_within_one_second_what_was_read_later_speaks() -> None:
    assert stage_of(record("list", "notified"), record("search", "decision")) == "decision"
    assert stage_of(record("search", "decision"), record("list", "notified")) == "notified"
