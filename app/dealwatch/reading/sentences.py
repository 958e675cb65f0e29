"""Sentences of a text as spans, so that evidence can be quoted verbatim.

A line break ends a sentence unless the line was only wrapped. Contains no knowledge of steps or parties.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from dealwatch.reading.fold import fold
from dealwatch.reading.lexicon import common
from dealwatch.reading.tokens import Tokens

LONGEST_SENTENCE = 1_500
_WRAPPED_LINE = 45  # a shorter line that ends without a full stop is a heading or a caption

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|\n+")
_LAST_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*$")
_OPENING = "\"'“‘«([¿¡–—-"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words `first` to `last` (exclusive) and characters `start` to `end` of the text; `line` counts paragraphs.

    `title` marks the text's own headline.
    """

    index: int
    first: int
    last: int
    start: int
    end: int
    line: int
    title: bool = False


def _after_opening(text: str, position: int) -> int:
    """The next character that is neither a blank nor an opening mark."""
    while position < len(text) and (text[position].isspace() or text[position] in _OPENING):
        position += 1
    return position


def _ends_here(text: str, match: re.Match[str]) -> bool:
    """Whether a full stop ends its sentence: not after an abbreviation, an initial or before a small letter."""
    mark = match.group()
    position = _after_opening(text, match.end())
    upcoming = text[position : position + 1]
    if upcoming.islower() and not mark.startswith(("!", "?", "…")):
        # "iRobot" and "eBay" begin sentences too
        word = text[position : position + 24].split(" ", 1)[0]
        if not any(char.isupper() for char in word):
            return False
    if not mark.startswith("."):
        return not upcoming.islower()
    before = _LAST_WORD.search(text[max(0, match.start() - 24) : match.start()])
    if before is None:
        return True
    word = before.group()
    if word.isdigit() and len(word) < 3 and _ordinal(text, match.start() - len(word)):
        return False
    if upcoming.isdigit() and word.lower() in common("abbreviations"):
        return False
    if len(word) == 1 and word.isalpha():
        return False
    if "." in word and word.replace(".", "").isalpha() and max(map(len, word.split("."))) == 1:
        return upcoming.isupper() and len(text[position : position + 40].split(" ", 1)[0]) < 4  # U.S. The ...
    return word.lower() not in common("abbreviations")


def _ordinal(text: str, position: int) -> bool:
    """Whether the number at `position` is an ordinal by the word before it: "am 26. April"."""
    words = text[max(0, position - 12) : position].split()
    return bool(words) and fold(words[-1]) in common("before_ordinals")


def _line_ends(text: str, match: re.Match[str], line_start: int) -> bool:
    """Whether a line break ends the sentence: not where a paragraph was wrapped at a fixed width."""
    if len(match.group()) > 1:
        return True
    line = text[line_start : match.start()].rstrip()
    upcoming = text[match.end() : match.end() + 1]
    return not (len(line) >= _WRAPPED_LINE and line[-1] not in '.!?:…"”»' and (upcoming.islower() or line[-1] in ",-"))


def split(tokens: Tokens, title_end: int) -> list[Sentence]:
    """The sentences of a text; those that end before character `title_end` are its headline.

    A sentence longer than any real one is cut at a word.
    """
    text = tokens.text
    cuts: list[tuple[int, bool]] = []  # end of the sentence, whether a paragraph ends too
    line_start = 0
    for match in _END.finditer(text):
        if match.group().startswith("\n"):
            if _line_ends(text, match, line_start):
                cuts.append((match.start(), True))
            line_start = match.end()
        elif _ends_here(text, match):
            cuts.append((match.end(), False))
    cuts.append((len(text), True))
    sentences: list[Sentence] = []
    begin, line, first = 0, 0, 0
    for end, paragraph in cuts:
        last = bisect_left(tokens.starts, end, first)
        while first < last:
            stop = last
            if end - begin > LONGEST_SENTENCE:
                stop = max(first + 1, bisect_left(tokens.starts, begin + LONGEST_SENTENCE, first, last))
            finish = end if stop == last else tokens.ends[stop - 1]
            start, finish = _trim(text, begin, finish)
            sentences.append(Sentence(len(sentences), first, stop, start, finish, line, finish <= title_end))
            first, begin = stop, finish
        begin = end
        line += paragraph
    return sentences


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
