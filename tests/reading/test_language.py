"""The language of a text."""

from __future__ import annotations

import pytest

from dealwatch.reading import language


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The Commission has approved the acquisition of the firm after a long review of the market."),
        ("fr", "La Commission a autorisé le rachat de la société au terme d'un long examen du marché."),
        ("de", "Die Kommission hat die Übernahme des Unternehmens nach einer langen Prüfung genehmigt."),
        ("es", "La Comisión ha autorizado la compra de la empresa tras un largo análisis del mercado."),
        ("it", "La Commissione ha approvato l'acquisizione della società dopo un lungo esame del mercato."),
        ("nl", "De Commissie heeft de overname van het bedrijf na een lang onderzoek goedgekeurd."),
        ("pt", "A Comissão aprovou a compra da empresa depois de uma longa análise do mercado."),
        ("pl", "Komisja wydała zgodę na przejęcie spółki po długim badaniu rynku."),
        ("", "2024"),
        ("", ""),
    ],
)
def test_of(code: str, text: str) -> None:
    assert language.of(text) == code
