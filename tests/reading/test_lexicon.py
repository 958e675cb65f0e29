"""The phrase files, the collisions among them, and the user's own phrases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dealwatch.model.deal import DealKind
from dealwatch.model.errors import UsageError
from dealwatch.model.proposal import Reading
from dealwatch.model.status import Badge
from dealwatch.reading.lexicon import LANGUAGES, Kind, UserPhrase, common, lexicon
from dealwatch.reading.reader import Reader

Read = Callable[..., Reading]
Raised = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_has_the_same_sections(language: str) -> None:
    english, other = lexicon("en").data, lexicon(language).data
    assert set(other) == set(english)
    for section in ("cues", "deal", "authority", "names", "dates", "money"):
        assert set(other[section]) == set(english[section])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pattern_can_be_read_and_names_a_step_or_a_kind(language: str) -> None:
    words = lexicon(language)
    assert words.matcher.find(["nothing"]) == []
    assert words.pairs.find(["nothing"]) == []
    for name, step in words.data["steps"].items():
        assert Badge(step.get("badge", name))
        assert set(step) <= {"badge", "strong", "weak"}
    assert {DealKind(kind) for kind in words.data["deal"]["kinds"]} <= set(DealKind)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "step",
    ["phase_1", "in_depth", "cleared", "cleared_conditions", "prohibited", "withdrawn", "objections", "remedies"],
)
def test_the_great_steps_have_words_in_every_language(language: str, step: str) -> None:
    assert lexicon(language).data["steps"][step]["strong"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_calendar(language: str) -> None:
    words = lexicon(language)
    assert len(words.data["dates"]["months"].split()) == 12
    assert len(words.data["dates"]["weekdays"].split()) == 7


@pytest.mark.parametrize(
    ("language", "sentence", "step"),
    [
        ("en", "The CMA cleared the merger of Norvik and Talmera in phase 2.", "cleared"),
        (
            "en",
            "The CMA closed its investigation: the merger of Norvik and Talmera does not qualify for review.",
            "not_reviewable",
        ),
        ("es", "La CNMC aprueba en segunda fase la compra de Talmera por Norvik.", "cleared"),
        (
            "es",
            "La CNMC autoriza en segunda fase con compromisos la compra de Talmera por Norvik.",
            "cleared_conditions",
        ),
        (
            "en",
            "The European Commission approved the acquisition of Talmera by Norvik, subject to conditions.",
            "cleared_conditions",
        ),
        ("en", "The European Commission approved the acquisition of Talmera by Norvik without conditions.", "cleared"),
        ("nl", "De ACM heeft geen bezwaar tegen de overname van Talmera door Norvik.", "cleared"),
        ("de", "Das Bundeskartellamt hat keine Bedenken gegen die Übernahme von Talmera durch Norvik.", "cleared"),
        ("fr", "L'Autorité de la concurrence autorise sans condition le rachat de Talmera par Norvik.", "cleared"),
        ("it", "L'AGCM ha autorizzato senza condizioni l'acquisizione di Talmera da parte di Norvik.", "cleared"),
        ("pt", "A Autoridade da Concorrência não se opõe à compra da Talmera pela Norvik.", "cleared"),
        ("pl", "UOKiK wydał warunkową zgodę na przejęcie spółki Talmera przez Norvik.", "cleared_conditions"),
    ],
)
def test_the_longer_phrase_wins_over_the_one_inside_it(raised: Raised, language: str, sentence: str, step: str) -> None:
    assert [found for _, found in raised(sentence, language=language)] == [step]


def test_a_word_inside_another_is_no_phrase(raised: Raised) -> None:
    assert raised("The CMA has an unclear view of the merger of Norvik and Talmera.") == []


def test_a_user_s_own_phrase_tells_a_step(read: Read) -> None:
    text = "The CMA has tipped its old hat to the merger of Norvik and Talmera."
    own = (UserPhrase("en", Badge.CLEARED, "tipped ~2 hat"), UserPhrase("fr", Badge.CLEARED, "coup de chapeau"))
    assert [p.status for p in read(text, phrases=own).proposals] == [Badge.CLEARED]
    assert read(text).proposals == ()


def test_a_user_s_bad_phrase_is_named_at_once() -> None:
    with pytest.raises(UsageError, match="A phrase you added") as caught:
        Reader(phrases=[UserPhrase("en", Badge.CLEARED, "tipped ~2")])
    assert "tipped ~2" in caught.value.hint


def test_a_phrase_in_a_language_that_is_not_read_is_an_error() -> None:
    with pytest.raises(UsageError):
        Reader(phrases=[UserPhrase("ja", Badge.CLEARED, "tipped")])


def test_shipped_words_are_shared() -> None:
    assert lexicon("en") is lexicon("en")
    assert lexicon("en", [UserPhrase("en", Badge.CLEARED, "tipped")]) is not lexicon("en")
    assert "inc" in common("legal_forms")
    assert {mark.payload.kind for mark in lexicon("en").matcher.find(["the", "watchdog"])} == {
        Kind.BARE,
        Kind.REGULATOR,
    }
