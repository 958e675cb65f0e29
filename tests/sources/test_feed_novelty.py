"""What is new in a feed: the rules one by one, then a synthetic year of churn that brings exactly the new stories."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealwatch.model.facts import FeedItem
from dealwatch.sources.feed_entry import Entry, feed_items
from dealwatch.sources.feed_novelty import novel


@dataclass(frozen=True)
class KnownItem:
    key: str
    fingerprint: str


START = datetime(2026, 1, 1, 9, 0, tzinfo=UTC)


def entry(identity: str = "", title: str = "", link: str = "", day: int | None = None, summary: str = "") -> Entry:
    dates = [] if day is None else [(START + timedelta(days=day)).isoformat()]
    return Entry(identity, title, link, summary, dates)


def known(*entries: Entry) -> list[KnownItem]:
    return [KnownItem(item.key, item.fingerprint) for item in feed_items(entries)]


def new_titles(seen: list[KnownItem], *entries: Entry, oldest: datetime | None = None) -> list[str]:
    return [item.title for item in novel(seen, feed_items(entries), oldest)]


A = entry("a", "Merger cleared", "https://site.test/news/merger-cleared", 10)
B = entry("b", "Fine imposed", "https://site.test/news/fine-imposed", 11)
C = entry("c", "Study opened", "https://site.test/news/study-opened", 12)


def test_everything_is_new_at_first_and_nothing_the_second_time() -> None:
    assert new_titles([], B, A) == ["Fine imposed", "Merger cleared"]
    assert new_titles(known(A, B), A, B) == []


def test_a_new_item_stands_out_in_any_order() -> None:
    assert new_titles(known(A, B), B, C, A) == ["Study opened"]


@pytest.mark.parametrize(
    "again",
    [
        entry("a", "Merger cleared (updated)", A.link, 10),
        entry("a", A.title, A.link, 40),
        entry("a", A.title, "https://site.test/moved/elsewhere", 10),
        entry("a-2", A.title, A.link, 10),
        entry("a-2", A.title, "http://www.site.test/news/merger-cleared/?utm_source=rss", 10),
        entry("a#2", "Merger cleared, says authority", A.link, 10),
        entry("https://new.test/news/merger-cleared", A.title, "https://new.test/news/merger-cleared", 10),
        entry("", A.title, A.link, 10),
    ],
    ids=["title", "date", "link", "identity", "address", "version", "host", "no-identity"],
)
def test_an_item_in_another_guise_is_not_new(again: Entry) -> None:
    assert new_titles(known(A, B), again, B) == []


def test_the_same_title_with_another_link_and_identity_is_new() -> None:
    other = entry("z", A.title, "https://site.test/news/another-merger", 13)
    assert new_titles(known(A, B), other, A) == [A.title]


def test_items_that_share_one_link_are_told_apart_by_title() -> None:
    one, two = entry("1", "First", "https://site.test/list"), entry("2", "Second", "https://site.test/list")
    three = entry("3", "Third", "https://site.test/list")
    assert new_titles(known(one, two), three, two, one) == ["Third"]


def test_a_feed_of_one_item_does_not_tell_a_version_from_a_successor() -> None:
    assert new_titles(known(A), entry("z", "Something else", A.link)) == ["Something else"]


@pytest.mark.parametrize("front", ["https://site.test", "https://site.test/"])
def test_a_link_to_the_front_page_proves_nothing(front: str) -> None:
    assert new_titles(known(entry("1", "First", front), B), entry("2", "Second", front), B) == ["Second"]


def test_a_link_to_a_place_on_the_front_page_does() -> None:
    place = "https://site.test/?item=7"
    assert new_titles(known(entry("1", "First", place), B), entry("2", "First, corrected", place), B) == []


def test_without_links_a_title_borne_once_tells_a_changed_identity() -> None:
    assert new_titles(known(entry("1", "Notice"), B), entry("2", "Notice"), B) == []
    assert new_titles(known(entry("1", "Notice"), B), entry("2", "Notice"), entry("3", "Notice"), B) == ["Notice"] * 2


def test_items_without_words_and_link_are_told_by_their_identity() -> None:
    assert len(novel(known(entry("1")), feed_items([entry("2"), entry("1")]))) == 1


def test_one_reading_gives_an_item_once() -> None:
    twice = entry("c-copy", C.title, C.link)
    assert new_titles(known(A, B), C, twice, C, A) == [C.title]


def test_one_identity_for_all_identifies_none() -> None:
    one, two = entry("feed", "First", "https://site.test/1"), entry("feed", "Second", "https://site.test/2")
    three = entry("feed", "Third", "https://site.test/3")
    assert new_titles(known(one, two), three, two) == ["Third"]


def test_one_link_for_all_without_identities_identifies_none() -> None:
    page = "https://site.test/list"
    one, two, three = entry("", "First", page), entry("", "Second", page), entry("", "Third", page)
    assert new_titles(known(one, two), three, two, one) == ["Third"]


def test_a_list_made_longer_at_its_end_brings_nothing_new() -> None:
    older = entry("o", "Long ago", "https://site.test/news/long-ago", 2)
    assert new_titles(known(A, B), B, A, older) == []
    assert new_titles(known(A, B), B, older, A) == ["Long ago"]
    assert new_titles(known(A, B), B, A, entry("u", "No date")) == ["No date"]


def test_with_the_oldest_known_day_older_items_are_known_for_what_they_are() -> None:
    oldest = START + timedelta(days=10)
    older = entry("o", "Long ago", "https://site.test/news/long-ago", 2)
    assert new_titles(known(A, B), older, B, A, oldest=oldest) == []
    late = Entry("l", "Dated back", "https://site.test/news/late", dates=[(oldest - timedelta(hours=3)).isoformat()])
    assert new_titles(known(A, B), late, B, A, oldest=oldest) == ["Dated back"]
    assert new_titles(known(A, B), B, A, late, oldest=oldest) == []


def test_fingerprints_of_another_form_do_no_harm() -> None:
    assert new_titles([KnownItem("x", ""), KnownItem("y", "plain"), KnownItem("z", "a:b")], A) == [A.title]


# A synthetic year

BEFORE = 50
"""Stories that stand on the site before the first reading."""


@dataclass
class Story:
    number: int
    title: str
    path: str
    identity: str
    created: datetime
    published: datetime
    seen: bool = False


@dataclass
class Site:
    """A feed that is published by careless hands: every reading is churned, only `create` makes something new."""

    random: random.Random
    kind: str
    host: str = "https://www.site0.test"
    moves: int = 0
    stories: list[Story] = field(default_factory=list)

    def create(self, now: datetime) -> None:
        number = len(self.stories)
        title = "Weekly update" if self.kind != "linkless" and number % 9 == 0 else f"Case {number}: step {number % 5}"
        identity = f"tag:{number}" if self.kind != "no-identity" else ""
        self.stories.append(Story(number, title, f"/news/2026/item-{number}-story", identity, now, now))

    def churn(self) -> None:
        """What careless hands do to old stories; moving the whole site is work enough for one time."""
        chance = self.random.random
        if chance() < 0.05:
            self.moves += 1
            self.host = self.random.choice([f"https://www.site{self.moves}.test", f"http://site{self.moves}.test"])
            return
        for story in self.stories:
            if not story.seen:
                continue
            if chance() < 0.05 and self.kind != "linkless":
                story.title += " (updated)"
            if chance() < 0.05:
                story.published += timedelta(hours=self.random.randint(1, 48))
            if chance() < 0.03 and story.identity and self.kind != "permalink":
                story.identity += "#1"

    def reading(self) -> list[Entry]:
        newest = sorted(self.stories, key=lambda story: story.created, reverse=True)[: self.random.randint(3, 40)]
        # A list is cut and grown in order; whoever shuffles it shows no stories from before the first reading
        if self.random.random() < 0.2 and all(story.seen or story.number >= BEFORE for story in newest):
            self.random.shuffle(newest)
        tail = self.random.choice(["", "/", "?utm_source=rss&utm_medium=feed"])
        entries = []
        for story in newest:
            link = "" if self.kind == "linkless" else self.host + story.path + tail
            identity = link if self.kind == "permalink" else story.identity
            entries.append(Entry(identity, story.title, link, "", [story.published.isoformat()], [], str(story.number)))
        if self.random.random() < 0.1:
            entries.append(entries[0])
        return entries


def year(seed: int, kind: str, readings: int) -> None:
    site = Site(random.Random(seed), kind)
    now = START
    for _ in range(BEFORE):
        now += timedelta(hours=7)
        site.create(now)
    seen: dict[tuple[str, str], KnownItem] = {}
    oldest: datetime | None = None
    begin = now
    for reading in range(readings):
        now += timedelta(days=365 / readings)
        if reading:
            site.churn()
            for _ in range(site.random.choice([0, 0, 0, 1, 2, 5])):
                now += timedelta(minutes=20)
                site.create(now)
        entries = site.reading()
        items = feed_items(entries)
        found = [int(item.locator) for item in novel(seen.values(), items, oldest)]
        shown = {int(item.locator) for item in items}
        if reading:
            true = {n for n in shown if not site.stories[n].seen and site.stories[n].created > begin}
            assert sorted(found) == sorted(true), (seed, kind, reading)
        for item in items:
            seen[item.key, item.fingerprint] = KnownItem(item.key, item.fingerprint)
            site.stories[int(item.locator)].seen = True
            if item.published is not None and (oldest is None or item.published < oldest):
                oldest = item.published


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32), kind=st.sampled_from(["tagged", "permalink", "no-identity", "linkless"]))
def test_a_year_of_churn_brings_exactly_the_true_new_items(seed: int, kind: str) -> None:
    year(seed, kind, readings=40)


def test_two_hundred_feeds_over_a_year() -> None:
    for number in range(200):
        year(number, ["tagged", "permalink", "no-identity", "linkless"][number % 4], readings=26)


def test_the_items_are_handed_on_as_they_are() -> None:
    items = feed_items([A])
    assert novel([], items) == items
    assert all(isinstance(item, FeedItem) for item in items)
