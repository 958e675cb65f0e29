"""Reads the store for the window: names and zones of authorities, deadlines that hold, changes. Caches by version.

Must not contain: writing, words for the screen, Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from dealwatch.alerts.telling import UNTOLD
from dealwatch.figures.course import course
from dealwatch.language import _, mark, spoken
from dealwatch.model.alert import Alert, AlertSubject, Reminder
from dealwatch.model.dates import PartialDate
from dealwatch.model.event import Event, EventKind
from dealwatch.model.evidence import Evidence
from dealwatch.sources.cards import CARDS, shown_title
from dealwatch.store.alerts import InboxCount
from dealwatch.store.summary import version
from dealwatch.ui.chronology import led
from dealwatch.ui.desk import Change, DeadlineRow
from dealwatch.ui.words import authority_name
from dealwatch.watch.by_hand import SAMPLE_SOURCE, USER_SOURCE

if TYPE_CHECKING:  # reading the law and the sources is late: the first paint does not wait for it
    from dealwatch.figures.review import Review
    from dealwatch.model.channel import Posted
    from dealwatch.model.deal import Case, Deal
    from dealwatch.rules.procedure import Procedure
    from dealwatch.store.database import Store
    from dealwatch.ui.store_deadlines import DeadlineReading

T = TypeVar("T")
LONGEST_INBOX = 400
"""Changes that are read at once; older ones when the user goes on to them."""
QUARTER = 900  # s
_OWN_TITLES = {SAMPLE_SOURCE: mark("Bundled sample"), USER_SOURCE: mark("Entered by you")}
_LEDGER_TITLES = {"channel": mark("Channels of yours")}
"""Who else than sources makes requests."""


class SnoozedAlert(NamedTuple):
    """An alert that the user does not want to see before an instant."""

    id: str
    snoozed_until: datetime


class Taken(NamedTuple):
    """What stood in the data at a version."""

    version: int
    kept: dict[str, Any]


class Reading:
    """One thread's view of the store: what it has read stays true until somebody writes. `rules`: the user's law."""

    def __init__(self, store: Store, now: Callable[[], datetime], rules: Path | None = None) -> None:
        self.store, self.now, self._rules = store, now, rules
        self._version = -1
        self._language = ""
        self._kept: dict[str, Any] = {}
        self.reach = LONGEST_INBOX
        self._making = 0
        self._held = False
        self._events: dict[str, Event] = {}  # of the inbox; what was recorded never changes
        self._made: dict[str, tuple[tuple[object, ...], Change]] = {}

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """`make()`, once for each version of the data and language.

        What is asked for while something is made is of the same version: during a check, which writes all the time,
        everything would else be read anew with each of hundreds of changes.
        """
        with self.together():
            if name not in self._kept:
                self._kept[name] = make()
            return self._kept[name]

    def kept_today(self, name: str, make: Callable[[], T]) -> T:
        """As `kept`, for what becomes another with the day, too: in no zone it begins within a quarter of an hour."""
        return self.kept(f"{name}, {self.now().timestamp() // QUARTER:.0f}", make)

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is asked for within is of one version of the data, whatever is written meanwhile."""
        if not self._making and not self._held:
            current, language = version(self.store.connections), spoken()
            if current != self._version or language != self._language:
                self._version, self._language, self._kept = current, language, {}
        self._making += 1
        try:
            yield
        finally:
            self._making -= 1

    def taken(self) -> Taken:
        """What was read, for another thread's reading. Its values are never changed."""
        return Taken(self._version, dict(self._kept))

    def hold(self, taken: Taken) -> None:
        """Answer with what another reading has read, until `let_go`."""
        self._version, self._kept, self._held = taken.version, dict(taken.kept), True

    def let_go(self) -> None:
        self._held = False

    # -- sources and authorities

    def titles(self) -> dict[str, str]:
        """Titles of sources for people, by key."""

        def make() -> dict[str, str]:
            rows = {row.key: shown_title(row.key, row.title) for row in self.store.sources.all()}
            words = _("{authority} register")
            known = {key: words.format(authority=authority_name(info.authority)) for key, info in CARDS.items()}
            own = {key: _(title) for key, title in {**_OWN_TITLES, **_LEDGER_TITLES}.items()}
            return {**rows, **known, **own}

        return self.kept("titles", make)

    def title(self, event: Event) -> str:
        """Where an event was read. A bundled fact names the page it was read on."""
        if event.source == SAMPLE_SOURCE and event.evidence.locator:
            return event.evidence.locator
        return self.titles().get(event.source, event.source)

    def zone(self, case: Case) -> tzinfo:
        info = None if case.source in _OWN_TITLES else CARDS.get(case.source)
        if info is not None:
            return ZoneInfo(info.zone)
        procedure = self.procedure(case)
        return ZoneInfo(procedure.zone) if procedure is not None else UTC

    def procedure(self, case: Case) -> Procedure | None:
        return self.limits.law.procedure(case.procedure) if case.procedure else None

    def today(self, case: Case) -> date:
        """The present day where the authority sits."""
        return self.now().astimezone(self.zone(case)).date()

    # -- deadlines and pictures

    @cached_property
    def limits(self) -> DeadlineReading:
        from dealwatch.ui.store_deadlines import DeadlineReading

        return DeadlineReading(self, self._rules)

    def deadline_rows(self, case: Case, name: str) -> list[DeadlineRow]:
        return self.limits.rows(case, name)

    def review(self, case: Case, events: list[Event]) -> Review:
        own = [event for event in events if event.case_id == case.id]
        limits = self.limits.limits(case)
        return course(case, own, self.today(case), self.zone(case), authority_name(case.authority), limits)

    # -- changes

    def deals(self) -> dict[str, Deal]:
        return self.kept("deals", lambda: {deal.id: deal for deal in self.store.deals.all()})

    def changes(self) -> tuple[Change, ...]:
        """What stands in the inbox, newest first. Trouble of sources is told elsewhere and is none of them."""
        return self.kept(f"changes, {self.asleep()} asleep, {self.reach}", self._changes)

    def goes_back(self) -> bool:
        """Whether there are older changes than those."""
        return len(self._alerts()) >= self.reach

    def counted(self) -> InboxCount:
        """What the inbox has, older changes than those included: counted without reading them."""
        if self.goes_back():
            return self.kept(
                f"counted, {self.asleep()} asleep, {self.reach}", lambda: self.store.alerts.in_inbox(self.now())
            )
        changes = self.changes()
        unread, flagged = sum(change.unread for change in changes), sum(change.flagged for change in changes)
        return InboxCount(len(changes), unread, flagged)

    def _alerts(self) -> list[Alert]:
        return self.kept(f"alerts, {self.reach}", lambda: self.store.alerts.inbox(self.reach))

    def asleep(self) -> int:
        """How many alerts wait for their time: with it what stands in the inbox changes, though nobody writes."""
        return sum(alert.snoozed_until > self.now() for alert in self._snoozed())

    def _snoozed(self) -> list[SnoozedAlert]:
        def make() -> list[SnoozedAlert]:
            found = self._alerts()
            return [SnoozedAlert(alert.id, alert.snoozed_until) for alert in found if alert.snoozed_until]

        return self.kept(f"snoozed, {self.reach}", make)

    def _changes(self) -> tuple[Change, ...]:
        inbox = self._alerts()
        asleep = {alert.id for alert in self._snoozed() if alert.snoozed_until > self.now()}
        alerts = [
            alert
            for alert in inbox
            if (alert.event_ids or alert.subject is AlertSubject.REMINDER) and alert.id not in asleep
        ]
        wanted = [event_id for alert in alerts for event_id in alert.event_ids]
        events = {event_id: self._events[event_id] for event_id in wanted if event_id in self._events}
        unseen = [event_id for event_id in wanted if event_id not in events]
        events |= {event.id: event for event in self.store.events.list(ids=unseen)} if unseen else {}
        self._events = events
        cases: dict[str, Case | None] = {}
        deals, found = self.deals(), []  # once: while a check writes, each look at them would read them anew
        for alert in alerts:
            if alert.case_id and alert.case_id not in cases:
                cases[alert.case_id] = self.store.cases.get(alert.case_id)
            own = [events[event_id] for event_id in alert.event_ids if event_id in events]
            case = cases.get(alert.case_id)
            deal = deals.get(alert.deal_id)
            if own:
                found.append(self._same(alert, own, case, deal))
            elif alert.subject is AlertSubject.REMINDER and case is not None:
                found.append(self._reminder(alert, case, deal))
            elif alert.subject is AlertSubject.REMINDER and deal is not None:
                found.append(self._long_stop(alert, deal))
        self._made = {change.id: self._made[change.id] for change in found if change.id in self._made}
        return tuple(found)

    def _same(self, alert: Alert, events: list[Event], case: Case | None, deal: Deal | None) -> Change:
        """The very object of the last time where nothing is new: whoever shows it need not look further."""
        state = (alert, tuple(events), case, deal, self._posted().get(alert.id, ()))
        known = self._made.get(alert.id)
        if known is None or known[0] != state:
            known = self._made[alert.id] = (state, self._change(alert, events, case, deal))
        return known[1]

    def _change(self, alert: Alert, events: list[Event], case: Case | None, deal: Deal | None) -> Change:
        ordered = led(events)
        return Change(
            alert.id, ordered, case, deal, self.title(ordered[0]),
            alert.read_at is None, alert.flagged, told_words(alert.delivered), posted=self._posted().get(alert.id, ()),
        )  # fmt: skip

    def _posted(self) -> dict[str, tuple[Posted, ...]]:
        """How the alerts of the inbox fared with channels beyond this computer."""

        def make() -> dict[str, tuple[Posted, ...]]:
            if not self.store.channels.all():
                return {}
            return self.store.channels.posted([alert.id for alert in self._alerts()])

        return self.kept(f"posted, {self.reach}", make)

    def _reminder(self, alert: Alert, case: Case, deal: Deal | None) -> Change:
        """A deadline that comes near is no event of the case: one stands in for it, under the alert's own name."""
        reminder = Reminder.parse(alert.detail)
        fact = case.facts.get(f"deadline:{reminder.step}")
        proof = fact.evidence if fact is not None and fact.evidence is not None else None
        event = Event(
            alert.id, case.id, alert.created_at, EventKind.DEADLINE, reminder.step, None, reminder.day.isoformat(),
            case.status.badge, case.status.badge, case.source, proof or Evidence("", case.url, alert.created_at),
            PartialDate.of(reminder.day), authority=case.authority,
        )  # fmt: skip
        return replace(self._change(alert, [event], case, deal), reminder=reminder)

    def _long_stop(self, alert: Alert, deal: Deal) -> Change:
        """The long-stop date of a deal comes near: it belongs to no case, though a document of one may prove it."""
        reminder = Reminder.parse(alert.detail)
        stated = self._stating(deal, reminder.day) if reminder.published else None
        source, proof = stated or (USER_SOURCE, Evidence("", "", alert.created_at))
        event = Event(
            alert.id, "", alert.created_at, EventKind.DEADLINE, "long_stop", None, reminder.day.isoformat(), "", "",
            source, proof, PartialDate.of(reminder.day),
        )  # fmt: skip
        return replace(self._change(alert, [event], None, deal), reminder=reminder)

    def _stating(self, deal: Deal, day: date) -> tuple[str, Evidence] | None:
        """The source and the proof of a document that gives this day as the deal's long-stop date."""
        from dealwatch.watch.long_stops import STATED

        for case in filter(None, map(self.store.cases.get, deal.case_ids)):
            fact = case.facts.get(STATED)
            if fact is not None and fact.evidence is not None and fact.value == day.isoformat():
                return case.source, fact.evidence
        return None

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
        "desktop": _("the desktop"),
        "window": _("a message in the window"),
        "tray": _("the tray"),
        "terminal": _("the terminal"),
    }
    return tuple(names.get(channel, channel) for channel in channels if channel != UNTOLD)
