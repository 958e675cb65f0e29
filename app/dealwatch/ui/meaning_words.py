"""What a text in the Add field was taken for, as one line in the language of the window.

Must not contain: what a text means (`sources.recognise`, whose own words the command line prints, in English).
"""

from __future__ import annotations

from dealwatch.language import _, mark
from dealwatch.sources.ready_lists import ready_list
from dealwatch.sources.recognise import Kind, Recognition
from dealwatch.sources.sitemap import is_sitemap_address
from dealwatch.ui.words import authority_name

CAUTIONS = (
    mark("Google allows its news feeds in feed readers for personal, non-commercial use only. Check its terms."),
)
"""What `Recognition.caution` can say."""


def meaning_words(meaning: Recognition) -> str:
    """The line to confirm with. The authority stands by itself: German and French would bend its name."""
    match meaning.kind:
        case Kind.CASE:
            return _case(meaning)
        case Kind.REGISTER:
            return _("The whole register · {authority}").format(authority=authority_name(meaning.authority))
        case Kind.COMPANY:
            return _("Any new case that names “{name}”").format(name=meaning.name)
        case Kind.LIST:
            ready = ready_list(meaning.name)
            return _("The list “{name}”").format(name=ready.name) if ready is not None else _("A list of feeds (OPML)")
        case Kind.FEED:
            return _("The feed “{name}”").format(name=meaning.name) if meaning.name else _("A feed")
        case Kind.FILE:
            return _("A file or folder on this computer")
        case Kind.PAGE:
            return _("A site's list of pages") if is_sitemap_address(meaning.url) else _("A web page")


def caution_words(meaning: Recognition) -> str:
    """What must be read before; empty where nothing must."""
    return _(meaning.caution) if meaning.caution else ""


def _case(meaning: Recognition) -> str:
    authority = authority_name(meaning.authority)
    if not meaning.number:
        return _("The case of this page · {authority}").format(authority=authority)
    if not meaning.source:
        words = _("Case {number} · {authority}. No register that Dealwatch reads shows it.")
        return words.format(number=meaning.number, authority=authority)
    return _("Case {number} · {authority}").format(number=meaning.number, authority=authority)
