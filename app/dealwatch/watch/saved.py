"""Saved pages, taken in as if they had been fetched when the person saved them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dealwatch.language import _
from dealwatch.model.errors import UsageError
from dealwatch.model.event import Event
from dealwatch.model.ids import new_id
from dealwatch.model.source import Document, SourceProblem
from dealwatch.rules.law import BUNDLED, Law
from dealwatch.sources.cards import shown_title
from dealwatch.store.database import Store
from dealwatch.store.sources import SourceRow
from dealwatch.watch.finish import finish
from dealwatch.watch.intake import Intake
from dealwatch.watch.known import known_to
from dealwatch.watch.occasion import Occasion, Taken
from dealwatch.watch.passes import Tally
from dealwatch.watch.ports import Source
from dealwatch.watch.saved_print import is_print, keep_print

FIRST_SITTING = timedelta(hours=1)
"""Pages saved within this time of the first one are one sitting: what they show first is how things stood."""


@dataclass(frozen=True, slots=True)
class SavedPage:
    """`at` is when the person saw it (UTC); `url` the page's own address, which tells what kind of page it is."""

    source: str
    url: str
    at: datetime
    body: bytes
    content_type: str


class SavedPages:
    def __init__(
        self,
        store: Store,
        registry: Callable[[SourceRow], Source | None],
        listener: Callable[[Sequence[Event]], None] | None = None,
        law: Law = BUNDLED,
    ) -> None:
        self._store = store
        self._registry = registry
        self._listener = listener or _nobody
        self._intake = Intake(store, law)

    def take(self, page: SavedPage, tally: Tally) -> None:
        """Take one page in. A page that cannot be read becomes the source's health; UsageError for one nobody reads."""
        row, source = self._source(page)
        request = source.owns(page.url)
        if request is None:
            raise UsageError(
                _("That page does not belong to {title}.").format(
                    title=shown_title(source.info.key, source.info.title)
                ),
                page.url,
            )
        document = Document(request, page.url, page.body, page.content_type, page.at, saved=True)
        if is_print(page.body):
            self._keep_print(row.key, document, tally)
            return
        first = is_first_sitting(row, page.at)
        occasion = Occasion(new_id(page.at), page.at, whole=not first)
        problem: SourceProblem | None = None
        events = 0
        try:
            with self._store.write() as database:
                self._store.sources.set_baseline(database, row.key, page.at)
                taken = self._intake.take(
                    database, source, row, document, known_to(self._store, row, page.at), occasion
                )
        except SourceProblem as caught:
            problem = caught
            tally.count_failure()
        else:
            events = len(taken.events)
            tally.count(taken)
            if taken.events:
                self._listener(taken.events)
        if row.last_try is None or page.at >= row.last_try:  # an older page does not tell how the source is now
            finish(self._store, row, source.info, occasion, problem, now=page.at, jitter=0.0, events=events)

    def _keep_print(self, source: str, document: Document, tally: Tally) -> None:
        """A print says nothing about the health of its source."""
        with self._store.write() as database:
            events = keep_print(self._store, database, source, document)
        tally.count(Taken(events=events, unchanged=not events))
        if events:
            self._listener(events)

    def _source(self, page: SavedPage) -> tuple[SourceRow, Source]:
        row = self._store.sources.get(page.source)
        source = self._registry(row) if row is not None else None
        if row is None or source is None:
            raise UsageError(_("Dealwatch knows no such source."), page.source)
        return row, source


def is_first_sitting(row: SourceRow, at: datetime) -> bool:
    """Whether a page saved at this time shows how things stood, which alerts nobody."""
    return row.baseline_at is None or at - row.baseline_at < FIRST_SITTING


def _nobody(_events: Sequence[Event]) -> None:
    """Nobody listens."""
