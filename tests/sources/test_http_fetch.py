"""The fetcher against a small server of our own on loopback: every answer and every way not to answer."""

from __future__ import annotations

import gzip
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

import httpx2
import pytest

from dealwatch import __version__
from dealwatch.model.source import (
    Document,
    Exchange,
    NotModified,
    Request,
    SourceInfo,
    SourceProblem,
    SourceState,
    Validators,
)
from dealwatch.sources.http import HttpFetcher, Patience
from dealwatch.sources.origins import Origins

NOW = datetime(2026, 3, 6, 12, 0, 0, tzinfo=UTC)
INFO = SourceInfo("x", "X", "X", "UTC", timedelta(hours=1), "", "", "", pace=timedelta(seconds=30))
SITE, OTHER, OPEN = "https://www.example.com", "https://other.example.com", "http://www.example.com"
BODY = "<html><body>Grüße</body></html>".encode()
ETAG, MODIFIED = '"abc-é"', "Thu, 05 Mar 2026 10:00:00 GMT"


@dataclass
class Site:
    """What the server does: `answer` handles a request; `seen` keeps them."""

    answer: Callable[[Handler], None]
    seen: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    port: int = 0


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

    def __call__(self, url: str = f"{SITE}/page", validators: Validators | None = None, **more: object) -> Document:
        answer = self.ask(url, validators, **more)
        assert isinstance(answer, Document)
        return answer

    def ask(
        self, url: str = f"{SITE}/page", validators: Validators | None = None, **more: object
    ) -> Document | NotModified:
        request = Request(url, "page", "a test", **more)
        return self.fetcher.fetch(request, validators or Validators(), INFO, self.ledger.append)

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


def test_a_document_comes_with_all_that_is_known_of_it(site: Site, visit: Visit) -> None:
    site.answer = lambda handler: handler.reply(
        ETag=ETAG, Last_Modified=MODIFIED, Content_Type="text/html; charset=utf-8", Set_Cookie="a=b"
    )
    document = visit(f"{SITE}/page?x=1#part")
    assert document.body == BODY
    assert document.url == f"{SITE}/page?x=1"
    assert document.content_type == "text/html; charset=utf-8"
    assert (document.status, document.fetched_at, document.redirects) == (200, NOW, ())
    assert document.last_modified == MODIFIED
    assert "set-cookie" not in document.headers
    (exchange,) = visit.ledger
    assert (exchange.at, exchange.host, exchange.path) == (NOW, "www.example.com", "/page?x=1")
    assert (exchange.method, exchange.purpose, exchange.status) == ("GET", "a test", "200")
    assert exchange.bytes == len(BODY)
    assert exchange.milliseconds >= 0


def test_it_says_who_it_is(site: Site, visit: Visit) -> None:
    visit(headers=(("Origin", "https://www.example.com"), ("ACCEPT", "application/json")))
    headers = site.seen[0][2]
    assert headers["user-agent"] == f"Dealwatch/{__version__}"
    assert headers["accept-encoding"] == "gzip"
    assert headers["origin"] == "https://www.example.com"
    assert headers["accept"] == "application/json"


def test_a_contact_is_named_if_the_user_gives_one(site: Site) -> None:
    fetcher = HttpFetcher(now=lambda: NOW, contact="mailto:desk@example.com")
    Visit(fetcher)(f"http://127.0.0.1:{site.port}/")
    fetcher.close()
    assert site.seen[0][2]["user-agent"] == f"Dealwatch/{__version__} (+mailto:desk@example.com)"


def test_no_cookie_is_ever_sent_back(site: Site, visit: Visit) -> None:
    site.answer = lambda handler: handler.reply(Set_Cookie="visitor=17; Path=/")
    visit()
    visit()
    assert "cookie" not in site.seen[1][2]


def test_what_is_held_is_asked_about_and_may_be_current(site: Site, visit: Visit) -> None:
    site.answer = lambda handler: handler.reply(304)
    answer = visit.ask(validators=Validators(ETAG, MODIFIED))
    assert isinstance(answer, NotModified)
    assert answer.fetched_at == NOW
    assert site.seen[0][2]["if-none-match"].encode("latin-1") == ETAG.encode()
    assert site.seen[0][2]["if-modified-since"] == MODIFIED
    assert visit.ledger[0].status == "304"


