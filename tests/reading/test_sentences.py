"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.reading.sentences import LONGEST_SENTENCE, split
from dealwatch.reading.tokens import tokenize


def _sentences(text: str, title_end: int = 0) -> list[str]:
    return [text[s.start : s.end] for s in split(tokenize(text), title_end)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four…", ["One.", "Two!", "Three?", "Four…"]),
        ("“One.” Two.", ["“One.”", "Two."]),
        ("It costs 1.5 million. Yes.", ["It costs 1.5 million.", "Yes."]),
        ("Norvik Inc. buys it. Yes.", ["Norvik Inc. buys it.", "Yes."]),
        ("Norvik Inc. Buys it.", ["Norvik Inc. Buys it."]),
        ("J. Doe left. Yes.", ["J. Doe left.", "Yes."]),
        ("It is no. 5 of all.", ["It is no. 5 of all."]),
        ("In the U.S. The CMA waits.", ["In the U.S.", "The CMA waits."]),
        ("In the U.S. Department of Justice.", ["In the U.S. Department of Justice."]),
        ("Am 26. April kam es. Ja.", ["Am 26. April kam es.", "Ja."]),
        ("It has 26. April has none.", ["It has 26.", "April has none."]),
        ("He left. iRobot stays.", ["He left.", "iRobot stays."]),
        ("Was it? yes it was.", ["Was it? yes it was."]),
        ("Stop... it goes on.", ["Stop... it goes on."]),
        ("(…) . Then.", ["Then."]),
        ("A heading\nThe text follows. More.", ["A heading", "The text follows.", "More."]),
        ("One\n\ntwo", ["One", "two"]),
        (
            "This line was wrapped at a fixed width by a machine,\nand it goes on here.",
            ["This line was wrapped at a fixed width by a machine,\nand it goes on here."],
        ),
        (
            "This line was wrapped at a fixed width by a machine\nThen comes another.",
            ["This line was wrapped at a fixed width by a machine", "Then comes another."],
        ),
        ("", []),
        ("...", []),
    ],
)
def test_sentences_of_a_text(text: str, sentences: list[str]) -> None:
    assert _sentences(text) == sentences


def test_the_title_is_marked() -> None:
    marked = split(tokenize("A title\n\nA body."), len("A title"))
    assert [(s.title, s.line) for s in marked] == [(True, 0), (False, 1)]


def test_an_endless_sentence_is_cut_at_words() -> None:
    text = "word " * 2_000
    pieces = split(tokenize(text), 0)
    assert len(pieces) > 5
    assert max(s.end - s.start for s in pieces) <= LONGEST_SENTENCE + 5
    assert sum(s.last - s.first for s in pieces) == 2_000


def test_one_endless_word_is_one_sentence() -> None:
    assert len(_sentences("x" * 5_000)) == 1


@given(st.text(alphabet="aB1 .!?\n\"'(-", max_size=200))
def test_every_word_is_in_one_sentence(text: str) -> None:
    tokens = tokenize(text)
    pieces = split(tokens, 0)
    assert [i for s in pieces for i in range(s.first, s.last)] == list(range(len(tokens)))
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] for s in pieces)
