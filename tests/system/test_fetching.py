"""The one fetcher of a run: files, rules for programs, the web; rules stay known over a restart."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dealwatch.model.source import Document, Request, SourceInfo, SourceProblem, SourceState, Validators
from dealwatch.sources.origins import Origins
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.system.fetching import make_fetcher

SITE = "https://office.northport.test"
NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


class Handler(BaseHTTPRequestHandler):
    seen: list[str]

    def do_GET(self):
        self.seen.append(self.path)
        body = b"User-agent: *\nDisallow: /private\n" if self.path == "/robots.txt" else b"<p>x</p>"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments):
        """Nothing to say."""


@pytest.fixture
def site():
    handler = type("SiteHandler", (Handler,), {"seen": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield handler.seen, Origins({SITE: f"http://127.0.0.1:{server.server_port}"})
        server.shutdown()
        thread.join()


def info(key):
    return SourceInfo(key, "", "X", "UTC", timedelta(hours=1), "", "", "")


def test_pages_are_read_by_the_rules_and_files_without_the_web(tmp_path, site):
    seen, origins = site
    clock = FixedClock(NOW)
    (tmp_path / "note.txt").write_text("note", "utf-8")
    with Store.open(tmp_path / "data", NOW) as store:
        for _ in range(2):
            fetcher = make_fetcher(store, clock, origins)
            ledger = []
            page = fetcher.fetch(Request(f"{SITE}/a", "page", "x"), Validators(), info("page:x"), ledger.append)
            with pytest.raises(SourceProblem) as caught:
                fetcher.fetch(Request(f"{SITE}/private", "page", "x"), Validators(), info("page:y"), ledger.append)
            assert caught.value.state is SourceState.BLOCKED
            place = Request((tmp_path / "note.txt").as_uri(), "place", "x")
            note = fetcher.fetch(place, Validators(), info(f"file:{tmp_path / 'note.txt'}"), ledger.append)
            assert isinstance(page, Document)
            assert isinstance(note, Document)
            assert (page.body, note.body) == (b"<p>x</p>", b"note")
            fetcher.close()
    assert seen == ["/robots.txt", "/a", "/a"]
