"""Which deals a text speaks of, and which of them each step belongs to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dealwatch.model.deal import DealKind, Party
from dealwatch.model.proposal import Reading, TrackedDeal

Read = Callable[..., Reading]
TRACKED = (
    TrackedDeal(
        "Norvik takes Talmera",
        (Party("Norvik", aliases=("Norvik Foods", "NVK")), Party("Talmera", aliases=("TMR Group",))),
        "d1",
    ),
    TrackedDeal("Norvik takes Ostvel", (Party("Norvik"), Party("Ostvel")), "d2"),
    TrackedDeal("Quenlo listing", (Party("Quenlo"),), "d3"),
)


def _who(reading: Reading) -> list[tuple[str, frozenset[str]]]:
    return [(p.deal, frozenset(p.parties)) for p in reading.proposals]


def test_a_tracked_deal_is_known_by_its_aliases(read: Read) -> None:
    reading = read("The CMA has cleared the takeover of TMR Group by Norvik Foods.", tracked=TRACKED)
    (proposal,) = reading.proposals
    assert (proposal.deal, proposal.deal_id) == ("Norvik takes Talmera", "d1")
    assert set(proposal.parties) == {"Norvik", "Talmera"}


def test_an_alias_in_capitals_needs_them(read: Read) -> None:
    assert read("The CMA has cleared the takeover of TMR Group by NVK.", tracked=TRACKED).proposals[0].deal_id == "d1"
    assert all(
        p.deal_id == ""
        for p in read("The CMA has cleared the takeover of TMR Group, nvk said.", tracked=TRACKED).proposals
    )


def test_two_deals_of_the_same_party_are_kept_apart(read: Read) -> None:
    text = (
        "The CMA has cleared the takeover of Talmera by Norvik. The CMA has blocked the takeover of Ostvel by Norvik."
    )
    found = {(p.deal_id, p.status.value) for p in read(text, tracked=TRACKED).proposals}
    assert found == {("d1", "cleared"), ("d2", "prohibited")}


def test_a_deal_of_one_party_needs_a_deal_word(read: Read) -> None:
    assert [p.deal_id for p in read("The CMA has cleared the Quenlo takeover.", tracked=TRACKED).proposals] == ["d3"]
    assert read("Quenlo sells shoes. The CMA said so.", tracked=TRACKED).proposals == ()


def test_a_party_named_alone_goes_to_the_deal_in_focus(read: Read) -> None:
    text = (
        "Norvik wants to buy Ostvel. The takeover of Ostvel by Norvik is large. "
        "Norvik also wants to buy Talmera, and the takeover of Talmera by Norvik is small. "
        "The CMA has opened an in-depth investigation into the plans of Norvik."
    )
    assert [p.deal_id for p in read(text, tracked=TRACKED).proposals] == ["d1"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Das Bundeskartellamt hat die Talmera-Übernahme durch die Norvik-Gruppe freigegeben."),
        ("nl", "De ACM keurt de overname van Talmera's dochter door Norvik goed."),
        ("pl", "UOKiK wydał zgodę na przejęcie Talmery przez Norvika."),
        ("fr", "L'Autorité de la concurrence autorise la fusion Norvik-Talmera."),
        ("es", "La CNMC autoriza la fusión Norvik/Talmera."),
    ],
)
def test_inflected_and_hyphenated_forms_are_the_same_firm(read: Read, language: str, text: str) -> None:
    assert [p.deal_id for p in read(text, language=language, tracked=TRACKED).proposals] == ["d1"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The CMA has cleared the joint venture between Norvik and Talmera.", DealKind.JOINT_VENTURE),
        ("The CMA has cleared the merger between Norvik and Talmera.", DealKind.MERGER),
        ("The CMA has cleared Norvik's minority stake in Talmera.", DealKind.MINORITY_STAKE),
        ("The CMA has cleared the partnership between Norvik and Talmera.", DealKind.PARTNERSHIP),
        (
            "The CMA has cleared the hiring of Talmera staff and founders by Norvik: it hired the Talmera team.",
            DealKind.ACQUI_HIRE,
        ),
        ("The CMA has cleared the deal between Norvik and Talmera.", DealKind.OTHER),
    ],
)
def test_the_kind_of_a_new_deal(read: Read, text: str, kind: DealKind) -> None:
    assert [p.kind for p in read(text).proposals] == [kind]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Norvik/Talmera: CMA opens in-depth investigation", "The watchdog wants to know more about it."),
        ("", "The Norvik-Talmera deal faces an in-depth investigation by the CMA. Shares in Norvik and Talmera fell."),
        ("", "The CMA has opened an in-depth investigation into plans under which Talmera would merge with Norvik."),
    ],
)
def test_ways_to_name_a_pair(read: Read, title: str, body: str) -> None:
    assert {frozenset(p.parties) for p in read(body, title=title).proposals} == {frozenset({"Norvik", "Talmera"})}


def test_one_party_at_the_deal_word_takes_the_firm_that_the_text_keeps_naming(read: Read) -> None:
    text = (
        "Microsoft has grown for years. The CMA has blocked the acquisition of Talmera. "
        "A spokesman for Microsoft said the company was sorry."
    )
    (proposal,) = read(text).proposals
    assert set(proposal.parties) == {"Talmera", "Microsoft"}


def test_a_single_party_is_a_deal_too(read: Read) -> None:
    assert [p.parties for p in read("The CMA has blocked the takeover of Talmera.").proposals] == [("Talmera",)]


def test_a_text_about_competition_needs_no_deal_word(read: Read) -> None:
    text = "The CMA has opened an in-depth antitrust investigation into Microsoft."
    assert [p.parties for p in read(text).proposals] == [("Microsoft",)]


def test_two_prominent_firms_without_a_deal_word(read: Read) -> None:
    text = "In an antitrust investigation the CMA sent a statement of objections to Microsoft and Nvidia."
    assert [set(p.parties) for p in read(text).proposals] == [{"Microsoft", "Nvidia"}]


def test_no_firm_no_deal(read: Read) -> None:
    assert read("The CMA has opened an in-depth antitrust investigation.").proposals == ()
    assert read("The CMA has blocked it.").proposals == ()


def test_a_pair_that_shares_a_firm_with_the_main_one_is_noise_unless_known(read: Read) -> None:
    text = (
        "The CMA has cleared the takeover of Talmera by Norvik. The takeover of Talmera by Norvik is large. "
        "Norvik made a deal with Brellin years ago."
    )
    assert {frozenset(p.parties) for p in read(text).proposals} == {frozenset({"Norvik", "Talmera"})}


def test_two_deals_of_other_firms_in_one_sentence(read: Read) -> None:
    text = "The CMA has cleared the takeover of Talmera by Norvik and has blocked the takeover of Brellin by Quenlo."
    found = {(frozenset(p.parties), p.status.value) for p in read(text).proposals}
    assert found == {
        (frozenset({"Norvik", "Talmera"}), "cleared"),
        (frozenset({"Brellin", "Quenlo"}), "prohibited"),
    }


def test_the_same_step_in_two_deals_listed_together(read: Read) -> None:
    text = (
        "The European Commission has opened in-depth investigations into the takeover of Talmera by Norvik and into "
        "the takeover of Brellin by Quenlo."
    )
    assert {frozenset(p.parties) for p in read(text).proposals if p.raised} == {
        frozenset({"Norvik", "Talmera"}),
        frozenset({"Brellin", "Quenlo"}),
    }


def test_a_firm_is_never_merged_with_itself(read: Read) -> None:
    assert all(
        len(set(p.parties)) == len(p.parties)
        for p in read("The CMA cleared the Google-Alphabet merger, a Google and Alphabet deal.").proposals
    )


def test_a_long_list_of_names_makes_no_crowd_of_deals(read: Read) -> None:
    names = ", ".join(f"Firm{chr(65 + i)}x" for i in range(20))
    text = f"The CMA cleared the merger of Norvik and Talmera. Deals of {names} were listed."
    assert {frozenset(p.parties) for p in read(text).proposals} == {frozenset({"Norvik", "Talmera"})}


def test_without_a_pattern_the_firms_on_either_side_of_the_deal_word_are_the_pair(read: Read) -> None:
    text = (
        "Microsoft, parent of Activision, told the European Commission on this fine morning in a long and well made "
        "paper of its purchase of all shares in Nvidia. The European Commission has approved the purchase."
    )
    assert [set(p.parties) for p in read(text).proposals] == [{"Microsoft", "Nvidia"}]
