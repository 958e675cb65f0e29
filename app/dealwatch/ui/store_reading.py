"""Articles and lists that the user brings, over the store. Must not contain Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dealwatch.language import _, n_
from dealwatch.model.errors import UsageError
from dealwatch.model.proposal import Reading
from dealwatch.store.database import Store
from dealwatch.watch.ports import Clock

if TYPE_CHECKING:
    from dealwatch.watch.article import Article


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

    def import_file(self, body: bytes, name: str) -> str:
        """OPML or an exported deal; UsageError for anything else."""
        from dealwatch.sources.opml import is_opml, read_opml

        if is_opml(body):
            found = read_opml(body)
            if found is None:
                raise UsageError(_("That file holds no list of feeds."), name)
            return self._take_feeds([(feed.url, feed.title) for feed in found.feeds])
        if body.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
            from dealwatch.watch.deal_file import read_deal_file, take_deal

            taken = take_deal(self._store, self._clock, read_deal_file(body))
            return _("{deal}: {cases} cases and {events} events added.").format(
                deal=taken.deal, cases=taken.cases, events=taken.events
            )
        raise UsageError(
            _("That kind of file cannot be imported."), _("Lists of feeds (OPML) and exported deals (JSON) can.")
        )

    def _take_feeds(self, feeds: list[tuple[str, str]]) -> str:
        from dealwatch.sources.recognise import feed_meant
        from dealwatch.watch.adding import add
        from dealwatch.watch.tracking import Tracking

        tracking = Tracking(self._store, self._clock)
        added = sum(add(tracking, feed_meant(url, title)).new for url, title in feeds)
        return n_(
            "{n} feed added, {known} watched already.", "{n} feeds added, {known} watched already.", added
        ).format(n=added, known=len(feeds) - added)
