"""The outbox obeys the rules: what is told, what is settled for the inbox, what a rule raises, what stands above it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dealwatch.alerts.rules_context import badge_of, happenings, signal_of
from dealwatch.alerts.telling import UNTOLD, Telling, keep_telling
from dealwatch.model.alert import AlertLevel, AlertSubject
from dealwatch.model.event import EventKind
from dealwatch.model.rule import Rule, RuleAct, Signal, Whose

NOW = datetime(2024, 5, 17, 13, tzinfo=UTC)
USUAL = Rule("everything", "Everything watched")


def test_with_the_built_in_rule_everything_is_told_as_before(scene):
    loud = [scene.happens(kind) for kind in (EventKind.STATUS, EventKind.DEADLINE, EventKind.FIRST_SEEN)]
    quiet = scene.happens(EventKind.DOCUMENT, AlertLevel.QUIET)
    assert scene.deliver() == len(loud)
    assert scene.store.alerts.get(quiet).delivered == ()
    assert {scene.store.alerts.get(alert).rule for alert in loud} == {"Everything watched"}


def test_without_a_rule_a_change_of_status_is_in_the_inbox_and_settled(scene):
    scene.rules()
    alert = scene.happens()
    assert scene.deliver() == 0
    assert scene.desktop.sent == []
    found = scene.store.alerts.get(alert)
    assert (found.delivered, found.rule, found.read_at) == ((UNTOLD,), "", None)
    assert alert in [each.id for each in scene.store.alerts.inbox()]
    scene.rules(USUAL)
    assert scene.deliver() == 0  # what was settled does not come up when a rule is made


def test_an_exception_before_the_usual_rule_holds_for_its_deal_alone(scene):
    quiet = Rule("r", "Not this one", frozenset({Signal.DEADLINE}), Whose.DEAL, scene.deal, act=RuleAct.INBOX)
    scene.rules(quiet, USUAL)
    deadline, status = scene.happens(EventKind.DEADLINE), scene.happens()
    assert scene.deliver() == 1
    assert scene.store.alerts.get(deadline).delivered == (UNTOLD,)
    assert scene.store.alerts.get(deadline).rule == "Not this one"
    assert scene.store.alerts.get(status).delivered == ("desktop",)


@pytest.mark.parametrize(("acts", "silent"), [
    ([RuleAct.SILENT], True), ([RuleAct.TELL], False), ([RuleAct.SILENT, RuleAct.TELL], False),
])  # fmt: skip
def test_a_message_is_without_sound_where_all_that_it_tells_is(scene, acts, silent):
    kinds = {RuleAct.SILENT: EventKind.STATUS, RuleAct.TELL: EventKind.DEADLINE}
    signals = {RuleAct.SILENT: Signal.STATUS, RuleAct.TELL: Signal.DEADLINE}
    scene.rules(*(Rule(act, act, frozenset({signals[act]}), act=act) for act in acts))
    for act in acts:
        scene.happens(kinds[act])
    assert scene.deliver() == len(acts)
    assert scene.desktop.sent[0].silent is silent


def test_a_rule_can_tell_what_else_stands_in_the_inbox_only(scene):
    old = scene.happens(EventKind.DOCUMENT, AlertLevel.QUIET, "d0")
    assert scene.deliver() == 0
    papers = Rule("r", "Papers", frozenset({Signal.DOCUMENT}), Whose.TAG, "client")
    scene.rules(papers, USUAL)
    new = scene.happens(EventKind.DOCUMENT, AlertLevel.QUIET, "d1")
    text = scene.happens(EventKind.TEXT, AlertLevel.QUIET, "text:x")
    tidied = scene.happens(EventKind.STATUS, AlertLevel.QUIET, "clock")
    assert scene.deliver() == 1
    assert scene.store.alerts.get(new).level is AlertLevel.NOTIFY
    assert all(scene.store.alerts.get(alert).delivered == () for alert in (old, text, tidied))
    scene.rules(replace(papers, what=frozenset({Signal.DOCUMENT, Signal.STATUS})))
    scene.happens(EventKind.STATUS, AlertLevel.QUIET, "clock")
    assert scene.deliver() == 0  # a register that is tidied up is no change of status


@pytest.mark.parametrize("above", ["muted", "off"])
def test_mute_and_kinds_switched_off_stand_above_the_rules(scene, above):
    scene.rules(Rule("r", "Papers", frozenset({Signal.DOCUMENT})))
    if above == "muted":
        with scene.store.write() as database:
            scene.store.deals.mute(database, scene.deal, True)
    else:
        keep_telling(scene.store, Telling(off=frozenset({AlertSubject.CHANGE})))
    alert = scene.happens(EventKind.DOCUMENT, AlertLevel.QUIET, "d1")
    assert scene.deliver() == 0
    assert scene.store.alerts.get(alert).level is AlertLevel.QUIET


def test_hours_of_a_rule_hold_back_what_it_tells_and_nothing_else(scene):
    scene.rules(Rule("r", "By day", frozenset({Signal.STATUS}), hours="22:00-07:00"),
                Rule("d", "Always", frozenset({Signal.DEADLINE}), hours="rubbish"))  # fmt: skip
    scene.now = datetime(2024, 5, 17, 23).astimezone().astimezone(UTC)
    status = scene.happens()
    scene.happens(EventKind.DEADLINE)
    assert scene.deliver() == 1
    assert scene.store.alerts.get(status).delivered == ()
    scene.now = datetime(2024, 5, 18, 7).astimezone().astimezone(UTC)
    assert scene.deliver() == 1
    assert scene.store.alerts.get(status).delivered == ("desktop",)


def test_an_alert_is_described_with_its_case_and_deals(scene):
    (found,) = happenings(scene.store, scene.store.alerts.get(scene.happens()))
    assert (found.signal, found.badge, found.authority) == (Signal.STATUS, "cleared", "CMA")
    assert (found.deals, found.lists, found.tags) == ({scene.deal}, {"Live"}, {"client"})
    with scene.store.write() as database:
        trouble = scene.store.alerts.raise_(database, occasion="h", now=NOW, subject=AlertSubject.HEALTH,
                                            level=AlertLevel.NOTIFY, source="cma", detail="blocked")  # fmt: skip
    (found,) = happenings(scene.store, scene.store.alerts.get(trouble))
    assert (found.signal, found.authority, found.deals) == (Signal.HEALTH, "", frozenset())


def test_the_authoritys_own_words_for_a_status_are_a_status():
    assert signal_of(EventKind.TEXT, "text:case_state") is Signal.STATUS
    assert signal_of(EventKind.TEXT, "text:abstract") is Signal.OTHER
    assert signal_of(EventKind.TITLE, "title") is Signal.OTHER
    assert badge_of("from the future") is None
