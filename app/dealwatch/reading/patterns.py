"""Small word patterns and a matcher that finds many of them in one pass. No knowledge of any language.

A pattern is a line of elements separated by spaces:

    word          this word (accents and case do not matter; an apostrophe or hyphen separates words)
    word*  *word  a word beginning or ending so
    a|b|c*        one of these
    stem{a,b}     stem + a or stem + b
    word?         may be missing
    <name>        a word of the class of that name
    ~  ~5         up to three (five) other words between

The first element and the last one must be words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

from dealwatch.reading.fold import fold

_DEFAULT_GAP = 3
_CACHE_LIMIT = 50_000
_BRACES = re.compile(r"^([^{}]*)\{([^{}]*)\}(.*)$")
_SPLIT = re.compile(r"[^\W_]+")

P = TypeVar("P")
Alternatives = frozenset[str]


class PatternError(ValueError):
    """A pattern that cannot be read; the text of the error quotes it."""


@dataclass(frozen=True, slots=True)
class Match(Generic[P]):
    """Where a pattern was found: the indices of the words that it names (gaps left out), and what it stands for."""

    at: tuple[int, ...]
    payload: P
    source: str

    @property
    def first(self) -> int:
        return self.at[0]

    @property
    def last(self) -> int:
        return self.at[-1]


@dataclass(frozen=True, slots=True)
class _Compiled(Generic[P]):
    elements: tuple[int, ...]
    gaps: tuple[int, ...]  # most words that may stand before the element of the same index
    needed: frozenset[int]
    payload: P
    source: str


@dataclass(frozen=True, slots=True)
class _Word(Generic[P]):
    elements: frozenset[int]
    begins: tuple[_Compiled[P], ...]


def _expand(word: str) -> list[str]:
    braces = _BRACES.match(word)
    if braces is None:
        return [word]
    head, middle, tail = braces.groups()
    return [form for part in middle.split(",") for form in _expand(head + part + tail)]


def alternatives(text: str, classes: Mapping[str, Alternatives]) -> Alternatives:
    """The words that one element stands for, folded, with their stars. PatternError for an unknown class."""
    found: set[str] = set()
    for part in text.split("|"):
        if part.startswith("<") and part.endswith(">"):
            if part[1:-1] not in classes:
                raise PatternError(f"no such class: {part}")
            found |= classes[part[1:-1]]
            continue
        for word in _expand(part):
            core = fold(word.strip("*"))
            if len(_SPLIT.findall(core)) != 1 or _SPLIT.findall(core)[0] != core:
                raise PatternError(f"not a word: {word!r}")
            found.add(("*" if word.startswith("*") else "") + core + ("*" if word.endswith("*") else ""))
    return frozenset(found)


def read_classes(lines: Mapping[str, str]) -> dict[str, Alternatives]:
    """Classes from their lines (words separated by spaces). A class may use those above it."""
    classes: dict[str, Alternatives] = {}
    for name, line in lines.items():
        classes[name] = frozenset().union(*(alternatives(part, classes) for part in line.split()))
    return classes


def _variants(pattern: str, classes: Mapping[str, Alternatives]) -> list[list[tuple[int, Alternatives]]]:
    """Every form of a pattern with its optional elements present or absent, as (gap before, words)."""
    choices: list[list[list[tuple[int, Alternatives]]]] = []
    gap = 0
    for part in pattern.split():
        if part.startswith("~"):
            gap += int(part[1:]) if part[1:] else _DEFAULT_GAP
            continue
        optional = part.endswith("?")
        element = [(gap, alternatives(part.rstrip("?"), classes))]
        choices.append([element, []] if optional else [element])
        gap = 0
    if gap or not choices:
        raise PatternError(f"a pattern ends with a word: {pattern!r}")
    variants = [[element for chosen in combination for element in chosen] for combination in product(*choices)]
    if not all(variants):
        raise PatternError(f"a pattern needs a word: {pattern!r}")
    return variants


class Matcher(Generic[P]):
    """Finds patterns in lists of folded words. Immutable after construction but for a bounded memory of words."""

    def __init__(self, entries: Iterable[tuple[str, P]], classes: Mapping[str, Alternatives] | None = None) -> None:
        self._ids: dict[Alternatives, int] = {}
        self._starts: dict[int, list[_Compiled[P]]] = {}
        for pattern, payload in entries:
            for variant in _variants(pattern, classes or {}):
                elements = tuple(self._ids.setdefault(words, len(self._ids)) for _, words in variant)
                gaps = tuple(0 if i == 0 else gap for i, (gap, _) in enumerate(variant))
                self._starts.setdefault(elements[0], []).append(
                    _Compiled(elements, gaps, frozenset(elements), payload, pattern)
                )
        self._whole: dict[str, set[int]] = {}
        self._heads: dict[str, set[int]] = {}
        self._tails: dict[str, set[int]] = {}
        for words, number in self._ids.items():
            for word in words:
                core = word.strip("*")
                table = self._tails if word.startswith("*") else self._heads if word.endswith("*") else self._whole
                table.setdefault(core, set()).add(number)
        self._seen: dict[str, _Word[P]] = {}

    def _classify(self, word: str) -> _Word[P]:
        """What a word can be in a pattern, and the patterns that may begin with it; remembered within a bound."""
        found = set(self._whole.get(word, ()))
        for i in range(1, len(word) + 1):
            found.update(self._heads.get(word[:i], ()))
            found.update(self._tails.get(word[-i:], ()))
        if len(self._seen) >= _CACHE_LIMIT:
            self._seen.clear()
        begins = tuple(pattern for element in sorted(found) for pattern in self._starts.get(element, ()))
        self._seen[word] = known = _Word(frozenset(found), begins)
        return known

    def knows(self, word: str) -> bool:
        """Whether a folded word is an element of any pattern."""
        return bool((self._seen.get(word) or self._classify(word)).elements)

    def find(self, words: Sequence[str], offset: int = 0) -> list[Match[P]]:
        """Every match, in order of its first word, the shortest gaps first; overlaps are kept.

        The places of a match count from `offset`.
        """
        seen = self._seen
        known = [seen.get(word) or self._classify(word) for word in words]
        starts = [i for i, entry in enumerate(known) if entry.begins]
        found: list[Match[P]] = []
        if not starts:
            return found
        ids = [entry.elements for entry in known]
        present = frozenset().union(*ids)
        for i in starts:
            for pattern in known[i].begins:
                if pattern.needed <= present:
                    at = (i,) if len(pattern.elements) == 1 else _follow(ids, pattern.elements, pattern.gaps, i)
                    if at:
                        placed = tuple(place + offset for place in at) if offset else at
                        found.append(Match(placed, pattern.payload, pattern.source))
        return found


def _follow(
    ids: Sequence[frozenset[int]], elements: tuple[int, ...], gaps: tuple[int, ...], start: int
) -> tuple[int, ...]:
    """The places of the remaining elements after the first at `start`; empty where they do not follow."""
    places = [start]
    resume = [start + 1]  # where to go on looking for the element of the same index
    while len(places) < len(elements):
        wanted, gap = elements[len(places)], gaps[len(places)]
        for place in range(resume[-1], min(places[-1] + gap + 2, len(ids))):
            if wanted in ids[place]:
                places.append(place)
                resume[-1] = place + 1
                resume.append(place + 1)
                break
        else:
            places.pop()
            resume.pop()
            if not places:
                return ()
    return tuple(places)


def longest(matches: Iterable[Match[P]], worth: Callable[[P], int] = lambda _: 0) -> list[Match[P]]:
    """Of matches that share a word only the one that names the most words (then the earliest, then the tightest).

    `worth` adds to the number of words by what a match stands for.
    """
    matches = list(matches)
    if len(matches) < 2:
        return matches
    ranked = sorted(matches, key=lambda m: (-len(m.at) - worth(m.payload), m.first, m.last, m.source))
    taken: set[int] = set()
    kept = []
    for match in ranked:
        if taken.isdisjoint(match.at):
            taken.update(match.at)
            kept.append(match)
    return sorted(kept, key=lambda match: (match.first, match.last))
