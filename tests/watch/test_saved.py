"""Saved pages."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from dealwatch.model.errors import UsageError
from dealwatch.model.source import SourceState
from dealwatch.watch.passes import Tally
from dealwatch.watch.saved import SavedPage, SavedPages

NOTIFIED = {"stage": "notified", "outcome": "pending", "clock": "running", "title": "A / B"}


@pytest.fixture
def saved(desk):
    desk.watch()
    heard = []
    desk.heard = None
    pages = SavedPages(desk.store, lambda row: desk.register if row.key == "reg" else None, heard.extend)
    tally = Tally()

    def take(hours, number="R-1", source="reg", url=None, body=None, **facts):
        at = desk.clock.now() + timedelta(hours=hours)
        content = body or json.dumps({"number": number, "facts": facts}).encode()
        address = url or f"https://register.example/case/{number}"
        pages.take(SavedPage(source, address, at, content, "application/json"), tally)
        return tally

    take.heard = heard
    return take


def test_pages_are_taken_in_as_if_fetched_when_saved(desk, saved):
    saved(0, **NOTIFIED)
    saved(5, **{**NOTIFIED, "stage": "in_depth"})
    events = desk.store.events.list()
    assert [(event.kind, event.new, event.alerted) for event in events] == [
        ("first_seen", "A / B", False),
        ("status", "in_depth", True),
    ]
    assert events[1].observed_at - events[0].observed_at == timedelta(hours=5)
    assert [event.id for event in saved.heard] == [event.id for event in events]


def test_the_first_sitting_is_silent_and_a_later_case_is_news(desk, saved):
    saved(0, "R-1", **NOTIFIED)
    saved(0.5, "R-2", **NOTIFIED)
    saved(6, "R-3", **NOTIFIED)
    assert [event.alerted for event in desk.store.events.list()] == [False, False, True]


def test_an_older_page_changes_nothing(desk, saved):
    saved(5, **{**NOTIFIED, "stage": "in_depth"})
    saved(1, **NOTIFIED)
    assert desk.store.cases.find("reg", "R-1").status.stage == "in_depth"
    assert len(desk.store.events.list()) == 1


def test_an_older_page_of_another_kind_knows_neither_the_address_nor_how_the_source_is(desk, saved):
    saved(5, **NOTIFIED)
    before, health = desk.store.cases.find("reg", "R-1"), desk.store.sources.get("reg")
    rows = [{"number": "R-1", "url": "https://register.example/old/R-1", "facts": {"title": "A / B"}}]
    saved(1, url="https://register.example/list/old", body=json.dumps({"rows": rows}).encode())
    after = desk.store.cases.find("reg", "R-1")
    assert (after.url, after.checked_at) == (before.url, before.checked_at)
    assert desk.store.sources.get("reg").last_try == health.last_try


def test_the_same_page_again_confirms_a_step_back(desk, saved):
    saved(0, **{**NOTIFIED, "stage": "in_depth"})
    saved(2, **NOTIFIED)
    saved(3, **NOTIFIED)
    assert [event.alerted for event in desk.store.events.list()] == [False, True]


def test_a_page_that_cannot_be_read_is_health(desk, saved, caplog):
    tally = saved(0, body=b"<html>under maintenance")
    assert tally.failed == 1
    assert desk.store.sources.get("reg").state is SourceState.LAYOUT_CHANGED
    saved(1, **NOTIFIED)
    assert desk.store.sources.get("reg").state is SourceState.OK


def test_pages_of_nobody_are_refused(desk, saved):
    with pytest.raises(UsageError):
        saved(0, url="https://elsewhere.example/x")
    with pytest.raises(UsageError):
        saved(0, source="unknown")
    desk.watch(source="stranger")
    with pytest.raises(UsageError):
        saved(0, source="stranger")


PRINT = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def test_a_print_is_kept_as_proof_beside_its_case(desk, saved):
    saved(0, **NOTIFIED)
    tally = saved(3, body=PRINT)
    (event,) = [event for event in desk.store.events.list() if event.kind == "document"]
    assert (event.new, event.note, event.badge_old) == ("Page as saved (PDF)", "by_user", event.badge_new)
    kept = desk.store.snapshots.get(event.evidence.snapshot)
    assert (kept.body, kept.content_type) == (PRINT, "application/pdf")
    assert tally.failed == 0
    assert desk.store.sources.get("reg").state is SourceState.OK, "print tells nothing of the source"
    saved(4, body=PRINT)
    assert len([event for event in desk.store.events.list() if event.kind == "document"]) == 1
    case = desk.store.cases.find("reg", "R-1")
    assert case.status.badge == event.badge_new
    assert [hit.case_id for hit in desk.store.search.query("page as saved")] == [case.id]


def test_a_print_of_a_page_without_a_case_is_refused(desk, saved):
    with pytest.raises(UsageError, match="No case of that page"):
        saved(0, body=PRINT)
    assert desk.store.events.list() == []
