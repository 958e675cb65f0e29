"""Names beside a story rather than in it: who is quoted, laws, short names in brackets, newspapers that are not sold.

Contains no words: they stand in `resources/`.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from dealwatch.reading.lexicon import Lexicon
from dealwatch.reading.tokens import Case, Tokens

_SKIPPED = 2  # little words between "according to" and a name
_DEAL_REACH = 3  # words between "acquisition" and what is acquired
_LONGEST_SHORT = 6  # letters of an abbreviation
_SHORT_GAP = 2  # words ("limitée") between a name and the bracket with its short form
_JOINED = ("-", "‑", "/")
_APART = (", ", " (")


def quoted(tokens: Tokens, first: int, start: int, words: Lexicon) -> bool:
    """Whether what begins at word `first` is named as who says something: "according to the Norvik Post"."""
    i, little = first - 1, words.words("names", "before_sources")
    while i >= max(start, first - 1 - _SKIPPED) and tokens.words[i] in little:
        i -= 1
    return i >= start and tokens.words[i] in words.words("names", "sources")


def owner(tokens: Tokens, first: int, words: Lexicon) -> bool:
    """Whether what begins at word `first` is only whose firm another one is: "Norvik, gruppo Talmera, ..."."""
    before = first - 1
    return before > 0 and tokens.words[before] in words.words("deal", "owners") and tokens.between(before - 1) in _APART


def law(tokens: Tokens, last: int, words: Lexicon) -> bool:
    """Whether what ends at word `last` is the name of a law: "the SMARTER Act"."""
    return not words.words("names", "laws").isdisjoint(tokens.words[last : last + 2])


def traded(tokens: Tokens, media: Container[str], deal_words: Container[int], titled: int) -> frozenset[str]:
    """The newspapers and agencies of which a text tells a deal: "the acquisition of Reuters", "Thomson-Reuters: ...".

    `deal_words` are the places of words for a deal, `titled` counts the words of the headline.
    """
    found = set()
    for i, word in enumerate(tokens.words):
        if word in media and tokens.cases[i] is not Case.LOWER and i:
            before = range(max(0, i - _DEAL_REACH), i)
            near = [j for j in before if j in deal_words]
            plain = bool(near) and all(tokens.cases[j] is Case.LOWER for j in range(near[-1] + 1, i))
            bracket = tokens.text[tokens.starts[i] - 1] in "(["
            if (plain or (i < titled and tokens.between(i - 1) in _JOINED)) and not bracket:
                found.add(word)
    return frozenset(found)


def bracketed(tokens: Tokens, first: int, last: int) -> bool:
    """Whether words `first` to `last` stand alone in round brackets."""
    text = tokens.text
    return text[tokens.starts[first] - 1 : tokens.starts[first]] == "(" and text[tokens.ends[last] :][:1] == ")"


def shortens(tokens: Tokens, short: Sequence[int], long: Sequence[int]) -> bool:
    """Whether bracketed words (their places) are a short form of the name right before: "Dye & Hill Corp (D&H)"."""
    if not 0 < short[0] - long[-1] <= 1 + _SHORT_GAP:
        return False
    words, full = [tokens.words[i] for i in short], [tokens.words[i] for i in long]
    if set(words) <= set(full):
        return True
    letters, initials = "".join(words), "".join(word[0] for word in full)
    loud = all(tokens.cases[i] in (Case.UPPER, Case.MIXED) or len(tokens.words[i]) == 1 for i in short)
    return loud and len(letters) <= _LONGEST_SHORT and letters[0] == initials[0] and _within(letters, "".join(full))


def _within(letters: str, word: str) -> bool:
    """Whether the letters stand in the word in this order."""
    for letter in letters:
        _, found, word = word.partition(letter)
        if not found:
            return False
    return True
