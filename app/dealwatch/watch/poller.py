"""One check of what is due: plan each pass, run them all, write how each went and when it is due again."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Sequence

from dealwatch.model.event import Event
from dealwatch.model.ids import new_id
from dealwatch.model.progress import UNWATCHED, Progress
from dealwatch.rules.law import BUNDLED, Law
from dealwatch.store.database import Store
from dealwatch.store.sources import SourceRow
from dealwatch.watch.contact import contact_of
from dealwatch.watch.finish import finish
from dealwatch.watch.known import known_to
from dealwatch.watch.occasion import Occasion
from dealwatch.watch.passes import Pass, Tally
from dealwatch.watch.ports import Clock, Fetcher, Source
from dealwatch.watch.round import Round


class Poller:
    """Checks sources. `registry` finds the source of a row (None: this version does not know it).

    `secret` gives the user's key of a name, empty where there is none; it is asked only for sources that use one.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        fetcher: Fetcher,
        registry: Callable[[SourceRow], Source | None],
        *,
        listener: Callable[[Sequence[Event]], None] | None = None,
        jitter: Callable[[], float] = lambda: random.uniform(-1, 1),
        law: Law = BUNDLED,
        secret: Callable[[str], str] = lambda _name: "",
        progress: Progress = UNWATCHED,
    ) -> None:
        self._store = store
        self._clock = clock
        self._fetcher = fetcher
        self._registry = registry
        self._listener = listener or _nobody
        self._jitter = jitter
        self._law = law
        self._secret = secret
        self._progress = progress
        self._stop = threading.Event()
        self._one_at_a_time = threading.Lock()

    def stop(self) -> None:
        """Ask the running check to end soon; what is stored stays consistent, the rest is due again."""
        self._stop.set()

    def tick(self) -> Tally:
        """Check every source that is due. A second caller waits for the first: one check at a time."""
        with self._one_at_a_time:
            return self._check(self._store.sources.due(self._clock.now()))

    def check(self, keys: Sequence[str] | None = None) -> Tally:
        """'Check now': make the named sources (None: all) due and check those."""
        with self._one_at_a_time:
            now = self._clock.now()
            with self._store.write() as database:
                self._store.sources.ask_now(database, now, list(keys) if keys is not None else None)
            return self._check([row for row in self._store.sources.due(now) if keys is None or row.key in keys])

    def _check(self, rows: Sequence[SourceRow]) -> Tally:
        tally = Tally()
        passes = [begun for row in rows if (begun := self._begin(row)) is not None]
        Round(
            self._store,
            self._fetcher,
            tally,
            ended=self._end,
            listener=self._listener,
            stopping=lambda: self._stop.is_set() or self._progress.stop_wanted,
            law=self._law,
            progress=self._progress,
        ).run(passes)
        return tally

    def _begin(self, row: SourceRow) -> Pass | None:
        source = self._registry(row)
        if source is None:
            return None
        now = self._clock.now()
        info = source.info
        known = known_to(self._store, row, now, self._secret(info.secret) if info.secret else "")
        contact = contact_of(self._store) if info.wants_contact else ""
        occasion = Occasion(new_id(now), now.replace(microsecond=0), row.settled, row.baseline_at is not None)
        begun = Pass(row, source, known, occasion, contact)
        begun.add(source.plan(known))
        begun.add(self._store.documents.follow_ups(row.key))
        return begun

    def _end(self, ended: Pass) -> None:
        if ended.cut and not self._stop.is_set():  # by the user: not again at the next beat, but when it is usually due
            with self._store.write() as database:
                self._store.sources.set_due(database, ended.row.key, self._clock.now() + ended.row.interval)
        if ended.cut or self._stop.is_set() or self._progress.stop_wanted:
            return  # cut short: neither good nor bad, and still due
        finish(
            self._store,
            ended.row,
            ended.source.info,
            ended.occasion,
            ended.verdict(),
            now=self._clock.now(),
            jitter=self._jitter(),
            events=ended.events,
            settled=ended.settled(),
        )


def _nobody(_events: Sequence[Event]) -> None:
    """Nobody listens."""
