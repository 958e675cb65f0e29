"""Every source, every kind of document it asks for: a wall, a notice, another page in its place is no data."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dealwatch.model.source import Document, Known, Request, SourceProblem, SourceState
from dealwatch.sources.registry import official

NOW = datetime(2026, 9, 10, 8, 0, tzinfo=UTC)
SOURCES = official()

WALLS = {
    "cloudflare": "<title>Just a moment...</title><h1>Checking your browser before accessing</h1>",
    "akamai": "<title>Access Denied</title><h1>Access Denied</h1><p>You don't have permission to access this page.</p>",
    "incapsula": "<title>Request unsuccessful. Incapsula incident ID: 1</title><p>Request unsuccessful.</p>",
    "datadome": "<title>example.test</title><p>Please enable JS and disable any ad blocker</p>",
    "german": "<title>Zugriff verweigert</title><h1>Zugriff verweigert</h1>",
    "french": "<title>Accès refusé</title><h1>Accès refusé</h1>",
    "spanish": "<title>Acceso denegado</title><h1>Acceso denegado</h1>",
    "italian": "<title>Accesso negato</title><h1>Accesso negato</h1>",
    "dutch": "<title>Toegang geweigerd</title><h1>Toegang geweigerd</h1>",
    "portuguese": "<title>Acesso negado</title><h1>Acesso negado</h1>",
    "korean": "<title>접근이 차단되었습니다</title><h1>접근이 차단되었습니다</h1>",
}
NOTICES = {
    "english": "<title>Maintenance</title><h1>This site is down for scheduled maintenance</h1>",
    "german": "<title>Wartung</title><h1>Wartungsarbeiten</h1><p>Die Seite ist vorübergehend nicht erreichbar.</p>",
    "french": "<title>Maintenance</title><h1>Site en maintenance</h1>",
    "spanish": "<title>Mantenimiento</title><h1>Sitio en mantenimiento</h1>",
    "italian": "<title>Manutenzione</title><h1>Sito in manutenzione</h1>",
    "dutch": "<title>Onderhoud</title><h1>De website is tijdelijk niet beschikbaar wegens onderhoud</h1>",
    "portuguese": "<title>Manutenção</title><h1>Portal em manutenção</h1>",
    "korean": "<title>안내</title><h1>시스템 점검 중입니다</h1>",
}
OTHERS = {
    "another page": "<html><head><title>Welcome</title></head><body><h1>Our values</h1></body></html>",
    "nothing": "",
    "words": "upstream connect error or disconnect/reset before headers",
    "another object": '{"hello": "world"}',
    "a text": '"fine"',
    "another feed": "<html><body><ul><li>One</li><li>Two</li></ul></body></html>",
}


def questions(key: str) -> list[Request]:
    """One request of every kind that a first pass asks, with a key and a company to look for, and without."""
    source = SOURCES[key]
    asked = [
        *source.plan(Known(NOW)),
        *source.plan(Known(NOW, target={"api_key": "k"}, companies=("Alpha",), memory={"key": "k"})),
    ]
    return list({request.role: request for request in asked}.values())


CASES = [pytest.param(key, request, id=f"{key} {request.role}") for key in SOURCES for request in questions(key)]


def state(key: str, request: Request, body: str) -> SourceState:
    document = Document(request, request.url, body.encode(), "text/html; charset=utf-8", NOW)
    with pytest.raises(SourceProblem) as caught:
        parsed = SOURCES[key].parse(document, Known(NOW))
        list(parsed.cases)
    assert caught.value.title
    assert caught.value.hint
    return caught.value.state


@pytest.mark.parametrize(("key", "request_"), CASES)
def test_a_wall_is_a_block(key: str, request_: Request) -> None:
    states = {name: state(key, request_, _page(text)) for name, text in WALLS.items()}
    assert states == dict.fromkeys(WALLS, SourceState.BLOCKED)


@pytest.mark.parametrize(("key", "request_"), CASES)
def test_a_notice_is_a_site_that_is_not_working(key: str, request_: Request) -> None:
    states = {name: state(key, request_, _page(text)) for name, text in NOTICES.items()}
    assert states == dict.fromkeys(NOTICES, SourceState.SERVER_ERROR)


@pytest.mark.parametrize(("key", "request_"), CASES)
def test_something_else_is_another_layout_or_a_fault_never_an_empty_register(key: str, request_: Request) -> None:
    for name, body in OTHERS.items():
        assert state(key, request_, body) in (SourceState.LAYOUT_CHANGED, SourceState.SERVER_ERROR), name


def test_every_source_is_tried() -> None:
    assert {case.values[0] for case in CASES} == set(SOURCES)


def _page(inside: str) -> str:
    head, _, body = inside.partition("</title>")
    return f"<!DOCTYPE html><html><head>{head}</title></head><body>{body}</body></html>"
