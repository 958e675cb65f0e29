"""How many changes the inbox has: what is shown elsewhere and what waits for its time is none of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dealwatch.model.alert import AlertLevel, AlertSubject

LATER = timedelta(hours=1)


@pytest.fixture
def raised(store, now) -> dict[str, str]:
    """One alert of each subject, and a second change."""
    subjects = [*AlertSubject, AlertSubject.CHANGE]
    with store.write() as database:
        ids = [
            store.alerts.raise_(
                database, occasion=f"pass {place}", now=now + timedelta(minutes=place), subject=subject,
                level=AlertLevel.QUIET,
            )
            for place, subject in enumerate(subjects)
        ]  # fmt: skip
    return dict(zip([*AlertSubject, "later"], ids, strict=True))


def test_changes_items_and_reminders_are_counted(store, now, raised) -> None:
    assert tuple(store.alerts.in_inbox(now + LATER)) == (4, 4, 0)
    wanted = [raised["later"], raised["reminder"], raised["item"], raised["change"]]
    assert list(store.alerts.unread_in_inbox(now + LATER)) == wanted


def test_what_was_read_or_flagged_is_counted_apart(store, now, raised) -> None:
    with store.write() as database:
        store.alerts.mark_read(database, [raised["change"], raised["health"]], now)
        store.alerts.flag(database, raised["item"], True)
        store.alerts.flag(database, raised["proposal"], True)
    assert tuple(store.alerts.in_inbox(now + LATER)) == (4, 3, 1)
    assert raised["change"] not in store.alerts.unread_in_inbox(now + LATER)


def test_what_waits_for_its_time_comes_when_it_is_there(store, now, raised) -> None:
    with store.write() as database:
        store.alerts.snooze(database, [raised["change"]], now + LATER)
    before = now + LATER - timedelta(seconds=1)
    assert (store.alerts.in_inbox(before).unread, len(store.alerts.unread_in_inbox(before))) == (3, 3)
    assert (store.alerts.in_inbox(now + LATER).unread, len(store.alerts.unread_in_inbox(now + LATER))) == (4, 4)


def test_an_empty_inbox_counts_nothing(store, now) -> None:
    assert tuple(store.alerts.in_inbox(now)) == (0, 0, 0)
    assert store.alerts.unread_in_inbox(now) == ()
