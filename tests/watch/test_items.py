"""Items of a feed: new ones are told once, nothing about them touches a case."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest


@pytest.fixture
def news(desk):
    desk.register.roots = ("news",)
    desk.watch()
    return desk


def _items(*keys):
    return [{"key": key, "title": f"Title {key}", "link": f"https://news.example/{key}"} for key in keys]


def test_the_first_look_is_silent_and_new_items_are_one_alert(news):
    news.world.put("news", items=_items("a", "b"))
    news.check()
    assert news.store.alerts.inbox() == []
    news.world.put("news", items=_items("d", "c", "b", "a"))
    tally = news.check()
    assert sorted(event.new for event in tally.events) == ["Title c", "Title d"]
    assert {event.case_id for event in tally.events} == {""}
    (alert,) = news.store.alerts.undelivered()
    assert (alert.subject, len(alert.event_ids)) == ("item", 2)
    assert [hit.title for hit in news.store.search.query("title d")] == ["Title d"]


def test_items_that_come_back_are_nothing(news):
    news.world.put("news", items=_items("a", "b"))
    news.check()
    news.world.put("news", items=_items("b"))
    news.check()
    news.world.put("news", items=_items("b", "a"))
    assert news.check().events == []


def test_old_news_of_one_document_does_not_make_items_of_another_old(news):
    """One list reaches back to January; in the other a late entry of February is new all the same."""
    day = datetime(2026, 1, 1, tzinfo=UTC)
    news.register.roots = ("news", "older")
    news.world.put("news", items=[_dated("a", day + timedelta(days=40)), _dated("b", day + timedelta(days=30))])
    news.world.put("older", items=[_dated("z", day)])
    news.check()
    late = [*_items("x"), _dated("b", day + timedelta(days=30)), _dated("before", day + timedelta(days=10))]
    news.world.put("news", items=late)
    assert [event.new for event in news.check().events] == ["Title x"]


def _dated(key, published):
    return {
        "key": key,
        "title": f"Title {key}",
        "link": f"https://news.example/{key}",
        "published": published.isoformat(),
    }


def test_news_is_read_with_the_user_s_own_words(news, caplog):
    folder = news.store.path.parent / "phrases"
    folder.mkdir()
    (folder / "en.toml").write_text('[steps.cleared]\nstrong = ["tipped ~2 hat"]', encoding="utf-8")
    (folder / "fr.toml").write_text("[steps.cleared", encoding="utf-8")
    news.world.put("news", items=_items("a"))
    news.check()
    told = {
        "key": "b",
        "title": "The CMA has tipped its old hat to the merger of Norvik and Talmera",
        "link": "https://news.example/b",
    }
    news.world.put("news", items=[told, *_items("a")])
    news.check()
    (filed,) = news.store.proposals.all()
    assert (filed.proposal.authority, filed.proposal.status) == ("CMA", "cleared")
    assert "fr.toml" in caplog.text
