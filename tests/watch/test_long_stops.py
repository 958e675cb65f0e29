"""Long-stop dates of deals: with a full day, by day, settled once every review has ended."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Deal, DealKind
from dealwatch.model.status import Outcome, Stage, Status
from dealwatch.watch.long_stops import long_stop, long_stops, today_of

TODAY = date(2026, 3, 25)
CLEARED = Status(Stage.DECISION, Outcome.CLEARED)


def put(desk, name, day):
    with desk.store.write() as database:
        return desk.store.deals.add(
            database,
            Deal("", name, DealKind.MERGER, long_stop=PartialDate.parse(day) if day else None),
            desk.clock.now(),
        )


def test_full_days_by_day(desk):
    for name, day in (("C", "2026-06-30"), ("A", "2026-03-01"), ("B", "2026-06"), ("D", None)):
        put(desk, name, day)
    found = long_stops(desk.store, TODAY)
    assert [(each.deal.name, each.day, each.days, each.settled) for each in found] == [
        ("A", date(2026, 3, 1), -24, False),
        ("C", date(2026, 6, 30), 97, False),
    ]
    assert [each.deal.name for each in long_stops(desk.store, TODAY, [found[1].deal])] == ["C"]


def test_it_is_settled_when_every_review_has_ended(desk):
    deal_id = put(desk, "A", "2026-06-30")
    with desk.store.write() as database:
        for number, status in (("1", CLEARED), ("2", Status(Stage.NOTIFIED))):
            case_id = desk.store.cases.create(database, source="reg", authority="EC", number=number)
            desk.store.cases.save(
                database, case_id, status=status, facts={}, title="", url="", printed_number="", procedure="",
                now=desk.clock.now(), changed=False, seen=True,
            )  # fmt: skip
            desk.store.deals.link(database, deal_id, case_id)
    (found,) = long_stops(desk.store, TODAY)
    assert not found.settled
    decided = [case for case in desk.store.cases.of_deal(deal_id) if case.status.decided]
    again = long_stop(found.deal, decided, TODAY)
    assert again is not None
    assert again.settled


def test_the_day_is_that_of_the_user():
    now = datetime(2026, 3, 25, 12, tzinfo=UTC)
    assert today_of(now) == now.astimezone().date()
