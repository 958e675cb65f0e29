"""How each authority and court writes its case numbers: a table, nothing else.

Patterns are matched on text whose dashes and spaces were normalised one character for one. `form` builds the normal
form from the named groups; leading zeros of `n` are dropped where the authority does so itself (`bare`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_EC_CASE = "https://competition-cases.ec.europa.eu/cases/{number}"
_DMA_CASE = "https://digital-markets-act-cases.ec.europa.eu/cases/{number}"

_EC_SOURCES = {
    "EU_MERGER": "ec",
    "EU_ART101_102": "ec-at",
    "EU_STATE_AID": "ec-sa",
    "EU_DMA": "ec-dma",
    "EU_FSR": "ec-fs",
}
"""The Commission keeps a register per instrument; each is a source of its own."""

_CASE_WORD = (
    r"\bcase|\bmerger|concentration|\bCommission|\bEUMR\b|\bDG COMP\b|affaire|\bSache\b|\bFall\b|Fusion|Zusammenschluss"
    r"|\basunto|\bcaso\b|concentraci|concentrazion|concentra[çc]|\bzaak|concentratie|spraw|koncentrac|processo"
)
_FTC_WORD = r"\bFTC\b|Federal Trade Commission|\bMatter\b"
_CMA_WORD = r"\bCMA\b|Competition and Markets Authority|\bmerger|\bcase"
_AGCM_WORD = r"\bAGCM\b|provvediment|Autorit. Garante|concentrazion"
_ADLC_WORD = r"d[ée]cision|\bavis\b|Autorit. de la concurrence|\bAdlC\b"


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """One way of writing. `context`: words of which one must stand nearby, unless the text is the number alone.

    `after` must not end the text just before the number. `procedure` is empty for courts and documents.
    """

    authority: str
    procedure: str
    source: str
    pattern: str
    form: str
    url: str = ""
    context: str = ""
    after: str = ""
    bare: bool = False
    regex: re.Pattern[str] = field(init=False)
    alone: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "regex", re.compile(self.pattern))
        object.__setattr__(self, "alone", re.compile(self.pattern, re.IGNORECASE))


def _ec(pattern: str, form: str, procedure: str = "EU_MERGER", context: str = "") -> NumberPattern:
    url = _DMA_CASE if procedure == "EU_DMA" else _EC_CASE
    return NumberPattern("EC", procedure, _EC_SOURCES[procedure], pattern, form, url, context, bare=True)


PATTERNS: tuple[NumberPattern, ...] = (
    # The Commission's merger register: one to five digits, `.AP` and the like are cases of their own
    _ec(r"\b(?:COMP|IV) ?/ ?M ?\.? ?(?P<n>\d{1,5})(?P<part> ?\. ?[A-Z]{2})?\b", "M.{n}{part}"),
    _ec(r"\b(?:COMP|IV) ?/ ?JV ?\.? ?(?P<n>\d{1,3})\b", "JV.{n}"),
    _ec(r"\bM\.(?P<n>\d{4,5})(?P<part>\.[A-Z]{2})?\b", "M.{n}{part}"),
    _ec(r"\bM ?\. ?(?P<n>\d{5})(?P<part>\.[A-Z]{2})?\b", "M.{n}{part}"),
    _ec(r"\bM ?\. ?(?P<n>\d{1,4})(?P<part>\.[A-Z]{2})?\b", "M.{n}{part}", context=_CASE_WORD),
    _ec(r"(?<!\d)(?<!\d )\bM ?(?P<n>\d{4,5})\b", "M.{n}", context=_CASE_WORD),
    _ec(r"\bJV ?\. ?(?P<n>\d{1,3})\b", "JV.{n}", context=_CASE_WORD),
    _ec(r"\bC\.(?P<n>\d{4})\b", "C.{n}", context=_CASE_WORD),
    # CELEX of a merger document: 3 decision, 5 notice; it names the case
    _ec(r"\b[35](?:19|20)\d{2}M(?P<n>\d{1,5})\b(?:\(\d{2}\))?", "M.{n}"),
    # Antitrust; before the register was renumbered COMP/37.792, COMP/C-3/37.792, IV/31.851
    _ec(r"\b(?:COMP ?/ ?)?AT ?\. ?(?P<n>\d{5})\b", "AT.{n}", "EU_ART101_102"),
    _ec(r"\b(?:COMP|IV) ?/ ?(?:[A-Z]-?\d ?/ ?)?(?P<a>\d{2}) ?\. ?(?P<b>\d{3})\b", "AT.{a}{b}", "EU_ART101_102"),
    _ec(r"\bSA ?\. ?(?P<n>\d{5,6})\b(?: ?\(\d{4}/[A-Z]{1,2}\))?", "SA.{n}", "EU_STATE_AID"),
    _ec(r"\bDMA ?\. ?(?P<n>\d{6})\b", "DMA.{n}", "EU_DMA"),
    _ec(r"\b(?P<kind>FS(?:P|EX)?) ?\. ?(?P<n>\d{6})\b", "{kind}.{n}", "EU_FSR"),
    NumberPattern("EC", "", "", r"\bC\((?P<year>\d{4})\) ?(?P<n>\d{1,5})\b", "C({year}) {n}"),
    # Courts of the Union: the hyphen is what tells them from the Spanish authority's C/1470/24
    NumberPattern("General Court", "", "", r"\bT-(?P<n>\d{1,4})/(?P<year>\d{2})\b", "T-{n}/{year}"),
    NumberPattern("Court of Justice", "", "", r"\bC-(?P<n>\d{1,4})/(?P<year>\d{2})\b(?P<p> P\b)?", "C-{n}/{year}{p}"),
    # United Kingdom: documents print ME/7100/24 and ME 7100/24; the newer MER format is unconfirmed
    NumberPattern("CMA", "UK_CMA_MERGER", "cma", r"\bME ?/? ?(?P<n>\d{4}) ?[/-] ?(?P<year>\d{2})\b", "ME/{n}/{year}"),
    NumberPattern("CMA", "UK_CMA_MERGER", "cma", r"\bMER ?-? ?(?P<n>\d{3,})\b", "MER-{n}", context=_CMA_WORD),
    NumberPattern(
        "CAT",
        "",
        "",
        r"(?<![\d/])(?P<n>1\d{3})/(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d{2})(?![\d/])",
        "{n}/{a}/{b}/{year}",
    ),
    # United States: there is no public HSR number
    NumberPattern(
        "FTC",
        "",
        "ftc",
        r"\b(?:[Mm]atter ?/ ?)?(?:[Ff]ile|[Nn]umber|[Mm]atter) ?(?:[Nn](?:o|umber)\b\.? ?)?"
        r"(?P<a>\d{3})[- ]?(?P<b>\d{4})\b",
        "{a} {b}",
    ),
    NumberPattern("FTC", "US_FTC_6B", "ftc", r"\b(?P<n>P\d{6})\b", "{n}", context=_FTC_WORD),
    NumberPattern("FTC", "", "ftc", r"\bDocket (?:No|Number)\b\.? ?C-?(?P<n>\d{4,5})\b", "C-{n}"),
    NumberPattern("FTC", "", "ftc", r"\bDocket (?:No|Number)\b\.? ?(?:D-?)?(?P<n>\d{4,5})\b", "{n}"),
    NumberPattern(
        "US courts",
        "",
        "",
        r"\b(?P<div>\d):(?P<year>\d{2})-cv-(?P<cv>\d{4,5})(?:-[A-Z]{2,4})*\b",
        "{div}:{year}-cv-{cv:0>5}",
    ),
    # Germany, Austria
    NumberPattern(
        "BKartA",
        "DE_MERGER",
        "bkarta",
        r"\bB ?(?P<unit>\d{1,2}) ?- ?(?P<n>\d{1,3}) ?/ ?(?P<year>\d{2})\b",
        "B{unit}-{n}/{year}",
    ),
    NumberPattern(
        "OLG Düsseldorf",
        "",
        "",
        r"\bVI ?-? ?(?P<senate>\d )?Kart ?(?P<n>\d{1,4})/(?P<year>\d{2}) ?\(V\)",
        "VI-{senate}Kart {n}/{year} (V)",
    ),
    NumberPattern("BWB", "", "", r"\bBWB ?/ ?Z ?- ?(?P<n>\d{3,5})\b", "BWB/Z-{n}"),
    # France: DCC is merger control; D, A, MC, EX mean other decisions and opinions
    NumberPattern(
        "AdlC", "FR_MERGER", "adlc-decisions", r"\b(?P<year>\d{2}) ?- ?DCC ?- ?(?P<n>\d{1,3})\b", "{year}-DCC-{n}"
    ),
    NumberPattern(
        "AdlC",
        "",
        "adlc-decisions",
        r"\b(?P<year>\d{2})-(?P<kind>D|A|MC|EX|DEX|SOA)-(?P<n>\d{1,3})\b",
        "{year}-{kind}-{n}",
        context=_ADLC_WORD,
    ),
    # Australia: MN notification, WA waiver
    NumberPattern("ACCC", "AU_MERGER", "accc", r"\b(?P<kind>MN|WA) ?- ?(?P<n>\d{5})\b", "{kind}-{n}"),
    NumberPattern("ACT", "", "", r"\bACT (?P<n>\d{1,3}) of (?P<year>\d{4})\b", "ACT {n} of {year}"),
    # Southern Europe, the Netherlands, Poland
    NumberPattern(
        "CNMC",
        "ES_MERGER",
        "cnmc",
        r"(?<![\w/])C ?/ ?(?P<n>\d{4}) ?/ ?(?P<year>\d{2})(?![\d/])",
        "C/{n}/{year}",
        after=r"(?:\bOJ|\bDO|\bJO|\bABl|\bGU|\bPB|Journal|\beli)\W{0,3}$",
    ),
    NumberPattern("AGCM", "IT_MERGER", "agcm", r"\bC(?P<n>\d{4,5}[A-Z]?)\b", "C{n}", context=_AGCM_WORD),
    NumberPattern("AdC", "", "", r"\bCcent\b\.? ?(?P<n>\d{1,3}) ?/ ?(?P<year>\d{4})\b", "Ccent. {n}/{year}"),
    NumberPattern("ACM", "", "acm", r"\bACM ?/ ?(?P<year>\d{2}) ?/ ?(?P<n>\d{6})\b", "ACM/{year}/{n}"),
    NumberPattern("UOKiK", "PL_MERGER", "", r"\bDKK ?- ?(?P<n>\d{1,3}) ?/ ?(?P<year>\d{4})\b", "DKK-{n}/{year}"),
)
