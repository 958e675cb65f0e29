"""What a pass asks for: lists always, the key when it may be stale, the file once a day, single cases hardly ever."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from dealwatch.model.errors import UsageError
from dealwatch.model.source import Document, Known, KnownCase, Parsed, Request, SourceProblem, SourceState
from dealwatch.sources.ec import Ec
from dealwatch.sources.ec_requests import CONFIG, config_request
from dealwatch.watch.ports import Source

NOW = datetime(2026, 9, 10, 8, 0, tzinfo=UTC)
LISTS = ["open", "in-phase", "latest"]


def ago(**span: int) -> str:
    return (NOW - timedelta(**span)).isoformat()


FRESH = {"key": "KEY", "key_at": ago(hours=2), "search_at": ago(hours=1), "bulk_at": ago(hours=10)}


def planned(known: Known) -> list[str]:
    return [urlsplit(request.url).fragment or request.role for request in Ec().plan(known)]


def stored(number: str, *, decided: bool = False, checked: datetime | None = NOW, **facts: str) -> KnownCase:
    return KnownCase(number, "", facts, True, decided, checked)


def test_it_is_a_source() -> None:
    source: Source = Ec()
    assert (source.info.key, source.info.authority, source.info.zone) == ("ec", "EC", "Europe/Brussels")


def test_the_first_pass_asks_for_key_and_file() -> None:
    assert planned(Known(NOW)) == ["config", "bulk"]


def test_a_usual_pass_asks_the_three_lists() -> None:
    assert planned(Known(NOW, memory=FRESH)) == LISTS


def test_the_file_is_asked_for_once_a_day_and_when_the_user_asks() -> None:
    assert planned(Known(NOW, memory=FRESH | {"bulk_at": ago(hours=21)})) == [*LISTS, "bulk"]
    assert planned(Known(NOW, forced=True, memory=FRESH)) == [*LISTS, "bulk"]


@pytest.mark.parametrize(
    "changed",
    [
        {"key_at": ago(hours=25)},
        {"search_at": ago(hours=4)},  # refused meanwhile: the key may have been replaced
        {"search_at": "never"},
        {"search_at": 7},
    ],
)
def test_a_key_that_may_be_stale_is_read_anew_beside_the_lists(changed: dict[str, Any]) -> None:
    known = Known(NOW, memory=FRESH | changed)
    assert planned(known) == ["config", *LISTS]
    config = next(request for request in Ec().plan(known) if request.role == "config")
    assert config.optional
    assert config.fresh


def test_without_a_key_its_failure_is_the_sources_trouble() -> None:
    config = next(request for request in Ec().plan(Known(NOW)) if request.role == "config")
    assert not config.optional


def test_strays_are_asked_for_by_number() -> None:
    cases = (
        stored("M.1", stage="notified"),  # seen in this hour
        stored("M.2", stage="notified", checked=NOW - timedelta(days=2)),  # open, and in no list since
        stored("M.3", stage="decision", decided=True, checked=NOW - timedelta(days=90)),
        stored("M.4", checked=None),  # added by number, never read
        stored("M.5"),
    )
    known = Known(NOW, memory=FRESH, cases={case.number: case for case in cases})
    assert planned(known) == [*LISTS, "cases=M.2,M.4,M.5"]


def test_nobody_is_asked_for_by_number_once_the_file_has_been_read() -> None:
    cases = {f"M.{number}": stored(f"M.{number}", checked=None) for number in range(2001)}
    assert planned(Known(NOW, memory=FRESH, cases=cases)) == LISTS


def configured(body: bytes, **memory: Any) -> Parsed:
    request = config_request(optional=False)
    return Ec().parse(Document(request, CONFIG, body, "application/json", NOW), Known(NOW, memory=memory))


def key_file(key: Any) -> bytes:
    return json.dumps({"modules": {"odse": {"cs": {"apikey": key}}}}).encode()


def test_a_new_key_opens_the_search() -> None:
    parsed = configured(key_file(" NEW "), key="OLD")
    assert dict(parsed.memory) == {"key": "NEW", "key_at": NOW.isoformat()}
    assert [urlsplit(request.url).fragment for request in parsed.follow] == LISTS
    assert all("apiKey=NEW" in request.url for request in parsed.follow)


def test_the_same_key_was_asked_with_already() -> None:
    assert configured(key_file("KEY"), key="KEY").follow == ()


@pytest.mark.parametrize(
    ("body", "state"),
    [
        (b"", SourceState.SERVER_ERROR),
        (b"<html><body>Competition cases</body></html>", SourceState.LAYOUT_CHANGED),
        (b"{", SourceState.LAYOUT_CHANGED),
        (b'"\xff"', SourceState.LAYOUT_CHANGED),
        (b"[]", SourceState.LAYOUT_CHANGED),
        (b'{"modules": []}', SourceState.LAYOUT_CHANGED),
        (key_file(""), SourceState.LAYOUT_CHANGED),
        (key_file(7), SourceState.LAYOUT_CHANGED),
    ],
)
def test_a_configuration_without_a_key_is_refused(body: bytes, state: SourceState) -> None:
    with pytest.raises(SourceProblem) as caught:
        configured(body)
    assert caught.value.state is state


def test_the_page_of_a_case_holds_nothing_to_read() -> None:
    page = Ec().owns("https://competition-cases.ec.europa.eu/cases/M.12502")
    assert isinstance(page, Request)
    with pytest.raises(UsageError) as caught:
        Ec().parse(Document(page, page.url, b"<html></html>", "text/html", NOW), Known(NOW))
    assert "number" in caught.value.hint
