"""Every way in which a site, a network or we ourselves do not answer."""

from __future__ import annotations

import gzip
import socket
import struct
import threading
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

import httpx2
import pytest

from dealwatch.model.source import SourceState
from dealwatch.sources.http import Patience

BODY = "<html><body>Grüße</body></html>".encode()


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
def test_a_refusal_is_a_state(site: Any, visit: Any, status: int, state: SourceState) -> None:
    site.answer = lambda handler: handler.reply(status)
    assert visit.problem().state is state
    assert visit.ledger[0].status == str(status)


def test_a_refusal_is_read_in_its_beginning_only(site: Any, visit: Any) -> None:
    site.answer = lambda handler: handler.reply(500, bytes(1 << 20))
    assert visit.problem().state is SourceState.SERVER_ERROR
    assert visit.ledger[0].bytes < 1 << 18


def test_a_site_that_asks_for_a_pause_is_told(site: Any, visit: Any) -> None:
    site.answer = lambda handler: handler.reply(503, Retry_After="120")
    problem = visit.problem()
    assert (problem.state, problem.retry_after) == (SourceState.RATE_LIMITED, timedelta(minutes=2))


def test_a_mirror_on_this_machine_is_owed_no_pause(site: Any, visit: Any) -> None:
    """Neither the pace of thirty seconds nor the pause asked for: these requests would take a minute otherwise."""
    site.answer = lambda handler: handler.reply(429, Retry_After="60")
    visit.problem()
    site.answer = lambda handler: handler.reply()
    assert visit().body == BODY
    assert visit().body == BODY


@pytest.mark.parametrize("packed", [False, True])
def test_too_much_is_refused(site: Any, visit: Any, packed: bool) -> None:
    big = bytes(300_000)
    headers = {"Content_Encoding": "gzip"} if packed else {}
    site.answer = lambda handler: handler.reply(body=gzip.compress(big) if packed else big, **headers)
    problem = visit.problem(max_bytes=100_000)
    assert problem.state is SourceState.SERVER_ERROR
    assert "more than" in problem.title
    assert visit(max_bytes=300_000).body == big


def truncated(handler: Any) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"half")
    handler.close_connection = True


def reset(handler: Any) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def cut_gzip(handler: Any) -> None:
    packed = gzip.compress(bytes(range(256)) * 40)
    handler.reply(body=packed[: len(packed) // 2], Content_Encoding="gzip")


def refused_encoding(handler: Any) -> None:
    handler.reply(Content_Encoding="br")


def no_http(handler: Any) -> None:
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")
    handler.close_connection = True


@pytest.mark.parametrize("fault", [truncated, reset, cut_gzip, refused_encoding, no_http])
def test_a_broken_answer_is_a_server_error(site: Any, visit: Any, fault: Callable[[Any], None]) -> None:
    site.answer = fault
    problem = visit.problem()
    assert problem.state is SourceState.SERVER_ERROR
    assert problem.detail
    assert len(visit.ledger) == 1
    site.answer = lambda handler: handler.reply()
    assert visit().body == BODY


def test_silence_is_not_waited_for(site: Any, make_visit: Callable[..., Any]) -> None:
    stop = threading.Event()

    def silent(handler: Any) -> None:
        stop.wait(20)
        handler.close_connection = True

    site.answer = silent
    visit = make_visit(patience=Patience(connect=1, read=0.05, whole=10))
    problem = visit.problem(f"http://127.0.0.1:{site.port}/")
    stop.set()
    assert problem.state is SourceState.SERVER_ERROR
    assert problem.title.endswith("did not answer in time.")
    assert visit.ledger[0].status == "timeout"


def test_an_answer_that_trickles_for_ever_is_given_up(site: Any, make_visit: Callable[..., Any]) -> None:
    """Each byte comes in time, the whole does not: a clock that runs a second a look ends it."""
    ticks = count()
    visit = make_visit(monotonic=lambda: float(next(ticks)), patience=Patience(whole=2))
    site.answer = lambda handler: handler.reply(body=bytes(1 << 20))
    problem = visit.problem(f"http://127.0.0.1:{site.port}/")
    assert problem.title.endswith("did not answer in time.")
    assert visit.ledger[0].status == "200"


def test_a_closed_port_is_a_server_error(make_visit: Callable[..., Any]) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    visit = make_visit()
    assert visit.problem(f"http://127.0.0.1:{port}/").state is SourceState.SERVER_ERROR
    assert visit.ledger[0].status == "refused"


def test_a_server_without_tls_cannot_prove_who_it_is(site: Any, make_visit: Callable[..., Any]) -> None:
    visit = make_visit()
    assert visit.problem(f"https://127.0.0.1:{site.port}/").state is SourceState.TLS
    assert visit.ledger[0].status == "tls"


@pytest.mark.parametrize(("network", "state"), [(True, SourceState.DNS), (False, SourceState.OFFLINE)])
def test_a_name_that_is_not_found(
    make_visit: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, network: bool, state: SourceState
) -> None:
    """The network is asked about twice: before the request, and when it has failed."""

    def not_found(*_args: object, **_more: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", not_found)
    answers = iter([True, network])
    visit = make_visit(network_up=lambda: next(answers))
    assert visit.problem().state is state
    assert visit.ledger[0].status == "dns"


def test_after_closing_nothing_is_asked(site: Any, visit: Any) -> None:
    visit.fetcher.close()
    assert visit.problem().state is SourceState.OFFLINE
    assert site.seen == []


def test_closing_ends_what_is_under_way(site: Any, visit: Any) -> None:
    """Closing breaks the connection; that is our doing and no fault of the source."""

    def close_first(handler: Any) -> None:
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


def test_a_mistake_of_ours_is_not_taken_for_a_problem(visit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(httpx2.Client, "stream", broken)
    with pytest.raises(RuntimeError, match="a bug"):
        visit.ask()
