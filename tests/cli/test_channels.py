"""Channels from a terminal: `check` sends what waits, with an address from the environment, and says what fails."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "alerts"))
from channel_servers import WebServer

from dealwatch.model.alert import AlertLevel, AlertSubject
from dealwatch.model.channel import ChannelKind
from dealwatch.store.database import Store
from dealwatch.system.secrets import variable

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SLACK = "https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"


@pytest.fixture
def web():
    with WebServer().running() as server:
        yield server


@pytest.fixture
def channel(tmp_path, dealwatch, web, monkeypatch):
    origins = tmp_path / "origins.json"
    origins.write_text(json.dumps({"https://hooks.slack.com": web.url}))
    monkeypatch.setenv("DEALWATCH_ORIGINS", str(origins))
    with Store.open(tmp_path / "data", NOW) as store, store.write() as database:
        made = store.channels.add(database, "Deal team", ChannelKind.SLACK, NOW)
        store.alerts.raise_(database, occasion="o", now=NOW, subject=AlertSubject.HEALTH,
                            level=AlertLevel.NOTIFY, source="cma", detail="blocked")  # fmt: skip
    monkeypatch.setenv(variable(f"channel.{made}"), SLACK)
    return made


def test_a_check_sends_what_it_told(dealwatch, channel, web):
    ran = dealwatch("check")
    assert ran.status == 0
    assert "refuses automated reading" in ran.err
    assert len(web.got) == 1
    assert dealwatch("check").status == 0
    assert len(web.got) == 1


def test_what_fails_is_said_without_the_address_and_by_the_doctor_too(dealwatch, channel, web):
    web.answer = (404, {}, b"no_service")
    ran = dealwatch("check")
    assert "Deal team: The service does not accept the address." in ran.err
    assert "T1JJ3T3L2" not in ran.err + ran.out
    found = {line["check"]: line for line in dealwatch("--json", "doctor").lines}
    assert found["channel Deal team"]["state"] == "warn"
    assert "does not accept the address" in found["channel Deal team"]["detail"]
