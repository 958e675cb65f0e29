"""When a digest is due: daily or weekly, at an hour of the user's own clock. Pure but for the two that keep the plan.

A digest belongs to a day, not to an instant: so a clock that is put back, a change of zone or of summer time makes none
twice, and one that was missed is made once. Must not contain: what a digest says.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum

import msgspec

from dealwatch.store.database import Store

_PLAN, DONE, MARKS = "digest", "digest_done", "digest_marks"
"""Names of the settings that keep the plan, the day of the last digest, and up to what it told."""
HORIZONS = (7, 30)


class Every(StrEnum):
    NEVER = "never"
    DAY = "day"
    WEEK = "week"


class DigestPlan(msgspec.Struct, frozen=True, kw_only=True):
    """`weekday` counts from Monday as 0 and matters to a weekly one. `days` is how far ahead deadlines are listed.

    `channels` are ids; `desktop`: this computer shows a notification, too. `empty`: also sent where nothing happened
    and nothing is near.
    """

    every: Every = Every.NEVER
    at: time = time(8)
    weekday: int = 0
    days: int = 7
    channels: tuple[str, ...] = ()
    desktop: bool = True
    empty: bool = False

    @property
    def period(self) -> timedelta:
        return timedelta(days=7 if self.every is Every.WEEK else 1)


def latest_slot(plan: DigestPlan, local: datetime) -> date:
    """The day whose digest was due last at this moment of the user's clock."""
    day = local.date()
    if plan.every is Every.WEEK:
        day -= timedelta(days=(day.weekday() - plan.weekday) % 7)
    return day - plan.period if day == local.date() and local.time() < plan.at else day


def is_due(plan: DigestPlan, done: date, local: datetime) -> bool:
    """Whether a digest is to be made, where that of the day `done` was the last."""
    return plan.every is not Every.NEVER and latest_slot(plan, local) > done


def settled(plan: DigestPlan, done: date, local: datetime) -> date:
    """`done`, or what to take for it where the clock was far ahead when it was set: else there were none for long."""
    slot = latest_slot(plan, local)
    return slot if done > slot + plan.period else done


def next_slot(plan: DigestPlan, done: date, local: datetime) -> datetime | None:
    """When the next one is due, by the user's clock; None for never."""
    if plan.every is Every.NEVER:
        return None
    slot = max(latest_slot(plan, local), settled(plan, done, local)) + plan.period
    if is_due(plan, settled(plan, done, local), local):
        slot = latest_slot(plan, local)
    return datetime.combine(slot, plan.at, local.tzinfo)


def plan_of(store: Store) -> DigestPlan:
    """As the user has it; one that a newer Dealwatch wrote in another way is none."""
    try:
        return msgspec.json.decode(store.settings.get(_PLAN) or "{}", type=DigestPlan)
    except msgspec.DecodeError:
        return DigestPlan()


def keep_plan(store: Store, plan: DigestPlan, now: datetime) -> None:
    """From the next time it is due. Where there was none, it tells what comes from now on."""
    before = plan_of(store)
    with store.write() as database:
        store.settings.put(database, _PLAN, msgspec.json.encode(plan).decode())
        if plan.every is Every.NEVER:
            return
        timed = (before.every, before.at, before.weekday) != (plan.every, plan.at, plan.weekday)
        if timed or not store.settings.get(DONE):
            slot = latest_slot(plan, now.astimezone())
            store.settings.put(database, DONE, slot.isoformat())
        if before.every is Every.NEVER:
            store.settings.put(database, MARKS, store.digests.marks(database).text)


def done_of(store: Store) -> date | None:
    """The day of the last digest, None before there was any."""
    try:
        return date.fromisoformat(store.settings.get(DONE))
    except ValueError:
        return None
