"""The rumour wall: news proposes, a person or an official source decides. Nothing here writes a status by itself.

`take` files what a text proposes; `apply` is the person's own act and puts them on record as the source.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from dealwatch.language import _, mark
from dealwatch.model.alert import AlertLevel, AlertSubject
from dealwatch.model.deal import Case, Deal, Party
from dealwatch.model.errors import UsageError
from dealwatch.model.event import Event, EventKind
from dealwatch.model.evidence import Evidence
from dealwatch.model.note import ActKind
from dealwatch.model.proposal import Filed, Outlet, Proposal, ProposalState, Reading, TrackedDeal
from dealwatch.model.status import Badge, BadgeShape, Status
from dealwatch.store.connection import Database
from dealwatch.store.database import Store
from dealwatch.watch.by_hand import USER_SOURCE, Entry, enter, take_back
from dealwatch.watch.radar import words

SAME_STORY = timedelta(days=30)
"""Equal claims within this time are one story: other outlets, syndicated copies, follow-ups."""


def tracked_deals(store: Store) -> tuple[TrackedDeal, ...]:
    """The deals a reader is to recognise."""
    return tuple(TrackedDeal(deal.name, deal.parties, deal.id) for deal in store.deals.all() if deal.parties)


def take(store: Store, database: Database, reading: Reading, outlet: Outlet, now: datetime) -> list[str]:
    """File what a text proposes as its main facts; ids of what is new in the inbox.

    A claim already filed gains an outlet and no new entry. One that only repeats what is on record is kept quietly.
    """
    raised = []
    for proposal in reading.proposals:
        if not proposal.raised:
            continue
        claim = _claim(proposal)
        known = store.proposals.same_claim(database, claim, now - SAME_STORY)
        if known is not None:
            store.proposals.add_outlet(database, known, outlet)
            continue
        state = ProposalState.REPEATS if _is_on_record(store, proposal) else ProposalState.OPEN
        proposal_id = store.proposals.add(database, proposal, claim, outlet, now, state)
        if state is ProposalState.OPEN:
            raised.append(proposal_id)
            store.alerts.raise_(
                database,
                occasion=proposal_id,
                now=now,
                subject=AlertSubject.PROPOSAL,
                level=AlertLevel.QUIET,
                source=outlet.source,
                detail=proposal_id,
            )
    return raised


def apply(store: Store, proposal_id: str, now: datetime) -> Event:
    """Put a proposal on file by the person's decision. A deal not tracked yet is made with the parties named.

    UsageError for one that is unknown or decided already.
    """
    with store.write() as database:
        filed = _open(store, database, proposal_id)
        proposal, outlet = filed.proposal, filed.outlets[0]
        deal_id = proposal.deal_id or _new_deal(store, database, filed, now)
        number = f"{deal_id}/{proposal.authority}"
        case = store.cases.find(USER_SOURCE, number, database)
        entry = Entry(
            number=number,
            authority=proposal.authority,
            title=proposal.deal or " / ".join(proposal.parties),
            words=_said(proposal),
            evidence=Evidence(outlet.snapshot, outlet.url, filed.created_at, "", proposal.evidence),
            status=(case.status if case else Status()).with_badge(proposal.status),
            day=proposal.event_date,
            printed_number=proposal.case_number,
        )
        case_id, events = enter(store, database, entry, now)
        if not events:
            raise UsageError(_("That status is on file already."), _("Nothing was changed."))
        store.deals.link(database, deal_id, case_id)
        store.proposals.settle(
            database,
            proposal_id,
            ProposalState.APPLIED,
            now,
            case_id=case_id,
            before=case.status.axes() if case else None,
        )
        _note(store, database, mark("Applied “{name}”"), filed, now)
    return events[0]


def dismiss(store: Store, proposal_id: str, state: ProposalState, now: datetime) -> None:
    """`NOT_THIS_DEAL` or `NOT_A_STEP`. UsageError for a proposal that is unknown or decided already."""
    with store.write() as database:
        filed = _open(store, database, proposal_id)
        store.proposals.settle(database, proposal_id, state, now)
        _note(store, database, mark("Set “{name}” aside"), filed, now)


def undo(store: Store, proposal_id: str, now: datetime) -> None:
    """Take the decision back. What was applied is undone by a further event, since history is never rewritten."""
    with store.write() as database:
        filed = store.proposals.get(proposal_id, database)
        if filed is None or filed.state in (ProposalState.OPEN, ProposalState.REPEATS):
            raise UsageError(_("There is nothing to undo."), proposal_id)
        if filed.state is ProposalState.APPLIED:
            take_back(store, database, filed.case_id, filed.proposal.deal_id, filed.before, filed.outlets[0].url, now)
        store.proposals.settle(database, proposal_id, ProposalState.OPEN, None)
        store.journal.mark_about(database, ActKind.PROPOSAL, proposal_id, now)


def official_step(store: Store, database: Database, case: Case, events: Sequence[Event]) -> None:
    """An official source has spoken: link the proposals that it confirms or contradicts."""
    steps = [event for event in events if event.kind in (EventKind.STATUS, EventKind.FIRST_SEEN)]
    if not steps:
        return
    badge = case.status.badge
    others = [other.value for other in Badge if other is not badge and badge.shape is other.shape is BadgeShape.OUTCOME]
    for deal_id in case.deal_ids:
        store.proposals.link_official(database, deal_id, case.authority, steps[0].id, badge)
        if others:
            store.proposals.link_contradicted(database, deal_id, case.authority, steps[0].id, others)


def _open(store: Store, database: Database, proposal_id: str) -> Filed:
    filed = store.proposals.get(proposal_id, database)
    if filed is None:
        raise UsageError(_("There is no such proposal."), proposal_id)
    if filed.state not in (ProposalState.OPEN, ProposalState.REPEATS):
        raise UsageError(_("That proposal is decided already."), _("Undo the decision first."))
    return filed


def _note(store: Store, database: Database, title: str, filed: Filed, now: datetime) -> None:
    proposal = filed.proposal
    fields = {"name": proposal.deal or " / ".join(proposal.parties)}
    store.journal.note(database, title, fields, ActKind.PROPOSAL, filed.id, now)


def _said(proposal: Proposal) -> str:
    """What was put on file, in a line: the step, whether it is a formal one, who said so."""
    parts = [proposal.status.label]
    if proposal.formal is False:
        parts.append("no formal step")
    if proposal.attribution:
        parts.append(f"said by: {proposal.attribution}")
    return "; ".join(parts)


def _new_deal(store: Store, database: Database, filed: Filed, now: datetime) -> str:
    proposal = filed.proposal
    name = " / ".join(proposal.parties)
    parties = tuple(Party(party) for party in proposal.parties)
    value = proposal.value.printed if proposal.value else ""
    deal_id = store.deals.add(database, Deal("", name, proposal.kind, parties, value), now)
    store.proposals.give_deal(database, filed, deal_id, name)
    return deal_id


def _claim(proposal: Proposal) -> str:
    """What is said, in a form that equal claims share: deal (or parties), authority, step."""
    about = proposal.deal_id or " / ".join(sorted(" ".join(words(party)) for party in proposal.parties))
    return f"{about}|{proposal.authority}|{proposal.status}"


def _is_on_record(store: Store, proposal: Proposal) -> bool:
    """Whether some case of that authority in that deal stands, or once stood, where the proposal says."""
    if not proposal.deal_id:
        return False
    cases = [case for case in store.cases.of_deal(proposal.deal_id) if case.authority == proposal.authority]
    return any(
        proposal.status in case.status.badges
        or any(event.badge_new == proposal.status for event in store.events.list(case_id=case.id))
        for case in cases
    )
