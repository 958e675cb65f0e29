"""What a text is about, and what it only mentions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dealwatch.model.proposal import Reading, Role
from dealwatch.model.status import Badge

Read = Callable[..., Reading]
Raised = Callable[..., list[tuple[str, str]]]


def test_the_headline_leads(read: Read) -> None:
    text = (
        "The two firms want to grow. They sell shoes in many countries of the world. People like them a lot. "
        "The CMA has cleared the merger of Norvik and Talmera. "
        "Earlier the FTC issued a second request over the merger of Norvik and Talmera."
    )
    (main, other) = read(text, title="CMA clears merger of Norvik and Talmera").proposals
    assert (main.authority, main.role) == ("CMA", Role.MAIN)
    assert (other.authority, other.role) == ("FTC", Role.BACKGROUND)
    assert "not what the text is about" in other.reason


def test_another_authority_s_fresh_step_is_raised_beside(raised: Raised) -> None:
    text = (
        "The CMA has cleared the merger of Norvik and Talmera. "
        "The FTC has issued a second request over the merger of Norvik and Talmera. "
        "The ACCC has cleared the sale of Zorbia."
    )
    assert raised(text) == [("CMA", "cleared"), ("FTC", "in_depth")]


def test_decisions_in_several_deals_are_one_round_of_news(raised: Raised) -> None:
    text = (
        "The CMA has cleared the merger of Norvik and Talmera. "
        "It has also cleared the acquisition of Zorbia by Quellon. "
        "In 2015 it cleared the acquisition of Tamsin by Ferrol."
    )
    assert raised(text) == [("CMA", "cleared"), ("CMA", "cleared")]


def test_what_made_them_give_up_is_no_news(raised: Raised) -> None:
    text = "Norvik and Talmera are abandoning their merger after the CMA blocked the deal."
    assert raised(text) == [("CMA", "withdrawn")]


def test_a_clearance_with_conditions_is_told_once(raised: Raised) -> None:
    title = "CMA clears merger of Norvik and Talmera"
    text = "The CMA has cleared the merger of Norvik and Talmera. The CMA cleared the merger subject to conditions."
    assert raised(text, title=title) == [("CMA", "cleared_conditions")]


def test_an_appealed_decision_is_no_news(raised: Raised) -> None:
    text = (
        "Norvik has filed an appeal against the decision of the European Commission, "
        "which blocked the merger of Norvik and Talmera."
    )
    assert raised(text) == [("EC", "under_appeal")]


def test_an_abandoned_case_is_closed_because_the_deal_is_over(raised: Raised) -> None:
    text = "Norvik has abandoned the takeover of Talmera, said the CMA, which closed its case."
    assert raised(text) == [("CMA", "withdrawn")]


def test_a_headline_that_overclaims_gives_way_to_the_text(raised: Raised) -> None:
    title = "EU opens in-depth investigation into merger of Norvik and Talmera"
    body = (
        "The European Commission has received a copy of the agreement between Norvik and Talmera and will analyse it. "
        "Nothing more has happened so far."
    )
    assert raised(body, title=title) == [("EC", "jurisdiction_check")]


def test_the_evidence_is_the_sentence_of_the_text_rather_than_the_headline(read: Read) -> None:
    title = "CMA clears merger of Norvik and Talmera"
    body = "The CMA has cleared the merger of Norvik and Talmera. Shares rose."
    (proposal,) = read(body, title=title).proposals
    assert proposal.evidence == "The CMA has cleared the merger of Norvik and Talmera."
    assert read(body, title=title).text[proposal.start :].startswith(proposal.evidence)


def test_a_vague_look_is_no_step_beside_a_named_stage(raised: Raised) -> None:
    text = (
        "The CMA is investigating the merger of Norvik and Talmera. "
        "The CMA has launched a Phase 1 investigation into the merger of Norvik and Talmera."
    )
    assert raised(text) == [("CMA", "phase_1")]


def test_a_closed_probe_of_what_is_no_merger_is_no_clearance(read: Read) -> None:
    text = (
        "The CMA said the partnership between Norvik and Talmera does not qualify for investigation "
        "under merger rules. "
        "The CMA has closed its investigation into the partnership of Norvik and Talmera."
    )
    assert [p.status for p in read(text).proposals] == [Badge.NOT_REVIEWABLE]


def test_a_phase_named_inside_a_clearance_is_no_step(read: Read) -> None:
    text = "The CMA has cleared the merger of Norvik and Talmera following an in-depth investigation."
    assert [p.status for p in read(text).proposals] == [Badge.CLEARED]


def test_after_a_but_the_other_route_is_a_step(read: Read) -> None:
    text = (
        "The CMA cleared the merger of Norvik and Talmera but has opened an in-depth investigation into the alliance "
        "of Norvik and Talmera."
    )
    assert {p.status for p in read(text).proposals} == {Badge.CLEARED, Badge.IN_DEPTH}


def test_conditions_in_the_next_sentence_make_a_clearance_conditional(raised: Raised) -> None:
    text = "The CMA has cleared the merger of Norvik and Talmera. Norvik must divest two shops."
    assert raised(text) == [("CMA", "cleared_conditions")]
    unlike = "The CMA has cleared the merger of Norvik and Talmera. The FTC wants Norvik to divest two shops."
    assert ("CMA", "cleared") in raised(unlike)
    denied = "The CMA has cleared the merger of Norvik and Talmera. Norvik does not have to divest anything."
    assert raised(denied) == [("CMA", "cleared")]
    unconditional = "The CMA has unconditionally cleared the merger of Norvik and Talmera. Talmera had divested shops."
    assert raised(unconditional) == [("CMA", "cleared")]


def test_a_decision_put_off_leaves_what_others_did_in_the_background(read: Read) -> None:
    text = (
        "The European Commission has postponed its decision on the merger of Norvik and Talmera. "
        "The CMA has cleared the merger of Norvik and Talmera."
    )
    assert read(text).background_only
    title = "CMA clears merger of Norvik and Talmera"
    assert not read(text, title=title).background_only


def test_another_deal_of_the_same_party_is_background(read: Read) -> None:
    title = "CMA clears merger of Microsoft and Talmera"
    text = (
        "The CMA has cleared the merger of Microsoft and Talmera. "
        "The CMA has cleared the merger of Microsoft and Nvidia."
    )
    assert [(set(p.parties), p.raised) for p in read(text, title=title).proposals] == [
        ({"Microsoft", "Talmera"}, True),
        ({"Microsoft", "Nvidia"}, False),
    ]


def test_of_two_pairs_that_share_a_firm_the_first_is_the_deal(read: Read) -> None:
    text = "The CMA has cleared the merger of Norvik and Talmera. The merger of Norvik and Brellin was another matter."
    assert [set(p.parties) for p in read(text).proposals] == [{"Norvik", "Talmera"}]


def test_a_hypothetical_lead_stands_alone(read: Read) -> None:
    text = (
        "The CMA could open an in-depth investigation into the merger of Norvik and Talmera. They "
        "sell shoes to people. "
        "Nobody knows what will come of it. They are well known for the shoes that they sell. "
        "The FTC has issued a second request over the merger of Norvik and Talmera."
    )
    assert read(text).background_only


def test_a_step_told_as_past_is_listed_quietly(read: Read) -> None:
    text = "The CMA had previously opened an in-depth investigation into the merger of Norvik and Talmera."
    (proposal,) = read(text).proposals
    assert proposal.role is Role.BACKGROUND
    assert "told as an earlier step" in proposal.reason


def test_weak_words_need_an_authority_and_a_deal_beside_them(read: Read) -> None:
    text = "The CMA knows the merger of Norvik and Talmera. It was scrapped in the end."
    assert read(text).proposals == ()


def test_two_outcomes_in_one_sentence(raised: Raised) -> None:
    text = (
        "The CMA has cleared the merger of Norvik and Talmera and fined Norvik 5 million pounds for gun jumping in the "
        "merger with Talmera."
    )
    assert {step for _, step in raised(text)} == {"cleared", "infringement"}


def test_a_party_that_several_deals_share_goes_to_the_first_of_them(read: Read) -> None:
    text = (
        "Norvik wants to buy Talmera. Microsoft wants to buy Nvidia and Microsoft wants to buy Adobe. "
        "The takeover of Talmera by Norvik is small. "
        "The CMA has opened an in-depth investigation into Microsoft."
    )
    assert ["Microsoft" in p.parties for p in read(text).proposals] == [True]


@pytest.mark.parametrize(
    ("text", "formal"),
    [
        ("The CMA has cleared the merger of Norvik and Talmera.", True),
        ("The CMA has invited comments on the merger of Norvik and Talmera.", False),
        ("Norvik has abandoned its merger with Talmera after talks with the CMA.", None),
    ],
)
def test_formal(read: Read, text: str, formal: bool | None) -> None:
    assert [p.formal for p in read(text).proposals] == [formal]


def test_the_reason_names_words_and_ties(read: Read) -> None:
    text = "The CMA has cleared the merger of Norvik and Talmera."
    (proposal,) = read(text).proposals
    assert proposal.reason == (
        "parties Norvik / Talmera named in the sentence; authority CMA named in the sentence; step words “has cleared”"
    )
    assert 0.5 < proposal.score <= 1


def test_a_deal_that_a_text_comes_to_much_later_is_not_what_it_began_with(raised: Raised) -> None:
    text = (
        "The CMA has cleared a merger again. They sell shoes. They sell boots. People like them. It rains a lot. "
        "The sun shines too. The merger of Norvik and Talmera is liked."
    )
    assert raised(text) == []


def test_the_parties_give_up_after_the_prohibition(raised: Raised) -> None:
    text = (
        "The CMA has prohibited the merger of Norvik and Talmera on Thursday. "
        "Within the hour the two companies agreed to terminate the transaction."
    )
    assert raised(text) == [("CMA", "prohibited"), ("CMA", "withdrawn")]


def test_each_authority_has_its_own_deal_in_a_round_of_news(raised: Raised) -> None:
    text = (
        "The CMA has cleared the acquisition of Norvik by Talmera. "
        "The FTC has issued a second request over the acquisition of Zorbia by Quellon."
    )
    assert sorted(raised(text)) == [("CMA", "cleared"), ("FTC", "in_depth")]


def test_a_heading_says_of_which_deal_the_sentence_below_it_tells(read: Read) -> None:
    text = (
        "The ACCC has published its decisions of the week in the register of mergers.\n\n"
        "- Norvik / Talmera. The commission has moved the matter into phase 2.\n\n"
        "- Zorbia / Quellon. The commission has cleared the acquisition."
    )
    raised = [(p.parties, p.status) for p in read(text).proposals if p.raised]
    assert sorted(raised) == [(("Norvik", "Talmera"), Badge.IN_DEPTH), (("Zorbia", "Quellon"), Badge.CLEARED)]


def test_a_proceeding_without_any_deal_raises_nothing(raised: Raised) -> None:
    text = (
        "The CMA has accepted undertakings from Norvik on refunds. The competition authority said members were misled. "
        "Norvik was formed by the 2017 merger of Talmera and Zorbia."
    )
    assert raised(text) == []


def test_what_another_body_decides_is_no_step(raised: Raised) -> None:
    text = (
        "The European Central Bank has approved the acquisition of Norvik by Talmera. "
        "The CMA is not concerned by the acquisition."
    )
    assert raised(text) == []


def test_a_filing_that_is_only_planned_is_not_raised(raised: Raised) -> None:
    text = (
        "Norvik has agreed to acquire Talmera in cash. The parties plan to file their notification of the "
        "acquisition with the CMA next month."
    )
    assert ("CMA", "phase_1") not in raised(text)
