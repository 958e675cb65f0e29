"""Checks from end to end: what a changing register does to the store, pass after pass."""

from __future__ import annotations

import json
from datetime import timedelta

from dealwatch.model.source import Parsed, Request, SourceState

BASE = "https://register.example"
NOTIFIED = {"stage": "notified", "outcome": "pending", "clock": "running", "title": "A / B"}


def test_the_first_look_is_silent_and_keeps_the_proof(desk):
    desk.watch()
    desk.world.list("R-1")
    desk.world.case("R-1", **NOTIFIED, deadline__decision="2026-04-30")
    tally = desk.check()
    assert (tally.checked, tally.changed, tally.failed) == (2, 2, 0)
    assert desk.kinds() == [("first_seen", "case", None, "R-1", "baseline", False)]
    case = desk.store.cases.find("reg", "R-1")
    assert case.status.badge.label == "Phase 1"
    fact = case.facts["deadline:decision"]
    assert (fact.value, fact.evidence.quote) == ("2026-04-30", "The deadline:decision: 2026-04-30")
    assert json.loads(desk.store.snapshots.get(fact.evidence.snapshot).body)["number"] == "R-1"
    assert desk.store.alerts.inbox() == []
    assert desk.store.sources.get("reg").state is SourceState.OK


def test_a_second_check_of_the_same_state_is_all_unmodified(desk):
    desk.watch()
    desk.world.list("R-1")
    desk.world.case("R-1", **NOTIFIED)
    desk.check()
    tally = desk.check()
    assert (tally.checked, tally.not_modified, tally.events) == (2, 2, [])


def test_a_second_check_within_the_same_second_is_another_look(desk):
    desk.watch()
    desk.world.list("R-1", stage="notified", title="A / B")
    desk.check(minutes=0)
    desk.world.case("R-1", stage="in_depth", title="A / B")
    tally = desk.check(minutes=0)
    assert [(event.field, event.old, event.new) for event in tally.events] == [("stage", "notified", "in_depth")]


def test_a_document_that_is_always_asked_anew_is_noted_although_it_says_the_same(desk, monkeypatch):
    request = Request(f"{BASE}/key", "key", "the key", fresh=True)
    monkeypatch.setattr(desk.register, "plan", lambda _known: [request])
    monkeypatch.setattr(
        desk.register, "parse", lambda document, _known: Parsed(memory={"at": document.fetched_at.isoformat()})
    )
    desk.watch()
    desk.world.put("key", key="1")
    desk.check()
    later = desk.clock.now()
    tally = desk.check()
    assert (tally.checked, tally.not_modified) == (1, 1)
    assert desk.store.sources.get("reg").memory == {"at": later.isoformat()}


def test_a_change_is_one_event_per_axis_and_one_alert(desk):
    desk.watch()
    desk.world.list("R-1")
    desk.world.case("R-1", **NOTIFIED, deadline__decision="2026-04-30")
    desk.check()
    desk.world.case("R-1", day="2026-03-02", stage="decision", outcome="cleared", clock="expired", title="A / B")
    tally = desk.check()
    assert desk.kinds()[1:] == [
        ("status", "stage", "notified", "decision", "", True),
        ("status", "outcome", "pending", "cleared", "", True),
        ("status", "clock", "running", "expired", "", True),
        ("deadline", "decision", "2026-04-30", None, "", True),
    ]
    (alert,) = desk.store.alerts.inbox()
    assert len(alert.event_ids) == len(tally.events) == 4
    outcome = tally.events[1]
    assert (outcome.badge_old, outcome.badge_new, str(outcome.occurred_on)) == ("phase_1", "cleared", "2026-03-02")
    assert outcome.evidence.quote == "The outcome: cleared"
    assert desk.store.snapshots.get(outcome.evidence.snapshot) is not None


def test_a_new_case_after_the_first_pass_is_news(desk):
    desk.watch()
    desk.world.list("R-1")
    desk.world.case("R-1", **NOTIFIED)
    desk.check()
    desk.world.list("R-1", "R-2")
    desk.world.case("R-2", **{**NOTIFIED, "outcome": "cleared", "stage": "decision"})
    desk.check()
    assert desk.kinds()[1:] == [("first_seen", "case", None, "R-2", "", True)]
    assert len(desk.store.alerts.undelivered()) == 1


