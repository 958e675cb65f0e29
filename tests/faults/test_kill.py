"""A check killed at any moment: no committed event is lost, none is doubled, every alert is delivered."""

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
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dealwatch.store.database import Store
from dealwatch.system.clock import SystemClock
from dealwatch.watch.tracking import Tracking

CASES = 10
KILLS = 50
FIRST_DAY = date(2030, 1, 1)


class Register:
    """Merger cases in the shape of GOV.UK whose deadline moves by a day with every version."""

    version = 0

    def content(self, number: int) -> dict:
        day = FIRST_DAY + timedelta(days=self.version)
        row = f"<tr><td>{day:%-d %B %Y}</td><td>Deadline for phase 1 decision</td></tr>"
        launched = "<tr><td>2 December 2029</td><td>Launch of merger inquiry</td></tr>"
        return {
            "base_path": f"/cma-cases/case-{number}",
            "content_id": f"00000000-0000-4000-8000-{number:012d}",
            "title": f"A{number} / B{number} merger inquiry",
            "description": "A made-up case.",
            "document_type": "cma_case",
            "schema_name": "specialist_document",
            "withdrawn_notice": {},
            "first_published_at": "2029-12-01T09:00:00Z",
            "public_updated_at": self.stamp,
            "updated_at": self.stamp,
            "details": {
                "body": "<h2 id='statutory-timetable'>Statutory timetable</h2><table><thead><tr>"
                f"<th>Phase 1 date</th><th>Action</th></tr></thead><tbody>{row}{launched}</tbody></table>",
                "attachments": [],
                "change_history": [],
                "metadata": {"case_type": "mergers", "case_state": "open", "opened_date": "2029-12-01"},
            },
            "links": {},
        }

    @property
    def stamp(self) -> str:
        return (datetime(2029, 12, 1, 9, tzinfo=UTC) + timedelta(minutes=self.version)).strftime("%Y-%m-%dT%H:%M:%SZ")

    def search(self) -> dict:
        results = [
            {
                "title": self.content(number)["title"],
                "link": f"/cma-cases/case-{number}",
                "content_id": f"00000000-0000-4000-8000-{number:012d}",
                "public_timestamp": self.stamp,
                "case_type": "mergers",
                "case_state": "open",
                "format": "cma_case",
            }
            for number in range(CASES)
        ]
        return {"results": results, "total": CASES, "start": 0}

    def answer(self, path: str) -> dict:
        if path.startswith("/api/search.json"):
            return self.search()
        return self.content(int(path.rpartition("-")[2]))


@pytest.fixture
def register(tmp_path):
    world = Register()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # headers and body leave in two writes; without this each answer waits 40 ms

        def do_GET(self):
            body = json.dumps(world.answer(self.path)).encode()
            try:
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                self.close_connection = True  # killed in mid-answer

        def log_message(self, *args):
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    origins = tmp_path / "origins.json"
    origins.write_text(json.dumps({"https://www.gov.uk": f"http://127.0.0.1:{server.server_port}"}))
    world.origins = origins
    yield world
    server.shutdown()
    thread.join()
    server.server_close()


class Children:
    def __init__(self, folder: Path, origins: Path) -> None:
        script = Path(__file__).with_name("kill_child.py")
        self.process = subprocess.Popen(
            [sys.executable, str(script), str(folder), str(origins)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, kill_after: float | None = None) -> int:
        """One check; its exit code (-9 where it was killed in time)."""
        self.process.stdin.write("check\n")
        self.process.stdin.flush()
        child = int(self.process.stdout.readline())
        if kill_after is not None:
            time.sleep(kill_after)
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        return int(self.process.stdout.readline())

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture
def children(tmp_path, register):
    running = Children(tmp_path / "data", register.origins)
    yield running
    running.close()


@pytest.mark.slow
def test_nothing_is_lost_or_doubled_by_fifty_kills(tmp_path, register, children):
    folder = tmp_path / "data"
    with Store.open(folder, datetime.now(UTC)) as store:
        Tracking(store, SystemClock()).register("cma")
    assert children.run() == 0
    register.version += 1
    began = time.monotonic()
    assert children.run() == 0
    whole = time.monotonic() - began
    chance = random.Random(20260302)
    killed = 0
    for _ in range(KILLS):
        register.version += 1
        killed += children.run(kill_after=chance.uniform(0, whole)) == -signal.SIGKILL
        with Store.open(folder, datetime.now(UTC)) as store:
            committed = {event.id for event in store.events.list()}
        assert children.run() == 0
        with Store.open(folder, datetime.now(UTC)) as store:
            events = store.events.list()
            assert committed <= {event.id for event in events}
    assert killed > KILLS // 2, "the kills came too late to mean anything"
    _check_history(folder, events, register.version)


def _check_history(folder, events, versions):
    moves = Counter((event.case_id, event.new) for event in events if event.kind == "deadline")
    expected = {(FIRST_DAY + timedelta(days=version)).isoformat() for version in range(1, versions + 1)}
    cases = {event.case_id for event in events}
    assert len(cases) == CASES
    assert set(moves) == {(case, day) for case in cases for day in expected}
    assert set(moves.values()) == {1}
    with Store.open(folder, datetime.now(UTC)) as store:
        assert store.alerts.undelivered() == []
        assert store.check() == "ok"
        told = {event_id for alert in store.alerts.inbox(100_000) for event_id in alert.event_ids}
        alerts = {alert.id for alert in store.alerts.inbox(100_000) if alert.level == "notify"}
    assert {event.id for event in events if event.kind == "deadline"} <= told
    lines = (folder / "delivered.jsonl").read_text().splitlines()
    assert alerts <= {alert for line in lines for alert in json.loads(line)}
