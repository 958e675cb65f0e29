"""Where a court case stands, by its documents."""

from __future__ import annotations

import pytest

from dealwatch.model.status import Badge, Status
from dealwatch.sources.doj_documents import Kind
from dealwatch.sources.doj_status import axes, is_merger, known_type

COMPLAINT, PROPOSED, IMPACT, COMMENTS, JUDGMENT, DISMISSAL, CHARGE, OTHER = (
    Kind.COMPLAINT,
    Kind.PROPOSED_JUDGMENT,
    Kind.IMPACT_STATEMENT,
    Kind.COMMENTS_ANSWERED,
    Kind.JUDGMENT,
    Kind.DISMISSAL,
    Kind.CHARGE,
    Kind.OTHER,
)


def status(case_type: str, *kinds: Kind) -> Status:
    return Status.from_axes({axis.name: axis.value for axis in axes(case_type, kinds)})


@pytest.mark.parametrize(
    ("kinds", "badge"),
    [
        ((COMPLAINT,), Badge.IN_COURT),
        ((PROPOSED, COMPLAINT), Badge.REMEDIES),
        ((IMPACT, OTHER, PROPOSED, COMPLAINT), Badge.REMEDIES),
        ((IMPACT, COMPLAINT), Badge.REMEDIES),
        ((COMMENTS, IMPACT, PROPOSED, COMPLAINT), Badge.REMEDIES),
        ((JUDGMENT, COMMENTS, IMPACT, PROPOSED, COMPLAINT), Badge.CLEARED_CONDITIONS),
        ((PROPOSED, JUDGMENT, PROPOSED, COMPLAINT), Badge.CLEARED_CONDITIONS),
        ((JUDGMENT, COMPLAINT), Badge.DECIDED),
        ((DISMISSAL, COMPLAINT), Badge.DECIDED),
        ((DISMISSAL, PROPOSED, COMPLAINT), Badge.DECIDED),
        ((PROPOSED, DISMISSAL, COMPLAINT), Badge.REMEDIES),
    ],
)
def test_a_merger_case(kinds: tuple[Kind, ...], badge: Badge) -> None:
    assert status("Civil Merger", *kinds).badge is badge


@pytest.mark.parametrize("case_type", ["Civil Non Merger", "Criminal", "", "Something new"])
def test_a_judgment_in_another_case_is_no_clearance(case_type: str) -> None:
    assert status(case_type, JUDGMENT, PROPOSED, COMPLAINT).badge is Badge.DECIDED


def test_a_charge_brings_a_case_to_court() -> None:
    assert status("Criminal", OTHER, CHARGE).badge is Badge.IN_COURT


def test_an_agreement_not_to_prosecute_ends_a_matter() -> None:
    assert status("", Kind.NO_PROSECUTION).badge is Badge.DECIDED


def test_documents_that_tell_nothing_state_nothing() -> None:
    assert list(axes("Civil Merger", [OTHER])) == []
    assert list(axes("Civil Merger", [])) == []


def test_the_proof_is_the_document_itself() -> None:
    (stage,) = axes("Civil Merger", [IMPACT, OTHER, PROPOSED, COMPLAINT])
    assert stage.proof == 2


def test_case_types() -> None:
    assert is_merger("civil  merger")
    assert not is_merger("Civil Non Merger")
    assert known_type("")
    assert known_type("Criminal")
    assert not known_type("Guardianship")
