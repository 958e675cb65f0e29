"""The FTC's sources: what they ask for, what belongs to them, and gaps."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from dealwatch.model.source import Document, Known, Request, SourceProblem, SourceState
from dealwatch.model.status import Badge, Status
from dealwatch.sources.ftc import COMPETITION, Ftc
from dealwatch.sources.ftc_hsr import API, API_URL, FEED, FEED_URL, FtcHsr

FOLDER = Path(__file__).parent
NOW = datetime(2031, 3, 5, 1, 0, tzinfo=UTC)
WITH_KEY = {"api_key": "secret-key"}


def feed(name: str = "ftc_feed.xml") -> Document:
    return Document(Ftc().plan(Known(NOW))[0], COMPETITION, (FOLDER / name).read_bytes(), "application/rss+xml", NOW)


def notices(count: int, newest: int, offset: int = 0) -> Document:
    """An answer with `count` notices, entered a minute apart, the newest first."""
    data = [
        {
            "type": "early_termination_notice",
            "attributes": {
                "transaction-number": f"2031{newest - place:04d}",
                "acquiring-party": "Harbour Grain Inc.",
                "acquired-party": "Coastal Silos LLC",
                "date": "2031-02-19",
                "created": f"2031-02-20T{(newest - place) // 60:02d}:{(newest - place) % 60:02d}:00+00:00",
            },
        }
        for place in range(count)
    ]
    request = FtcHsr().plan(Known(NOW, target=WITH_KEY, memory={"offset": offset}))[-1]
    return Document(request, request.url, msgspec.json.encode({"data": data}), "application/vnd.api+json", NOW)


def test_the_competition_feed_is_asked_for() -> None:
    (request,) = Ftc().plan(Known(NOW))
    assert request.url == COMPETITION


def test_a_feed_that_still_shows_an_item_has_no_gap() -> None:
    first = Ftc().parse(feed(), Known(NOW))
    again = Ftc().parse(feed(), Known(NOW, memory=first.memory))
    assert again.warnings == ()


def test_a_feed_without_any_item_of_the_last_time_says_that_some_may_be_missing() -> None:
    parsed = Ftc().parse(feed(), Known(NOW, memory={f"shown {COMPETITION}": ["1", "2"]}))
    (warning,) = parsed.warnings
    assert "before 2031-03-04" in warning
    assert len(parsed.items) == 2


def test_a_gap_before_items_without_a_day_is_told_without_one() -> None:
    body = feed().body.replace(b"Tue, 04 Mar 2031 08:00:00 -0500", b"soon")
    document = Document(feed().request, COMPETITION, body, "", NOW)
    (warning,) = Ftc().parse(document, Known(NOW, memory={f"shown {COMPETITION}": ["1"]})).warnings
    assert "some may never have been seen" in warning


@pytest.mark.parametrize(
    "url",
    [
        COMPETITION,
        "https://www.ftc.gov/feeds/press-release.xml",
        "https://ftc.gov/feeds/press-release-consumer-protection.xml",
    ],
)
def test_press_feeds_of_the_ftc_belong_to_it(url: str) -> None:
    assert Ftc().owns(url) == Request(url, "feed", "Press releases", max_bytes=5 * 2**20)


@pytest.mark.parametrize(
    "url",
    [
        FEED_URL,
        "https://www.example.test/feeds/press-release.xml",
        "ftp://www.ftc.gov/feeds/press-release.xml",
        "https://[www.ftc.gov/feeds/press-release.xml",
        "",
    ],
)
def test_other_addresses_do_not(url: str) -> None:
    assert Ftc().owns(url) is None


def test_without_a_key_the_feed_of_early_terminations_is_read() -> None:
    (request,) = FtcHsr().plan(Known(NOW, target={"api_key": "  "}))
    assert (request.url, request.role, request.headers) == (FEED_URL, FEED, ())


def test_with_a_key_the_interface_is_asked_and_the_key_stays_out_of_the_address() -> None:
    (request,) = FtcHsr().plan(Known(NOW, target=WITH_KEY))
    assert request.url.startswith(f"{API_URL}?page%5Blimit%5D=50&page%5Boffset%5D=0&sort")
    assert request.headers == (("X-Api-Key", "secret-key"),)
    assert "secret-key" not in request.url


def test_the_key_never_travels_in_a_request_that_is_stored() -> None:
    parsed = FtcHsr().parse(notices(50, 800), Known(NOW, target=WITH_KEY, memory={"reached": "2031-02-20T01:00"}))
    assert parsed.follow == ()
    assert "secret-key" not in str(parsed)


def test_a_notice_means_that_the_waiting_period_is_over_and_no_clearance() -> None:
    (case,) = FtcHsr().parse(notices(1, 700), Known(NOW)).cases
    status = Status.from_axes({fact.name: fact.value for fact in case.facts if fact.namespace == "status"})
    assert status.badge is Badge.WAITING_PERIOD_OVER
    outcome = case.get("outcome")
    assert outcome is not None
    assert "no approval" in outcome.words


def test_the_interface_is_read_on_until_what_was_known() -> None:
    source, known = FtcHsr(), {"newest": "2031-02-20T10:00:00+00:00", "reached": "2031-02-20T10:00:00+00:00"}
    first = source.parse(notices(50, 720), Known(NOW, target=WITH_KEY, memory=known))
    memory = known | first.memory
    assert memory["offset"] == 50
    assert memory["reached"] == known["reached"]
    pages = source.plan(Known(NOW, target=WITH_KEY, memory=memory))
    assert ["offset%5D=0" in pages[0].url, "offset%5D=50" in pages[1].url] == [True, True]
    top = source.parse(notices(50, 721), Known(NOW, target=WITH_KEY, memory=memory))
    below = source.parse(notices(50, 670, offset=50), Known(NOW, target=WITH_KEY, memory=memory))
    assert top.memory == {"newest": "2031-02-20T12:01:00+00:00"}
    assert below.memory == {"offset": 100}
    memory |= below.memory
    last = source.parse(notices(50, 620, offset=100), Known(NOW, target=WITH_KEY, memory=memory))
    assert last.memory == {"offset": 0, "reached": "2031-02-20T12:00:00+00:00"}


def test_the_first_look_at_the_interface_goes_no_further_than_one_page() -> None:
    parsed = FtcHsr().parse(notices(50, 720), Known(NOW, target=WITH_KEY))
    assert "offset" not in parsed.memory


def test_an_interface_without_any_notice_is_no_reading() -> None:
    with pytest.raises(SourceProblem) as caught:
        FtcHsr().parse(notices(0, 720), Known(NOW))
    assert caught.value.state is SourceState.SERVER_ERROR


def test_early_terminations_own_their_interface_and_their_feed() -> None:
    source = FtcHsr()
    searched = f"{API_URL}?filter%5Btitle%5D%5Bvalue%5D=Grain"
    assert source.owns(searched) == Request(searched, API, "Early terminations")
    assert source.owns(FEED_URL) == Request(FEED_URL, FEED, "Early terminations")
    assert source.owns("https://www.ftc.gov/feeds/press-release.xml") is None
    assert source.owns("https://api.ftc.gov/v0/dnc-complaints") is None


def test_a_strange_offset_counts_as_the_first_page() -> None:
    request = Request(f"{API_URL}?page%5Boffset%5D=first", API, "")
    document = Document(request, request.url, notices(1, 700).body, "", NOW)
    assert FtcHsr().parse(document, Known(NOW)).memory["reached"] == "2031-02-20T11:40:00+00:00"


def test_the_registry_says_that_nobody_has_seen_the_feed() -> None:
    assert FtcHsr().info.confirmed is False
    assert "feed" in FtcHsr().info.tells
