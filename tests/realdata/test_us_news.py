"""Recorded news of the United States: press feeds of the FTC and the Justice Department, the Federal Register, EDGAR.

Expected values were read off the recorded payloads by hand.
"""

from __future__ import annotations

import csv
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dealwatch.model.dates import instant_text
from dealwatch.model.source import Document, Known, Parsed, Request, Source
from dealwatch.sources.doj import FEED_URL, Doj
from dealwatch.sources.federal_register import FederalRegister
from dealwatch.sources.ftc import Ftc
from dealwatch.sources.sec import MARKET, SEARCH, Sec

SHARED = Path(os.environ.get("DEALWATCH_SHARED") or Path(__file__).parents[3] / "shared")
DATA = SHARED / "data"

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not (DATA / "us-ftc").is_dir(), reason="the recorded payloads are not here (DEALWATCH_SHARED)"),
]

SEEN = datetime(2026, 8, 15, 12, tzinfo=UTC)
EFTS = "https://efts.sec.gov/LATEST/search-index?q=example"


def read(source: Source, url: str, name: str, request: Request | None = None) -> Parsed:
    request = request or source.owns(url)
    assert request is not None
    parsed = source.parse(Document(request, url, (DATA / name).read_bytes(), "", SEEN), Known(SEEN))
    assert list(parsed.cases) == []  # news sets no facts
    return parsed


def test_the_ftc_s_press_feed() -> None:
    parsed = read(Ftc(), "https://www.ftc.gov/feeds/press-release.xml", "us-ftc/ftc_press-release_rss_2026-08-15.xml")
    assert [(item.key, instant_text(item.published)[:10]) for item in parsed.items if item.published] == [
        ("335455", "2026-08-12"),
        ("335388", "2026-08-10"),
        ("335305", "2026-08-07"),
        ("335115", "2026-07-31"),
        ("335028", "2026-07-29"),
        ("334912", "2026-07-27"),
        ("334768", "2026-07-22"),
        ("334698", "2026-07-21"),
        ("334674", "2026-07-20"),
        ("334533", "2026-07-15"),
    ]
    granted, hims = parsed.items[3], parsed.items[4]
    assert granted.title == (
        "Statements on the Grant of Early Termination of the FTC’s Investigation of IonQ’s Proposed Acquisition of"
        " SkyWater"
    )
    assert granted.summary == (
        "The Federal Trade Commission granted early termination of its review of quantum computing developer IonQ"
        " Inc.’s proposed acquisition of SkyWater Technologies Inc., a quantum chip fabrication company."
    )
    assert hims.title.startswith("FTC and States Act Against Hims & Hers for")
    assert "sued Hims & Hers alleging" in hims.summary
    assert parsed.items[0].summary.startswith(
        "The Federal Trade Commission is sending payments totaling more than $23.8"
    )
    assert all(
        item.link.startswith("https://www.ftc.gov/news-events/news/press-releases/2026/") for item in parsed.items
    )
    assert all(item.authors == () for item in parsed.items)
    assert parsed.warnings == ()


