"""What counts as a change of watched elements and of a page's text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.model.facts import FeedItem
from dealwatch.sources.feed_novelty import novel
from dealwatch.sources.page_select import Match
from dealwatch.sources.page_values import Replaced, element_changes, mark, text_changes

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Watch:
    """Looks at one page after the other; what is told is what the engine would tell."""

    def __init__(self, *, text: bool = False) -> None:
        self.text = text
        self.memory: dict[str, Any] = {}
        self.seen: list[FeedItem] = []
        self.at = START

    def look(self, *texts: str | Match) -> list[tuple[str, str]]:
        self.at += timedelta(hours=1)
        if self.text:
            found = text_changes([str(text) for text in texts], self.memory, self.at, "The page")
        else:
            matches = [text if isinstance(text, Match) else Match(text) for text in texts]
            found = element_changes(matches, self.memory, self.at, ".x")
        new = novel(self.seen, found.items)
        self.seen += found.items
        self.memory |= found.memory
        return [(item.was, item.title) for item in new]


def test_the_first_look_takes_everything_in() -> None:
    assert Watch().look("A", "B", "a") == [("", "A"), ("", "B")]


def test_one_element_says_what_it_said_before_and_may_go_back() -> None:
    watch = Watch()
    watch.look("Under assessment")
    assert watch.look("Completed") == [("Under assessment", "Completed")]
    assert watch.look("Under assessment") == [("Completed", "Under assessment")]
    assert watch.look("Under assessment") == []


def test_words_outside_the_few_it_ever_said_are_told_with_what_it_said_so_far() -> None:
    watch = Watch()
    for words in ("Under assessment", "Suspended", "Under assessment", "Suspended", "Blorked by decree"):
        watch.look(words)
    said = {(item.title, item.summary) for item in watch.seen}
    assert ("Blorked by decree", "These words never stood here before. So far: Under assessment; Suspended.") in said
    assert {summary for title, summary in said if title != "Blorked by decree"} == {""}


@pytest.mark.parametrize("texts", [[f"Number {number}" for number in range(20)], [letter * 90 for letter in "abcd"]])
def test_an_element_that_always_says_something_else_has_no_set_of_values(texts: list[str]) -> None:
    watch = Watch()
    for words in texts:
        watch.look(words)
    assert {item.summary for item in watch.seen[13:] or watch.seen} == {""}
    assert len(watch.memory["learnt"]) <= 13


@pytest.mark.parametrize(
    "again", ["under  Assessment", "Under\u00a0assess\u00adment", "Underassessment", "UNDER ASSESSMENT"]
)
def test_spaces_capitals_and_typography_are_no_change(again: str) -> None:
    watch = Watch()
    watch.look("Under assessment")
    assert watch.look(again) == []
    assert mark("“A” – b") == mark('"a" - B')


def test_of_several_elements_the_one_that_changed_is_told() -> None:
    watch = Watch()
    watch.look("Completed", "Approved", "3 March")
    assert watch.look("Under assessment", "3 March") == [("Completed", "Under assessment")]
    assert watch.look("Completed", "Approved", "3 March") == [("Under assessment", "Completed")]


def test_a_list_tells_new_entries_once_wherever_they_stand() -> None:
    watch = Watch()
    watch.look("C", "B", "A")
    assert watch.look("D", "C", "B") == [("", "D")]
    assert watch.look("B", "D", "C") == []
    assert watch.look("D", "C", "B", "A") == []
    assert watch.look("D") == []
    assert watch.look("E", "D", "C") == [("", "E")]


def test_in_a_long_list_places_mean_nothing() -> None:
    watch = Watch()
    rows = [f"Row {number}" for number in range(25)]
    watch.look(*rows)
    assert watch.look("New", *rows[1:]) == [("", "New")]
    assert watch.look(*rows) == []


def test_equal_words_that_lead_to_different_places_are_different_entries() -> None:
    watch = Watch()
    rows = [Match("Same", "https://x.test/1"), Match("Same", "https://x.test/2"), Match("Same", "https://x.test/1")]
    assert watch.look(*rows) == [("", "Same"), ("", "Same")]
    assert watch.look(Match("Same", "https://x.test/moved/1"), Match("Same", "https://x.test/moved/2")) == []
    assert watch.look(*rows, Match("Same", "https://x.test/3")) == [("", "Same")]


def test_an_entry_leads_somewhere_and_a_change_in_place_stays_on_the_page() -> None:
    first = element_changes([Match("A", "https://x.test/a")], {}, START, ".x")
    assert first.items[0].link == "https://x.test/a"
    (changed,) = element_changes([Match("B", "https://x.test/b")], first.memory, START, ".x").items
    assert (changed.link, changed.locator) == ("", ".x")


def test_a_long_text_is_shortened_at_a_word_and_kept_whole() -> None:
    text = "word " * 100
    (item,) = element_changes([Match(text.strip())], {}, START, ".x").items
    assert item.title.endswith("word …")
    assert len(item.title) <= 303
    assert item.summary == text.strip()
    (unbroken,) = element_changes([Match("x" * 400)], {}, START, ".x").items
    assert unbroken.title == "x" * 300 + " …"


@given(st.lists(st.sampled_from("ABCDEF"), min_size=1, max_size=6), st.randoms())
def test_order_alone_is_never_told(texts: Sequence[str], random: Any) -> None:
    watch = Watch()
    watch.look(*texts)
    mixed = list(texts)
    random.shuffle(mixed)
    assert watch.look(*mixed) == []


def test_a_text_is_one_item_at_first_and_one_for_all_that_is_new() -> None:
    watch = Watch(text=True)
    assert watch.look("One", "Two") == [("", "The page")]
    assert watch.look("Two", "One") == []
    assert watch.look("One", "New one", "Two", "New two") == [("", "New one")]
    assert watch.seen[-1].summary == "New one\nNew two"
    assert watch.look("One", "Two") == []
    assert watch.look("One", "New one", "Two") == []


def test_a_text_without_a_title_is_called_by_its_beginning() -> None:
    (item,) = text_changes(["Beginning", "End"], {}, START, "").items
    assert item.title == "Beginning"


def test_a_text_that_is_another_one_is_no_change() -> None:
    watch = Watch(text=True)
    watch.look("A", "B", "C", "D", "E")
    with pytest.raises(Replaced):
        watch.look("V", "W", "X", "Y", "E")
    assert watch.look("A", "B", "X", "Y", "Z") == [("", "X")]


def test_a_short_text_may_be_exchanged_whole() -> None:
    watch = Watch(text=True)
    watch.look("Open")
    assert watch.look("Closed") == [("", "Closed")]
