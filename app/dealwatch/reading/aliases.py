"""Firms by their names: those of the tracked deals, the user's own aliases and well-known ones shipped as data.

Names are found by a dictionary of first words, so that thousands cost no more than a few. Homographs are held off: a
name of one word written with a capital must have it in the text too, and data names the neighbours that change its
sense.
"""

from __future__ import annotations

import tomllib
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dealwatch.model.proposal import TrackedDeal
from dealwatch.reading.lexicon import Lexicon
from dealwatch.reading.tokens import Case, Tokens, tokenize

_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "pl": ("owi", "ami", "iem", "em", "om", "ie", "ze", "u", "a", "y", "i", "e", "o"),
    "de": ("s",),
    "nl": ("s",),
}
_SHORTEST_STEM = 3


def stem(word: str, language: str) -> str:
    """The word without an inflectional ending of the language, so that the forms of a name are one."""
    for ending in _ENDINGS.get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


@dataclass(frozen=True, slots=True)
class Firm:
    """One firm: `key` is its identity in a reading, `name` how it is shown, `deals` indices of tracked deals."""

    key: str
    name: str
    deals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Alias:
    words: tuple[str, ...]
    cases: tuple[Case, ...]
    firm: Firm | None  # None: these words mean something else


class Aliases:
    """The index of all known names. Immutable."""

    def __init__(self, tracked: Sequence[TrackedDeal] = (), extra: Mapping[str, Sequence[str]] | None = None) -> None:
        self.tracked = tuple(tracked)
        self._by_first: dict[str, list[_Alias]] = {}
        names: dict[str, tuple[str, set[int], set[str]]] = {}  # key -> shown name, deals, aliases
        keys: dict[str, str] = {}  # folded alias -> key
        own_names: set[str] = set()  # aliases shown as printed

        def add(name: str, aliases: Iterable[str], deal: int | None) -> None:
            own_names.update(alias[1:] for alias in aliases if alias.startswith("="))
            aliases = [alias.removeprefix("=") for alias in aliases]
            spelled = [form for form in (name, *aliases) if tokenize(form).words]
            folded = [" ".join(tokenize(form).words) for form in spelled]
            if not folded:
                return
            key = next((keys[form] for form in folded if form in keys), folded[0])
            _, deals, forms = names.setdefault(key, (name, set(), set()))
            if deal is not None:
                deals.add(deal)
            forms.update(spelled)
            for form in folded:
                keys.setdefault(form, key)

        for i, deal in enumerate(self.tracked):
            for party in deal.parties:
                add(party.name, party.aliases, i)
        for name, aliases in (extra or {}).items():
            add(name, aliases, None)
        shipped = _shipped()
        for name, aliases in shipped["firms"].items():
            add(name, aliases, None)
        for key, (name, deals, forms) in names.items():
            for form in sorted(forms):
                shown = form if form in own_names and not deals else name
                self._put(form, Firm(key, shown, tuple(sorted(deals))))
        for others in shipped["homographs"].values():
            for form in others:
                self._put(form, None)
        for entries in self._by_first.values():
            entries.sort(key=lambda alias: (-len(alias.words), alias.words))

    @property
    def first_words(self) -> Container[str]:
        """Words with which a known name may begin."""
        return self._by_first

    def _put(self, form: str, firm: Firm | None) -> None:
        tokens = tokenize(form)
        alias = _Alias(tuple(tokens.words), tuple(tokens.cases), firm)
        for key in {alias.words[0], *(stem(alias.words[0], language) for language in _ENDINGS)}:
            self._by_first.setdefault(key, []).append(alias)

    def at(self, tokens: Tokens, i: int, stop: int, words: Lexicon) -> tuple[int, Firm | None] | None:
        """The longest known name that begins at word `i`: its last word and its firm; None where there is none.

        The firm is None where the words are known to mean something else.
        """
        first = tokens.words[i]
        keys = {first: 0, stem(first, words.language): 0} if words.language in _ENDINGS else (first,)
        for key in keys:
            for alias in self._by_first.get(key, ()):
                last = i + len(alias.words) - 1
                if last < stop and self._fits(tokens, i, alias, words):
                    return last, alias.firm
        return None

    @staticmethod
    def _fits(tokens: Tokens, i: int, alias: _Alias, lexicon: Lexicon) -> bool:
        words, language = tokens.words[i : i + len(alias.words)], lexicon.language
        same = tuple(words) == alias.words
        if not same and (
            tuple(words[:-1]) != alias.words[:-1] or stem(words[-1], language) != stem(alias.words[-1], language)
        ):
            return False
        if len(words) > 1:
            return any(case is not Case.LOWER for case in tokens.cases[i : i + len(words)]) or all(
                case is Case.LOWER for case in alias.cases
            )
        written, wanted = tokens.cases[i], alias.cases[0]
        if wanted is Case.UPPER:
            # Italian and Spanish papers write "Ubi" and "Iag"; a common word or a given name is not meant so
            common = len(words[0]) < 3 or words[0] in lexicon.stop or words[0] in words_that_are_no_firms()["given"]
            return written in (Case.UPPER, Case.MIXED) or (written is Case.INITIAL and same and not common)
        return wanted is Case.LOWER or written is not Case.LOWER


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, Mapping[str, Sequence[str]]]:
    path = files("dealwatch.resources") / "parties" / "firms.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def words_that_are_no_firms() -> Mapping[str, frozenset[str]]:
    """Folded words by kind: `places`, `peoples`, `media`, `given` (names)."""
    path = files("dealwatch.resources") / "parties" / "places.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {kind: frozenset(tokenize(line).words) for kind, line in data.items()}
