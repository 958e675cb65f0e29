"""`proposals`: what the news suggests, and what a person decides about it."""

from __future__ import annotations

from typing import Any

import click

from dealwatch.cli.lines import moment
from dealwatch.cli.session import Session
from dealwatch.model.errors import UsageError
from dealwatch.model.proposal import Filed, ProposalState
from dealwatch.watch import wall

DECISIONS = {"not-this-deal": ProposalState.NOT_THIS_DEAL, "not-a-step": ProposalState.NOT_A_STEP}


@click.command("proposals")
@click.option("--deal", help="Only those about this deal.")
@click.option("--all", "everything", is_flag=True, help="Decided and quiet ones, too.")
@click.option("--apply", "applied", metavar="ID", help="Put this proposal on file; you are then its source.")
@click.option("--dismiss", "dismissed", metavar="ID", help="Set this proposal aside.")
@click.option("--why", type=click.Choice(sorted(DECISIONS)), default="not-a-step", show_default=True)
@click.option("--undo", "undone", metavar="ID", help="Take the decision about this proposal back.")
@click.pass_obj
def command(
    session: Session,
    deal: str | None,
    everything: bool,
    applied: str | None,
    dismissed: str | None,
    why: str,
    undone: str | None,
) -> None:
    """List what the news proposes; news never sets a status by itself."""
    store, now = session.store, session.clock.now()
    if applied:
        session.show_events([wall.apply(store, applied, now)])
        return
    if dismissed:
        wall.dismiss(store, dismissed, DECISIONS[why], now)
    elif undone:
        wall.undo(store, undone, now)
    deal_id = ""
    if deal is not None:
        found = store.deals.find(deal)
        if found is None:
            raise UsageError("No such deal is tracked.", f"See `dealwatch deals` ({deal}).")
        deal_id = found.id
    for filed in store.proposals.all(None if everything else ProposalState.OPEN, deal_id):
        if session.json:
            session.emit(proposal_line(filed))
        else:
            session.say(_text(filed))


def proposal_line(filed: Filed) -> dict[str, Any]:
    proposal = filed.proposal
    return {
        "id": filed.id,
        "created_at": moment(filed.created_at),
        "state": filed.state.value,
        "parties": list(proposal.parties),
        "deal": proposal.deal or None,
        "authority": proposal.authority,
        "status": proposal.status.value,
        "formal": proposal.formal,
        "case_number": proposal.case_number or None,
        "value": {"amount": float(proposal.value.amount), "currency": proposal.value.currency}
        if proposal.value
        else None,
        "event_date": str(proposal.event_date) if proposal.event_date else None,
        "attribution": proposal.attribution or None,
        "evidence": proposal.evidence,
        "score": proposal.score,
        "reason": proposal.reason,
        "outlets": [{"url": outlet.url, "title": outlet.title, "source": outlet.source} for outlet in filed.outlets],
        "official_event": filed.event_id or None,
        "confirmed": filed.confirmed,
    }


def _text(filed: Filed) -> str:
    proposal = filed.proposal
    name = proposal.deal or " / ".join(proposal.parties)
    more = f" (+{len(filed.outlets) - 1} outlets)" if len(filed.outlets) > 1 else ""
    formal = {True: "", False: ", not a formal step", None: ""}[proposal.formal]
    return (
        f"{filed.id}  {proposal.authority} {name}: {proposal.status.label}{formal}{more}\n"
        f"    “{proposal.evidence}”\n    {proposal.reason}"
    )
