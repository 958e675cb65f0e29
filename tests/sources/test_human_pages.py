"""Which page is opened for an address that is made for programs."""

from __future__ import annotations

import pytest

from dealwatch.sources.human_pages import page_for_people


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://www.gov.uk/api/content/cma-cases/alpha-slash-beta", "https://www.gov.uk/cma-cases/alpha-slash-beta"),
        ("https://www.gov.uk/api/search.json?filter_format=cma_case&count=50", "https://www.gov.uk/cma-cases"),
        ("https://www.gov.uk/cma-cases/alpha-slash-beta", "https://www.gov.uk/cma-cases/alpha-slash-beta"),
        ("https://data.sec.gov/submissions/CIK0001865782.json", "https://www.sec.gov/edgar/browse/?CIK=0001865782"),
        (
            "https://compcases-open-data-portal-files-prod.s3.eu-west-1.amazonaws.com/case-data-AT.json",
            "https://competition-cases.ec.europa.eu/search?caseInstrument=AT",
        ),
        (
            "https://ec.europa.eu/commission/presscorner/api/documents?reference=IP/30/1900&language=en",
            "https://ec.europa.eu/commission/presscorner/detail/en/ip_30_1900",
        ),
        (
            "https://api.tech.ec.europa.eu/search-api/prod/rest/search?text=*",
            "https://competition-cases.ec.europa.eu/search",
        ),
        ("https://example.com/api/content/x", "https://example.com/api/content/x"),
        ("", ""),
    ],
)
def test_the_page_behind_an_address(url: str, page: str) -> None:
    assert page_for_people(url) == page
