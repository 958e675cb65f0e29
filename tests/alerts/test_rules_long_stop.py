"""A long-stop date that comes near is told by the rules of its deal, though it belongs to no case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dealwatch.alerts.rules_decision import Decision, Why, decision
from dealwatch.alerts.rules_replay import recall, replay
from dealwatch.model.dates import PartialDate
from dealwatch.model.rule import Rule, RuleAct, Signal, Whose
from dealwatch.watch.reminders import remind

DAY = date(2024, 5, 24)  # a week after the scene's day


@pytest.fixture
def near(scene):
    with scene.store.write() as database:
        deal = scene.store.deals.get(scene.deal)
        scene.store.deals.update(database, replace(deal, long_stop=PartialDate.of(DAY)))
    return scene


def reminder(scene):
    (alert,) = [alert for alert in scene.store.alerts.inbox() if alert.detail.startswith("long_stop/")]
    return alert


def test_the_usual_rule_tells_it(near):
    assert remind(near.store, near.now) == 1
    assert near.deliver() == 1
    (message,) = near.desktop.sent
    assert message.target == f"dealwatch://deal/{near.deal}"
    assert decision(near.store, reminder(near), near.now).why is Why.TOLD


def test_a_rule_for_its_deal_can_keep_it(near):
    ours = Rule("r", "Not this deal", frozenset({Signal.NEAR}), Whose.DEAL, near.deal, act=RuleAct.INBOX)
    near.rules(ours, Rule("everything", "Everything"))
    remind(near.store, near.now)
    assert near.deliver() == 0
    assert decision(near.store, reminder(near), near.now) == Decision(Why.KEPT, "Not this deal", "r")


def test_a_muted_deal_is_said_to_be_the_reason(near):
    with near.store.write() as database:
        near.store.deals.mute(database, near.deal, True)
    remind(near.store, near.now)
    assert near.deliver() == 0
    assert decision(near.store, reminder(near), near.now) == Decision(Why.MUTED)


def test_what_a_rule_would_have_told_counts_it_in(near):
    remind(near.store, near.now)
    ours = Rule("r", "Ours", frozenset({Signal.NEAR}), Whose.DEAL, near.deal)
    later = near.now + timedelta(days=1)
    (fired,) = replay(recall(near.store, later), ours)
    deal = near.store.deals.get(near.deal)
    assert (fired.about, fired.authority, fired.signal, fired.target) == (
        deal.name, "", Signal.NEAR, f"deal/{near.deal}",
    )  # fmt: skip
    assert replay(recall(near.store, later), replace(ours, ref="another")) == ()
    with near.store.write() as database:
        near.store.deals.mute(database, near.deal, True)
    assert replay(recall(near.store, later), ours) == ()
