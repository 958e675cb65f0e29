"""One document into the store: read, judged and kept in one write transaction. The only way in for facts.

Snapshot, facts, events, alerts to send and the source's row are written together or not at all, so a crash at any
moment loses no event and doubles none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from dealwatch.language import _
from dealwatch.model.facts import CaseFacts
from dealwatch.model.progress import UNWATCHED, Progress, Stopped
from dealwatch.model.source import Document, Known, NotModified, Parsed
from dealwatch.rules.law import BUNDLED, Law
from dealwatch.sources.cards import shown_title
from dealwatch.store.cases import KnownRecord
from dealwatch.store.connection import Database
from dealwatch.store.database import Store
from dealwatch.store.snapshots import digest
from dealwatch.store.sources import SourceRow
from dealwatch.watch import plausible
from dealwatch.watch.case_intake import CaseIntake
from dealwatch.watch.items import take_items
from dealwatch.watch.occasion import Occasion, Read, Taken
from dealwatch.watch.ports import Source
from dealwatch.watch.strict import first_answer
from dealwatch.watch.unreadable import guarded, readable

MANY = 200
"""Cases of one document from which on the reading is told of, and may be stopped."""
EVERY = 25
"""Cases between two looks at whether it is to stop."""


class Intake:
    def __init__(self, store: Store, law: Law = BUNDLED, progress: Progress = UNWATCHED) -> None:
        self._store, self._law, self._progress = store, law, progress

    def unchanged(
        self, database: Database, row: SourceRow, answer: NotModified | Document, occasion: Occasion
    ) -> Taken:
        """The document says what it said before. Seeing it again confirms a step backwards that was held."""
        store, url, now = self._store, answer.request.url, answer.fetched_at
        store.documents.unchanged(database, row.key, url, now)
        store.documents.followed(database, row.key, url)
        store.cases.checked(database, row.key, url, now)
        intake = CaseIntake(store, database, row.key, self._law)
        for case_id in store.cases.held(row.key, url):
            intake.confirm(case_id, now, occasion)
        return Taken(unchanged=True)

    def take(
        self, database: Database, source: Source, row: SourceRow, document: Document, known: Known, occasion: Occasion
    ) -> Taken:
        """Read a document inside the caller's write transaction.

        Raises `SourceProblem` for a document that is not what it should be, and `Stopped` where the user stops a long
        one; the caller then rolls back.
        """
        read = Read(row.key, document, digest(document.body), occasion)
        held = self._store.documents.held(row.key, document.request.url)
        if held is not None and held.digest == read.digest and not document.saved:
            if document.request.fresh:  # asked anew for its own sake: the source notes that it was
                with readable(source.info.key):
                    self._store.sources.remember(database, row.key, source.parse(document, known).memory)
            return self.unchanged(database, row, document, occasion)
        with readable(source.info.key):
            parsed = source.parse(document, known)
            if not (source.info.confirmed or document.saved or row.last_ok):
                parsed = first_answer(parsed, source.info)
        taken = Taken(follow=parsed.follow, warnings=list(parsed.warnings))
        self._cases(database, read, replace(parsed, cases=self._watched(source, parsed)), taken)
        if parsed.items:
            taken.events += take_items(self._store, database, read, parsed.items)
        self._keep(database, row, read, parsed)
        return taken

    def _watched(self, source: Source, parsed: Parsed) -> Iterator[CaseFacts]:
        """The cases, told of while they are read where they are many. `Stopped` between two of them."""
        total = len(parsed.listed or ())
        for done, facts in enumerate(parsed.cases):
            if done >= MANY and done % EVERY == 0:
                self._progress.step(
                    _("Reading {title}").format(title=shown_title(source.info.key, source.info.title)), done, total
                )
                if self._progress.stop_wanted:
                    raise Stopped(
                        _("{title} was stopped.").format(title=shown_title(source.info.key, source.info.title)),
                        _("What was stored before stays; of this file nothing is kept. It is read again later."),
                    )
            yield facts

    def _cases(self, database: Database, read: Read, parsed: Parsed, taken: Taken) -> None:
        intake = CaseIntake(self._store, database, read.source, self._law)
        for facts in self._different(database, read, parsed.cases):
            taken.events += intake.take(read, facts)
            taken.warnings += facts.warnings
        if parsed.listed is None:
            return
        known = self._store.cases.resting_on(database, read.source, read.document.request.url)
        missing = sorted(known - parsed.listed)
        plausible.check_list(len(known), len(parsed.listed), len(missing))
        for number in missing:
            taken.events += intake.removed(read, number)

    def _different(self, database: Database, read: Read, cases: Iterable[CaseFacts]) -> Iterator[CaseFacts]:
        """The plausible cases that may have changed.

        Of a bulk file most records have the bytes they had before; where nobody else speaks about the case, such a
        record cannot change anything and is only marked as seen again.
        """
        digests: dict[str, dict[str, KnownRecord]] = {}
        same: dict[str, list[str]] = defaultdict(list)
        fresh: dict[str, datetime] = {}
        for facts in guarded(read.source, cases):
            plausible.check(facts, read.document.fetched_at)
            if facts.record is not None:
                if facts.provider not in digests:
                    digests[facts.provider] = self._store.cases.digests(read.source, facts.provider, database)
                known = digests[facts.provider].get(facts.number)
                if known is not None and known.providers == 1 and known.digest == digest(facts.record):
                    same[facts.provider].append(known.case_id)
                    fresh[facts.provider] = facts.as_of or read.document.fetched_at
                    continue
            yield facts
        for provider, case_ids in same.items():
            self._store.cases.touch(database, provider, case_ids, fresh[provider], read.document.fetched_at)

    def _keep(self, database: Database, row: SourceRow, read: Read, parsed: Parsed) -> None:
        store, document = self._store, read.document
        store.documents.put(
            database,
            row.key,
            document.request.url,
            document.request.role,
            etag=document.etag,
            last_modified=document.last_modified,
            digest=read.digest,
            now=document.fetched_at,
        )
        store.documents.followed(database, row.key, document.request.url)
        # A POST is planned anew in every pass (its key or window may have changed); a page is owed until it is read.
        owed = [request for request in parsed.follow if request.method == "GET"]
        store.documents.add_follow_ups(database, row.key, owed)
        if parsed.memory:
            store.sources.remember(database, row.key, parsed.memory)
        if parsed.title and parsed.title != row.title:
            store.sources.rename(database, row.key, parsed.title)
