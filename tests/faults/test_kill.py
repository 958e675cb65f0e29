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
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dealwatch.model.deal import Case
from dealwatch.store.database import Store
from dealwatch.system.clock import SystemClock
from dealwatch.watch.tracking import Tracking

CASES = 10
KILLS = 50
FIRST_DAY = date(2030, 1, 1)


def content_id(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


class Register:
    """Merger cases in the shape of GOV.UK; the deadline of each moves by a day with every version of its page."""

    def __init__(self) -> None:
        self.versions = [0] * CASES
        self.asked = threading.Semaphore(0)

    def day(self, number: int) -> date:
        return FIRST_DAY + timedelta(days=self.versions[number])

    def pass_over(self, chance: random.Random) -> None:
        """Wait for some of a check's requests and a moment more: a slow machine is killed at no other place."""
        for _ in range(chance.randrange(CASES + 2)):
            self.asked.acquire(timeout=1)
        time.sleep(chance.uniform(0, 0.03))

    def move_on(self, seen: set[str]) -> None:
        """Every case whose present deadline has been seen gets the next one, so that no step is skipped."""
        for number in range(CASES):
            if f"{content_id(number)} {self.day(number)}" in seen:
                self.versions[number] += 1
        self.asked = threading.Semaphore(0)

    def content(self, number: int) -> dict:
        row = f"<tr><td>{self.day(number):%-d %B %Y}</td><td>Deadline for phase 1 decision</td></tr>"
        launched = "<tr><td>2 December 2029</td><td>Launch of merger inquiry</td></tr>"
        return {
            "base_path": f"/cma-cases/case-{number}",
            "content_id": content_id(number),
            "title": f"A{number} / B{number} merger inquiry",
            "description": "A made-up case.",
            "document_type": "cma_case",
            "schema_name": "specialist_document",
            "withdrawn_notice": {},
            "first_published_at": "2029-12-01T09:00:00Z",
            "public_updated_at": self.stamp(number),
            "updated_at": self.stamp(number),
            "details": {
                "body": "<h2 id='statutory-timetable'>Statutory timetable</h2><table><thead><tr>"
                f"<th>Phase 1 date</th><th>Action</th></tr></thead><tbody>{row}{launched}</tbody></table>",
                "attachments": [],
                "change_history": [],
                "metadata": {"case_type": "mergers", "case_state": "open", "opened_date": "2029-12-01"},
            },
            "links": {},
        }

    def stamp(self, number: int) -> str:
        at = datetime(2029, 12, 1, 9, tzinfo=UTC) + timedelta(minutes=self.versions[number])
        return at.strftime("%Y-%m-%dT%H:%M:%SZ")

    def search(self) -> dict:
        results = [
            {
                "title": self.content(number)["title"],
                "link": f"/cma-cases/case-{number}",
                "content_id": content_id(number),
                "public_timestamp": self.stamp(number),
                "case_type": "mergers",
                "case_state": "open",
                "format": "cma_case",
            }
            for number in range(CASES)
        ]
        return {"results": results, "total": CASES, "start": 0}

    def answer(self, path: str) -> dict:
        self.asked.release()
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

    class Server(ThreadingHTTPServer):
        def handle_error(self, request, client_address):
            """A client that is gone is what this is about."""

    server = Server(("127.0.0.1", 0), Handler)
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

    def run(self, moment: Callable[[], None] | None = None) -> int:
        """One check, killed when `moment` returns; its exit code (-9 where it was killed in time)."""
        self.process.stdin.write("check\n")
        self.process.stdin.flush()
        child = int(self.process.stdout.readline())
        if moment is not None:
            moment()
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
    """While a check is dead the register moves on; the next check, killed too, has to make good for it."""
    folder = tmp_path / "data"
    with Store.open(folder, datetime.now(UTC)) as store:
        Tracking(store, SystemClock()).register("cma")
    assert children.run() == 0
    chance = random.Random(20260302)
    committed: set[str] = set()
    killed = 0
    for _ in range(KILLS):
        with Store.open(folder, datetime.now(UTC)) as store:
            now = {event.id for event in store.events.list()}
            register.move_on({deadline_of(case) for case in store.cases.of_source("cma")})
        assert committed <= now
        committed = now
        killed += children.run(lambda: register.pass_over(chance)) == -signal.SIGKILL
    assert killed > KILLS // 2, "the kills came too late to mean anything"
    assert children.run() == 0
    _check_history(folder, register, committed)


def deadline_of(case: Case) -> str:
    return f"{case.number} {case.facts['deadline:phase_1'].value}"


def _check_history(folder: Path, register: Register, committed: set[str]) -> None:
    with Store.open(folder, datetime.now(UTC)) as store:
        events = store.events.list()
        numbers = {case.id: case.number for case in store.cases.of_source("cma")}
        assert store.alerts.undelivered() == []
        assert store.check() == "ok"
        told = {event_id for alert in store.alerts.inbox(100_000) for event_id in alert.event_ids}
        alerts = {alert.id for alert in store.alerts.inbox(100_000) if alert.level == "notify"}
    assert committed <= {event.id for event in events}
    moves = [(numbers[event.case_id], event.new) for event in events if event.kind == "deadline"]
    assert sum(register.versions) > KILLS
    assert sorted(moves) == sorted(
        (content_id(number), (FIRST_DAY + timedelta(days=day)).isoformat())
        for number, version in enumerate(register.versions)
        for day in range(1, version + 1)
    )
    assert {event.id for event in events if event.kind == "deadline"} <= told
    lines = (folder / "delivered.jsonl").read_text().splitlines()
    assert alerts <= {alert for line in lines for alert in json.loads(line)}
