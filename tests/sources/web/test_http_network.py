"""This machine, its network and its proxy."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dealwatch.model.source import SourceState

OPEN = "http://www.example.com"
BODY = "<html><body>Grüße</body></html>".encode()


@pytest.fixture
def proxied(site: Any, make_visit: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Any:
    """The system's proxy is the server; no site is a mirror."""
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{site.port}")
    return make_visit()


def test_without_a_network_nothing_is_sent(make_visit: Callable[..., Any]) -> None:
    visit = make_visit(network_up=lambda: False)
    assert visit.problem().state is SourceState.OFFLINE
    assert visit.ledger == []


def test_this_machine_is_reached_without_a_network_and_without_the_proxy(
    site: Any, make_visit: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    visit = make_visit(network_up=lambda: False)
    assert visit(f"http://127.0.0.1:{site.port}/").body == BODY


def test_the_world_is_reached_through_the_systems_proxy(site: Any, proxied: Any) -> None:
    assert proxied(f"{OPEN}/page").body == BODY
    assert site.seen[0][1] == f"{OPEN}/page"


def test_a_host_that_asked_for_a_pause_is_left_alone(site: Any, proxied: Any) -> None:
    site.answer = lambda handler: handler.reply(429, Retry_After="3600")
    proxied.info = replace(proxied.info, pace=timedelta(0))
    problems = [proxied.problem(f"{OPEN}/page") for _ in range(2)]
    assert [problem.state for problem in problems] == [SourceState.RATE_LIMITED] * 2
    assert len(site.seen) == len(proxied.ledger) == 1
    assert timedelta(minutes=59) < problems[1].retry_after <= timedelta(hours=1)


@pytest.mark.parametrize(
    ("status", "state"), [(407, SourceState.OFFLINE), (403, SourceState.BLOCKED), (502, SourceState.SERVER_ERROR)]
)
def test_a_proxy_that_refuses_a_tunnel(site: Any, proxied: Any, status: int, state: SourceState) -> None:
    site.tunnel = status
    assert proxied.problem().state is state
    assert proxied.ledger[0].status == "proxy"


def test_a_proxy_setting_of_another_kind_is_said_plainly(
    make_visit: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", "gopher://127.0.0.1:1")
    problem = make_visit().problem()
    assert problem.state is SourceState.OFFLINE
    assert "proxy" in problem.title


def test_the_world_is_reached_through_a_socks_proxy(
    make_visit: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A SOCKS5 proxy of our own: it greets, is asked for the host by name, and answers in its place."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                heard.append(connection.recv(64))
                connection.sendall(b"\x05\x00")
                heard.append(connection.recv(256))
                connection.sendall(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
                heard.append(connection.recv(4096))
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nword")

        thread = threading.Thread(target=serve)
        thread.start()
        monkeypatch.setenv("all_proxy", f"socks5://127.0.0.1:{server.getsockname()[1]}")
        document = make_visit()(f"{OPEN}/")
        thread.join()
    assert document.body == b"word"
    assert b"www.example.com" in heard[1]