def test_only_what_is_known_is_sent(site: Site, visit: Visit) -> None:
    visit(validators=Validators(etag=ETAG))
    visit(validators=Validators(last_modified=MODIFIED))
    assert "if-modified-since" not in site.seen[0][2]
    assert "if-none-match" not in site.seen[1][2]


def test_a_fresh_request_and_a_question_send_no_validators(site: Site, visit: Visit) -> None:
    visit(validators=Validators(ETAG, MODIFIED), fresh=True)
    visit(validators=Validators(ETAG, MODIFIED), method="POST")
    assert not any("if-none-match" in headers or "if-modified-since" in headers for _, _, headers, _ in site.seen)


def test_not_modified_that_nobody_asked_for_is_a_fault(site: Site, visit: Visit) -> None:
    site.answer = lambda handler: handler.reply(304)
    assert visit.problem().state is SourceState.SERVER_ERROR


def test_a_question_goes_out_in_parts_of_json(site: Site, visit: Visit) -> None:
    visit(method="POST", data=(("query", '{"a": 1}'), ("sort", "[]")))
    method, _, headers, body = site.seen[0]
    assert method == "POST"
    assert headers["content-type"].startswith("multipart/form-data; boundary=")
    for name, text in ((b"query", b'{"a": 1}'), (b"sort", b"[]")):
        place = b'Content-Disposition: form-data; name="' + name + b'"; filename="blob"\r\n'
        assert place + b"Content-Type: application/json\r\n\r\n" + text in body


def test_a_packed_body_is_unpacked(site: Site, visit: Visit) -> None:
    site.answer = lambda handler: handler.reply(body=gzip.compress(BODY), Content_Encoding="gzip")
    assert visit().body == BODY
    assert visit.ledger[0].bytes == len(BODY)


def redirect(*steps: tuple[int, str]) -> Callable[[Handler], None]:
    """Answers in turn with these redirects, then with the document."""
    turn = count()

    def answer(handler: Handler) -> None:
        step = next(turn)
        if step < len(steps):
            handler.reply(steps[step][0], b"", Location=steps[step][1])
        else:
            handler.reply(ETag=ETAG)

    return answer


def test_redirects_are_followed_and_shown_by_original_addresses(site: Site, visit: Visit) -> None:
    site.answer = redirect(
        (301, "/www.example.com/second"),
        (302, f"http://127.0.0.1:{site.port}/other.example.com/third?x=1"),
        (307, "fourth"),
    )
    document = visit()
    assert document.url == f"{OTHER}/fourth"
    assert document.redirects == (f"{SITE}/page", f"{SITE}/second", f"{OTHER}/third?x=1")
    assert [(entry.host, entry.path, entry.status) for entry in visit.ledger] == [
        ("www.example.com", "/page", "301"),
        ("www.example.com", "/second", "302"),
        ("other.example.com", "/third?x=1", "307"),
        ("other.example.com", "/fourth", "200"),
    ]


def test_a_document_that_moved_for_good_is_read_anew(site: Site, visit: Visit) -> None:
    """Otherwise "not modified" would hide the new address for ever."""
    site.answer = redirect((301, "/www.example.com/new"))
    visit(validators=Validators(ETAG, MODIFIED))
    assert "if-none-match" in site.seen[0][2]
    assert "if-none-match" not in site.seen[1][2]


def test_a_document_that_is_elsewhere_for_now_keeps_its_validators(site: Site, visit: Visit) -> None:
    site.answer = redirect((302, "/www.example.com/for-now"))
    visit(validators=Validators(ETAG, MODIFIED))
    assert "if-none-match" in site.seen[1][2]


def test_five_redirects_are_enough(site: Site, visit: Visit) -> None:
    site.answer = redirect(*((302, f"/www.example.com/{place}") for place in range(5)))
    assert visit().url == f"{SITE}/4"
    site.answer = redirect(*((302, f"/www.example.com/{place}") for place in range(6)))
    assert visit.problem().state is SourceState.MOVED


