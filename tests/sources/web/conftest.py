"""A small web server of our own on loopback, and a fetcher to which the example sites are mirrored there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

import pytest

from dealwatch.model.source import Document, Exchange, NotModified, Request, SourceInfo, SourceProblem, Validators
from dealwatch.sources.http import HttpFetcher, Patience
from dealwatch.sources.origins import Origins

NOW = datetime(2026, 3, 6, 12, 0, 0, tzinfo=UTC)
INFO = SourceInfo("x", "X", "X", "UTC", timedelta(hours=1), "", "", "", pace=timedelta(seconds=30))
SITE, OTHER = "https://www.example.com", "https://other.example.com"
BODY = "<html><body>Grüße</body></html>".encode()


@dataclass
class Site:
    """What the server does: `answer` handles a request, `seen` keeps them, `tunnel` answers as a proxy."""

    answer: Callable[[Handler], None]
    seen: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    port: int = 0
    tunnel: int = 502


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.site.seen.append((self.command, self.path, headers, body))
        self.site.answer(self)

    def do_POST(self) -> None:
        self.do_GET()

    def do_CONNECT(self) -> None:
        self.reply(self.site.tunnel)

    def reply(self, status: int = 200, body: bytes = BODY, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if status != 304 else b"")


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up in mid-answer is what some tests are about."""


@pytest.fixture(autouse=True)
def no_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def site() -> Iterator[Site]:
    state = Site(lambda handler: handler.reply())
    handler = type("TestHandler", (Handler,), {"site": state})
    with Server(("127.0.0.1", 0), handler) as server:
        state.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield state
        server.shutdown()
        thread.join()


@dataclass
class Visit:
    """A fetcher whose requests to the example sites end at the server; the ledger is kept."""

    fetcher: HttpFetcher
    ledger: list[Exchange] = field(default_factory=list)
    info: SourceInfo = INFO
    now: datetime = NOW

    def __call__(self, url: str = f"{SITE}/page", validators: Validators | None = None, **more: object) -> Document:
        answer = self.ask(url, validators, **more)
        assert isinstance(answer, Document)
        return answer

    def ask(
        self, url: str = f"{SITE}/page", validators: Validators | None = None, **more: object
    ) -> Document | NotModified:
        request = Request(url, "page", "a test", **more)
        return self.fetcher.fetch(request, validators or Validators(), self.info, self.ledger.append)

    def problem(self, url: str = f"{SITE}/page", **more: object) -> SourceProblem:
        with pytest.raises(SourceProblem) as caught:
            self.ask(url, **more)
        return caught.value


@pytest.fixture
def visit(site: Site) -> Iterator[Visit]:
    base = f"http://127.0.0.1:{site.port}"
    origins = Origins({SITE: f"{base}/www.example.com", OTHER: f"{base}/other.example.com"})
    fetcher = HttpFetcher(now=lambda: NOW, origins=origins, patience=Patience(connect=2, read=2, whole=10))
    yield Visit(fetcher)
    fetcher.close()


@pytest.fixture
def make_visit() -> Iterator[Callable[..., Visit]]:
    """Visits with a fetcher made to measure; closed at the end."""
    made: list[Visit] = []

    def make(**settings: object) -> Visit:
        made.append(Visit(HttpFetcher(now=lambda: NOW, **settings)))
        return made[-1]

    yield make
    for visit in made:
        visit.fetcher.close()


@pytest.fixture
def redirecting() -> Callable[..., Callable[[Handler], None]]:
    """Makes an answer that redirects in turn by (status, location), then gives the document."""

    def make(*steps: tuple[int, str]) -> Callable[[Handler], None]:
        turn = count()

        def answer(handler: Handler) -> None:
            step = next(turn)
            if step < len(steps):
                handler.reply(steps[step][0], b"", Location=steps[step][1])
            else:
                handler.reply(ETag='"abc"')

        return answer

    return make
