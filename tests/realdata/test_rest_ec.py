"""Recorded payloads of the Commission beside mergers: antitrust cases, Press Corner, the news feed, a DMA answer.

The antitrust cases were flattened by their recorder; here they are put back into the shape of the open-data file. What
they say (numbers, titles, types of decisions, days, articles, undertakings) is untouched.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dealwatch.model.facts import CaseFacts
from dealwatch.model.source import Document, Known, Parsed
from dealwatch.sources.ec_other import ec_others
from dealwatch.sources.ec_press import API, FEED_URL, EcPress
from dealwatch.sources.ec_requests import SEARCH

pytestmark = pytest.mark.realdata

NOW = datetime(2026, 9, 20, 8, 0, tzinfo=UTC)
FILE = "https://compcases-open-data-portal-files-prod.s3.eu-west-1.amazonaws.com/case-data-AT.json"
SOURCES = {source.info.key: source for source in ec_others()}

# Read by hand off the recorded cases: stage, outcome, day of the telling decision.
CASES = {
    "AT.34950": ("decision", "cleared", "2001-06-15"),
    "AT.39172": ("decision", "closed_no_action", "2007-01-10"),
    "AT.39173": ("decision", "closed_no_action", "2007-01-10"),
    "AT.40166": ("decision", "closed_no_action", "2014-09-17"),
    "AT.39177": ("decision", "closed_no_action", "2005-05-02"),
    "AT.38075": ("decision", "closed_no_action", "2002-03-13"),
    "AT.40182": ("decision", "infringement", "2018-07-24"),
    "AT.40273": ("decision", "closed_no_action", "2017-06-14"),
    "AT.40394": ("decision", "commitments_accepted", "2021-02-10"),
    "AT.41034": ("in_depth", "pending", "2025-12-04"),
    # No decision in the record, and begun long ago: the register tells nothing about today.
    "AT.35803": ("", "", ""),
    "AT.39294": ("", "", ""),
    "AT.39052": ("", "", ""),
    "AT.38074": ("", "", ""),
}
TITLES = {
    "AT.39177": "Which ? / DFB + Mastercard + FIFA",
    "AT.38075": "PO/UK Gas Interconnector",
    "AT.41034": "Exclusion of AI competitors from WhatsApp",
    "AT.40182": "Pioneer (vertical restraints)",
    "AT.39052": "Publication paper",
}
UNDERTAKINGS = {
    "AT.41034": ["Meta Platforms, Inc."],
    "AT.39294": ["Microsoft Corporation", "European Committee for Interoperable Systems"],
    "AT.38075": ["UK Gas Interconnector"],
    "AT.40394": [],
}


@pytest.fixture(scope="module")
def records(shared: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((shared / "data" / "ec" / "opendata-AT").glob("*.json")):
        content = json.loads(path.read_text("utf-8"))
        for record in content if isinstance(content, list) else [content]:
            found[record["case_number"]] = record
    return found


def coded(label: str, code: str) -> str:
    return json.dumps({"code": code, "label": label}, ensure_ascii=False, separators=(",", ":"))


def raw(record: dict[str, Any]) -> dict[str, Any]:
    """A flattened case in the file's own shape. The recorder kept one day: the last decision's, else the opening's."""
    number, types = record["case_number"], record["decision_types"]
    metadata = {
        "caseNumber": [number],
        "caseTitle": [f"{record['title']} "],
        "caseInstrument": [record["instrument"]],
        "caseCartel": [record["case_type"]],
        "caseCompanies": record["companies"],
        "caseLegalBasis": [coded(label, f"LB{place}") for place, label in enumerate(record["legal_basis"])],
        "caseSectors": [coded(label, f"NaceV2Sector_{label.split(' - ')[0]}") for label in record["sectors"]],
        "metadataType": ["METADATA_CASE"],
        ("caseLastDecisionDate" if types else "caseInitiationDate"): [record["date"]],
    }
    decisions = []
    for place, label in enumerate(types):
        told = {"decisionAdoptionDate": [record["date"]]} if place == len(types) - 1 else {}
        about = {"decisionTypes": [coded(label, f"DecisionType{abs(hash(label)) % 9000}")], **told}
        link = [record["pdf_url"]] if record["pdf_url"] and place == 0 else []
        paper = {
            "metadataReference": [f"{number}-DEC{place}-ATT1"],
            "attachmentLink": link,
            "attachmentLanguage": ["EN"],
        }
        decisions.append(
            {
                "metadata": {
                    "metadataReference": [f"{number}-DEC{place}"],
                    "metadataType": ["METADATA_DECISION"],
                    **about,
                },
                "decisionAttachments": [{"metadata": paper}],
            }
        )
    return {"metadata": metadata, "caseAttachments": [], "decisions": decisions}


@pytest.fixture(scope="module")
def cases(records: dict[str, dict[str, Any]]) -> dict[str, CaseFacts]:
    body = json.dumps({number: raw(record) for number, record in records.items()}, ensure_ascii=False).encode()
    source = SOURCES["ec-at"]
    request = source.owns(FILE)
    assert request is not None
    parsed = source.parse(Document(request, FILE, body, "application/json", NOW), Known(NOW))
    return {case.number: case for case in parsed.cases}


def value(facts: CaseFacts, name: str) -> str:
    fact = facts.get(name)
    return fact.value if fact else ""


