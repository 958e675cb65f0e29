"""Many ways of saying one thing: the wordings of the press by language and step, as data, each read by itself.

A line of `wordings/<language>.tsv` is the step, the authority and a sentence or headline (one without a full stop), in
which a made-up Norvik takes over a made-up Talmera; `none` is a sentence that must raise nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from dealwatch.reading.document import Document
from dealwatch.reading.lexicon import LANGUAGES
from dealwatch.reading.reader import Reader

FOLDER = Path(__file__).parent / "wordings"
UNDERSTOOD = 0.9
"""A headline alone says less than an article: of so many the step, the authority and both parties are told right."""

FALSELY_RAISED = 0.05


def _lines(language: str) -> Iterator[tuple[str, str, str]]:
    for line in (FOLDER / f"{language}.tsv").read_text(encoding="utf-8").splitlines():
        step, authority, sentence = line.split("\t")
        yield step, authority, sentence


def _raised(language: str, sentence: str) -> set[tuple[str, str, bool]]:
    title = "" if sentence.endswith(".") else sentence
    reading = Reader().read(Document(sentence, title, len(title), None, language))
    return {(p.status.value, p.authority, _both(p.parties)) for p in reading.proposals if p.raised}


def _both(parties: Sequence[str]) -> bool:
    """Whether both are named; alone, "the Norvik-Talmera deal" could be one firm's."""
    return {"Norvik", "Talmera"} <= set(" ".join(parties).replace("-", " ").split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wordings_of_a_step_are_understood(language: str) -> None:
    told = [line for line in _lines(language) if line[0] != "none"]
    missed = [line for line in told if _raised(language, line[2]) != {(line[0], line[1], True)}]
    assert len(missed) <= (1 - UNDERSTOOD) * len(told), "\n".join(map(str, missed))


def test_what_is_hoped_feared_asked_or_long_past_is_not_raised() -> None:
    quiet = [(language, line[2]) for language in LANGUAGES for line in _lines(language) if line[0] == "none"]
    raised = [(language, sentence) for language, sentence in quiet if _raised(language, sentence)]
    assert len(raised) <= FALSELY_RAISED * len(quiet), "\n".join(map(str, raised))
