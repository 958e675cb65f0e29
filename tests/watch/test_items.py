"""Items of a feed: new ones are told once, nothing about them touches a case."""

from __future__ import annotations

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
