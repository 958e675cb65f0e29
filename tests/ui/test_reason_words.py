"""The reason of a suggestion in the language of the window; everything the reader can say is known here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from dealwatch.language import speak
from dealwatch.reading import judge, scope
from dealwatch.reading.load import from_bytes
from dealwatch.reading.reader import Reader
from dealwatch.ui.reason_words import LOWERED, TIES, reason_words

WHOLE = (
    "parties Northwind / Talmera named in the sentence; authority EC taken from the text as a whole;"
    " step words “opened; an in-depth probe” (weak); lowered: hearsay, not what the text is about"
)


@pytest.fixture
def german() -> Iterator[None]:
    speak("de")
    yield
    speak("en")


def test_each_part_is_said_in_the_language_spoken(german: None) -> None:
    assert reason_words(WHOLE) == (
        "Beteiligte Northwind / Talmera: im Satz genannt; Behörde EC: aus dem ganzen Text entnommen;"
        " Wörter des Schritts “opened; an in-depth probe” (schwach); gemindert: Hörensagen, nicht Gegenstand des Textes"
    )


def test_what_is_not_known_stays(german: None) -> None:
    assert reason_words("because I say so") == "because I say so"
    assert reason_words("lowered: a new cause") == "gemindert: a new cause"
    assert reason_words("") == ""


def test_every_tie_and_every_cause_of_the_reader_is_known() -> None:
    assert set(judge._TIES.values()) == set(TIES)
    said = set()
    for module in (scope, judge):
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "lowered.append":
                said |= {part.value for part in ast.walk(node) if isinstance(part, ast.Constant)}
    assert said == set(LOWERED)


def test_a_real_reason_leaves_no_english(german: None) -> None:
    text = b"\n\nThe European Commission has cleared Northwind's takeover of Talmera, it said on Tuesday.\n"
    (proposal,) = Reader(()).read(from_bytes(text)).proposals
    told = reason_words(proposal.reason)
    assert told.startswith("Beteiligte Northwind / Talmera: im Satz genannt; Behörde EC: im Satz genannt; Wörter")
