"""The decision by rules, as properties: what a rule can do and what none can."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.alerts.rules import UNRULED, Happening, decide, decide_one, fits
from dealwatch.model.rule import USUAL, Rule, RuleAct, Signal, Whose
from dealwatch.model.status import Badge

NAMES = st.sampled_from(("a", "b", "c"))
SOME = st.frozensets(NAMES, max_size=2)
RULES = st.builds(
    Rule,
    id=st.uuids().map(str),
    name=NAMES,
    what=st.frozensets(st.sampled_from(Signal)),
    whose=st.sampled_from(Whose),
    ref=NAMES,
    badges=st.frozensets(st.sampled_from(Badge), max_size=3),
    authorities=SOME,
    act=st.sampled_from(RuleAct),
    enabled=st.booleans(),
)
HAPPENINGS = st.builds(
    Happening,
    signal=st.sampled_from(Signal),
    badge=st.none() | st.sampled_from(Badge),
    authority=NAMES,
    deals=SOME,
    lists=SOME,
    tags=SOME,
)
SETS = st.lists(RULES, max_size=6)
SEVERAL = st.lists(HAPPENINGS, min_size=1, max_size=4)
LOUDNESS = tuple(RuleAct)


@given(SETS, SEVERAL)
def test_a_rule_that_is_off_never_decides(rules, happened):
    verdict = decide(rules, happened)
    assert verdict.rule is None or verdict.rule.enabled
    assert verdict == decide([rule for rule in rules if rule.enabled], happened)


@given(SETS, SEVERAL)
def test_what_no_rule_fits_stands_in_the_inbox_only(rules, happened):
    if not any(fits(rule, each) for rule in rules for each in happened):
        assert decide(rules, happened) == UNRULED
        assert not decide(rules, happened).tells


@given(SETS, HAPPENINGS, SETS)
def test_the_first_rule_that_fits_decides_and_what_follows_it_does_not_matter(rules, happened, more):
    verdict = decide_one(rules, happened)
    if verdict.rule is not None:
        place = rules.index(verdict.rule)
        assert not any(fits(rule, happened) for rule in rules[:place])
        assert decide_one([*rules[: place + 1], *more], happened) == verdict


@given(SETS, SEVERAL)
def test_of_what_came_at_once_the_loudest_decision_holds_in_any_order(rules, happened):
    acts = [decide_one(rules, each).act for each in happened]
    assert decide(rules, happened).act == max(acts, key=LOUDNESS.index)
    assert decide(rules, reversed(happened)).act == decide(rules, happened).act


@given(SETS, SEVERAL, SEVERAL)
def test_something_more_never_makes_it_quieter(rules, happened, more):
    before, after = decide(rules, happened), decide(rules, [*happened, *more])
    assert LOUDNESS.index(after.act) >= LOUDNESS.index(before.act)


@given(HAPPENINGS)
def test_the_built_in_rule_tells_what_was_always_told(happened):
    verdict = decide([Rule("everything", "Everything watched")], [happened])
    assert verdict.tells == (happened.signal in USUAL)


STATUS = Happening(
    Signal.STATUS, Badge.IN_DEPTH, "EC", frozenset({"d1"}), frozenset({"Live mergers"}), frozenset({"client"})
)
ONLY = Rule("r", "One", frozenset({Signal.STATUS}))


@pytest.mark.parametrize(("change", "wanted"), [
    ({}, True),
    ({"enabled": False}, False),
    ({"what": frozenset({Signal.DOCUMENT})}, False),
    ({"whose": Whose.DEAL, "ref": "d1"}, True),
    ({"whose": Whose.DEAL, "ref": "d2"}, False),
    ({"whose": Whose.LIST, "ref": "Live mergers"}, True),
    ({"whose": Whose.LIST, "ref": "client"}, False),
    ({"whose": Whose.TAG, "ref": "client"}, True),
    ({"whose": Whose.TAG, "ref": "d1"}, False),
    ({"authorities": frozenset({"EC", "CMA"})}, True),
    ({"authorities": frozenset({"CMA"})}, False),
    ({"badges": frozenset({Badge.IN_DEPTH})}, True),
    ({"badges": frozenset({Badge.CLEARED})}, False),
])  # fmt: skip
def test_each_part_of_a_rule_narrows_it_down(change, wanted):
    assert fits(replace(ONLY, **change), STATUS) is wanted


def test_a_status_in_a_rule_says_nothing_about_a_deadline():
    rule = replace(ONLY, what=frozenset({Signal.STATUS, Signal.DEADLINE}), badges=frozenset({Badge.CLEARED}))
    assert fits(rule, Happening(Signal.DEADLINE))
    assert not fits(rule, STATUS)


def test_nothing_that_happened_is_nothing_to_tell():
    assert decide([ONLY], ()) == UNRULED
