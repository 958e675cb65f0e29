"""What is asked of the Official Journal, and that one notice is one item wherever it is read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from dealwatch.model.source import Document, Known, Parsed
from dealwatch.sources.ec_oj import CELLAR, CLEARANCES, FEED, FEED_C, FEED_L, NOTIFICATIONS, EcOj
from dealwatch.sources.feed_novelty import novel

FOLDER = Path(__file__).parent
NOW = datetime(2026, 9, 9, 22, 30, tzinfo=UTC)
OJ = EcOj()


def read(name: str, url: str, memory: dict[str, object] | None = None) -> Parsed:
    request = OJ.owns(url)
    assert request is not None
    return OJ.parse(Document(request, url, (FOLDER / name).read_bytes(), "", NOW), Known(NOW, memory=memory or {}))


def test_both_questions_and_both_feeds_are_asked() -> None:
    requests = OJ.plan(Known(NOW))
    assert [request.role for request in requests] == [NOTIFICATIONS, CLEARANCES, FEED, FEED]
    assert [request.url for request in requests[2:]] == [FEED_C, FEED_L]
    assert all(request.optional for request in requests[2:])
    for request in requests[:2]:
        query = parse_qs(urlsplit(request.url).query)
        assert '>= "2026-07-01"^^xsd:date' in query["query"][0]
        assert "STR(?celex)" in query["query"][0] or request.role == CLEARANCES
        assert dict(request.headers) == {"Accept": "application/sparql-results+json"}
        owned = OJ.owns(request.url)
        assert owned is not None
        assert owned.role == request.role


def test_the_questions_stay_the_same_for_a_month() -> None:
    days = (datetime(2026, 9, 3, tzinfo=UTC), datetime(2026, 9, 20, tzinfo=UTC))
    assert OJ.plan(Known(days[0]))[0].url == OJ.plan(Known(days[1]))[0].url


def test_a_notice_in_the_catalogue_and_in_the_feed_is_one_item() -> None:
    catalogue = read("ec-oj_notifications.json", f"{CELLAR}?query=x").items
    feed = read("ec-oj_feed.xml", FEED_C).items
    assert "prior_notification M.20001 2026" in {item.key for item in catalogue} & {item.key for item in feed}
    assert next(item.key for item in novel(catalogue, feed)) == "non_opposition M.20009"


def test_a_gap_in_a_feed_is_said() -> None:
    parsed = read("ec-oj_feed.xml", FEED_C, {f"shown {FEED_C}": ["gone"]})
    assert any("may never have been seen" in warning for warning in parsed.warnings)


@pytest.mark.parametrize(
    ("url", "role"),
    [
        (FEED_L, FEED),
        (f"{CELLAR}?query=SELECT", NOTIFICATIONS),
        (CELLAR, NOTIFICATIONS),
        (f"{CELLAR}?query=a+cdm%3Anon-opposition_concentration_notified", CLEARANCES),
        ("https://eur-lex.europa.eu/oj/direct-access.html", None),
        ("https://publications.europa.eu/resource/celex/32026M20009", None),
        ("https://elsewhere.example/", None),
    ],
)
def test_which_addresses_are_its_own(url: str, role: str | None) -> None:
    request = OJ.owns(url)
    assert (request.role if request else None) == role
