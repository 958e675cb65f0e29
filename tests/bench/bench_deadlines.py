"""What deadlines cost on a large register: base rates over 10,000 decided cases, the deadlines ahead, reminders.

Run it: python tests/bench/bench_deadlines.py
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import ProvenFact
from dealwatch.model.status import Clock, Outcome, Stage, Status
from dealwatch.store.database import Store
from dealwatch.watch.base_rates import BaseRates
from dealwatch.watch.deadlines import upcoming
from dealwatch.watch.reminders import remind

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DECIDED, PENDING = 10_000, 300
CLEARED, RUNNING = Status(Stage.DECISION, Outcome.CLEARED), Status(Stage.NOTIFIED, clock=Clock.RUNNING)
EVIDENCE = Evidence("ab" * 32, "https://register.test/all", NOW, "/x", "the words of the record")


def fill(store: Store) -> None:
    chance = random.Random(1)
    with store.write() as database:
        store.watches.add(database, "register", "ec", NOW)
        for number in range(DECIDED + PENDING):
            decided = number < DECIDED
            begun = date(2005, 1, 3) + timedelta(days=chance.randrange(7000)) if decided else NOW.date()
            begun -= timedelta(days=chance.randrange(30))
            facts = {"title": f"A{number} / B{number}", "date:notified": begun.isoformat()}
            facts["deadline:decision"] = (begun + timedelta(days=36)).isoformat()
            facts |= {f"document:{row}": f"A paper of case {number}, number {row}" for row in range(20)}
            if decided:
                facts["date:decision"] = (begun + timedelta(days=chance.randrange(20, 50))).isoformat()
            case_id = store.cases.create(database, source="ec", authority="EC", number=f"M.{number}")
            proven = {
                name: ProvenFact(name, value, value, "/x", value, evidence=EVIDENCE) for name, value in facts.items()
            }
            store.cases.save(
                database, case_id, status=CLEARED if decided else RUNNING, facts=proven, title=facts["title"],
                url="", printed_number=f"M.{number}", procedure="EU_MERGER", now=NOW, changed=False, seen=True,
            )  # fmt: skip


def milliseconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder), NOW) as store:
        print(f"writing {DECIDED + PENDING} cases: {milliseconds(lambda: fill(store)) / 1000:.1f} s")
        pending = store.cases.find("ec", f"M.{DECIDED}")
        assert pending is not None
        for name in ("first", "again"):
            print(f"base rate of one case, {name}: {milliseconds(lambda: BaseRates(store).of(pending, NOW)):.0f} ms")
        rates = BaseRates(store)
        rates.of(pending, NOW)
        print(f"base rate of the next case: {milliseconds(lambda: rates.of(pending, NOW)):.2f} ms")
        print(f"deadlines ahead in {PENDING} watched cases: {milliseconds(lambda: upcoming(store, NOW)):.0f} ms")
        print(f"reminders, something to look for: {milliseconds(lambda: remind(store, NOW)):.0f} ms")
        print(f"reminders, nothing new: {milliseconds(lambda: remind(store, NOW)):.2f} ms")


if __name__ == "__main__":
    main()
