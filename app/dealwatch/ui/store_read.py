"""Reads the store for the window: names and zones of authorities, deadlines that hold, changes. Caches by version.

Must not contain: writing, words for the screen, Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from dealwatch.figures.course import course
from dealwatch.figures.review import Limit, Review
from dealwatch.model.alert import Alert
from dealwatch.model.deal import Case, Deal
from dealwatch.model.errors import UsageError
from dealwatch.model.event import Event, EventKind
from dealwatch.model.source import SourceInfo
from dealwatch.store.database import Store
from dealwatch.store.summary import version
from dealwatch.ui.chronology import led
from dealwatch.ui.desk import Change, DeadlineRow
from dealwatch.ui.words import authority_name, count_words, left_words
from dealwatch.watch.by_hand import SAMPLE_SOURCE, USER_SOURCE

if TYPE_CHECKING:  # reading the law and the sources is late: the first paint does not wait for it
    from dealwatch.rules.case_deadlines import CaseDeadline
    from dealwatch.rules.procedure import Procedure

T = TypeVar("T")
LONGEST_INBOX = 400
_OWN_TITLES = {SAMPLE_SOURCE: "Bundled sample", USER_SOURCE: "Entered by you"}


class Reading:
    """One thread's view of the store: what it has read stays true until somebody writes."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self.store, self.now = store, now
        self._version = -1
        self._kept: dict[str, Any] = {}

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """`make()`, once for each version of the data."""
        current = version(self.store.connections)
        if current != self._version:
            self._version, self._kept = current, {}
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]

    # -- sources and authorities

    @cached_property
    def infos(self) -> dict[str, SourceInfo]:
        from dealwatch.sources.registry import official

        return {key: source.info for key, source in official().items()}

    def titles(self) -> dict[str, str]:
        """Titles of sources for people, by key."""

        def make() -> dict[str, str]:
            rows = {row.key: row.title for row in self.store.sources.all()}
            known = {key: f"{authority_name(info.authority)} register" for key, info in self.infos.items()}
            return {**rows, **known, **_OWN_TITLES}

        return self.kept("titles", make)

    def title(self, event: Event) -> str:
        """Where an event was read. A bundled fact names the page it was read on."""
        if event.source == SAMPLE_SOURCE and event.evidence.locator:
            return event.evidence.locator
        return self.titles().get(event.source, event.source)

    def zone(self, case: Case) -> tzinfo:
        info = None if case.source in _OWN_TITLES else self.infos.get(case.source)
        if info is not None:
            return ZoneInfo(info.zone)
        procedure = self.procedure(case)
        return ZoneInfo(procedure.zone) if procedure is not None else UTC

    def procedure(self, case: Case) -> Procedure | None:
        if not case.procedure:
            return None

        from dealwatch.rules.procedures import find

        try:
            return find(case.procedure)
        except UsageError:
            return None

    def today(self, case: Case) -> date:
        """The present day where the authority sits."""
        return self.now().astimezone(self.zone(case)).date()

    # -- deadlines

    def deadlines(self, case: Case) -> tuple[CaseDeadline, ...]:
        """Deadlines of an open case, published ones first; empty for a decided one."""
        if case.status.decided:
            return ()
        from dealwatch.rules.case_deadlines import CaseDeadline, case_deadlines

        procedure = self.procedure(case)
        if procedure is not None:
            return tuple(line for line in case_deadlines(procedure, case.facts) if line.day is not None)
        found = []
        for name, fact in case.facts.items():
            if name.startswith("deadline:"):
                day = _day(fact.value)
                if day is not None:
                    found.append(CaseDeadline(fact.field.replace("_", " "), day, name))
        return tuple(found)

    def working_days(self, case: Case, day: date) -> int | None:
        """Working days left of the authority, None where its calendar is not known."""
        procedure = self.procedure(case)
        if procedure is None:
            return None

        from dealwatch.rules.calendar_files import calendar

        today = self.today(case)
        return calendar(procedure.calendar).working_days(today, day)

    def deadline_rows(self, case: Case, name: str) -> list[DeadlineRow]:
        today = self.today(case)
        found = []
        for line in self.deadlines(case):
            day = line.day
            assert day is not None
            published = line.published is not None
            found.append(
                DeadlineRow(
                    self._deadline_event(case, line), case, name, line.label, day, (day - today).days,
                    self.working_days(case, day), published,
                )
            )  # fmt: skip
        return found

    def _deadline_event(self, case: Case, line: CaseDeadline) -> str:
        field = line.fact.partition(":")[2]
        events = self.store.events.list(case_id=case.id, kinds=(EventKind.DEADLINE,), newest_first=True)
        return next((event.id for event in events if event.field == field), "")

    # -- pictures

    def review(self, case: Case, events: list[Event]) -> Review:
        today = self.today(case)
        limits = []
        for line in self.deadlines(case):
            day = line.day
            assert day is not None
            days, working = (day - today).days, self.working_days(case, day)
            left = left_words(days)
            short = f"{days} d"
            if working is not None and days > 0:
                left, short = count_words(working, "working day left", "working days left"), f"{working} WD"
            target = self._deadline_event(case, line)
            limits.append(
                Limit(
                    day, line.label, line.published is not None, left=left, left_short=short,
                    target=f"dealwatch://event/{target}" if target else "",
                )
            )  # fmt: skip
        own = [event for event in events if event.case_id == case.id]
        return course(case, own, today, self.zone(case), authority_name(case.authority), limits)

    # -- changes

    def deals(self) -> dict[str, Deal]:
        return self.kept("deals", lambda: {deal.id: deal for deal in self.store.deals.all()})

    def changes(self) -> tuple[Change, ...]:
        """What stands in the inbox, newest first. Trouble of sources is told elsewhere and is none of them."""
        return self.kept("changes", self._changes)

    def _changes(self) -> tuple[Change, ...]:
        alerts = [alert for alert in self.store.alerts.inbox(LONGEST_INBOX) if alert.event_ids]
        wanted = [event_id for alert in alerts for event_id in alert.event_ids]
        events = {event.id: event for event in self.store.events.list(ids=wanted)} if wanted else {}
        cases: dict[str, Case | None] = {}
        found = []
        for alert in alerts:
            if alert.case_id and alert.case_id not in cases:
                cases[alert.case_id] = self.store.cases.get(alert.case_id)
            own = [events[event_id] for event_id in alert.event_ids if event_id in events]
            if own:
                found.append(self._change(alert, own, cases.get(alert.case_id)))
        return tuple(found)

    def _change(self, alert: Alert, events: list[Event], case: Case | None) -> Change:
        ordered = led(events)
        return Change(
            alert.id, ordered, case, self.deals().get(alert.deal_id), self.title(ordered[0]),
            alert.read_at is None, alert.flagged, told_words(alert.delivered),
        )  # fmt: skip

    def change_of(self, event_id: str) -> Change | None:
        """The change that holds an event, from the inbox or, where it is not there, made of what one pass brought."""
        known = next((c for c in self.changes() if any(event.id == event_id for event in c.events)), None)
        if known is not None:
            return known
        event = self.store.events.get(event_id)
        if event is None:
            return None
        case = self.store.cases.get(event.case_id) if event.case_id else None
        events = [event]
        if case is not None:
            same = self.store.events.list(case_id=case.id, since=event.observed_at, until=event.observed_at)
            by_hand = case.source in _OWN_TITLES  # entered in one go, but each entry is a step of its own
            events += [
                other
                for other in same
                if other.id != event.id and (not by_hand or other.occurred_on == event.occurred_on)
            ]
        deals = self.deals()
        deal = next((deals[key] for key in case.deal_ids if key in deals), None) if case is not None else None
        ordered = led(events) if event.kind is EventKind.STATUS else (event, *events[1:])
        return Change(event.id, ordered, case, deal, self.title(event))


def told_words(channels: tuple[str, ...]) -> tuple[str, ...]:
    names = {
        "desktop": "the desktop",
        "window": "a message in the window",
        "tray": "the tray",
        "terminal": "the terminal",
    }
    return tuple(names.get(channel, channel) for channel in channels)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
