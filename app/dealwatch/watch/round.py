"""All passes of one check, interleaved over the hosts: fetched in a pool, read and kept in the calling thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from dealwatch.model.event import Event
from dealwatch.model.progress import UNWATCHED, Progress, Stopped
from dealwatch.model.source import Document, NotModified, Request, SourceProblem, SourceState
from dealwatch.rules.law import BUNDLED, Law
from dealwatch.store.database import Store
from dealwatch.store.ledger import LedgerLine
from dealwatch.watch.intake import Intake
from dealwatch.watch.occasion import Taken
from dealwatch.watch.passes import Pass, Tally, host_of
from dealwatch.watch.ports import Exchange, Fetcher, Validators

WORKERS = 16
Answer = Document | NotModified


class Round:
    """`ended` is called for each pass when its last answer is in; `stopping` is asked between documents."""

    def __init__(
        self,
        store: Store,
        fetcher: Fetcher,
        tally: Tally,
        *,
        ended: Callable[[Pass], None],
        listener: Callable[[Sequence[Event]], None],
        stopping: Callable[[], bool],
        law: Law = BUNDLED,
        progress: Progress = UNWATCHED,
    ) -> None:
        self._store = store
        self._fetcher = fetcher
        self._intake = Intake(store, law, progress)
        self._tally = tally
        self._ended = ended
        self._listener = listener
        self._stopping = stopping
        self._busy: set[str] = set()
        self._flying: dict[Future[Answer], tuple[Pass, Request, list[Exchange]]] = {}

    def run(self, passes: Sequence[Pass]) -> None:
        """Check all passes to their end, or until `stopping`; what is under way is still waited for."""
        unfinished = list(passes)
        with ThreadPoolExecutor(WORKERS, thread_name_prefix="fetch") as pool:
            while unfinished:
                for current in unfinished:
                    if self._stopping():
                        current.pending.clear()
                    self._launch(pool, current)
                for current in [entry for entry in unfinished if entry.over]:
                    unfinished.remove(current)
                    self._ended(current)
                done, _ = wait(self._flying, return_when=FIRST_COMPLETED) if self._flying else ((), ())
                for future in done:
                    self._land(future)

    def _launch(self, pool: ThreadPoolExecutor, current: Pass) -> None:
        waiting: deque[Request] = deque()
        while current.pending and len(self._flying) < WORKERS:
            request = current.pending.popleft()
            if host_of(request) in self._busy:
                waiting.append(request)
                continue
            self._busy.add(host_of(request))
            current.in_flight += 1
            exchanges: list[Exchange] = []
            validators = self._validators(current, request)
            future = pool.submit(self._fetcher.fetch, request, validators, current.info, exchanges.append)
            self._flying[future] = (current, request, exchanges)
        current.pending.extendleft(reversed(waiting))

    def _validators(self, current: Pass, request: Request) -> Validators:
        held = None if request.fresh else self._store.documents.held(current.row.key, request.url)
        return Validators(held.etag, held.last_modified) if held else Validators()

    def _land(self, future: Future[Answer]) -> None:
        current, request, exchanges = self._flying.pop(future)
        self._busy.discard(host_of(request))
        current.in_flight -= 1
        lines = [LedgerLine.of(current.row.key, exchange) for exchange in exchanges]
        try:
            taken = self._keep(current, future.result(), lines)
        except Stopped:
            current.cut = True
            current.pending.clear()
            self._log(lines)
            return
        except SourceProblem as problem:
            self._tally.count_failure()
            self._log_failure(current, request, problem, lines)
            current.failed(request, problem)
            return
        self._tally.count(taken)
        current.answered(request, taken)
        if taken.events:
            self._listener(taken.events)

    def _keep(self, current: Pass, answer: Answer, lines: list[LedgerLine]) -> Taken:
        with self._store.write() as database:
            self._store.ledger.add(database, lines)
            if isinstance(answer, NotModified):
                return self._intake.unchanged(database, current.row, answer, current.occasion)
            return self._intake.take(database, current.source, current.row, answer, current.known, current.occasion)

    def _log(self, lines: list[LedgerLine]) -> None:
        """What was asked for stands in the ledger, whatever becomes of the answer."""
        with self._store.write() as database:
            self._store.ledger.add(database, lines)

    def _log_failure(self, current: Pass, request: Request, problem: SourceProblem, lines: list[LedgerLine]) -> None:
        with self._store.write() as database:
            self._store.ledger.add(database, lines)
            if problem.state is SourceState.MOVED:
                # The page is gone: asking for it again and again helps nobody; its list will name the new one.
                self._store.documents.followed(database, current.row.key, request.url)
