"""What a text in *Add* is taken for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.sources.recognise import Kind, Recognition, recognise, recognise_all
from dealwatch.sources.recognise_urls import place, web_address

ACCC = "https://www.accc.gov.au/public-registers"


def one(text: str) -> Recognition:
    (found,) = recognise_all(text)
    assert recognise(text) == found
    assert found.words
    return found


@pytest.mark.parametrize(
    ("text", "source", "authority"),
    [
        ("accc", "accc", "ACCC"),
        (" EC ", "ec", "EC"),
        ("ec-press", "ec-press", "EC"),
        ("European Commission", "ec", "EC"),
        ("Competition and Markets Authority", "cma", "CMA"),
        ("Bundeskartellamt", "bkarta", "BKartA"),
        ("Autorité de la concurrence", "adlc", "AdlC"),
        ("comesa", "comesa", "COMESA"),
        ("https://competition-cases.ec.europa.eu/", "ec", "EC"),
        ("https://competition-cases.ec.europa.eu/latest-updates/M", "ec", "EC"),
        ("https://competition-cases.ec.europa.eu/search?caseInstrument=M", "ec", "EC"),
        ("https://competition-cases.ec.europa.eu/search?caseInstrument=AT", "ec-at", "EC"),
        ("https://competition-cases.ec.europa.eu/search?caseInstrument=InstrumentFS", "ec-fs", "EC"),
        ("https://competition-cases.ec.europa.eu/latest-updates/SA", "ec-sa", "EC"),
        ("https://digital-markets-act-cases.ec.europa.eu/search", "ec-dma", "EC"),
        ("Competition Bureau", "canada", "Bureau"),
        (
            "https://competition-bureau.canada.ca/en/mergers-and-acquisitions/report-concluded-merger-reviews",
            "canada",
            "Bureau",
        ),
        ("https://www.cci.gov.in/combination/orders-section31", "cci", "CCI"),
        ("https://comesacompetition.org/mergers-and-acquisitions/case-registry/", "comesa", "COMESA"),
        ("https://www.ccpc.ie/business/mergers-acquisitions/merger-notifications/", "ccpc", "CCPC"),
        ("https://www.ftc.gov/legal-library/browse/early-termination-notices", "ftc-hsr", "FTC"),
        ("www.gov.uk/cma-cases", "cma", "CMA"),
        ("https://www.gov.uk/cma-cases?case_type[]=mergers", "cma", "CMA"),
        ("https://www.gov.uk/cma-cases.atom?case_type[]=mergers", "cma", "CMA"),
        (f"{ACCC}/acquisitions-and-mergers-registers/acquisitions-register?init=1&page=2", "accc", "ACCC"),
        (f"{ACCC}/mergers-and-acquisitions-registers/acquisitions-register", "accc", "ACCC"),
        ("https://www.justice.gov/atr/antitrust-case-filings-alpha", "doj-cases", "DOJ"),
        (
            "https://www.bundeskartellamt.de/SiteGlobals/Forms/Suche/LaufendeVerfahren/LaufendeVerfahren_Formular.html",
            "bkarta",
            "BKartA",
        ),
        ("https://www.comcom.govt.nz/case-register/?q=&size=999", "nz", "NZCC"),
    ],
)
def test_a_register(text: str, source: str, authority: str) -> None:
    found = one(text)
    assert (found.kind, found.source, found.authority) == (Kind.REGISTER, source, authority)


@pytest.mark.parametrize(
    ("text", "source", "number"),
    [
        ("M.12345", "ec", "M.12345"),
        ("m.841", "ec", "M.841"),
        ("“M.10939.AP”", "ec", "M.10939.AP"),
        ("ME/7123/25", "cma", "ME/7123/25"),
        ("MN-75023", "accc", "MN-75023"),
        ("MN–75023", "accc", "MN-75023"),
        ("WA-10001", "accc", "WA-10001"),
        ("B6-22/23", "bkarta", "B6-22/23"),
        ("13-DCC-96", "adlc-decisions", "13-DCC-96"),
        ("1:24-cv-01234", "", "1:24-cv-01234"),
        ("C-611/22 P", "", "C-611/22 P"),
        ("https://competition-cases.ec.europa.eu/cases/M.12502", "ec", "M.12502"),
        ("competition-cases.ec.europa.eu/cases/M.12502", "ec", "M.12502"),
        ("https://competition-cases.ec.europa.eu/search?caseInstrument=M&caseNumber=M.12502", "ec", "M.12502"),
        ("https://digital-markets-act-cases.ec.europa.eu/cases/DMA.100209", "ec-dma", "DMA.100209"),
        ("https://ec.europa.eu/competition/elojade/isef/case_details.cfm?proc_code=2_M_8124", "ec", "M.8124"),
        ("https://ec.europa.eu/competition/elojade/isef/case_details.cfm?proc_code=1_AT_40999", "ec-at", "AT.40999"),
        ("https://competition-cases.ec.europa.eu/cases/AT.40999", "ec-at", "AT.40999"),
        ("https://competition-cases.ec.europa.eu/cases/SA.12399", "ec-sa", "SA.12399"),
        ("https://competition-cases.ec.europa.eu/cases/FS.100999", "ec-fs", "FS.100999"),
        ("https://www.cnmc.es/expedientes/c199930", "cnmc", "C/1999/30"),
        (
            "https://www.bundeskartellamt.de/SharedDocs/Entscheidung/DE/Fallberichte/Fusionskontrolle/2030/B6-22-30.html",
            "bkarta",
            "B6-22/30",
        ),
        ("https://www.ftc.gov/legal-library/browse/early-termination-notices/20301054", "ftc-hsr", "20301054"),
        ("https://ec.europa.eu/competition/mergers/cases/decisions/m8124_1349_5.pdf", "ec", "M.8124"),
        ("https://ec.europa.eu/competition/mergers/cases1/202139/m10262_1_3.pdf", "ec", "M.10262"),
        ("https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:52024M10615(02)", "ec", "M.10615"),
        ("https://www.ftc.gov/legal-library/browse/cases-proceedings/2210077-some-matter", "ftc", "221 0077"),
    ],
)
def test_a_case_by_its_number(text: str, source: str, number: str) -> None:
    found = one(text)
    assert (found.kind, found.source, found.number) == (Kind.CASE, source, number)
    assert number in found.words


@pytest.mark.parametrize(
    ("text", "source", "url"),
    [
        (
            "https://www.gov.uk/cma-cases/microsoft-slash-mistral-ai-merger-inquiry?utm_source=x#timetable",
            "cma",
            "https://www.gov.uk/cma-cases/microsoft-slash-mistral-ai-merger-inquiry",
        ),
        (
            "https://www.gov.uk/api/content/cma-cases/topps-tiles-merger-inquiry",
            "cma",
            "https://www.gov.uk/cma-cases/topps-tiles-merger-inquiry",
        ),
        (
            f"{ACCC}/mergers-and-acquisitions-registers/acquisitions-register/ampol-%E2%80%93-eg-australia?x=1",
            "accc",
            f"{ACCC}/mergers-and-acquisitions-registers/acquisitions-register/ampol-%E2%80%93-eg-australia",
        ),
        (
            "https://www.ftc.gov/legal-library/browse/cases-proceedings/tapestry-capri-matter/",
            "ftc",
            "https://www.ftc.gov/legal-library/browse/cases-proceedings/tapestry-capri-matter",
        ),
        (
            "https://www.justice.gov/atr/case/us-v-example-inc",
            "doj-cases",
            "https://www.justice.gov/atr/case/us-v-example-inc",
        ),
        (
            "https://www.comcom.govt.nz/case-register/case-register-entries/example",
            "nz",
            "https://www.comcom.govt.nz/case-register/case-register-entries/example",
        ),
        (
            "https://www.ccpc.ie/business/mergers-acquisitions/merger-notifications/m-26-001-example/",
            "ccpc",
            "https://www.ccpc.ie/business/mergers-acquisitions/merger-notifications/m-26-001-example",
        ),
    ],
)
def test_a_case_by_its_page(text: str, source: str, url: str) -> None:
    found = one(text)
    assert (found.kind, found.source, found.number, found.url) == (Kind.CASE, source, "", url)


def test_a_number_keeps_the_page_it_was_given_by_where_it_has_none_of_its_own() -> None:
    found = one("https://www.ftc.gov/legal-library/browse/cases-proceedings/2210077-some-matter")
    assert found.url == "https://www.ftc.gov/legal-library/browse/cases-proceedings/2210077-some-matter"


def test_a_number_that_no_register_shows_says_so() -> None:
    assert "no register" in one("C-611/22 P").words
    assert "no register" not in one("M.12345").words


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://www.ftc.gov/feeds/press-release.xml", "https://www.ftc.gov/feeds/press-release.xml"),
        (
            "https://competition-policy.ec.europa.eu/node/38/rss_en",
            "https://competition-policy.ec.europa.eu/node/38/rss_en",
        ),
        ("https://example.com/blog/feed/", "https://example.com/blog/feed/"),
        ("example.com/news.atom", "https://example.com/news.atom"),
        ("https://example.com/feed.json?utm_campaign=a", "https://example.com/feed.json"),
        ("https://feeds.example.com/deals", "https://feeds.example.com/deals"),
        ("https://example.com/edgar?CIK=1&output=atom", "https://example.com/edgar?CIK=1&output=atom"),
        (
            "https://eur-lex.europa.eu/EN/display-feed.rss?rssId=221",
            "https://eur-lex.europa.eu/EN/display-feed.rss?rssId=221",
        ),
        ("feed://example.com/a", "https://example.com/a"),
        ("feed:https://example.com/a", "https://example.com/a"),
        ("feed:http://example.com/a?id=1&utm_medium=b", "http://example.com/a?id=1"),
    ],
)
def test_a_feed(text: str, url: str) -> None:
    found = one(text)
    assert (found.kind, found.source, found.url) == (Kind.FEED, f"feed:{url}", url)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://EXAMPLE.com:443#top", "https://example.com/"),
        ("http://example.com:8080/a%20b", "http://example.com:8080/a%20b"),
        ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
        ("www.example.com", "https://www.example.com/"),
        ("page:example.com/a", "https://example.com/a"),
        ("page:https://example.com/feed/", "https://example.com/feed/"),
        ("<https://example.com/deal>", "https://example.com/deal"),
        (
            "https://ec.europa.eu/commission/presscorner/detail/en/ip_26_1747",
            "https://ec.europa.eu/commission/presscorner/detail/en/ip_26_1747",
        ),
        ("https://www.gov.uk/government/news/a", "https://www.gov.uk/government/news/a"),
        ("https://www.bundeskartellamt.de/x", "https://www.bundeskartellamt.de/x"),
        ("https://example.com/cases/M.12345", "https://example.com/cases/M.12345"),
    ],
)
def test_a_page(text: str, url: str) -> None:
    found = one(text)
    assert (found.kind, found.source, found.url) == (Kind.PAGE, f"page:{url}", url)


@pytest.mark.parametrize(
    "text", ["Mistral AI", "3M", "Booking.com", "L’Oréal", "Société Générale", "百度", "AT&T Inc."]
)
def test_a_company_is_what_is_nothing_else(text: str) -> None:
    found = one(text)
    assert (found.kind, found.source, found.name) == (Kind.COMPANY, "", text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("~/feeds.opml", "~/feeds.opml"),
        ("feeds.OPML", "feeds.OPML"),
        ("file:///home/me/feeds.opml", "/home/me/feeds.opml"),
        (r"C:\Users\me\my feeds.opml", r"C:\Users\me\my feeds.opml"),
        ("https://example.com/feeds.opml", "https://example.com/feeds.opml"),
        ('<?xml version="1.0"?>\n<!-- mine -->\n<opml version="2.0"><body/></opml>', "OPML"),
        ("AI PARTNERSHIPS", "AI partnerships"),
        ("merger  registers", "Merger registers"),
    ],
)
def test_a_list(text: str, name: str) -> None:
    found = one(text)
    assert (found.kind, found.name) == (Kind.LIST, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("/home/me/article.html", "/home/me/article.html"),
        ("./page.html", "./page.html"),
        ("file:article.pdf", "article.pdf"),
        ("file://localhost/home/me/a.txt", "/home/me/a.txt"),
        (r"\\server\share\a.html", r"\\server\share\a.html"),
    ],
)
def test_a_file(text: str, name: str) -> None:
    found = one(text)
    assert (found.kind, found.source, found.name) == (Kind.FILE, f"file:{name}", name)


@pytest.mark.parametrize(
    "text", ["", "  \n ", "12345", "???", "“”", "http://[broken", "gopher://example.com/", "x" * 121]
)
def test_what_means_nothing(text: str) -> None:
    assert recognise(text) is None


def test_a_line_may_name_several_cases_and_a_text_several_lines() -> None:
    found = recognise_all("Microsoft/Inflection: M.11671 and ME/7101/24\n\nMistral AI\nM.11671\n")
    assert [(entry.kind.value, entry.number or entry.name) for entry in found] == [
        ("case", "M.11671"),
        ("case", "ME/7101/24"),
        ("company", "Mistral AI"),
    ]


def test_a_pasted_article_of_one_line_is_not_searched() -> None:
    assert recognise_all("M.12345 " + "word " * 1000) == ()


@given(st.text(max_size=300))
def test_no_text_is_too_strange(text: str) -> None:
    for found in recognise_all(text):
        assert found.words
        assert found.source or found.number or found.name or found.url


@given(st.text(max_size=80))
def test_an_address_in_its_spelling_stays_so(text: str) -> None:
    url = web_address(f"https://example.com/{text}")
    if url:
        assert web_address(url) == url
        assert place(url).url


@pytest.mark.parametrize(
    "text", ["https://example.com:99999/", "https://example.com/a b", "ftp://example.com/", "plain"]
)
def test_what_is_no_web_address(text: str) -> None:
    assert web_address(text) == ""
