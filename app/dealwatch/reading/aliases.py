"""Firms by their names: those of the tracked deals, the user's own aliases and well-known ones shipped as data.

Names are found by a dictionary of first words, so that thousands cost no more than a few. Homographs are held off: a
name of one word written with a capital must have it in the text too, and data names the neighbours that change its sense.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dealwatch.model.proposal import TrackedDeal
from dealwatch.reading.tokens import Case, Tokens, tokenize

_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "pl": ("owi", "ami", "iem", "em", "om", "ie", "u", "a", "y", "i", "e", "o"),
    "de": ("s",),
    "nl": ("s",),
}
_SHORTEST_STEM = 3


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


def stems(word: str, language: str) -> Iterable[str]:
    """The word itself, then what is left of it without an inflectional ending of the language."""
    yield word
    for ending in _ENDINGS.get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            yield word[: -len(ending)]


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

    def _put(self, form: str, firm: Firm | None) -> None:
        tokens = tokenize(form)
        alias = _Alias(tuple(tokens.words), tuple(tokens.cases), firm)
        self._by_first.setdefault(alias.words[0], []).append(alias)

    def at(self, tokens: Tokens, i: int, stop: int, language: str) -> tuple[int, Firm | None] | None:
        """The longest known name that begins at word `i`: its last word and its firm; None where there is none.

        The firm is None where the words are known to mean something else.
        """
        first = tokens.words[i]
        for stem in stems(first, language):
            for alias in self._by_first.get(stem, ()):
                last = i + len(alias.words) - 1
                if last < stop and self._fits(tokens, i, alias, language):
                    return last, alias.firm
        return None

    @staticmethod
    def _fits(tokens: Tokens, i: int, alias: _Alias, language: str) -> bool:
        words = tokens.words[i : i + len(alias.words)]
        if tuple(words[:-1]) != alias.words[:-1] or alias.words[-1] not in stems(words[-1], language):
            return False
        if len(words) > 1:
            return any(case is not Case.LOWER for case in tokens.cases[i : i + len(words)]) or all(
                case is Case.LOWER for case in alias.cases
            )
        written, wanted = tokens.cases[i], alias.cases[0]
        if words[0] != alias.words[0] and wanted is Case.UPPER:
            return tokens.text[tokens.starts[i] :].startswith(alias.words[0].upper())  # UOKiK-style endings: "KGHMu"
        if wanted is Case.UPPER:
            return written is Case.UPPER
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
