"""Deals whose cases state something, found by the name of the fact alone."""

from __future__ import annotations

from datetime import UTC, datetime

from dealwatch.model.deal import Deal
from dealwatch.model.facts import ProvenFact
from dealwatch.model.status import Status
from dealwatch.store.database import Store
from dealwatch.store.stating import deals_stating

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
NAME = "date:long_stop"


def test_only_a_fact_of_that_name_counts(tmp_path):
    facts = {
        "stating": ProvenFact(NAME, "2026-06-30"),
        "quoting": ProvenFact("title", f'{{"{NAME}": 1}}'),
        "longer": ProvenFact(f"{NAME}_extended", "2026-06-30"),
    }
    with Store.open(tmp_path, NOW) as store, store.write() as database:
        ids = {}
        for name, fact in facts.items():
            ids[name] = store.deals.add(database, Deal("", name), NOW)
            case_id = store.cases.create(database, source="ec", authority="EC", number=name)
            store.cases.save(
                database, case_id, status=Status(), facts={fact.name: fact}, title="", url="", printed_number="",
                procedure="", now=NOW, changed=False, seen=True,
            )  # fmt: skip
            store.deals.link(database, ids[name], case_id)
    with Store.open(tmp_path, NOW) as store:
        assert deals_stating(store.connections, NAME) == {ids["stating"]}
        assert deals_stating(store.connections, "date:other") == frozenset()
