"""`deals`: the tracked deals with where each of their cases stands."""

from __future__ import annotations

from datetime import datetime

import click

from dealwatch.cli.lines import deal_line
from dealwatch.cli.options import as_at_option
from dealwatch.cli.session import Session
from dealwatch.watch.as_at import as_at as case_as_at


@click.command("deals")
@as_at_option
@click.pass_obj
def command(session: Session, as_at: datetime | None) -> None:
    """List the tracked deals."""
    for deal in session.store.deals.all(as_at):
        cases = session.store.cases.of_deal(deal.id)
        if as_at is not None:
            cases = [known for case in cases if (known := case_as_at(session.store, case, as_at)) is not None]
        if session.json:
            session.emit(deal_line(deal, cases))
            continue
        session.say(f"{deal.name}{'  (sample)' if deal.sample else ''}")
        for case in cases:
            session.say(f"    {case.authority:8}{case.status.badge.label:24}{case.printed_number or 'no case number'}")
        if not cases:
            session.say("    no case at any authority")
