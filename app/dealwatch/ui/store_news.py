"""What the news suggests, read from the store, and the user's decisions about it. Must not contain Qt or words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dealwatch.model.alert import Alert, AlertSubject
from dealwatch.model.proposal import Filed, ProposalState
from dealwatch.ui.desk import News
from dealwatch.ui.store_read import LONGEST_INBOX, Reading

if TYPE_CHECKING:
    from dealwatch.store.database import Store


class NewsDesk:
    """The part of the desk over the rumour wall. Reads are meant for one thread; acts may be called from another."""

    def __init__(self, store: Store, reading: Reading) -> None:
        self._store, self._reading = store, reading

    def open(self) -> tuple[News, ...]:
        """What awaits the user, newest first."""
        return self._reading.kept("news", self._open)

    def _open(self) -> tuple[News, ...]:
        filed = self._store.proposals.all(ProposalState.OPEN)
        alerts = self._alerts() if filed else {}
        return tuple(self._news(one, alerts) for one in filed)

    def of_deal(self, deal_id: str) -> tuple[News, ...]:
        """In whatever state, newest first."""
        found = self._store.proposals.all(deal_id=deal_id)
        alerts = self._alerts() if found else {}
        return tuple(self._news(filed, alerts) for filed in found)

    def one(self, proposal_id: str) -> News | None:
        """In whatever state; None for one that is unknown."""
        filed = self._store.proposals.get(proposal_id)
        return self._news(filed, self._alerts()) if filed is not None else None

    def decide(self, proposal_id: str, decision: ProposalState) -> None:
        """UsageError where it is unknown or decided already."""
        from dealwatch.watch import wall  # late: the first paint does not wait for it

        if decision is ProposalState.APPLIED:
            wall.apply(self._store, proposal_id, self._reading.now())
        else:
            wall.dismiss(self._store, proposal_id, decision, self._reading.now())
        alert = self._alerts().get(proposal_id)
        if alert is not None and alert.read_at is None:  # what was decided has been seen
            with self._store.write() as database:
                self._store.alerts.mark_read(database, (alert.id,), self._reading.now())

    def undo(self, proposal_id: str) -> None:
        """UsageError where nothing was decided."""
        from dealwatch.watch import wall

        wall.undo(self._store, proposal_id, self._reading.now())

    def _alerts(self) -> dict[str, Alert]:
        found = self._store.alerts.inbox(LONGEST_INBOX)
        return {alert.detail: alert for alert in found if alert.subject is AlertSubject.PROPOSAL}

    def _news(self, filed: Filed, alerts: Mapping[str, Alert]) -> News:
        alert = alerts.get(filed.id)
        official = self._store.events.get(filed.event_id) if filed.event_id else None
        return News(filed, alert.id if alert else "", alert is not None and alert.read_at is None, official)
