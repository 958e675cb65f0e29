"""The page a person can read behind an address that is made for programs. What was fetched stays what was fetched.

A table of addresses, nothing else: for one that is not in it the address itself is the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable


def _press_release(found: re.Match[str]) -> str:
    return f"https://ec.europa.eu/commission/presscorner/detail/en/{found[1].lower()}_{found[2]}_{found[3]}"


_PAGES: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"https://www\.gov\.uk/api/content(/cma-cases/[^?#]+)(?:[?#].*)?", r"https://www.gov.uk\1"),
    (r"https://www\.gov\.uk/api/search\.json\?.*cma_case.*", "https://www.gov.uk/cma-cases"),
    (
        r"https://(?:api\.tech|webgate)\.ec\.europa\.eu/.*\bDMA\b.*",
        "https://digital-markets-act-cases.ec.europa.eu/search",
    ),
    (r"https://(?:api\.tech|webgate)\.ec\.europa\.eu/.*", "https://competition-cases.ec.europa.eu/search"),
    (
        r"https://compcases-open-data-portal-files-prod\.s3\.[^/]+/case-data-(\w+)\.json",
        r"https://competition-cases.ec.europa.eu/search?caseInstrument=\1",
    ),
    (
        r"https://ec\.europa\.eu/commission/presscorner/api/documents\?(?:.*&)?reference=(\w+)(?:/|%2F)(\d+)(?:/|%2F)(\d+)\b.*",
        _press_release,
    ),
    (r"https://ec\.europa\.eu/commission/presscorner/api/.*", "https://ec.europa.eu/commission/presscorner/home/en"),
    (r"https://api\.ftc\.gov/.*", "https://www.ftc.gov/legal-library/browse/early-termination-notices"),
    (r"https://data\.sec\.gov/submissions/CIK(\d{10})\.json", r"https://www.sec.gov/edgar/browse/?CIK=\1"),
    (r"https://efts\.sec\.gov/.*", "https://www.sec.gov/edgar/search/"),
    (r"https://www\.federalregister\.gov/api/.*", "https://www.federalregister.gov/documents/search"),
    (r"https://www\.justice\.gov/api/.*", "https://www.justice.gov/news/press-releases"),
)


def page_for_people(url: str) -> str:
    """The page to open for an address: itself where it is one already."""
    for pattern, page in _PAGES:
        found = re.fullmatch(pattern, url)
        if found is not None:
            return page(found) if callable(page) else found.expand(page)
    return url
