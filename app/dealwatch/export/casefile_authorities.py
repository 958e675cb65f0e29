"""How the case file names an authority: in full, short, with its article, and the language it writes in.

An authority that is not listed keeps its key. Must not contain: addresses, zones (the source registry has them).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dealwatch.language import _, mark


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
        Authority("EC", mark("European Commission"), mark("the European Commission")),
        Authority("CMA", "Competition and Markets Authority", mark("the CMA")),
        Authority("FTC", "Federal Trade Commission", mark("the FTC")),
        Authority("DOJ", "Department of Justice, Antitrust Division", mark("the Department of Justice")),
        Authority("BKartA", "Bundeskartellamt", mark("the Bundeskartellamt"), "de"),
        Authority("AdlC", "Autorité de la concurrence", mark("the Autorité de la concurrence"), "fr"),
        Authority("ACM", "Authority for Consumers and Markets", mark("the ACM"), "nl"),
        Authority("CNMC", "Comisión Nacional de los Mercados y la Competencia", mark("the CNMC"), "es"),
        Authority("AGCM", "Autorità Garante della Concorrenza e del Mercato", mark("the AGCM"), "it"),
        Authority("AdC", "Autoridade da Concorrência", mark("the AdC"), "pt"),
        Authority("UOKiK", "Office of Competition and Consumer Protection", mark("the UOKiK"), "pl"),
        Authority("BWB", "Bundeswettbewerbsbehörde", mark("the Bundeswettbewerbsbehörde"), "de"),
        Authority("ACCC", "Australian Competition and Consumer Commission", mark("the ACCC")),
        Authority("NZCC", "Commerce Commission New Zealand", mark("the Commerce Commission")),
        Authority("Bureau", "Competition Bureau Canada", mark("the Competition Bureau")),
        Authority("CCPC", "Competition and Consumer Protection Commission", mark("the CCPC")),
        Authority("CCI", "Competition Commission of India", mark("the CCI")),
        Authority("KFTC", "Korea Fair Trade Commission", mark("the KFTC")),
        Authority("CADE", "Conselho Administrativo de Defesa Econômica", mark("the CADE"), "pt"),
        Authority("SAMR", "State Administration for Market Regulation", mark("the SAMR"), "zh"),
        Authority("JFTC", "Japan Fair Trade Commission", mark("the JFTC")),
        Authority("COMESA", "COMESA Competition Commission", mark("the COMESA Commission")),
        Authority("GC", mark("General Court of the European Union"), mark("the General Court")),
        Authority("CJEU", mark("Court of Justice of the European Union"), mark("the Court of Justice")),
        Authority("CAT", "Competition Appeal Tribunal", mark("the Competition Appeal Tribunal")),
    )
}

_LANGUAGES = {
    "en": mark("English"),
    "fr": mark("French"),
    "de": mark("German"),
    "es": mark("Spanish"),
    "it": mark("Italian"),
    "nl": mark("Dutch"),
    "pt": mark("Portuguese"),
    "pl": mark("Polish"),
    "zh": mark("Chinese"),
    "ko": mark("Korean"),
    "ja": mark("Japanese"),
}


def authority(key: str) -> Authority:
    """The known authority, or one that is called by its key."""
    known = _KNOWN.get(key)
    if known is None:
        return Authority(key, key or _("authority not recorded"), key or _("an authority"), "")
    return replace(known, name=_(known.name), spoken=_(known.spoken))


def english_name(key: str) -> str:
    """The name in full, in English or the authority's own language, whatever is spoken; the key of an unknown one."""
    known = _KNOWN.get(key)
    return known.name if known is not None else key


def language_name(code: str) -> str:
    """Name of an ISO 639-1 code in the language spoken; the code itself where it is not one of ours."""
    return _(_LANGUAGES.get(code, code))
