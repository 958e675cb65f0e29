"""Sums of money in a text, and which of them is the value of a deal.

Words for large numbers are the language's own (a German *Billion* is not an English one); currencies are common to all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from dealwatch.model.proposal import Amount
from dealwatch.reading.deals import Deal
from dealwatch.reading.fold import fold
from dealwatch.reading.page import Line, Page

_CODES = "USD EUR GBP CHF PLN CAD AUD JPY CNY BRL SEK DKK NOK INR KRW NZD"
_SYMBOLS = {
    **{code: code for code in _CODES.split()},
    **dict.fromkeys(("$", "US$", "$US", "$ US"), "USD"),
    **dict.fromkeys(("C$", "CA$", "$ CA"), "CAD"),
    **dict.fromkeys(("A$", "AU$"), "AUD"),
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "R$": "BRL",
    "NZ$": "NZD",
    "HK$": "HKD",
    "zł": "PLN",
}
_NAMES = {
    "USD": "dollar dollars dolares dollari dolarow dolary dlr dlrs",
    "EUR": "euro euros eur",
    "GBP": "pound pounds sterling livres pfund libras sterline pond funtow",
    "JPY": "yen yens",
    "CNY": "yuan yuans",
    "PLN": "zlotych zloty zl zlotys",
    "BRL": "reais",
    "DEM": "mark marks",
    "SEK": "kronor",
    "DKK": "kroner",
}
_WORDS = {name: code for code, names in _NAMES.items() for name in names.split()}
_SIGN = "|".join(re.escape(symbol) for symbol in sorted(_SYMBOLS, key=len, reverse=True))
_NUMBER = re.compile(
    r"(?<![\w.,])\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|(?<![\w.,])\d+(?:[.,]\d{1,3}(?!\d))?"
)
_DIGIT = re.compile(r"\d")
_BEFORE = re.compile(rf"(?:^|[^\w$€£])({_SIGN})[\s\u00a0]?$")
_AFTER = re.compile(rf"[\s\u00a0]?({_SIGN})(?!\w)")
_SCALE = re.compile(r"[\s\u00a0\u202f-]?([^\W\d_]{1,10})\.?")
_CURRENCY = re.compile(
    r"[\s\u00a0]+(?:de\s|d['’]|di\s|us[\s-]|u\.s\.\s|of\s|amerikanische\s|amerikaanse\s)?([^\W\d_]{2,10})",
    re.IGNORECASE,
)
_LOOK_BACK = 5
_NEAR_WORDS = 12
_OTHER_SUMS = 30  # distance added where the words around say valuation, turnover or fine
_FAR = 10_000


def number(text: str) -> Decimal:
    """A printed number: of its separators one followed by exactly three digits groups thousands, another is decimal."""
    digits = re.sub(r"[\u00a0\u202f ]", "", text)
    parts = re.split(r"[.,]", digits)
    if all(len(part) == 3 for part in parts[1:]) and parts[0] != "0":
        return Decimal("".join(parts))
    return Decimal("".join(parts[:-1]) + "." + parts[-1])


def find(text: str, scales: Mapping[str, int]) -> list[tuple[int, Amount]]:
    """The sums in a piece of text, each with the character where it begins. A number without a currency is none."""
    found: list[tuple[int, Amount]] = []
    for match in _NUMBER.finditer(text) if _DIGIT.search(text) else ():
        start = match.start()
        factor, end = _scale(text, match.end(), scales)
        currency = ""
        before = _BEFORE.search(text[max(0, start - _LOOK_BACK) : start])
        after = _AFTER.match(text, end)
        word = _CURRENCY.match(text, end)
        if after is not None and before is None:
            currency, end = _SYMBOLS[after[1]], after.end()
        elif before is not None:
            currency = _SYMBOLS[before[1]]
            start = max(0, start - _LOOK_BACK) + before.start(1)
        elif word is not None and fold(word[1]) in _WORDS:
            currency, end = _WORDS[fold(word[1])], word.end()
        if currency:
            found.append((start, Amount(number(match.group()) * factor, currency, text[start:end].strip())))
    return found


def _scale(text: str, position: int, scales: Mapping[str, int]) -> tuple[int, int]:
    """The factor that the words after a number stand for, and where they end."""
    first = _SCALE.match(text, position)
    if first is None:
        return 1, position
    second = _SCALE.match(text, first.end())
    if second is not None and f"{fold(first[1])} {fold(second[1])}" in scales:
        return scales[f"{fold(first[1])} {fold(second[1])}"], second.end()
    if fold(first[1]) in scales:
        dotted = first.group().endswith(".") and _currency_follows(text, first.end())  # "1,1 Mrd. Euro"
        return scales[fold(first[1])], first.end() if dotted else first.end(1)
    return 1, position


def _currency_follows(text: str, position: int) -> bool:
    word = _CURRENCY.match(text, position)
    return _AFTER.match(text, position) is not None or (word is not None and fold(word[1]) in _WORDS)


def scales_of(money: Mapping[str, str]) -> dict[str, int]:
    """The words of a language for thousand, million and so on (`_` for a space), folded, with their values."""
    values = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
    return {
        " ".join(fold(part) for part in word.split("_")): value
        for name, value in values.items()
        for word in money.get(name, "").split()
    }


def of_deal(page: Page, deal: Deal, others: Sequence[Deal]) -> Amount | None:
    """The sum that stands nearest to what sets the deal apart, None where none stands near.

    Sums beside words for valuation, turnover or fines count as far away.
    """
    elsewhere = {key for other in others if other is not deal for key in other.keys}
    own = (deal.keys - elsewhere) or deal.keys
    scales = scales_of(page.words.data["money"])
    best: tuple[int, int, Amount] | None = None
    for line in page.lines:
        if own.isdisjoint(line.firms):
            continue
        for start, amount in find(page.quote(line), scales):
            distance = _distance(page, line, line.sentence.start + start, own)
            candidate = (distance, line.sentence.index, amount)
            if distance <= _NEAR_WORDS and (best is None or candidate[:2] < best[:2]):
                best = candidate
    return best[2] if best else None


def _distance(page: Page, line: Line, position: int, own: frozenset[str]) -> int:
    """Words between a sum and the nearest of these firms."""
    tokens = page.tokens
    at = next((i for i in range(line.sentence.first, line.sentence.last) if tokens.starts[i] >= position), 0)
    nearest = min(
        (min(abs(at - name.last), abs(name.first - at)) for name in line.names if name.firm.key in own), default=_FAR
    )
    other = any(abs(mark.first - at) <= _LOOK_BACK for mark in line.cues("other_sum"))
    return nearest + (_OTHER_SUMS if other else 0)
