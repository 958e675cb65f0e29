"""The bundled sample against the compiled record of AI partnerships: nothing in it that was not verified."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from dealwatch.model.dates import PartialDate
from dealwatch.model.status import Badge
from dealwatch.watch.sample import SampleCase, SampleEvent, load_sample

pytestmark = pytest.mark.realdata

SHARED = Path(os.environ.get("DEALWATCH_SHARED") or Path(__file__).parents[2].parent / "shared")
RECORD = SHARED / "data" / "domain" / "ai_partnerships.csv"
NAMES = {
    "Microsoft/OpenAI": "Microsoft / OpenAI",
    "Microsoft/Mistral": "Microsoft / Mistral AI",
    "Amazon/Anthropic": "Amazon / Anthropic",
    "Alphabet/Anthropic": "Alphabet / Anthropic",
    "Google/Anthropic": "Alphabet / Anthropic",
    "Microsoft/Inflection": "Microsoft / Inflection",
    "NVIDIA/Run:ai": "NVIDIA / Run:ai",
}
# The day of this decision was unverified when the record was made; the Commission's open data has confirmed it since.
CONFIRMED = {("NVIDIA / Run:ai", "EC", "2024-12-20")}
# The action before the General Court is told as an overlay of the case that it attacks.
COURTS = {"GC": "EC"}
# The record's day is the one on which a decision was due; the requests themselves have no day.
DUE = {("Microsoft / Inflection", "EC", "2024-09-19")}
Fact = tuple[str, str, str]


@pytest.fixture(scope="module")
def record() -> dict[Fact, tuple[bool, str]]:
    """Verified and badge by deal, authority and day."""
    if not RECORD.exists():
        pytest.skip(f"the compiled record is not here: {RECORD}")
    found = {}
    with RECORD.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for deal in row["deal"].split("; "):
                if deal in NAMES:
                    fact = (NAMES[deal], COURTS.get(row["authority"], row["authority"]), row["date"])
                    found[fact] = (row["verified"].startswith("yes") or fact in CONFIRMED, row["status_axis"])
    return found


def sample_facts() -> dict[Fact, tuple[SampleCase, SampleEvent]]:
    return {
        (deal, case.authority, str(event.on)): (case, event)
        for case in load_sample().cases
        for deal in case.deals
        for event in case.events
        if event.status is not None
    }


def test_every_dated_status_of_the_sample_is_verified(record: dict[Fact, tuple[bool, str]]) -> None:
    unverified = [fact for fact in sample_facts() if not record.get(fact, (False, ""))[0]]
    assert unverified == []


def test_every_verified_status_is_in_the_sample(record: dict[Fact, tuple[bool, str]]) -> None:
    missing = {fact for fact, (verified, _) in record.items() if verified} - set(sample_facts()) - DUE
    assert missing == set()


def test_statuses_agree_with_the_record(record: dict[Fact, tuple[bool, str]]) -> None:
    labels = {badge.label: badge for badge in Badge}
    told: dict[Fact, set[Badge]] = {}
    for case in load_sample().cases:
        for deal in case.deals:
            for event in case.events:
                if event.status is not None:
                    told.setdefault((deal, case.authority, str(event.on)), set()).update(event.status.badges)
    different = {fact: record[fact][1] for fact, badges in told.items() if labels[record[fact][1]] not in badges}
    assert different == {}


def test_full_texts_follow_their_decisions() -> None:
    for case in load_sample().cases:
        decided = [event.on for event in case.events if event.status is not None and event.status.decided]
        for event in case.events:
            if event.document:
                assert decided
                assert event.on > decided[0]
                assert isinstance(event.on, PartialDate)