def test_what_is_not_watched_is_recorded_and_not_told(desk):
    desk.watch(register=False)
    desk.world.list("R-1", stage="notified", title="A / B")
    desk.check()
    desk.world.list("R-1", stage="in_depth", title="A / B")
    desk.check()
    assert desk.kinds()[1:] == [("status", "stage", "notified", "in_depth", "", False)]
    assert desk.store.alerts.inbox() == []


def test_quiet_changes_stand_in_the_inbox_only(desk):
    desk.watch()
    desk.world.list("R-1")
    desk.world.case("R-1", **NOTIFIED, document__d1="Notice")
    desk.check()
    desk.world.case("R-1", **{**NOTIFIED, "title": "A / B / C"}, document__d2="Order", party__buyer="A")
    desk.check()
    assert desk.kinds()[1:] == [
        ("document", "d2", None, "Order", "", False),
        ("removed", "d1", "Notice", None, "", False),
        ("party", "buyer", None, "A", "", False),
        ("title", "title", "A / B", "A / B / C", "", False),
    ] or {kind[0] for kind in desk.kinds()[1:]} == {"document", "removed", "party", "title"}
    (alert,) = desk.store.alerts.inbox()
    assert (alert.level, desk.store.alerts.undelivered()) == ("quiet", [])


def test_trouble_becomes_health_and_is_told_once_and_its_end_once(desk):
    desk.watch()
    desk.world.list("R-1")
    desk.world.case("R-1", **NOTIFIED)
    desk.check()
    for _ in range(4):
        desk.world.fail("list", SourceState.SERVER_ERROR)
        desk.check()
    row = desk.store.sources.get("reg")
    assert (row.state, row.failures, row.told) == (SourceState.SERVER_ERROR, 4, True)
    assert "503" in row.detail
    desk.world.list("R-1")
    desk.check()
    assert [(alert.subject, alert.detail) for alert in desk.store.alerts.inbox()] == [
        ("health", "ok"),
        ("health", "server_error"),
    ]
    assert desk.store.sources.get("reg").failures == 0
    assert [poll.result for poll in desk.store.sources.polls("reg")] == ["checked", *["failed"] * 4, "changed"]
    assert desk.kinds()[1:] == []


def test_being_offline_is_nobodys_fault(desk):
    desk.watch()
    desk.world.fail("list", SourceState.OFFLINE)
    for _ in range(5):
        desk.check()
    row = desk.store.sources.get("reg")
    assert (row.state, row.failures) == (SourceState.OFFLINE, 0)
    assert desk.store.alerts.inbox() == []
    assert row.next_due - row.last_try == timedelta(minutes=2)


def test_a_reader_that_falls_is_health_and_the_rest_goes_on(desk, caplog):
    desk.watch()
    desk.world.list("R-1", "R-2")
    desk.world.case("R-1", **NOTIFIED)
    desk.world.pages["case/R-2"] = b"{not json"
    tally = desk.check()
    assert tally.failed == 1
    assert desk.store.sources.get("reg").state is SourceState.LAYOUT_CHANGED
    assert "JSONDecodeError" in desk.store.sources.get("reg").detail
    assert desk.store.cases.find("reg", "R-1").status.stage == "notified"
    assert desk.store.documents.follow_ups("reg")[0].url.endswith("R-2")
    assert "reader of reg failed" in caplog.text


def test_after_a_first_pass_with_a_gap_the_list_that_was_read_whole_brings_news(desk):
    desk.watch()
    desk.world.list("R-1", "R-2")
    desk.world.case("R-1", **NOTIFIED)
    desk.world.fail("case/R-2", SourceState.SERVER_ERROR)
    desk.check()
    desk.world.list("R-1", "R-2", "R-3")
    desk.world.case("R-2", **NOTIFIED)
    desk.world.case("R-3", **NOTIFIED)
    desk.check()
    first_seen = {event.new: event.note for event in desk.store.events.list(kinds=["first_seen"])}
    assert first_seen == {"R-1": "baseline", "R-2": "baseline", "R-3": ""}


def test_a_first_list_that_failed_stays_silent_when_it_comes(desk):
    desk.watch()
    desk.world.fail("list", SourceState.SERVER_ERROR)
    desk.check()
    desk.world.list("R-1")
    desk.world.case("R-1", **NOTIFIED)
    desk.check()
    assert [entry[4] for entry in desk.kinds()] == ["baseline"]


