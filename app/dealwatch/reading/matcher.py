"""Finds many patterns in a list of folded words in one pass. How a pattern is written stands in `patterns`.

Every pattern waits at its rarest element, so that a sentence costs what stands in it and not how many patterns there
are. Contains no knowledge of any language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from dealwatch.reading.patterns import Alternatives, variants

_MOST_WORDS = 50_000
"""Words of which a matcher remembers what they can be."""

_LITTLE = 600
"""How much more common than others a word of one letter is taken to be; with its length squared that goes down."""

P = TypeVar("P")


class Match(NamedTuple, Generic[P]):
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


@dataclass(frozen=True, slots=True, eq=False)
class _Compiled(Generic[P]):
    elements: tuple[int, ...]
    gaps: tuple[int, ...]  # most words that may stand before the element of the same index
    needed: frozenset[int]
    order: int  # the place among all patterns in which matches at one word are told
    payload: P
    source: str


@dataclass(frozen=True, slots=True)
class _Word(Generic[P]):
    """What a word can be: its elements, the patterns that it is by itself, and those that wait for it.

    `busy` says that there are such patterns: most words of a text are in none, or wait for others.
    """

    elements: frozenset[int]
    busy: bool
    alone: tuple[_Compiled[P], ...]
    waiting: tuple[_Compiled[P], ...]


class _Memory(dict[str, _Word[P]]):
    """Words already met. A word that is new is asked for, and remembered within a bound."""

    def __init__(self, ask: Callable[[str], _Word[P]]) -> None:
        self._ask = ask

    def __missing__(self, word: str) -> _Word[P]:
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = known = self._ask(word)
        return known


class Matcher(Generic[P]):
    """Finds patterns in lists of folded words. Immutable after construction but for a bounded memory of words.

    PatternError for a pattern that cannot be read.
    """

    def __init__(self, entries: Iterable[tuple[str, P]], classes: Mapping[str, Alternatives] | None = None) -> None:
        read = [
            (pattern, payload, variant) for pattern, payload in entries for variant in variants(pattern, classes or {})
        ]
        ids: dict[Alternatives, int] = {}
        for _, _, variant in read:
            for _, words in variant:
                ids.setdefault(words, len(ids))
        uses = Counter(word for _, _, variant in read for word in {word for _, words in variant for word in words})
        common = {
            number: sum(uses[word] + _LITTLE // len(word) ** 2 for word in words) for words, number in ids.items()
        }
        self._alone: dict[int, list[_Compiled[P]]] = {}
        self._waiting: dict[int, list[_Compiled[P]]] = {}
        for order, (pattern, payload, variant) in enumerate(sorted(read, key=lambda entry: ids[entry[2][0][1]])):
            elements = tuple(ids[words] for _, words in variant)
            gaps = tuple(0 if i == 0 else gap for i, (gap, _) in enumerate(variant))
            compiled = _Compiled(elements, gaps, frozenset(elements), order, payload, pattern)
            table = self._alone if len(elements) == 1 else self._waiting
            table.setdefault(min(elements, key=common.__getitem__), []).append(compiled)
        self._whole: dict[str, set[int]] = {}
        self._heads: dict[str, set[int]] = {}
        self._tails: dict[str, set[int]] = {}
        for words, number in ids.items():
            for word in words:
                core = word.strip("*")
                forms = self._tails if word.startswith("*") else self._heads if word.endswith("*") else self._whole
                forms.setdefault(core, set()).add(number)
        self._known: _Memory[P] = _Memory(self._classify)

    def _classify(self, word: str) -> _Word[P]:
        found = set(self._whole.get(word, ()))
        for i in range(1, len(word) + 1):
            found.update(self._heads.get(word[:i], ()))
            found.update(self._tails.get(word[-i:], ()))
        alone = tuple(pattern for element in sorted(found) for pattern in self._alone.get(element, ()))
        waiting = tuple(pattern for element in sorted(found) for pattern in self._waiting.get(element, ()))
        return _Word(frozenset(found), bool(alone or waiting), alone, waiting)

    def knows(self, word: str) -> bool:
        """Whether a folded word is an element of any pattern."""
        return bool(self._known[word].elements)

    def find(self, words: Sequence[str], offset: int = 0) -> list[Match[P]]:
        """Every match, in order of its first word, the shortest gaps first; overlaps are kept.

        The places of a match count from `offset`.
        """
        known = list(map(self._known.__getitem__, words))
        busy = [(i, entry) for i, entry in enumerate(known) if entry.busy]
        found = [
            (i, pattern.order, Match((i + offset,), pattern.payload, pattern.source))
            for i, entry in busy
            for pattern in entry.alone
        ]
        waiting = {pattern for _, entry in busy for pattern in entry.waiting}
        if waiting:
            ids = [entry.elements for entry in known]
            present = frozenset().union(*ids)
            for pattern in waiting:
                if pattern.needed <= present:
                    begin = pattern.elements[0]
                    for i in [i for i, elements in enumerate(ids) if begin in elements]:
                        at = _follow(ids, pattern, i, offset)
                        if at:
                            found.append((i, pattern.order, Match(at, pattern.payload, pattern.source)))
        if len(found) > 1:
            found.sort(key=_PLACE)
        return [match for _, _, match in found]


_PLACE = itemgetter(0, 1)


def _follow(ids: Sequence[frozenset[int]], pattern: _Compiled[P], start: int, offset: int) -> tuple[int, ...]:
    """The places of a pattern of several elements whose first is at `start`; empty where the rest does not follow."""
    elements, gaps = pattern.elements, pattern.gaps
    second, length = elements[1], len(ids)
    stop = start + gaps[1] + 2
    for place in range(start + 1, stop if stop < length else length):
        if second in ids[place]:
            break
    else:
        return ()
    if len(elements) == 2:  # most patterns are of two words
        return (start + offset, place + offset)
    places, resume = [start], [place]  # `resume`: where to go on looking for the element of the same index
    while len(places) < len(elements):
        wanted, gap = elements[len(places)], gaps[len(places)]
        for place in range(resume[-1], min(places[-1] + gap + 2, length)):
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
    return tuple([place + offset for place in places])


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
