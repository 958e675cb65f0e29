"""What changed between two texts, word by word. Pure: texts in, rows of runs out; no Qt, no words for the screen.

Lines are matched first, then the words of the lines that were matched unequal, so that a sentence with one new word
shows one new word. Every run carries its text as it stood; the runs of one side joined are that side's text, whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

LONGEST = 20_000
"""Lines up to which words are looked at; a longer text is compared line by line only."""
ALIKE = 0.45
"""Share of words two lines must have in common to be one line that was changed."""
NUMBER = "#"
_WORD = re.compile(r"\w+(?:[.,:/’'-]\w+)*|\s+|[^\w\s]", re.UNICODE)


class Kind(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Run:
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line as it was and as it is; None where it was not there. `runs` tell both, gone words before new ones."""

    old: str | None
    new: str | None
    runs: tuple[Run, ...]

    @property
    def changed(self) -> bool:
        return any(run.kind is not Kind.SAME for run in self.runs)


@dataclass(frozen=True, slots=True)
class Comparison:
    rows: tuple[Row, ...]

    @property
    def changes(self) -> tuple[range, ...]:
        """Stretches of rows that follow each other and are changed."""
        found: list[range] = []
        for number, row in enumerate(self.rows):
            if not row.changed:
                continue
            if found and found[-1].stop == number:
                found[-1] = range(found[-1].start, number + 1)
            else:
                found.append(range(number, number + 1))
        return tuple(found)


def compare(old: str, new: str) -> Comparison:
    """The rows of two texts, in the order of the new one; what is gone stands where it stood."""
    before, after = old.split("\n"), new.split("\n")
    words = len(before) + len(after) <= LONGEST
    rows: list[Row] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [_same(line) for line in before[i1:i2]]
        else:
            rows += _block(before[i1:i2], after[j1:j2], words=words)
    return Comparison(tuple(rows))


def _same(line: str) -> Row:
    return Row(line, line, (Run(Kind.SAME, line),))


def _block(before: Sequence[str], after: Sequence[str], *, words: bool) -> Iterator[Row]:
    """Lines that differ: those that are alike are paired, in order; the others came or went."""
    pairs = _pairs(before, after) if words else []
    i = j = 0
    for a, b in [*pairs, (len(before), len(after))]:
        yield from (Row(line, None, (Run(Kind.GONE, line),)) for line in before[i:a])
        yield from (Row(None, line, (Run(Kind.NEW, line),)) for line in after[j:b])
        if a < len(before) and b < len(after):
            yield Row(before[a], after[b], tuple(_words(before[a], after[b])))
        i, j = a + 1, b + 1


_MOST_PAIRS = 200


def _pairs(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Places of lines that are one line changed: the longest chain of alike ones that keeps its order."""
    if not before or not after or len(before) > _MOST_PAIRS or len(after) > _MOST_PAIRS:
        return []
    left, right = [frozenset(_meaning(line)) for line in before], [frozenset(_meaning(line)) for line in after]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(after) - 1, -1, -1):
            share = _share(left[i], right[j])
            paired = best[i + 1][j + 1] + share if share >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    found, i, j = [], 0, 0
    while i < len(before) and j < len(after):
        share = _share(left[i], right[j])
        if share >= ALIKE and best[i][j] == best[i + 1][j + 1] + share:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _meaning(line: str) -> list[str]:
    """Its words; a number is a number, so that a moved date does not make another line of it."""
    return [NUMBER if word[0].isdigit() else word.casefold() for word in _WORD.findall(line) if word[0].isalnum()]


def _share(left: frozenset[str], right: frozenset[str]) -> float:
    if not left & right - {NUMBER}:
        return 0.0
    return 2 * len(left & right) / (len(left) + len(right))


def _words(before: str, after: str) -> Iterator[Run]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for tag, i1, i2, j1, j2 in _closed(opcodes, old):
        if tag == "equal":
            yield Run(Kind.SAME, "".join(old[i1:i2]))
            continue
        if i1 < i2:
            yield Run(Kind.GONE, "".join(old[i1:i2]))
        if j1 < j2:
            yield Run(Kind.NEW, "".join(new[j1:j2]))


def _closed(
    opcodes: Sequence[tuple[str, int, int, int, int]], old: Sequence[str]
) -> Iterator[tuple[str, int, int, int, int]]:
    """A space alone between two changes is part of one change: a phrase reads as a phrase."""
    joined: list[tuple[str, int, int, int, int]] = []
    for place, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        inner = 0 < place < len(opcodes) - 1
        blank = tag == "equal" and inner and "".join(old[i1:i2]).isspace()
        if joined and joined[-1][0] != "equal" and (tag != "equal" or blank):
            joined[-1] = ("replace", joined[-1][1], i2, joined[-1][3], j2)
        else:
            joined.append((tag, i1, i2, j1, j2))
    return iter(joined)
