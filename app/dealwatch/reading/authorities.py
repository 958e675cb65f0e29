"""Which authorities a sentence names: by their own names, by habit ("Brussels"), or by country ("the Dutch watchdog").

Contains no names: they stand in `resources/parties/authorities.toml` and in the languages' files.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from dealwatch.reading.aliases import words_that_are_no_firms
from dealwatch.reading.fold import fold
from dealwatch.reading.lexicon import Kind, Lexicon, Mark
from dealwatch.reading.matcher import Match, Matcher, longest
from dealwatch.reading.sentences import Sentence
from dealwatch.reading.tokens import Break, Case, Tokens

COMMISSION = "EC"

OTHER_BODY = "other"
"""The key of bodies that decide too but not on competition (a central bank, a ministry): their steps are not told."""

MOST_MENTIONS = 12
"""More authorities than any sentence names."""

_TOLD = (Kind.REGULATOR, Kind.BARE, Kind.COUNTRY)
"""Marks by which a sentence may speak of an authority without its name."""

_SEVERAL = frozenset({"US regulators"})
"""Keys that stand for several bodies, so that the country alone does not tell which one acts."""

_COMMISSION = re.compile("[ck]om+is+(?:ion(?!er|ad)|ie|ione|ao|ão|j)", re.IGNORECASE)
_OPENING = 4  # words in which a sentence's subject may stand
_LIST_REACH = 3  # little words that may stand between a regulator and a country, and between two countries


class Mention(NamedTuple):
    """An authority in a sentence: words `first` to `last`. `key` is empty for "the authority", resolved later.

    `weak` marks a name by habit, which gives way to a real one; `commission` the bare word "Commission"; `pronoun` a
    sentence that begins with "it"; `place` a mere place ("in Europe"), which counts only where a text names nobody;
    `generic` a name that several countries' authorities bear ("the Competition Authority").
    """

    first: int
    last: int
    key: str
    weak: bool = False
    commission: bool = False
    pronoun: bool = False
    place: bool = False
    generic: bool = False


@dataclass(frozen=True, slots=True)
class _Named:
    key: str  # empty: these words mean no authority
    weak: bool
    generic: bool
    person: bool
    case: Case  # how the first word must be written: UPPER, INITIAL (any capital) or LOWER (does not matter)
    language: str = ""  # the only language in which a name by habit means it


@lru_cache(maxsize=1)
def _entries() -> Sequence[Mapping[str, object]]:
    path = files("dealwatch.resources") / "parties" / "authorities.toml"
    data: Sequence[Mapping[str, object]] = tomllib.loads(path.read_text(encoding="utf-8"))["authority"]
    return data


def _lines(value: object) -> list[str]:
    return [str(line) for line in value] if isinstance(value, list) else []


def _written(pattern: str) -> Case:
    first = pattern.split()[0].split("|")[0].split("{")[0]
    letters = [char for char in first if char.isalpha()]
    if len(letters) > 1 and letters[0].isupper() and letters[1].isupper():
        return Case.UPPER
    return Case.INITIAL if letters[0].isupper() else Case.LOWER


@lru_cache(maxsize=1)
def _shipped() -> tuple[Matcher[_Named], Mapping[str, str]]:
    patterns: list[tuple[str, _Named]] = []
    countries: dict[str, str] = {}
    for entry in _entries():
        key = str(entry["key"])
        if "country" in entry:
            countries[str(entry["country"])] = key
        for kind in ("names", "generic", "weak", "people", "not"):
            meant, weak = "" if kind == "not" else key, kind in ("weak", "people")
            patterns.extend(
                (pattern, _Named(meant, weak, kind == "generic", kind == "people", _written(pattern)))
                for pattern in _lines(entry.get(kind))
            )
        habits = entry.get("habit")
        for language, lines in habits.items() if isinstance(habits, dict) else ():
            patterns.extend((line, _Named(key, True, False, False, _written(line), language)) for line in _lines(lines))
    return Matcher(patterns), countries


class Namesake(NamedTuple):
    """An authority that bears the name of `namesake` (one with this `word` in it).

    `signs` are words of its country, of which a text about it has one. All are folded.
    """

    key: str
    namesake: str
    word: str
    signs: frozenset[str]


@lru_cache(maxsize=1)
def namesakes() -> Sequence[Namesake]:
    """The authorities that a text's country tells from others of the same name."""
    return [
        Namesake(
            str(entry["key"]),
            str(entry["namesake"]),
            str(entry["word"]),
            frozenset(map(fold, str(entry["signs"]).split())),
        )
        for entry in _entries()
        if "namesake" in entry
    ]


