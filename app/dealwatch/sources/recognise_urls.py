"""Which authority's page, which feed, which other page an address is: told by the address alone, nothing is fetched.

Must not contain: case numbers in running text (`rules.case_numbers`), words for people (`recognise`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from dealwatch.rules.case_numbers import CaseNumber, recognise_numbers

REGISTER, CASE, FEED, PAGE, LIST = "register", "case", "feed", "page", "list"

_PORTS = {"http": 80, "https": 443}
_HOST = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}(?::\d{1,5})?"
_BARE = re.compile(rf"(?:{_HOST}/\S*|www\.{_HOST})", re.IGNORECASE)
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|cmpid", re.IGNORECASE)
_FEED_PATH = re.compile(
    r"\.(?:rss|atom|rdf)$|/(?:rss|atom|feed|feeds|rss_\w\w)/?$|(?:^|[/_.-])(?:rss|atom|feed)[\w-]*\.(?:xml|json|php|aspx?)$"
    r"|/(?:rss|feeds?|rssfeed)/",
    re.IGNORECASE,
)
_FEED_QUERY = re.compile(
    r"(?:^|&)(?:output|format|feed|type|alt)=(?:rss2?|atom|rdf|xml)(?:&|$)|(?:^|&)rssId=", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Place:
    """What an address is. `number` is empty where only the page itself tells it."""

    kind: str
    url: str
    source: str = ""
    authority: str = ""
    number: str = ""
    procedure: str = ""


@dataclass(frozen=True, slots=True)
class _Site:
    """Pages of an authority. `case` and `register` match the unquoted path.

    `case_url` and `number` (the case number where its address spells it in a way of its own) take the groups of `case`.
    """

    hosts: str
    source: str
    authority: str
    case: str = ""
    register: str = ""
    procedure: str = ""
    case_url: str = ""
    number: str = ""


_SITES = (
    _Site(
        r"(?:www\.)?accc\.gov\.au",
        "accc",
        "ACCC",
        case=r"/public-registers/[^/]+/acquisitions-register/[^/]+/?",
        register=r"/public-registers/[^/]+(?:/acquisitions-register)?/?",
        procedure="AU_MERGER",
    ),
    _Site(
        r"competition-cases\.ec\.europa\.eu",
        "ec",
        "EC",
        case=r"/cases/[^/]+/?",
        register=r"/?|/search/?|/latest-updates(?:/\w+)?/?",
    ),
    _Site(
        r"digital-markets-act-cases\.ec\.europa\.eu", "ec-dma", "EC", case=r"/cases/[^/]+/?", register=r"/?|/search/?"
    ),
    _Site(
        r"(?:www\.)?gov\.uk",
        "cma",
        "CMA",
        case=r"(?:/api/content)?/cma-cases/(?P<slug>[^/.]+)/?",
        register=r"/cma-cases(?:\.atom)?/?",
        case_url="https://www.gov.uk/cma-cases/{slug}",
    ),
    _Site(
        r"(?:www\.)?ftc\.gov",
        "ftc-hsr",
        "FTC",
        case=r"/legal-library/browse/early-termination-notices/(?P<n>\d{8})/?",
        register=r"/legal-library/browse/early-termination-notices/?",
        number="{n}",
    ),
    _Site(r"(?:www\.)?ftc\.gov", "ftc", "FTC", case=r"/legal-library/browse/cases-proceedings/[^/]+/?"),
    _Site(
        r"(?:www\.)?justice\.gov",
        "doj-cases",
        "DOJ",
        case=r"/atr/case/[^/]+/?",
        register=r"/atr/(?:antitrust-case-filings[^/]*|case-filings?)/?",
    ),
    _Site(
        r"(?:www\.)?bundeskartellamt\.de",
        "bkarta",
        "BKartA",
        case=r"/SharedDocs/Entscheidung/.*/B(?P<unit>\d{1,2})-0*(?P<n>\d{1,3})-(?P<year>\d{2})(?:_\w+)?\.(?:html|pdf)",
        register=r"/.*LaufendeVerfahren.*",
        procedure="DE_MERGER",
        number="B{unit}-{n}/{year}",
    ),
    _Site(
        r"(?:www\.)?comcom\.govt\.nz",
        "nz",
        "NZCC",
        case=r"/case-register/case-register-entries/[^/]+/?",
        register=r"/case-register/?",
        procedure="NZ_MERGER",
    ),
    _Site(
        r"(?:www\.)?ccpc\.ie",
        "ccpc",
        "CCPC",
        case=r"/business/.*merger-notifications/m-?\d\d-?\d{3}[^/]*/?",
        register=r"/business/(?:.*/)?merger-notifications/?",
    ),
    _Site(
        r"(?:www\.)?cnmc\.es",
        "cnmc",
        "CNMC",
        case=r"/(?:en/)?expedientes/c-?(?P<n>\d{4})-?(?P<year>\d{2})/?",
        procedure="ES_MERGER",
        number="C/{n}/{year}",
    ),
    _Site(
        r"(?:www\.)?competition-bureau\.canada\.ca|(?:www\.)?competitionbureau\.gc\.ca",
        "canada",
        "Bureau",
        register=r"/.*(?:report-concluded-merger-reviews|archived-report-merger-reviews)/?",
    ),
    _Site(r"(?:www\.)?cci\.gov\.in", "cci", "CCI", register=r"/combination/orders-section31/?"),
    _Site(r"(?:www\.)?comesacompetition\.org", "comesa", "COMESA", register=r"(?:/.*)?/case-registry/?"),
)


_INSTRUMENTS = {"M": "ec", "AT": "ec-at", "SA": "ec-sa", "DMA": "ec-dma", "FS": "ec-fs"}


def web_address(text: str) -> str:
    """The text as a web address in one spelling, empty where it is none.

    A host without a scheme counts if it begins with `www.` or has a path: "Booking.com" alone is a company. So does a
    feed reader's `feed://`. Tracking parts and fragments go.
    """
    plain = text.strip()
    if re.match(r"feed:(?!//)", plain, re.IGNORECASE):
        plain = plain[len("feed:") :]
    plain = re.sub(r"^feed://", "https://", plain, flags=re.IGNORECASE)
    if "://" not in plain and _BARE.fullmatch(plain):
        plain = f"https://{plain}"
    try:
        parts = urlsplit(plain)
        scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
    except ValueError:
        return ""
    if scheme not in _PORTS or not host or re.search(r"\s", plain):
        return ""
    name = f"[{host}]" if ":" in host else host
    netloc = name if port in (None, _PORTS[scheme]) else f"{name}:{port}"
    return SplitResult(scheme, netloc, parts.path or "/", _query(parts.query), "").geturl()


def place(url: str) -> Place:
    """What an address in the spelling of `web_address` is."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    if path.lower().endswith(".opml"):
        return Place(LIST, url)
    for site in _SITES:
        if re.fullmatch(site.hosts, parts.hostname or "") and (found := _on_site(site, parts, path)) is not None:
            return found
    number = _number_in(url) if (parts.hostname or "").endswith("europa.eu") else None
    if number is not None:
        return _numbered(number)
    if _FEED_PATH.search(path) or _FEED_QUERY.search(parts.query) or (parts.hostname or "").startswith("feeds."):
        return Place(FEED, url, f"feed:{url}")
    return Place(PAGE, url, f"page:{url}")


