"""Entries of the calendar made of what `watch` knows of a case or a deal: which day, what is left, where it comes from.

Must not contain: reading the store, Qt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dealwatch.figures.calendar_entries import CalendarEntry, EntryKind, passed
from dealwatch.figures.day_words import number_text
from dealwatch.figures.field_words import field_words
from dealwatch.figures.tokens import hue
from dealwatch.language import _, n_, p_

if TYPE_CHECKING:  # reading the law is late: the first paint does not wait for it
    from datetime import date, datetime

    from dealwatch.model.deal import Case
    from dealwatch.model.event import Event
    from dealwatch.rules.law import Law
    from dealwatch.watch.dated_days import DatedDay
    from dealwatch.watch.deadlines import Deadline
    from dealwatch.watch.long_stops import LongStop

NEAR = 5
"""Working days from which on a deadline is written bold."""
LONG_STOP = "long_stop/"
OLD = "@"
"""What parts the key of a deadline from a day that it had once."""


def case_entries(
    case: Case, events: Sequence[Event], now: datetime, law: Law, name: str, list_name: str
) -> Iterator[CalendarEntry]:
    """Deadlines, the days they had once, and other days to come. `name` is the deal's."""
    from dealwatch.watch.dated_days import dated_days
    from dealwatch.watch.deadlines import deadlines_of, today_at

    colour = hue(case.status.badge)
    taken = set()
    for deadline in deadlines_of(case, events, now, law):
        key = f"{case.id}/{deadline.step}"
        if deadline.day is not None and deadline.listed and (case.deal_ids or not deadline.side_step):
            taken.add(deadline.day)
            yield _deadline(deadline, deadline.day, key, colour, name, list_name)
        for day in sorted({old.day for old in deadline.versions if old.day} - {deadline.day}):
            yield CalendarEntry(
                f"{key}{OLD}{day}", day, case.authority, name, _(deadline.label), EntryKind.PUBLISHED,
                f"deadline/{key}", colour, list_name, _deal(case), superseded=True, icon="clock-counter-clockwise",
                source=_("published before, no longer given"),
            )  # fmt: skip
    zone, today = today_at(case, now, law)
    for dated in dated_days(case, today, zone, len(events), taken):
        yield _dated(dated, today, colour, name, list_name)


def long_stop_entry(stop: LongStop, today: date) -> CalendarEntry:
    """Also one that has passed: until every review has ended, the parties may walk away."""
    deal = stop.deal
    late, stale = (False, False) if stop.settled else passed(stop.day, today)
    count, unit, short = ("", "", "") if stop.settled or stale else left_of(stop.days, None)
    return CalendarEntry(
        f"{LONG_STOP}{deal.id}", stop.day, "", deal.name, _("Long-stop date"), EntryKind.LONG_STOP, f"deal/{deal.id}",
        "slate", deal.list_name, deal.id, settled=stop.settled, late=late, stale=stale, stated=stop.from_document,
        count=count, unit=unit, short=short, left=f"{count} {unit}".strip(), icon="flag",
        source=_("given by a document") if stop.from_document else _("entered with the deal"),
    )  # fmt: skip


def left_of(days: int, working: int | None) -> tuple[str, str, str]:
    """(number, its unit, both in short); calendar days where the working days are not known."""
    if days == 0:
        return "", _("due today"), _("today")
    number = abs(days if working is None else working)
    text = number_text(number)
    if working is None:
        late, ahead = n_("day overdue", "days overdue", number), n_("day left", "days left", number)
        return text, late if days < 0 else ahead, _("{n} d").format(n=text)
    if days < 0:
        return text, _("WD overdue"), _("{n} WD overdue").format(n=text)
    return text, _("WD left"), _("{n} WD").format(n=text)


def _deadline(deadline: Deadline, day: date, key: str, colour: str, name: str, list_name: str) -> CalendarEntry:
    from dealwatch.ui.deadline_words import agreement, left_words
    from dealwatch.watch.deadlines import DeadlineState

    case = deadline.case
    settled = deadline.state is DeadlineState.SETTLED
    late, stale = (False, False) if settled else passed(day, deadline.today)
    count, unit, short = ("", "", "") if settled or stale else left_of((day - deadline.today).days, deadline.left)
    said = agreement(deadline)
    return CalendarEntry(
        key, day, case.authority, name, _(deadline.label),
        EntryKind.PUBLISHED if deadline.published is not None else EntryKind.CALCULATED,
        f"deadline/{key}", colour, list_name, _deal(case),
        settled=settled,
        late=late,
        stale=stale,
        near=not (settled or stale) and deadline.left is not None and abs(deadline.left) <= NEAR,
        count=count, unit=unit, short=short, left=left_words(deadline), source=said.words, icon=said.icon,
    )  # fmt: skip


def _dated(dated: DatedDay, today: date, colour: str, name: str, list_name: str) -> CalendarEntry:
    case = dated.case
    count, unit, short = left_of((dated.day - today).days, None)
    return CalendarEntry(
        dated.key, dated.day, case.authority, name, field_words(dated.fact.field), EntryKind.DATED, f"case/{case.id}",
        colour, list_name, _deal(case), count=count, unit=unit, short=short, left=f"{count} {unit}".strip(),
        source=p_("deadline", "published"), icon="check",
    )  # fmt: skip


def _deal(case: Case) -> str:
    return case.deal_ids[0] if case.deal_ids else ""
