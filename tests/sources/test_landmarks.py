"""Answers that are not the page asked for."""

from __future__ import annotations

import pytest

from dealwatch.model.source import SourceProblem, SourceState
from dealwatch.sources.landmarks import is_garbled, is_html, is_maintenance, is_wall, layout_changed, refuse_notices

SITE = "the example register"


def html(title: str, body: str = "<p>Some words.</p>") -> bytes:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>".encode()


MAINTENANCE = [
    html("Site under maintenance", "<h1>Site under maintenance</h1>"),
    html("Example", "<h1>We'll be back soon</h1>"),
    html("503 Service Unavailable"),
    html("Scheduled maintenance"),
    html("Example", "<p>Our website is currently undergoing maintenance. Thank you for your patience.</p>"),
    html("Site en maintenance"),
    html("Wartungsarbeiten"),
    html("Example", "<p>Le site est momentanément indisponible.</p>"),
    "<html><body><p>Die Seite ist vorübergehend nicht erreichbar.</p></body></html>".encode("latin-1"),
]
WALLS = [
    html("Just a moment..."),
    html("Attention Required! | Cloudflare"),
    html("Access Denied", "<h1>Access Denied</h1><p>Reference #18.2d</p>"),
    html("ERROR: The request could not be satisfied", "<h1>403 ERROR</h1>"),
    html("403 Forbidden"),
    html("Request Rejected", "Your support ID is: 123"),
    html("Pardon Our Interruption"),
    html("Example", "<p>Please verify you are not a robot.</p>"),
    html("Example", '<script src="/_Incapsula_Resource?x"></script>'),
    html("Example", '<iframe src="https://geo.captcha-delivery.com/captcha/"></iframe>'),
    html("example.com", "<p>Checking your browser before accessing example.com.</p>"),
]
REAL = [
    html("Jet maintenance group – Airframes", "<h1>Acquisition of an aircraft maintenance business</h1>"),
    html("Register", "<p>" + "The parties offered to hold the plant under maintenance. " * 30 + "</p>"),
    html("Register", "<p>Row.</p>" * 200 + '<script src="/_Incapsula_Resource"></script>'),
    html("Security Check Partners – Alarm Group merger inquiry"),
    html("403 million euro deal cleared"),
    b'<?xml version="1.0"?><rss><channel><title>Access Denied</title></channel></rss>',
    b'{"title": "Site under maintenance"}',
]


@pytest.mark.parametrize("body", MAINTENANCE)
def test_a_maintenance_notice_is_a_server_error(body: bytes) -> None:
    assert is_maintenance(body)
    with pytest.raises(SourceProblem) as caught:
        refuse_notices(body, SITE)
    assert caught.value.state is SourceState.SERVER_ERROR
    assert caught.value.title == "The example register is under maintenance."


@pytest.mark.parametrize("body", WALLS)
def test_a_bot_wall_is_blocked(body: bytes) -> None:
    assert is_wall(body)
    with pytest.raises(SourceProblem) as caught:
        refuse_notices(body, SITE)
    assert caught.value.state is SourceState.BLOCKED
    assert "403" not in caught.value.title


@pytest.mark.parametrize("body", REAL)
def test_real_documents_pass(body: bytes) -> None:
    refuse_notices(body, SITE)


def test_a_page_without_a_body_is_judged_by_its_title() -> None:
    assert is_wall(b"<html><head><title>Access Denied</title></head><frameset><frame></frameset></html>")


@pytest.mark.parametrize("body", [b"", b" \n\t "])
def test_an_empty_answer_is_a_server_error(body: bytes) -> None:
    with pytest.raises(SourceProblem) as caught:
        refuse_notices(body, SITE)
    assert caught.value.state is SourceState.SERVER_ERROR
    assert caught.value.detail == "empty body"


def test_damaged_bytes_are_a_server_error() -> None:
    with pytest.raises(SourceProblem) as caught:
        refuse_notices(bytes(range(256)) * 16, SITE)
    assert caught.value.state is SourceState.SERVER_ERROR


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252", "iso-8859-1"])
def test_text_in_any_usual_encoding_is_not_damaged(encoding: str) -> None:
    assert not is_garbled("Fusion autorisée à Köln\n".encode(encoding) * 40)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"<!DOCTYPE html><html>", True),
        (b"\xef\xbb\xbf\n<HTML lang='en'>", True),
        (b"<!-- cached -->\n<html>", True),
        (b"<head><title>x</title>", True),
        (b"<?xml version='1.0'?><feed/>", False),
        (b"<htmlx>", False),
        (b"{}", False),
        (b"", False),
    ],
)
def test_is_html(body: bytes, expected: bool) -> None:
    assert is_html(body) is expected


def test_a_changed_layout_says_what_is_safe() -> None:
    problem = layout_changed(SITE, "no list on the page")
    assert (problem.state, problem.detail) == (SourceState.LAYOUT_CHANGED, "no list on the page")
    assert problem.hint
