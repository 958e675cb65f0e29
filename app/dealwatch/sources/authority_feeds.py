"""The press feeds of national authorities: addresses, manners and words, nothing else.

None of these has been read by us yet, so each is unconfirmed: nobody polls it unless asked to, and its first answer is
judged strictly. Words to sort by are in the authority's own language; where the feed is about competition only, there
are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

from dealwatch.language import mark
from dealwatch.model.source import SourceInfo
from dealwatch.sources.official_feed import AuthorityFeed, FeedOf

_HALF_HOUR = timedelta(minutes=30)


def authority_feeds() -> tuple[AuthorityFeed, ...]:
    return tuple(AuthorityFeed(feed) for feed in FEEDS)


def _about(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})", re.IGNORECASE)


def _info(
    key: str,
    authority: str,
    title: str,
    zone: str,
    homepage: str,
    terms: str,
    tells: str,
    untold: str,
    hours: tuple[int, int],
) -> SourceInfo:
    return SourceInfo(
        key=key,
        authority=authority,
        title=title,
        zone=zone,
        interval=_HALF_HOUR,
        homepage=homepage,
        terms=terms,
        tells=tells,
        untold=untold,
        active_hours=hours,
        confirmed=False,
        pace=timedelta(seconds=5),
    )


FEEDS = (
    FeedOf(
        _info(
            "adlc",
            "AdlC",
            mark("Autorité de la concurrence: press releases"),
            "Europe/Paris",
            "https://www.autoritedelaconcurrence.fr/fr/actualites",
            mark("No licence stated for the feed; its decisions are under Licence Ouverte 2.0."),
            mark("Press releases of the French authority, among them mergers notified, cleared or examined in depth."
            " It is news: it proposes and never changes a status."),
            mark("A merger that no press release speaks of is not told; decisions are in the open data."),
            (7, 21),
        ),
        "https://www.autoritedelaconcurrence.fr/fr/rss.xml",
        mark("the feed of the Autorité de la concurrence"),
        frozenset({"www.autoritedelaconcurrence.fr", "autoritedelaconcurrence.fr"}),
        others=("https://www.autoritedelaconcurrence.fr/rss.xml",),
    ),
    FeedOf(
        _info(
            "bkarta-press",
            "BKartA",
            mark("Bundeskartellamt: press releases"),
            "Europe/Berlin",
            "https://www.bundeskartellamt.de/SharedDocs/Meldung/DE/Pressemitteilungen/pressemitteilungen_node.html",
            mark("No licence stated."),
            mark("Press releases of the Bundeskartellamt in German."
            " It is news: it proposes and never changes a status."),
            mark("Filings are not told here but in its list of current cases."),
            (7, 21),
        ),
        "https://www.bundeskartellamt.de/SiteGlobals/Functions/RSSFeed/DE/RSSNewsfeed_Pressemitteilungen.xml",
        mark("the feed of the Bundeskartellamt"),
        frozenset({"www.bundeskartellamt.de", "bundeskartellamt.de"}),
    ),
    FeedOf(
        _info(
            "acm",
            "ACM",
            mark("Netherlands ACM: news on competition and mergers"),
            "Europe/Amsterdam",
            "https://www.acm.nl/nl/nieuws",
            mark("Content is reported to be CC0; not confirmed."),
            mark("News of the Dutch authority that speaks of mergers or competition; energy, telecoms, consumer and"
            " transport matters are left out."
            " It is news: it proposes and never changes a status."),
            mark("Notifications are published on its site and are told only where a news item names them."),
            (7, 21),
        ),
        "https://www.acm.nl/nl/nieuws/rss",
        mark("the feed of the ACM"),
        frozenset({"www.acm.nl", "acm.nl"}),
        _about(
            (
                r"concentratie", r"\w*overname", r"\w*fusie", r"\w*kartel", r"mededinging", r"machtspositie",
                r"prijsafspra", r"concurrentie", r"merger", r"acquisition", r"takeover", r"cartel", r"competition law",
                r"ACM/\d\d/\d{6}",
            )
        ),
        others=("https://www.acm.nl/nl/rss",),
    ),
    FeedOf(
        _info(
            "agcm",
            "AGCM",
            mark("Italy AGCM: news on competition and mergers"),
            "Europe/Rome",
            "https://www.agcm.it/media/comunicati-stampa",
            mark("No licence stated."),
            mark("News of the Italian authority that speaks of mergers or competition; consumer matters are left out."
            " It is news: it proposes and never changes a status."),
            mark("Decisions are published in a weekly bulletin (PDF), which is not read."),
            (7, 21),
        ),
        "https://www.agcm.it/rss/atom-feed",
        mark("the feed of the AGCM"),
        frozenset({"www.agcm.it", "agcm.it", "en.agcm.it"}),
        _about(
            (
                r"concentrazion", r"fusion", r"acquisizion", r"intes[ae]\b", r"abuso di (?:posizione|dipendenza)",
                r"cartell", r"anticoncorrenzial", r"concorrenza:", r"antitrust:", r"merger", r"[CIA]\d{3,5}[A-Z]?\b",
            )
        ),
    ),
    FeedOf(
        _info(
            "cnmc",
            "CNMC",
            mark("Spain CNMC: news on competition and mergers"),
            "Europe/Madrid",
            "https://www.cnmc.es/prensa",
            mark("No licence stated. The rest of the site refuses automated reading."),
            mark("What the ten newest items of the Spanish authority say of mergers or competition; energy, telecoms,"
            " transport and audiovisual matters are left out. If more came between two checks, that is said."
            " It is news: it proposes and never changes a status."),
            mark("The register of cases refuses automated reading: filings and their steps are not told."),
            (7, 21),
        ),
        "https://www.cnmc.es/rss.xml",
        mark("the feed of the CNMC"),
        frozenset({"www.cnmc.es", "cnmc.es"}),
        _about(
            (
                r"concentraci[oó]n", r"fusi[oó]n", r"opa\b", r"adquisici[oó]n", r"c[aá]rtel", r"anticompetitiv",
                r"abuso de posici[oó]n", r"defensa de la competencia", r"pr[aá]cticas restrictivas",
                r"toma de control", r"control exclusivo", r"[CS]/(?:[A-Z]+/)?\d{4}/\d\d",
            )
        ),
    ),
    FeedOf(
        _info(
            "kftc",
            "KFTC",
            mark("Korea KFTC: press releases"),
            "Asia/Seoul",
            "https://www.ftc.go.kr",
            mark("Korean government press releases; no licence seen."),
            mark("Press releases in Korean that speak of mergers, cartels or abuse; consumer and subcontracting"
            " matters are left out."
            " It is news: it proposes and never changes a status."),
            mark("Decisions are in a law database that wants a registered user, which is not read."),
            (7, 22),
        ),
        "https://www.korea.kr/rss/dept_ftc.xml",
        mark("the feed of the KFTC"),
        frozenset({"www.korea.kr", "korea.kr", "www.ftc.go.kr"}),
        re.compile(r"기업결합|인수|합병|주식취득|담합|카르텔|시장지배적|독과점|부당한 공동행위"),
    ),
    FeedOf(
        _info(
            "cade",
            "CADE",
            mark("Brazil CADE: news"),
            "America/Sao_Paulo",
            "https://www.gov.br/cade/pt-br/assuntos/noticias",
            mark("Content of gov.br; no licence seen."),
            mark("News of the Brazilian authority in Portuguese."
            " It is news: it proposes and never changes a status."),
            mark("Its case files are behind protection against robots and are not read."),
            (7, 21),
        ),
        "https://www.gov.br/cade/pt-br/assuntos/noticias/RSS",
        mark("the feed of CADE"),
        frozenset({"www.gov.br", "gov.br"}),
    ),
)  # fmt: skip
"""In the order of the authorities' keys in `recognise`."""
