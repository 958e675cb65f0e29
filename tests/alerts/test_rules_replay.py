"""What a rule would have told in the last ninety days: the user's own past, one notification for what came at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from dealwatch.alerts.rules_replay import DAYS, recall, replay
from dealwatch.model.alert import AlertLevel, AlertSubject
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.rule import LESSER, USUAL, Rule, RuleAct, Signal, Whose
from dealwatch.model.status import Badge

EVERYTHING = Rule("r", "R", USUAL | LESSER)


@dataclass
class Past:
    """Puts events and alerts of earlier days into the scene's store, its case watched."""

    scene: object
    count: int = 0

    def event(self, days=10, kind=EventKind.STATUS, field="stage", *, badges=("", Badge.PHASE_1), note=EventNote.NONE,
              level="", with_=(), case=None):  # fmt: skip
        self.count += 1
        at, store, case = (
            self.scene.now - timedelta(days=days),
            self.scene.store,
            self.scene.case if case is None else case,
        )
        old, new = (str(badge) for badge in badges)
        event = Event(f"E{self.count}", case, at, kind, field, "a", "b", old, new, "cma",
                      Evidence("", "https://x", at), note=note, authority="CMA")  # fmt: skip
        with store.write() as database:
            store.events.add(database, event)
            if level:
                store.alerts.raise_(database, occasion=event.id, now=at, subject=AlertSubject.CHANGE, level=level,
                                    case_id=case, event_ids=[*with_, event.id])  # fmt: skip
        return event.id

    def alert(self, subject, days=10, **what):
        with self.scene.store.write() as database:
            at = self.scene.now - timedelta(days=days)
            self.scene.store.alerts.raise_(database, occasion=f"{subject}{days}", now=at, subject=subject,
                                           level=AlertLevel.NOTIFY, **what)  # fmt: skip

    def case(self, *, watched):
        store = self.scene.store
        with store.write() as database:
            found = store.cases.create(database, source="cma", authority="CMA", number="2", title="C / D")
            if watched:
                store.watches.add(database, "case", "cma", self.scene.now, case_id=found)
        return found

    def told(self, rule=EVERYTHING):
        return replay(recall(self.scene.store, self.scene.now), rule)


@pytest.fixture
def past(scene):
    with scene.store.write() as database:
        scene.store.watches.add(database, "case", "cma", scene.now, case_id=scene.case)
    return Past(scene)


def test_a_status_change_is_told_with_its_deal_its_authority_and_its_badge(past):
    event = past.event()
    (found,) = past.told()
    assert (found.about, found.authority, found.signal, found.badge) == (
        "The deal", "CMA", Signal.STATUS, Badge.PHASE_1,
    )  # fmt: skip
    assert found.target == f"event/{event}"
    assert found.day == (past.scene.now - timedelta(days=10)).astimezone().date()


def test_ninety_days_are_looked_at_and_no_more(past):
    past.event(DAYS + 1)
    past.event(DAYS - 1)
    past.event(-1)
    history = recall(past.scene.store, past.scene.now)
    assert len(replay(history, EVERYTHING)) == 1
    assert (history.last - history.first).days == DAYS


def test_the_newest_comes_first(past):
    for days in (40, 5, 20):
        past.event(days)
    found = past.told()
    assert [each.at for each in found] == sorted((each.at for each in found), reverse=True)


def test_what_came_at_once_is_one_notification_about_the_weightiest(past):
    past.event(kind=EventKind.DOCUMENT, field="d1", badges=("", ""))
    status = past.event(badges=(Badge.PHASE_1, Badge.CLEARED))
    past.event(badges=("", Badge.PHASE_1))
    (found,) = past.told()
    assert (found.target, found.badge) == (f"event/{status}", Badge.CLEARED), "the outcome of the two steps"
    (papers,) = past.told(replace(EVERYTHING, what=LESSER))
    assert papers.signal is Signal.DOCUMENT
    assert papers.badge is None


