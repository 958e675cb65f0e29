"""What an alert tells of, in the terms that rules speak in; read from the store. Must not contain: the deciding."""

from __future__ import annotations

from collections.abc import Sequence

from dealwatch.alerts.rules import Happening
from dealwatch.model.alert import Alert, AlertLevel, AlertSubject
from dealwatch.model.deal import Deal
from dealwatch.model.event import EventKind
from dealwatch.model.rule import LESSER, Signal
from dealwatch.model.status import Badge
from dealwatch.store.database import Store
from dealwatch.watch.decide import says_status

_SIGNALS = {
    EventKind.FIRST_SEEN: Signal.NEW_CASE,
    EventKind.STATUS: Signal.STATUS,
    EventKind.DEADLINE: Signal.DEADLINE,
    EventKind.DOCUMENT: Signal.DOCUMENT,
    EventKind.PARTY: Signal.PARTY,
    EventKind.REMOVED: Signal.REMOVED,
}
_SUBJECTS = {
    AlertSubject.HEALTH: Signal.HEALTH,
    AlertSubject.ITEM: Signal.ITEM,
    AlertSubject.PROPOSAL: Signal.ITEM,
    AlertSubject.REMINDER: Signal.NEAR,
    AlertSubject.CHANGE: Signal.STATUS,
}
_BADGES = frozenset(Badge)


def signal_of(kind: EventKind, field: str) -> Signal:
    """What an event of a case is to a rule; the authority's own words for a status are one."""
    if kind is EventKind.TEXT and says_status(field):
        return Signal.STATUS
    return _SIGNALS.get(kind, Signal.OTHER)


def badge_of(text: str) -> Badge | None:
    return Badge(text) if text in _BADGES else None


def happening_of(signal: Signal, deals: Sequence[Deal], badge: Badge | None = None, authority: str = "") -> Happening:
    """Something that these deals are told of."""
    return Happening(
        signal,
        badge,
        authority,
        frozenset(deal.id for deal in deals),
        frozenset(deal.list_name for deal in deals if deal.list_name),
        frozenset(tag for deal in deals for tag in deal.tags),
    )


def happenings(store: Store, alert: Alert) -> tuple[Happening, ...]:
    """Everything an alert tells of. Of one that stands in the inbox only, what a rule may raise out of it."""
    case = store.cases.get(alert.case_id) if alert.case_id else None
    about = case.deal_ids if case is not None else (alert.deal_id,)
    deals = [deal for deal in (store.deals.get(deal_id) for deal_id in about if deal_id) if deal]

    def happening(signal: Signal, badge: Badge | None = None) -> Happening:
        return happening_of(signal, deals, badge, case.authority if case is not None else "")

    if alert.subject is not AlertSubject.CHANGE or not alert.event_ids:
        return (happening(_SUBJECTS[alert.subject]),)
    events = store.events.list(ids=alert.event_ids)
    found = tuple(happening(signal_of(event.kind, event.field), badge_of(event.badge_new)) for event in events)
    if alert.level is AlertLevel.NOTIFY:
        return found
    return tuple(each for each in found if each.signal in LESSER)
