"""Press feeds of authorities: news, read by the general feed reader and watched for gaps.

A feed of ten items loses what nobody came for in time; that is said, never guessed over. Must not contain: the feed
formats (`feed_read`), the addresses and manners of any one authority.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree

from dealwatch.model.dates import instant_text
from dealwatch.model.facts import FeedItem
from dealwatch.model.source import Document, Known, SourceProblem, SourceState
from dealwatch.sources.feed_entry import Channel, feed_items
from dealwatch.sources.feed_read import read_feed
from dealwatch.sources.feed_text import decode, mended, with_prefixes, without_prolog
from dealwatch.sources.landmarks import capital, is_html, layout_changed, refuse_notices


def read_channel(document: Document, site: str) -> Channel:
    """The feed with at least one entry. SourceProblem for anything else: an authority's press feed is never empty."""
    refuse_notices(document.body, site)
    channel = read_feed(document.body, document.content_type, document.url)
    if channel is None:
        raise layout_changed(site, "a web page" if is_html(document.body) else "no feed of any known format")
    if not channel.entries:
        raise SourceProblem(
            SourceState.SERVER_ERROR,
            f"{capital(site)} answered with an empty list.",
            "What is known stays as it is. Dealwatch tries again at the next check.",
            detail="a feed without entries",
        )
    return channel


def read_items(document: Document, site: str) -> tuple[tuple[FeedItem, ...], tuple[str, ...]]:
    """The items in the feed's order and what could not be read.

    Authors are left out: where an authority names one it is the login name of its staff.
    """
    channel = read_channel(document, site)
    items = tuple(replace(item, authors=()) for item in feed_items(channel.entries))
    return items, channel.warnings


def read_elements(document: Document, site: str, name: str) -> list[Element]:
    """The elements of a local name, for feeds whose items carry more than a general reader keeps.

    SourceProblem for a document that stays ill-formed when stray ampersands and the like have been mended.
    """
    text, entities = without_prolog(decode(document.body, document.content_type))
    try:
        root: Element = ElementTree.fromstring(with_prefixes(mended(text, entities)), forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        raise layout_changed(site, f"not well-formed: {error}") from error
    return [element for element in root.iter() if element.tag.rpartition("}")[2] == name]


def shown(document: Document, items: Sequence[FeedItem]) -> dict[str, Any]:
    """What to remember of this reading, for `lost`."""
    return {_name(document): [item.key for item in items]}


def is_lost(document: Document, items: Sequence[FeedItem], known: Known) -> bool:
    """Whether not one item of the last reading is left, so that some may have come and gone in between."""
    last = known.memory.get(_name(document), ())
    return bool(last) and {item.key for item in items}.isdisjoint(last)


def gap_warning(items: Sequence[FeedItem], site: str) -> str:
    """A sentence for people about a gap before the oldest item shown."""
    days = sorted(item.published for item in items if item.published is not None)
    before = f" before {instant_text(days[0])[:10]}" if days else ""
    return (
        f"{capital(site)} shows none of the items of the last check any more:"
        f" some{before} may never have been seen. Look at the site itself for that time."
    )


def _name(document: Document) -> str:
    return f"shown {document.request.url}"
