"""Which names of a text are places: those that stand only where places do. Knows no names of places."""

from __future__ import annotations

from collections.abc import Container, Sequence

from dealwatch.reading.lexicon import Lexicon
from dealwatch.reading.lists import Link, links
from dealwatch.reading.runs import Name
from dealwatch.reading.tokens import Tokens

_STAKE_REACH = 4  # words between "stake" and its "in"


def without_places(
    tokens: Tokens, names: Sequence[list[Name]], deal_words: Container[int], words: Lexicon, *, titled: bool
) -> list[list[Name]]:
    """The names of each sentence but for places: single words that the text has only after "in" ("in Ebingen").

    What is listed beside a place is one too ("in Ebingen, Talheim and Murr"), and "from" and "to" tell nothing else of
    a word that stands after "in" as well. A word before the colon of the headline ("Ebingen: Norvik may ...") says as
    little that it is a firm.
    """
    inside, aside = words.words("names", "inside"), words.words("names", "aside")
    placed: set[str] = set()
    passed: list[Name] = []
    elsewhere: set[str] = set()
    for here in names:
        joined = links(tokens, words, here) if len(here) > 1 else []
        last = False
        for k, name in enumerate(here):
            listed = last and joined[k - 1] is not Link.OTHER
            before = _before(tokens, name, words)
            staked = any(i in deal_words for i in range(before - _STAKE_REACH, before))  # "a stake in Norvik"
            single = not name.known and name.last == name.first
            topic = titled and name.first == 0 and tokens.text[tokens.ends[0] : tokens.ends[0] + 2] == ": "
            last = single and not staked and (listed or topic or (before >= 0 and tokens.words[before] in inside))
            if last:
                placed.add(name.firm.key)
            elif single and not staked and before >= 0 and tokens.words[before] in aside:
                passed.append(name)
            else:
                elsewhere.add(name.firm.key)
    elsewhere.update(name.firm.key for name in passed if name.firm.key not in placed)
    return [[name for name in here if name.firm.key in elsewhere] for here in names]


def _before(tokens: Tokens, name: Name, words: Lexicon) -> int:
    """The word before a name and its article; -1 where there is none."""
    before = name.first - 1
    return before - (before > 0 and tokens.words[before] in words.words("authority", "articles"))
