"""The press feed of the Federal Trade Commission: what it announces in competition matters. News, never case facts.

There is no register of mergers at the FTC: its cases are told by press releases. Must not contain: the notices of
early termination (`ftc_hsr`), the reading of feeds (`official_feed`).
"""

from __future__ import annotations

import re
from datetime import timedelta

from dealwatch.language import mark
from dealwatch.model.source import SourceInfo
from dealwatch.sources.official_feed import AuthorityFeed, FeedOf

COMPETITION = "https://www.ftc.gov/feeds/press-release-competition.xml"
SITE = mark("the FTC's press feed")

INFO = SourceInfo(
    key="ftc",
    authority="FTC",
    title=mark("FTC: press releases on competition"),
    zone="America/New_York",
    interval=timedelta(minutes=30),
    homepage="https://www.ftc.gov/news-events/news/press-releases",
    terms=mark(
        "Public domain (work of the United States government); credit the FTC. Its robots.txt asks for 5 seconds"
        " between pages."
    ),
    tells=mark(
        "Complaints, consent agreements, court steps and statements as the FTC announces them. It is news: it"
        " proposes and never changes a status. The feed holds ten items; if more came between two checks, "
        "that is said."
    ),
    untold=mark("Filings under the HSR Act are secret and are not told."),
    pace=timedelta(seconds=5),
)


class Ftc(AuthorityFeed):
    """`model.source.Source` for the press feed; the node number of an item is its key."""

    def __init__(self) -> None:
        super().__init__(
            FeedOf(
                INFO,
                COMPETITION,
                SITE,
                frozenset({"www.ftc.gov", "ftc.gov"}),
                path="/news-events/",
                tail=re.compile(r"\s*View Press Release\W*$"),
                family=re.compile(r"/feeds/press-release(?:-[a-z-]+)?\.xml"),
            )
        )
