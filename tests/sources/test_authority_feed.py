"""The press feeds of national authorities: whose they are, what is kept of them, how a first answer is judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dealwatch.model.source import Document, Known, Parsed, SourceProblem, SourceState
from dealwatch.sources.authority_feeds import FEEDS, authority_feeds
from dealwatch.sources.ccpc import URL, Ccpc
from dealwatch.sources.official_feed import AuthorityFeed

FOLDER = Path(__file__).parent
NOW = datetime(2026, 9, 10, 8, 0, tzinfo=UTC)
BY_KEY = {feed.info.key: feed for feed in FEEDS}


def read(source: AuthorityFeed, name: str, memory: dict[str, object] | None = None) -> Parsed:
    (request,) = source.plan(Known(NOW))
    document = Document(request, request.url, (FOLDER / name).read_bytes(), "", NOW)
    return source.parse(document, Known(NOW, memory=memory or {}))


def state(source: AuthorityFeed, name: str, memory: dict[str, object] | None = None) -> SourceState:
    try:
        read(source, name, memory)
    except SourceProblem as problem:
        return problem.state
    return SourceState.OK


def test_no_feed_that_nobody_has_seen_is_confirmed() -> None:
    assert not any(source.info.confirmed for source in authority_feeds())
    assert len({source.info.key for source in authority_feeds()}) == len(FEEDS)


def test_a_first_answer_with_one_foreign_item_is_not_believed_a_later_one_is() -> None:
    source = AuthorityFeed(BY_KEY["adlc"])
    assert state(source, "adlc_feed_elsewhere.xml") is SourceState.LAYOUT_CHANGED
    first = read(source, "adlc_feed.xml")
    assert state(source, "adlc_feed_elsewhere.xml", dict(first.memory)) is SourceState.OK
    assert state(source, "adlc_feed_foreign.xml", dict(first.memory)) is SourceState.LAYOUT_CHANGED


def test_a_confirmed_feed_is_trusted_from_the_start() -> None:
    feed = BY_KEY["adlc"]
    source = AuthorityFeed(replace(feed, info=replace(feed.info, confirmed=True)))
    assert state(source, "adlc_feed_elsewhere.xml") is SourceState.OK


def test_a_gap_is_said() -> None:
    source = AuthorityFeed(BY_KEY["cnmc"])
    parsed = read(source, "cnmc_feed.xml", {f"shown {BY_KEY['cnmc'].url}": ["gone"]})
    assert any("may never have been seen" in warning for warning in parsed.warnings)


@pytest.mark.parametrize(
    ("key", "words", "kept"),
    [
        ("cnmc", "La CNMC multa a un cártel de sogas", True),
        ("cnmc", "OPA de Nordwind sobre Haltern: segunda fase", True),
        ("cnmc", "La Comisión Nacional de los Mercados y la Competencia publica datos de telefonía", False),
        ("acm", "ACM keurt bedrijfsovername goed", True),
        ("acm", "Tarieven voor het openbaar vervoer", False),
        ("agcm", "Avviata istruttoria per abuso di posizione dominante", True),
        ("agcm", "Pubblicità ingannevole: sanzione", False),
        ("kftc", "담합 적발, 과징금 부과", True),
        ("kftc", "하도급 대금 지급", False),
        ("adlc", "Tout est gardé", True),
    ],
)
def test_what_is_about_competition_is_kept(key: str, words: str, kept: bool) -> None:
    feed = BY_KEY[key]
    body = (
        f"<rss version='2.0'><channel><title>x</title><item><title>{words}</title>"
        f"<link>https://{sorted(feed.hosts)[0]}/a</link></item></channel></rss>"
    )
    source = AuthorityFeed(feed)
    (request,) = source.plan(Known(NOW))
    parsed = source.parse(Document(request, request.url, body.encode(), "", NOW), Known(NOW))
    assert bool(parsed.items) == kept


def test_the_addresses_of_a_feed_are_its_own() -> None:
    source = AuthorityFeed(BY_KEY["acm"])
    for url in ("https://www.acm.nl/nl/nieuws/rss", "https://www.acm.nl/nl/rss"):
        request = source.owns(url)
        assert request is not None
        assert request.url == url
    assert source.owns("https://www.acm.nl/nl/nieuws") is None


def posts(name: str, memory: dict[str, object] | None = None) -> Parsed:
    (request,) = Ccpc().plan(Known(NOW))
    document = Document(request, request.url, (FOLDER / name).read_bytes(), "", NOW)
    return Ccpc().parse(document, Known(NOW, memory=memory or {}))


def test_posts_are_judged_the_same_way() -> None:
    first = posts("ccpc_posts.json")
    assert len(posts("ccpc_posts_elsewhere.json", dict(first.memory)).items) == 2
    gap = posts("ccpc_posts.json", {f"shown {URL}": ["gone"]})
    assert any("may never have been seen" in warning for warning in gap.warnings)


def test_the_addresses_of_the_posts() -> None:
    assert Ccpc().owns(URL) is not None
    assert Ccpc().owns("https://www.ccpc.ie/business/wp-json/wp/v2/posts/") is not None
    assert Ccpc().owns("https://www.ccpc.ie/business/") is None
    assert Ccpc().owns("https://elsewhere.example/wp-json/wp/v2/posts") is None
