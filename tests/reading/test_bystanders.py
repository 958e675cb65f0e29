"""Names beside a story: who is quoted, laws, short forms in brackets, newspapers, people. Firms are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dealwatch.model.proposal import Reading
from dealwatch.reading.page import Page

Read = Callable[..., Reading]
MakePage = Callable[..., Page]


def _names(page: Page) -> list[str]:
    return [name.firm.name for line in page.lines for name in line.names]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "According to the Elban Post, the CMA is looking at the merger of Norvik and Talmera."),
        ("fr", "D'après le Elban Post, la CMA enquête sur la fusion de Norvik et Talmera."),
        ("de", "Laut Elban Post prüft die CMA die Fusion von Norvik und Talmera."),
        ("es", "Según el Elban Post, la CMA estudia la fusión de Norvik y Talmera."),
    ],
)
def test_who_says_it_is_no_party(page: MakePage, language: str, text: str) -> None:
    assert _names(page(text, language)) == ["Norvik", "Talmera"]


def test_who_says_it_is_a_party_where_the_text_knows_it_otherwise(page: MakePage) -> None:
    assert "Norvik Post" in _names(page("The Norvik Post wants Talmera. The price, according to Norvik Post, is high."))


@pytest.mark.parametrize("law", ["FARSEER Act", "Elban Bill"])
def test_a_law_is_no_firm(page: MakePage, law: str) -> None:
    assert _names(page(f"The House of Representatives passed the {law} on mergers.")) == []


def test_a_given_name_before_a_commissioner_is_no_firm(page: MakePage) -> None:
    assert _names(page("The remedies of Norvik were not sufficient, said Margrethe Vestager.")) == ["Norvik"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Yesterday Dorn & Hallam Corporation (D&H) bid for Talmera. Then D&H won.", {"Dorn & Hallam", "Talmera"}),
        ("Yesterday Saint-Gobain (SG) bid for Talmera. Then SG won.", {"Saint-Gobain", "Talmera"}),
        ("Yesterday Norvik Foods Limited (Norvik) bid for Talmera. Then Norvik won.", {"Norvik Foods", "Talmera"}),
        ("Yesterday Norvik bid for Talmera, its old rival (XQZ). Then XQZ won.", {"Norvik", "Talmera", "XQZ"}),
        ("Yesterday Norvik bid for Talmera (Ostvel).", {"Norvik", "Talmera"}),
        ("Yesterday (Ostvel) bid for Talmera.", {"Talmera"}),
        ("Yesterday the Belgian Competition Authority (QBC) cleared Talmera. The QBC is content.", {"Talmera"}),
    ],
)
def test_a_short_form_in_brackets_is_the_firm_before(page: MakePage, text: str, names: set[str]) -> None:
    assert {name.removesuffix(" Corporation").removesuffix(" Limited") for name in _names(page(text))} == names


def test_a_short_form_of_a_place_is_no_firm(page: MakePage) -> None:
    assert _names(page("Yesterday in Elban (NO) it rained on Norvik.")) == ["Norvik"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The CMA has cleared the acquisition of Reuters by Norvik. (Reuters)"),
        ("fr", "La CMA a autorisé le rachat de Reuters par Norvik."),
    ],
)
def test_an_agency_that_is_bought_is_a_party(read: Read, language: str, text: str) -> None:
    assert [set(p.parties) for p in read(text, language=language).proposals] == [{"Norvik", "Reuters"}]


def test_an_agency_joined_to_a_firm_in_the_headline_is_a_party(page: MakePage) -> None:
    text = "Norvik-Reuters: a probe\n\nThe CMA looks at Norvik and at Reuters, says Reuters."
    assert "Reuters" in _names(page(text, title_end=23))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Three firms merged.", False),
        ("Three's bid was cleared.", True),
        ("Three and Norvik merged.", True),
        ("The CMA cleared Three.", True),
    ],
)
def test_a_firm_called_by_an_everyday_word_is_told_by_its_place(page: MakePage, text: str, named: bool) -> None:
    assert ("Three" in _names(page(text))) is named


def test_a_german_noun_that_begins_a_name_and_one_that_counts(page: MakePage) -> None:
    text = "Weil das Amt auf Dutzenden Strecken nachsah, wartet die Verlagsgesellschaft Talmera."
    assert _names(page(text, "de")) == ["Verlagsgesellschaft Talmera"]


def test_whose_firm_it_is_stands_beside_and_is_no_party(page: MakePage) -> None:
    text = "Acegia ha venduto a Norvik, gruppo Ostvel, le reti; Talmera, gruppo Enel, resta."
    assert set(_names(page(text, "it"))) >= {"Norvik"}
    assert "Ostvel" not in _names(page(text, "it"))


def test_a_known_owner_is_no_party(page: MakePage) -> None:
    assert _names(page("La CNMC ha multado a Norvik (grupo Telefónica) ayer.", "es")) == ["Norvik"]


def test_a_first_name_alone_is_no_firm(page: MakePage) -> None:
    assert _names(page("Yesterday the CMA fined Norvik, and Margrethe was content.")) == ["Norvik"]


@pytest.mark.parametrize("short", ["NQ", "NVKTLMR", "Ostvel"])
def test_other_words_in_brackets_are_no_short_form(page: MakePage, short: str) -> None:
    assert f"{short} Foods" not in _names(page(f"Yesterday Norvik Foods ({short}) fell."))
    assert _names(page(f"Yesterday Norvik Foods ({short}) fell.")) == ["Norvik Foods"]
    assert _names(page(f"Yesterday Norvik fell, like its old and tired rival ({short}).")) == ["Norvik"]
