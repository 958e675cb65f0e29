"""Deals and their cases for the window: rows of a table, the page of one. Must not contain Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dealwatch.model.event import EventKind
from dealwatch.model.status import Clock
from dealwatch.ui.desk import DealPage, DealRow, DocumentRow

if TYPE_CHECKING:
    from dealwatch.model.deal import Case, Deal
    from dealwatch.store.database import Store
    from dealwatch.ui.store_portfolio import PortfolioReading
    from dealwatch.ui.store_read import Reading

WATCHED_KIND = "case"


class DealReading:
    def __init__(self, store: Store, reading: Reading, portfolio: PortfolioReading) -> None:
        self._store, self._reading, self._portfolio = store, reading, portfolio

    def tracked(self) -> list[tuple[Case, str]]:
        """Cases of deals, and cases watched on their own, with the name they go by."""

        def make() -> list[tuple[Case, str]]:
            found = [(case, deal.name) for deal in self._reading.deals().values() for case in self._cases(deal)]
            return found + [(case, case.title or case.printed_number or case.number) for case in self._lone_cases()]

        return self._reading.kept("tracked", make)

    def without_clock(self) -> int:
        """How many tracked cases wait for a decision while no clock runs."""
        return sum(1 for case, _ in self.tracked() if not case.status.decided and case.status.clock is Clock.NONE)

    def _cases(self, deal: Deal) -> list[Case]:
        return self._store.cases.of_deal(deal.id)

    def _lone_cases(self) -> list[Case]:
        ids = {watch.case_id for watch in self._store.watches.all() if watch.kind == WATCHED_KIND and watch.case_id}
        cases = (self._store.cases.get(case_id) for case_id in sorted(ids))
        return [case for case in cases if case is not None and not case.deal_ids]

    def rows(self, list_name: str = "") -> tuple[DealRow, ...]:
        rows = self._reading.kept("deal rows", lambda: tuple(found.row for found in self._portfolio.portfolio().rows))
        return tuple(row for row in rows if not list_name or row.deal.list_name == list_name)

    def page(self, deal_id: str = "", case_id: str = "") -> DealPage | None:
        return self._reading.kept_today(f"page {deal_id} {case_id}", lambda: self._asked(deal_id, case_id))

    def _asked(self, deal_id: str, case_id: str) -> DealPage | None:
        if case_id and not deal_id:
            case = self._store.cases.get(case_id) or self._store.cases.adopted_by(case_id)
            if case is None:
                return None
            known = [key for key in case.deal_ids if key in self._reading.deals()]
            if not known:
                return self._page(None, [case])
            return self.page(known[0])
        deal = self._reading.deals().get(deal_id)
        return self._page(deal, self._cases(deal)) if deal is not None else None

    def _page(self, deal: Deal | None, cases: list[Case]) -> DealPage:
        events = [event for case in cases for event in self._store.events.list(case_id=case.id)]
        brought = {(event.case_id, event.field): event.id for event in events if event.kind is EventKind.DOCUMENT}
        documents = [
            DocumentRow(
                fact.value, case.authority, fact.occurred_on, fact.link, case.id,
                brought.get((case.id, fact.field), ""), bool(fact.evidence and fact.evidence.snapshot),
            )
            for case in cases
            for fact in case.facts.values()
            if fact.namespace == "document"
        ]  # fmt: skip
        documents.sort(key=lambda row: (str(row.day or ""), row.title), reverse=True)
        return DealPage(
            deal=deal,
            cases=tuple(cases),
            events=tuple(events),
            reviews=tuple(self._reading.review(case, events) for case in cases),
            documents=tuple(documents),
            event_sources=tuple((event.id, self._reading.title(event)) for event in events),
            zones=tuple((case.source, self._reading.zone(case)) for case in cases),
        )
