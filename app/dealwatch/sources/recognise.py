"""What a text in *Add* means: a case number, an address, a register, a feed, a list, or else a company's name. Pure.

Must not contain: anything that asks the network, the disk or the store; the caller knows what is there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from dealwatch.rules.case_numbers import CaseNumber, recognise_numbers
from dealwatch.sources.printed import clean
from dealwatch.sources.ready_lists import ready_list
from dealwatch.sources.recognise_urls import FEED, Place, place, web_address
from dealwatch.sources.sitemap import is_sitemap_address


class Kind(StrEnum):
    REGISTER = "register"
    CASE = "case"
    FEED = "feed"
    PAGE = "page"
    COMPANY = "company"
    LIST = "list"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a text was taken for.

    `source` is a source key: an authority's, or `feed:…`, `page:…`, `file:…`; empty for a company (every register) and
    for a number that no source shows. `number` is the normal form, empty for a case known by its page alone. `url` is
    the canonical address where there is one. `name` is what a list, a file, a company or a feed of a list is called.
    `words` is a line to confirm with, `caution` one that must be read before.
    """

    kind: Kind
    words: str
    source: str = ""
    authority: str = ""
    number: str = ""
    procedure: str = ""
    url: str = ""
    name: str = ""
    caution: str = ""


_LONGEST_NAME = 120
_LONGEST_LINE = 2000
_AUTHORITIES = {
    "EC": "the European Commission",
    "CMA": "the CMA",
    "FTC": "the FTC",
    "DOJ": "the US Department of Justice",
    "BKartA": "the Bundeskartellamt",
    "AdlC": "the Autorité de la concurrence",
    "ACCC": "the ACCC",
    "NZCC": "the New Zealand Commerce Commission",
    "Bureau": "the Competition Bureau of Canada",
    "General Court": "the General Court",
    "Court of Justice": "the Court of Justice",
    "US courts": "a US court",
}
_REGISTERS = {
    "ec": "EC",
    "ec-press": "EC",
    "ec-oj": "EC",
    "ec-at": "EC",
    "ec-sa": "EC",
    "ec-dma": "EC",
    "ec-fs": "EC",
    "cma": "CMA",
    "ftc": "FTC",
    "ftc-hsr": "FTC",
    "doj": "DOJ",
    "doj-cases": "DOJ",
    "federal-register": "Federal Register",
    "sec": "SEC",
    "bkarta": "BKartA",
    "bkarta-press": "BKartA",
    "adlc": "AdlC",
    "adlc-decisions": "AdlC",
    "accc": "ACCC",
    "nz": "NZCC",
    "canada": "Bureau",
    "acm": "ACM",
    "ccpc": "CCPC",
    "agcm": "AGCM",
    "cnmc": "CNMC",
    "cci": "CCI",
    "kftc": "KFTC",
    "cade": "CADE",
    "comesa": "COMESA",
}
"""Source keys of the command line's contract; whether this version has the source is the registry's to say."""

_NAMES = {
    "european commission": "ec",
    "commission": "ec",
    "dg comp": "ec",
    "competition and markets authority": "cma",
    "federal trade commission": "ftc",
    "department of justice": "doj",
    "bundeskartellamt": "bkarta",
    "federal cartel office": "bkarta",
    "autorité de la concurrence": "adlc",
    "australian competition and consumer commission": "accc",
    "commerce commission": "nz",
    "competition bureau": "canada",
}
_OPML = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<opml\b", re.IGNORECASE | re.DOTALL)
_PATH = re.compile(r"(?:file://|~?/|\.{1,2}/|[a-z]:[\\/]|\\\\)\S.*", re.IGNORECASE)


def recognise(text: str) -> Recognition | None:
    """What the text means, None for a text that means nothing. Of several things the first counts."""
    return next(iter(recognise_all(text)), None)


