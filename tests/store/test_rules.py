"""Alert rules are kept as they are said, in their order; a file from before them begins with what it told."""

from __future__ import annotations

from dataclasses import replace

from dealwatch.model.rule import USUAL, Rule, RuleAct, Signal, Whose
from dealwatch.model.status import Badge
from dealwatch.store.rules import BUILT_IN

WHOLE = Rule(
    "r1", "Decisive steps", frozenset({Signal.STATUS, Signal.DEADLINE}), Whose.TAG, "client",
    frozenset({Badge.IN_DEPTH}), frozenset({"CMA", "EC"}), RuleAct.SILENT, "22:00-07:00", False,
)  # fmt: skip


def test_a_file_begins_with_the_rule_that_tells_what_was_always_told(store):
    (rule,) = store.rules.all()
    assert rule.id == BUILT_IN
    assert rule.what == USUAL
    assert (rule.whose, rule.act, rule.hours, rule.enabled) == (Whose.ALL, RuleAct.TELL, "", True)
    assert not rule.badges | rule.authorities


def test_a_rule_comes_back_as_it_was_kept_and_before_the_others(store):
    with store.write() as database:
        store.rules.put(database, WHOLE)
        assert [rule.id for rule in store.rules.all(database)] == ["r1", BUILT_IN]
        store.rules.put(database, replace(WHOLE, id="r2"))
    assert [rule.id for rule in store.rules.all()] == ["r2", "r1", BUILT_IN]
    assert store.rules.all()[1] == WHOLE
    with store.write() as database:
        store.rules.put(database, replace(WHOLE, name="Other"))
        store.rules.arrange(database, [BUILT_IN, "r1", "r2"])
        store.rules.remove(database, "r2")
    assert [(rule.id, rule.name) for rule in store.rules.all()] == [(BUILT_IN, "Everything watched"), ("r1", "Other")]


def test_what_a_newer_version_wrote_is_left_alone(store):
    with store.write() as database:
        store.rules.put(database, WHOLE)
        database.conn.execute("""UPDATE rules SET what = '["moon","status"]', badges = '["moon"]' WHERE id = 'r1'""")
    rule = store.rules.all()[0]
    assert rule.what == {Signal.STATUS}
    assert rule.badges == frozenset()


def test_a_change_to_a_rule_can_be_undone(store, now):
    with store.write() as database, store.journal.recording(database, "Kept", {}, now) as act:
        store.rules.put(database, WHOLE)
        store.rules.remove(database, BUILT_IN)
    assert [rule.id for rule in store.rules.all()] == ["r1"]
    with store.write() as database:
        store.journal.put_back(database, act, now)
    assert [rule.id for rule in store.rules.all()] == [BUILT_IN]
    with store.write() as database:
        store.journal.put_again(database, act)
    assert store.rules.all() == (WHOLE,)
