"""Digests: when they are due by the user's clock, what is in them, and that each is made once whatever happens."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import msgspec
import pytest

from dealwatch.alerts.channel_letter import Letter, Section
from dealwatch.alerts.channel_post import Post
from dealwatch.alerts.channel_send import Outcome
from dealwatch.alerts.digest import DigestMaker
from dealwatch.alerts.digest_letter import counted
from dealwatch.alerts.digest_plan import (
    DigestPlan,
    Every,
    done_of,
    is_due,
    keep_plan,
    latest_slot,
    next_slot,
    plan_of,
    settled,
)
from dealwatch.alerts.outbox import Outbox
from dealwatch.alerts.quiet_hours import QuietHours
from dealwatch.alerts.telling import Telling, keep_telling
from dealwatch.model.alert import AlertLevel, AlertSubject
from dealwatch.model.channel import ChannelKind
from dealwatch.model.dates import PartialDate, instant_text
from dealwatch.model.deal import Deal
from dealwatch.model.event import Event, EventKind
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import ProvenFact
from dealwatch.model.source import SourceState
from dealwatch.store.database import Store
from dealwatch.store.digests import Marks
from dealwatch.store.facts_text import facts_text
from dealwatch.system.clock import FixedClock

NOW = datetime(2024, 5, 17, 13, tzinfo=UTC)  # a Friday
DAILY = DigestPlan(every=Every.DAY, at=time(8))
WEEKLY = DigestPlan(every=Every.WEEK, at=time(8), weekday=0)


def _local(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone()


# -- when


@pytest.mark.parametrize(("plan", "at", "slot"), [
    (DAILY, "2024-05-17T07:59", "2024-05-16"), (DAILY, "2024-05-17T08:00", "2024-05-17"),
    (DAILY, "2024-05-17T23:59", "2024-05-17"), (WEEKLY, "2024-05-17T12:00", "2024-05-13"),
    (WEEKLY, "2024-05-20T07:59", "2024-05-13"), (WEEKLY, "2024-05-20T08:00", "2024-05-20"),
    (DigestPlan(every=Every.WEEK, at=time(8), weekday=6), "2024-05-17T12:00", "2024-05-12"),
])  # fmt: skip
def test_a_digest_belongs_to_the_day_it_was_due(plan, at, slot):
    assert latest_slot(plan, _local(at)) == date.fromisoformat(slot)


def test_it_is_due_once_a_day_and_a_missed_one_once_altogether():
    done = date(2024, 5, 16)
    assert not is_due(DAILY, done, _local("2024-05-17T07:59"))
    assert is_due(DAILY, done, _local("2024-05-17T08:00"))
    assert is_due(DAILY, done, _local("2024-05-30T08:00"))
    assert not is_due(DAILY, date(2024, 5, 30), _local("2024-05-30T23:00"))
    assert not is_due(DigestPlan(), done, _local("2024-05-30T08:00"))


def test_a_clock_put_back_makes_none_twice_and_one_far_ahead_stops_none():
    done = date(2024, 5, 17)
    back = _local("2024-05-17T07:58")
    assert settled(DAILY, done, back) == done
    assert not is_due(DAILY, done, back)
    assert not is_due(DAILY, done, _local("2024-05-17T08:00"))
    ahead = date(2031, 1, 1)
    assert settled(DAILY, ahead, _local("2024-05-17T09:00")) == done
    assert is_due(DAILY, settled(DAILY, ahead, _local("2024-05-17T09:00")), _local("2024-05-18T08:00"))


def test_a_journey_over_time_zones_makes_none_twice():
    here = datetime(2024, 5, 17, 8, 30, tzinfo=timezone(timedelta(hours=9)))
    there = here.astimezone(timezone(timedelta(hours=-7)))
    done = latest_slot(DAILY, here)
    assert not is_due(DAILY, done, there)
    assert not is_due(DAILY, done, datetime(2024, 5, 17, 8, 30, tzinfo=there.tzinfo))
    assert is_due(DAILY, done, datetime(2024, 5, 18, 8, 30, tzinfo=there.tzinfo))


def test_when_the_next_one_comes_is_said():
    done = date(2024, 5, 17)
    assert next_slot(DAILY, done, _local("2024-05-17T09:00")) == _local("2024-05-18T08:00")
    assert next_slot(DAILY, date(2024, 5, 16), _local("2024-05-17T09:00")) == _local("2024-05-17T08:00")
    assert next_slot(WEEKLY, date(2024, 5, 13), _local("2024-05-17T09:00")) == _local("2024-05-20T08:00")
    assert next_slot(DigestPlan(), done, _local("2024-05-17T09:00")) is None


def test_the_plan_is_kept_and_one_that_nobody_understands_is_none(scene):
    assert plan_of(scene.store) == DigestPlan()
    keep_plan(scene.store, WEEKLY, NOW)
    assert plan_of(scene.store) == WEEKLY
    with scene.store.write() as database:
        scene.store.settings.put(database, "digest", '{"every": "century"}')
        scene.store.settings.put(database, "digest_done", "never")
    assert plan_of(scene.store) == DigestPlan()
    assert done_of(scene.store) is None


# -- made


class World:
    """A scene with a plan for every day, a channel and a clock of the user."""

    def __init__(self, scene):
        self.scene, self.store = scene, scene.store
        self.local = NOW.astimezone()
        with self.store.write() as database:
            self.channel = self.store.channels.add(database, "Deal team", ChannelKind.WEBHOOK, NOW)
        self.plan(DigestPlan(every=Every.DAY, at=time(8), channels=(self.channel,)))

    def plan(self, plan):
        keep_plan(self.store, plan, self.now)

    @property
    def now(self):
        return self.local.astimezone(UTC)

    def to(self, text):
        self.local = _local(text)
        return self

    def make(self):
        return DigestMaker(self.store, FixedClock(self.now)).make_due()

    def letters(self):
        rows = self.store.connections.reader.conn.execute("SELECT letter FROM digests ORDER BY id")
        return [msgspec.json.decode(row[0], type=Letter) for row in rows]

    def show(self):
        return Outbox(self.store, FixedClock(self.now), [self.scene.desktop]).show_digest()


@pytest.fixture
def world(scene):
    return World(scene)


def test_what_changed_since_the_last_one_is_in_it_and_never_again(world):
    world.scene.happens()
    assert not world.make(), "its time has not come"
    assert world.to("2024-05-18T08:00").make()
    assert not world.make()
    world.scene.happens(kind=EventKind.DOCUMENT, level=AlertLevel.QUIET)
    assert not world.make()
    assert world.to("2024-05-19T08:10").make()
    first, second = world.letters()
    assert first.title == "Daily digest: 1 change"
    assert "WHAT CHANGED SINCE THE LAST DIGEST" in first.text
    assert "Status: Phase 1 → Cleared" in first.text
    assert second.title == "Daily digest: 1 change"
    assert "Document: b" in second.text
    assert "Cleared" not in second.text
    assert [change["events"][0]["kind"] for change in second.changes] == ["document"]


def test_what_was_there_before_it_was_switched_on_is_not_news(world):
    world.plan(DigestPlan())
    world.scene.happens()
    world.plan(DAILY)
    assert not world.to("2024-05-18T09:00").make()
    world.scene.happens()
    assert world.to("2024-05-19T09:00").make()
    assert world.letters()[0].title == "Daily digest: 1 change"


def test_an_empty_one_is_made_only_where_it_is_wanted(world):
    assert not world.to("2024-05-18T09:00").make()
    assert world.letters() == []
    world.plan(msgspec.structs.replace(plan_of(world.store), empty=True))
    assert world.to("2024-05-19T09:00").make()
    assert world.letters()[0].title == "Daily digest: nothing new"
    assert "Nothing changed" in world.letters()[0].text


def test_days_missed_are_made_up_for_once_at_the_next_start(world):
    world.scene.happens()
    assert world.to("2024-05-29T12:00").make()
    assert not world.make()
    assert len(world.letters()) == 1


def test_a_clock_that_jumps_makes_none_twice_and_stops_none(world):
    world.scene.happens()
    assert world.to("2031-01-01T12:00").make()
    assert not world.to("2024-05-18T09:00").make()
    world.scene.happens()
    assert not world.make()
    assert world.to("2024-05-19T09:00").make()
    assert [letter.title for letter in world.letters()] == ["Daily digest: 1 change"] * 2


def test_of_two_programs_on_the_same_data_one_makes_it(world, monkeypatch):
    world.scene.happens()
    world.to("2024-05-18T08:00")
    other = DigestMaker(world.store, FixedClock(world.now))
    maker = DigestMaker(world.store, FixedClock(world.now))
    gathering = maker._letter

    def meanwhile(*arguments):
        found = gathering(*arguments)
        assert other.make_due()
        return found

    monkeypatch.setattr(maker, "_letter", meanwhile)
    assert not maker.make_due()
    assert len(world.letters()) == 1


def test_a_crash_loses_none_and_doubles_none(world, tmp_path):
    world.scene.happens()
    world.to("2024-05-18T08:00")

    class Gone(Exception):
        """The power went, at the end of the transaction."""

    def die(*_arguments):
        raise Gone

    queue, world.store.channels.queue_digest = world.store.channels.queue_digest, die
    with pytest.raises(Gone):
        world.make()
    world.store.channels.queue_digest = queue
    assert world.letters() == []
    assert world.make()
    with Store.open(tmp_path, world.now) as again:  # a second start on the same data
        assert not DigestMaker(again, FixedClock(world.now)).make_due()
    assert len(world.letters()) == 1


def test_days_that_are_near_and_sources_in_trouble_are_in_it(world):
    with world.store.write() as database:
        deal = Deal("", "Other deal", long_stop=PartialDate(2024, 5, 22))
        world.store.deals.add(database, deal, NOW)
        far = Deal("", "Far deal", long_stop=PartialDate(2024, 6, 12))
        world.store.deals.add(database, far, NOW)
        world.store.sources.finish(
            database, "cma", state=SourceState.BLOCKED, detail="", now=NOW, next_due=NOW, failures=3, told=True,
            settled=(),
        )  # fmt: skip
    assert world.to("2024-05-18T08:00").make()
    (letter,) = world.letters()
    assert letter.title == "Daily digest: 1 deadline near, 1 source in trouble"
    assert "22 May 2024 (Wed): Other deal, long-stop date" in letter.text
    assert "refuses automated reading. What is stored stays valid." in letter.text
    assert "Far deal" not in letter.text
    world.plan(msgspec.structs.replace(plan_of(world.store), days=30))
    assert world.to("2024-05-19T08:00").make()
    assert "Far deal" in world.letters()[1].text


def test_what_is_muted_is_not_in_it(world):
    world.scene.happens()
    with world.store.write() as database:
        database.conn.execute("UPDATE deals SET muted = 1")
    assert not world.to("2024-05-18T08:00").make()


def test_a_deadline_that_comes_near_is_in_it_with_where_its_day_is_from(world):
    evidence = Evidence("", "https://x", NOW)
    event = Event("D1", world.scene.case, NOW, EventKind.DEADLINE, "decision", None, "2024-05-23", "", "", "cma",
                  evidence, authority="CMA")  # fmt: skip
    facts = facts_text({"deadline:decision": ProvenFact("deadline:decision", "2024-05-23", evidence=evidence)})
    with world.store.write() as database:
        world.store.events.add(database, event)
        database.conn.execute(
            "UPDATE cases SET facts = ?, procedure = 'UK_MERGER', stage = 'in_depth', first_seen_at = ? WHERE id = ?",
            (facts, instant_text(NOW), world.scene.case),
        )
    assert world.to("2024-05-18T08:00").make()
    (letter,) = world.letters()
    assert letter.title == "Daily digest: 1 deadline near"
    assert "23 May 2024 (Thu): CMA, The deal" in letter.text
    assert "(published)" in letter.text


def test_what_the_news_suggests_is_in_it_while_nobody_has_decided(world):
    from dealwatch.model.proposal import Modality, Outlet, Proposal, Role
    from dealwatch.model.status import Badge

    proposal = Proposal(("A", "B"), "EC", Badge.JURISDICTION_CHECK, False, Role.MAIN, Modality.FACT, "It will look.",
                        0, 0.9, "why", deal="A / B")  # fmt: skip
    with world.store.write() as database:
        filed = world.store.proposals.add(database, proposal, "c", Outlet("https://n", "t", "", "feed:x"), NOW)
        world.store.alerts.raise_(database, occasion="n", now=NOW, subject=AlertSubject.PROPOSAL,
                                  level=AlertLevel.NOTIFY, source="feed:x", detail=filed)  # fmt: skip
    assert world.to("2024-05-18T08:00").make()
    assert "News suggests" in world.letters()[0].text


def test_this_computer_shows_it_once_and_a_click_opens_today(world):
    world.scene.happens()
    world.to("2024-05-18T08:00").make()
    assert world.show()
    assert not world.show()
    (message,) = world.scene.desktop.sent
    assert message.title == "Daily digest: 1 change"
    assert message.target == "dealwatch://today"
    assert "Cleared" in message.body
    assert message.actions == (("open", "Open Today"),)


def test_quiet_hours_hold_it_and_no_channel_leaves_it_for_later(world):
    world.scene.happens()
    keep_telling(world.store, Telling(hours=QuietHours(time(7), time(9)), quiet_on=True))
    world.to("2024-05-18T08:00").make()
    assert not world.show()
    world.to("2024-05-18T09:00")
    world.scene.desktop.available = lambda: False
    assert not world.show()
    world.scene.desktop.available = lambda: True
    assert world.show()


def test_it_goes_through_the_channels_chosen_as_it_was_made(world):
    jobs = []

    class Carrier:
        def send(self, job, now, purpose=""):
            jobs.append(job)
            return Outcome(None, taken=True)

        def stop(self):
            """Nothing runs."""

    world.scene.happens()
    world.to("2024-05-18T08:00").make()
    post = Post(world.store, FixedClock(world.now), Carrier(), lambda _name: "https://example.org/h")
    assert post.deliver() == 1
    assert post.deliver() == 0
    (job,) = jobs
    assert (job["title"], job["text"]) == (world.letters()[0].title, world.letters()[0].text)


def test_without_anybody_to_send_it_to_it_waits(world):
    world.plan(DigestPlan(every=Every.DAY, at=time(8), desktop=False, channels=("gone",)))
    world.scene.happens()
    assert not world.to("2024-05-18T08:00").make()
    world.plan(DigestPlan(every=Every.DAY, at=time(8), desktop=False, channels=(world.channel,)))
    assert world.make()
    assert not world.show(), "this computer is not to show it"


def test_one_asked_for_comes_at_once_and_takes_its_news_along(world):
    maker = DigestMaker(world.store, FixedClock(world.now))
    assert maker.make_now()
    world.scene.happens()
    assert maker.make_now()
    assert [letter.title for letter in world.letters()] == ["Daily digest: nothing new", "Daily digest: 1 change"]
    assert not world.to("2024-05-18T08:00").make(), "there is nothing left to tell"
    world.plan(DigestPlan(every=Every.DAY, desktop=False))
    assert not maker.make_now()


def test_more_than_a_hundred_changes_are_counted(world):
    for _ in range(103):
        world.scene.happens()
    world.to("2024-05-18T08:00").make()
    (letter,) = world.letters()
    assert letter.title == "Daily digest: 103 changes"
    assert letter.text.count("Authority: CMA") == 100
    assert "and 3 more" in letter.text


def test_words_of_sources_are_text_in_html_never_markup(world):
    letter = Letter("<b>", (Section("<script>", ("a & b",), "“<i>”", 'https://x/?a="><script>'),
                            Section("", (), "", "javascript:alert(1)")), "foot")  # fmt: skip
    assert "<script" not in letter.html
    assert "&lt;script&gt;" in letter.html
    assert 'href="javascript' not in letter.html
    assert counted(0, 2, 0) == "2 deadlines near"
    assert Marks.parse("1,x") is None
    assert Marks.parse(Marks(3, 4).text) == Marks(3, 4)