@lru_cache(maxsize=1)
def commissions() -> frozenset[str]:
    """The authorities of which "the Commission" is short."""
    return frozenset(
        str(entry["key"])
        for entry in _entries()
        if entry["key"] != OTHER_BODY
        and any(_COMMISSION.match(word) for line in _lines(entry.get("names")) for word in line.split())
    )


class Authorities:
    """Finds the authorities of a sentence. `extra` are the user's own names by authority key. Immutable."""

    def __init__(self, extra: Mapping[str, Iterable[str]] | None = None) -> None:
        self._matcher, self._countries = _shipped()
        own = [
            (name, _Named(key, False, False, False, _written(name)))
            for key, names in (extra or {}).items()
            for name in names
        ]
        self._own = Matcher(own) if own else None

    def find(self, tokens: Tokens, sentence: Sentence, marks: Sequence[Match[Mark]], words: Lexicon) -> list[Mention]:
        """The mentions of a sentence in order, none overlapping another."""
        slice_ = tokens.words[sentence.first : sentence.last]
        named = self._matcher.find(slice_, sentence.first)
        if self._own is not None:
            named += self._own.find(slice_, sentence.first)
        named = [
            match
            for match in named
            if match.payload.language in ("", words.language)
            and _case_fits(tokens, match)
            and not _other_name(tokens, sentence, match, words)
            and not _of_a_firm(tokens, sentence, match, words)
        ]
        if not named and not any(mark.payload.kind in _TOLD for mark in marks):
            return self._pronoun(tokens, sentence, words)
        countries = _countries(tokens, marks)
        found: list[Mention] = []
        for match in longest(named):
            beside = _country_of(tokens, sentence, match, countries, words) if match.payload.generic else []
            if beside:
                key = self._countries[beside[0].payload.name]
                found.append(Mention(match.first, max(match.last, beside[0].last), key))
            else:
                place = match.payload.weak and _locative(tokens, sentence, match.first, words)
                what = match.payload
                found.append(Mention(match.first, match.last, what.key, what.weak, place=place, generic=what.generic))
        found += self._by_country(tokens, sentence, marks, countries, words, found)
        taken = {i for mention in found for i in range(mention.first, mention.last + 1)}
        for mark in marks:
            free = mark.payload.kind is Kind.BARE and taken.isdisjoint(range(mark.first, mark.last + 1))
            if free and _alone(tokens, sentence, mark):
                found.append(Mention(mark.first, mark.last, "", True, mark.payload.name == "commission"))
                taken.update(range(mark.first, mark.last + 1))
        found = found or self._pronoun(tokens, sentence, words)
        found = [mention for mention in found if mention.key or mention.weak]
        return sorted(found, key=lambda mention: mention.first)[:MOST_MENTIONS]

    @staticmethod
    def _pronoun(tokens: Tokens, sentence: Sentence, words: Lexicon) -> list[Mention]:
        """ "It": a sentence that names nobody and begins so speaks of the authority before."""
        opening = range(sentence.first, min(sentence.first + _OPENING, sentence.last))
        pronouns = words.words("authority", "pronouns")
        return [Mention(i, i, "", True, pronoun=True) for i in opening if tokens.words[i] in pronouns][:1]

    def _by_country(
        self,
        tokens: Tokens,
        sentence: Sentence,
        marks: Sequence[Match[Mark]],
        countries: Mapping[int, Match[Mark]],
        words: Lexicon,
        named: Sequence[Mention],
    ) -> list[Mention]:
        if not countries:
            return []
        strong = {i for mention in named if not mention.weak for i in range(mention.first, mention.last + 1)}
        found: list[Mention] = []
        for mark in marks:
            commission = mark.payload.kind is Kind.BARE and mark.payload.name == "commission"
            if not (commission or mark.payload.kind is Kind.REGULATOR) or mark.first in strong:
                continue
            if commission:  # "la comisión ecuatoriana"
                beside = [countries[mark.last + 1]] if mark.last + 1 in countries else []
            else:
                beside = _beside(tokens, sentence, mark.first, mark.last, countries, words)
            for country in beside:
                key = self._countries[country.payload.name]
                if len(beside) > 1 and country.payload.name == "GB":
                    key = "UK regulators"  # a list of countries names no body
                if country.first not in strong:
                    whole = (country.first, mark.first, country.last, mark.last) if len(beside) == 1 else country.at
                    found.append(Mention(min(whole), max(whole), key))
        found += self._acting(tokens, marks, countries, found, strong)
        kept: list[Mention] = []
        for mention in sorted(found, key=lambda mention: (mention.first, -mention.last)):
            if not any(other.key == mention.key and other.last >= mention.first for other in kept):
                kept.append(mention)
        return kept

    def _acting(
        self,
        tokens: Tokens,
        marks: Sequence[Match[Mark]],
        countries: Mapping[int, Match[Mark]],
        named: Sequence[Mention],
        taken: Container[int],
    ) -> Iterator[Mention]:
        """ "China approves": a country right before a step stands for its authority where that is one alone."""
        begins = {mark.first for mark in marks if mark.payload.kind is Kind.STEP}
        taken_too = {i for mention in named for i in range(mention.first, mention.last + 1)}
        for place, mark in countries.items():
            auxiliary = mark.last + 2 in begins and tokens.cases[mark.last + 1] is Case.LOWER  # "China has approved"
            acts = mark.last + 1 in begins or auxiliary
            key = self._countries[mark.payload.name]
            free = key not in _SEVERAL and place not in taken and place not in taken_too
            if place == mark.last and acts and free and _state(tokens, mark):
                yield Mention(mark.first, mark.last, key, True)


