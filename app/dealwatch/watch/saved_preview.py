"""What taking a saved page in would record, before anything is kept.

It is done for real inside a transaction that is then taken back, so that what is shown is what will happen.
Must not contain: the taking in itself (`intake`), words for the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dealwatch.model.event import Event, EventNote
from dealwatch.model.ids import new_id
from dealwatch.model.source import Document, SourceInfo, SourceProblem
from dealwatch.rules.law import BUNDLED, Law
from dealwatch.sources.registry import official
from dealwatch.store.connection import Database
from dealwatch.store.database import Store
from dealwatch.store.sources import SourceRow
from dealwatch.watch.intake import Intake
from dealwatch.watch.known import known_to
from dealwatch.watch.occasion import Occasion
from dealwatch.watch.ports import Source
from dealwatch.watch.saved import SavedPage, is_first_sitting
from dealwatch.watch.saved_print import is_print, keep_print


@dataclass(frozen=True, slots=True)
class Foreseen:
    """`records` are (name of the case, event) in the order of the page; `silent` where none of it would alert.

    `problem` is what makes the page unreadable; then there are no records. An empty foresight without a problem: the
    page says what is known already.
    """

    records: tuple[tuple[str, Event], ...] = ()
    silent: bool = False
    warnings: tuple[str, ...] = ()
    problem: SourceProblem | None = None


class _TakenBack(Exception):
    """Ends the transaction; what would have been is kept in `foreseen`."""

    def __init__(self, foreseen: Foreseen) -> None:
        super().__init__()
        self.foreseen = foreseen


def reader_of(store: Store, url: str, registry: Callable[[SourceRow], Source | None]) -> SourceInfo | None:
    """The source that reads the page at this address: an official one, else one the user made; None for none."""
    own: Iterable[Source | None] = (registry(row) for row in store.sources.all())
    for source in (*official().values(), *own):
        if source is not None and source.owns(url) is not None:
            return source.info
    return None


def foresee(
    store: Store, registry: Callable[[SourceRow], Source | None], page: SavedPage, law: Law = BUNDLED
) -> Foreseen:
    """What `SavedPages.take` would make of the page. The source is one that `reader_of` gave."""
    try:
        with store.write() as database:
            raise _TakenBack(_taken(store, database, registry, page, law))
    except _TakenBack as back:
        return back.foreseen
    except SourceProblem as problem:
        return Foreseen(problem=problem)


def _taken(
    store: Store, database: Database, registry: Callable[[SourceRow], Source | None], page: SavedPage, law: Law
) -> Foreseen:
    row = store.sources.get(page.source, database)
    if row is None:
        info = official()[page.source].info
        store.sources.add(database, info.key, info.title, info.interval, page.at)
        row = store.sources.get(page.source, database)
    assert row is not None
    source = registry(row)
    request = source.owns(page.url) if source is not None else None
    assert source is not None
    assert request is not None
    document = Document(request, page.url, page.body, page.content_type, page.at, saved=True)
    if is_print(page.body):
        kept = keep_print(store, database, row.key, document)
        return Foreseen(tuple((_name(store, database, event), event) for event in kept), silent=True)
    first = is_first_sitting(row, page.at)
    store.sources.set_baseline(database, row.key, page.at)
    occasion = Occasion(new_id(page.at), page.at, whole=not first)
    known = known_to(store, row, page.at)
    taken = Intake(store, law).take(database, source, row, document, known, occasion)
    records = tuple((_name(store, database, event), event) for event in taken.events)
    silent = first and all(event.note is EventNote.BASELINE for event in taken.events)  # a case known before does alert
    return Foreseen(records, silent=silent, warnings=tuple(taken.warnings))


def _name(store: Store, database: Database, event: Event) -> str:
    case = store.cases.get(event.case_id, database) if event.case_id else None
    return f"{case.printed_number or case.number} {case.title}".strip() if case is not None else ""
