"""Articles that the user brings: pasted, dropped, or from a file.

Must not contain: storage, Qt, words for the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from dealwatch.model.progress import UNWATCHED, Progress

if TYPE_CHECKING:
    from dealwatch.model.proposal import Reading
    from dealwatch.watch.article import Article


class ReadingDesk(Protocol):
    def read_article(self, article: Article) -> Reading:
        """What it proposes; nothing is kept. DealwatchError for one that cannot be read."""
        ...

    def keep_article(self, article: Article, reading: Reading) -> int:
        """Put it into the inbox; how many suggestions are new there."""
        ...

    def import_file(self, body: bytes, name: str, progress: Progress = UNWATCHED) -> str:
        """Take in a list of feeds (OPML) or a deal (JSON); a sentence about it. DealwatchError for anything else.

        `Stopped` where the user stops it; it says what stays.
        """
        ...
