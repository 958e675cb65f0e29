"""Reads case numbers out of text: what an authority prints becomes one normal form with its owner and its page.

Must not contain: the patterns themselves (`number_patterns`), any guess about the case behind a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dealwatch.rules.number_patterns import PATTERNS, NumberPattern

_NEARBY = 70
"""How many characters to either side count as the surroundings of a number."""

_ONE_FOR_ONE = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-")
    | dict.fromkeys("\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\t\r\n", " ")
    | {"\u2044": "/", "\u2215": "/"}
)


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A recognised number.

    `number` is the normal form (the identity), `printed` the characters of the text. `procedure` is a key of
    `rules.procedures`, empty for courts and for numbers that tell no procedure; `source` the key of the source that
    shows the case, empty where there is none; `url` the public case page where it can be derived from the number.
    """

    authority: str
    procedure: str
    number: str
    printed: str
    url: str
    source: str


def recognise_numbers(text: str) -> list[CaseNumber]:
    """Every case number in the text, each once, in the order of first appearance.

    A short or ambiguous form counts only next to words that belong to it ("Case M.841", "AGCM … C12354"), or when the
    text is nothing but the number, which may then be written in any case ("m.841").
    """
    plain = text.translate(_ONE_FOR_ONE)
    alone = _alone(text, plain)
    if alone is not None:
        return [alone]
    found: dict[tuple[str, str], CaseNumber] = {}
    for _, number in sorted(_found(text, plain), key=lambda item: item[0]):
        found.setdefault((number.authority, number.number), number)
    return list(found.values())


def _alone(text: str, plain: str) -> CaseNumber | None:
    stripped = plain.strip()
    for pattern in PATTERNS:
        match = pattern.alone.fullmatch(stripped)
        if match is not None:
            return _number(pattern, match, text.strip())
    return None


def _found(text: str, plain: str) -> Iterator[tuple[int, CaseNumber]]:
    taken: list[tuple[int, int]] = []
    for pattern in PATTERNS:
        for match in pattern.regex.finditer(plain):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            if not _fits(pattern, plain, start, end):
                continue
            taken.append((start, end))
            yield start, _number(pattern, match, text[start:end])


def _fits(pattern: NumberPattern, plain: str, start: int, end: int) -> bool:
    before = plain[max(0, start - _NEARBY) : start]
    if pattern.after and re.search(pattern.after, before, re.IGNORECASE):
        return False
    if not pattern.context:
        return True
    return re.search(pattern.context, before + " " + plain[end : end + _NEARBY], re.IGNORECASE) is not None


def _number(pattern: NumberPattern, match: re.Match[str], printed: str) -> CaseNumber:
    groups = {name: value or "" for name, value in match.groupdict().items()}
    upper = {name: value.upper() for name, value in groups.items()}
    if "part" in upper:
        upper["part"] = upper["part"].replace(" ", "")
    if pattern.bare and "n" in upper:
        upper["n"] = upper["n"].lstrip("0") or "0"
    number = pattern.form.format(**upper)
    return CaseNumber(
        pattern.authority, pattern.procedure, number, printed, pattern.url.format(number=number), pattern.source
    )
