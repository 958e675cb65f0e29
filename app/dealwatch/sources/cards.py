"""Every official source by name, without the source itself: what a list of them says. The window shows it at once.

The same facts stand in each source's `SourceInfo`; a test holds the two together. Must not contain: how anything is
read, imports of a source.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


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
        "ACCC acquisitions register",
        "Australia/Sydney",
        "https://www.accc.gov.au/public-registers/acquisitions-and-mergers-registers/acquisitions-register",
    ),
    "cma": Card(
        "CMA",
        "Competition and Markets Authority: merger cases",
        "Europe/London",
        "https://www.gov.uk/cma-cases?case_type%5B%5D=mergers",
    ),
    "ec": Card("EC", "European Commission mergers", "Europe/Brussels", "https://competition-cases.ec.europa.eu"),
    "ec-at": Card(
        "EC", "European Commission antitrust and cartels", "Europe/Brussels", "https://competition-cases.ec.europa.eu"
    ),
    "ec-fs": Card(
        "EC",
        "European Commission foreign subsidies",
        "Europe/Brussels",
        "https://competition-cases.ec.europa.eu",
        confirmed=False,
    ),
    "ec-dma": Card(
        "EC",
        "European Commission Digital Markets Act",
        "Europe/Brussels",
        "https://digital-markets-act-cases.ec.europa.eu",
        confirmed=False,
    ),
    "ec-sa": Card(
        "EC",
        "European Commission state aid",
        "Europe/Brussels",
        "https://competition-cases.ec.europa.eu",
        confirmed=False,
    ),
    "ec-press": Card(
        "EC",
        "European Commission: press on competition",
        "Europe/Brussels",
        "https://ec.europa.eu/commission/presscorner/home/en",
    ),
    "ec-oj": Card(
        "EC",
        "Official Journal: notices in competition cases",
        "Europe/Brussels",
        "https://eur-lex.europa.eu/oj/direct-access.html",
        confirmed=False,
    ),
    "sec": Card("SEC", "SEC EDGAR: filings about deals", "America/New_York", "https://www.sec.gov/edgar/search/"),
    "ftc-hsr": Card(
        "FTC",
        "FTC: early terminations of the HSR waiting period",
        "America/New_York",
        "https://www.ftc.gov/legal-library/browse/early-termination-notices",
        confirmed=False,
    ),
    "ftc": Card(
        "FTC",
        "FTC: press releases on competition",
        "America/New_York",
        "https://www.ftc.gov/news-events/news/press-releases",
    ),
    "federal-register": Card(
        "Federal Register",
        "Federal Register: antitrust settlements",
        "America/New_York",
        "https://www.federalregister.gov/agencies/antitrust-division",
    ),
    "doj-cases": Card(
        "DOJ",
        "DOJ Antitrust Division: case filings",
        "America/New_York",
        "https://www.justice.gov/atr/antitrust-case-filings",
    ),
    "doj": Card(
        "DOJ",
        "DOJ Antitrust Division: press releases",
        "America/New_York",
        "https://www.justice.gov/atr/press-releases",
    ),
    "adlc": Card(
        "AdlC",
        "Autorité de la concurrence: press releases",
        "Europe/Paris",
        "https://www.autoritedelaconcurrence.fr/fr/actualites",
        confirmed=False,
    ),
    "bkarta-press": Card(
        "BKartA",
        "Bundeskartellamt: press releases",
        "Europe/Berlin",
        "https://www.bundeskartellamt.de/SharedDocs/Meldung/DE/Pressemitteilungen/pressemitteilungen_node.html",
        confirmed=False,
    ),
    "acm": Card(
        "ACM",
        "Netherlands ACM: news on competition and mergers",
        "Europe/Amsterdam",
        "https://www.acm.nl/nl/nieuws",
        confirmed=False,
    ),
    "agcm": Card(
        "AGCM",
        "Italy AGCM: news on competition and mergers",
        "Europe/Rome",
        "https://www.agcm.it/media/comunicati-stampa",
        confirmed=False,
    ),
    "cnmc": Card(
        "CNMC",
        "Spain CNMC: news on competition and mergers",
        "Europe/Madrid",
        "https://www.cnmc.es/prensa",
        confirmed=False,
    ),
    "kftc": Card("KFTC", "Korea KFTC: press releases", "Asia/Seoul", "https://www.ftc.go.kr", confirmed=False),
    "cade": Card(
        "CADE",
        "Brazil CADE: news",
        "America/Sao_Paulo",
        "https://www.gov.br/cade/pt-br/assuntos/noticias",
        confirmed=False,
    ),
    "adlc-decisions": Card(
        "AdlC",
        "Autorité de la concurrence: published decisions",
        "Europe/Paris",
        "https://www.data.gouv.fr/fr/datasets/decisions-publiees-par-lautorite-de-la-concurrence-depuis-1988/",
        confirmed=False,
    ),
    "bkarta": Card(
        "BKartA",
        "Bundeskartellamt: current merger cases",
        "Europe/Berlin",
        "https://www.bundeskartellamt.de/SiteGlobals/Forms/Suche/LaufendeVerfahren/LaufendeVerfahren_Formular.html",
        confirmed=False,
    ),
    "nz": Card(
        "NZCC",
        "New Zealand Commerce Commission: merger applications",
        "Pacific/Auckland",
        "https://www.comcom.govt.nz/case-register/",
    ),
    "canada": Card(
        "Bureau",
        "Competition Bureau Canada: merger reviews",
        "America/Toronto",
        "https://competition-bureau.canada.ca/en/mergers-and-acquisitions/report-concluded-merger-reviews",
        confirmed=False,
    ),
    "ccpc": Card(
        "CCPC",
        "Ireland CCPC: news on competition and mergers",
        "Europe/Dublin",
        "https://www.ccpc.ie/business/mergers-acquisitions/merger-notifications/",
        confirmed=False,
    ),
    "cci": Card(
        "CCI",
        "Competition Commission of India: combinations",
        "Asia/Kolkata",
        "https://www.cci.gov.in/combination/orders-section31",
        confirmed=False,
    ),
    "comesa": Card(
        "COMESA",
        "COMESA Competition Commission: case registry",
        "Africa/Blantyre",
        "https://comesacompetition.org/mergers-and-acquisitions/case-registry/",
        confirmed=False,
    ),
}
"""Key → card, in the order of the registry."""
