"""The words of one language, read from `resources/phrases/<language>.toml`, as one matcher.

Contains no words itself. A user's own phrases are added to those shipped.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

from dealwatch.language import _
from dealwatch.model.errors import UsageError
from dealwatch.model.status import Badge
from dealwatch.reading.matcher import Matcher
from dealwatch.reading.patterns import Alternatives, PatternError, read_classes

BADGES: Mapping[str, Badge] = {badge.value: badge for badge in Badge}
"""The badge that a mark of a step names."""

LANGUAGES = ("en", "fr", "de", "es", "it", "nl", "pt", "pl")


class Kind(StrEnum):
    """What a marked phrase is."""

    STEP = "step"
    NONE = "none"  # looks like a step and is none
    PENDING = "pending"  # the review goes on: a decision put off, a deadline moved
    FURNITURE = "furniture"  # "Read also": not the text itself
    CUE = "cue"
    DEAL = "deal"
    DEAL_KIND = "deal_kind"
    REGULATOR = "regulator"  # "watchdog": an authority once a country stands beside it
    BARE = "bare"  # "the watchdog": the authority spoken of last
    COUNTRY = "country"
    COMPETITION = "competition"  # the text speaks of competition at all


@dataclass(frozen=True, slots=True)
class Mark:
    """What a phrase stands for. `name` is a badge value, cue, deal kind or country; `strong` tells the step alone."""

    kind: Kind
    name: str
    strong: bool = True


@dataclass(frozen=True, slots=True)
class UserPhrase:
    """A phrase of the user's own: in this language these words tell this step (alone, or only beside other words)."""

    language: str
    step: Badge
    phrase: str
    strong: bool = True


@dataclass(frozen=True)
class Lexicon:
    """All that is known of one language. Immutable but for the matchers' memories."""

    language: str
    data: Mapping[str, Any] = field(repr=False)
    extra: tuple[UserPhrase, ...] = ()
    _lists: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def classes(self) -> dict[str, Alternatives]:
        return read_classes(self.data["classes"])

    @cached_property
    def matcher(self) -> Matcher[Mark]:
        """Steps, deal words, regulators and countries in one pass. UsageError for a bad phrase of the user's."""
        try:
            list(Matcher(((phrase.phrase, None) for phrase in self.extra), self.classes).find(()))
        except PatternError as error:
            raise UsageError(
                _("A phrase you added cannot be read."),
                _("Correct or remove it ({error}); the phrases shipped still work.").format(error=error),
            ) from error
        return Matcher(self._entries(), self.classes)

    @cached_property
    def cues(self) -> Matcher[Mark]:
        """What tells how a step is meant: denied, imagined, rumoured, past."""
        told = ((pattern, Mark(Kind.CUE, cue)) for cue, lines in self.data["cues"].items() for pattern in lines)
        return Matcher(told, self.classes)

    def knows(self, word: str) -> bool:
        """Whether a folded word is one by which this language's file tells steps, deals or cues."""
        return self.matcher.knows(word) or self.cues.knows(word)

    @cached_property
    def pairs(self) -> Matcher[bool]:
        """Patterns in which `namename` stands for a party: True for two parties, False for one."""
        deal = self.data["deal"]
        two = ((pattern.replace("@", NAME), True) for pattern in deal["pairs"])
        one = ((pattern.replace("@", NAME), False) for pattern in deal["singles"])
        return Matcher([*two, *one], self.classes)

    @cached_property
    def stop(self) -> frozenset[str]:
        """Folded words that are no names though written with a capital."""
        return frozenset(self.data["names"]["stop"].split())

    @cached_property
    def months(self) -> frozenset[str]:
        """Folded words for months, in every form."""
        return frozenset(self.data["dates"]["months"].replace("|", " ").split())

    def words(self, section: str, key: str) -> frozenset[str]:
        """A plain list of folded words of the language's file."""
        known = self._lists.get((section, key))
        if known is None:
            known = self._lists[section, key] = frozenset(self.data[section][key].split())
        return known

    def _entries(self) -> Iterator[tuple[str, Mark]]:
        for name, step in self.data["steps"].items():
            badge = Badge(step.get("badge", name))
            for strong in (True, False):
                for pattern in step["strong" if strong else "weak"]:
                    yield pattern, Mark(Kind.STEP, badge.value, strong)
        for phrase in self.extra:
            yield phrase.phrase, Mark(Kind.STEP, phrase.step.value, phrase.strong)
        for pattern in self.data["none"]["phrases"]:
            yield pattern, Mark(Kind.NONE, "")
        for kind in (Kind.PENDING, Kind.FURNITURE):
            for pattern in self.data[kind.value]["phrases"]:
                yield pattern, Mark(kind, "")
        for pattern in self.data["deal"]["nouns"]:
            yield pattern, Mark(Kind.DEAL, "")
        for pattern in self.data["deal"]["competition"]:
            yield pattern, Mark(Kind.COMPETITION, "")
        for kind, patterns in self.data["deal"]["kinds"].items():
            for pattern in patterns:
                yield pattern, Mark(Kind.DEAL_KIND, kind)
        authority = self.data["authority"]
        for word in authority["nouns"].split():
            yield word, Mark(Kind.REGULATOR, "")
        for name in ("bare", "commission"):
            for pattern in authority[name]:
                yield pattern, Mark(Kind.BARE, name)
        for country, words in authority["countries"].items():
            for word in words.split():
                yield word.replace("_", " "), Mark(Kind.COUNTRY, country)


def check(phrase: UserPhrase) -> None:
    """PatternError for a phrase that cannot be read."""
    Matcher([(phrase.phrase, None)], lexicon(phrase.language).classes)


NAME = "namename"
"""The word that stands for a party's name where a sentence is matched against pair patterns."""


@lru_cache(maxsize=len(LANGUAGES))
def _data(language: str) -> Mapping[str, Any]:
    path = files("dealwatch.resources") / "phrases" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _common() -> Mapping[str, str]:
    path = files("dealwatch.resources") / "phrases" / "common.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=16)
def common(key: str) -> frozenset[str]:
    """A list of folded words that belong to no one language."""
    return frozenset(_common()[key].split())


@lru_cache(maxsize=4 * len(LANGUAGES))
def _lexicon(language: str, extra: tuple[UserPhrase, ...]) -> Lexicon:
    return Lexicon(language, _data(language), extra)


def lexicon(language: str, phrases: Iterable[UserPhrase] = ()) -> Lexicon:
    """The lexicon of a language of `LANGUAGES`, with the user's own phrases in it; the shipped ones are shared."""
    return _lexicon(language, tuple(phrase for phrase in phrases if phrase.language == language))