def test_a_circle_is_noticed(site: Site, visit: Visit) -> None:
    site.answer = redirect((302, "/www.example.com/a"), (302, "/www.example.com/page"))
    problem = visit.problem()
    assert problem.state is SourceState.MOVED
    assert "circles" in problem.title
    assert len(site.seen) == 2


@pytest.mark.parametrize("location", ["ftp://www.example.com/x", "javascript:void(0)", "http://[broken"])
def test_a_redirect_to_no_web_page_is_refused(site: Site, visit: Visit, location: str) -> None:
    site.answer = redirect((302, location))
    assert visit.problem().state is SourceState.MOVED


def test_a_redirect_without_a_place_is_a_fault(site: Site, visit: Visit) -> None:
    site.answer = lambda handler: handler.reply(302, b"")
    assert visit.problem().state is SourceState.SERVER_ERROR


def test_protection_is_not_given_up(site: Site, visit: Visit) -> None:
    site.answer = redirect((301, f"{OPEN}/page"))
    problem = visit.problem()
    assert problem.state is SourceState.MOVED
    assert "unprotected" in problem.title
    assert len(site.seen) == 1


def test_protection_may_be_given_up_towards_a_mirror(site: Site) -> None:
    base = f"http://127.0.0.1:{site.port}"
    fetcher = HttpFetcher(now=lambda: NOW, origins=Origins({SITE: f"{base}/s", OPEN: f"{base}/o"}))
    site.answer = redirect((301, f"{OPEN}/page"))
    assert Visit(fetcher)().url == f"{OPEN}/page"
    fetcher.close()


@pytest.mark.parametrize("status", [301, 302, 303])
def test_a_question_is_not_turned_into_a_visit(site: Site, visit: Visit, status: int) -> None:
    site.answer = redirect((status, "/www.example.com/new"))
    assert visit.problem(method="POST").state is SourceState.MOVED


@pytest.mark.parametrize("status", [307, 308])
def test_a_question_follows_where_it_may(site: Site, visit: Visit, status: int) -> None:
    site.answer = redirect((status, "/www.example.com/new"))
    visit(method="POST", data=(("query", "{}"),))
    assert [method for method, *_ in site.seen] == ["POST", "POST"]
    assert b'name="query"' in site.seen[1][3]


@pytest.mark.parametrize(
    "url", ["", "no address", "ftp://www.example.com/", "https://", "http://[broken", "https://www.example.com:0/"]
)
def test_what_is_no_address_is_not_fetched(visit: Visit, url: str) -> None:
    assert visit.problem(url).state is SourceState.MOVED
    assert visit.ledger == []


@pytest.mark.parametrize("host", ["ä" * 70 + ".example", "a" * 70 + ".example", "\u2177.example"])
def test_a_name_that_no_host_can_have_is_no_crash(visit: Visit, host: str) -> None:
    assert visit.problem(f"https://{host}/").state is SourceState.MOVED
    assert visit.ledger[0].status == "address"


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (403, SourceState.BLOCKED),
        (404, SourceState.MOVED),
        (410, SourceState.MOVED),
        (429, SourceState.RATE_LIMITED),
        (500, SourceState.SERVER_ERROR),
        (503, SourceState.SERVER_ERROR),
    ],
)
def test_a_refusal_is_a_state(site: Site, visit: Visit, status: int, state: SourceState) -> None:
    site.answer = lambda handler: handler.reply(status)
    assert visit.problem().state is state
    assert visit.ledger[0].status == str(status)


def test_a_refusal_is_read_in_its_beginning_only(site: Site, visit: Visit) -> None:
    site.answer = lambda handler: handler.reply(500, bytes(1 << 20))
    assert visit.problem().state is SourceState.SERVER_ERROR
    assert visit.ledger[0].bytes < 1 << 18


def test_a_site_that_asks_for_a_pause_is_told(site: Site, visit: Visit) -> None:
    site.answer = lambda handler: handler.reply(503, Retry_After="120")
    problem = visit.problem()
    assert (problem.state, problem.retry_after) == (SourceState.RATE_LIMITED, timedelta(minutes=2))


