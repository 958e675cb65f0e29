"""What a list stands for, entry by entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from dealwatch.model.errors import UsageError
from dealwatch.sources.recognise import Kind, recognise
from dealwatch.watch import lists
from dealwatch.watch.adding import add
from dealwatch.watch.lists import feed_list, unfold
from dealwatch.watch.tracking import Tracking

OPML = """<opml><body><outline text="News" xmlUrl="https://a.test/feed"/>
<outline text="Again" xmlUrl="https://a.test/feed/"/><outline text="Other" xmlUrl="https://b.test/feed"/></body></opml>"""


@pytest.fixture
def tracking(store, clock):
    return Tracking(store, clock)


@pytest.fixture
def opml(tmp_path) -> Path:
    path = tmp_path / "feeds.opml"
    path.write_text(OPML, "utf-8")
    return path


def test_a_list_of_feeds_stands_for_its_feeds(opml):
    entries = unfold(recognise(str(opml)))
    assert [(entry.kind, entry.url, entry.name) for entry in entries] == [
        (Kind.FEED, "https://a.test/feed", "News"),
        (Kind.FEED, "https://b.test/feed", "Other"),
    ]


def test_a_ready_made_list_stands_for_its_entries_and_the_sample_for_itself():
    assert [entry.source for entry in unfold(recognise("Merger registers"))] == ["accc", "cma", "ec"]
    sample = recognise("AI partnerships")
    assert unfold(sample) == (sample,)
    case = recognise("M.12345")
    assert unfold(case) == (case,)


def test_a_list_that_cannot_be_read_says_so(tmp_path, opml, monkeypatch):
    with pytest.raises(UsageError, match="not followed"):
        unfold(recognise("https://a.test/feeds.opml"))
    with pytest.raises(UsageError, match="No such file"):
        unfold(recognise(str(tmp_path / "none.opml")))
    (tmp_path / "page.opml").write_text("<html></html>", "utf-8")
    with pytest.raises(UsageError, match="no list of feeds"):
        unfold(recognise(str(tmp_path / "page.opml")))
    monkeypatch.setattr(lists, "_LARGEST", 10)
    with pytest.raises(UsageError, match="too large"):
        feed_list(opml)


def test_a_list_is_watched_entry_by_entry(store, tracking, opml):
    added = add(tracking, recognise(str(opml)))
    assert (added.new, added.kind) == (True, "list")
    assert {row.key: row.title for row in store.sources.all()} == {
        "feed:https://a.test/feed": "News",
        "feed:https://b.test/feed": "Other",
    }
    assert not add(tracking, recognise(str(opml))).new


def test_what_of_a_list_cannot_be_watched_keeps_nothing_else_back(store, tracking, monkeypatch):
    entries = (recognise("accc"), recognise("T-15/25"), recognise("cma"))
    monkeypatch.setattr("dealwatch.watch.adding.unfold", lambda _meant: entries)
    assert add(tracking, recognise("Merger registers")).new
    assert [row.key for row in store.sources.all()] == ["accc", "cma"]


def test_the_sample_is_put_in_once_and_shown_again(store, tracking, clock):
    assert add(tracking, recognise("AI partnerships")).new
    deals = len(store.deals.all())
    assert deals > 3
    assert not add(tracking, recognise("AI partnerships")).new
    with store.write() as database:
        store.deals.set_sample_removed(database, clock.now())
    assert add(tracking, recognise("AI partnerships")).new
    assert len(store.deals.all()) == deals
