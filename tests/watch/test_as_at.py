"""A case as known at a past instant equals a replay of the events up to then."""

from __future__ import annotations

from datetime import timedelta

from dealwatch.watch.as_at import as_at

NOTIFIED = {"stage": "notified", "outcome": "pending", "clock": "running", "title": "A / B"}


def test_the_view_goes_back_step_by_step(desk):
    desk.watch()
    states = [
        {**NOTIFIED, "deadline__decision": "2026-04-30", "document__d1": "Notice", "party__buyer": "A"},
        {**NOTIFIED, "deadline__decision": "2026-05-14", "document__d1": "Notice", "party__buyer": "A",
         "date__notified": "2026-03-01"},
        {"stage": "decision", "outcome": "cleared", "clock": "expired", "title": "A / B / C", "party__buyer": "A and C",
         "date__notified": "2026-03-01"},
    ]  # fmt: skip
    moments, views = [], []
    desk.world.list("R-1")
    for state in states:
        desk.world.case("R-1", **state)
        desk.check()
        moments.append(desk.clock.now() - timedelta(minutes=1))
        views.append(desk.store.cases.find("reg", "R-1"))
    desk.check()
    case = views[-1]
    for moment, view in zip(moments, views, strict=True):
        known = as_at(desk.store, case, moment)
        assert known.status == view.status
        assert known.title == view.title
        assert {name: fact.value for name, fact in known.facts.items()} == {
            name: fact.value for name, fact in view.facts.items()
        }
        assert known.changed_at <= moment
        assert all(fact.evidence.fetched_at <= moment for fact in known.facts.values())
    assert as_at(desk.store, case, moments[0] - timedelta(days=1)) is None
