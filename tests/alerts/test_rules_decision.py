"""What became of an alert is told as it was settled; of what is not settled, why it waits or stands in the inbox."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from dealwatch.alerts.quiet_hours import QuietHours
from dealwatch.alerts.rules_decision import Decision, Why, decision
from dealwatch.alerts.telling import Telling, keep_telling
from dealwatch.model.alert import AlertLevel, AlertSubject
from dealwatch.model.event import EventKind
from dealwatch.model.rule import LESSER, Rule, RuleAct, Signal

USUAL = Rule("everything", "Everything watched")
NIGHT = datetime(2024, 5, 17, 23).astimezone().astimezone(UTC)


def why(scene, alert):
    return decision(scene.store, scene.store.alerts.get(alert), scene.now)


def test_what_was_told_names_the_rule_of_then_and_finds_it_while_it_is_called_so(scene):
    alert = scene.happens()
    assert why(scene, alert) == Decision(Why.NEXT, USUAL.name, USUAL.id)
    scene.deliver()
    assert why(scene, alert) == Decision(Why.TOLD, USUAL.name, USUAL.id)
    scene.rules(replace(USUAL, name="All of it"))
    assert why(scene, alert) == Decision(Why.TOLD, USUAL.name, "")


def test_what_a_rule_kept_in_the_inbox_names_it(scene):
    scene.rules(Rule("r", "Not these", act=RuleAct.INBOX), USUAL)
    alert = scene.happens()
    scene.deliver()
    scene.rules(USUAL)
    assert why(scene, alert) == Decision(Why.KEPT, "Not these", "")


def test_what_no_rule_spoke_of_is_not_taken_for_a_kind_that_is_off(scene):
    scene.rules()
    alert = scene.happens()
    scene.deliver()
    assert why(scene, alert) == Decision(Why.UNRULED)
    keep_telling(scene.store, Telling(off=frozenset({AlertSubject.CHANGE})))
    assert why(scene, alert) == Decision(Why.OFF)


def test_hours_are_named_by_whose_they_are(scene):
    scene.rules(Rule("r", "By day", hours="22:00-07:00"))
    alert = scene.happens()
    scene.now = NIGHT
    assert why(scene, alert) == Decision(Why.HOURS, "By day", "r")
    keep_telling(scene.store, Telling(hours=QuietHours(time(22), time(7)), quiet_on=True))
    assert why(scene, alert) == Decision(Why.NIGHT)


@pytest.mark.parametrize(("rule", "wanted"), [
    (USUAL, Decision(Why.UNRULED)),
    (Rule("r", "Papers", LESSER, act=RuleAct.INBOX), Decision(Why.KEPT, "Papers", "r")),
    (Rule("r", "Papers", frozenset({Signal.DOCUMENT})), Decision(Why.UNRULED)),
])  # fmt: skip
def test_a_document_in_the_inbox_says_whether_a_rule_keeps_it_there(scene, rule, wanted):
    alert = scene.happens(EventKind.DOCUMENT, AlertLevel.QUIET, "d1")
    scene.rules(rule)
    assert why(scene, alert) == wanted


def test_mute_stands_above_the_rules(scene):
    alert = scene.happens(EventKind.DOCUMENT, AlertLevel.QUIET, "d1")
    with scene.store.write() as database:
        scene.store.deals.mute(database, scene.deal, True)
    assert why(scene, alert) == Decision(Why.MUTED)


def test_a_register_that_is_tidied_up_is_too_slight_for_any_rule(scene):
    assert why(scene, scene.happens(EventKind.STATUS, AlertLevel.QUIET, "clock")) == Decision(Why.SLIGHT)


def test_what_the_news_proposes_quietly_belongs_to_no_case(scene):
    with scene.store.write() as database:
        alert = scene.store.alerts.raise_(database, occasion="p", now=scene.now, subject=AlertSubject.PROPOSAL,
                                          level=AlertLevel.QUIET, detail="P1")  # fmt: skip
    assert why(scene, alert) == Decision(Why.UNRULED)
