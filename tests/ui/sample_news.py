"""Suggestions of the news for the window's tests and pictures. Written by us; outlets and addresses are made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from dealwatch.model.dates import PartialDate
from dealwatch.model.errors import UsageError
from dealwatch.model.event import Event
from dealwatch.model.proposal import Amount, Filed, Modality, Outlet, Proposal, ProposalState, Role
from dealwatch.model.status import Badge
from dealwatch.ui.desk import News

READ = datetime(2024, 11, 19, 8, 40, tzinfo=UTC)


def mistral() -> Filed:
    """A check of jurisdiction that is no formal step, told by five outlets."""
    proposal = Proposal(
        parties=("Microsoft", "Mistral AI"),
        authority="EC",
        status=Badge.JURISDICTION_CHECK,
        formal=False,
        role=Role.MAIN,
        modality=Modality.FACT,
        evidence="“We have received a copy of the agreement, which we will analyse,” the spokesperson said on Tuesday.",
        start=120,
        score=0.91,
        reason="Both parties, the authority's spokesperson, “copy of the agreement”; lowered by the press as source",
        deal="Microsoft / Mistral AI",
        deal_id="mistral",
        value=Amount(Decimal(15_000_000), "EUR", "€15 million"),
        event_date=PartialDate.parse("2024-11-18"),
        attribution="a Commission spokesperson, as reported by a news agency",
    )
    titles = ("Brussels looks at AI partnership", "Watchdog has the contract", "", "A partnership is read", "Copy sent")
    outlets = tuple(
        Outlet(f"https://news{number}.example.org/story/{number}", title, "", "feed:x")
        for number, title in enumerate(titles)
    )
    return Filed("01NEWSMISTRAL", READ, proposal, ProposalState.OPEN, outlets)


def untracked() -> Filed:
    """A deal that nobody follows yet, of an authority that is not in the registry, told by one outlet."""
    proposal = Proposal(
        parties=("Alpha Chips", "Beta Cloud"),
        authority="Swiss Competition Commission",
        status=Badge.PHASE_1,
        formal=None,
        role=Role.MAIN,
        modality=Modality.FACT,
        evidence="The commission has opened its review of the purchase.",
        start=0,
        score=0.64,
        reason="Two parties and “opened its review”",
        case_number="41-0999",
    )
    outlet = Outlet("https://daily.example.org/chips", "Chips meet cloud", "", "feed:x")
    return Filed("01NEWSCHIPS", READ - timedelta(hours=3), proposal, ProposalState.OPEN, (outlet,))


class SampleNews:
    """The part of the sample desk over the news; `suggest` puts something on the wall."""

    filed: dict[str, Filed]
    news_official: dict[str, Event]

    def begin_news(self) -> None:
        self.filed, self.news_official = {}, {}

    def suggest(self, *filed: Filed) -> None:
        self.filed |= {one.id: one for one in filed}

    def confirm(self, proposal_id: str, event: Event, confirmed: bool) -> None:
        self.news_official[proposal_id] = event
        self.filed[proposal_id] = replace(self.filed[proposal_id], event_id=event.id, confirmed=confirmed)

    def proposals(self) -> tuple[News, ...]:
        found = [self._news(one) for one in self.filed.values() if one.state is ProposalState.OPEN]
        return tuple(sorted(found, key=lambda news: news.filed.created_at, reverse=True))

    def proposal(self, proposal_id: str) -> News | None:
        filed = self.filed.get(proposal_id)
        return self._news(filed) if filed is not None else None

    def _news(self, filed: Filed) -> News:
        alert = f"alert-{filed.id}"
        return News(filed, alert, alert not in self.read, self.news_official.get(filed.id))  # type: ignore[attr-defined]

    def decide_proposal(self, proposal_id: str, decision: ProposalState) -> None:
        if self.filed[proposal_id].state is not ProposalState.OPEN:
            raise UsageError("That proposal is decided already.", "Undo the decision first.")
        self.filed[proposal_id] = replace(self.filed[proposal_id], state=decision)

    def undo_proposal(self, proposal_id: str) -> None:
        self.filed[proposal_id] = replace(self.filed[proposal_id], state=ProposalState.OPEN)
