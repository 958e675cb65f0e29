"""Small word patterns: how they are written. Finding them is the business of `matcher`. No knowledge of any language.

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
from collections.abc import Mapping
from itertools import product

from dealwatch.reading.fold import fold

_DEFAULT_GAP = 3
_BRACES = re.compile(r"^([^{}]*)\{([^{}]*)\}(.*)$")
_SPLIT = re.compile(r"[^\W_]+")

Alternatives = frozenset[str]


class PatternError(ValueError):
    """A pattern that cannot be read; the text of the error quotes it."""


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


def variants(pattern: str, classes: Mapping[str, Alternatives]) -> list[list[tuple[int, Alternatives]]]:
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
