"""The engine sends what it told through channels too, beside its beat, and makes the digest that is due."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "alerts"))
from channel_servers import WebServer

from dealwatch.alerts.digest_plan import DigestPlan, Every, keep_plan
from dealwatch.model.alert import AlertLevel, AlertSubject
from dealwatch.model.channel import ChannelKind
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.system.secrets import Secrets
from dealwatch.ui.late_engine import LateEngine

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SLACK = "https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"


class Recorder:
    name = "window"

    def __init__(self):
        self.messages = []

    def available(self):
        return True

    def send(self, message):
        self.messages.append(message)


class Ring:
    def __init__(self, kept):
        self.kept = kept

    def get_password(self, _service, name):
        return self.kept.get(name)


@pytest.fixture
def web():
    with WebServer().running() as server:
        yield server


def test_a_beat_tells_here_first_and_sends_beside_it(tmp_path, web, monkeypatch, qtbot):
    origins = tmp_path / "origins.json"
    origins.write_text(json.dumps({"https://hooks.slack.com": web.url}))
    monkeypatch.setenv("DEALWATCH_ORIGINS", str(origins))
    with Store.open(tmp_path / "data", NOW) as store:
        with store.write() as database:
            channel = store.channels.add(database, "Deal team", ChannelKind.SLACK, NOW)
        yesterday = NOW - timedelta(days=1)
        keep_plan(store, DigestPlan(every=Every.DAY, at=time(0), channels=(channel,), empty=True), yesterday)
        with store.write() as database:
            store.alerts.raise_(database, occasion="o", now=NOW, subject=AlertSubject.HEALTH,
                                level=AlertLevel.NOTIFY, source="cma", detail="blocked")  # fmt: skip
        recorder, changes = Recorder(), []
        secrets = Secrets(Ring({f"channel.{channel}": SLACK}))
        engine = LateEngine(store, FixedClock(NOW), [recorder], lambda: changes.append(1), secrets=secrets)
        engine.start()
        try:
            qtbot.waitUntil(lambda: len(web.got) == 2 and store.channels.waiting(channel) == 0, timeout=60_000)
        finally:
            engine.stop()
        assert [message.target for message in recorder.messages] == ["dealwatch://source/cma", "dealwatch://today"]
        said = json.dumps([body for _path, _headers, body in web.got])
        assert "refuses automated reading" in said
        assert "Daily digest" in said
        assert changes
        assert {line.host for line in store.ledger.recent()} == {"hooks.slack.com"}


def test_the_end_of_the_program_does_not_wait_for_a_server(tmp_path, web, monkeypatch, qtbot):
    origins = tmp_path / "origins.json"
    origins.write_text(json.dumps({"https://hooks.slack.com": web.url}))
    monkeypatch.setenv("DEALWATCH_ORIGINS", str(origins))
    web.answer = None
    with Store.open(tmp_path / "data", NOW) as store:
        with store.write() as database:
            channel = store.channels.add(database, "Deal team", ChannelKind.SLACK, NOW)
            alert = store.alerts.raise_(database, occasion="o", now=NOW, subject=AlertSubject.HEALTH,
                                        level=AlertLevel.NOTIFY, source="cma", detail="blocked")  # fmt: skip
        secrets = Secrets(Ring({f"channel.{channel}": SLACK}))
        engine = LateEngine(store, FixedClock(NOW), [Recorder()], lambda: None, secrets=secrets)
        engine.start()
        qtbot.waitUntil(web.asked.is_set, timeout=60_000)
        engine.stop()
        assert store.alerts.get(alert).delivered == ("window",)
        assert store.channels.waiting(channel) == 1
        assert store.channels.get(channel).failures == 0
