"""The light list of sources says what each source says of itself, and says it in the language spoken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dealwatch.language import _, speak
from dealwatch.sources.cards import CARDS, Card, shown_title
from dealwatch.sources.feed import Feed
from dealwatch.sources.page import Page
from dealwatch.sources.registry import official
from dealwatch.sources.sitemap import Sitemap

SITE = "https://office.northport.test/news"


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak("en")


def test_every_official_source_has_its_card() -> None:
    infos = {key: source.info for key, source in official().items()}
    told = {
        key: Card(info.authority, info.title, info.zone, info.homepage, info.confirmed) for key, info in infos.items()
    }
    assert told == CARDS
    assert list(CARDS) == list(told)


@pytest.mark.parametrize("code", ["de", "fr"])
@pytest.mark.parametrize("key", list(CARDS))
def test_all_that_a_source_says_of_itself_is_translated(key, code) -> None:
    info = official()[key].info
    speak(code)
    told = {words: _(words) for words in (info.title, info.terms, info.tells, info.untold) if words}
    assert [words for words, said in told.items() if said == words] == []


@pytest.mark.parametrize("code", ["de", "fr"])
def test_the_kind_behind_the_colon_stays_behind_it(code) -> None:
    speak(code)
    titles = [card.title for card in CARDS.values()]
    assert [title for title in titles if ": " in title and not _(title).partition(":")[2]] == []


def test_an_official_title_is_shown_in_the_language_spoken() -> None:
    speak("de")
    assert shown_title("ec", "European Commission mergers") == "Europäische Kommission, Zusammenschlüsse"
    assert shown_title("ec", "as it was called once") == "Europäische Kommission, Zusammenschlüsse"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (Feed(SITE), "Feed von office.northport.test"),
        (Page({"url": SITE}), "Seite von office.northport.test"),
        (Sitemap({"url": SITE}), "Sitemap von office.northport.test"),
    ],
)
def test_a_source_without_a_name_is_called_after_its_host(source, said) -> None:
    speak("de")
    assert shown_title(source.info.key, source.info.title) == said


@pytest.mark.parametrize("name", ["Press releases", "Page of the office", "European Commission mergers", "Feed of "])
def test_a_name_that_somebody_gave_stays(name) -> None:
    speak("de")
    assert shown_title(f"feed:{SITE}", name) == name
