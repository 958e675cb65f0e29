"""The Official Journal on competition cases: prior notifications, clearances, openings. News, never case facts.

The Publications Office answers questions about its catalogue (CELLAR, SPARQL); the Journal's feeds show the newest
acts. Both are read; one notice is one item. Nobody has run these questions for us yet. The register itself (`ec`)
shows the same publications of a case as its documents. Must not contain: the reading of answers (`ec_oj_items`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import parse_qs, urlencode
from zoneinfo import ZoneInfo

from dealwatch.language import mark
from dealwatch.model.source import Document, Known, Parsed, Request, SourceInfo
from dealwatch.sources.ec_oj_items import CELLAR_SITE, FEED_SITE, read_answer, read_feed
from dealwatch.sources.ec_values import ZONE
from dealwatch.sources.landmarks import layout_changed
from dealwatch.sources.official_feed import gap_warning, is_lost, shown
from dealwatch.sources.official_urls import address

NOTIFICATIONS, CLEARANCES, FEED = "notifications", "clearances", "feed"
CELLAR = "https://publications.europa.eu/webapi/rdf/sparql"
FEED_C = "https://eur-lex.europa.eu/EN/display-feed.rss?rssId=221"
FEED_L = "https://eur-lex.europa.eu/EN/display-feed.rss?rssId=222"

_KIND = {NOTIFICATIONS: "prior_notification", CLEARANCES: "non_opposition"}
_BACK = timedelta(days=60)
_JSON = (("Accept", "application/sparql-results+json"),)
_OURS = ("eur-lex.europa.eu", "publications.europa.eu", "data.europa.eu")

INFO = SourceInfo(
    key="ec-oj",
    authority="EC",
    title=mark("Official Journal: notices in competition cases"),
    zone=ZONE,
    interval=timedelta(hours=3),
    homepage="https://eur-lex.europa.eu/oj/direct-access.html",
    terms=mark("Reuse is permitted with attribution (Decision 2011/833/EU)."),
    tells=mark(
        "Prior notifications of concentrations, non-oppositions, withdrawals and other notices that name a "
        "competition case, as published."
    ),
    untold=mark("They appear days after the register shows the same; they confirm it and change no status."),
    active_hours=(6, 20),
    confirmed=False,
    pace=timedelta(seconds=5),
)

# A notice's CELEX number begins with 5 and names the case; later notices of one case carry a number in brackets. STR()
# is needed: a comparison with an untyped text finds nothing, in silence.
_QUESTIONS = {
    NOTIFICATIONS: """PREFIX cdm: <http://publications.europa.eu/ontology/cdm#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT DISTINCT ?celex ?date ?title WHERE {{
  ?notice cdm:work_has_resource-type <http://publications.europa.eu/resource/authority/resource-type/ANNOUNC> ;
          cdm:resource_legal_id_celex ?celex ; cdm:work_date_document ?date .
  FILTER(?date >= "{since}"^^xsd:date)
  FILTER(REGEX(STR(?celex), "^5[0-9]{{4}}M[0-9]") && !CONTAINS(STR(?celex), "("))
  OPTIONAL {{ ?notice cdm:work_has_expression ?english .
             ?english cdm:expression_uses_language <http://publications.europa.eu/resource/authority/language/ENG> ;
                      cdm:expression_title ?title . }}
}} ORDER BY DESC(?date) LIMIT 400""",
    CLEARANCES: """PREFIX cdm: <http://publications.europa.eu/ontology/cdm#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT DISTINCT ?celex ?date ?title WHERE {{
  ?decision a cdm:non-opposition_concentration_notified ;
            cdm:resource_legal_id_celex ?celex ; cdm:work_date_document ?date .
  FILTER(?date >= "{since}"^^xsd:date)
  OPTIONAL {{ ?decision cdm:work_has_expression ?english .
             ?english cdm:expression_uses_language <http://publications.europa.eu/resource/authority/language/ENG> ;
                      cdm:expression_title ?title . }}
}} ORDER BY DESC(?date) LIMIT 400""",
}


class EcOj:
    """`model.source.Source` for the Official Journal."""

    info = INFO

    def plan(self, known: Known) -> Sequence[Request]:
        """Both questions, from the first of a month on, so that they are the same for a month; and both feeds."""
        since = (known.now.astimezone(ZoneInfo(ZONE)) - _BACK).replace(day=1)
        return [
            *(_question(role, f"{since:%Y-%m-%d}") for role in _QUESTIONS),
            *(Request(url, FEED, mark("Feed of the Official Journal"), optional=True) for url in (FEED_C, FEED_L)),
        ]

    def parse(self, document: Document, known: Known) -> Parsed:
        if document.request.role == FEED:
            items, ours, warnings = read_feed(document)
            if not any(address(item.link).hostname in _OURS for item in items):
                raise layout_changed(FEED_SITE, "no item leads to the Official Journal")
            if is_lost(document, items, known):
                warnings += (gap_warning(items, FEED_SITE),)
            return Parsed(items=ours, memory=shown(document, items), warnings=warnings)
        role = document.request.role
        notices, warnings = read_answer(document, _KIND[role])
        if not notices:
            # Two months never pass without one: the catalogue does not understand the question as it was meant.
            raise layout_changed(CELLAR_SITE, "no notice in two months")
        return Parsed(items=notices, warnings=warnings)

    def owns(self, url: str) -> Request | None:
        parts = address(url)
        if parts.hostname == "eur-lex.europa.eu" and parts.path.endswith("/display-feed.rss"):
            return Request(url, FEED, mark("Feed of the Official Journal"), optional=True)
        if parts.hostname == "publications.europa.eu" and parts.path == "/webapi/rdf/sparql":
            asked = parse_qs(parts.query).get("query", [""])[0]
            role = CLEARANCES if "non-opposition_concentration_notified" in asked else NOTIFICATIONS
            return Request(url, role, mark("Question to CELLAR"), headers=_JSON)
        return None


def _question(role: str, since: str) -> Request:
    query = urlencode({"query": _QUESTIONS[role].format(since=since), "format": "application/sparql-results+json"})
    return Request(f"{CELLAR}?{query}", role, mark("Notices of mergers in the Official Journal"), headers=_JSON)
