"""Makes the digest that is due: what changed since the last one, what is near, which sources are in trouble.

It is kept with the data in the transaction that marks its day as done; what is sent is that text, however often it has
to be tried. Must not contain: when it is due (`digest_plan`), its words (`digest_letter`), sending (`channel_post`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import msgspec

from dealwatch.alerts.channel_letter import Letter
from dealwatch.alerts.digest_letter import MOST, Near, digest_letter
from dealwatch.alerts.digest_plan import DONE, MARKS, DigestPlan, done_of, is_due, latest_slot, plan_of, settled
from dealwatch.alerts.outbox import told
from dealwatch.alerts.wording import Told
from dealwatch.model.alert import Alert, AlertLevel, AlertSubject
from dealwatch.rules.law import BUNDLED, Law
from dealwatch.sources.cards import shown_title
from dealwatch.store.database import Store
from dealwatch.store.digests import Marks
from dealwatch.watch.by_hand import SAMPLE_SOURCE
from dealwatch.watch.deadlines import upcoming
from dealwatch.watch.long_stops import long_stops, today_of
from dealwatch.watch.ports import Clock


class DigestMaker:
    """`law` is asked when there is something to make: the user's own rules may have changed."""

    def __init__(self, store: Store, clock: Clock, law: Callable[[], Law] = lambda: BUNDLED) -> None:
        self._store, self._clock, self._law = store, clock, law

    def make_due(self) -> bool:
        """Make the one that is due; whether there was one. For every cycle: it mostly only looks at the time."""
        plan, done, now = plan_of(self._store), done_of(self._store), self._clock.now()
        local = now.astimezone()
        if done is None or not self._reaches(plan):
            return False
        if settled(plan, done, local) != done:
            with self._store.write() as database:
                self._store.settings.put(database, DONE, settled(plan, done, local).isoformat())
            return False
        return is_due(plan, done, local) and self._make(plan, now, latest_slot(plan, local))

    def make_now(self) -> bool:
        """One beyond the usual ones, because the user asks for it; whether it reaches anybody."""
        plan = plan_of(self._store)
        return self._reaches(plan) and self._make(replace_empty(plan), self._clock.now(), None)

    def _reaches(self, plan: DigestPlan) -> bool:
        """Without anybody to send it to, what happened waits for the next one."""
        on = {channel.id for channel in self._store.channels.all() if channel.enabled}
        return plan.desktop or bool(on & set(plan.channels))

    def _make(self, plan: DigestPlan, now: datetime, slot: date | None) -> bool:
        marks = Marks.parse(self._store.settings.get(MARKS)) or Marks()
        upto = self._store.digests.marks()  # what is recorded while it is made is in the next one
        letter = self._letter(plan, marks, upto, now)
        with self._store.write() as database:
            done = done_of(self._store)
            if slot is not None and done is not None and done >= slot:
                return False  # another program on the same data was faster
            if slot is not None:
                self._store.settings.put(database, DONE, slot.isoformat())
            if letter is None:
                return False
            self._store.settings.put(database, MARKS, upto.text)
            kept = msgspec.json.encode(letter).decode()
            digest_id = self._store.digests.add(database, kept, now, to_desktop=plan.desktop)
            self._store.channels.queue_digest(database, digest_id, plan.channels, now)
        return True

    def _letter(self, plan: DigestPlan, marks: Marks, upto: Marks, now: datetime) -> Letter | None:
        """None where there is nothing to say, and that is not to be said."""
        changes, count = self._changes(marks, upto)
        near, trouble = self._near(plan, now), self._trouble(now)
        if not (changes or near or trouble or plan.empty):
            return None
        return digest_letter(changes, count, near, trouble, plan, now)

    def _changes(self, marks: Marks, upto: Marks) -> tuple[list[Told], int]:
        """Of what is watched, loud or quiet, each with what is new in it; then what the news suggests. Read are only
        those that are told in full; and how many there are.
        """
        known: list[tuple[str, tuple[str, ...]]] = self._store.digests.told_between(marks, upto)
        known += [(alert_id, ()) for alert_id in self._store.digests.proposals_between(marks, upto)]
        found = []
        for alert_id, event_ids in known[:MOST]:
            alert = self._store.alerts.get(alert_id)
            if alert is not None:
                found.append(told(self._store, replace(alert, event_ids=event_ids)))
        return found, len(known)

    def _near(self, plan: DigestPlan, now: datetime) -> list[Near]:
        last = today_of(now) + timedelta(days=plan.days)
        deals = {deal.id: deal for deal in self._store.deals.all()}
        found = []
        for each in upcoming(self._store, now, self._law()):
            idle = each.case.source == SAMPLE_SOURCE or (each.side_step and not each.case.deal_ids)
            if each.day is None or each.day > last or idle:
                continue
            deal = next((deals[key] for key in each.case.deal_ids if key in deals), None)
            name = deal.name if deal is not None else each.case.title or each.case.printed_number or each.case.number
            published = each.published is not None
            found.append(Near(each.day, name, each.case.authority, each.label, published, each.left))
        today = today_of(now)
        found += [
            Near(stop.day, stop.deal.name)
            for stop in long_stops(self._store, today)
            if today <= stop.day <= last and not stop.settled and not stop.deal.sample
        ]
        return sorted(found, key=lambda near: (near.day, near.name, near.authority))

    def _trouble(self, now: datetime) -> list[Told]:
        found = []
        for row in self._store.sources.all():
            if row.state.trouble and not row.paused:
                alert = Alert("", row.since or now, AlertSubject.HEALTH, AlertLevel.QUIET, source=row.key,
                              detail=row.state.value)  # fmt: skip
                found.append(Told(alert, (), source_title=shown_title(row.key, row.title)))
        return found


def replace_empty(plan: DigestPlan) -> DigestPlan:
    """Asked for, a digest comes also where there is nothing in it."""
    return msgspec.structs.replace(plan, empty=True)
