"""Reads what the Commission says: answers of Press Corner and its competition news feed, into news items. Pure.

The same release stands in several places. Its identity is its reference (`IP/26/1747`) wherever an address or an answer
names one; by its title alone it is known again as a page of the competition site. Must not contain: what is asked for
(`ec_press`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import msgspec

from dealwatch.language import mark
from dealwatch.model.dates import parse_instant
from dealwatch.model.facts import FeedItem
from dealwatch.model.source import Document, SourceProblem, SourceState
from dealwatch.sources.ec_values import ZONE
from dealwatch.sources.feed_entry import fingerprint
from dealwatch.sources.feed_words import plain
from dealwatch.sources.landmarks import layout_changed
from dealwatch.sources.official_feed import read_items
from dealwatch.sources.official_json import read_json, text
from dealwatch.sources.troubles import Hint, Trouble, told

PRESS_SITE = mark("the Commission's Press Corner")
FEED_SITE = mark("the Commission's competition news feed")
DETAIL = "https://ec.europa.eu/commission/presscorner/detail/en/"
ROUND_UP = "MEX"
"""The daily news: simplified clearances stand nowhere else, and its title never names them."""

_BRUSSELS = ZoneInfo(ZONE)
_REFERENCE = re.compile(r"(?P<kind>[A-Z]{2,9})[/_-](?P<year>\d{2})[/_-](?P<number>\d+)", re.IGNORECASE)
_DETAIL_PATH = re.compile(r"/presscorner/detail/\w\w/(\w+)", re.IGNORECASE)
_SLUG_DAY = re.compile(r"-(\d{4}-\d{2}-\d{2})(?:_[a-z]{2})?/?\Z")
_NO_LEAD = "None"
"""What the search prints for a release without a lead."""
_LONGEST = 20_000
"""Characters of a release's text that are kept; a daily news round-up is the longest."""
_ABOUT = re.compile(
    r"(?<!\w)(?:mergers?\b|concentration\b|antitrust|cartels?\b|state aid\b|competition (?:rules|policy|law)\b"
    r"|merger regulation|acquisition of|abuse of (?:a )?dominan|digital markets act|gatekeepers?\b|foreign subsid"
    r"|statement of objections|M\.\d{4,5}\b|(?:AT|SA|DMA|FS)\.\d{5,6}\b)",
    re.IGNORECASE,
)


class _Search(msgspec.Struct):
    rows: list[Any] = msgspec.field(name="docuLanguageListResources")
    total: int = msgspec.field(name="totalNumber", default=0)
    page: int = msgspec.field(name="pageNumber", default=1)
    size: int = msgspec.field(name="pageSize", default=0)


class _Words(msgspec.Struct):
    title: str
    subtitle: str | None = None
    html: str | None = msgspec.field(name="htmlContent", default=None)


