"""What chips and text leave, and how a choice is written down."""

from __future__ import annotations

import pytest
from sample_desk import SampleDesk

from dealwatch.model.status import Badge
from dealwatch.ui.desk import PortfolioRow
from dealwatch.ui.filter_rules import (
    Chosen,
    Course,
    authorities_of,
    authority_words,
    badge_words,
    badges_of,
    kept,
    list_words,
    lists_of,
    spoken_text,
)

ROWS = SampleDesk().portfolio().rows
TEXTS = {found.row.place: spoken_text(found) for found in ROWS}


def names(chosen: Chosen, rows: tuple[PortfolioRow, ...] = ROWS) -> set[str]:
    return {found.row.deal.name for found in kept(rows, chosen, TEXTS)}


def test_nothing_chosen_leaves_everything_in_its_order() -> None:
    assert kept(ROWS, Chosen(), TEXTS) == list(ROWS)


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        (Chosen(unread=True), {"Alphabet / Anthropic", "NVIDIA / Run:ai", "BBVA / Sabadell"}),
        (Chosen(course=Course.RUNNING), {"NVIDIA / Run:ai", "BBVA / Sabadell", "Adobe / Figma"}),
        (Chosen(course=Course.DECIDED), {"Alphabet / Anthropic", "Amazon / Anthropic", "Microsoft / Inflection"}),
        (Chosen(authorities=("CNMC",)), {"BBVA / Sabadell"}),
        (Chosen(authorities=("CNMC", "AGCM")), {"BBVA / Sabadell", "NVIDIA / Run:ai"}),
        (Chosen(badges=(Badge.REFERRED,)), {"NVIDIA / Run:ai"}),
        (Chosen(authorities=("EC",), badges=(Badge.REFERRED,)), set()),
        (Chosen(lists=("Live mergers",)), {"BBVA / Sabadell", "Adobe / Figma"}),
        (Chosen(text="anthropic"), {"Alphabet / Anthropic", "Amazon / Anthropic"}),
        (Chosen(text="M.11766"), {"NVIDIA / Run:ai"}),
        (Chosen(text="european OBJECTIONS"), {"Adobe / Figma"}),
        (Chosen(text="anthropic alphabet"), {"Alphabet / Anthropic"}),
        (Chosen(text="no such firm"), set()),
        (Chosen(text="anthropic", unread=True), {"Alphabet / Anthropic"}),
    ],
)
def test_what_is_left(chosen: Chosen, left: set[str]) -> None:
    assert names(chosen) == left


def test_open_and_decided_part_everything() -> None:
    open_, decided = names(Chosen(course=Course.OPEN)), names(Chosen(course=Course.DECIDED))
    assert open_ | decided == names(Chosen())
    assert not open_ & decided


def test_a_choice_is_written_and_read_again() -> None:
    chosen = Chosen("text “x”", ("EC",), (Badge.IN_DEPTH,), ("A / B",), True, Course.OPEN)
    assert Chosen.read(chosen.written()) == chosen
    assert Chosen().written() == "{}"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"badges": ["from_a_later_version"]}', '{"text": 3}'])
def test_what_cannot_be_read_chooses_nothing(text: str) -> None:
    assert Chosen.read(text).nothing


def test_what_there_is_to_choose_from() -> None:
    assert ("EC", "European Commission") in authorities_of(ROWS)
    assert lists_of(ROWS) == ["AI partnerships", "Live mergers"]
    found = badges_of(ROWS)
    assert found == [badge for badge in Badge if badge in found]
    assert Badge.NOT_REVIEWABLE in found


def test_chips_say_what_was_chosen() -> None:
    assert (authority_words(Chosen()), badge_words(Chosen()), list_words(Chosen())) == (
        "Authority", "Status", "All lists",
    )  # fmt: skip
    one = Chosen(authorities=("EC",), badges=(Badge.IN_DEPTH,), lists=("Live mergers",))
    assert (authority_words(one), badge_words(one), list_words(one)) == (
        "European Commission", "In-depth", "Live mergers",
    )  # fmt: skip
    two = Chosen(authorities=("EC", "CMA"), badges=(Badge.IN_DEPTH, Badge.PHASE_1), lists=("a", "b"))
    assert (authority_words(two), badge_words(two), list_words(two)) == ("2 authorities", "2 statuses", "2 lists")
