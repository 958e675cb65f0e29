"""Channels in the data: what waits for which, what goes out together, and that nothing is sent twice or lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dealwatch.model.channel import Batch, ChannelKind, Posted, Trouble
from dealwatch.store.channels import LEASE

DAY = timedelta(days=1)


@pytest.fixture
def chat(store, now):
    with store.write() as database:
        return store.channels.add(database, "Deal team", ChannelKind.SLACK, now)


def _queue(store, now, *alerts):
    with store.write() as database:
        store.channels.queue(database, alerts, now)


def _claim(store, channel_id, now):
    with store.write() as database:
        return store.channels.claim(database, channel_id, now)


def test_a_channel_is_kept_without_an_address(store, now, chat):
    (channel,) = store.channels.all()
    assert (channel.id, channel.name, channel.kind, channel.enabled) == (chat, "Deal team", ChannelKind.SLACK, True)
    assert channel.secret_name == f"channel.{chat}"
    columns = {row[1] for row in store.connections.reader.conn.execute("PRAGMA table_info(channels)")}
    assert not {"address", "url", "token", "password"} & columns
    with store.write() as database:
        store.channels.change(database, chat, "Team", ChannelKind.TEAMS)
        assert store.channels.all(database)[0].name == "Team"
    assert store.channels.get(chat).kind is ChannelKind.TEAMS
    assert store.channels.get("unheard") is None


def test_only_channels_that_are_on_get_what_is_told(store, now, chat):
    with store.write() as database:
        off = store.channels.add(database, "Mail", ChannelKind.MAIL, now)
        store.channels.enable(database, off, False)
    _queue(store, now, "a1", "a2")
    assert (store.channels.waiting(chat), store.channels.waiting(off)) == (2, 0)
    assert [channel.id for channel in store.channels.due(now, DAY)] == [chat]


def test_one_for_digests_only_gets_no_alert(store, now, chat):
    _queue(store, now, "a1")
    with store.write() as database:
        store.channels.queue_digest(database, "d1", [chat], now)
        store.channels.change(database, chat, "Deal team", ChannelKind.SLACK, alerts=False)
        quiet = store.channels.add(database, "Mail", ChannelKind.MAIL, now, alerts=False)
    _queue(store, now, "a2")
    assert (store.channels.waiting(chat), store.channels.waiting(quiet)) == (1, 0)
    assert _claim(store, chat, now).digest_id == "d1"
    assert not store.channels.get(quiet).alerts


def test_what_waits_goes_out_as_one_and_once(store, now, chat):
    _queue(store, now, "a1", "a2")
    batch = _claim(store, chat, now)
    assert batch.alert_ids == ("a1", "a2")
    with store.write() as database:
        store.channels.taken(database, chat, batch, now)
    _queue(store, now, "a1", "a2")  # told again after a crash of the notification's own settling
    assert store.channels.due(now, DAY) == []
    assert store.channels.get(chat).sent_at == now
    assert store.channels.posted(["a1", "a2", "a3"]) == {name: (Posted("Deal team", True),) for name in ("a1", "a2")}


def test_while_one_is_at_it_nobody_else_sends_and_after_a_crash_the_same_goes_out_again(store, now, chat):
    _queue(store, now, "a1")
    batch = _claim(store, chat, now)
    _queue(store, now, "a2")
    assert _claim(store, chat, now + timedelta(seconds=30)) is None
    again = _claim(store, chat, now + LEASE)
    assert again == batch
    assert again.alert_ids == ("a1",)


def test_a_clock_put_back_does_not_hold_a_lease_for_ever(store, now, chat):
    _queue(store, now, "a1")
    batch = _claim(store, chat, now)
    assert _claim(store, chat, now - DAY) == batch


def test_what_surely_was_not_taken_goes_out_with_what_came_meanwhile(store, now, chat):
    _queue(store, now, "a1")
    batch = _claim(store, chat, now)
    later = now + timedelta(minutes=5)
    with store.write() as database:
        store.channels.failed(database, chat, batch, Trouble.UNREACHABLE, later, certain=True)
    _queue(store, now, "a2")
    channel = store.channels.get(chat)
    assert (channel.trouble, channel.failures, channel.next_try) == (Trouble.UNREACHABLE, 1, later)
    assert store.channels.due(now, DAY) == []
    assert store.channels.due(now - timedelta(days=2), DAY) != []  # the clock was put back by more than any wait
    assert _claim(store, chat, later).alert_ids == ("a1", "a2")


def test_what_may_have_been_taken_stays_as_it_is_under_its_name(store, now, chat):
    _queue(store, now, "a1")
    batch = _claim(store, chat, now)
    with store.write() as database:
        store.channels.failed(database, chat, batch, Trouble.TIMEOUT, now, certain=False)
    _queue(store, now, "a2")
    assert _claim(store, chat, now) == batch
    assert store.channels.posted(["a1"]) == {"a1": (Posted("Deal team", False, Trouble.TIMEOUT),)}
    with store.write() as database:
        store.channels.taken(database, chat, batch, now)
    assert _claim(store, chat, now).alert_ids == ("a2",)
    assert store.channels.get(chat).trouble is None


@pytest.mark.parametrize(("untried", "alerts"), [(True, ("a1", "a2")), (False, ("a1",))])
def test_given_back_is_no_failure(store, now, chat, untried, alerts):
    _queue(store, now, "a1")
    batch = _claim(store, chat, now)
    with store.write() as database:
        store.channels.give_back(database, chat, batch, untried=untried)
    _queue(store, now, "a2")
    assert store.channels.get(chat).failures == 0
    assert _claim(store, chat, now).alert_ids == alerts


def test_a_digest_goes_out_alone(store, now, chat):
    _queue(store, now, "a1")
    with store.write() as database:
        store.channels.queue_digest(database, "d1", [chat, "unheard"], now)
    first = _claim(store, chat, now)
    assert (first.digest_id, first.alert_ids) == ("d1", ())
    with store.write() as database:
        store.channels.taken(database, chat, first, now)
    assert _claim(store, chat, now).alert_ids == ("a1",)


def test_switched_off_or_removed_nothing_waits_for_it(store, now, chat):
    _queue(store, now, "a1")
    batch = _claim(store, chat, now)
    with store.write() as database:
        store.channels.failed(database, chat, batch, Trouble.LOGIN, now + DAY, certain=True)
        store.channels.enable(database, chat, False)
    channel = store.channels.get(chat)
    assert (store.channels.waiting(chat), channel.trouble, channel.next_try) == (0, None, None)
    with store.write() as database:
        store.channels.remove(database, chat)
        assert store.channels.claim(database, chat, now) is None
        store.channels.taken(database, chat, Batch("b"), now)  # it was on its way when its channel was removed
    assert store.channels.all() == ()


def test_what_a_newer_version_wrote_is_read_as_something_of_ours(store, now, chat):
    _queue(store, now, "a1")
    with store.write() as database:
        database.conn.execute("UPDATE channels SET kind = 'pigeon', trouble = 'fog'")
    channel = store.channels.get(chat)
    assert (channel.kind, channel.trouble) == (ChannelKind.OTHER, Trouble.REFUSED)
    assert store.channels.posted(["a1"])["a1"][0].trouble is Trouble.REFUSED
