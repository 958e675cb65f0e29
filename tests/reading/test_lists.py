"""Deals in a list, deals told by "its", and commissions told by "the Commission". Firms are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dealwatch.model.proposal import Reading

Read = Callable[..., Reading]


def _deals(reading: Reading) -> list[set[str]]:
    return sorted(({*p.parties} for p in reading.proposals if p.raised), key=sorted)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The CMA is examining the mergers of Norvik and Talmera, Ostvel and Quenlo, and Brumal and Talmera."),
        ("en", "The CMA is examining the mergers of Norvik and Talmera, Ostvel and Quenlo and Brumal and Talmera."),
        ("fr", "La CMA a autorisé les fusions de Norvik et Talmera, d'Ostvel et Quenlo, et de Brumal et Talmera."),
        ("de", "Die CMA untersucht die Fusionen von Norvik und Talmera, Ostvel und Quenlo sowie Brumal und Talmera."),
    ],
)
def test_a_list_of_pairs_is_a_list_of_deals(read: Read, language: str, text: str) -> None:
    expected = [{"Brumal", "Talmera"}, {"Norvik", "Talmera"}, {"Ostvel", "Quenlo"}]
    assert _deals(read(text, language=language)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The CMA has cleared the merger of Norvik and Talmera, and Ostvel, Quenlo and Brumal are content.",
        "The CMA has cleared the merger of Norvik and Talmera, says Ostvel, a rival of Quenlo.",
        "The CMA has cleared the merger of Norvik and Talmera; Ostvel, Quenlo, Brumal and Sorvex are rivals.",
    ],
)
def test_another_list_is_none_of_deals(read: Read, text: str) -> None:
    assert {"Ostvel", "Quenlo"} not in _deals(read(text))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The CMA has cleared the takeover of Talmera by Norvik and that of Quenlo by Ostvel."),
        ("fr", "La CMA a autorisé le rachat de Talmera par Norvik et celui de Quenlo par Ostvel."),
        ("de", "Die CMA hat die Übernahme von Talmera durch Norvik und die von Quenlo durch Ostvel freigegeben."),
        ("es", "La CMA ha autorizado la compra de Talmera por Norvik y la de Quenlo por Ostvel."),
        (
            "it",
            "La CMA ha autorizzato l'acquisizione di Talmera da parte di Norvik e quella di Quenlo da parte di Ostvel.",
        ),
        ("nl", "De CMA heeft de overname van Talmera door Norvik en die van Quenlo door Ostvel goedgekeurd."),
        ("pt", "A CMA autorizou a compra da Talmera pela Norvik e a da Quenlo pela Ostvel."),
        ("pl", "CMA zgodziła się na przejęcie Talmera przez Norvik oraz Quenlo przez Ostvel."),
    ],
)
def test_a_deal_named_by_that_of(read: Read, language: str, text: str) -> None:
    assert _deals(read(text, language=language)) == [{"Norvik", "Talmera"}, {"Ostvel", "Quenlo"}]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Norvik has waited. The CMA has cleared its acquisition of Talmera without conditions."),
        ("fr", "Pour Norvik, c'est fait. Son rachat de Talmera a été autorisé sans condition par la CMA."),
        ("de", "Für Norvik geht es weiter. Die CMA hat ihre Übernahme von Talmera freigegeben."),
        ("it", "Per Norvik è fatta. La CMA ha autorizzato la sua acquisizione di Talmera senza condizioni."),
    ],
)
def test_whose_deal_it_is_stands_in_the_sentence_before(read: Read, language: str, text: str) -> None:
    assert _deals(read(text, language=language)) == [{"Norvik", "Talmera"}]


def test_its_of_nobody_is_nobody_s(read: Read) -> None:
    assert _deals(read("The CMA has cleared its acquisition of Talmera without conditions.")) == [{"Talmera"}]


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("The Commerce Commission has cleared the merger of Norvik and Talmera.", "NZCC"),
        ("The CMA has cleared the merger of Norvik and Talmera.", "EC"),
    ],
)
def test_the_commission_of_a_headline_is_the_one_that_the_text_names(read: Read, body: str, key: str) -> None:
    reading = read(body, title="Commission clears merger of Norvik and Talmera")
    assert key in {p.authority for p in reading.proposals}
    assert ("EC" in {p.authority for p in reading.proposals}) is (key == "EC")
