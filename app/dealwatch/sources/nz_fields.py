"""What the New Zealand case register's list and case pages share: names, words for days, problems.

Must not contain: HTML of either page, what the words mean for a case (`nz_status`).
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote, urlsplit

from dealwatch.language import mark
from dealwatch.model.source import SourceProblem
from dealwatch.sources.landmarks import layout_changed
from dealwatch.sources.printed import clean, english_day

AUTHORITY = "NZCC"
PROCEDURE = "NZ_MERGER"
SITE = mark("the New Zealand case register")
HOSTS = frozenset({"comcom.govt.nz", "www.comcom.govt.nz"})
ENTRIES = "https://www.comcom.govt.nz/case-register/case-register-entries/"
MERGERS = "merger application"
"""The category of the cases that are reviews of mergers; the register has investigations, too."""

_ENTRY = re.compile(r"/case-register/case-register-entries/(?P<slug>[^/]+)/?")
_PARTS = re.compile(r"\s*[;,]\s*")


def slug_of(url: str) -> str:
    """The case's identity: the last part of its page's address. The list shows no number. Empty for another page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    match = _ENTRY.fullmatch(unquote(parts.path))
    return match["slug"] if match and parts.hostname in HOSTS else ""


def page_of(slug: str) -> str:
    return f"{ENTRIES}{slug}/"


def same_outcome(words: str) -> str:
    """The list joins several outcomes by semicolons, the case page by commas: one spelling for both."""
    return "; ".join(part for part in _PARTS.split(clean(words)) if part)


def printed_day(words: str) -> date | None:
    """`17 October 2025`, with or without a leading zero; the whole text must be the day."""
    return english_day(words) if re.fullmatch(r"\d{1,2} \w+ \d{4}", clean(words)) else None


def changed(detail: str) -> SourceProblem:
    return layout_changed(SITE, detail)