def test_events_of_one_alert_are_one_notification_though_they_were_observed_apart(past):
    first = past.event(11)
    past.event(10, EventKind.DEADLINE, "deadline:phase_1", level=AlertLevel.NOTIFY, with_=(first,))
    assert len(past.told()) == 1


@pytest.mark.parametrize(("event", "told"), [
    ({"note": EventNote.BASELINE}, 0),
    ({"note": EventNote.BY_USER}, 0),
    ({"note": EventNote.ROLLBACK}, 0),
    ({"note": EventNote.ROLLBACK_UNDONE}, 0),
    ({"note": EventNote.ROLLBACK, "level": AlertLevel.NOTIFY}, 1),
    ({"level": AlertLevel.QUIET}, 0),
    ({"level": AlertLevel.QUIET, "kind": EventKind.DOCUMENT, "field": "d1"}, 1),
    ({"field": "clock", "badges": (Badge.CLEARED, Badge.CLEARED)}, 0),
    ({"field": "clock", "badges": (Badge.PHASE_1, Badge.PHASE_1)}, 1),
    ({"field": "outcome", "badges": (Badge.CLEARED, Badge.CLEARED)}, 1),
    ({"kind": EventKind.TEXT, "field": "text:case_state"}, 1),
    ({"badges": ("", "a badge of a later version")}, 1),
])  # fmt: skip
def test_what_was_not_worth_telling_is_not_told_afterwards(past, event, told):
    past.event(**event)
    assert len(past.told()) == told


def test_only_cases_that_are_watched_and_not_muted_count(past):
    past.event(case=past.case(watched=False))
    past.event(level=AlertLevel.NOTIFY)
    assert len(past.told()) == 1
    with past.scene.store.write() as database:
        past.scene.store.deals.mute(database, past.scene.deal, True)
    assert past.told() == ()


def test_a_case_without_a_deal_is_told_by_its_title_and_fits_no_rule_about_a_deal(past):
    past.event(case=past.case(watched=True))
    (found,) = past.told()
    assert found.about == "C / D"
    assert past.told(replace(EVERYTHING, whose=Whose.DEAL, ref=past.scene.deal)) == ()
    past.event(20)
    (found,) = past.told(replace(EVERYTHING, whose=Whose.TAG, ref="client"))
    assert found.about == "The deal"
    assert len(past.told(replace(EVERYTHING, whose=Whose.LIST, ref="Live"))) == 1


def test_a_rule_is_tried_by_itself_be_it_off_or_quiet(past):
    past.event()
    assert len(past.told(replace(EVERYTHING, enabled=False, act=RuleAct.INBOX))) == 1


def test_trouble_with_a_source_is_told_by_its_title(past):
    past.alert(AlertSubject.HEALTH, source="cma", detail="blocked")
    past.alert(AlertSubject.HEALTH, 20, source="gone", detail="blocked")
    named, unnamed = past.told()
    assert (named.about, named.authority, named.signal, named.target) == (
        "The Register", "", Signal.HEALTH, "source/cma",
    )  # fmt: skip
    assert unnamed.about == "gone", "its key, where the source is no longer there"


def test_a_deadline_that_came_near_leads_to_its_case(past):
    past.alert(AlertSubject.REMINDER, case_id=past.scene.case, detail="phase_1|2024-06-07|5|7|yes|Phase 1")
    past.alert(AlertSubject.REMINDER, 20, case_id=past.case(watched=False), detail="phase_1|2024-06-07|5|7|yes|Phase 1")
    (found,) = past.told()
    assert (found.about, found.authority, found.signal) == ("The deal", "CMA", Signal.NEAR)
    assert found.target == f"case/{past.scene.case}"


def test_a_new_item_leads_to_its_event(past):
    past.event(case="")
    past.alert(AlertSubject.ITEM, source="cma", event_ids=["E1"])
    (found,) = past.told()
    assert (found.signal, found.target) == (Signal.ITEM, "event/E1")
