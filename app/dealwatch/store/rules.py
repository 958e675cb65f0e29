"""The user's alert rules, in their order: the first that fits decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from dealwatch.model.rule import Rule, RuleAct, Signal, Whose
from dealwatch.model.status import Badge
from dealwatch.store.connection import Connections, Database

BUILT_IN = "everything"
"""Id of the rule that every data file begins with: it tells what was told before there were rules."""
_COLUMNS = "id, name, what, whose, ref, badges, authorities, act, hours, enabled"
_words = msgspec.json.Decoder(tuple[str, ...]).decode
_SIGNALS, _BADGES = frozenset(Signal), frozenset(Badge)


def _text(values: Iterable[str]) -> str:
    return msgspec.json.encode(sorted(values)).decode()


def _rule(row: tuple[Any, ...]) -> Rule:
    """Signals and badges that a newer Dealwatch wrote are left alone."""
    return Rule(
        id=row[0],
        name=row[1],
        what=frozenset(Signal(word) for word in _words(row[2]) if word in _SIGNALS),
        whose=Whose(row[3]),
        ref=row[4],
        badges=frozenset(Badge(word) for word in _words(row[5]) if word in _BADGES),
        authorities=frozenset(_words(row[6])),
        act=RuleAct(row[7]),
        hours=row[8],
        enabled=bool(row[9]),
    )


class Rules:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self, database: Database | None = None) -> tuple[Rule, ...]:
        """In their order."""
        chosen = database or self._connections.reader
        return tuple(map(_rule, chosen.conn.execute(f"SELECT {_COLUMNS} FROM rules ORDER BY place, id")))

    def put(self, database: Database, rule: Rule) -> None:
        """Keep a rule as it is now; a new one comes before all others, since exceptions come before what is usual."""
        values = (
            rule.name, _text(rule.what), rule.whose, rule.ref, _text(rule.badges), _text(rule.authorities), rule.act,
            rule.hours, int(rule.enabled),
        )  # fmt: skip
        changed = database.conn.execute(
            "UPDATE rules SET name = ?, what = ?, whose = ?, ref = ?, badges = ?, authorities = ?, act = ?, hours = ?,"
            " enabled = ? WHERE id = ?",
            (*values, rule.id),
        ).rowcount
        if not changed:
            database.conn.execute(
                "INSERT INTO rules (name, what, whose, ref, badges, authorities, act, hours, enabled, id, place)"
                " VALUES (?,?,?,?,?,?,?,?,?,?, (SELECT coalesce(min(place), 1) - 1 FROM rules))",
                (*values, rule.id),
            )

    def remove(self, database: Database, rule_id: str) -> None:
        database.conn.execute("DELETE FROM rules WHERE id = ?", (rule_id,))

    def arrange(self, database: Database, rule_ids: Sequence[str]) -> None:
        """Put them in this order; rules that are not named keep their places."""
        database.conn.executemany(
            "UPDATE rules SET place = ?1 WHERE id = ?2 AND place <> ?1",
            [(place, rule_id) for place, rule_id in enumerate(rule_ids)],
        )
