"""What a case's record becomes: the same facts from either file, and every paper under one name."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from dealwatch.model.facts import CaseFacts, Fact
from dealwatch.sources.ec_case import read_case
from dealwatch.sources.ec_codes import read_codes
from dealwatch.sources.ec_facts import case_facts, parties_of

CODES = read_codes()
AT = datetime(2026, 9, 10, 8, 0, tzinfo=UTC)
Decision = tuple[dict[str, Any], Any, str]


def facts(metadata: dict[str, Any], *decisions: Decision, provider: str = "bulk", attachments: Any = None) -> CaseFacts:
    metadata = {"caseNumber": ["M.1"], "caseTitle": ["A / B"], **metadata}
    case = read_case(metadata, decisions, CODES, date(2031, 1, 1), "/metadata", attachments)
    return case_facts(case, CODES, provider, AT)


def values(read: CaseFacts) -> dict[str, str]:
    return {fact.name: fact.value for fact in read.facts}


def fact(read: CaseFacts, name: str) -> Fact:
    found = read.get(name)
    assert found is not None, sorted(values(read))
    return found


def coded(code: str, label: str) -> str:
    return json.dumps({"code": code, "label": label})


def items(*rows: dict[str, str]) -> list[str]:
    return [json.dumps({"items": rows})]


def test_the_file_and_the_search_state_the_same_facts() -> None:
    """Otherwise every change of the speaker would look like a change of the case."""
    file = facts(
        {
            "caseTitle": ["NORDWIND / HALTERN "],
            "caseSimplified": ["Super-simplified"],
            "caseInitiationDate": ["2026-06-01"],
            "caseNotificationDate": ["2026-07-20"],
            "caseDeadlineDate": ["2026-08-25"],
            "caseLastDecisionDate": ["2026-08-20"],
            "caseInvestigationPhase": [coded("FormalInvestigationPhase1Merger", "Phase 1")],
            "caseSectors": [coded("NaceV2Sector_M_68.2", "M.68.2 - Renting"), coded("NaceSectorsJ_62_0_1", "J.62.0.1")],
            "caseLinks": ["M.2", "FS.100189", "M.2"],
            "caseCourtCases": ["T-1/26"],
            "caseOfficialJournalPublications": items(
                {"reference": "C:2026:7001:", "publishedDate": "2026-07-28", "webDescription": "MEOJWebDesc3"}
            ),
            "caseTimelineEvents": items(
                {"type": "MEvent3", "description": "Commitments submitted on 01.08.2026", "date": "2026-08-01"}
            ),
        },
        (
            {
                "metadataReference": ["M.1-DEC{A}"],
                "decisionAdoptionDate": ["2026-08-20"],
                "decisionTypes": [coded("DecisionType20212", "Art. 6(1)(b) with conditions & obligations")],
                "decisionPressReleases": items({"reference": "IP_26_1634", "publicationDate": "2026-08-20"}),
            },
            [],
            "/decisions/0/metadata",
        ),
    )
    search = facts(
        {
            "caseTitle": ["NORDWIND / HALTERN"],
            "caseSimplified": ["MEsupersimplified"],
            "caseInitiationDate": ["2026-05-31T22:00:00.000+0000"],
            "caseNotificationDate": ["2026-07-19T22:00:00.000+0000"],
            "caseDeadlineDate": ["2026-08-24T22:00:00.000+0000"],
            "caseLastDecisionDate": ["2026-08-20T16:49:36.000+0000"],
            "caseInvestigationPhase": ["FormalInvestigationPhase1Merger"],
            "caseSectors": ["NaceV2Sector_M_68.2", "NaceSectorsJ_62_0_1"],
            "caseLinks": ["FS.100189", "M.2"],
            "caseCourtCases": "T-1/26",
            "caseOfficialJournalPublications": items(
                {"reference": "C:2026:7001:", "publishedDate": "2026-07-27T22:00:00Z", "webDescription": "MEOJWebDesc3"}
            ),
            "caseEvents": items(
                {"type": "MEvent3", "name": "Commitments submitted in N/1 on", "date": "2026-07-31T22:00:00Z"}
            ),
        },
        (
            {
                "metadataReference": ["M.1-DEC{A}"],
                "decisionAdoptionDate": ["2026-08-19T22:00:00.000+0000"],
                "decisionTypes": ["DecisionType20212"],
                "decisionPressReleases": items({"reference": "IP/26/1634", "publicationDate": "2026-08-19T22:00:00Z"}),
            },
            None,
            "/results/1/metadata",
        ),
        provider="search",
    )
    assert values(file) == values(search)
    assert (file.complete, file.precedence, file.procedure) == (search.complete, search.precedence, search.procedure)
    assert [found.words for found in (fact(file, "stage"), fact(file, "outcome"))] == [
        found.words for found in (fact(search, "stage"), fact(search, "outcome"))
    ]
    assert {name: fact(file, name).occurred_on for name in values(file)} == {
        name: fact(search, name).occurred_on for name in values(search)
    }


def test_an_open_question_speaks_under_a_name_of_its_own() -> None:
    """So that the outcome last told is neither renewed nor withdrawn by a record that cannot tell it."""
    read = facts({"caseLastDecisionDate": ["2026-09-01"], "caseNotificationDate": ["2026-08-01"]}, provider="search")
    assert read.provider == "search_open_question"
    assert not {"outcome", "overlay"} & set(values(read))
    assert values(read)["date:decision"] == "2026-09-01"


def test_a_record_that_tells_nothing_of_the_status_has_said_all_there_is() -> None:
    assert facts({}).complete == {"date", "deadline", "status", "text"}
    assert facts({"caseInitiationDate": ["2026-09-01"]}).complete == {"date", "deadline", "text"}


def test_a_field_that_cannot_be_read_takes_nothing_away() -> None:
    read = facts({"caseDeadlineDate": ["soon"], "caseNotificationDate": ["2026-09-01"]})
    assert read.complete == {"date", "text"}
    assert read.warnings == ("M.1: caseDeadlineDate holds 'soon', which is no day that can be.",)
    assert "deadline:decision" not in values(read)
    assert facts({"caseNotificationDate": ["2026-13-01"]}).complete == {"deadline", "text"}


@pytest.mark.parametrize(
    ("initiated", "notified", "opened"),
    [
        ("2024-09-30", "2024-11-15", "2024-09-30"),  # new case system: the talks before the notification
        ("2000-06-09", "2000-06-09", None),  # old rows: the notification itself
        ("2026-08-01", "", "2026-08-01"),
    ],
)
def test_the_initiation_is_no_notification(initiated: str, notified: str, opened: str | None) -> None:
    read = facts({"caseInitiationDate": [initiated], "caseNotificationDate": [notified] if notified else []})
    assert values(read).get("date:prenotification_opened") == opened
    assert values(read).get("date:notified", "") == notified


@pytest.mark.parametrize(
    ("notified", "procedure"), [("2004-04-30", "EU_MERGER_4064"), ("2004-05-01", "EU_MERGER"), ("", "EU_MERGER")]
)
def test_the_day_of_notification_names_the_law(notified: str, procedure: str) -> None:
    assert facts({"caseNotificationDate": [notified]}).procedure == procedure


@pytest.mark.parametrize(
    ("row", "name", "link"),
    [
        ({"reference": "C:2026:2664:"}, "C/2026/2664", "https://eur-lex.europa.eu/eli/oj/C/2026/2664/oj"),
        (
            {"reference": "C:2026:02664:", "referenceSeries": "C", "referenceYear": "2026", "referenceNumber": "2664"},
            "C/2026/2664",
            "https://eur-lex.europa.eu/eli/oj/C/2026/2664/oj",
        ),
        ({"referenceSeries": "L", "referenceYear": "2002", "referenceNumber": "277"}, "L/2002/277", ""),
        ({"reference": "C:2023:014:"}, "C/2023/14", ""),
        ({"reference": "C254", "publishedDate": "2000-09-05"}, "C 254/2000", ""),
        ({"reference": "C 006", "publishedDate": "1994-01-08"}, "C 6/1994", ""),
        ({"reference": "C254"}, "C254", ""),
        ({"reference": "C:1999:x:2"}, "C:1999:x:2", ""),
        ({"reference": "Series S 12"}, "Series S 12", ""),
    ],
)
def test_an_official_journal_reference_has_one_form(row: dict[str, str], name: str, link: str) -> None:
    found = fact(facts({"caseOfficialJournalPublications": items(row)}), f"document:OJ:{name}")
    assert found.value == f"Official Journal publication: {name}"
    assert found.link == link
    assert found.quote


def test_a_row_that_names_no_publication_is_none() -> None:
    read = facts(
        {
            "caseOfficialJournalPublications": items({"publishedDate": "2026-01-01"}),
            "casePressReleases": items({"x": "y"}),
        }
    )
    assert not [name for name in values(read) if name.startswith("document:")]


@pytest.mark.parametrize(
    ("printed", "name", "link"),
    [
        ("MEX/23/904", "MEX/23/904", "mex_23_904"),
        ("MEX_22_4743", "MEX/22/4743", "mex_22_4743"),
        ("IP-26-1634", "IP/26/1634", "ip_26_1634"),
        ("/04/1537", "/04/1537", ""),
    ],
)
def test_a_press_reference_has_one_form(printed: str, name: str, link: str) -> None:
    found = fact(facts({"casePressReleases": items({"reference": printed})}), f"document:press:{name}")
    assert found.words == printed
    assert found.link == (f"https://ec.europa.eu/commission/presscorner/detail/en/{link}" if link else "")


def test_an_old_notice_of_the_notification_is_a_publication_and_no_decision() -> None:
    notice = {
        "metadataReference": ["M.1-DEC-2451720"],
        "decisionNumber": ["-2451720"],
        "decisionOfficialJournalPublications": items({"reference": "C180", "publishedDate": "2000-06-24"}),
    }
    flagged = {"decisionNumber": ["7"], "decisionOjPriorPublication": ["true"]}
    read = facts(
        {"caseNotificationDate": ["2000-06-09"]},
        (notice, None, "/decisions/0/metadata"),
        (flagged, None, "/decisions/1/metadata"),
    )
    assert fact(read, "document:OJ:C 180/2000").value == "Prior publication in the Official Journal: C 180/2000"
    assert [name for name in values(read) if "DEC" in name] == []
    assert values(read)["stage"] == "notified"


def test_files_of_a_decision_are_documents_and_one_of_them_its_link() -> None:
    def file(reference: str, **fields: str) -> dict[str, Any]:
        return {"metadata": {"metadataReference": [reference], **{name: [value] for name, value in fields.items()}}}

    decision = {
        "metadataReference": ["M.1-DEC9"],
        "decisionNumber": ["9"],
        "decisionAdoptionDate": ["2020-01-02"],
        "decisionTypes": [coded("DecisionType20310", "Art. 6(1)(b)")],
    }
    files = [
        file(
            "M.1-DEC9-ATT1",
            attachmentLanguage="DE",
            attachmentLink="https://example.org/1_de.pdf",
            attachmentSentDate="2020-02-01",
        ),
        file("M.1-DEC9-ATT2", attachmentLanguage="EN", attachmentLink="cases/decisions/m1_en.pdf"),
        file("M.1-DEC9-ATT2", attachmentLanguage="EN", attachmentLink="again"),
        file("M.1-DEC9-ATT3", attachmentCategory=coded("DocumentCategory0582", "Final report of the Hearing Officer")),
        {"metadata": {"attachmentLanguage": ["FR"]}},
        {"metadata": 7},
        "odd",
    ]
    read = facts(
        {"caseLastDecisionDate": ["2020-01-02"]},
        (decision, files, "/decisions/0/metadata"),
        attachments=[file("M.1-ATT5")],
    )
    assert fact(read, "document:M.1-DEC9").link == "https://ec.europa.eu/competition/mergers/cases/decisions/m1_en.pdf"
    assert {name: value for name, value in values(read).items() if "ATT" in name} == {
        "document:M.1-DEC9-ATT1": "Decision: Art. 6(1)(b), text (DE)",
        "document:M.1-DEC9-ATT2": "Decision: Art. 6(1)(b), text (EN)",
        "document:M.1-DEC9-ATT3": "Final report of the Hearing Officer, text",
        "document:M.1-ATT5": "Case file, text",
    }
    assert str(fact(read, "document:M.1-DEC9-ATT1").occurred_on) == "2020-02-01"
    assert (
        fact(read, "document:M.1-DEC9-ATT3").locator == "/decisions/0/decisionAttachments/3/metadata/metadataReference"
    )


def test_a_decision_without_a_file_is_linked_by_its_celex_number() -> None:
    decision = {"metadataReference": ["M.1-DEC9"], "decisionNumber": ["9"], "decisionCelexReference": ["32002D0737"]}
    read = facts({}, (decision, None, "/decisions/0/metadata"))
    assert (
        fact(read, "document:M.1-DEC9").link == "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32002D0737"
    )
    bare = facts({}, ({"decisionNumber": ["9"]}, None, "/decisions/0/metadata"))
    assert (fact(bare, "document:9").value, fact(bare, "document:9").link) == ("Decision", "")


def test_rows_of_the_chronology_stand_once_per_kind_and_day() -> None:
    read = facts(
        {
            "caseEvents": items(
                {
                    "type": "MEvent10",
                    "name": "Deadline extended by 10 working days under article 10(3)2 on",
                    "date": "2023-08-09",
                },
                {"type": "MEvent7", "name": "Deadline suspended under Article 11(3) from", "date": "2023-09-19"},
                {"type": "MEvent3"},
                {"date": "2023-01-01"},
            ),
            "caseTimelineEvents": items(
                {"type": "MEvent58", "description": "extension of 10 working days on 09.08.2023", "date": "2023-08-09"},
                {"description": "Hearing held on 10.10.2023", "date": "2023-10-10"},
            ),
        }
    )
    assert {name: value for name, value in values(read).items() if "event" in name} == {
        "document:event:extended:2023-08-09": "Deadline extended under Art. 10(3) by 10 working days",
        "document:event:suspended:2023-09-19": "Deadline suspended under Art. 11(3)",
        "document:event:phase_1_commitments:undated": "Commitments submitted in Phase 1",
        "document:event:Hearing held on 10.10.2023:2023-10-10": "Hearing held on 10.10.2023",
    }
    assert read.warnings == ("M.1: event Hearing held on 10.10.2023 is not mapped; it is shown as printed.",)


def test_values_nobody_has_mapped_are_shown_as_printed() -> None:
    read = facts(
        {
            "caseSimplified": ["Tailored"],
            "caseSectors": ["Unheard of"],
            "caseInvestigationPhase": ["PhaseXMerger"],
            "caseTimelineEvents": items({"type": "MEvent99", "label": "Something", "date": "x"}),
        },
        ({"metadataReference": ["M.1-DEC1"], "decisionNumber": ["1"], "decisionTypes": ["DecisionType9"]}, None, "/d"),
    )
    assert values(read)["text:procedure"] == "Tailored"
    assert values(read)["text:sectors"] == "Unheard of"
    assert values(read)["text:status"] == "PhaseXMerger"
    assert values(read)["document:M.1-DEC1"] == "Decision: type DecisionType9"
    assert values(read)["document:event:MEvent99:undated"] == "Something"
    assert len(read.warnings) == 4


def test_companies_are_kept_where_they_say_more_than_the_title() -> None:
    read = facts({"caseTitle": ["NEWS / TELE"], "caseCompanies": ["NEWS / TELE", "NEWS / TELE / STREAM"]})
    assert values(read)["text:companies"] == "NEWS / TELE / STREAM"
    assert "text:companies" not in values(facts({"caseCompanies": ["A / B"]}))


def test_a_case_without_a_title_is_called_by_its_number() -> None:
    assert values(facts({"caseTitle": []}))["title"] == "M.1"


@pytest.mark.parametrize(
    ("title", "parties"),
    [
        ("ADOBE / FIGMA", ["ADOBE", "FIGMA"]),
        ("DEUTSCHE BANK / SAP / JV", ["DEUTSCHE BANK", "SAP"]),
        ("A / A / JVs", ["A"]),
        ("KKR / NETCO (Art. 14(1)(b) & Art. 6(3)(a) procedure)", ["KKR", "NETCO"]),
        ("MACQUARIE / BVAG (see M.3630)", ["MACQUARIE", "BVAG"]),
        ("SAIC/ GM", ["SAIC", "GM"]),
        ("24/7 MEDIA", ["24/7 MEDIA"]),
        ("(procedure)", []),
    ],
)
def test_parties_are_told_by_the_title(title: str, parties: list[str]) -> None:
    assert parties_of(title) == parties
    found = facts({"caseTitle": [title]}).get("party:parties")
    assert (found.value.split("\n") if found else []) == parties
