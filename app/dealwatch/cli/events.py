"""`events`: what changed, in the order in which it was seen."""

from __future__ import annotations

from datetime import datetime

import click

from dealwatch.cli.changes import change_texts
from dealwatch.cli.lines import event_line, events_about
from dealwatch.cli.options import Instant, as_at_option
from dealwatch.cli.session import Session
from dealwatch.model.errors import UsageError
from dealwatch.model.event import EventKind


@click.command("events")
@click.option("--since", type=Instant(), help="Seen at or after this instant.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice([kind.value for kind in EventKind]))
@click.option("--deal", help="Only those of this deal.")
@click.option("--case", "number", help="Only those of this case number.")
@click.option("--authority", default="", help="Only those of this authority.")
@click.option("--source", default="", help="Only those of this source.")
@as_at_option
@click.pass_obj
def command(
    session: Session,
    since: datetime | None,
    kinds: tuple[str, ...],
    deal: str | None,
    number: str | None,
    authority: str,
    source: str,
    as_at: datetime | None,
) -> None:
    """List events, oldest first."""
    store = session.store
    deal_id = case_id = ""
    if deal is not None:
        found = store.deals.find(deal)
        if found is None:
            raise UsageError("No such deal is tracked.", f"See `dealwatch deals` ({deal}).")
        deal_id = found.id
    if number is not None:
        case = store.cases.by_name(number)
        if case is None:
            raise UsageError("No such case is known.", f"See `dealwatch cases` ({number}).")
        case_id = case.id
    events = store.events.list(
        case_id=case_id, deal_id=deal_id, authority=authority, source=source, kinds=kinds, since=since, until=as_at
    )
    abouts = events_about(store, events)
    if session.json:
        for about in abouts:
            session.emit(event_line(*about))
    else:
        for text in change_texts(abouts):
            session.say(text)
