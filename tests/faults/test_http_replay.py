"""Every fault mode of the replay server, seen through the fetcher and the ACCC's readers: the right health state."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dealwatch.model.source import (
    Document,
    Exchange,
    Known,
    NotModified,
    Request,
    SourceInfo,
    SourceProblem,
    SourceState,
    Validators,
)
from dealwatch.sources.accc import REGISTER, Accc
from dealwatch.sources.http import HttpFetcher, Patience
from dealwatch.sources.origins import Origins

SHARED = Path(os.environ.get("DEALWATCH_SHARED", Path(__file__).parents[3] / "shared"))
SAMPLES = SHARED / "data" / "au-accc" / "samples"
SERVER = SHARED / "tools" / "replay_server.py"
HOST = "www.accc.gov.au"
LIST_PATH = "/public-registers/acquisitions-and-mergers-registers/acquisitions-register"
CASE_PATH = f"{LIST_PATH}/konvoy"
EARLY, LATE = "2025-10-14T00:00:00Z", "2026-02-17T00:00:00Z"
NOW = datetime(2026, 2, 17, tzinfo=UTC)

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not SERVER.exists(), reason="the recorded payloads and their tools are not here"),
]


class Replay:
    """The server's control door."""

    def __init__(self, base: str) -> None:
        self.base = base

    def post(self, action: str, **query: str) -> dict[str, object]:
        request = urllib.request.Request(f"{self.base}/__{action}?{urllib.parse.urlencode(query)}", method="POST")
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10) as answer:
            found: dict[str, object] = json.load(answer)
            return found


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replay]:
    """The register on two days: a list and a case page, each with two versions, and a page that moved."""
    folder = tmp_path_factory.mktemp("replay")
    files = {
        "list_early": SAMPLES / "register_first_snapshot_2025-10-13.html",
        "case_early": SAMPLES / "matter_old_template_2025-10-13_MN-01016.html",
        "case_late": SAMPLES / "matter_suspended_MN-30003_2026-02-16.html",
        "list_late": SAMPLES / "register_empty_list_2026-03-31.html",
    }
    lines = [
        {"at": EARLY, "host": HOST, "path": LIST_PATH, "file": str(files["list_early"])},
        {"at": EARLY, "host": HOST, "path": CASE_PATH, "file": str(files["case_early"])},
        {"at": LATE, "host": HOST, "path": CASE_PATH, "file": str(files["case_late"])},
        {"at": LATE, "host": HOST, "path": LIST_PATH, "file": str(files["list_late"])},
        {"at": EARLY, "host": HOST, "path": f"{LIST_PATH}/old", "location": CASE_PATH},
        {"at": LATE, "host": HOST, "path": f"{LIST_PATH}/gone", "status": 410},
    ]
    manifest = folder / "manifest.jsonl"
    manifest.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    process = subprocess.Popen(
        [sys.executable, str(SERVER), "--manifest", str(manifest), "--port", "0", "--at", EARLY],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    address = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
    assert address is not None
    yield Replay(address[0])
    process.terminate()
    process.wait(timeout=10)
    process.stdout.close()


class Visit:
    def __init__(self, replay: Replay) -> None:
        self.ledger: list[Exchange] = []
        origins = Origins({f"https://{HOST}": f"{replay.base}/{HOST}"})
        self.fetcher = HttpFetcher(
            now=lambda: NOW, origins=origins, patience=Patience(connect=2, read=0.5, whole=5), network_up=lambda: False
        )
        self.info = SourceInfo("accc", "ACCC", "ACCC", "UTC", timedelta(hours=1), "", "", "")

    def ask(self, path: str, role: str, validators: Validators | None = None) -> Document | NotModified:
        request = Request(f"https://{HOST}{path}", role, "a test")
        return self.fetcher.fetch(request, validators or Validators(), self.info, self.ledger.append)

    def read(self, path: str = CASE_PATH, role: str = "case") -> str:
        """The case number read from a page; raises what the fetcher or the reader raises."""
        document = self.ask(path, role)
        assert isinstance(document, Document)
        (facts,) = Accc().parse(document, Known(NOW)).cases
        return facts.number


@pytest.fixture
def visit(replay: Replay) -> Iterator[Visit]:
    replay.post("reset")
    replay.post("time", at=EARLY)
    visit = Visit(replay)
    yield visit
    visit.fetcher.close()


FAULTS = [
    ("status:403", SourceState.BLOCKED),
    ("status:404", SourceState.MOVED),
    ("status:410", SourceState.MOVED),
    ("status:429:retry-after=7", SourceState.RATE_LIMITED),
    ("status:500", SourceState.SERVER_ERROR),
    ("status:503", SourceState.SERVER_ERROR),
    ("status:503:retry-after=7", SourceState.RATE_LIMITED),
    ("timeout:2", SourceState.SERVER_ERROR),
    ("reset", SourceState.SERVER_ERROR),
    ("truncate", SourceState.SERVER_ERROR),
    ("slow:30", SourceState.SERVER_ERROR),
    ("html-maintenance", SourceState.SERVER_ERROR),
    ("garbage", SourceState.SERVER_ERROR),
    ("redirect-loop", SourceState.MOVED),
    ("gzip-bomb:64", SourceState.SERVER_ERROR),
]


@pytest.mark.parametrize(("mode", "state"), FAULTS, ids=[mode for mode, _ in FAULTS])
@pytest.mark.parametrize(("path", "role"), [(CASE_PATH, "case"), (LIST_PATH, "list")], ids=["case", "list"])
def test_a_fault_is_a_health_state_and_the_next_good_answer_heals(
    replay: Replay, visit: Visit, path: str, role: str, mode: str, state: SourceState
) -> None:
    replay.post("fault", match="/", mode=mode, count="1")
    with pytest.raises(SourceProblem) as caught:
        visit.read(path, role)
    assert caught.value.state is state
    assert caught.value.hint
    assert not re.search(r"\d{3}", caught.value.title.replace(HOST, ""))
    assert visit.ledger
    assert visit.read() == "MN-01016"


def test_the_pause_asked_for_is_passed_on(replay: Replay, visit: Visit) -> None:
    replay.post("fault", match="/", mode="status:429:retry-after=7", count="1")
    with pytest.raises(SourceProblem) as caught:
        visit.read()
    assert caught.value.retry_after == timedelta(seconds=7)


def test_an_unchanged_page_is_not_sent_again(replay: Replay, visit: Visit) -> None:
    first = visit.ask(CASE_PATH, "case")
    assert isinstance(first, Document)
    held = Validators(first.etag, first.last_modified)
    assert isinstance(visit.ask(CASE_PATH, "case", held), NotModified)
    assert isinstance(visit.ask(CASE_PATH, "case", Validators(last_modified=first.last_modified)), NotModified)
    replay.post("time", at=LATE)
    again = visit.ask(CASE_PATH, "case", held)
    assert isinstance(again, Document)
    assert again.body != first.body
    assert [entry.status for entry in visit.ledger] == ["200", "304", "304", "200"]


def test_a_moved_page_is_shown_by_its_original_addresses(replay: Replay, visit: Visit) -> None:
    document = visit.ask(f"{LIST_PATH}/old", "case")
    assert isinstance(document, Document)
    assert document.url == f"https://{HOST}{CASE_PATH}"
    assert document.redirects == (f"https://{HOST}{LIST_PATH}/old",)
    assert {entry.host for entry in visit.ledger} == {HOST}


def test_a_page_that_is_gone_is_told_apart(replay: Replay, visit: Visit) -> None:
    details = []
    for moment in (EARLY, LATE):
        replay.post("time", at=moment)
        with pytest.raises(SourceProblem) as caught:
            visit.read(f"{LIST_PATH}/gone")
        assert caught.value.state is SourceState.MOVED
        details.append(caught.value.detail)
    assert details == ["404", "410"]


def test_an_empty_register_is_a_fault(replay: Replay, visit: Visit) -> None:
    listing = visit.ask(f"{LIST_PATH}?init=1&items_per_page=50", "list")
    assert isinstance(listing, Document)
    follow = Accc().parse(listing, Known(NOW)).follow
    assert [request.case for request in follow] == ["MN-01019", "MN-01016", "MN-01017"]
    assert all(
        request.url.startswith(f"{REGISTER.replace('acquisitions-and-mergers', 'mergers-and-acquisitions')}/")
        for request in follow
    )
    replay.post("time", at=LATE)
    empty = visit.ask(LIST_PATH, "list")
    assert isinstance(empty, Document)
    with pytest.raises(SourceProblem) as caught:
        Accc().parse(empty, Known(NOW))
    assert caught.value.state is SourceState.SERVER_ERROR
