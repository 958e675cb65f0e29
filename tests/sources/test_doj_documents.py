"""What a document of an antitrust case is, by its slug or title, and never by the category beside it."""

from __future__ import annotations

import pytest

from dealwatch.sources.doj_documents import Kind, is_numbered, kind, readable


@pytest.mark.parametrize(
    "name",
    [
        "proposed-final-judgment-304",
        "proposed-final-judgement-2",
        "proposed-final-judgment-cal-maine-foods-inc",
        "acme-proposed-final-judgement",
        "exhibit-proposed-final-judgment-3",
        "exhibit-b-proposed-final-judgment-0",
        "[Proposed] Final Judgment",
        "(Proposed) Final Judgment",
        "Exhibit A – Final Judgment",
        "Exhibit 2: Modified Proposed Final Judgment [Redline Version]",
        "PROPOSED SECOND MODIFIED FINAL JUDGMENT",
    ],
)
def test_a_proposed_judgment(name: str) -> None:
    assert kind(name) is Kind.PROPOSED_JUDGMENT


@pytest.mark.parametrize(
    "name",
    [
        "final-judgment-295",
        "final-judgment-hickmans-egg-ranch-inc",
        "Final Judgement",
        "Third Amended Final Judgment",
        "Order (Granting Entry of the Final Judgment)",
        "order-granting-entry-final-judgment",
    ],
)
def test_an_entered_judgment(name: str) -> None:
    assert kind(name) is Kind.JUDGMENT


@pytest.mark.parametrize(
    "name",
    [
        "Final Judgments + Proposed Final Judgments",
        "united-states-unopposed-motion-and-memorandum-support-entry-final-judgment-0",
        "Joint Notice of Amended Proposed Final Judgment",
        "Exhibit B to Proposed Final Judgment",
        "[Proposed] Order Granting Entry of Final Judgment",
        "Order Terminating Final Judgment",
        "Order To Substitute Corrected Version of Proposed Final Judgment",
        "Stipulation and Order Regarding Proposed Final Judgment",
        "Final Judgment as Proposed by Defendants",
        "The Long Winded Name of Some Party and Its Final Judgment",
        "Memorandum in Support of Partial Summary Judgment",
        "Certificate of Compliance",
        "",
    ],
)
def test_a_paper_that_only_speaks_of_a_judgment_is_none(name: str) -> None:
    assert kind(name) is Kind.OTHER


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("competitive-impact-statement-304", Kind.IMPACT_STATEMENT),
        ("acme-competitive-impact-statement", Kind.IMPACT_STATEMENT),
        ("response-plaintiff-united-states-public-comment-proposed-final-judgment-7", Kind.COMMENTS_ANSWERED),
        ("Plaintiff United States’ Response to Public Comments", Kind.COMMENTS_ANSWERED),
        ("Exhibit 1 in Response to Public Comments", Kind.OTHER),
        ("complaint-316", Kind.COMPLAINT),
        ("Fourth Amended Complaint", Kind.COMPLAINT),
        ("Complaint for Injunctive Relief", Kind.COMPLAINT),
        ("Complaint in Intervention", Kind.OTHER),
        ("Consent Motion for Leave to File Amended Complaint", Kind.OTHER),
        ("Plaintiff's Notice of Dismissal of Complaint", Kind.DISMISSAL),
        ("stipulation-dismissal", Kind.DISMISSAL),
        ("Notice of Dismissal of Appeal", Kind.OTHER),
        ("Order Denying Defendant's Motion to Dismiss Complaint", Kind.OTHER),
        ("information-738", Kind.CHARGE),
        ("superseding-indictment-16", Kind.CHARGE),
        ("memorandum-plea-agreement-0", Kind.OTHER),
        ("non-prosecution-agreement-2", Kind.NO_PROSECUTION),
        ("deferred-prosecution-agreement-defendant-acme", Kind.OTHER),
    ],
)
def test_other_kinds(name: str, expected: Kind) -> None:
    assert kind(name) is expected


def test_a_bare_number_says_nothing() -> None:
    assert is_numbered("413613")
    assert is_numbered("387257b")
    assert not is_numbered("complaint-316")
    assert kind("413613") is Kind.OTHER


def test_a_slug_in_words() -> None:
    assert readable("proposed-final-judgment-304") == "Proposed final judgment"
    assert readable("response-plaintiff-united-states-1") == "Response plaintiff United States"