def test_impossible_days_are_a_broken_page(desk):
    desk.watch()
    for value in ("3026-01-01", "1026-01-01", "soon"):
        desk.world.list("R-1", title="A", deadline__x="2026-01-01")
        desk.world.put("list", rows=[{"number": "R-1", "facts": {"deadline:decision": value}}])
        desk.check()
        assert desk.store.sources.get("reg").state is SourceState.LAYOUT_CHANGED
    desk.world.put("list", rows=[{"number": "R-1", "facts": {}}])
    desk.check()
    assert desk.store.cases.find("reg", "R-1") is None


def test_a_gone_case_page_is_the_cases_matter(desk):
    desk.watch()
    desk.world.list("R-1", "R-2")
    desk.world.case("R-1", **NOTIFIED)
    tally = desk.check()
    assert tally.failed == 1
    assert desk.store.sources.get("reg").state is SourceState.OK
    assert desk.store.documents.follow_ups("reg") == []


def test_many_gone_pages_are_the_sources_matter(desk):
    desk.watch()
    desk.world.list("R-1", "R-2", "R-3", "R-4")
    tally = desk.check()
    assert tally.failed == 3  # the fourth was not even tried
    assert desk.store.sources.get("reg").state is SourceState.MOVED


def test_a_refusal_ends_the_pass_for_that_host_and_is_obeyed(desk):
    desk.watch()
    desk.world.list("R-1", "R-2")
    desk.world.fail("case/R-1", SourceState.RATE_LIMITED, retry_after=timedelta(hours=3))
    desk.world.fail("case/R-2", SourceState.RATE_LIMITED)
    tally = desk.check()
    assert tally.failed == 1
    row = desk.store.sources.get("reg")
    assert row.next_due - row.last_try == timedelta(hours=3)
    desk.world.case("R-1", **NOTIFIED)
    desk.world.case("R-2", **NOTIFIED)
    desk.check()
    assert {case.number for case in desk.store.cases.all()} == {"R-1", "R-2"}
    assert all(case.facts["clock"].value == "running" for case in desk.store.cases.all())


def test_stopping_leaves_the_rest_due(desk):
    desk.watch()
    desk.world.list("R-1", "R-2")
    desk.world.case("R-1", **NOTIFIED)
    desk.world.before_answer = lambda request: desk.poller.stop() if request.role == "case" else None
    desk.check()
    row = desk.store.sources.get("reg")
    assert row.state is SourceState.NEVER_CHECKED
    assert row.next_due <= desk.clock.now()
    assert len(desk.store.documents.follow_ups("reg")) == 1


def test_a_source_this_version_does_not_know_is_left_alone(desk):
    desk.watch(source="other")
    assert desk.poller.tick().checked == 0
    assert desk.store.sources.get("other").state is SourceState.NEVER_CHECKED


def test_only_what_is_due_is_checked(desk):
    desk.watch()
    desk.world.list("R-1")
    desk.world.case("R-1", **NOTIFIED)
    assert desk.poller.tick().checked == 2
    assert desk.poller.tick().checked == 0
    desk.clock.set(desk.clock.now() + timedelta(minutes=31))
    assert desk.poller.tick().checked == 2
    assert desk.poller.check(["nothing"]).checked == 0


def test_listeners_hear_events_after_they_are_kept(desk):
    heard = []
    desk.poller._listener = lambda events: heard.extend(desk.store.events.get(event.id) for event in events)
    desk.watch()
    desk.world.list("R-1")
    desk.world.case("R-1", **NOTIFIED)
    desk.check()
    assert [event.kind for event in heard] == ["first_seen"]


def test_every_request_stands_in_the_ledger(desk):
    desk.watch()
    desk.world.list("R-1")
    desk.world.case("R-1", **NOTIFIED)
    desk.check()
    desk.world.fail("list", SourceState.SERVER_ERROR)
    desk.check()
    lines = desk.store.ledger.recent()
    assert [(line.path, line.status) for line in reversed(lines)] == [
        ("list", "200"),
        ("case/R-1", "200"),
        ("list", "503"),
        ("case/R-1", "304"),
    ] or desk.store.ledger.count() == 4