def _state(tokens: Tokens, mark: Match[Mark]) -> bool:
    """Whether a word for a country is its name ("China", "UK") and not who comes from there ("the Germans")."""
    name = len(mark.at) > 1 or tokens.words[mark.last] in words_that_are_no_firms()["places"]
    return name or tokens.cases[mark.last] is Case.UPPER


def _alone(tokens: Tokens, sentence: Sentence, mark: Match[Mark]) -> bool:
    """Whether a bare word for an authority is no part of a longer name: "Commission clears", not "Trade Commission"."""
    if len(mark.at) > 1 or mark.payload.name != "commission":
        return True
    i = mark.first
    capital = tokens.cases[i] is Case.INITIAL
    named = i > sentence.first and tokens.between(i - 1) == " " and tokens.cases[i - 1] is not Case.LOWER
    going_on = i + 1 < sentence.last and tokens.words[i + 1] in (
        "of",
        "for",
        "on",
        "de",
        "del",
        "di",
        "da",
        "van",
        "fur",
    )
    return capital and not named and not going_on


def _countries(tokens: Tokens, marks: Sequence[Match[Mark]]) -> dict[int, Match[Mark]]:
    """The countries of a sentence by their first and by their last word."""
    named = [mark for mark in longest([m for m in marks if m.payload.kind is Kind.COUNTRY]) if _proper(tokens, mark)]
    return {place: mark for mark in named for place in (mark.first, mark.last)}


def _country_of(
    tokens: Tokens,
    sentence: Sentence,
    match: Match[_Named],
    countries: Mapping[int, Match[Mark]],
    words: Lexicon,
) -> list[Match[Mark]]:
    """The countries beside a name that several bear, or within it: "la autoridad británica de competencia"."""
    within = [countries[i] for i in range(match.first, match.last) if i in countries and i not in match.at]
    return within or _beside(tokens, sentence, match.first, match.last, countries, words)


