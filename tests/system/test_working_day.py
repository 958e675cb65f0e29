"""A whole working day in the real window, by keys and clicks on a virtual screen, and what is in the store afterwards.

`DEALWATCH_PICTURES=<folder>` keeps a picture of the screen at each step.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from virtual_desktop import Desktop, missing

from dealwatch.store.database import Store

PAGES = Path(__file__).parents[1] / "sources"
REGISTER = "/public-registers/acquisitions-and-mergers-registers/acquisitions-register"
ORIGIN = "https://www.accc.gov.au"
NAME = "Harbour Grain – Coastal Silos"
NOTE = "Told the client. "

pytestmark = [
    pytest.mark.display,
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 is the Linux desktop's"),
    pytest.mark.skipif(bool(missing()), reason=f"{missing()} is not installed"),
]


@dataclass
class Register:
    """A small register of one case of interest, in the real shape; `status` is what its page says now."""

    status: str = "Under assessment"
    asked: list[str] = field(default_factory=list)

    def page(self, path: str) -> bytes | None:
        self.asked.append(path)
        if "&page=" in path:
            return (PAGES / "accc_list_empty.html").read_bytes()
        if path.startswith(f"{REGISTER}?"):
            return (PAGES / "accc_list.html").read_bytes()
        if path == f"{REGISTER}/harbour-grain-coastal-silos":
            end = datetime.now(UTC) + timedelta(days=40)
            text = (PAGES / "accc_case_running.html").read_text("utf-8")
            text = text.replace("2026-04-27T", f"{end:%Y-%m-%d}T").replace("27 April 2026", f"{end:%-d %B %Y}")
            return text.replace("Under assessment", self.status).encode()
        if path == f"{REGISTER}/alpine-lifts-snow-school":
            return (PAGES / "accc_case_waiver.html").read_bytes()
        if path == f"{REGISTER}/keg-partners-barrel-pool":
            return (PAGES / "accc_case_suspended.html").read_bytes()
        return None


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """Served on this machine; `origins.json` in the test's folder leads there."""
    found = Register()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = found.page(self.path)
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    origins = {ORIGIN: f"http://127.0.0.1:{server.server_port}"}
    (tmp_path / "origins.json").write_text(json.dumps(origins), "utf-8")
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def desktop(tmp_path: Path, bus: object) -> Iterator[Desktop]:
    pictures = os.environ.get("DEALWATCH_PICTURES")
    found = Desktop(tmp_path / "home", Path(pictures) if pictures else None)
    found.environment["DEALWATCH_ORIGINS"] = str(tmp_path / "origins.json")
    found.start()
    yield found
    found.stop()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def rows(data: Path, query: str) -> list[tuple[object, ...]]:
    """Read from beside, while the program runs; nothing where there is no such data yet."""
    try:
        with closing(sqlite3.connect(f"file:{data / 'dealwatch.sqlite'}?mode=ro", uri=True)) as connection:
            return connection.execute(query).fetchall()
    except sqlite3.OperationalError:
        return []


def test_a_whole_working_day(
    desktop: Desktop, register: Register, data: Path, service: Callable[..., Any], tmp_path: Path
) -> None:
    notices = service()
    program = desktop.run("--data", str(data))
    begin(desktop, data)
    see_a_change(desktop, register, data)
    assert len(notices.shown) == 1, "one change, one notification"
    assert NAME in notices.shown[0].summary
    note_it_with_its_citation(desktop, data)
    work_on_the_deal(desktop, data)
    look_round(desktop)
    pdf = tmp_path / "case file.pdf"
    export(desktop, pdf)
    desktop.key("ctrl+q")
    assert program.wait(timeout=20) == 0
    judge(data, pdf, register, desktop)


def begin(desktop: Desktop, data: Path) -> None:
    """The sample first; then a case by its number, and what has happened so far comes in silently."""
    desktop.wait_title("AI partnerships")
    desktop.picture("first-start")
    desktop.key("ctrl+n")
    desktop.wait_title("Add")
    desktop.type("MN-12345")
    desktop.picture("add")
    desktop.key("Return")
    desktop.wait("the case's page, read", lambda: rows(data, "SELECT 1 FROM cases WHERE title <> ''"))
    desktop.wait_title(NAME)
    assert rows(data, "SELECT 1 FROM alerts") == [], "the first reading alerts nobody"
    desktop.picture("first-check")
    desktop.key("F2")  # it has no deal yet
    desktop.wait_title("Add")
    desktop.key("Return")
    desktop.wait("a deal of that name", lambda: rows(data, f"SELECT 1 FROM deals WHERE name = '{NAME}'"))
    desktop.wait_title(NAME)


