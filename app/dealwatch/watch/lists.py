"""What a list stands for, entry by entry: a ready-made one, or a file of feeds (OPML) on this machine."""

from __future__ import annotations

from pathlib import Path

from dealwatch.language import _
from dealwatch.model.errors import UsageError
from dealwatch.sources.opml import FeedList, ListedFeed, read_opml
from dealwatch.sources.ready_lists import ready_list
from dealwatch.sources.recognise import Kind, Recognition, feed_meant, recognise_all

_LARGEST = 20 * 2**20


def unfold(meant: Recognition) -> tuple[Recognition, ...]:
    """The entries of a list; anything else, and the bundled watchlist, stands for itself.

    UsageError for a list that cannot be read, with the way out.
    """
    if meant.kind is not Kind.LIST:
        return (meant,)
    if meant.url:
        raise UsageError(
            _("A list of feeds on the web is not followed."),
            _("Save it, then add the file ({url}).").format(url=meant.url),
        )
    ready = ready_list(meant.name)
    if ready is None:
        return tuple(map(feed_entry, feed_list(Path(meant.name)).feeds))
    return (meant,) if ready.sample else tuple(entry for text in ready.watch for entry in recognise_all(text))


def feed_list(path: Path) -> FeedList:
    """The feeds of a file. UsageError for a file that cannot be read or holds no list of feeds."""
    place = path.expanduser()
    try:
        if place.stat().st_size > _LARGEST:
            raise UsageError(_("That file is too large for a list of feeds."), str(place))
        found = read_opml(place.read_bytes())
    except OSError as error:
        raise UsageError(_("That list cannot be read."), f"{error.strerror or error}: {place}") from error
    if found is None:
        raise UsageError(
            _("That file holds no list of feeds."),
            _("An OPML file of a feed reader is needed ({place}).").format(place=place),
        )
    return found


def feed_entry(feed: ListedFeed) -> Recognition:
    """A feed of a list, under the title it has there."""
    return feed_meant(feed.url, feed.title)
