"""Cases and deals for tests of the calendar: put into a real store, with their facts and what happened to them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Deal
from dealwatch.model.event import Event, EventKind
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import ProvenFact
from dealwatch.model.status import Clock, Outcome, Stage, Status
from dealwatch.store.database import Store

NOW = datetime(2026, 3, 25, 9, tzinfo=UTC)  # a Wednesday
SEEN = datetime(2026, 2, 23, 9, tzinfo=UTC)
RUNNING = Status(Stage.NOTIFIED, clock=Clock.RUNNING)
STOPPED = Status(Stage.NOTIFIED, clock=Clock.SUSPENDED)
CLEARED = Status(Stage.DECISION, Outcome.CLEARED, Clock.EXPIRED)
NO_CLOCK = Status(Stage.PRE_NOTIFICATION, clock=Clock.NONE)
PROCEDURES = {"EC": "EU_MERGER", "CMA": "UK_CMA_MERGER", "ACCC": "AU_MERGER"}


def proof(words: str, at: datetime = SEEN) -> Evidence:
    return Evidence("", "https://register.example/A", at, "/deadline", words)


def put(
    store: Store, number: str, status: Status = RUNNING, *, authority: str = "EC", deal: str = "", at: datetime = SEEN,
    **days: str,
) -> str:  # fmt: skip
    """A case with its dated facts (`deadline__decision`), watched for itself or as part of a deal; its id.

    Put a second time under its number it is changed.
    """
    facts = {
        name.replace("__", ":"): ProvenFact(name.replace("__", ":"), day, day, quote=day, evidence=proof(day, at))
        for name, day in days.items()
    }
    with store.write() as database:
        known = store.cases.find(authority.lower(), number, database)
        case_id = known.id if known else store.cases.create(
            database, source=authority.lower(), authority=authority, number=number
        )  # fmt: skip
        store.cases.save(
            database, case_id, status=status, facts=facts, title=f"Alpha {number} / Beta", printed_number=number,
            url="https://register.example/A", procedure=PROCEDURES.get(authority, ""), now=at, changed=True, seen=True,
        )  # fmt: skip
        if deal:
            store.deals.link(database, deal, case_id)
        elif known is None:
            store.watches.add(database, "case", "", SEEN, case_id=case_id)
    return case_id


def put_deal(store: Store, name: str, long_stop: str = "", list_name: str = "") -> str:
    with store.write() as database:
        day = PartialDate.parse(long_stop) if long_stop else None
        return store.deals.add(database, Deal("", name, long_stop=day, list_name=list_name), SEEN)


def moved(store: Store, case_id: str, old: str | None, new: str | None, number: int = 1) -> None:
    """The authority gave another day for the decision, so many days after the case was first seen."""
    at = SEEN + timedelta(days=number)
    with store.write() as database:
        store.events.add(
            database,
            Event(
                f"01HX{number:022d}", case_id, at, EventKind.DEADLINE, "decision", old, new, "phase_1", "phase_1", "ec",
                proof(str(new)), authority="EC",
            ),
            before={}, after={},
        )  # fmt: skip
