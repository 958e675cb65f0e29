"""Steps back, and which word counts: what looks like a rollback is recorded, and told only when it stays."""

from __future__ import annotations

from dealwatch.model.source import SourceState

BASE = "https://register.example"
NOTIFIED = {"stage": "notified", "outcome": "pending", "clock": "running", "title": "A / B"}


def test_a_step_back_is_recorded_and_told_only_when_it_is_seen_again(desk):
    desk.watch()
    desk.world.list("R-1")
    desk.world.case("R-1", **NOTIFIED)
    desk.check()
    desk.world.case("R-1", stage="decision", outcome="cleared", clock="expired", title="A / B")
    desk.check()
    desk.world.case("R-1", **NOTIFIED)
    desk.check()
    back = desk.kinds()[4:]
    assert [entry[:5] for entry in back] == [
        ("status", "stage", "decision", "notified", "rollback"),
        ("status", "outcome", "cleared", "pending", "rollback"),
        ("status", "clock", "expired", "running", "rollback"),
    ]
    assert not any(entry[5] for entry in back)
    desk.check()  # 304: still so
    assert all(entry[5] for entry in desk.kinds()[4:7])
    assert desk.store.cases.find("reg", "R-1").held is None
    desk.check()
    # Cleared, a quiet entry for the roll-back itself, and the roll-back told.
    assert [alert.level for alert in desk.store.alerts.inbox()] == ["notify", "quiet", "notify"]


def test_a_step_back_that_is_undone_is_never_told(desk):
    desk.watch()
    desk.world.list("R-1")
    desk.world.case("R-1", **NOTIFIED)
    desk.check()
    cleared = {"stage": "decision", "outcome": "cleared", "clock": "expired", "title": "A / B"}
    desk.world.case("R-1", **cleared)
    desk.check()
    desk.world.case("R-1", **NOTIFIED)
    desk.check()
    desk.world.case("R-1", **cleared)
    desk.check()
    notes = [entry[4] for entry in desk.kinds()[4:]]
    assert notes == ["rollback"] * 3 + ["rollback_undone"] * 3
    assert not any(entry[5] for entry in desk.kinds()[4:])
    loud = [alert for alert in desk.store.alerts.inbox() if alert.level == "notify"]
    assert len(loud) == 1
    desk.check()
    assert len([alert for alert in desk.store.alerts.inbox() if alert.level == "notify"]) == 1


def test_a_step_back_followed_by_another_step_tells_both(desk):
    desk.watch()
    desk.world.list("R-1")
    desk.world.case("R-1", **{**NOTIFIED, "stage": "in_depth"})
    desk.check()
    desk.world.case("R-1", **NOTIFIED)
    desk.check()
    desk.world.case("R-1", **{**NOTIFIED, "outcome": "withdrawn", "stage": "decision"})
    desk.check()
    assert [entry[5] for entry in desk.kinds()[1:]] == [True, True, True]
    assert len([alert for alert in desk.store.alerts.inbox() if alert.level == "notify"]) == 1


def test_a_second_step_back_keeps_what_was_told_last(desk):
    desk.watch()
    desk.world.list("R-1")
    desk.world.case("R-1", **{**NOTIFIED, "stage": "objections"})
    desk.check()
    desk.world.case("R-1", **{**NOTIFIED, "stage": "in_depth"})
    desk.check()
    desk.world.case("R-1", **NOTIFIED)
    desk.check()
    assert desk.store.cases.find("reg", "R-1").held.stage == "objections"
    assert [entry[5] for entry in desk.kinds()[1:]] == [False, False]
    desk.world.case("R-1", **NOTIFIED, document__d="x")  # seen again, and more of it
    desk.check()
    assert [entry[5] for entry in desk.kinds()[1:]] == [True, True, True]


def test_a_list_row_never_overrules_the_page(desk):
    desk.watch()
    desk.world.list("R-1", stage="notified", title="A / B")
    desk.world.case("R-1", **{**NOTIFIED, "stage": "in_depth"})
    desk.check()
    desk.world.list("R-1", stage="decision", title="Something else")
    desk.check()
    assert desk.kinds() == [("first_seen", "case", None, "A / B", "baseline", False)]


def test_a_page_read_later_than_its_list_row_refines_without_an_event(desk):
    desk.watch()
    desk.world.list("R-1", stage="notified", title="A / B")
    desk.world.fail("case/R-1", SourceState.SERVER_ERROR)
    desk.check()
    desk.world.case("R-1", **{**NOTIFIED, "stage": "in_depth"}, document__d="x")
    desk.check()
    # What the row already said has changed; what it could not say is no change.
    assert [entry[:4] for entry in desk.kinds()[1:]] == [("status", "stage", "notified", "in_depth")]


def test_a_list_row_does_not_confirm_a_step_back_of_the_page(desk):
    desk.watch()
    cleared = {"stage": "decision", "outcome": "cleared", "clock": "expired", "title": "A / B"}
    desk.world.list("R-1")
    desk.world.case("R-1", **cleared)
    desk.check()
    desk.world.case("R-1", **NOTIFIED)
    desk.check()
    desk.world.fail("case/R-1", SourceState.SERVER_ERROR)
    desk.world.list("R-1", stage="notified", title="Renamed")
    desk.check()
    assert desk.store.cases.find("reg", "R-1").held is not None
    desk.world.case("R-1", **cleared)
    desk.check()
    assert not any(entry[5] for entry in desk.kinds())


def test_a_list_row_without_a_status_waits_for_the_page_that_has_one(desk):
    desk.watch()
    desk.world.list(title="Some case")
    desk.check()
    desk.world.list("R-1", title="Some case")
    desk.world.fail("case/R-1", SourceState.SERVER_ERROR)
    desk.check()
    assert desk.kinds() == []
    desk.world.case("R-1", **NOTIFIED)
    desk.check()
    (event,) = desk.store.events.list()
    assert (event.kind, event.badge_new, event.alerted) == ("first_seen", "phase_1", True)


def test_tidying_up_a_decided_case_is_recorded_and_not_told(desk):
    desk.watch()
    desk.world.list("R-1")
    desk.world.case("R-1", **{**NOTIFIED, "outcome": "cleared"})
    desk.check()
    desk.world.case("R-1", stage="decision", outcome="cleared", clock="expired", title="A / B")
    desk.check()
    assert [entry[1:] for entry in desk.kinds()[1:]] == [
        ("stage", "notified", "decision", "", False),
        ("clock", "running", "expired", "", False),
    ]
