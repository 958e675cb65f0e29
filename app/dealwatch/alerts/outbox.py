"""Delivers what stands in the outbox: one message per cycle, through the first channel that works, at least once.

What is told is decided by the user's rules (`rules`); what they do not tell is settled, since the inbox has it.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace

import msgspec

from dealwatch.alerts import wording
from dealwatch.alerts.channel_letter import Letter
from dealwatch.alerts.digest_letter import notification
from dealwatch.alerts.rules import Verdict, decide
from dealwatch.alerts.rules_context import happenings
from dealwatch.alerts.telling import UNTOLD, Telling, telling_of
from dealwatch.alerts.wording import Told
from dealwatch.language import _, mark, n_
from dealwatch.model.alert import Alert, AlertSubject, Reminder, deal_meant
from dealwatch.model.rule import LESSER, Rule, RuleAct
from dealwatch.sources.cards import shown_title
from dealwatch.store.database import Store
from dealwatch.watch.ports import Channel, Clock, Message

ACTIONS = (("open", mark("Open case")), ("evidence", mark("Evidence")), ("mute", mark("Mute")))
OPEN_DEAL = mark("Open deal")
LINES = 5
"""Lines of a message that tells of several alerts."""

_LOOKED = "rules_looked"
"""Up to which row of the outbox rules have looked for something to raise."""

log = logging.getLogger(__name__)


class Outbox:
    """`channels` in order of preference; the last one should be one that cannot fail (the window's own banner)."""

    def __init__(self, store: Store, clock: Clock, channels: Sequence[Channel]) -> None:
        self._store = store
        self._clock = clock
        self._channels = channels

    def deliver(self) -> int:
        """Tell everything not yet told, in one message; how many alerts that were. What fails stays in the outbox.

        In quiet hours everything waits. Kinds that are switched off are settled untold: switched on again, they do not
        come up with what is old.
        """
        telling, now, rules = telling_of(self._store), self._clock.now(), self._store.rules.all()
        self._raise_lesser(telling, rules)
        undelivered = self._store.alerts.undelivered()
        if not undelivered:
            return 0
        off = [alert.id for alert in undelivered if alert.subject in telling.off]
        wanted = [alert for alert in undelivered if alert.subject not in telling.off]
        verdicts = {alert.id: decide(rules, happenings(self._store, alert)) for alert in wanted}
        self._settle(off, {})
        self._settle([alert_id for alert_id, verdict in verdicts.items() if not verdict.tells], verdicts)
        ready = [alert for alert in wanted if verdicts[alert.id].tells and not verdicts[alert.id].waits(now)]
        if not ready or telling.waits(now):
            return 0
        silent = telling.silent or all(verdicts[alert.id].act is RuleAct.SILENT for alert in ready)
        message = replace(compose([told(self._store, alert) for alert in ready]), silent=silent)
        channel = self._send(message)
        if channel is None:
            return 0
        self._settle(message.alert_ids, verdicts, channel.name)
        return len(ready)

    def show_digest(self) -> bool:
        """Show the digest that this computer is to show, once one of its channels takes it and quiet hours are over."""
        digest_id = self._store.digests.unshown()
        now = self._clock.now()
        if not digest_id or telling_of(self._store).waits(now):
            return False
        letter = msgspec.json.decode(self._store.digests.letter(digest_id), type=Letter)
        if self._send(notification(digest_id, letter)) is None:
            return False
        with self._store.write() as database:
            self._store.digests.shown(database, now)
        return True

    def _raise_lesser(self, telling: Telling, rules: Sequence[Rule]) -> None:
        """What stands in the inbox only and a rule wants told: from now on, never what is old."""
        newest, looked = self._store.alerts.newest_row(), self._store.settings.get(_LOOKED)
        if looked == str(newest):
            return
        wanting = AlertSubject.CHANGE not in telling.off and any(rule.enabled and rule.what & LESSER for rule in rules)
        quiet = self._store.alerts.quiet_after(int(looked)) if wanting and looked else []
        raised = [alert.id for alert in quiet if decide(rules, happenings(self._store, alert)).tells]
        with self._store.write() as database:
            self._store.alerts.make_loud(database, raised)
            self._store.settings.put(database, _LOOKED, str(newest))

    def _settle(self, alert_ids: Sequence[str], verdicts: Mapping[str, Verdict], channel: str = UNTOLD) -> None:
        """Keep that they need nothing more, and by which rule."""
        if alert_ids:
            now = self._clock.now()
            with self._store.write() as database:
                for alert_id in alert_ids:
                    rule = verdicts[alert_id].rule if alert_id in verdicts else None
                    self._store.alerts.delivered(database, [alert_id], channel, now, rule.name if rule else "")
                if channel != UNTOLD:  # with the notification, or not at all: a crash tells no channel twice
                    self._store.channels.queue(database, alert_ids, now)

    def _send(self, message: Message) -> Channel | None:
        for channel in self._channels:
            if not channel.available():
                continue
            try:
                channel.send(message)
            except Exception:  # a channel is somebody else's program; the next one may work
                log.exception("The channel %s did not take a message.", channel.name)
            else:
                return channel
        return None


def told(store: Store, alert: Alert) -> Told:
    """An alert with what it is about."""
    case = store.cases.get(alert.case_id) if alert.case_id else None
    source = store.sources.get(alert.source or (case.source if case else ""))
    return Told(
        alert,
        tuple(store.events.list(ids=alert.event_ids)) if alert.event_ids else (),
        case,
        store.deals.get(alert.deal_id) if alert.deal_id else None,
        shown_title(source.key, source.title) if source else alert.source,
        store.proposals.get(alert.detail) if alert.subject is AlertSubject.PROPOSAL else None,
    )


def compose(alerts: Sequence[Told]) -> Message:
    """One message for one or many alerts. A click on it lands on the exact change."""
    ids = tuple(entry.alert.id for entry in alerts)
    if len(alerts) == 1:
        one = alerts[0]
        shown = ACTIONS if one.alert.subject is AlertSubject.CHANGE else ACTIONS[:1]
        if deal_meant(one.alert.detail):
            shown = (("open", OPEN_DEAL),)
        actions = tuple((name, _(words)) for name, words in shown)
        return Message(wording.title(one), wording.body(one), target(one), ids, actions)
    lines = [wording.title(entry) for entry in alerts[:LINES]]
    if len(alerts) > LINES:
        more = len(alerts) - LINES
        lines.append(n_("and {n} more", "and {n} more", more).format(n=more))
    near = sum(entry.alert.subject is AlertSubject.REMINDER for entry in alerts)
    return Message(
        _counted(len(alerts) - near, near), "\n".join(lines), "dealwatch://inbox", ids, (("open", _("Open inbox")),)
    )


def _counted(changes: int, near: int) -> str:
    """`2 changes, 1 deadline near`."""
    parts = []
    if changes:
        parts.append(n_("{n} change", "{n} changes", changes).format(n=changes))
    if near:
        parts.append(n_("{n} deadline near", "{n} deadlines near", near).format(n=near))
    return ", ".join(parts)


def target(entry: Told) -> str:
    """The address a click opens."""
    if entry.filed is not None:
        return f"dealwatch://proposal/{entry.filed.id}"
    if entry.events:
        return f"dealwatch://event/{wording.leading(entry.events).id}"
    if deal_id := deal_meant(entry.alert.detail):
        return f"dealwatch://deal/{deal_id}"
    if entry.alert.subject is AlertSubject.REMINDER:
        return f"dealwatch://deadline/{entry.alert.case_id}/{Reminder.parse(entry.alert.detail).step}"
    return f"dealwatch://source/{entry.alert.source}"
