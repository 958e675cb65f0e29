"""Firms by their names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dealwatch.model.deal import Party
from dealwatch.model.proposal import Reading, TrackedDeal
from dealwatch.reading.aliases import Aliases, stem
from dealwatch.reading.lexicon import lexicon
from dealwatch.reading.tokens import tokenize

Read = Callable[..., Reading]


def _at(aliases: Aliases, text: str, language: str = "en") -> tuple[int, str | None] | None:
    tokens = tokenize(text)
    hit = aliases.at(tokens, 0, len(tokens), lexicon(language))
    return None if hit is None else (hit[0], hit[1].name if hit[1] else None)


def _tracking(name: str, *aliases: str) -> Aliases:
    return Aliases([TrackedDeal("deal", (Party(name, aliases=aliases),))])


@pytest.mark.parametrize(
    ("word", "language", "stemmed"),
    [("talmery", "pl", "talmer"), ("google", "en", "google"), ("norviks", "de", "norvik"), ("abs", "nl", "abs")],
)
def test_stems(word: str, language: str, stemmed: str) -> None:
    assert stem(word, language) == stemmed


@pytest.mark.parametrize(
    ("alias", "text", "known"),
    [
        ("Norvik", "Norvik", True),
        ("Norvik", "norvik", False),
        ("Norvik", "NORVIK", True),
        ("norvik", "norvik", True),
        ("NVK", "NVK", True),
        ("NVK", "Nvk", True),
        ("NVK", "nvk", False),
        ("NV", "Nv", False),
        ("NEW", "New", False),
        ("Norvik Foods", "Norvik Foods", True),
        ("Norvik Foods", "norvik foods", False),
        ("norvik foods", "norvik foods", True),
        ("Norvik Foods", "Norvik", False),
    ],
)
def test_how_a_name_must_be_written(alias: str, text: str, known: bool) -> None:
    assert (_at(_tracking(alias), text) is not None) is known


def test_the_longest_name_wins() -> None:
    aliases = Aliases([TrackedDeal("deal", (Party("Norvik"), Party("Norvik Foods")))])
    assert _at(aliases, "Norvik Foods sells") == (1, "Norvik Foods")
    assert _at(aliases, "Norvik sells") == (0, "Norvik")


def test_a_name_of_no_words_is_none() -> None:
    assert _at(_tracking("—", "!"), "Norvik") is None


def test_a_firm_shipped_and_tracked_is_one_firm() -> None:
    aliases = Aliases([TrackedDeal("deal", (Party("Facebook"), Party("Norvik")))])
    assert _at(aliases, "Meta sells") == (0, "Facebook")
    assert _at(aliases, "Facebook sells") == (0, "Facebook")


def test_a_name_of_its_own_is_shown_as_printed() -> None:
    assert _at(Aliases(), "DeepMind") == (0, "DeepMind")
    assert _at(Aliases(), "Facebook") == (0, "Facebook")
    assert _at(Aliases(), "MSFT") == (0, "Microsoft")


def test_words_that_only_look_like_a_firm_are_named_as_none() -> None:
    assert _at(Aliases(), "Orange County") == (1, None)


def test_a_user_s_own_alias(read: Read) -> None:
    text = "The CMA has cleared the takeover of Bluebird by Norvik."
    own = {"Talmera": ["Bluebird"]}
    assert {party for p in read(text, aliases=own).proposals for party in p.parties} == {"Talmera", "Norvik"}
