"""The sources of the fixed data: what each is, how it fares, eight days and more of passes, and the network ledger.

Must not contain: deals, widgets.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sample_facts import NOW, World

from dealwatch.model.source import SourceState
from dealwatch.sources.registry import official
from dealwatch.store.connection import Database
from dealwatch.store.database import Store
from dealwatch.store.ledger import LedgerLine
from dealwatch.store.sources import Poll

STEP = timedelta(hours=3)
SPAN = timedelta(days=28)
ASLEEP = (datetime(2024, 11, 16, 10, tzinfo=UTC), datetime(2024, 11, 17, 7, tzinfo=UTC))
FEED = "feed:example"
STATES = {
    "ec": SourceState.OK,
    "cma": SourceState.OK,
    "cnmc": SourceState.OK,
    "bkarta": SourceState.BLOCKED,
    "ftc": SourceState.OK,
    "adlc": SourceState.LAYOUT_CHANGED,
    "accc": SourceState.OK,
    "agcm": SourceState.SERVER_ERROR,
    "acm": SourceState.OK,
    "nz": SourceState.NEVER_CHECKED,
    "kftc": SourceState.UNCONFIRMED,
    FEED: SourceState.OK,
}
TROUBLE = {
    "bkarta": (datetime(2024, 11, 19, 9, 12, tzinfo=UTC), "HTTP 403"),
    "adlc": (datetime(2024, 11, 19, 6, 0, tzinfo=UTC), "0 of 12 rows read"),
    "agcm": (datetime(2024, 11, 18, 21, 0, tzinfo=UTC), "HTTP 503"),
}
PAUSED = "acm"


def put_sources(store: Store, database: Database, world: World) -> None:
    """Every source with its polls. What an event says was read then is a pass that brought a change."""
    known = official()
    changed = {(world.cases[event.case_id].source, event.observed_at) for event in world.events}
    for place, (key, state) in enumerate(STATES.items()):
        info = known[key].info if key in known else None
        title = info.title if info else "Press desk of Example News"
        target = {} if info else {"url": "https://news.example.org/antitrust/feed.xml"}
        unread = state in (SourceState.NEVER_CHECKED, SourceState.UNCONFIRMED)
        store.sources.add(database, key, title, STEP, NOW + timedelta(minutes=20) if unread else NOW - SPAN, target)
        if unread:
            if state is SourceState.UNCONFIRMED:
                store.sources.mark_unconfirmed(database, key)
            continue
        since, detail = TROUBLE.get(key, (NOW, ""))
        _polls(store, database, key, state, since, detail)
        last = NOW - timedelta(minutes=15 + place)
        if key in TROUBLE:
            _finish(store, database, key, SourceState.OK, "", since - timedelta(minutes=30))
            _finish(store, database, key, state, detail, since)
        _finish(store, database, key, state, detail, last)
        if key == PAUSED:
            store.sources.pause(database, key, True)
        _ledger(store, database, key, place)
    for key, at in sorted(changed):
        if key in STATES and at > NOW - SPAN:
            store.sources.log_poll(database, Poll(key, at, at, "changed", SourceState.OK, "", 1))


def _polls(store: Store, database: Database, key: str, state: SourceState, since: datetime, detail: str) -> None:
    at = NOW - SPAN
    while at < NOW:
        if not ASLEEP[0] <= at <= ASLEEP[1]:
            bad = state.trouble and at >= since
            stumbled = key == "adlc" and at.date() == datetime(2024, 11, 14, tzinfo=UTC).date() and at.hour < 12
            result = "failed" if bad or stumbled else "checked"
            found = Poll(key, at, at, result, state if bad else SourceState.OK, detail if bad else "", 0)
            store.sources.log_poll(database, found)
        at += STEP


def _finish(store: Store, database: Database, key: str, state: SourceState, detail: str, at: datetime) -> None:
    store.sources.finish(
        database, key, state=state, detail=detail, now=at, next_due=NOW + timedelta(minutes=20),
        failures=3 if state.trouble else 0, told=state.trouble, settled=(),
    )  # fmt: skip


def _ledger(store: Store, database: Database, key: str, place: int) -> None:
    at = NOW - timedelta(minutes=15 + place)
    lines = [
        LedgerLine(
            at - timedelta(hours=3 * number), key, f"www.{key.replace(':', '-')}.example",
            f"/cases/list?page={number + 1}", "GET", "list of cases" if number else "case page",
            "403" if key == "bkarta" and not number else "200", 14_200 + 311 * place * (number + 1), 180 + 37 * place,
        )
        for number in range(4)
    ]  # fmt: skip
    store.ledger.add(database, lines)
