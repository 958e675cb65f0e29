"""JSON and CSV: all that is known, in a form that other programs read and no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from casefile_deals import AS_AT, at, mistral_deal

from dealwatch.export.casefile_input import CasefileInput
from dealwatch.export.tables import COLUMNS, write_csv, write_json
from dealwatch.model.dates import instant_text
from dealwatch.model.event import EventKind


def rows(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))


def test_json_has_deal_cases_events_and_evidence(mistral: CasefileInput) -> None:
    data = json.loads(write_json(mistral))
    assert data["schema"] == "dealwatch-deal/1"
    assert data["as_at"] == instant_text(AS_AT)
    assert data["deal"]["parties"][0] == {
        "name": "Microsoft Corporation",
        "role": "investor",
        "aliases": ["Microsoft", "MSFT"],
    }
    assert [case["status"]["badge"] for case in data["cases"]] == ["jurisdiction_check", "not_reviewable"]
    assert len(data["events"]) == len(mistral.events)
    outcome = next(event for event in data["events"] if event["new"] == "no_jurisdiction")
    assert (outcome["authority"], outcome["case"], outcome["occurred_on"]) == ("CMA", "ME/7102/24", "2024-05-17")
    assert outcome["quote"].startswith("The CMA has found")
    assert outcome["snapshot"] in data["snapshots"]
    facts = {fact["name"]: fact for fact in data["cases"][1]["facts"]}
    assert facts["date:comments_until"]["evidence"]["snapshot"] in data["snapshots"]
    assert all(len(sha256) == 64 and copy["bytes"] > 0 for sha256, copy in data["snapshots"].items())


def test_csv_has_a_row_for_each_event_in_order(mistral: CasefileInput) -> None:
    found = rows(write_csv(mistral))
    assert list(found[0]) == list(COLUMNS)
    assert [row["id"] for row in found] == [
        event.id for event in sorted(mistral.events, key=lambda event: (event.observed_at, event.id))
    ]
    assert found[0]["deal"] == "Microsoft – Mistral AI"
    assert found[0]["quote"].startswith("La Commission a reçu")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")'])
def test_a_cell_that_looks_like_a_formula_is_text(text: str) -> None:
    deals = mistral_deal()
    page = deals.page("https://x.example", "x", at("2024-06-01T10:00:00"))
    deals.event("case-2", EventKind.DOCUMENT, "d", None, text, page, quote=text)
    row = rows(write_csv(deals.input()))[-1]
    assert (row["new"], row["quote"]) == (f"'{text}", f"'{text}")


def test_commas_quotes_and_line_breaks_survive() -> None:
    deals = mistral_deal()
    page = deals.page("https://x.example", "x", at("2024-06-01T10:00:00"))
    deals.event("case-2", EventKind.DOCUMENT, "d", None, 'a, "b"\nc; d', page)
    assert rows(write_csv(deals.input()))[-1]["new"] == 'a, "b"\nc; d'


def test_broken_text_does_not_stop_either() -> None:
    deals = mistral_deal()
    page = deals.page("https://x.example", "x", at("2024-06-01T10:00:00"))
    deals.event("case-2", EventKind.DOCUMENT, "d", None, "half \ud800 and \x00 nul", page)
    given = deals.input()
    assert json.loads(write_json(given))["events"][-1]["new"] == "half \ud800 and \x00 nul"
    assert rows(write_csv(given))[-1]["new"] == "half ? and  nul"


def test_later_events_are_left_out(mistral: CasefileInput) -> None:
    early = replace(mistral, as_at=at("2024-05-01T00:00:00"))
    assert len(rows(write_csv(early))) == len(json.loads(write_json(early))["events"]) == 3


def test_an_empty_deal_has_a_head_and_no_rows(mistral: CasefileInput) -> None:
    empty = replace(mistral, cases=(), events=(), snapshots={})
    assert write_csv(empty).decode("utf-8-sig") == ",".join(COLUMNS) + "\r\n"
    assert json.loads(write_json(empty))["cases"] == []
