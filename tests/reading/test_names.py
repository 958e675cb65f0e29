"""Which words are names of firms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dealwatch.reading.page import Page

Marked = Callable[..., Page]


def _names(page: Page) -> list[str]:
    return list(dict.fromkeys(name.firm.name for line in page.lines for name in line.names))


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "They like Norvik and Talmera.", ["Norvik", "Talmera"]),
        ("en", "They like Norvik Inc. and the Talmera Group.", ["Norvik", "Talmera Group"]),
        ("en", "They like Bank of Talmera & Sons.", ["Bank of Talmera & Sons"]),
        ("en", "They like Subway Seven 7 and M.T. Talmera.", ["Subway Seven 7", "M.T. Talmera"]),
        ("en", "They like Norvik.com and Talm:era.", ["Norvik.com", "Talm:era"]),
        ("en", "They like Norvik. Talmera is liked too.", ["Norvik", "Talmera"]),
        ("en", "They like Norvik's shoes.", ["Norvik"]),
        ("en", "They like Subsea of the sea.", ["Subsea"]),
        ("en", "They like Subsea of", ["Subsea"]),
        ("en", "London and Reuters like Bob Norvik; Norvik sings.", []),
        ("en", "Mr Norvik sings, and Norvik dances.", []),
        ("en", "They like Seattle, NASDAQ and the Dutch.", []),
        ("en", "They like London-based Norvik.", ["Norvik"]),
        ("en", "They like the Zorbia-based Norvik.", ["Norvik"]),
        ("en", "They like Norvik <NVK> of old.", ["Norvik"]),
        ("en", "They like X and case M.11999.", []),
        ("en", "Sales rose. They like shoes.", []),
        ("en", "Shares of Norvik rose. Shares fell.", ["Norvik"]),
        ("en", "He said: “Shoes are good.” Also: Boots are.", []),
        ("en", "They like Roomba iRobot.", ["iRobot"]),
        ("en", "They like Microsoft Belgium.", ["Microsoft"]),
        ("en", "They like Microsoft Google.", ["Microsoft", "Google"]),
        ("en", "They like Microsoft The great.", ["Microsoft"]),
        ("en", "They like Norvik IV and the Group.", ["Norvik"]),
        ("en", "They like Norvik, Norvik Tool Co and tools.", ["Norvik Tool"]),
        ("en", "They like meta words, an orange and Meta.", ["Meta"]),
        ("en", "They like Orange County and the Big Apple.", []),
        ("en", "They like Talmera-Norvik, as Talmera and Norvik differ.", ["Talmera", "Norvik"]),
        ("en", "They like Microsoft-Norvik.", ["Microsoft", "Norvik"]),
        ("en", "They like Norvik-Talmera.", ["Norvik-Talmera"]),
        ("en", "They like Norvik-Microsoft.", ["Norvik", "Microsoft"]),
        ("en", "They like Norvik. Mr Norvik sings.", []),
        ("de", "Sie mögen die Norvik-Sparte und von Talmera die Zeitung.", ["Norvik", "Talmera"]),
        ("de", "Sie mögen die Norvik-Oper und die Norvik.", []),
        ("de", "Sie mögen 60 Talmeren, den neuen Zorvik und Brauhaus Norvik.", ["Brauhaus Norvik"]),
        ("de", "Sie mögen Brauhaus", []),
        ("en", "They like Second Request and Phase Two.", []),
        (
            "en",
            "Norvik's shoes sell. Norvik and Talmera sell shoes. Sales and Shoes sell.",
            ["Norvik", "Talmera", "Shoes"],
        ),
        ("en", "BRUSSELS, May 3 (Reuters) - They like Norvik (NASDAQ: NVK).", ["Norvik"]),
        ("de", "Sie mögen Microsoft Deutschland und Microsoft Zebra.", ["Microsoft", "Zebra"]),
        ("pl", "Lubią Talmerę, Talmery i Talmera.", ["Talmerę"]),
        ("nl", "Zij houden van Norviks schoenen en van Norvik.", ["Norvik"]),
    ],
)
def test_names_of_a_text(page: Marked, language: str, text: str, names: list[str]) -> None:
    assert _names(page(text, language)) == names


def test_a_headline_in_capitals_makes_no_name_certain(page: Marked) -> None:
    title = "Watchdog Probes Shoe Prices"
    assert _names(page(f"{title}\n\nThey like shoes.", title_end=len(title))) == []
    assert _names(page("WATCHDOG PROBES SHOE PRICES.")) == []
    title = "Watchdog Probes Norvik Prices"
    assert _names(page(f"{title}\n\nThey like Norvik.", title_end=len(title))) == ["Norvik"]


def test_a_headline_of_two_words_is_not_shouting(page: Marked) -> None:
    title = "Norvik, Talmera"
    assert _names(page(f"{title}\n\nThey like shoes.", title_end=len(title))) == ["Talmera"]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("pt", "A CMA aprovou a compra da Vasco da Norvik pela Talmera.", "Vasco da Norvik"),
        ("nl", "De ACM keurt de overname van Kasteel van der Norvik door Talmera goed.", "Kasteel van der Norvik"),
        ("pt", "A CMA aprovou a compra da Vasco da, dos Norvik.", "Vasco"),
    ],
)
def test_little_words_belong_to_a_name_that_goes_on_after_them(
    page: Marked, language: str, text: str, name: str
) -> None:
    assert name in _names(page(text, language))
