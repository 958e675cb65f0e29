"""`cases`: every case known, or those of a deal or an authority."""

from __future__ import annotations

from datetime import datetime

import click

from dealwatch.cli.lines import case_line
from dealwatch.cli.options import as_at_option
from dealwatch.cli.session import Session
from dealwatch.model.errors import UsageError
from dealwatch.watch.as_at import as_at as case_as_at


@click.command("cases")
@click.option("--deal", help="Only the cases of this deal.")
@click.option("--authority", default="", help="Only those of this authority (EC, CMA, ACCC …).")
@click.option("--watched", is_flag=True, help="Only those that alert.")
@as_at_option
@click.pass_obj
def command(session: Session, deal: str | None, authority: str, watched: bool, as_at: datetime | None) -> None:
    """List cases with their status and published deadlines."""
    store = session.store
    if deal is not None:
        found = store.deals.find(deal)
        if found is None:
            raise UsageError("No such deal is tracked.", f"See `dealwatch deals` ({deal}).")
        cases = [case for case in store.cases.of_deal(found.id) if authority in ("", case.authority)]
    else:
        cases = store.cases.all(watched, authority)
    for case in cases:
        known = case if as_at is None else case_as_at(store, case, as_at)
        if known is None:
            continue
        deals = [entry for deal_id in known.deal_ids if (entry := store.deals.get(deal_id))]
        if session.json:
            session.emit(case_line(known, deals))
        else:
            number = known.printed_number or "no number"
            session.say(f"{known.authority:8}{number:16}{known.status.badge.label:24}{known.title}")
