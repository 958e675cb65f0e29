"""Articles and lists that the user brings, over the store. Must not contain Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dealwatch.language import _, n_
from dealwatch.model.errors import UsageError
from dealwatch.model.progress import UNWATCHED, Progress, Stopped

if TYPE_CHECKING:
    from dealwatch.model.proposal import Reading
    from dealwatch.store.database import Store
    from dealwatch.watch.article import Article
    from dealwatch.watch.ports import Clock


class ReadingPart:
    """A part of `StoreDesk`, which gives `_store` and `_clock`. What reads articles is loaded when one is read."""

    _store: Store
    _clock: Clock

    def read_article(self, article: Article) -> Reading:
        from dealwatch.watch.article import read_article, reader_of

        return read_article(reader_of(self._store), article)

    def keep_article(self, article: Article, reading: Reading) -> int:
        from dealwatch.watch.article import keep_article

        return len(keep_article(self._store, article, reading, self._clock.now()))

    def import_file(self, body: bytes, name: str, progress: Progress = UNWATCHED) -> str:
        """OPML or an exported deal; UsageError for anything else, `Stopped` where the user stops it."""
        from dealwatch.sources.opml import is_opml, read_opml

        if is_opml(body):
            found = read_opml(body)
            if found is None:
                raise UsageError(_("That file holds no list of feeds."), name)
            return self._take_feeds([(feed.url, feed.title) for feed in found.feeds], progress)
        if body.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
            from dealwatch.watch.deal_file import read_deal_file, take_deal

            taken = take_deal(self._store, self._clock, read_deal_file(body), progress)
            return _("{deal}: {cases} cases and {events} events added.").format(
                deal=taken.deal, cases=taken.cases, events=taken.events
            )
        raise UsageError(
            _("That kind of file cannot be imported."), _("Lists of feeds (OPML) and exported deals (JSON) can.")
        )

    def _take_feeds(self, feeds: list[tuple[str, str]], progress: Progress) -> str:
        from dealwatch.sources.recognise import feed_meant
        from dealwatch.watch.adding import add
        from dealwatch.watch.tracking import Tracking

        tracking = Tracking(self._store, self._clock)
        added = 0
        for done, (url, title) in enumerate(feeds):
            progress.step(_("Adding {name}").format(name=title or url), done, len(feeds))
            if progress.stop_wanted:
                said = n_(
                    "{n} feed was added and stays; {left} were not.",
                    "{n} feeds were added and stay; {left} were not.",
                    added,
                )
                raise Stopped(_("The import was stopped."), said.format(n=added, left=len(feeds) - done))
            added += add(tracking, feed_meant(url, title)).new
        return n_(
            "{n} feed added, {known} watched already.", "{n} feeds added, {known} watched already.", added
        ).format(n=added, known=len(feeds) - added)
