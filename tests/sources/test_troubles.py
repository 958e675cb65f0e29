"""What is said of a source that could not be read: kept in English, shown in the language spoken."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import dealwatch
from dealwatch.language import speak
from dealwatch.model.source import SourceProblem
from dealwatch.sources.http_answers import refusal
from dealwatch.sources.landmarks import layout_changed
from dealwatch.sources.trouble_words import shown_trouble
from dealwatch.sources.troubles import Hint, Trouble, told

CODE = Path(dealwatch.__file__).parent
READERS = sorted([*(CODE / "sources").glob("*.py"), *(CODE / "watch").glob("*.py")])
FIELDS = {"site": "the ACCC register", "host": "office.northport.test", "file": "offer.pdf", "title": "COMESA"}
NOW = datetime(2026, 7, 25, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak("en")


def _raised(path: Path) -> list[ast.Call]:
    found = ast.walk(ast.parse(path.read_text("utf-8")))
    return [node for node in found if isinstance(node, ast.Call) and ast.unparse(node.func) == "SourceProblem"]


def test_nothing_is_raised_that_is_not_in_the_lists() -> None:
    calls = [(path.name, call) for path in READERS for call in _raised(path)]
    assert len(calls) > 20
    own = [
        f"{name}: {ast.unparse(argument)}"
        for name, call in calls
        for argument in call.args[1:3]
        if any(isinstance(part, ast.Constant) and " " in str(part.value) for part in ast.walk(argument))
    ]
    assert own == []


@pytest.mark.parametrize("code", ["de", "fr"])
@pytest.mark.parametrize("trouble", Trouble)
def test_every_first_line_is_known_again(trouble, code) -> None:
    speak(code)
    said = told(trouble, **FIELDS)
    shown = shown_trouble(f"{said} {Hint.AGAIN} [500: {said}]")
    own = shown_trouble(said)
    assert own != said
    assert shown == f"{own} {shown_trouble(Hint.AGAIN)} [500: {said}]"
    fields = re.findall(r"\{(\w+)\}", trouble)
    assert all(FIELDS[name] in own for name in fields if name in ("host", "file", "title"))
    assert own[:1] == own[:1].upper() or own.startswith(FIELDS["file"])


@pytest.mark.parametrize("code", ["de", "fr"])
@pytest.mark.parametrize("hint", Hint)
def test_every_hint_is_known_again(hint, code) -> None:
    speak(code)
    assert shown_trouble(hint) != hint


def test_in_english_all_of_it_stays_as_it_was_kept() -> None:
    for trouble in Trouble:
        kept = f"{told(trouble, **FIELDS)} {Hint.STAYS} [timed out]"
        assert shown_trouble(kept) == kept


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (layout_changed("the feed of office.northport.test", "x"), "Der Feed von office.northport.test sieht"),
        (layout_changed("the Publications Office", "x"), "Das Amt für Veröffentlichungen sieht"),
        (layout_changed("the Northport register", "x"), "The Northport register sieht"),
    ],
)
def test_a_site_has_its_name_in_the_language_spoken(problem: SourceProblem, said) -> None:
    speak("de")
    assert shown_trouble(problem.title).startswith(said)


def test_a_status_of_a_site_is_told_whole() -> None:
    speak("de")
    problem = refusal(500, {}, b"", "office.northport.test", NOW)
    assert shown_trouble(problem.title) == "Die Website office.northport.test hat eine Störung."
    assert problem.title == "The site office.northport.test has a fault."


def test_a_longer_sentence_is_not_taken_for_a_shorter_one() -> None:
    speak("de")
    assert shown_trouble("The ACCC register sent something that cannot be read.").startswith(
        "Das Register der ACCC hat"
    )


@pytest.mark.parametrize("text", ["", "Something else went wrong.", "[500]", "  "])
def test_what_is_none_of_ours_stays(text) -> None:
    speak("fr")
    assert shown_trouble(text) == text
