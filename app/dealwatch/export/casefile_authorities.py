"""How the case file names an authority: in full, short, with its article, and the language it writes in.

An authority that is not listed keeps its key. Must not contain: addresses, zones (the source registry has them).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Authority:
    """`spoken` is the name inside a sentence, with its article; `language` the one its documents are usually in."""

    key: str
    name: str
    spoken: str
    language: str = "en"


_KNOWN = {
    entry.key: entry
    for entry in (
        Authority("EC", "European Commission", "the European Commission"),
        Authority("CMA", "Competition and Markets Authority", "the CMA"),
        Authority("FTC", "Federal Trade Commission", "the FTC"),
        Authority("DOJ", "Department of Justice, Antitrust Division", "the Department of Justice"),
        Authority("BKartA", "Bundeskartellamt", "the Bundeskartellamt", "de"),
        Authority("AdlC", "Autorité de la concurrence", "the Autorité de la concurrence", "fr"),
        Authority("ACM", "Authority for Consumers and Markets", "the ACM", "nl"),
        Authority("CNMC", "Comisión Nacional de los Mercados y la Competencia", "the CNMC", "es"),
        Authority("AGCM", "Autorità Garante della Concorrenza e del Mercato", "the AGCM", "it"),
        Authority("AdC", "Autoridade da Concorrência", "the AdC", "pt"),
        Authority("UOKiK", "Office of Competition and Consumer Protection", "the UOKiK", "pl"),
        Authority("BWB", "Bundeswettbewerbsbehörde", "the Bundeswettbewerbsbehörde", "de"),
        Authority("ACCC", "Australian Competition and Consumer Commission", "the ACCC"),
        Authority("NZCC", "Commerce Commission New Zealand", "the Commerce Commission"),
        Authority("Bureau", "Competition Bureau Canada", "the Competition Bureau"),
        Authority("CCPC", "Competition and Consumer Protection Commission", "the CCPC"),
        Authority("CCI", "Competition Commission of India", "the CCI"),
        Authority("KFTC", "Korea Fair Trade Commission", "the KFTC"),
        Authority("CADE", "Conselho Administrativo de Defesa Econômica", "the CADE", "pt"),
        Authority("SAMR", "State Administration for Market Regulation", "the SAMR", "zh"),
        Authority("JFTC", "Japan Fair Trade Commission", "the JFTC"),
        Authority("COMESA", "COMESA Competition Commission", "the COMESA Commission"),
        Authority("GC", "General Court of the European Union", "the General Court"),
        Authority("CJEU", "Court of Justice of the European Union", "the Court of Justice"),
        Authority("CAT", "Competition Appeal Tribunal", "the Competition Appeal Tribunal"),
    )
}

_LANGUAGES = {
    "en": "English",
    "fr": "French",
    "de": "German",
    "es": "Spanish",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
    "pl": "Polish",
    "zh": "Chinese",
    "ko": "Korean",
    "ja": "Japanese",
}


def authority(key: str) -> Authority:
    """The known authority, or one that is called by its key."""
    return _KNOWN.get(key) or Authority(key, key or "authority not recorded", key or "an authority", "")


def language_name(code: str) -> str:
    """English name of an ISO 639-1 code; the code itself where it is not one of ours."""
    return _LANGUAGES.get(code, code)
