"""A site of our own with a small register and some feeds, which can be made to fail in every way a real one does."""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dealwatch.sources.http import HttpFetcher, Patience
from dealwatch.sources.origins import Origins
from dealwatch.sources.registry import source_of
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.watch.passes import Tally
from dealwatch.watch.poller import Poller
from dealwatch.watch.ports import Fetcher
from dealwatch.watch.tracking import Tracking

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PAGES = Path(__file__).parents[1] / "sources"
REGISTER = "/public-registers/acquisitions-and-mergers-registers/acquisitions-register"
CASE = f"{REGISTER}/harbour-grain-coastal-silos"
FEEDS = 4
MAINTENANCE = b"<html><head><title>Site under maintenance</title></head><body><h1>Under maintenance</h1></body></html>"


@dataclass
class Site:
    """Bodies by path, or whatever `find` gives; `faults` by the beginning of a path.

    `before` is called with the path of each request.
    """

    bodies: dict[str, bytes] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    before: Callable[[str], None] = lambda _path: None
    base: str = ""
    find: Callable[[str], bytes | None] | None = None

    def body(self, path: str) -> bytes | None:
        if self.find is not None:
            return self.find(path)
        return self.bodies.get(path.partition("&page=0")[0]) or self.bodies.get(path.partition("?")[0])

    def fault(self, path: str) -> str:
        return next((mode for start, mode in self.faults.items() if path.startswith(start)), "")

    def feed(self, number: int, items: int) -> None:
        entries = "".join(
            f"<item><title>Item {number}.{item}</title><link>https://feeds.example/{number}/{item}</link>"
            f"<guid>{number}.{item}</guid></item>"
            for item in range(items)
        )
        text = f"<rss version='2.0'><channel><title>Feed {number}</title>{entries}</channel></rss>"
        self.bodies[f"/feed/{number}.xml"] = text.encode()

    def page(self, path: str, name: str) -> None:
        self.bodies[path] = (PAGES / name).read_bytes()


def handler_of(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            site.before(self.path)
            body = site.body(self.path)
            mode, _, code = site.fault(self.path).partition(":")
            match mode:
                case "status":
                    self.answer(int(code), b"not now")
                case "timeout":
                    time.sleep(0.6)
                    self.close_connection = True
                case "reset":
                    linger = struct.pack("ii", 1, 0)
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                    self.connection.close()
                    self.close_connection = True
                case "truncate":
                    self.answer(200, (body or b"")[:200], length=len(body or b""))
                    self.close_connection = True
                case "slow":
                    for at in range(40):
                        self.answer(200, b"x", length=40) if not at else self.wfile.write(b"x")
                        time.sleep(0.02)
                case "maintenance":
                    self.answer(200, MAINTENANCE)
                case "garbage":
                    self.answer(200, bytes(range(256)) * 16)
                case "redirect-loop":
                    self.answer(302, b"", location="/feed/loop" if self.path != "/feed/loop" else "/feed/loop?again")
                case "gzip-bomb":
                    self.answer(200, BOMB, encoding="gzip")
                case _:
                    self.answer(200 if body else 404, body or b"gone")

        def do_POST(self) -> None:
            said = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.path += f" {said.decode('utf-8', 'replace')}"
            self.do_GET()

        def answer(self, status: int, body: bytes, *, length: int = -1, location: str = "", encoding: str = "") -> None:
            self.send_response(status)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body) if length < 0 else length))
            for name, value in (("Location", location), ("Content-Encoding", encoding)):
                if value:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    return Handler


BOMB = gzip.compress(bytes(24 * 2**20), 9)
"""More than a page or a feed may have, in some kilobytes."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what this is about."""


@dataclass
class Desk:
    """A data folder, a clock, and the engine of the shipped program over the site."""

    folder: Path
    store: Store
    clock: FixedClock
    site: Site
    origins: Origins

    def check(self, fetcher: Fetcher | None = None, *, hours: float = 1) -> Tally:
        self.clock.set(self.clock.now() + timedelta(hours=hours))
        own = self.fetcher() if fetcher is None else None
        poller = Poller(self.store, self.clock, fetcher or own, source_of, jitter=lambda: 0.0)
        try:
            return poller.check()
        finally:
            if own is not None:
                own.close()

    def fetcher(self) -> HttpFetcher:
        return HttpFetcher(now=self.clock.now, origins=self.origins, patience=patience(self.site))

    def state(self, key: str) -> str:
        row = self.store.sources.get(key)
        assert row is not None
        return row.state.value

    def told(self) -> Counter[tuple[str, str, str | None]]:
        """Everything recorded, however often."""
        return Counter((event.kind.value, event.field, event.new) for event in self.store.events.list())

    def change(self) -> None:
        """The site moves on: one item more in each feed, and the case is stopped."""
        for number in range(FEEDS):
            self.site.feed(number, 3)
        text = (PAGES / "accc_case_running.html").read_text("utf-8")
        assert "Under assessment" in text
        self.site.bodies[CASE] = text.replace("Under assessment", "Assessment suspended").encode()


def patience(site: Site) -> Patience:
    """Little where the fault is that nothing comes; the usual elsewhere, since a busy machine is no fault."""
    waits = any(mode in ("timeout", "slow") for mode in site.faults.values())
    return Patience(connect=2, read=0.25, whole=0.3) if waits else Patience()


@contextmanager
def running(site: Site) -> Iterator[Site]:
    server = Server(("127.0.0.1", 0), handler_of(site))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    site.base = f"http://127.0.0.1:{server.server_port}"
    yield site
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def open_site() -> Iterator[Callable[[Callable[[str], bytes | None]], Site]]:
    """Starts sites that stand for all tests of a module, each with its own way to find a body by path."""
    with ExitStack() as stack:
        yield lambda find: stack.enter_context(running(Site(find=find)))


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    for number in range(FEEDS):
        site.feed(number, 2)
    site.page(REGISTER, "accc_list.html")
    site.page(f"{REGISTER}?init=1&items_per_page=50&page=1", "accc_list_empty.html")
    site.page(CASE, "accc_case_running.html")
    site.page(f"{REGISTER}/alpine-lifts-snow-school", "accc_case_waiver.html")
    site.page(f"{REGISTER}/keg-partners-barrel-pool", "accc_case_suspended.html")
    with running(site):
        yield site


@pytest.fixture
def desk(site: Site, tmp_path: Path) -> Iterator[Desk]:
    """The register and the feeds are watched and have been read once."""
    clock, folder = FixedClock(START), tmp_path / "data"
    origins = Origins({"https://www.accc.gov.au": site.base, "https://feeds.example": site.base})
    with Store.open(folder, START) as store:
        tracking = Tracking(store, clock)
        tracking.register("accc")
        for number in range(FEEDS):
            tracking.feed(f"https://feeds.example/feed/{number}.xml")
        made = Desk(folder, store, clock, site, origins)
        assert made.check().failed == 0
        yield made