def test_the_division_s_feed_without_speeches_and_other_offices() -> None:
    parsed = read(Doj(), FEED_URL, "us-doj/doj_atr_rss_2026-08-15.xml")
    assert [(item.key.rpartition("/")[2], instant_text(item.published)) for item in parsed.items if item.published] == [
        (
            "justice-department-partners-tennessee-attorney-general-preserve-competition-asphalt-western",
            "2026-08-07T12:00:00Z",
        ),
        (
            "bovine-artificial-insemination-manager-pleads-guilty-multi-year-bid-rigging-conspiracy",
            "2026-08-06T12:00:00Z",
        ),
        (
            "justice-department-withdraws-business-review-letter-issued-proxy-advisory-firm",
            "2026-08-05T12:00:00Z",
        ),
        ("justice-department-resumes-targeted-hsr-merger-review-process", "2026-07-23T12:00:00Z"),
        (
            "transdigm-abandons-proposed-acquisition-stellant-systems-response-justice-departments",
            "2026-07-13T12:00:00Z",
        ),
        (
            "justice-department-reaches-proposed-settlement-willow-bridge-one-americas-largest-landlords",
            "2026-07-06T12:00:00Z",
        ),
        (
            "justice-department-and-federal-trade-commission-issue-call-action-state-attorneys-general",
            "2026-07-03T12:00:00Z",
        ),
        ("doj-and-ftc-issue-fiscal-year-2025-hart-scott-rodino-annual-report", "2026-07-02T12:00:00Z"),
        ("justice-department-requires-egg-producers-end-coordinated-benchmark-manipulation", "2026-06-30T12:00:00Z"),
        (
            "justice-department-requires-ohiohealth-stop-using-anticompetitive-healthcare-contract-terms",
            "2026-06-16T12:00:00Z",
        ),
        (
            "statement-department-justice-antitrust-division-closing-its-investigation-merger-paramount",
            "2026-06-12T12:00:00Z",
        ),
        ("former-intelligence-community-contractor-pleads-guilty-accepting-kickbacks", "2026-06-12T12:00:00Z"),
        (
            "nevada-man-pleads-guilty-rigging-bids-healthcare-related-and-other-air-force-projects",
            "2026-06-02T12:00:00Z",
        ),
        (
            "justice-department-requires-taiheiyo-cement-corporation-and-calportland-company-divest",
            "2026-05-21T12:00:00Z",
        ),
        (
            "two-defense-contractors-arrested-bribery-and-major-fraud-conspiracy-scheme-affecting",
            "2026-05-20T12:00:00Z",
        ),
        ("antitrust-division-secures-seed-tying-and-loyalty-program-commitments-bayer", "2026-05-20T12:00:00Z"),
        (
            "four-worlds-largest-container-manufacturing-companies-and-seven-their-executives-indicted",
            "2026-05-19T12:00:00Z",
        ),
    ]
    assert all(item.key.startswith("/opa/pr/") for item in parsed.items)
    hsr = parsed.items[3]
    assert "Antitrust Division announced today" in hsr.summary  # `&amp;nbsp;` was a space
    assert "model timing agreement in connection" in hsr.summary  # a link was its words
    assert "&" not in "".join(item.summary for item in parsed.items).replace("Glass, Lewis & Co.", "")


def test_the_interface_of_the_justice_department() -> None:
    url = "https://www.justice.gov/api/v1/blog_entries.json?pagesize=10"
    parsed = read(Doj(), url, "us-doj/doj_news_api_blog_entries_envelope.json")
    assert [(item.title, instant_text(item.published)) for item in parsed.items if item.published] == [
        ("Message from Director Carbon: October 2011", "2011-10-03T15:32:00Z"),
        ("Message from Director Carbon: September 2011", "2011-09-03T15:35:02Z"),
        ("Message from Director Carbon: August 2011", "2011-08-01T15:35:52Z"),
        ("Message from Director Carbon: July 2011", "2011-07-01T15:37:05Z"),
        ("Message from Director Carbon: June 2011", "2011-06-01T15:38:22Z"),
        ("Message from Director Carbon: May 2011", "2011-05-02T15:39:49Z"),
        ("Message from Director Carbon: April 2011 (2 of 2)", "2011-04-29T15:40:57Z"),
        ("Message from Director Carbon: April 2011 (1 of 2)", "2011-04-04T15:46:32Z"),
        ("Message from Director Carbon: March 2011", "2011-03-08T17:10:40Z"),
    ]
    assert parsed.follow == ()


def test_a_document_of_the_federal_register() -> None:
    url = "https://www.federalregister.gov/api/v1/documents/2025-05887.json"
    (item,) = read(FederalRegister(), url, "us-fr/fr_document_2025-05887.json").items
    assert item.key == "2025-05887/2025-04-07"
    assert item.title.startswith(
        "2,4-Dichlorophenoxyacetic Acid From the People's Republic of China: Final Affirmative"
    )
    assert item.link.startswith("https://www.federalregister.gov/documents/2025/04/07/2025-05887/24-dichloro")
    assert item.published == datetime(2025, 4, 7, 16, tzinfo=UTC)  # noon in Washington, for a day without a time
    assert "Comments until" not in item.summary
    assert "1743770708" not in str(item)  # the query of the inspection copy changes with every answer