def test_a_mirror_on_this_machine_is_owed_no_pause(site: Site, visit: Visit) -> None:
    """Neither the pace of thirty seconds nor the pause asked for: these requests would take a minute otherwise."""
    site.answer = lambda handler: handler.reply(429, Retry_After="60")
    visit.problem()
    site.answer = lambda handler: handler.reply()
    assert visit().body == BODY
    assert visit().body == BODY


@pytest.mark.parametrize("packed", [False, True])
def test_too_much_is_refused(site: Site, visit: Visit, packed: bool) -> None:
    big = bytes(300_000)
    headers = {"Content_Encoding": "gzip"} if packed else {}
    site.answer = lambda handler: handler.reply(body=gzip.compress(big) if packed else big, **headers)
    problem = visit.problem(max_bytes=100_000)
    assert problem.state is SourceState.SERVER_ERROR
    assert "more than" in problem.title
    assert visit(max_bytes=300_000).body == big


def truncated(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"half")
    handler.close_connection = True


def reset(handler: Handler) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def cut_gzip(handler: Handler) -> None:
    packed = gzip.compress(bytes(range(256)) * 40)
    handler.reply(body=packed[: len(packed) // 2], Content_Encoding="gzip")


def refused_encoding(handler: Handler) -> None:
    handler.reply(Content_Encoding="br")


def no_http(handler: Handler) -> None:
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")
    handler.close_connection = True


@pytest.mark.parametrize("fault", [truncated, reset, cut_gzip, refused_encoding, no_http])
def test_a_broken_answer_is_a_server_error(site: Site, visit: Visit, fault: Callable[[Handler], None]) -> None:
    site.answer = fault
    problem = visit.problem()
    assert problem.state is SourceState.SERVER_ERROR
    assert problem.detail
    assert len(visit.ledger) == 1
    site.answer = lambda handler: handler.reply()
    assert visit().body == BODY


def test_silence_is_not_waited_for(site: Site) -> None:
    stop = threading.Event()

    def silent(handler: Handler) -> None:
        stop.wait(20)
        handler.close_connection = True

    site.answer = silent
    fetcher = HttpFetcher(now=lambda: NOW, patience=Patience(connect=1, read=0.05, whole=10))
    ask = Visit(fetcher)
    problem = ask.problem(f"http://127.0.0.1:{site.port}/")
    stop.set()
    fetcher.close()
    assert problem.state is SourceState.SERVER_ERROR
    assert problem.title.endswith("did not answer in time.")
    assert ask.ledger[0].status == "timeout"


def test_an_answer_that_trickles_for_ever_is_given_up(site: Site) -> None:
    """Each byte comes in time, the whole does not: a clock that runs a second a look ends it."""
    ticks = count()
    fetcher = HttpFetcher(now=lambda: NOW, monotonic=lambda: float(next(ticks)), patience=Patience(whole=2))
    site.answer = lambda handler: handler.reply(body=bytes(1 << 20))
    ask = Visit(fetcher)
    problem = ask.problem(f"http://127.0.0.1:{site.port}/")
    fetcher.close()
    assert problem.title.endswith("did not answer in time.")
    assert ask.ledger[0].status == "200"


def test_a_closed_port_is_a_server_error() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    fetcher = HttpFetcher(now=lambda: NOW)
    ask = Visit(fetcher)
    assert ask.problem(f"http://127.0.0.1:{port}/").state is SourceState.SERVER_ERROR
    assert ask.ledger[0].status == "refused"
    fetcher.close()


def test_a_server_without_tls_cannot_prove_who_it_is(site: Site) -> None:
    fetcher = HttpFetcher(now=lambda: NOW)
    ask = Visit(fetcher)
    assert ask.problem(f"https://127.0.0.1:{site.port}/").state is SourceState.TLS
    assert ask.ledger[0].status == "tls"
    fetcher.close()


def test_a_name_that_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def not_found(*_args: object, **_more: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", not_found)
    for network, state in ((True, SourceState.DNS), (False, SourceState.OFFLINE)):
        answers = iter([True, network])
        fetcher = HttpFetcher(now=lambda: NOW, network_up=lambda left=answers: next(left))
        ask = Visit(fetcher)
        assert ask.problem().state is state
        assert ask.ledger[0].status == "dns"
        fetcher.close()


def test_without_a_network_nothing_is_sent() -> None:
    fetcher = HttpFetcher(now=lambda: NOW, network_up=lambda: False)
    ask = Visit(fetcher)
    assert ask.problem().state is SourceState.OFFLINE
    assert ask.ledger == []
    fetcher.close()


def test_this_machine_is_reached_without_a_network_and_without_the_proxy(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    fetcher = HttpFetcher(now=lambda: NOW, network_up=lambda: False)
    assert Visit(fetcher)(f"http://127.0.0.1:{site.port}/").body == BODY
    fetcher.close()


@pytest.fixture
def proxied(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    """The system's proxy is the server; no site is a mirror."""
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{site.port}")
    fetcher = HttpFetcher(now=lambda: NOW)
    yield Visit(fetcher)
    fetcher.close()


def test_the_world_is_reached_through_the_systems_proxy(site: Site, proxied: Visit) -> None:
    assert proxied(f"{OPEN}/page").body == BODY
    assert site.seen[0][1] == f"{OPEN}/page"


def test_a_host_that_asked_for_a_pause_is_left_alone(site: Site, proxied: Visit) -> None:
    site.answer = lambda handler: handler.reply(429, Retry_After="3600")
    info = SourceInfo("x", "X", "X", "UTC", timedelta(hours=1), "", "", "", pace=timedelta(0))
    pauses = []
    for _ in range(2):
        with pytest.raises(SourceProblem) as caught:
            proxied.fetcher.fetch(Request(f"{OPEN}/page", "page", ""), Validators(), info, proxied.ledger.append)
        assert caught.value.state is SourceState.RATE_LIMITED
        pauses.append(caught.value.retry_after)
    assert len(site.seen) == len(proxied.ledger) == 1
    assert pauses[1] is not None
    assert timedelta(minutes=59) < pauses[1] <= timedelta(hours=1)


@pytest.mark.parametrize(
    ("status", "state"), [(407, SourceState.OFFLINE), (403, SourceState.BLOCKED), (502, SourceState.SERVER_ERROR)]
)
def test_a_proxy_that_refuses_a_tunnel(site: Site, proxied: Visit, status: int, state: SourceState) -> None:
    Handler.do_CONNECT = lambda handler: handler.reply(status)
    try:
        assert proxied.problem().state is state
    finally:
        del Handler.do_CONNECT
    assert proxied.ledger[0].status == "proxy"


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "gopher://127.0.0.1:1"])
def test_a_proxy_setting_of_another_kind_is_said_plainly(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, proxy)
    fetcher = HttpFetcher(now=lambda: NOW)
    problem = Visit(fetcher).problem()
    assert problem.state is SourceState.OFFLINE
    assert "proxy" in problem.title
    fetcher.close()


def test_after_closing_nothing_is_asked(site: Site, visit: Visit) -> None:
    visit.fetcher.close()
    assert visit.problem().state is SourceState.OFFLINE
    assert site.seen == []


def test_closing_ends_what_is_under_way(site: Site, visit: Visit) -> None:
    """Closing breaks the connection; that is our doing and no fault of the source."""

    def close_first(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"begun")
        handler.wfile.flush()
        visit.fetcher.close()
        handler.close_connection = True

    site.answer = close_first
    problem = visit.problem()
    assert problem.state is SourceState.OFFLINE
    assert len(visit.ledger) == 1


def test_a_mistake_of_ours_is_not_taken_for_a_problem(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(httpx2.Client, "stream", broken)
    with pytest.raises(RuntimeError, match="a bug"):
        visit.ask()


def test_many_threads_share_it(site: Site, visit: Visit) -> None:
    bodies: list[bytes] = []
    urls = [f"{SITE if place % 2 else OTHER}/{place}" for place in range(24)]
    threads = [threading.Thread(target=lambda url=url: bodies.append(visit(url).body)) for url in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert bodies == [BODY] * len(urls)
    assert len(visit.ledger) == len(urls)
