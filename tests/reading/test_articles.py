"""Short articles in the manner of the press, as data: the step of the news is raised, and nothing beside it.

`articles/<language>.txt` holds them, parted by lines of "===": the step and the authority ("none|" where nothing is to
be raised), the headline, the text. The deals are made up (Norvik, Talmera) or known to everybody, the texts our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dealwatch.model.proposal import Modality
from dealwatch.reading.document import Document
from dealwatch.reading.reader import Reader

FOLDER = Path(__file__).parent / "articles"
LANGUAGES = [path.stem for path in sorted(FOLDER.glob("*.txt"))]
TOLD = 0.85
"""Share of the steps that are raised, and of what is raised that is right."""

FALSELY_RAISED = 0.1


def _articles(language: str) -> Iterator[tuple[tuple[str, str], str, str]]:
    for article in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").split("===\n"):
        head, title, body = article.strip().split("\n", 2)
        step, _, authority = head.partition("|")
        yield (step, authority), title, f"{title}\n\n{body}"


def _raised(language: str, title: str, text: str) -> set[tuple[str, str]]:
    reading = Reader().read(Document(text, title, len(title), None, language))
    return {(p.status.value, p.authority) for p in reading.proposals if p.raised and p.modality is Modality.FACT}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_step_of_an_article_is_raised_and_little_else(language: str) -> None:
    news = [(wanted, _raised(language, title, text)) for wanted, title, text in _articles(language) if wanted[1]]
    right = sum(wanted in raised for wanted, raised in news)
    wrong = sum(len(raised - {wanted}) for wanted, raised in news)
    told = "\n".join(f"{wanted} {raised}" for wanted, raised in news if raised != {wanted})
    assert right >= TOLD * len(news), told
    assert right >= TOLD * (right + wrong), told


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_article_without_a_step_raises_none(language: str) -> None:
    quiet = [(title, _raised(language, title, text)) for wanted, title, text in _articles(language) if not wanted[1]]
    falsely = [(title, raised) for title, raised in quiet if raised]
    assert len(falsely) <= FALSELY_RAISED * len(quiet), falsely