def test_titles_of_the_federal_register() -> None:
    """Three recorded titles, put into an answer of the interface: the notice of a research venture is left out."""
    with (DATA / "us-fr" / "fr_antitrust_titles_2026-04.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    results = [
        {
            "title": row["title"],
            "html_url": row["link"],
            "document_number": row["link"].split("/")[7],
            "publication_date": row["filed_utc"][:10],
            "abstract": row["summary"] or None,
        }
        for row in rows
    ]
    source = FederalRegister()
    request = source.plan(Known(SEEN))[0]
    body = json.dumps({"count": len(results), "results": results}).encode()
    items = source.parse(Document(request, request.url, body, "", SEEN), Known(SEEN)).items
    assert [item.key for item in items] == ["2026-08095/2026-04-24", "2026-07559/2026-04-17"]
    assert items[0].summary == ""  # a response to comments opens no new time for comments
    assert items[1].summary.startswith("Quagen Pharmaceuticals LLC has applied to be registered")
    assert items[0].title.startswith("United States et al. v. Constellation Energy Corporation, Inc. et al.")


def test_the_sec_s_ill_formed_feed() -> None:
    url = "https://www.sec.gov/enforcement-litigation/litigation-releases/rss"
    parsed = read(Sec(), url, "us-sec/sec_litigation-releases_rss_2026-08-15.xml")
    assert len(parsed.items) == 25
    assert [(item.title, item.link.rpartition("/")[2]) for item in parsed.items[:5]] == [
        ("Leor Moshe, Jacob Goldman, Isaac Odes", "lr-26610"),
        ("Benjamin Tesfaye", "lr-26609"),
        ("Goliath Ventures, Inc.; Christopher A. Delgado", "lr-26608"),
        ("John Fanning; Coreen Kraysler; Paul Riss; Martin Kay; Cecilia Lenk; Netcapital Inc.", "lr-26607"),
        ("Frank M. Cerisano Jr.", "lr-26606"),
    ]
    assert [instant_text(item.published) for item in parsed.items[:2] if item.published] == [
        "2026-08-13T21:45:03Z",
        "2026-08-11T21:11:14Z",
    ]
    later = [(item.title, item.link.rpartition("/")[2], item.published) for item in parsed.items[6:12]]
    assert later == [
        ("James Brian Blaylock", "lr-26604", datetime(2026, 8, 10, 21, 37, 29, tzinfo=UTC)),
        ("Terren S. Peizer and Acuitas Group Holdings, LLC", "lr-26603", datetime(2026, 8, 7, 19, 29, 20, tzinfo=UTC)),
        ("Anthem Blanchard; Anthem Holdings Company", "lr-26601", datetime(2026, 8, 6, 19, 37, 38, tzinfo=UTC)),
        ("Christopher Vaughan", "lr-26602", datetime(2026, 8, 6, 18, 49, 26, tzinfo=UTC)),
        ("Wisdom Capital Management Group Ltd.", "lr-26600", datetime(2026, 8, 5, 19, 40, 15, tzinfo=UTC)),
        ("John A. DeSalvo", "lr-26599", datetime(2026, 8, 4, 18, 53, 4, tzinfo=UTC)),
    ]
    assert any("&" in item.title and "&amp;" not in item.title for item in parsed.items)
    assert all(item.published is not None and "\n" not in item.link for item in parsed.items)
    assert len({item.key for item in parsed.items}) == 25


def test_searches_of_filings() -> None:
    assert read(Sec(), EFTS, "us-sec/efts_search-index_0_hits.json").items == ()
    (one,) = read(Sec(), EFTS, "us-sec/efts_search-index_1_hit.json").items
    assert (one.key, one.title) == ("0000950170-25-055890", "BrightSpring Health Services, Inc.: ARS")
    assert one.link.endswith("/edgar/data/1865782/000095017025055890/0000950170-25-055890-index.htm")
    assert one.published == datetime(2025, 4, 18, 16, tzinfo=UTC)


