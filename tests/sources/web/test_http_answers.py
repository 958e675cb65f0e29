"""Answers that are no document, in words for people."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from dealwatch.model.source import SourceProblem, SourceState
from dealwatch.sources.http_answers import refusal, retry_after
from dealwatch.sources.http_body import Broken, TooLarge
from dealwatch.sources.http_failures import TookTooLong, failure, offline

NOW = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
CHALLENGE = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>"
NOTICE = b"<html><head><title>Site under maintenance</title></head><body></body></html>"


def told(status: int, headers: Mapping[str, str] | None = None, body: bytes = b"") -> SourceProblem:
    return refusal(status, headers or {}, body, "www.example.com", NOW)


@pytest.mark.parametrize(
    ("status", "headers", "body", "state"),
    [
        (401, {}, b"", SourceState.BLOCKED),
        (403, {}, b"", SourceState.BLOCKED),
        (451, {}, b"", SourceState.BLOCKED),
        (503, {}, CHALLENGE, SourceState.BLOCKED),
        (503, {"retry-after": "10"}, CHALLENGE, SourceState.BLOCKED),
        (405, {}, CHALLENGE, SourceState.BLOCKED),
        (404, {}, b"", SourceState.MOVED),
        (410, {}, b"", SourceState.MOVED),
        (407, {}, b"", SourceState.OFFLINE),
        (429, {}, b"", SourceState.RATE_LIMITED),
        (429, {}, CHALLENGE, SourceState.RATE_LIMITED),
        (503, {"retry-after": "120"}, b"", SourceState.RATE_LIMITED),
        (503, {"retry-after": "soon"}, b"", SourceState.SERVER_ERROR),
        (503, {}, NOTICE, SourceState.SERVER_ERROR),
        (500, {}, b"", SourceState.SERVER_ERROR),
        (502, {}, b"<html>bad gateway</html>", SourceState.SERVER_ERROR),
        (400, {}, b"", SourceState.SERVER_ERROR),
        (204, {}, b"", SourceState.SERVER_ERROR),
        (304, {}, b"", SourceState.SERVER_ERROR),
    ],
)
def test_a_status_is_a_state(status: int, headers: Mapping[str, str], body: bytes, state: SourceState) -> None:
    problem = told(status, headers, body)
    assert problem.state is state
    assert problem.detail == str(status)
    assert str(status) not in problem.title
    assert problem.hint


def test_a_notice_says_that_it_is_maintenance() -> None:
    assert told(503, body=NOTICE).title == "The site www.example.com is under maintenance."


def test_the_pause_asked_for_is_kept() -> None:
    assert told(429, {"retry-after": "7"}).retry_after == timedelta(seconds=7)
    assert told(429).retry_after is None
    assert told(500).retry_after is None


@pytest.mark.parametrize(
    ("text", "pause"),
    [
        ("7", timedelta(seconds=7)),
        (" 120 ", timedelta(minutes=2)),
        ("999999", timedelta(days=1)),
        ("Fri, 06 Mar 2026 12:30:00 GMT", timedelta(minutes=30)),
        ("Fri, 06 Mar 2026 12:30:00 -0000", timedelta(minutes=30)),
        ("Fri, 06 Mar 2026 11:00:00 GMT", timedelta(0)),
        ("Sun, 06 Mar 2033 12:00:00 GMT", timedelta(days=1)),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("9" * 5000, None),
        ("1.5", None),
    ],
)
def test_retry_after_in_both_forms(text: str, pause: timedelta | None) -> None:
    assert retry_after(text, NOW) == pause


def caused(error: Exception, cause: BaseException) -> Exception:
    """As the client chains them: its own error from the one beneath."""
    error.__cause__ = cause
    return error


CERTIFICATE = ssl.SSLCertVerificationError("certificate verify failed: self-signed certificate")
NO_NAME = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
FAILED = [
    (caused(httpx2.ConnectError("x"), CERTIFICATE), "tls", SourceState.TLS),
    (caused(httpx2.ConnectError("x"), NO_NAME), "dns", SourceState.DNS),
    (caused(httpx2.ConnectError("x"), OSError(errno.ENETUNREACH, "x")), "unreachable", SourceState.SERVER_ERROR),
    (caused(httpx2.ConnectError("x"), ConnectionRefusedError(111, "x")), "refused", SourceState.SERVER_ERROR),
    (httpx2.ConnectTimeout("timed out"), "timeout", SourceState.SERVER_ERROR),
    (httpx2.ReadTimeout("timed out"), "timeout", SourceState.SERVER_ERROR),
    (TookTooLong("more than 300 s"), "timeout", SourceState.SERVER_ERROR),
    (caused(httpx2.ReadError("x"), ConnectionResetError(104, "x")), "reset", SourceState.SERVER_ERROR),
    (httpx2.RemoteProtocolError("peer closed connection"), "reset", SourceState.SERVER_ERROR),
    (Broken("cut short"), "broken", SourceState.SERVER_ERROR),
    (TooLarge("x"), "too large", SourceState.SERVER_ERROR),
    (httpx2.InvalidURL("x"), "address", SourceState.MOVED),
    (httpx2.ProxyError("502 Bad Gateway"), "proxy", SourceState.SERVER_ERROR),
    (httpx2.ProxyError("403 Forbidden"), "proxy", SourceState.BLOCKED),
    (httpx2.ProxyError("407 Proxy Authentication Required"), "proxy", SourceState.OFFLINE),
]


@pytest.mark.parametrize(("error", "word", "state"), FAILED, ids=lambda value: str(value)[:30])
def test_a_failure_with_a_network_is_the_hosts(error: Exception, word: str, state: SourceState) -> None:
    found, problem = failure(error, "www.example.com", True)
    assert (found, problem.state) == (word, state)
    assert problem.title
    assert problem.hint
    assert problem.detail


@pytest.mark.parametrize(("error", "word", "state"), FAILED[1:10], ids=lambda value: str(value)[:30])
def test_a_failure_without_a_network_is_nobodys(error: Exception, word: str, state: SourceState) -> None:
    found, problem = failure(error, "www.example.com", False)
    assert (found, problem.state) == (word, SourceState.OFFLINE)


def test_a_certificate_is_refused_with_or_without_a_network() -> None:
    _, problem = failure(FAILED[0][0], "www.example.com", False)
    assert problem.state is SourceState.TLS
    assert "self-signed" in problem.detail


def test_an_error_without_words_still_has_a_detail() -> None:
    _, problem = failure(httpx2.ReadError(""), "www.example.com", True)
    assert problem.detail == "ReadError"


def test_offline_is_no_trouble_of_the_source() -> None:
    assert not offline("x").state.trouble
