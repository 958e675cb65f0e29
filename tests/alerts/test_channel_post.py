"""What waits for channels: sent as one, tried again with patience, held in quiet hours, never twice and never lost."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta

import pytest

from dealwatch.alerts.channel_post import LONGEST, Post, patience
from dealwatch.alerts.channel_send import Ended, Outcome
from dealwatch.alerts.channel_thread import PostThread
from dealwatch.alerts.outbox import Outbox
from dealwatch.alerts.quiet_hours import QuietHours
from dealwatch.alerts.telling import Telling, keep_telling
from dealwatch.model.alert import AlertLevel
from dealwatch.model.channel import Batch, ChannelKind, Posted, Trouble
from dealwatch.model.rule import Rule, RuleAct
from dealwatch.store.ledger import LedgerLine
from dealwatch.system.clock import FixedClock

NOW = datetime(2024, 5, 17, 13, tzinfo=UTC)
TAKEN = Outcome(None, taken=True)


@dataclass
class Carrier:
    """Answers with `outcomes` one after another, then with the last one for ever."""

    outcomes: list = field(default_factory=lambda: [TAKEN])
    jobs: list = field(default_factory=list)
    stopped: bool = False

    def send(self, job, now, purpose=""):
        self.jobs.append(job)
        found = self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]
        if isinstance(found, Exception):
            raise found
        return found

    def stop(self):
        self.stopped = True


@dataclass
class Far:
    """A scene with a channel, its address and whoever carries."""

    scene: object
    channel: str
    carrier: Carrier = field(default_factory=Carrier)
    now: object = NOW
    up: bool = True
    kept: dict = field(default_factory=dict)

    @property
    def store(self):
        return self.scene.store

    def post(self, network=None):
        return Post(self.store, FixedClock(self.now), self.carrier, lambda name: self.kept.get(name, ""),
                    network or (lambda: self.up))  # fmt: skip

    def told(self, **what):
        alert = self.scene.happens(**what)
        self.scene.now = self.now
        self.scene.deliver()
        return alert

    def after(self, minutes):
        self.now += timedelta(minutes=minutes)
        return self.post().deliver()


@pytest.fixture
def far(scene):
    with scene.store.write() as database:
        channel = scene.store.channels.add(database, "Deal team", ChannelKind.WEBHOOK, NOW)
    return Far(scene, channel, kept={f"channel.{channel}": "https://example.org/hook"})


def test_what_a_cycle_told_goes_out_as_one_message_with_everything_in_it(far):
    for _ in range(2):
        far.scene.happens()
    far.told()
    assert len(far.scene.desktop.sent) == 1
    assert far.post().deliver() == 1
    (job,) = far.carrier.jobs
    assert job["address"] == "https://example.org/hook"
    assert job["title"] == "3 changes"
    for words in ("Authority: CMA", "Case: A / B", "Status: Phase 1 → Cleared", "https://x", "Seen: 17 May 2024"):
        assert job["text"].count(words) == 3
        assert words in job["html"]
    assert [change["events"][0]["badge_new"] for change in job["changes"]] == ["cleared"] * 3
    assert far.post().deliver() == 0


def test_the_desktop_is_told_before_and_without_it(far):
    far.carrier.outcomes = [Outcome(Trouble.UNREACHABLE)]
    far.told()
    assert len(far.scene.desktop.sent) == 1
    far.post().deliver()
    far.told()
    assert len(far.scene.desktop.sent) == 2
    assert far.store.alerts.undelivered() == []


def test_only_what_the_rules_tell_is_sent(far):
    far.scene.rules(Rule("r", "Quiet", act=RuleAct.INBOX))
    far.told()
    far.told(level=AlertLevel.QUIET)
    assert far.post().deliver() == 0
    far.scene.rules(Rule("r", "Silent", act=RuleAct.SILENT))
    far.told()
    assert far.post().deliver() == 1


def test_a_failure_is_kept_and_tried_again_with_growing_patience(far):
    alert = far.told()
    far.carrier.outcomes = [Outcome(Trouble.UNREACHABLE)]
    tries = [minute for minute in range(240) if far.after(minute and 1)]
    assert tries[:6] == [0, 1, 3, 8, 23, 53]
    assert tries[6:] == [113, 173, 233]
    channel = far.store.channels.get(far.channel)
    assert (channel.trouble, channel.failures) == (Trouble.UNREACHABLE, 9)
    assert far.store.channels.posted([alert])[alert] == (Posted("Deal team", False, Trouble.UNREACHABLE),)
    far.carrier.outcomes = [TAKEN]
    assert far.after(60) == 1
    channel = far.store.channels.get(far.channel)
    assert (channel.trouble, channel.failures, channel.sent_at) == (None, 0, far.now)
    assert far.store.channels.posted([alert])[alert] == (Posted("Deal team", True),)


def test_what_comes_while_a_channel_fails_goes_out_with_the_rest(far):
    far.carrier.outcomes = [Outcome(Trouble.UNREACHABLE), TAKEN]
    first = far.told()
    far.post().deliver()
    second = far.told()
    assert far.post().deliver() == 0, "its time has not come"
    assert far.after(1) == 1
    assert set(far.store.channels.posted([first, second])) == {first, second}
    assert far.carrier.jobs[1]["title"] == "2 changes"
    assert far.carrier.jobs[0]["letter"] != far.carrier.jobs[1]["letter"]


def test_what_may_have_arrived_goes_out_again_as_the_same(far):
    far.carrier.outcomes = [Outcome(Trouble.TIMEOUT, certain=False), TAKEN]
    far.told()
    far.post().deliver()
    far.told()
    assert far.after(1) == 1
    assert far.carrier.jobs[0] == far.carrier.jobs[1]
    assert far.post().deliver() == 1, "then what came meanwhile"
    assert far.carrier.jobs[2]["letter"] != far.carrier.jobs[1]["letter"]
    assert far.post().deliver() == 0


def test_a_crash_between_sending_and_noting_it_sends_the_same_again_and_nothing_else(far):
    far.told()
    with far.store.write() as database:  # what a killed program leaves behind
        batch = far.store.channels.claim(database, far.channel, NOW)
    assert far.after(1) == 0, "somebody may still be at it"
    assert far.after(2) == 1
    assert far.carrier.jobs[0]["letter"] == batch.id
    assert far.after(300) == 0


def test_a_service_that_asks_for_patience_gets_it_in_reason():
    assert patience(0, timedelta()) == timedelta(minutes=1)
    assert patience(99, timedelta()) == timedelta(hours=1)
    assert patience(0, timedelta(minutes=20)) == timedelta(minutes=20)
    assert patience(0, timedelta(days=30)) == LONGEST


def test_offline_is_nobodys_fault(far):
    far.up = False
    far.told()
    assert far.post().deliver() == 0
    assert far.carrier.jobs == []
    answers = iter([True, False])
    far.carrier.outcomes = [Outcome(Trouble.UNREACHABLE)]
    assert far.post(lambda: next(answers)).deliver() == 0, "the network went while it was on its way"
    channel = far.store.channels.get(far.channel)
    assert (channel.trouble, channel.failures) == (None, 0)
    far.up, far.carrier.outcomes = True, [TAKEN]
    assert far.post().deliver() == 1


def test_quiet_hours_hold_for_what_waits_too(far):
    far.carrier.outcomes = [Outcome(Trouble.SERVER), TAKEN]
    far.told()
    far.post().deliver()
    clock = (NOW + timedelta(minutes=30)).astimezone()
    keep_telling(far.store, Telling(hours=QuietHours(time(clock.hour), time((clock.hour + 2) % 24)), quiet_on=True))
    assert far.after(30) == 0
    assert far.after(180) == 1


def test_without_its_address_it_says_so_and_goes_on_once_there_is_one(far):
    name, address = next(iter(far.kept.items()))
    far.kept = {}
    far.told()
    assert far.post().deliver() == 1
    assert far.store.channels.get(far.channel).trouble is Trouble.NO_ADDRESS
    assert far.carrier.jobs == []
    far.kept = {name: address}
    assert far.after(1) == 1
    assert far.store.channels.get(far.channel).trouble is None


def test_one_channel_that_fails_keeps_nothing_from_another(far):
    with far.store.write() as database:
        other = far.store.channels.add(database, "Mail", ChannelKind.WEBHOOK, NOW + timedelta(seconds=1))
    far.kept[f"channel.{other}"] = "https://example.org/other"
    far.carrier.outcomes = [Outcome(Trouble.LOGIN), TAKEN]
    alert = far.told()
    assert far.post().deliver() == 2
    assert far.store.channels.posted([alert])[alert] == (
        Posted("Deal team", False, Trouble.LOGIN), Posted("Mail", True),
    )  # fmt: skip


def test_what_left_the_machine_stands_in_the_ledger_and_no_address_does(far):
    line = LedgerLine(NOW, "channel", "example.org", "", "POST", "a message through a channel of yours", "200", 2, 9)
    far.carrier.outcomes = [replace(TAKEN, lines=(line,))]
    far.told()
    far.post().deliver()
    assert far.store.ledger.recent() == [line]
    far.store.backup(far.store.path.parent / "copy.db")
    for path in far.store.path.parent.glob("*"):
        assert path.is_dir() or b"example.org/hook" not in path.read_bytes()


def test_a_recipient_nobody_knows_is_said_but_not_tried_for_ever(far):
    far.carrier.outcomes = [Outcome(Trouble.RECIPIENT, taken=True)]
    far.told()
    assert far.post().deliver() == 1
    assert far.store.channels.get(far.channel).trouble is Trouble.RECIPIENT
    assert far.after(300) == 0


def test_an_alert_that_is_gone_and_a_digest_that_is_not_ours_are_let_go(far):
    with far.store.write() as database:
        far.store.channels.queue(database, ["gone"], NOW)
    assert far.post().deliver() == 1
    assert far.carrier.jobs == []
    assert far.post().deliver() == 0


def test_the_end_of_the_program_is_no_failure(far):
    far.carrier.outcomes = [Ended(), TAKEN]
    far.told()
    assert far.post().deliver() == 0
    channel = far.store.channels.get(far.channel)
    assert (channel.trouble, channel.failures) == (None, 0)
    assert far.post().deliver() == 1
    assert far.carrier.jobs[0] == far.carrier.jobs[1]


def test_switched_off_it_gets_nothing_and_nothing_old_later(far):
    far.told()
    with far.store.write() as database:
        far.store.channels.enable(database, far.channel, False)
    far.told()
    with far.store.write() as database:
        far.store.channels.enable(database, far.channel, True)
    assert far.post().deliver() == 0
    far.told()
    assert far.post().deliver() == 1
    assert far.carrier.jobs[0]["title"] == "CMA: The deal – Cleared"


def test_forty_changes_are_told_and_the_rest_is_counted(far):
    for _ in range(43):
        far.scene.happens()
    Outbox(far.store, FixedClock(NOW), [far.scene.desktop]).deliver()
    far.post().deliver()
    text = far.carrier.jobs[0]["text"]
    assert text.count("Authority: CMA") == 40
    assert "and 3 more" in text


def test_the_thread_sends_beside_everything_else_and_ends_with_the_program(far):
    changed = threading.Event()
    thread = PostThread(far.post(), far.carrier.stop, changed.set)
    thread.wake()
    far.told()
    thread.wake()
    assert changed.wait(30)
    thread.stop()
    assert far.carrier.stopped
    far.told()
    thread.wake()  # after the end nothing begins anew
    assert len(far.carrier.jobs) == 1


def test_an_error_of_ours_does_not_end_the_thread(far, caplog):
    changed = threading.Event()
    far.carrier.outcomes = [ValueError("a bug"), TAKEN]
    failed = threading.Event()

    def address(name):
        failed.set()
        return far.kept[name]

    thread = PostThread(Post(far.store, FixedClock(NOW), far.carrier, address), far.carrier.stop, changed.set)
    far.told()
    thread.wake()
    assert failed.wait(30)
    with far.store.write() as database:
        far.store.channels.give_back(database, far.channel, Batch("any"), untried=False)  # its lease is over
    thread.wake()
    assert changed.wait(30)
    thread.stop()
    assert "came to grief" in caplog.text
