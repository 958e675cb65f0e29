"""The Commission's code lists: what each number means, and that nothing known is left without a meaning."""

from __future__ import annotations

import pytest

from dealwatch.model.status import Outcome, Overlay, Stage
from dealwatch.sources.ec_codes import read_codes

CODES = read_codes()

# Every number seen in the open data, by what it does to a case.
OUTCOMES = {
    Outcome.CLEARED: "310 20310 590 20682",
    Outcome.CLEARED_CONDITIONS: "440 20212 600 20600",
    Outcome.PROHIBITED: "610 20610 664 1240 201343",
    Outcome.NO_JURISDICTION: "300 20300 201314 2090",
    Outcome.REFERRED_AWAY: "201220 330 20330",
    Outcome.INFRINGEMENT: "1265 1465",
    Outcome.CLOSED_NO_ACTION: ("2024201361 2024201362 2024201363 2024201364 2024201365 2024201366 201345 2022201353"),
    None: (
        "201203 201240 201316 201310 230 20230 510 240 620 20240 20620 2014 20214 20689 201317 201250 201260 20730 "
        "201290 201300 201338 2022201355 2022201356 290 1290 1490 1500 1275 1280"
    ),
}


@pytest.mark.parametrize(
    ("number", "outcome"), [(number, outcome) for outcome, numbers in OUTCOMES.items() for number in numbers.split()]
)
def test_every_number_seen_has_its_meaning(number: str, outcome: Outcome | None) -> None:
    kind = CODES.decision(f"DecisionType{number}", "")
    assert kind is not None
    assert kind.outcome == outcome


def test_the_list_holds_nothing_that_the_table_above_does_not_know() -> None:
    numbers = {f"DecisionType{number}" for group in OUTCOMES.values() for number in group.split()}
    assert set(CODES.decisions) == numbers


@pytest.mark.parametrize(
    ("number", "overlay"),
    [
        ("1465", Overlay.GUN_JUMPING),
        ("20230", Overlay.PARTIAL_REFERRAL),
        ("201203", Overlay.PARTIAL_REFERRAL),
        ("201310", Overlay.BELOW_THRESHOLD),
        ("201250", Overlay.REMEDY_MONITORING),
        ("20730", Overlay.REMEDY_MONITORING),
        ("201343", Overlay.INTERIM_MEASURES),
    ],
)
def test_overlays_stand_beside_the_outcome(number: str, overlay: Overlay) -> None:
    kind = CODES.decision(f"DecisionType{number}", "")
    assert kind is not None
    assert kind.overlay == {overlay}


def test_an_unlisted_number_is_read_by_the_label_beside_it() -> None:
    opening = CODES.decision("DecisionType99001", "Art. 6(1)(c) ")
    assert opening is not None
    assert opening.stage is Stage.IN_DEPTH


@pytest.mark.parametrize(("code", "label"), [("DecisionType99001", ""), ("DecisionType99001", "Art. 99"), ("", "")])
def test_what_is_not_known_has_no_meaning(code: str, label: str) -> None:
    assert CODES.decision(code, label) is None


def test_references_between_entries_name_entries() -> None:
    labels = {kind.label for kind in CODES.labels}
    assert {name for kind in CODES.labels for name in kind.void_with} <= labels


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("MEvent3", "phase_1_commitments"),
        ("MEvent46", "phase_2_commitments"),
        ("MEvent7", "suspended"),
        ("MEvent60", "resumed"),
        ("MEvent58", "extended"),
        ("MEvent30", "art9_request"),
    ],
)
def test_both_lists_of_the_chronology_have_one_kind_for_one_thing(code: str, kind: str) -> None:
    assert CODES.events[code].kind == kind


@pytest.mark.parametrize(
    ("printed", "title", "simplified"),
    [
        ("Normal procedure", "Normal procedure", False),
        ("MEnormal", "Normal procedure", False),
        ("0", "Normal procedure", False),
        ("Simplified", "Simplified procedure", True),
        ("1", "Simplified procedure", True),
        ("Super simplified procedure", "Super-simplified procedure", True),
        ("MEsupersimplified", "Super-simplified procedure", True),
    ],
)
def test_a_procedure_has_one_name_in_all_generations(printed: str, title: str, simplified: bool) -> None:
    assert (CODES.procedures[printed].title, CODES.procedures[printed].simplified) == (title, simplified)