def _on_site(site: _Site, parts: SplitResult, path: str) -> Place | None:
    named = re.fullmatch(site.case, path) if site.case else None
    number = _number_in(parts.geturl())
    here = f"https://{parts.netloc}{parts.path}".rstrip("/")
    of_commission = site.authority == "EC"
    if number is not None and number.authority == site.authority and number.source and (named or of_commission):
        return _numbered(number, here)
    if named:
        groups = named.groupdict()
        url = site.case_url.format(**groups) if site.case_url else here
        return Place(CASE, url, site.source, site.authority, site.number.format(**groups), site.procedure)
    if site.register and re.fullmatch(site.register, path):
        source = _instrument(parts) if of_commission else ""
        return Place(REGISTER, parts.geturl(), source or site.source, site.authority)
    return None


def _instrument(parts: SplitResult) -> str:
    """The Commission's register that a search or a list of updates is restricted to, empty where it is not."""
    path = parts.path.rstrip("/").rpartition("/")[2]
    named = dict(parse_qsl(parts.query)).get("caseInstrument", path)
    return _INSTRUMENTS.get(named.removeprefix("Instrument").upper(), "")


def _numbered(number: CaseNumber, here: str = "") -> Place:
    return Place(CASE, number.url or here, number.source, number.authority, number.number, number.procedure)


def _number_in(url: str) -> CaseNumber | None:
    """The one case number an address carries: in a path segment, a query value, or the Commission's old codes."""
    plain = unquote(url)
    old = re.search(r"proc_code=\d_(M|AT|SA)_(\d{1,6})\b|/mergers/cases\d*/\S*?/(m)(\d{1,5})_", plain, re.IGNORECASE)
    words = [f"{old[1] or old[3]}.{old[2] or old[4]}".upper()] if old else re.split(r"[/?&=#:]", plain)
    ftc = re.search(r"/cases-proceedings/(\d{3})-?(\d{4})\b", plain)
    found = [number for word in words if (number := _alone(word)) is not None]
    if ftc:
        found += recognise_numbers(f"File No. {ftc[1]} {ftc[2]}")
    return found[0] if found else None


def _alone(word: str) -> CaseNumber | None:
    """The number that a word is, whole."""
    numbers = recognise_numbers(word)
    return numbers[0] if len(numbers) == 1 and len(numbers[0].printed) == len(word.strip()) else None


def _query(query: str) -> str:
    """The query without what only tells the site where a visitor came from; untouched where there is no such part."""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _TRACKING.fullmatch(name)]
    return query if len(kept) == len(pairs) else urlencode(kept)
