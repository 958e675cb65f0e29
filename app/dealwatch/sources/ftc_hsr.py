"""Early terminations of the HSR waiting period: an official list of the FTC. What to ask for, and who reads it.

With the user's key (`Known.target["api_key"]`) the interface is asked, otherwise the feed. The key travels in a header,
never in an address: addresses are stored and shown. Must not contain: the reading (`ftc_hsr_api`, `ftc_hsr_feed`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import parse_qs, urlencode

from dealwatch.language import mark
from dealwatch.model.source import Document, Known, Parsed, Request, SourceInfo, SourceProblem, SourceState
from dealwatch.sources.american_days import ZONE
from dealwatch.sources.ftc_hsr_api import Listing, read_listing
from dealwatch.sources.ftc_hsr_feed import read_notices
from dealwatch.sources.ftc_hsr_notice import AUTHORITY, SITE
from dealwatch.sources.official_urls import address
from dealwatch.sources.troubles import Hint, Trouble, told

API, FEED = "api", "feed"
"""Roles."""

API_URL = "https://api.ftc.gov/v0/hsr-early-termination-notices"
FEED_URL = "https://www.ftc.gov/feeds/hsr-early-termination-notices.xml"

_LIMIT = 50
_SORT = {"sort[created][path]": "created", "sort[created][direction]": "DESC"}
_NEWEST, _REACHED, _OFFSET = "newest", "reached", "offset"
_FURTHEST = 1000

INFO = SourceInfo(
    key="ftc-hsr",
    authority=AUTHORITY,
    title=mark("FTC: early terminations of the HSR waiting period"),
    zone=ZONE,
    interval=timedelta(hours=1),
    homepage="https://www.ftc.gov/legal-library/browse/early-termination-notices",
    terms=mark(
        "Public domain (work of the United States government); credit the FTC. The interface wants a free key of"
        " api.data.gov, which has a quota of its own."
    ),
    tells=mark(
        "That the waiting period of a transaction was ended early, with the parties and the day. With a key "
        "of api.data.gov the interface is read, without one the feed."
    ),
    untold=mark(
        "That is no approval, and that a transaction is not listed means nothing: most are never granted "
        "early termination, and waiting periods that simply expire are not published."
    ),
    confirmed=False,
    secret="api.data.gov",
    pace=timedelta(seconds=5),
)


class FtcHsr:
    """`model.source.Source` for early-termination notices."""

    info = INFO

    def plan(self, known: Known) -> Sequence[Request]:
        """The newest fifty notices, and the next fifty where the last pass did not reach what was known."""
        key = known.target.get("api_key", "").strip()
        if not key:
            return [Request(FEED_URL, FEED, mark("Early terminations"))]
        offset = known.memory.get(_OFFSET, 0)
        return [_api_request(start, key) for start in ((0, offset) if offset else (0,))]

    def parse(self, document: Document, known: Known) -> Parsed:
        if document.request.role == FEED:
            cases, warnings = read_notices(document)
            return Parsed(cases=cases, warnings=warnings)
        listing = read_listing(document)
        if not listing.size and document.request.url == _api_request(0, "").url:
            raise SourceProblem(
                SourceState.SERVER_ERROR,
                told(Trouble.EMPTY_LIST, site=SITE),
                Hint.AGAIN,
                detail="no notices at all",
            )
        return Parsed(cases=listing.cases, memory=_memory(listing, document, known), warnings=listing.warnings)

    def owns(self, url: str) -> Request | None:
        parts = address(url)
        if parts.hostname == "api.ftc.gov" and parts.path.rstrip("/") == address(API_URL).path:
            return Request(url, API, mark("Early terminations"))
        if parts.hostname in ("www.ftc.gov", "ftc.gov") and parts.path == address(FEED_URL).path:
            return Request(url, FEED, mark("Early terminations"))
        return None


def _api_request(offset: int, key: str) -> Request:
    query = urlencode({"page[limit]": _LIMIT, "page[offset]": offset, **_SORT})
    return Request(f"{API_URL}?{query}", API, mark("Early terminations"), headers=(("X-Api-Key", key),))


def _memory(listing: Listing, document: Document, known: Known) -> dict[str, str | int]:
    """How far the reading goes: up to `reached` (a time of entry) everything is read, `offset` is where to go on.

    The pages that follow are planned for the next pass and not asked for by the answer: a request that an answer
    calls for is stored, and these carry the user's key.
    """
    here = _offset(document.request.url)
    reached, newest = known.memory.get(_REACHED, ""), known.memory.get(_NEWEST, "")
    oldest = min(listing.stamps, default="")
    open_end = bool(reached) and oldest > reached and listing.size == _LIMIT and here < _FURTHEST
    if here:
        return {_OFFSET: here + _LIMIT} if open_end else {_OFFSET: 0, _REACHED: newest}
    newest = max((*listing.stamps, newest))
    if known.memory.get(_OFFSET, 0):
        return {_NEWEST: newest}  # pages further down are still being read
    return {_NEWEST: newest, _OFFSET: _LIMIT} if open_end else {_NEWEST: newest, _REACHED: newest}


def _offset(url: str) -> int:
    value = parse_qs(address(url).query).get("page[offset]", ["0"])[0]
    return int(value) if value.isdecimal() else 0
