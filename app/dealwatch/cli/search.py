"""`search`: full text over everything stored."""

from __future__ import annotations

import click

from dealwatch.cli.session import Session


@click.command("search")
@click.argument("words", nargs=-1, required=True, metavar="QUERY")
@click.option("--limit", default=50, show_default=True)
@click.pass_obj
def command(session: Session, words: tuple[str, ...], limit: int) -> None:
    """Search cases, documents, events and items; accents do not matter."""
    store = session.store
    for hit in store.search.query(" ".join(words), limit):
        case = store.cases.get(hit.case_id) if hit.case_id else None
        deal = store.deals.get(case.deal_ids[0]) if case and case.deal_ids else None
        if session.json:
            session.emit(
                {
                    "kind": hit.kind,
                    "id": hit.ref,
                    "title": hit.title,
                    "snippet": hit.snippet,
                    "case": (case.printed_number or case.number) if case else None,
                    "deal": deal.name if deal else None,
                    "score": round(hit.score, 4),
                }
            )
        else:
            session.say(f"{hit.kind:10}{hit.title}\n          {hit.snippet}")
