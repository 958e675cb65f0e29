"""How the way out is told: proxies of the environment, SOCKS, a script of the desktop."""

from __future__ import annotations

import subprocess
import sys
import types
from collections.abc import Callable

import pytest

from dealwatch.system import proxy
from dealwatch.system.checkup import Verdict, _proxy
from dealwatch.system.proxy import Way, way_out

NAMES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A desktop of the given kind whose settings programs print what is given; no proxy in the environment."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)

    def make(platform: str = "linux", **printed: str) -> None:
        monkeypatch.setattr(sys, "platform", platform)
        monkeypatch.setattr(proxy.urllib.request, "getproxies", proxy.urllib.request.getproxies_environment)
        monkeypatch.setattr(proxy.shutil, "which", lambda name: name if printed else None)

        def run(command: list[str], **_more: object) -> types.SimpleNamespace:
            if printed.get("fails"):
                raise subprocess.TimeoutExpired(command, 3)
            return types.SimpleNamespace(stdout=printed.get(command[-1].strip("-").replace("-", "_"), ""))

        monkeypatch.setattr(proxy.subprocess, "run", run)

    return make


def test_without_a_proxy_the_way_is_direct(desktop: Callable[..., None]) -> None:
    desktop()
    assert way_out() == (Way.DIRECT, "")
    desktop(mode="'none'\n")
    assert way_out() == (Way.DIRECT, "")
    desktop(fails="yes")
    assert way_out() == (Way.DIRECT, "")


def test_a_password_of_a_proxy_is_not_shown(desktop: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    desktop()
    monkeypatch.setenv("https_proxy", "http://me:word@proxy.test:3128")
    assert way_out() == (Way.PROXY, "http://…@proxy.test:3128")
    assert _proxy().state is Verdict.OK


def test_a_socks_proxy_needs_its_part(desktop: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    desktop()
    monkeypatch.setenv("all_proxy", "socks5://proxy.test:1080")
    monkeypatch.setattr(proxy.importlib.util, "find_spec", lambda _name: None)
    assert way_out()[0] is Way.SOCKS_MISSING
    assert _proxy().state is Verdict.FAIL
    monkeypatch.setattr(proxy.importlib.util, "find_spec", lambda name: name)
    assert way_out() == (Way.PROXY, "socks5://proxy.test:1080")


def test_a_script_of_the_desktop_is_noticed_and_said(desktop: Callable[..., None]) -> None:
    desktop(mode="'auto'\n", autoconfig_url="'http://wpad.test/proxy.pac'\n")
    assert way_out() == (Way.SCRIPT, "http://wpad.test/proxy.pac")
    finding = _proxy()
    assert (finding.state, "script (PAC)" in finding.detail) == (Verdict.WARN, True)
    desktop(mode="'auto'\n", autoconfig_url="''\n")
    assert "WPAD" in way_out()[1]
    settings = "  ProxyAutoConfigEnable : 1\n  ProxyAutoConfigURLString : http://wpad.test/mac.pac\n"
    desktop("darwin", proxy=settings)
    assert way_out() == (Way.SCRIPT, "http://wpad.test/mac.pac")
    desktop("darwin", proxy=settings.replace(": 1", ": 0"))
    assert way_out() == (Way.DIRECT, "")
