"""Every official source by name, without the source itself: what a list of them says. The window shows it at once.

The same facts stand in each source's `SourceInfo`; a test holds the two together. Titles are stored in English and
translated where they are shown. Must not contain: how anything is
read, imports of a source.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dealwatch.language import _, mark


class Card(NamedTuple):
    """As in `SourceInfo`: `zone` is an IANA name, `confirmed` False while nobody has seen a live payload."""

    authority: str
    title: str
    zone: str
    homepage: str
    confirmed: bool = True


CARDS: Mapping[str, Card] = {
    "accc": Card(
        "ACCC",
        mark("ACCC acquisitions register"),
        "Australia/Sydney",
        "https://www.accc.gov.au/public-registers/acquisitions-and-mergers-registers/acquisitions-register",
    ),
    "cma": Card(
        "CMA",
        mark("Competition and Markets Authority: merger cases"),
        "Europe/London",
        "https://www.gov.uk/cma-cases?case_type%5B%5D=mergers",
    ),
    "ec": Card("EC", mark("European Commission mergers"), "Europe/Brussels", "https://competition-cases.ec.europa.eu"),
    "ec-at": Card(
        "EC",
        mark("European Commission antitrust and cartels"),
        "Europe/Brussels",
        "https://competition-cases.ec.europa.eu",
    ),
    "ec-fs": Card(
        "EC",
        mark("European Commission foreign subsidies"),
        "Europe/Brussels",
        "https://competition-cases.ec.europa.eu",
        confirmed=False,
    ),
    "ec-dma": Card(
        "EC",
        mark("European Commission Digital Markets Act"),
        "Europe/Brussels",
        "https://digital-markets-act-cases.ec.europa.eu",
        confirmed=False,
    ),
    "ec-sa": Card(
        "EC",
        mark("European Commission state aid"),
        "Europe/Brussels",
        "https://competition-cases.ec.europa.eu",
        confirmed=False,
    ),
    "ec-press": Card(
        "EC",
        mark("European Commission: press on competition"),
        "Europe/Brussels",
        "https://ec.europa.eu/commission/presscorner/home/en",
    ),
    "ec-oj": Card(
        "EC",
        mark("Official Journal: notices in competition cases"),
        "Europe/Brussels",
        "https://eur-lex.europa.eu/oj/direct-access.html",
        confirmed=False,
    ),
    "sec": Card("SEC", mark("SEC EDGAR: filings about deals"), "America/New_York", "https://www.sec.gov/edgar/search/"),
    "ftc-hsr": Card(
        "FTC",
        mark("FTC: early terminations of the HSR waiting period"),
        "America/New_York",
        "https://www.ftc.gov/legal-library/browse/early-termination-notices",
        confirmed=False,
    ),
    "ftc": Card(
        "FTC",
        mark("FTC: press releases on competition"),
        "America/New_York",
        "https://www.ftc.gov/news-events/news/press-releases",
    ),
    "federal-register": Card(
        "Federal Register",
        mark("Federal Register: antitrust settlements"),
        "America/New_York",
        "https://www.federalregister.gov/agencies/antitrust-division",
    ),
    "doj-cases": Card(
        "DOJ",
        mark("DOJ Antitrust Division: case filings"),
        "America/New_York",
        "https://www.justice.gov/atr/antitrust-case-filings",
    ),
    "doj": Card(
        "DOJ",
        mark("DOJ Antitrust Division: press releases"),
        "America/New_York",
        "https://www.justice.gov/atr/press-releases",
    ),
    "adlc": Card(
        "AdlC",
        mark("Autorité de la concurrence: press releases"),
        "Europe/Paris",
        "https://www.autoritedelaconcurrence.fr/fr/actualites",
        confirmed=False,
    ),
    "bkarta-press": Card(
        "BKartA",
        mark("Bundeskartellamt: press releases"),
        "Europe/Berlin",
        "https://www.bundeskartellamt.de/SharedDocs/Meldung/DE/Pressemitteilungen/pressemitteilungen_node.html",
        confirmed=False,
    ),
    "acm": Card(
        "ACM",
        mark("Netherlands ACM: news on competition and mergers"),
        "Europe/Amsterdam",
        "https://www.acm.nl/nl/nieuws",
        confirmed=False,
    ),
    "agcm": Card(
        "AGCM",
        mark("Italy AGCM: news on competition and mergers"),
        "Europe/Rome",
        "https://www.agcm.it/media/comunicati-stampa",
        confirmed=False,
    ),
    "cnmc": Card(
        "CNMC",
        mark("Spain CNMC: news on competition and mergers"),
        "Europe/Madrid",
        "https://www.cnmc.es/prensa",
        confirmed=False,
    ),
    "kftc": Card("KFTC", mark("Korea KFTC: press releases"), "Asia/Seoul", "https://www.ftc.go.kr", confirmed=False),
    "cade": Card(
        "CADE",
        mark("Brazil CADE: news"),
        "America/Sao_Paulo",
        "https://www.gov.br/cade/pt-br/assuntos/noticias",
        confirmed=False,
    ),
    "adlc-decisions": Card(
        "AdlC",
        mark("Autorité de la concurrence: published decisions"),
        "Europe/Paris",
        "https://www.data.gouv.fr/fr/datasets/decisions-publiees-par-lautorite-de-la-concurrence-depuis-1988/",
        confirmed=False,
    ),
    "bkarta": Card(
        "BKartA",
        mark("Bundeskartellamt: current merger cases"),
        "Europe/Berlin",
        "https://www.bundeskartellamt.de/SiteGlobals/Forms/Suche/LaufendeVerfahren/LaufendeVerfahren_Formular.html",
        confirmed=False,
    ),
    "nz": Card(
        "NZCC",
        mark("New Zealand Commerce Commission: merger applications"),
        "Pacific/Auckland",
        "https://www.comcom.govt.nz/case-register/",
    ),
    "canada": Card(
        "Bureau",
        mark("Competition Bureau Canada: merger reviews"),
        "America/Toronto",
        "https://competition-bureau.canada.ca/en/mergers-and-acquisitions/report-concluded-merger-reviews",
        confirmed=False,
    ),
    "ccpc": Card(
        "CCPC",
        mark("Ireland CCPC: news on competition and mergers"),
        "Europe/Dublin",
        "https://www.ccpc.ie/business/mergers-acquisitions/merger-notifications/",
        confirmed=False,
    ),
    "cci": Card(
        "CCI",
        mark("Competition Commission of India: combinations"),
        "Asia/Kolkata",
        "https://www.cci.gov.in/combination/orders-section31",
        confirmed=False,
    ),
    "comesa": Card(
        "COMESA",
        mark("COMESA Competition Commission: case registry"),
        "Africa/Blantyre",
        "https://comesacompetition.org/mergers-and-acquisitions/case-registry/",
        confirmed=False,
    ),
}
"""Key → card, in the order of the registry."""

_UNNAMED = (mark("Feed of {host}"), mark("Page of {host}"), mark("Sitemap of {host}"))
"""How a source of the user's own is called that neither the user nor its publisher has named."""


def shown_title(key: str, title: str) -> str:
    """A source's title in the language spoken. What the user or a publisher named keeps its name."""
    card = CARDS.get(key)
    if card is not None:
        return _(card.title)
    for words in _UNNAMED:
        host = title.removeprefix(words.partition("{")[0])
        if host != title and host and host in key:
            return _(words).format(host=host)
    return title
