"""From runs of capitalised words to firms: all the ways in which one text writes a name are one firm.

Which runs are names at all is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from dealwatch.reading.aliases import Firm, stem
from dealwatch.reading.lexicon import common
from dealwatch.reading.tokens import Tokens

MOST_NAMES = 400
"""More different names than any article has: the rest of a hostile text is not looked at."""


class Name(NamedTuple):
    """A firm named in a sentence: words `first` to `last` of the text. `known` tells an alias from a guess."""

    first: int
    last: int
    firm: Firm
    known: bool


class Run(NamedTuple):
    """Capitalised words `first` to `last` that may be a name. `key` is empty where they turned out to be none."""

    first: int
    last: int
    key: str
    certain: bool  # written so that it can only be a name, or not at the beginning of a sentence
    split: tuple[int, ...] = ()  # words before which a hyphen stands
    opens: bool = False  # begins its sentence, so that the first word may have its capital from there


def key_of(words: Sequence[str]) -> str:
    """The identity of a name: its folded words without "Inc" and "Group"."""
    kept = [word for word in words if word not in common("legal_forms")]
    return " ".join(kept or words)


def settled(runs: Sequence[Run], sure: Container[str], tokens: Tokens, language: str) -> list[Run]:
    """The runs of a sentence, an opening verb taken off: "Compra Talmera" where `sure` (stems) knows Talmera."""
    return [
        Run(run.first + 1, run.last, _rest(run, tokens), True)
        if run.opens and run.last > run.first and not run.split and stem(_rest(run, tokens), language) in sure
        else run
        for run in runs
    ]


def _rest(run: Run, tokens: Tokens) -> str:
    return key_of(tokens.words[run.first + 1 : run.last + 1])


def firms_of(runs: Sequence[Run], tokens: Tokens, language: str, people: set[str]) -> dict[str, Firm]:
    """The firms by the keys of the runs that stand for them, `people` left out.

    "Hughes" is "Hughes Tool Co" where only one name begins so; a run that nowhere is certain is no firm.
    """
    certain = {run.key for run in runs if run.certain}
    spelled: dict[str, str] = {}
    for run in sorted(runs, key=lambda run: not run.certain):
        if run.key in certain and len(spelled) < MOST_NAMES:
            spelled.setdefault(run.key, shown(tokens.surface(run.first, run.last)))
    for run in runs:
        if run.split and all(key_of(tokens.words[a : b + 1]) in spelled for a, b in _pieces(run)):
            spelled.pop(run.key, None)  # "Norvik-Talmera" of two firms that stand alone elsewhere
    by_word: dict[str, set[str]] = {}
    for key in spelled:
        parts = key.split()
        if len(parts) > 1:
            by_word.setdefault(parts[0], set()).add(key)
            by_word.setdefault(parts[-1], set()).add(key)
    firms: dict[str, Firm] = {}
    by_stem: dict[str, str] = {}
    for key, name in sorted(spelled.items(), key=lambda item: len(item[0])):
        if key in people:
            continue
        longer = by_word.get(key, set())
        target = next(iter(longer)) if len(longer) == 1 else key
        if target == key:
            target = by_stem.setdefault(stem(key, language), key)
        firms[key] = Firm(target, spelled.get(target, name))
    return firms


def shown(surface: str) -> str:
    """A name as it is shown: without "Inc" at its end."""
    parts = surface.split()
    while len(parts) > 1 and parts[-1].strip(".,").lower() in common("legal_forms") - common("shown_forms"):
        parts.pop()
    return " ".join(parts).strip(" .,&-")


def _pieces(run: Run) -> list[tuple[int, int]]:
    """The pieces (first and last word) of a run that hyphens join."""
    bounds = [run.first, *run.split, run.last + 1]
    return [(bounds[k], bounds[k + 1] - 1) for k in range(len(bounds) - 1)]


def resolve(run: Run, tokens: Tokens, firms: Mapping[str, Firm], language: str) -> list[Name]:
    """The names that a run stands for: none if unconfirmed, several where a hyphen joins firms known by themselves."""
    if run.split:
        parts = _pieces(run)
        named: list[Name] = []
        for first, last in parts:
            key = key_of(tokens.words[first : last + 1])
            key = next((other for other in firms if stem(other, language) == stem(key, language)), key)
            if key in firms:
                named.append(Name(first, last, firms[key], False))
        if len(named) == len(parts) or (named and run.key not in firms):
            return named
    firm = firms.get(run.key)
    return [] if firm is None else [Name(run.first, run.last, firm, False)]
