"""The reader on labelled texts of the press: the figures that it must reach, and the document that it began with."""

from __future__ import annotations

import csv
import importlib.util
import json
import os
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest

from dealwatch.cli.read import reading_line
from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import DealKind
from dealwatch.model.proposal import Modality, Role
from dealwatch.model.status import Badge
from dealwatch.reading.lexicon import LANGUAGES, Kind, lexicon
from dealwatch.reading.load import from_bytes
from dealwatch.reading.matcher import longest
from dealwatch.reading.reader import Reader
from dealwatch.reading.report import Report, evaluate, read_corpus, table
from dealwatch.reading.report import figures as report_figures
from dealwatch.reading.tokens import tokenize

SHARED = Path(os.environ.get("DEALWATCH_SHARED", Path(__file__).parents[2].parent / "shared"))
NEWS = SHARED / "data" / "news"
DOMAIN = SHARED / "data" / "domain"
LABELS = NEWS / "labels_dev.jsonl"
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not LABELS.is_file(), reason="recorded data not there (DEALWATCH_SHARED)"),
]

_B = Badge
MEANS = {
    "MONITORING": {_B.MONITORING, _B.JURISDICTION_CHECK},
    "JURISDICTION_REVIEW": {_B.JURISDICTION_CHECK, _B.MONITORING},
    "PRE_NOTIFICATION": {_B.PRE_NOTIFICATION},
    "NOTIFIED": {_B.PHASE_1},
    "IN_DEPTH": {_B.IN_DEPTH},
    "OBJECTIONS": {_B.OBJECTIONS},
    "REMEDIES": {_B.REMEDIES, _B.PHASE_1_REMEDIES},
    "SUSPENDED": {_B.CLOCK_STOPPED},
    "CLEARED": {_B.CLEARED},
    "CLEARED_CONDITIONS": {_B.CLEARED_CONDITIONS},
    "NO_JURISDICTION": {_B.NOT_REVIEWABLE},
    "PROHIBITED": {_B.PROHIBITED},
    "WITHDRAWN": {_B.WITHDRAWN},
    "REFERRED": {_B.REFERRED, _B.JURISDICTION_CHECK},
    "COURT_APPEAL": {_B.UNDER_APPEAL, _B.IN_COURT},
}
"""Which badges the groups of the phrase list stand for."""


@pytest.fixture(scope="module")
def figures() -> Report:
    return evaluate(read_corpus(LABELS))


def test_the_figures_of_the_whole_corpus(figures: Report) -> None:
    total = figures.total
    shown = table(figures)
    assert total.f1 >= 0.85, shown
    assert total.precision >= 0.92, shown
    assert total.formal_right >= 0.95 * total.right, shown
    assert total.evidence_right >= 0.95 * total.right, shown
    assert figures.negatives_raised <= 0.03 * figures.negatives, shown


def test_the_figures_that_help_shows_are_those_of_the_corpus(figures: Report) -> None:
    path = files("dealwatch.resources") / "help" / "reading_figures.json"
    shown = json.loads(path.read_text(encoding="utf-8"))
    assert shown.pop("held")
    assert shown == report_figures(figures)


@pytest.mark.parametrize("half", [0, 1])
def test_the_figures_of_either_half(half: int) -> None:
    found = evaluate(case for i, case in enumerate(read_corpus(LABELS)) if i % 2 == half)
    assert found.total.f1 >= 0.85, table(found)
    assert found.total.precision >= 0.92, table(found)


def test_our_count_is_that_of_the_shared_scorer(figures: Report) -> None:
    spec = importlib.util.spec_from_file_location("score_reading", SHARED / "tools" / "score_reading.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    reader = Reader()
    right = 0
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        body = (NEWS / "docs" / f"{record['id']}.txt").read_bytes()
        raised = [
            proposal
            for proposal in reading_line("-", reader.read(from_bytes(body)))["proposals"]
            if (proposal["role"], proposal["modality"]) == ("main", "fact")
        ]
        for label in record["deals"]:
            if (label["role"], label["modality"]) == ("main", "fact") and label["status_group"] in scorer.ADMITS:
                hit = next((p for p in raised if scorer.matches(p, label, record["deals"], status=True)), None)
                right += hit is not None
                raised = [proposal for proposal in raised if proposal is not hit]
    assert right == figures.total.right


def test_the_document_that_the_project_began_with() -> None:
    body = (NEWS / "docs" / "fr-seed-000.txt").read_bytes()
    reading = Reader().read(from_bytes(body, published=PartialDate(2024, 2, 27)))
    first, *others = reading.proposals
    assert set(first.parties) == {"Microsoft", "Mistral AI"}
    assert first.kind in (DealKind.MINORITY_STAKE, DealKind.PARTNERSHIP)
    assert (first.authority, first.status, first.formal) == ("EC", Badge.JURISDICTION_CHECK, False)
    assert (first.role, first.modality) == (Role.MAIN, Modality.FACT)
    assert first.value is not None
    assert (first.value.amount, first.value.currency) == (Decimal(16_000_000), "USD")
    assert first.value.printed == "16 millions de dollars"
    assert "copie de l'accord entre Microsoft et Mistral AI" in first.evidence
    assert first.attribution == "un porte-parole de la Commission européenne, selon Bloomberg"
    assert first.event_date == PartialDate(2024, 2, 27)
    assert {proposal.authority for proposal in others} == {"US regulators", "EC", "UK regulators"}
    for proposal in others:
        assert set(proposal.parties) == {"Microsoft", "OpenAI"}
        assert proposal.role is Role.BACKGROUND
        assert proposal.score < first.score
    assert len(others) == 3


def _steps(language: str, phrase: str) -> set[Badge]:
    marks = lexicon(language).matcher.find(tokenize(phrase).words)
    phrases = [mark for mark in marks if mark.payload.kind in (Kind.STEP, Kind.NONE)]
    return {Badge(mark.payload.name) for mark in longest(phrases) if mark.payload.kind is Kind.STEP}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_phrases_of_the_field_are_known(language: str) -> None:
    with (DOMAIN / "phrases.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["lang"] == language]
    unknown = [row["phrase"] for row in rows if not _steps(language, row["phrase"]) & MEANS[row["status"]]]
    assert len(unknown) <= 0.05 * len(rows), unknown


def test_of_colliding_phrases_the_longer_one_wins() -> None:
    with (DOMAIN / "phrase_collisions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert _steps(row["lang"], row["short_phrase"]) & MEANS[row["short_status"]], row
            assert _steps(row["lang"], row["long_phrase"]) & MEANS[row["long_status"]], row