def recognise_all(text: str) -> tuple[Recognition, ...]:
    """Everything the text means, each once: a line each, and every case number of a line."""
    if _OPML.match(text):
        return (Recognition(Kind.LIST, "A list of feeds (OPML)", name="OPML"),)
    found = dict.fromkeys(meaning for line in text.splitlines() for meaning in _line(line))
    return tuple(found)


def _line(line: str) -> list[Recognition]:
    text = clean(line).strip("<>\"'“”‘’«»,; ")
    if not text or len(text) > _LONGEST_LINE:
        return []
    lower = text.casefold()
    if key := lower if lower in _REGISTERS else _NAMES.get(lower, ""):
        return [_register(key, _REGISTERS[key])]
    if ready := ready_list(text):
        return [Recognition(Kind.LIST, f"The list “{ready.name}”: {ready.about}", name=ready.name)]
    if lower.startswith("page:") and (url := web_address(text[len("page:") :])):
        return [page_meant(url)]
    if lower.startswith("feed:") and (url := web_address(text)):
        return [feed_meant(url)]
    if lower.startswith("file:") or _PATH.fullmatch(text) or (lower.endswith(".opml") and "://" not in text):
        return [_file(text)]
    if url := web_address(text):
        return [_place(place(url))]
    if numbers := recognise_numbers(text):
        return [_case(number) for number in numbers]
    if len(text) > _LONGEST_NAME or "://" in text or not re.search(r"[^\W\d_]", text):
        return []
    return [Recognition(Kind.COMPANY, f"Any new case that names “{text}”", name=text)]


def page_meant(url: str) -> Recognition:
    """A page by its address, in the spelling of `web_address`."""
    kind = "sitemap" if is_sitemap_address(url) else "page"
    return Recognition(Kind.PAGE, f"The {kind} {url}", f"page:{url}", url=url)


def feed_meant(url: str, title: str = "") -> Recognition:
    """A feed by its address, in the spelling of `web_address`; `title` is what a list calls it."""
    words = f"The feed “{title}” ({url})" if title else f"The feed {url}"
    return Recognition(Kind.FEED, words, f"feed:{url}", url=url, name=title, caution=_caution(url))


def _caution(url: str) -> str:
    parts = urlsplit(url)
    if parts.hostname == "news.google.com" and parts.path.startswith("/rss"):
        return "Google allows its news feeds in feed readers for personal, non-commercial use only. Check its terms."
    return ""


def _register(key: str, authority: str) -> Recognition:
    return Recognition(Kind.REGISTER, f"Everything that {_spoken(authority)} publishes ({key})", key, authority)


def _case(number: CaseNumber) -> Recognition:
    unseen = "" if number.source else " (no register that Dealwatch reads shows it)"
    return Recognition(
        Kind.CASE,
        f"Case {number.number} at {_spoken(number.authority)}{unseen}",
        number.source,
        number.authority,
        number.number,
        number.procedure,
        number.url,
    )


def _place(found: Place) -> Recognition:
    match found.kind:
        case Kind.REGISTER:
            return _register(found.source, found.authority)
        case Kind.CASE:
            words = f"Case {found.number}" if found.number else "The case of this page"
            return Recognition(
                Kind.CASE,
                f"{words} at {_spoken(found.authority)}",
                found.source,
                found.authority,
                found.number,
                found.procedure,
                found.url,
            )
        case Kind.LIST:
            return Recognition(Kind.LIST, f"The list of feeds at {found.url}", url=found.url, name=found.url)
    return feed_meant(found.url) if found.kind == FEED else page_meant(found.url)


def _file(text: str) -> Recognition:
    path = re.sub(r"^file:(?://(?:localhost)?)?", "", text, flags=re.IGNORECASE)
    if re.match(r"file://", text, re.IGNORECASE):
        path = unquote(path)
    if path.lower().endswith(".opml"):
        return Recognition(Kind.LIST, f"The list of feeds in {path}", name=path)
    return Recognition(Kind.FILE, f"The file or folder {path}", f"file:{path}", name=path)


def _spoken(authority: str) -> str:
    return _AUTHORITIES.get(authority, authority)
