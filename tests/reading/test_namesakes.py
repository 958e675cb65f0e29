"""Authorities that share a name, a habit of one language, or a country's adjective. Firms are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Raised = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("es", "La autoridad británica de competencia ha prohibido la compra de Talmera por Norvik.", "CMA"),
        ("es", "La autoridad mexicana de competencia ha prohibido la compra de Talmera por Norvik.", "Mexico Cofece"),
        ("es", "La comisión argentina ha prohibido la compra de Talmera por Norvik.", "CNDC"),
        ("es", "La autoridad de competencia ha prohibido la compra de Talmera por Norvik.", "CNMC"),
        ("pl", "Brytyjski urząd antymonopolowy zablokował przejęcie Talmera przez Norvik.", "CMA"),
        ("pl", "Urząd antymonopolowy zablokował przejęcie Talmera przez Norvik.", "UOKiK"),
    ],
)
def test_a_country_within_a_name_tells_whose_authority_it_is(
    raised: Raised, language: str, text: str, key: str
) -> None:
    assert raised(text, language=language) == [(key, "prohibited")]


def test_a_longer_name_in_the_text_tells_whose_the_shorter_one_is(raised: Raised) -> None:
    title = "L'Autorité de la concurrence approuve la fusion de Norvik et Talmera"
    body = "L'Autorité belge de la concurrence a approuvé la fusion de Norvik et Talmera."
    assert raised(body, title=title, language="fr") == [("BCA", "cleared")]
    both = f"{title}. {body.replace('a approuvé', 'a interdit')} L'autorité française est satisfaite."
    assert ("AdlC", "cleared") in raised(both, language="fr")


@pytest.mark.parametrize(
    ("rest", "key"),
    [("Le groupe marocain paiera en dirhams.", "Conseil de la concurrence (Maroc)"), ("Le groupe paiera.", "AdlC")],
)
def test_a_country_s_words_tell_whose_council_it_is(raised: Raised, rest: str, key: str) -> None:
    text = f"Le Conseil de la concurrence a autorisé le rachat de Talmera par Norvik. {rest}"
    assert raised(text, language="fr") == [(key, "cleared")]


def test_a_country_s_words_leave_another_name_alone(raised: Raised) -> None:
    text = "L'Autorité de la concurrence a autorisé le rachat de Talmera par Norvik. Norvik vend aussi au Maroc."
    assert raised(text, language="fr") == [("AdlC", "cleared")]


def test_a_habit_of_one_language_is_none_of_another(raised: Raised) -> None:
    assert raised("L'Antitrust ha autorizzato la fusione tra Norvik e Talmera.", language="it") == [("AGCM", "cleared")]
    assert raised("Antitrust nod for the merger of Norvik and Talmera.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mergers: Commission clears acquisition of Talmera by Norvik", [("EC", "cleared")]),
        ("The Milk Commission clears the acquisition of Talmera by Norvik.", []),
        ("Commission of Milk clears acquisition of Talmera by Norvik", []),
    ],
)
def test_a_bare_commission_is_the_european_one(raised: Raised, text: str, found: list[tuple[str, str]]) -> None:
    assert raised(text, title="News") == found


def test_who_comes_from_a_country_is_no_authority(raised: Raised) -> None:
    text = "Die EU-Kommission prüft den Fall. Die Deutschen haben den Kauf von Talmera durch Norvik angemeldet."
    assert raised(text, language="de") == [("EC", "phase_1")]


def test_a_habit_that_ends_a_firm_s_name_is_no_authority(raised: Raised) -> None:
    text = "UOKiK przedstawił zastrzeżenia: chodzi o przejęcie przez Norvik kontroli nad spółką NVK Europe."
    assert raised(text, language="pl") == [("UOKiK", "objections")]


def test_a_tribunal_that_hears_an_appeal_is_its_subject(raised: Raised) -> None:
    text = (
        "El TDLC acogió el recurso de Norvik contra el veto de la Fiscalía Nacional Económica a la compra de Talmera. "
        "La compra queda autorizada con medidas."
    )
    found = raised(text, language="es")
    assert ("TDLC", "under_appeal") in found
    assert not [key for key, _ in found if key == "FNE"]