def see_a_change(desktop: Desktop, register: Register, data: Path) -> None:
    desktop.wait("the check after adding over", lambda: len(rows(data, "SELECT 1 FROM polls")) >= 2)
    register.status = "Assessment suspended"
    desktop.key("ctrl+r")
    desktop.wait("an alert", lambda: rows(data, "SELECT 1 FROM alerts"))
    desktop.key("ctrl+2")
    desktop.wait_title("Inbox")
    desktop.picture("inbox")
    desktop.key("j")
    desktop.wait("the change read", lambda: rows(data, "SELECT 1 FROM alerts WHERE read_at IS NOT NULL"))
    desktop.key("k", "j", "e")
    desktop.picture("evidence")
    desktop.key("d")
    desktop.picture("compare")
    desktop.key("F7", "shift+F7")


def note_it_with_its_citation(desktop: Desktop, data: Path) -> None:
    desktop.key("ctrl+shift+c")
    desktop.key("n")
    desktop.wait_title(NAME)
    desktop.type(NOTE)
    desktop.key("ctrl+v")
    desktop.picture("note")
    desktop.key("ctrl+Return")
    desktop.wait("the note", lambda: rows(data, "SELECT 1 FROM notes"))


def work_on_the_deal(desktop: Desktop, data: Path) -> None:
    """A tag stays; a name is changed and the change undone."""
    desktop.key("F2")
    desktop.wait_title("Edit deal")
    desktop.key("shift+Tab", "shift+Tab", "shift+Tab")
    desktop.type("grain, board")
    desktop.picture("edit-deal")
    desktop.key("Return")
    desktop.wait("the tags", lambda: len(rows(data, "SELECT 1 FROM deal_tags")) == 2)
    desktop.key("F2")
    desktop.wait_title("Edit deal")
    desktop.key("ctrl+a")
    desktop.type("Wrong name")
    desktop.key("Return")
    desktop.wait_title("Wrong name")
    desktop.key("ctrl+z")
    desktop.wait_title(NAME)


def look_round(desktop: Desktop) -> None:
    """Places by key and by click, the past and back, the settings."""
    desktop.key("ctrl+4")
    desktop.wait_title("Calendar")
    desktop.picture("calendar")
    desktop.key("ctrl+shift+f")
    desktop.wait_title("Search")
    desktop.type("silos")
    desktop.picture("search")
    desktop.key("ctrl+shift+a")
    desktop.wait_title("As at a past moment")
    desktop.picture("as-at")
    desktop.key("Return")
    desktop.wait_title("Search")
    desktop.click_in(60, 94)  # the first place of the sidebar
    desktop.wait_title("Today")
    desktop.picture("past")
    desktop.key("ctrl+shift+n")
    desktop.key("ctrl+comma")
    desktop.wait_title("Settings")
    desktop.picture("settings")
    desktop.key("Escape")
    desktop.wait_title("Today")


def export(desktop: Desktop, pdf: Path) -> None:
    desktop.key("ctrl+k")
    desktop.type("harbour")
    desktop.picture("jump")
    desktop.key("Return")
    desktop.wait_title(NAME)
    desktop.key("ctrl+shift+p")
    desktop.wait_title("Write case file")
    desktop.key("ctrl+a")
    desktop.type(str(pdf))
    desktop.picture("case-file")
    desktop.key("Return")
    desktop.wait("the case file", pdf.exists)
    desktop.wait_title(NAME)
    desktop.picture("written")


def judge(data: Path, pdf: Path, register: Register, desktop: Desktop) -> None:
    """What the day left behind."""
    with Store.open(data, datetime.now(UTC)) as store:
        (deal,) = [deal for deal in store.deals.all() if deal.name == NAME]
        assert set(deal.tags) == {"grain", "board"}
        (case,) = store.cases.of_deal(deal.id)
        assert case.number == "MN-12345"
        changes = [event for event in store.events.list() if event.case_id == case.id and event.old]
        assert changes, "the change is on record"
        assert all(event.evidence.snapshot for event in changes)
    ((body, about),) = rows(data, "SELECT body, deal_id FROM notes")
    assert str(body).startswith(NOTE)
    assert "Assessment suspended" in str(body), "the citation has the sentence"
    assert about == deal.id
    undone = rows(data, "SELECT title FROM acts WHERE undone_at IS NOT NULL")
    assert len(undone) == 1, "only the wrong name was undone"
    assert {host for (host,) in rows(data, "SELECT DISTINCT host FROM ledger")} == {"www.accc.gov.au"}
    assert any("harbour-grain" in path for path in register.asked), "and that host was this machine"
    log = "".join(path.read_text("utf-8") for path in data.parent.rglob("dealwatch.log*"))
    assert "Traceback" not in log
    assert "ERROR" not in log
    said = (desktop.folder / "said.txt").read_text("utf-8").splitlines()
    assert [line for line in said if "host portal" not in line] == [], "nothing but that there is no desktop's portal"
    verify = [sys.executable, "-m", "dealwatch", "verify", str(pdf)]
    told = subprocess.run(verify, capture_output=True, check=False, env=desktop.environment)
    assert told.returncode == 0, told
