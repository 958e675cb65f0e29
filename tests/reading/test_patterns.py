"""The pattern language, and the matcher that finds many patterns in one pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.reading.matcher import Matcher, longest
from dealwatch.reading.patterns import PatternError, read_classes
from dealwatch.reading.tokens import tokenize


def _found(pattern: str, text: str, classes: dict[str, str] | None = None) -> list[str]:
    tokens = tokenize(text)
    matcher = Matcher([(pattern, None)], read_classes(classes or {}))
    return [tokens.surface(match.first, match.last) for match in matcher.find(tokens.words)]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("phase two", "In Phase two, phases two.", ["Phase two"]),
        ("clear*", "clears, unclear, Clearance", ["clears", "Clearance"]),
        ("*amt", "Bundeskartellamt, Ämter", ["Bundeskartellamt"]),
        ("open|launch probe", "open probe; launch probe; shut probe", ["open probe", "launch probe"]),
        ("clear{s,ed,} it", "clear it clears it clearing it", ["clear it", "clears it"]),
        ("{dis,}approve{s,d}", "approves disapproved approve", ["approves", "disapproved"]),
        ("very? big", "very big", ["very big", "big"]),
        ("open ~2 probe", "open a new probe", ["open a new probe"]),
        ("open ~1 probe", "open a new probe", []),
        ("open ~ probe", "open a new big probe", ["open a new big probe"]),
        ("open ~1 ~1 probe", "open a new probe", ["open a new probe"]),
        ("open ~2 new ~1 probe", "open a new new big probe", ["open a new new big probe"]),
        ("l'accord", "l’accord", []),
    ],
)
def test_what_a_pattern_finds(pattern: str, text: str, found: list[str]) -> None:
    if "'" in pattern:
        with pytest.raises(PatternError, match="not a word"):
            _found(pattern, text)
    else:
        assert _found(pattern, text) == found


def test_a_class_stands_for_its_words_and_may_use_those_above() -> None:
    classes = {"open": "open{s,ed} launch*", "start": "<open> begins"}
    assert _found("<start> probe", "opened probe, launching probe, begins probe", classes) == [
        "opened probe",
        "launching probe",
        "begins probe",
    ]


def test_a_search_goes_back_where_a_nearer_word_leads_nowhere() -> None:
    # the first "b" is followed by no "c" near enough, the second one is
    assert _found("a ~3 b c", "a b x b c") == ["a b x b c"]
    assert _found("a ~3 b c", "a b x b x") == []


@pytest.mark.parametrize("pattern", ["", "~", "word ~2", "no?", "<nobody>", "two-part", "**", "a||b", "a*b"])
def test_a_bad_pattern_is_named(pattern: str) -> None:
    with pytest.raises(PatternError):
        Matcher([(pattern, None)])


def test_places_count_from_an_offset() -> None:
    (match,) = Matcher([("b", 1)]).find(["a", "b"], 10)
    assert (match.first, match.last, match.payload) == (11, 11, 1)


def test_the_longest_of_overlapping_matches_wins() -> None:
    matcher = Matcher([("phase", "short"), ("phase two", "long"), ("two probe", "late"), ("probe", "other")])
    assert [match.payload for match in longest(matcher.find(["phase", "two", "probe"]))] == ["long", "other"]


def test_worth_may_outweigh_length() -> None:
    matcher = Matcher([("a b", -5), ("a", 0)])
    assert [match.payload for match in longest(matcher.find(["a", "b"]), worth=lambda value: value)] == [0]


def test_the_memory_of_words_is_bounded() -> None:
    matcher = Matcher([("deal", None)])
    for i in range(0, 60_000, 1_000):
        matcher.find([f"w{j}" for j in range(i, i + 1_000)])
    assert len(matcher.find(["deal"])) == 1


@given(st.lists(st.sampled_from("abc"), max_size=12))
def test_every_match_keeps_its_gaps(words: list[str]) -> None:
    for match in Matcher([("a ~1 b ~1 c", None)]).find(words):
        assert [words[i] for i in match.at] == ["a", "b", "c"]
        assert all(0 < after - before <= 2 for before, after in zip(match.at, match.at[1:], strict=False))
