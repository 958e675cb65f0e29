"""Each aggregate: what is put in comes out, in the order promised."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from dealwatch.model.alert import AlertLevel, AlertSubject
from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Deal, DealKind, Party
from dealwatch.model.errors import DataError
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import FeedItem, ProvenFact, Record
from dealwatch.model.ids import new_id
from dealwatch.model.source import Request, SourceState
from dealwatch.model.status import Outcome, Stage, Status
from dealwatch.store.ledger import LedgerLine
from dealwatch.store.search import match_expression
from dealwatch.store.snapshots import Snapshot, digest
from dealwatch.store.sources import Poll


def _case(store, now, number="M.1", source="ec", **more):
    with store.write() as database:
        return store.cases.create(database, source=source, authority="EC", number=number, **more)


def _event(case_id, at, **more):
    evidence = Evidence("ab" * 32, "https://x.example", at, "/a", "the words")
    event = Event(new_id(at), case_id, at, EventKind.STATUS, "stage", "notified", "in_depth", "phase_1", "in_depth",
                  "ec", evidence, PartialDate.parse("2026-03"), "words", EventNote.NONE, "EC")  # fmt: skip
    return replace(event, **more)


def test_deals_are_kept_found_hidden_and_never_erased(store, now):
    deal = Deal(
        "", "100% A_B / C", DealKind.MERGER, (Party("A", "buyer", ("Aye",)),), "€15m", PartialDate.parse("2024-02-26"),
        PartialDate.parse("2025"), "Live",
    )  # fmt: skip
    with store.write() as database:
        deal_id = store.deals.add(database, deal, now)
        other = store.deals.add(database, Deal("", "Another", sample=True), now)
    found = store.deals.get(deal_id)
    assert replace(found, id="", created_at=None) == deal
    assert store.deals.find("100% a").id == deal_id
    assert store.deals.find("100x") is None
    assert store.deals.find(deal_id).id == deal_id
    assert store.deals.get("nobody") is None
    assert [entry.id for entry in store.deals.all()] == [other, deal_id]
    later = now + timedelta(hours=1)
    with store.write() as database:
        store.deals.remove(database, deal_id, later)
        assert store.deals.set_sample_removed(database, later) == 1
    assert store.deals.all() == []
    assert {entry.id for entry in store.deals.all(now)} == {deal_id, other}
    assert store.deals.all(now - timedelta(hours=1)) == []
    assert store.deals.sample_state() == (0, 1)
    with store.write() as database:
        store.deals.set_sample_removed(database, None)
    assert store.deals.sample_state() == (1, 0)


def test_cases_are_found_by_number_and_belong_to_deals(store, now):
    case_id = _case(store, now, printed_number="M.1", title="A / B", url="https://x", procedure="EU_MERGER")
    with store.write() as database:
        deal_id = store.deals.add(database, Deal("", "A / B"), now)
        store.deals.link(database, deal_id, case_id)
        store.deals.link(database, deal_id, case_id)
    case = store.cases.get(case_id)
    assert (case.number, case.deal_ids, case.watched, case.first_seen_at) == ("M.1", (deal_id,), True, None)
    assert store.cases.by_name("M.1").id == case_id
    assert store.cases.by_name("M.1", "cma") is None
    assert [entry.id for entry in store.cases.of_deal(deal_id)] == [case_id]
    assert [entry.id for entry in store.cases.of_source("ec")] == [case_id]
    assert [entry.id for entry in store.cases.all(watched_only=True, authority="EC")] == [case_id]
    assert store.deals.get(deal_id).case_ids == (case_id,)
    assert store.cases.get("nobody") is None


def test_a_case_is_saved_with_its_facts_and_records(store, now):
    case_id = _case(store, now)
    fact = ProvenFact("title", "A / B", "A / B ", "/t", "A / B", PartialDate.parse("2026"), "https://x",
                      Evidence("cd" * 32, "https://x", now))  # fmt: skip
    record = Record("case", "https://x", {"title": fact}, frozenset({"status"}), 10, now, now, "ee" * 32)
    status = Status(Stage.DECISION, Outcome.CLEARED)
    with store.write() as database:
        store.cases.save_record(database, case_id, record)
        store.cases.save(database, case_id, status=status, facts={"title": fact}, title="A / B", url="u",
                         printed_number="M.1", procedure="P", now=now, changed=False, seen=True)  # fmt: skip
    case = store.cases.get(case_id)
    assert case.facts == {"title": fact}
    assert (case.status, case.changed_at, case.held) == (status, now, None)
    assert store.cases.records(case_id) == {"case": record}
    later = now + timedelta(hours=1)
    with store.write() as database:
        store.cases.hold(database, case_id, Status(), ["1", "2"])
        assert store.cases.held_events(database, case_id) == ("1", "2")
        assert store.cases.held_events(database, "nobody") == ()
        store.cases.checked(database, "ec", "https://x", later)
        store.cases.remove(database, case_id, later)
    case = store.cases.get(case_id)
    assert (case.held, case.checked_at, case.removed) == (Status(), later, True)
    assert store.cases.numbers("ec") == []


def test_events_are_append_only_and_listed_in_the_order_seen(store, now):
    case_id = _case(store, now)
    first, second = _event(case_id, now), _event(case_id, now + timedelta(minutes=1), kind=EventKind.DEADLINE)
    news = _event("", now + timedelta(minutes=2), occurred_on=None, old=None, kind=EventKind.DOCUMENT, authority="")
    with store.write() as database:
        for event in (first, second, news):
            store.events.add(database, event, before={"stage": "notified"}, after={"stage": "in_depth"})
        deal_id = store.deals.add(database, Deal("", "A"), now)
        store.deals.link(database, deal_id, case_id)
    listed = store.events.list
    assert listed() == [first, second, news]
    assert listed(newest_first=True, limit=1) == [news]
    assert listed(case_id=case_id, authority="EC", source="ec") == [first, second]
    assert listed(deal_id=deal_id, kinds=["deadline"]) == [second]
    assert listed(since=second.observed_at, until=second.observed_at) == [second]
    assert listed(ids=[first.id]) == [first]
    assert listed(watched_only=True) == []
    assert store.events.get(first.id) == first
    assert store.events.get("nothing") is None
    assert store.events.count() == 3
    assert store.events.count(case_id) == 2
    assert store.events.latest_id() == store.events.list()[-1].id
    assert store.events.axes_before_next(case_id, now) == {"stage": "notified"}
    assert store.events.axes_before_next(case_id, now + timedelta(hours=1)) is None
    assert store.events.is_known_at(case_id, now)
    assert not store.events.is_known_at(case_id, now - timedelta(seconds=1))
    for statement in ("UPDATE events SET new = 'x'", "DELETE FROM events"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"), store.write() as database:
            database.conn.execute(statement)


def test_ids_sort_by_time(now):
    ids = [new_id(now + timedelta(seconds=second)) for second in range(50)]
    assert ids == sorted(ids)


def test_snapshots_are_kept_once_and_checked_when_read(store, now):
    body = b"<html>" * 1000
    snapshot = Snapshot(digest(body), body, "text/html", "https://x", now, "ec", "f" * 64, "bytes 1-2")
    with store.write() as database:
        store.snapshots.put(database, snapshot)
        store.snapshots.put(database, replace(snapshot, url="https://other"))
    assert store.snapshots.get(snapshot.sha256) == snapshot
    assert store.snapshots.get("0" * 64) is None
    assert store.snapshots.newest("https://x", now) is None  # a record of a bulk file is no whole page
    page = replace(snapshot, sha256="e" * 64, of_file="", place="")
    with store.write() as database:
        store.snapshots.put(database, page)
    assert store.snapshots.newest("https://x", now) == ("e" * 64, now)
    assert store.snapshots.newest("https://x", now - timedelta(days=1)) is None
    with store.write() as database:
        database.conn.execute("DELETE FROM snapshots WHERE sha256 = ?", (page.sha256,))
    import zstandard

    with store.write() as database:
        database.conn.execute("UPDATE snapshots SET body = ?", (zstandard.compress(b"<html!" * 1000),))
    with pytest.raises(DataError, match="fingerprint"):
        store.snapshots.get(snapshot.sha256)


def test_sources_are_due_when_their_time_has_come(store, now):
    hour = timedelta(hours=1)
    with store.write() as database:
        assert store.sources.add(database, "ec", "Commission", hour, now, {"url": "x"})
        assert not store.sources.add(database, "ec", "Commission", hour, now)
        store.sources.add(database, "cma", "CMA", hour, now)
        store.sources.finish(database, "cma", state=SourceState.OK, detail="", now=now, next_due=now + hour,
                             failures=0, told=False, settled=["list"])  # fmt: skip
    assert [row.key for row in store.sources.due(now)] == ["ec"]
    assert [row.key for row in store.sources.due(now + hour)] == ["ec", "cma"]
    assert store.sources.next_due() == now
    assert store.sources.get("cma").baseline_at == now
    assert store.sources.get("ec").target == {"url": "x"}
    assert store.sources.get("nothing") is None
    with store.write() as database:
        store.sources.pause(database, "ec", True)
        store.sources.set_interval(database, "cma", 2 * hour)
        store.sources.rename(database, "cma", "The CMA")
        store.sources.postpone(database, now + timedelta(hours=3))
        store.sources.set_baseline(database, "cma", now + hour)
    row = store.sources.get("cma")
    assert (row.interval, row.title, row.next_due, row.baseline_at) == (2 * hour, "The CMA", now + 3 * hour, now)
    assert store.sources.due(now) == []
    with store.write() as database:
        store.sources.ask_now(database, now)
    assert [(row.key, row.forced) for row in store.sources.due(now)] == [("cma", True)]
    with store.write() as database:
        store.sources.pause(database, "ec", False)
        store.sources.ask_now(database, now, ["ec"])
    assert {row.key for row in store.sources.due(now)} == {"ec", "cma"}


def test_a_due_time_from_a_wrong_clock_does_not_count(store, now):
    with store.write() as database:
        store.sources.add(database, "ec", "Commission", timedelta(hours=1), now + timedelta(days=400))
    assert [row.key for row in store.sources.due(now)] == ["ec"]


def test_a_state_remembers_since_when(store, now):
    hour = timedelta(hours=1)
    with store.write() as database:
        store.sources.add(database, "ec", "Commission", hour, now)
        for count, state in enumerate((SourceState.OK, SourceState.BLOCKED, SourceState.BLOCKED)):
            store.sources.finish(database, "ec", state=state, detail="d", now=now + count * hour, next_due=now,
                                 failures=count, told=False, settled=[])  # fmt: skip
    row = store.sources.get("ec")
    assert (row.since, row.last_ok, row.last_try) == (now + hour, now, now + 2 * hour)


def test_a_source_remembers_and_forgets(store, now):
    with store.write() as database:
        store.sources.add(database, "ec", "Commission", timedelta(hours=1), now)
        store.sources.remember(database, "ec", {"a": 1, "b": [2]})
        store.sources.remember(database, "ec", {"a": None, "c": "x"})
        store.sources.remember(database, "unknown", {"a": 1})
    assert store.sources.get("ec").memory == {"b": [2], "c": "x"}


def test_polls_are_listed_newest_first(store, now):
    polls = [Poll("ec", now + timedelta(hours=h), now + timedelta(hours=h), "checked", SourceState.OK, "", h)
             for h in range(3)]  # fmt: skip
    with store.write() as database:
        for poll in polls:
            store.sources.log_poll(database, poll)
    assert store.sources.polls("ec") == polls[::-1]
    assert store.sources.polls(since=now + timedelta(hours=2)) == polls[2:]
    assert store.sources.polls("cma") == []


def test_documents_and_requests_to_follow_survive(store, now):
    request = Request("https://x/1", "case", "a case", case="M.1", headers=(("a", "b"),), data=(("q", "{}"),))
    documents = store.documents
    with store.write() as database:
        documents.put(database, "ec", "https://x", "list", etag="e", last_modified="l", digest="d", now=now)
        documents.add_follow_ups(database, "ec", [request, request])
        documents.unchanged(database, "ec", "https://x", now)
    held = documents.held("ec", "https://x")
    assert (held.etag, held.last_modified, held.digest) == ("e", "l", "d")
    assert documents.follow_ups("ec") == [request]
    with store.write() as database:
        documents.followed(database, "ec", "https://x/1")
        documents.forget(database, "ec", "https://x")
        items = [FeedItem("k", "T", fingerprint="f", published=now), FeedItem("k", "T2", fingerprint="g")]
        documents.add_items(database, "ec", [*items, *items], now)
        seen = [(item.key, item.fingerprint) for item in documents.seen_items(database, "ec")]
        assert seen == [("k", "f"), ("k", "g")]
    assert documents.held("ec", "https://x") is None
    assert documents.follow_ups("ec") == []


def test_an_alert_gathers_the_events_of_its_occasion(store, now):
    case_id = _case(store, now)
    events = [_event(case_id, now + timedelta(seconds=second)) for second in range(3)]
    notify = {
        "occasion": "o",
        "now": now,
        "subject": AlertSubject.CHANGE,
        "level": AlertLevel.NOTIFY,
        "case_id": case_id,
    }
    with store.write() as database:
        for event in events:
            store.events.add(database, event)
        deal_id = store.deals.add(database, Deal("", "A"), now)
        store.deals.link(database, deal_id, case_id)
        first = store.alerts.raise_(database, **notify, event_ids=[events[0].id, events[1].id])
        assert store.alerts.raise_(database, **notify, event_ids=[events[1].id, events[2].id]) == first
        quiet = store.alerts.raise_(database, **{**notify, "level": AlertLevel.QUIET})
    (waiting,) = store.alerts.undelivered()
    assert (waiting.id, waiting.deal_id) == (first, deal_id)
    assert waiting.event_ids == tuple(event.id for event in events)
    assert all(event.alerted for event in store.events.list(watched_only=True))
    with store.write() as database:
        store.alerts.delivered(database, [first], "desktop", now)
        store.alerts.delivered(database, [first], "desktop", now)
        store.alerts.flag(database, first, True)
        store.alerts.mark_read(database, [first], now)
    assert store.alerts.undelivered() == []
    assert store.alerts.unread() == 1
    alert = store.alerts.get(first)
    assert (alert.delivered, alert.flagged, alert.read_at) == (("desktop",), True, now)
    assert [alert.id for alert in store.alerts.inbox(unread_only=True)] == [quiet]
    with store.write() as database:
        store.alerts.mark_read(database, [first], None)
    assert store.alerts.unread() == 2
    assert store.alerts.get("nothing") is None


def test_the_ledger_is_newest_first(store, now):
    lines = [LedgerLine(now, source, "h", f"/{n}", "GET", "p", "200", 1, 2) for n, source in enumerate(("ec", "cma"))]
    with store.write() as database:
        store.ledger.add(database, lines)
    assert store.ledger.recent() == lines[::-1]
    assert store.ledger.recent(source="ec") == lines[:1]
    assert store.ledger.count() == 2
    assert store.ledger.count(now + timedelta(days=1)) == 0


def test_watches_are_kept_once(store, now):
    with store.write() as database:
        assert store.watches.add(database, "register", "ec", now)
        assert not store.watches.add(database, "register", "ec", now)
        store.watches.add(database, "company", "", now, target="OpenAI")
    assert [(watch.kind, watch.target) for watch in store.watches.all()] == [("register", ""), ("company", "OpenAI")]
    assert store.watches.register_watched("ec")
    assert not store.watches.register_watched("cma")


def test_search_folds_accents_and_takes_any_text(store, monkeypatch):
    with store.write() as database:
        store.search.put(database, "case", "1", "Fusion Société Générale", "décision M.1234 de phase 2", "1")
        store.search.put(database, "document", "2", "Other", "nothing here")
        store.search.put(database, "case", "1", "Fusion Société Générale", "décision M.1234 de phase 2, encore", "1")
    (hit,) = store.search.query("societe DECISION m.1234")
    assert (hit.kind, hit.ref, hit.case_id) == ("case", "1", "1")
    assert "encore" in hit.snippet or hit.snippet
    assert [found.ref for found in store.search.query("encor")] == ["1"]
    for hostile in ('"', "a OR b NOT", "NEAR(", "*", "title:x", "", "   ", "'; DROP TABLE events"):
        store.search.query(hostile)
    with store.write() as database:
        for number in range(5):
            store.search.put(database, "item", f"n{number}", f"Common {number}", "word")
    monkeypatch.setattr("dealwatch.store.search.RANKED", 3)
    assert [hit.ref for hit in store.search.query("comm", 2)] == ["n4", "n3"]  # too many to rank: the newest
    assert match_expression('say "hi" AND') == '"say" "hi" "AND"*'
