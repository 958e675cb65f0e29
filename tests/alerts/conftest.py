"""A store with one deal, one case and a desktop to tell on: what rules decide about."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dealwatch.alerts.outbox import Outbox
from dealwatch.model.alert import AlertLevel, AlertSubject
from dealwatch.model.deal import Deal
from dealwatch.model.event import Event, EventKind
from dealwatch.model.evidence import Evidence
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock

sys.path.insert(0, str(Path(__file__).parent))  # importlib mode puts no test folder there

NOW = datetime(2024, 5, 17, 13, tzinfo=UTC)


@dataclass
class Desktop:
    name: str = "desktop"
    sent: list = field(default_factory=list)

    def available(self):
        return True

    def send(self, message):
        self.sent.append(message)


@dataclass
class Scene:
    store: Store
    case: str
    deal: str
    desktop: Desktop = field(default_factory=Desktop)
    now: datetime = NOW
    count: int = 0

    def happens(self, kind=EventKind.STATUS, level=AlertLevel.NOTIFY, name="outcome"):
        self.count += 1
        old, new = ("2024-06-07", "2024-06-14") if kind is EventKind.DEADLINE else ("a", "b")
        event = Event(f"E{self.count}", self.case, NOW, kind, name, old, new, "phase_1", "cleared", "cma",
                      Evidence("", "https://x", NOW), authority="CMA")  # fmt: skip
        with self.store.write() as database:
            self.store.events.add(database, event)
            return self.store.alerts.raise_(database, occasion=f"o{self.count}", now=NOW, subject=AlertSubject.CHANGE,
                                            level=level, case_id=self.case, event_ids=[event.id])  # fmt: skip

    def rules(self, *rules):
        with self.store.write() as database:
            for rule in self.store.rules.all(database):
                self.store.rules.remove(database, rule.id)
            for rule in reversed(rules):
                self.store.rules.put(database, rule)

    def deliver(self):
        return Outbox(self.store, FixedClock(self.now), [self.desktop]).deliver()


@pytest.fixture
def scene(tmp_path):
    with Store.open(tmp_path, NOW) as store:
        with store.write() as database:
            store.sources.add(database, "cma", "The Register", timedelta(hours=1), NOW)
            case = store.cases.create(database, source="cma", authority="CMA", number="1", title="A / B")
            deal = store.deals.add(database, Deal("", "The deal", list_name="Live", tags=("client",)), NOW)
            store.deals.link(database, deal, case)
        made = Scene(store, case, deal)
        assert made.deliver() == 0  # what rules could raise begins here
        yield made