def test_a_search_with_a_hundred_hits_has_one_item_a_filing() -> None:
    content = json.loads((DATA / "us-sec/efts_search-index_100_hits.json").read_bytes())
    filings = {hit["_source"]["adsh"] for hit in content["hits"]["hits"]}
    parsed = read(Sec(), EFTS, "us-sec/efts_search-index_100_hits.json")
    assert {item.key for item in parsed.items} == filings
    assert len(parsed.items) == len(filings) == 98
    assert parsed.warnings == ()
    assert [(item.key, item.title) for item in parsed.items[:4]] == [
        ("0001918704-25-006778", "BofA Finance LLC / BANK OF AMERICA CORP: 424B2"),
        ("0001918704-25-006719", "BofA Finance LLC / BANK OF AMERICA CORP: 424B2"),
        ("0001918704-25-006757", "BofA Finance LLC / BANK OF AMERICA CORP: 424B2"),
        ("0001494234-25-000010", "Broderick Brian C: 13F-HR"),
    ]


def test_a_search_with_more_hits_than_edgar_counts() -> None:
    parsed = read(Sec(), EFTS, "us-sec/efts_search-index_10000_hits.json")
    assert len(parsed.items) == 100
    assert "10000 or more documents" in parsed.warnings[0]
    assert [(item.key, item.title, item.published_words) for item in parsed.items[1:7]] == [
        ("0000038009-23-000044", "FORD MOTOR CREDIT CO LLC: 8-K, items 2.02, 9.01", "2023-07-27"),
        (
            "0000037996-22-000015",
            "FORD MOTOR CO: disclosure under Regulation FD (8-K, items 7.01, 9.01)",
            "2022-03-02",
        ),
        ("0000037996-24-000009", "FORD MOTOR CO: 10-K", "2024-02-07"),
        ("0000038009-23-000058", "FORD MOTOR CREDIT CO LLC: other events (8-K, items 8.01, 9.01)", "2023-12-15"),
        ("0000038009-21-000040", "FORD MOTOR CREDIT CO LLC: 10-Q", "2021-04-29"),
        ("0000037996-21-000037", "FORD MOTOR CO: other events (8-K, item 8.01)", "2021-05-26"),
    ]


@pytest.mark.parametrize("role", [MARKET, f"{SEARCH} Ford"])
def test_our_own_searches_leave_out_what_is_filed_every_year(role: str) -> None:
    request = Request(EFTS, role, "example")
    items = read(Sec(), EFTS, "us-sec/efts_search-index_10000_hits.json", request).items
    titles = [item.title for item in items]
    assert "FORD MOTOR CREDIT CO LLC: 8-K, items 2.02, 9.01" not in titles
    assert "FORD MOTOR CO: other events (8-K, item 8.01)" in titles


def test_filings_of_a_company() -> None:
    url = "https://data.sec.gov/submissions/CIK0000320193.json"
    assert read(Sec(), url, "us-sec/submissions_shape.json").items == ()  # one filing on form 4 is about no deal
    content = json.loads((DATA / "us-sec/submissions_shape.json").read_bytes())
    recent = content["filings"]["recent"]
    for name, value in content["_second_real_row_MU"].items():
        recent[name] = [*recent[name], value.replace("2.02", "1.01")]
    request = Sec().owns(url)
    assert request is not None
    recent = {name: values for name, values in recent.items() if len(values) == 2}
    body = json.dumps(content | {"filings": {"recent": recent}}).encode()
    (item,) = Sec().parse(Document(request, url, body, "", SEEN), Known(SEEN)).items
    assert (item.key, item.title, item.published_words) == (
        "0000723125-26-000013",
        "Apple Inc.: material agreement entered into (8-K, items 1.01, 9.01)",
        "2026-06-24",
    )


def test_a_company_s_atom_feed() -> None:
    url = "https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=0001652044&output=atom"
    parsed = read(Sec(), url, "us-sec/browse-edgar_company_atom_sample.xml")
    assert [(item.key, item.title, item.published_words) for item in parsed.items] == [
        ("0001652044-26-000018", "Alphabet Inc.: 10-K", "2026-02-05"),
        ("0001193125-19-028757", "Alphabet Inc.: 10-K/A", "2019-02-06"),
    ]
    assert parsed.items[0].link.endswith("/000165204426000018/0001652044-26-000018-index.htm")