def _beside(
    tokens: Tokens, sentence: Sentence, first: int, last: int, countries: Mapping[int, Match[Mark]], words: Lexicon
) -> list[Match[Mark]]:
    """The countries that stand beside words `first` to `last`, on either side, with only little words between."""
    little = words.words("authority", "little")
    return [
        *_walk(tokens, sentence, first, -1, countries, little),
        *_walk(tokens, sentence, last, +1, countries, little),
    ]


def _case_fits(tokens: Tokens, match: Match[_Named]) -> bool:
    wanted, written = match.payload.case, tokens.cases[match.first]
    if wanted is Case.UPPER:
        return written is Case.UPPER or (written is Case.MIXED and len(tokens.words[match.first]) > 3)
    return wanted is Case.LOWER or written is not Case.LOWER


def _other_name(tokens: Tokens, sentence: Sentence, match: Match[_Named], words: Lexicon) -> bool:
    """Whether a commissioner's name is part of another one: "Banco Ribera", "Ribera Salud" and not "Teresa Ribera"."""
    if not match.payload.person:
        return False
    others, i = words_that_are_no_firms(), match.first
    after = i + 1 < sentence.last and tokens.between(i) == " " and tokens.cases[i + 1] in (Case.INITIAL, Case.UPPER)
    if after and words.language != "de" and not words.knows(tokens.words[i + 1]):
        return True
    before = i > sentence.first and tokens.between(i - 1) == " " and tokens.cases[i - 1] in (Case.INITIAL, Case.UPPER)
    said = tokens.words[i - 1] in others["given"] or tokens.words[i - 1] in words.words("names", "titles")
    return before and i - 1 > sentence.first and not said and not words.knows(tokens.words[i - 1])


def _of_a_firm(tokens: Tokens, sentence: Sentence, match: Match[_Named], words: Lexicon) -> bool:
    """Whether a name by habit ends a firm's name: "NVK Europe"."""
    i = match.first - 1
    if not match.payload.weak or match.payload.person or i < sentence.first or tokens.between(i) != " ":
        return False
    word, case = tokens.words[i], tokens.cases[i]
    loud = case is Case.UPPER or (case is Case.INITIAL and i > sentence.first and words.language not in ("de", "en"))
    return loud and match.first == match.last and not (word in words.stop or words.knows(word))


def _proper(tokens: Tokens, mark: Match[Mark]) -> bool:
    """A country of two letters must be in capitals ("US", not "us")."""
    word = tokens.words[mark.first]
    return len(word) > 2 or len(mark.at) > 1 or tokens.cases[mark.first] is Case.UPPER


def _locative(tokens: Tokens, sentence: Sentence, first: int, words: Lexicon) -> bool:
    """Whether a name by habit is only a place here: "in Europe", "à Bruxelles"."""
    locative = words.words("authority", "locative")
    before = first - 1
    if before >= sentence.first and tokens.words[before] in words.words("authority", "articles"):
        before -= 1
    return before >= sentence.first and tokens.words[before] in locative


def _walk(
    tokens: Tokens,
    sentence: Sentence,
    start: int,
    step: int,
    countries: Mapping[int, Match[Mark]],
    little: frozenset[str],
) -> list[Match[Mark]]:
    """The countries that stand beside word `start` on one side, with only little words between."""
    found: list[Match[Mark]] = []
    i, free = start + step, 0
    while sentence.first <= i < sentence.last and free <= _LIST_REACH:
        boundary = i if step > 0 else i + 1
        if boundary < sentence.last and tokens.breaks[boundary] is Break.STRONG:
            break
        mark = countries.get(i)
        if mark is not None:
            found.append(mark)
            i = (mark.last if step > 0 else mark.first) + step
            free = 0
        elif tokens.words[i] in little:
            i, free = i + step, free + 1
        else:
            break
    return found
