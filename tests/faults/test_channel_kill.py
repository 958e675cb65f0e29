"""Sending killed at any moment: what waits for a channel arrives, and what arrives twice has the same name."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dealwatch.model.alert import AlertLevel, AlertSubject
from dealwatch.model.channel import ChannelKind
from dealwatch.store.database import Store

KILLS = 12


class Hook:
    """Takes messages; each with its name and the alerts' sources in it."""

    def __init__(self) -> None:
        self.got: list[tuple[str, tuple[str, ...]]] = []
        self.asked = threading.Semaphore(0)
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                owner.got.append((body["id"], tuple(change["title"] for change in body["changes"])))
                owner.asked.release()
                with contextlib.suppress(OSError):  # whoever asked may be dead
                    self.send_response(200)
                    self.send_header("Content-Length", "0")
                    self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/hook"


@pytest.fixture
def hook():
    made = Hook()
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def _tell(store: Store, number: int) -> None:
    """What the outbox does once this computer has shown it."""
    now = datetime.now(UTC)
    with store.write() as database:
        alert = store.alerts.raise_(database, occasion=f"o{number}", now=now, subject=AlertSubject.HEALTH,
                                    level=AlertLevel.NOTIFY, source=f"source-{number}", detail="blocked")  # fmt: skip
        store.alerts.delivered(database, [alert], "desktop", now)
        store.channels.queue(database, [alert], now)


@pytest.mark.slow
def test_whatever_waits_arrives_and_twice_only_under_one_name(tmp_path, hook):
    folder = tmp_path / "data"
    with Store.open(folder, datetime.now(UTC)) as store, store.write() as database:
        channel = store.channels.add(database, "Hook", ChannelKind.WEBHOOK, datetime.now(UTC))
    script = Path(__file__).with_name("channel_kill_child.py")
    process = subprocess.Popen(
        [sys.executable, str(script), str(folder), hook.address],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip

    def run(kill: bool, chance: random.Random) -> int:
        process.stdin.write("go\n")
        process.stdin.flush()
        child = int(process.stdout.readline())
        if kill:
            if chance.random() < 0.7:
                hook.asked.acquire(timeout=30)  # about when the answer comes and is noted
                time.sleep(chance.uniform(0, 0.3))
            else:
                time.sleep(chance.uniform(0, 1.0))
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        return int(process.stdout.readline())

    chance, killed = random.Random(20261124), 0
    for number in range(KILLS):
        with Store.open(folder, datetime.now(UTC)) as store:
            _tell(store, number)
        killed += run(True, chance) == -signal.SIGKILL
    assert run(False, chance) == 0
    assert run(False, chance) == 0
    process.stdin.close()
    process.wait()
    process.stdout.close()
    assert killed > KILLS // 3, "the kills came too late to mean anything"
    with Store.open(folder, datetime.now(UTC)) as store:
        assert store.channels.waiting(channel) == 0
        assert store.check() == "ok"
    contents: dict[str, set[tuple[str, ...]]] = {}
    for name, titles in hook.got:
        contents.setdefault(name, set()).add(titles)
    assert all(len(said) == 1 for said in contents.values()), "under one name always the same is said"
    told = [title for said in contents.values() for titles in said for title in titles]
    assert sorted(told) == sorted(f"source-{number} refuses automated reading." for number in range(KILLS))
