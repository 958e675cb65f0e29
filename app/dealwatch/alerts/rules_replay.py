"""What a rule would have told in the last ninety days, from the store's own events. `recall` reads, `replay` is pure.

Cases are those that are watched now, so that a deal that was tracked only today shows what it would have brought.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dealwatch.alerts.rules import Happening, fits
from dealwatch.alerts.rules_context import badge_of, happening_of, signal_of
from dealwatch.model.alert import AlertLevel, AlertSubject, deal_meant
from dealwatch.model.dates import parse_instant
from dealwatch.model.deal import Deal
from dealwatch.model.event import EventKind, EventNote
from dealwatch.model.rule import LESSER, Rule, Signal
from dealwatch.model.status import Badge, BadgeShape
from dealwatch.store.database import Store
from dealwatch.store.rules_past import PastCase, PastEvent, past_alerts, past_cases, past_events

DAYS = 90
_ORDER = {signal: place for place, signal in enumerate(Signal)}
_STEPS_BACK = (EventNote.ROLLBACK, EventNote.ROLLBACK_UNDONE)
_SUBJECTS = {
    AlertSubject.ITEM: Signal.ITEM,
    AlertSubject.PROPOSAL: Signal.ITEM,
    AlertSubject.HEALTH: Signal.HEALTH,
    AlertSubject.REMINDER: Signal.NEAR,
}


@dataclass(frozen=True, slots=True)
class Occasion:
    """What came at once: one notification where a rule tells it. `targets` are `dealwatch` places, one each."""

    at: datetime
    about: str
    authority: str
    happened: tuple[Happening, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class History:
    """`first` and `last` are local days; the occasions are in the order of time."""

    first: date
    last: date
    occasions: tuple[Occasion, ...] = ()


@dataclass(frozen=True, slots=True)
class Firing:
    """A notification that the rule would have made. `signal` is what made it, `badge` the new status if it was one."""

    at: datetime
    about: str
    authority: str
    signal: Signal
    badge: Badge | None
    target: str

    @property
    def day(self) -> date:
        """By this computer's zone."""
        return self.at.astimezone().date()


def recall(store: Store, now: datetime) -> History:
    """The last `DAYS` days up to `now`. Reads much: meant for a thread beside the window."""
    since = now - timedelta(days=DAYS)
    cases = past_cases(store.connections)
    titles = {row.key: row.title for row in store.sources.all()}
    groups: dict[str, list[tuple[PastEvent, Happening]]] = {}
    for event in past_events(store.connections, since, now):
        case = cases.get(event.case_id)
        if case is None:
            continue
        happened = _happened(event, case)
        if happened is not None:
            groups.setdefault(event.group or f"{event.at} {event.case_id}", []).append((event, happened))
    found = [_occasion(members, cases) for members in groups.values()]
    for alert in past_alerts(store.connections, since, now):
        case = cases.get(alert.case_id)
        if alert.case_id and case is None:
            continue
        signal = _SUBJECTS[AlertSubject(alert.subject)]
        at = parse_instant(alert.at)
        if deal_id := deal_meant(alert.detail):
            found.extend(_of_deal(store.deals.get(deal_id), at))
            continue
        happening = _with(case, signal) if case is not None else Happening(signal)
        about = _name(case) if case is not None else titles.get(alert.source, alert.source)
        place = f"event/{alert.event_id}" if alert.event_id else _place(case, alert.source)
        authority = case.authority if case is not None else ""
        found.append(Occasion(at, about, authority, (happening,), (place,)))
    found.sort(key=lambda occasion: occasion.at)
    return History(since.astimezone().date(), now.astimezone().date(), tuple(found))


def replay(history: History, rule: Rule) -> tuple[Firing, ...]:
    """What the rule fits by itself, on or off and whatever stands before it; newest first."""
    rule = replace(rule, enabled=True)
    found = []
    for occasion in reversed(history.occasions):
        fitting = [place for place, happening in enumerate(occasion.happened) if fits(rule, happening)]
        if fitting:
            place = fitting[0]
            if len(fitting) > 1:
                place = min(fitting, key=lambda place: (_weight(occasion.happened[place]), -place))
            lead = occasion.happened[place]
            target = occasion.targets[place]
            found.append(Firing(occasion.at, occasion.about, occasion.authority, lead.signal, lead.badge, target))
    return tuple(found)


def _happened(event: PastEvent, case: PastCase) -> Happening | None:
    """None for what was not worth telling: a register being tidied, a step backwards that nobody confirmed."""
    signal = signal_of(EventKind(event.kind), event.field)
    badge = badge_of(event.badge_new) if signal in (Signal.STATUS, Signal.NEW_CASE) else None
    if event.level == AlertLevel.QUIET and signal not in LESSER:
        return None
    if not event.level:
        tidied = event.field in ("stage", "clock") and event.badge_old == event.badge_new
        decided = badge is not None and badge.shape is BadgeShape.OUTCOME
        if event.note in _STEPS_BACK or (tidied and decided):
            return None
    return _with(case, signal, badge)


def _with(case: PastCase, signal: Signal, badge: Badge | None = None) -> Happening:
    return Happening(signal, badge, case.authority, case.deals, case.lists, case.tags)


def _occasion(members: list[tuple[PastEvent, Happening]], cases: dict[str, PastCase]) -> Occasion:
    first = members[0][0]
    case = cases[first.case_id]
    return Occasion(
        parse_instant(first.at),
        _name(case),
        case.authority,
        tuple(happening for _event, happening in members),
        tuple(f"event/{event.id}" for event, _happening in members),
    )


def _of_deal(deal: Deal | None, at: datetime) -> Iterator[Occasion]:
    """The long-stop date of a deal came near; nothing of one that is muted."""
    if deal is not None and not deal.muted:
        happening = happening_of(Signal.NEAR, [deal])
        yield Occasion(at, deal.name, "", (happening,), (f"deal/{deal.id}",))


def _name(case: PastCase) -> str:
    return case.deal_name or case.title


def _place(case: PastCase | None, source: str) -> str:
    return f"case/{case.id}" if case is not None else f"source/{source}"


def _weight(happening: Happening) -> tuple[int, int]:
    """The status first, and of several the outcome."""
    outcome = happening.badge is not None and happening.badge.shape is BadgeShape.OUTCOME
    return (_ORDER[happening.signal], 0 if outcome else 1)