class _Release(msgspec.Struct):
    reference: str = msgspec.field(name="refCd")
    words: _Words = msgspec.field(name="docuLanguageResource")
    published: str = msgspec.field(name="publishDate")
    policies: list[Any] | None = msgspec.field(name="policiesResource", default=None)


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the search: releases about competition, without their text; `more`: there is a next page."""

    items: tuple[FeedItem, ...]
    more: bool
    warnings: tuple[str, ...]


def reference(words: str) -> str:
    """`IP/26/1747` out of `IP/26/1747`, `ip_26_1747` or `MEX_22_4743`; empty for anything else."""
    match = _REFERENCE.fullmatch(words.strip())
    return f"{match['kind'].upper()}/{match['year']}/{match['number']}" if match else ""


def reference_in(url: str) -> str:
    """The reference an address of Press Corner names, empty for another address."""
    match = _DETAIL_PATH.search(unquote(url))
    return reference(match[1]) if match else ""


def page_of(found: str) -> str:
    return DETAIL + found.replace("/", "_").lower()


def read_search(document: Document) -> Listing:
    """The releases of a list that may be about competition: by their words, and every daily round-up.

    SourceProblem for an answer of another shape and for an empty one, which never means that there was no news.
    """
    answer = read_json(document.body, _Search, PRESS_SITE)
    if not answer.rows:
        raise SourceProblem(
            SourceState.SERVER_ERROR,
            told(Trouble.EMPTY_LIST, site=PRESS_SITE),
            Hint.AGAIN,
            detail="no releases in the days asked for",
        )
    found = [_listed(row, f"/docuLanguageListResources/{place}") for place, row in enumerate(answer.rows)]
    read = [item for item in found if item is not None]
    if not read:
        raise layout_changed(PRESS_SITE, "no release has a reference and a title")
    missing = len(found) - len(read)
    warnings = (f"{missing} of {len(found)} releases have no reference or no title.",) if missing else ()
    kept = tuple(item for item in read if item.key.startswith(ROUND_UP) or is_about(f"{item.title}\n{item.summary}"))
    return Listing(kept, 0 < answer.page * answer.size < answer.total, warnings)


def _listed(row: Any, place: str) -> FeedItem | None:
    if not isinstance(row, dict):
        return None
    found, title = reference(text(row.get("refCode"))), plain(text(row.get("title")))
    if not found or not title:
        return None
    day, lead = text(row.get("eventDate")), plain(text(row.get("leadText")))
    return FeedItem(
        key=found,
        title=title,
        link=page_of(found),
        summary="" if lead == _NO_LEAD else lead,
        published=_noon(day),
        published_words=day,
        fingerprint=fingerprint("", title),
        locator=f"{place}/title",
    )


def read_release(document: Document, asked: str) -> FeedItem | None:
    """A release with its text; None for one that is not about competition. `asked` is its reference, where known.

    One that a person saved is of interest whatever it is about.
    """
    release = read_json(document.body, _Release, PRESS_SITE)
    found, title = reference(release.reference), plain(release.words.title)
    if not found or not title or (asked and found != asked):
        raise layout_changed(PRESS_SITE, f"asked for {asked or 'a release'}, got {release.reference!r}")
    said = [plain(words) for words in (release.words.subtitle, release.words.html) if words]
    summary = "\n\n".join(words for words in said if words and words != title)
    policies = " ".join(
        text(policy.get("description")) for policy in release.policies or () if isinstance(policy, dict)
    )
    about = is_about(f"{title}\n{summary}") or "competition" in policies.casefold()
    if not about and not document.saved:
        return None
    return FeedItem(
        key=found,
        title=title,
        link=page_of(found),
        summary=summary[:_LONGEST],
        published=_instant(release.published),
        published_words=release.published,
        fingerprint=fingerprint("", title),
        locator="/docuLanguageResource/title",
    )


def read_news(document: Document) -> tuple[tuple[FeedItem, ...], tuple[str, ...]]:
    """The competition news feed. Its dates move when a page is edited: the day in a page's address comes first."""
    items, warnings = read_items(document, FEED_SITE)
    return tuple(map(_news, items)), warnings


def _news(item: FeedItem) -> FeedItem:
    found, printed = reference_in(item.link), _SLUG_DAY.search(item.link)
    day = _noon(printed[1]) if printed else None
    return replace(
        item,
        key=found or item.key,
        link=page_of(found) if found else item.link,
        published=day or item.published,
        published_words=printed[1] if printed and day else item.published_words,
        fingerprint=fingerprint("", item.title),
    )


def is_about(words: str) -> bool:
    """Whether a text speaks of mergers, antitrust, state aid, the Digital Markets Act or foreign subsidies."""
    return _ABOUT.search(words) is not None


def _noon(day: str) -> datetime | None:
    """A day without a time, as its noon in Brussels: so it stays the same day in UTC. None for no day."""
    try:
        return datetime.combine(date.fromisoformat(day), time(12), _BRUSSELS).astimezone(UTC)
    except ValueError:
        return None


def _instant(stamp: str) -> datetime | None:
    try:
        return parse_instant(stamp)
    except ValueError:
        return None
