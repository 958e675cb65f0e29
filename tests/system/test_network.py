from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest

from dealwatch.system.network import network_up

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


class Probe(socket.socket):
    """A datagram socket whose routing table is the test's. It counts what would have left the machine."""

    routes: frozenset[int] = frozenset()
    sent = 0

    def connect(self, address: Any) -> None:
        if self.family not in self.routes:
            raise OSError(101, "Network is unreachable")

    def send(self, *args: Any) -> int:
        Probe.sent += 1
        raise AssertionError("the check must not send anything")

    sendto = send


@pytest.fixture
def routes(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    monkeypatch.setattr("dealwatch.system.network.socket.socket", Probe)
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)

    def only(*families: int) -> None:
        monkeypatch.setattr(Probe, "routes", frozenset(families))

    return only


def test_a_route_of_either_kind_is_a_network(routes: Callable[..., None]) -> None:
    routes(socket.AF_INET)
    assert network_up()
    routes(socket.AF_INET6)
    assert network_up()
    assert Probe.sent == 0


def test_no_route_is_offline(routes: Callable[..., None]) -> None:
    routes()
    assert not network_up()


def test_a_proxy_alone_is_a_network(routes: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    routes()
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    assert network_up()


def test_a_mirror_answers_for_itself(routes: Callable[..., None]) -> None:
    routes()
    assert network_up({"http://127.0.0.1:8123/www.gov.uk"})
