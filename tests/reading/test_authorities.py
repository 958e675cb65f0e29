"""Whose step it is: names, habits, countries, pronouns, lists, and words that only look like an authority."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from importlib.resources import files

import pytest

from dealwatch.model.proposal import Reading
from dealwatch.reading.lexicon import LANGUAGES, lexicon

Read = Callable[..., Reading]
Raised = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("language", "name", "key"),
    [
        ("en", "The European Commission", "EC"),
        ("en", "Brussels", "EC"),
        ("en", "The EU antitrust regulator", "EC"),
        ("en", "Britain's competition watchdog", "CMA"),
        ("en", "The Competition and Markets Authority", "CMA"),
        ("en", "The US Federal Trade Commission", "FTC"),
        ("en", "The Justice Department", "DOJ"),
        ("en", "The German Federal Cartel Office", "BKartA"),
        ("en", "The Kartellamt", "BKartA"),
        ("en", "The French competition authority", "AdlC"),
        ("en", "The Dutch regulator", "ACM"),
        ("en", "Spain's competition watchdog", "CNMC"),
        ("en", "Italy's antitrust authority", "AGCM"),
        ("en", "Australia's competition regulator", "ACCC"),
        ("en", "China's market regulator", "SAMR"),
        ("en", "The Polish competition authority", "UOKiK"),
    ],
)
def test_an_authority_is_known_by_name_habit_or_country(raised: Raised, language: str, name: str, key: str) -> None:
    text = f"{name} has opened an in-depth investigation into the acquisition of Talmera by Norvik."
    assert raised(text, language=language) == [(key, "in_depth")]


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("fr", "Le gendarme britannique de la concurrence a interdit le rachat de Talmera par Norvik.", "CMA"),
        ("fr", "L'autorité de la concurrence allemande a interdit le rachat de Talmera par Norvik.", "BKartA"),
        ("de", "Die britische Wettbewerbsbehörde hat die Übernahme von Talmera durch Norvik untersagt.", "CMA"),
        ("es", "El regulador británico de la competencia ha prohibido la compra de Talmera por Norvik.", "CMA"),
        ("nl", "De Britse toezichthouder heeft de overname van Talmera door Norvik verboden.", "CMA"),
    ],
)
def test_a_regulator_beside_a_country_is_that_country_s(raised: Raised, language: str, text: str, key: str) -> None:
    assert raised(text, language=language) == [(key, "prohibited")]


def test_a_list_of_countries_is_a_list_of_authorities(read: Read) -> None:
    text = (
        "The partnership between Norvik and Talmera is being closely examined by antitrust regulators in the United "
        "States, the European Union and the United Kingdom."
    )
    proposals = read(text).proposals
    assert sorted(p.authority for p in proposals) == ["EC", "UK regulators", "US regulators"]
    assert {p.status.value for p in proposals} == {"jurisdiction_check"}


def test_the_watchdog_and_it_are_the_authority_spoken_of_last(raised: Raised) -> None:
    text = (
        "The CMA is looking at the merger of Norvik and Talmera. The watchdog has launched an in-depth investigation. "
        "Norvik and Talmera may grow too large, it said in a statement on the merger."
    )
    assert ("CMA", "in_depth") in raised(text)


def test_the_commission_alone_is_the_european_one(raised: Raised) -> None:
    assert raised("The Commission has approved the acquisition of Talmera by Norvik.") == [("EC", "cleared")]


def test_the_commission_is_the_ftc_where_the_text_speaks_of_it(raised: Raised) -> None:
    text = (
        "The Federal Trade Commission looked at the merger of Norvik and Talmera. "
        "The Commission has issued a second request over the merger of Norvik and Talmera."
    )
    assert raised(text) == [("FTC", "in_depth")]


@pytest.mark.parametrize(
    "text",
    [
        "CMA CGM has approved the acquisition of Talmera by Norvik.",
        "Norvik (AIM: FTC) has completed the acquisition of Talmera.",
        "The board of Norvik has approved the acquisition of Talmera.",
        "A federal buyout of Talmera by Norvik was completed, and cma is a word.",
        "The ambassador of Norvik welcomed the acquisition of Talmera.",
    ],
)
def test_homographs_are_no_authorities(raised: Raised, text: str) -> None:
    assert raised(text) == []


def test_a_place_is_no_authority(raised: Raised) -> None:
    assert raised("Norvik completed its acquisition of Talmera, which operates in Europe and in Brussels.") == []


def test_nobody_is_named(read: Read) -> None:
    assert read("The merger of Norvik and Talmera was approved.").background_only


def test_everyday_words_of_interest_need_an_authority_as_subject(read: Read) -> None:
    text = "The CMA exists. Analysts are looking into the merger of Norvik and Talmera."
    assert read(text).proposals == ()


def test_a_user_s_own_name_for_an_authority(read: Read) -> None:
    text = "The Merger Bench has approved the acquisition of Talmera by Norvik."
    own = {"CMA": ["Merger Bench"]}
    assert [p.authority for p in read(text, authorities=own).proposals] == ["CMA"]
    assert read(text).proposals == ()


def test_an_appeal_belongs_to_the_court(read: Read) -> None:
    text = (
        "Norvik has appealed the European Commission's decision on the merger of Norvik and Talmera "
        "before the General Court."
    )
    assert [(p.authority, p.status.value) for p in read(text).proposals if p.raised] == [("EU courts", "under_appeal")]


def test_the_court_may_stand_in_the_next_sentence(read: Read) -> None:
    text = (
        "The European Commission lodged an appeal in the merger case of Norvik and Talmera. "
        "The General Court will hear the parties."
    )
    assert ("EU courts", "under_appeal") in [(p.authority, p.status.value) for p in read(text).proposals]


def test_the_nearest_authority_takes_the_step(raised: Raised) -> None:
    text = (
        "The CMA has cleared the merger of Norvik and Talmera, while the European Commission has opened an in-depth "
        "investigation into the merger of Norvik and Talmera."
    )
    assert raised(text) == [("CMA", "cleared"), ("EC", "in_depth")]


def test_a_country_without_an_authority_of_its_own(read: Read) -> None:
    text = "The Zambian regulator has approved the acquisition of Talmera by Norvik."
    assert read(text).proposals == ()


def test_a_country_beyond_a_bracket_does_not_count(read: Read) -> None:
    text = "The regulator (French firms say) has approved the acquisition of Talmera by Norvik."
    assert read(text).proposals == ()


def test_a_country_inside_an_authority_s_name_is_no_other_authority(raised: Raised) -> None:
    text = "Competition regulators of the European Commission have approved the acquisition of Talmera by Norvik."
    assert raised(text) == [("EC", "cleared")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_in_the_phrase_files_has_an_authority(language: str) -> None:
    path = files("dealwatch.resources") / "parties" / "authorities.toml"
    known = {entry.get("country") for entry in tomllib.loads(path.read_text(encoding="utf-8"))["authority"]}
    assert set(lexicon(language).data["authority"]["countries"]) <= known
