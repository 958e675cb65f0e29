"""The news of the Justice Department's Antitrust Division: press releases. News, never case facts.

The feed is read; only if it lost items is the news interface asked for what is missing. Must not contain: the court
cases (`doj_cases`), the interface's answers (`doj_api`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs

from dealwatch.language import mark
from dealwatch.model.facts import FeedItem
from dealwatch.model.source import Document, Known, Parsed, Request, SourceInfo
from dealwatch.sources.american_days import ZONE
from dealwatch.sources.doj_api import NEWEST, page_request, read_page
from dealwatch.sources.landmarks import layout_changed
from dealwatch.sources.official_feed import gap_warning, is_lost, read_items, shown
from dealwatch.sources.official_urls import address

FEED, API = "feed", "api"
"""Roles."""

DIVISION = "376"
FEED_URL = (
    "https://www.justice.gov/news/rss?type%5B0%5D=press_release&field_component=376&search_api_language=en"
    "&show_public_archived=0&require_all=0"
)
SITE = mark("the Antitrust Division's press feed")

_HOSTS = ("www.justice.gov", "justice.gov")
_RELEASE = re.compile(r"(?:/archives)?/opa/pr/[^/]+")
_OPA = re.compile(r"(?:/archives)?/opa/")
_API_PATH = re.compile(r"/api/v1/(?:press_releases|blog_entries)\.json")

INFO = SourceInfo(
    key="doj",
    authority="DOJ",
    title=mark("DOJ Antitrust Division: press releases"),
    zone=ZONE,
    interval=timedelta(minutes=45),
    homepage="https://www.justice.gov/atr/press-releases",
    terms=mark(
        "Public domain (work of the United States government). Its robots.txt asks for 10 seconds between pages."
    ),
    tells=mark(
        "Complaints, settlements, abandoned deals, pleas and policy as the Division announces them. It is "
        "news: it proposes and never changes a status."
    ),
    untold=mark(
        "Days are told, not times. Speeches and releases of other offices that the feed mixes in are left out."
    ),
    pace=timedelta(seconds=10),
)


class Doj:
    """`model.source.Source` for the Division's news."""

    info = INFO

    def plan(self, known: Known) -> Sequence[Request]:
        return [Request(FEED_URL, FEED, mark("Press releases"), max_bytes=5 * 2**20)]

    def parse(self, document: Document, known: Known) -> Parsed:
        """Press releases by the path of their page; SourceProblem for a document without one."""
        if document.request.role == API:
            page = read_page(document)
            ours = _by_path(item for item in page.items if not item.link or _OPA.match(_path(item)))
            return Parsed(items=ours, follow=page.follow, warnings=page.warnings)
        items, warnings = read_items(document, SITE)
        releases = _by_path(item for item in items if _RELEASE.fullmatch(_path(item)))
        if not releases:
            raise layout_changed(SITE, "no item leads to a press release")
        lost = is_lost(document, releases, known)
        return Parsed(
            items=releases,
            follow=(page_request(NEWEST),) if lost else (),
            memory=shown(document, releases),
            warnings=(*warnings, gap_warning(releases, SITE)) if lost else warnings,
        )

    def owns(self, url: str) -> Request | None:
        """The Division's feed (other offices have theirs at the same path), and the news interface."""
        parts = address(url)
        if parts.hostname not in _HOSTS:
            return None
        if parts.path == "/news/rss" and DIVISION in parse_qs(parts.query).get("field_component", []):
            return Request(url, FEED, mark("Press releases"), max_bytes=5 * 2**20)
        if _API_PATH.fullmatch(parts.path):
            return Request(url, API, mark("News interface"))
        return None


def _path(item: FeedItem) -> str:
    parts = address(item.link)
    return parts.path.rstrip("/") if parts.hostname in _HOSTS else ""


def _by_path(items: Iterable[FeedItem]) -> tuple[FeedItem, ...]:
    """The path of its page is the identity of a release: one may stand under several hosts."""
    return tuple(replace(item, key=_path(item) or item.key) for item in items)
