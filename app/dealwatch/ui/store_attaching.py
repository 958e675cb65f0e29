"""Saved pages over the store, and looking at a page before it is watched. Must not contain Qt."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dealwatch.language import _, n_
from dealwatch.model.errors import UsageError
from dealwatch.model.progress import UNWATCHED, Progress, Stopped
from dealwatch.model.source import Document, Exchange, Known, SourceInfo
from dealwatch.sources.cards import shown_title
from dealwatch.sources.trouble_words import shown_trouble
from dealwatch.ui.desk.attaching import SavedFile, SavedLook, SavedTaken
from dealwatch.watch.ports import Clock, Validators

if TYPE_CHECKING:
    from dealwatch.rules.law import Law
    from dealwatch.sources.page_select import Choice, Match
    from dealwatch.store.database import Store
    from dealwatch.watch.saved import SavedPage

LARGEST = 200 * 2**20
"""Bytes; what no source sends as one page."""


class AttachingPart:
    """A part of `StoreDesk`, which gives `_store`, `_clock` and `_rules`. Implements `ui.desk.attaching`.

    The sources are loaded when the first file is looked at: they cost more than the window.
    """

    _store: Store
    _clock: Clock
    _rules: Path | None

    def saved_file(self, path: Path) -> SavedFile:
        from dealwatch.sources.saved_address import saved_address

        body = _bytes(path)
        seen = datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(microsecond=0)
        return SavedFile(path, saved_address(body), min(seen, self._clock.now()))

    def foresee_saved(self, file: SavedFile) -> SavedLook:
        from dealwatch.sources.registry import source_of
        from dealwatch.watch.saved_preview import foresee

        info = self._reader(file.url)
        if info is None:
            return SavedLook()
        title = shown_title(info.key, info.title)
        try:
            found = foresee(self._store, source_of, self._page(file, info), self._saved_law())
        except UsageError as error:
            return SavedLook(title, info.confirmed, trouble=error.title, hint=error.hint)
        trouble, hint = (found.problem.title, found.problem.hint) if found.problem is not None else ("", "")
        return SavedLook(title, info.confirmed, found.records, found.silent, trouble, hint)

    def take_saved(self, files: Sequence[SavedFile], progress: Progress = UNWATCHED) -> SavedTaken:
        from dealwatch.sources.registry import source_of
        from dealwatch.watch.passes import Tally
        from dealwatch.watch.saved import SavedPages
        from dealwatch.watch.tracking import Tracking

        tracking = Tracking(self._store, self._clock)
        pages = SavedPages(self._store, source_of, law=self._saved_law())
        tally, failed = Tally(), []
        for done, file in enumerate(sorted(files, key=lambda each: each.at)):
            progress.step(_("Reading {name}").format(name=file.path.name), done, len(files))
            if progress.stop_wanted:
                said = n_("{n} file was taken in and stays.", "{n} files were taken in and stay.", done)
                raise Stopped(_("Attaching was stopped."), said.format(n=done))
            info = self._reader(file.url)
            if info is None:
                failed.append((file.path.name, _("No source reads a page of this address.")))
                continue
            tracking.make_known(info.key)
            before = tally.failed
            try:
                pages.take(self._page(file, info), tally)
            except UsageError as error:
                failed.append((file.path.name, error.title))
                continue
            if tally.failed > before:
                row = self._store.sources.get(info.key)
                failed.append((file.path.name, shown_trouble(row.detail) if row is not None else ""))
        return SavedTaken(len(tally.events), tuple(failed))

    def _reader(self, url: str) -> SourceInfo | None:
        from dealwatch.sources.registry import source_of
        from dealwatch.watch.saved_preview import reader_of

        return reader_of(self._store, url, source_of) if url else None

    def _page(self, file: SavedFile, info: SourceInfo) -> SavedPage:
        from dealwatch.watch.saved import SavedPage

        kind = mimetypes.guess_type(file.path.name)[0] or "application/octet-stream"
        return SavedPage(info.key, file.url, file.at, _bytes(file.path), kind)

    def _saved_law(self) -> Law:
        from dealwatch.rules.law import BUNDLED, Law

        return Law.of(self._rules) if self._rules is not None else BUNDLED

    # -- choosing elements of a page

    def fetch_page(self, url: str) -> tuple[bytes, str]:
        from dealwatch.sources.origins import Origins
        from dealwatch.sources.page import Page
        from dealwatch.store.ledger import LedgerLine
        from dealwatch.system.fetching import make_fetcher

        source = Page({"url": url})
        request = source.plan(Known(self._clock.now()))[0]
        exchanges: list[Exchange] = []
        fetcher = make_fetcher(self._store, self._clock, Origins.load(os.environ.get("DEALWATCH_ORIGINS", "")))
        try:
            answer = fetcher.fetch(request, Validators(), source.info, exchanges.append)
        finally:
            fetcher.close()
            with self._store.write() as database:
                lines = [LedgerLine.of(source.info.key, exchange) for exchange in exchanges]
                self._store.ledger.add(database, lines)
        assert isinstance(answer, Document)  # nothing is held, so "not modified" is no answer
        return answer.body, answer.content_type

    def page_matches(self, page: tuple[bytes, str], choice: Choice, url: str) -> tuple[Match, ...]:
        from dealwatch.sources.page_select import preview

        return preview(page[0], choice, content_type=page[1], base=url)

    def watch_page(self, url: str, choice: Choice, name: str) -> str:
        from dealwatch.watch.adding import page_choice
        from dealwatch.watch.tracking import Tracking

        part = {"xpath" if choice.xpath else "selector": choice.expression} if choice.expression else {}
        added = Tracking(self._store, self._clock).page(url, page_choice(url, {**part, "name": name}))
        with self._store.write() as database:
            self._store.sources.ask_now(database, self._clock.now(), [added.source])
        return "sources"


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise UsageError(_("That file is too large for a page."), path.name)
        return path.read_bytes()
    except OSError as error:
        raise UsageError(_("That file cannot be read."), f"{error.strerror} ({path.name}).") from error
