"""Sums of money, and which of them is a deal's value."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.model.proposal import Reading
from dealwatch.reading.amounts import find, number, scales_of
from dealwatch.reading.lexicon import lexicon

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("language", "text", "amount", "currency", "printed"),
    [
        ("en", "worth $69 billion", "69000000000", "USD", "$69 billion"),
        ("en", "worth 270 mln dlr in all", "270000000", "USD", "270 mln dlr"),
        ("en", "worth US$1.5bn", "1500000000", "USD", "US$1.5bn"),
        ("en", "worth £1,250,000", "1250000", "GBP", "£1,250,000"),
        ("en", "worth EUR 3.4 million", "3400000", "EUR", "EUR 3.4 million"),
        ("en", "worth 1,234.50 euros", "1234.50", "EUR", "1,234.50 euros"),
        ("en", "worth 12 million U.S. dollars", "12000000", "USD", "12 million U.S. dollars"),
        ("en", "worth A$400m.", "400000000", "AUD", "A$400m"),
        ("fr", "d'un montant de 16 millions de dollars", "16000000", "USD", "16 millions de dollars"),
        ("fr", "pour 1,7 milliard d’euros", "1700000000", "EUR", "1,7 milliard d’euros"),
        ("fr", "pour 250 M€", "250000000", "EUR", "250 M€"),
        ("fr", "pour 68,7 Md$", "68700000000", "USD", "68,7 Md$"),
        ("de", "für 1,1 Mrd. Euro", "1100000000", "EUR", "1,1 Mrd. Euro"),
        ("de", "für 2 Billionen Dollar", "2000000000000", "USD", "2 Billionen Dollar"),
        ("es", "por 13 mil millones de dólares", "13000000000", "USD", "13 mil millones de dólares"),
        ("it", "per 700 milioni di dollari", "700000000", "USD", "700 milioni di dollari"),
        ("nl", "voor 1,1 miljard euro", "1100000000", "EUR", "1,1 miljard euro"),
        ("pt", "por 150 milhões de euros", "150000000", "EUR", "150 milhões de euros"),
        ("pt", "por R$ 2,5 bilhões", "2500000000", "BRL", "R$ 2,5 bilhões"),
        ("pl", "za 12,5 mld zł", "12500000000", "PLN", "12,5 mld zł"),
    ],
)
def test_a_printed_sum(language: str, text: str, amount: str, currency: str, printed: str) -> None:
    ((start, found),) = find(text, scales_of(lexicon(language).data["money"]))
    assert (found.amount, found.currency, found.printed) == (Decimal(amount), currency, printed)
    assert text[start:].startswith(printed)


@pytest.mark.parametrize("text", ["in 2024", "20 percent", "a share of 5.5", "$", "version 3.11"])
def test_a_number_without_a_currency_is_no_sum(text: str) -> None:
    assert find(text, {}) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", "1"),
        ("1.5", "1.5"),
        ("1,5", "1.5"),
        ("1.500", "1500"),
        ("1 500 000", "1500000"),
        ("0.125", "0.125"),
        ("1.234,56", "1234.56"),
        ("1,234.5", "1234.5"),
    ],
)
def test_separators(text: str, value: str) -> None:
    assert number(text) == Decimal(value)


@given(st.text(alphabet="0123456789.,  €$mbkln\u00a0\u202f", max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    for start, amount in find(text, {"m": 10**6, "bn": 10**9}):
        assert 0 <= start < len(text)
        assert amount.amount >= 0


def _value(read: Read, text: str) -> str:
    return next((p.value.printed for p in read(text).proposals if p.value is not None), "")


def test_the_sum_beside_the_deal_is_its_value(read: Read) -> None:
    text = (
        "The CMA has cleared the $3 billion takeover of Talmera by Norvik. "
        "Norvik, with revenues of $90 billion, sells shoes."
    )
    assert _value(read, text) == "$3 billion"


def test_a_fine_is_no_value(read: Read) -> None:
    assert _value(read, "The CMA has cleared the takeover of Talmera by Norvik, fined $5 million before.") == ""


def test_a_sum_far_away_is_no_value(read: Read) -> None:
    text = (
        "The CMA has cleared the takeover of Talmera by Norvik after a long and tiresome review in which a great many "
        "people took a view on what the whole trade may one day be worth, some saying $8 billion."
    )
    assert _value(read, text) == ""


def test_each_deal_has_its_own_value(read: Read) -> None:
    text = (
        "The CMA has cleared the $3 billion takeover of Talmera by Norvik. "
        "The CMA has blocked the $7 billion takeover of Brellin by Quenlo."
    )
    assert {p.value.printed for p in read(text).proposals if p.value} == {"$3 billion", "$7 billion"}
