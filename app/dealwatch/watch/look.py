"""A look at a source before it is watched: fetched once, read, nothing kept but the lines in the ledger."""

from __future__ import annotations

from dealwatch.model.facts import FeedItem
from dealwatch.model.source import Document, Exchange, Known
from dealwatch.store.database import Store
from dealwatch.store.ledger import LedgerLine
from dealwatch.watch.ports import Clock, Fetcher, Source, Validators
from dealwatch.watch.unreadable import readable


def look(store: Store, clock: Clock, fetcher: Fetcher, source: Source) -> tuple[FeedItem, ...]:
    """What would be taken in at first sight: for a page what the selector matches. SourceProblem as in a check."""
    known = Known(clock.now())
    request = source.plan(known)[0]
    exchanges: list[Exchange] = []
    try:
        answer = fetcher.fetch(request, Validators(), source.info, exchanges.append)
    finally:
        with store.write() as database:
            store.ledger.add(database, [LedgerLine.of(source.info.key, exchange) for exchange in exchanges])
    assert isinstance(answer, Document)  # nothing is held, so "not modified" is no answer
    with readable(source.info.key):
        return source.parse(answer, known).items
