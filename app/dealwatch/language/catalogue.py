"""Which catalogue is spoken, and the calls that look a message up in it.

One language a process: the window sets it at its start and when the user chooses another; the command line never sets
it and speaks English, since its words are a contract.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations

from dealwatch.language.pseudo import PseudoTranslations

ENGLISH, PSEUDO = "en", "qps"
LANGUAGES = {"en": "English", "fr": "Français", "de": "Deutsch"}
"""By code, each in its own words."""


class _Voice:
    code: str = ENGLISH
    words: NullTranslations = NullTranslations()


def speak(code: str) -> None:
    """Speak this language from now on; `qps` is the pseudo-language of the tests. An unknown code is English."""
    _Voice.code = code if code in LANGUAGES or code == PSEUDO else ENGLISH
    _Voice.words = _catalogue(_Voice.code)


def spoken() -> str:
    """The code for days, numbers and plurals through Babel; "en" for the pseudo-language."""
    return ENGLISH if _Voice.code == PSEUDO else _Voice.code


def voice() -> str:
    """The code of what is spoken, the pseudo-language apart: for what is kept in words."""
    return _Voice.code


@cache
def _catalogue(code: str) -> NullTranslations:
    if code == PSEUDO:
        return PseudoTranslations()
    if code == ENGLISH:
        return NullTranslations()
    from importlib.resources import files  # late: English needs none

    with (files("dealwatch.resources") / "locale" / code / "LC_MESSAGES" / "dealwatch.mo").open("rb") as compiled:
        return GNUTranslations(compiled)


def mark(text: str) -> str:
    """The text as it is, marked for the catalogues: for tables of words that are made at import."""
    return text


def _(text: str) -> str:
    return _Voice.words.gettext(text) if text else ""


def n_(one: str, many: str, number: int) -> str:
    """The form of the language for this number; the caller fills `{n}` in."""
    return _Voice.words.ngettext(one, many, number)


def p_(context: str, text: str) -> str:
    """A text whose meaning needs its context ("Open" as a state, as a command)."""
    return _Voice.words.pgettext(context, text)