def test_every_antitrust_case_is_read(cases: dict[str, CaseFacts], records: dict[str, dict[str, Any]]) -> None:
    assert set(cases) == set(records)
    for number, case in cases.items():
        record = records[number]
        assert not case.warnings, number
        assert value(case, "title") == record["title"].strip()
        assert value(case, "text:type") == record["case_type"]
        assert value(case, "text:legal_basis") == "\n".join(record["legal_basis"])
        assert case.procedure == "EU_ART101_102"
        assert value(case, "clock") in ("", "none")
        assert not any(name.startswith("deadline:") for name in (fact.name for fact in case.facts))
        told = "date:decision" if record["decision_types"] else "date:opened"
        assert value(case, told) == record["date"]


@pytest.mark.parametrize("number", CASES)
def test_cases_checked_by_hand(number: str, cases: dict[str, CaseFacts]) -> None:
    if number not in cases:
        pytest.skip("not in this part of the recorded cases")
    case = cases[number]
    stage = case.get("stage")
    day = str(stage.occurred_on or "") if stage else ""
    assert (value(case, "stage"), value(case, "outcome"), day) == CASES[number]


def test_titles_and_undertakings_checked_by_hand(cases: dict[str, CaseFacts]) -> None:
    for number, title in TITLES.items():
        if number in cases:
            assert value(cases[number], "title") == title
    for number, names in UNDERTAKINGS.items():
        if number in cases:
            assert value(cases[number], "party:parties").split("\n") == (names or [""])


def test_the_answer_about_a_dma_case(shared: Path) -> None:
    """Five rows: the case, three decisions without a type, a file. In Brussels it is 16 July, not 15."""
    body = (shared / "data" / "ec" / "api-shapes" / "dma_records_SHAPE.json").read_bytes()
    source = SOURCES["ec-dma"]
    request = source.owns(f"{SEARCH}?apiKey=K")
    assert request is not None
    (case,) = source.parse(Document(request, SEARCH, body, "application/json", NOW), Known(NOW)).cases
    assert (case.number, case.procedure) == ("DMA.100209", "EU_DMA")
    assert case.url == "https://digital-markets-act-cases.ec.europa.eu/cases/DMA.100209"
    assert value(case, "title") == "SP – Alphabet – Article 6(11)"
    assert value(case, "party:parties") == "Alphabet"
    assert value(case, "date:decision") == "2026-07-16"
    assert (value(case, "stage"), value(case, "outcome")) == ("", "")
    press = {
        name: str(fact.occurred_on)
        for name in ("IP/26/1634", "IP/26/825", "IP/26/202")
        if (fact := case.get(f"document:press:{name}"))
    }
    assert press == {"IP/26/1634": "2026-07-16", "IP/26/825": "2026-04-16", "IP/26/202": "2026-01-27"}
    assert value(case, "document:OJ:C/2025/5000").endswith("C/2025/5000")


def press(shared: Path, name: str, url: str, *, saved: bool = False) -> Parsed:
    source = EcPress()
    request = source.owns(url)
    assert request is not None
    body = (shared / "data" / "ec" / "presscorner" / name).read_bytes()
    return source.parse(Document(request, url, body, "", NOW, saved=saved), Known(NOW))


def test_the_recorded_release(shared: Path) -> None:
    """It is about defence: left out when found by us, kept when a person saved it."""
    name, url = "ec_presscorner_document_IP-26-1900.json", f"{API}documents?reference=IP/26/1900&language=en"
    assert press(shared, name, url).items == ()
    (item,) = press(shared, name, url, saved=True).items
    assert item.key == "IP/26/1900"
    assert item.title == "Commission disburses €3.3 billion in defence funding to Ukraine"
    assert item.link == "https://ec.europa.eu/commission/presscorner/detail/en/ip_26_1900"
    assert item.published == datetime(2026, 9, 18, 7, 47, 46, tzinfo=UTC)
    assert item.summary.startswith("The European Commission will today disburse €3.3 billion to Ukraine")
    assert "“Today, we will disburse €3.3 billion" in item.summary
    assert "&" not in item.summary


def test_the_shape_of_a_release_about_a_merger(shared: Path) -> None:
    url = f"{API}documents?reference=IP/26/1747&language=en"
    (item,) = press(shared, "presscorner_document_IP-26-1747_SHAPE.json", url).items
    assert item.published == datetime(2026, 8, 26, 8, 0, 10, tzinfo=UTC)
    assert item.summary == "The European Commission has informed UPM and Sappi of its preliminary view."


def test_the_shape_of_the_search(shared: Path) -> None:
    assert press(shared, "presscorner_search_SHAPE.json", f"{API}search?language=en").items == ()


def test_the_competition_news_feed(shared: Path) -> None:
    """The statement of objections of 26 August carries 4 September: the day in its address is right."""
    items = press(shared, "competition-policy_node38_rss_SHAPE.xml", FEED_URL).items
    assert [item.key.rpartition("/")[2][:40] for item in items] == [
        "commission-adopts-eu-guidelines-exclusio",
        "1740",
        "commission-sends-statement-objections-ov",
    ]
    days = [(item.published + timedelta(hours=2)).date().isoformat() for item in items if item.published]
    assert days == ["2026-09-03", "2026-08-21", "2026-08-26"]
    assert items[2].title.startswith("Commission sends Statement of Objections over proposed joint venture")
