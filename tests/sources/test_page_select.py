"""What CSS selectors and XPath expressions match, before anything is saved."""

from __future__ import annotations

import pytest

from dealwatch.model.errors import UsageError
from dealwatch.sources.page_select import MOST_MATCHES, Choice, Match, check_choice, preview

PAGE = """<html><head><title>T</title></head><body>
<a href='/case?utm_source=x'><p class=s>Un<b>der</b></p></a>
<table><tr><td>A</td><th>B</th></tr></table><time datetime='2026-01-01'>x</time><!--c-->
<p class=e>  </p><a class=l href='javascript:x'>L</a><a class=m href='https://[broken'>M</a><a class=n href=' '>N</a>
</body></html>"""


def texts(expression: str, *, xpath: bool = False) -> list[str]:
    return [match.text for match in preview(PAGE, Choice(expression, xpath))]


@pytest.mark.parametrize(
    ("expression", "found"),
    [(".s", ["Under"]), ("td, th", ["A", "B"]), ("tr", ["A B"]), (".e", []), (".none", []), ("p:not(.e)", ["Under"])],
)
def test_css(expression: str, found: list[str]) -> None:
    assert texts(expression) == found


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("//p", ["Under"]),
        ("//td", ["A"]),
        ("//tr", ["A B"]),
        ("//th", ["B"]),
        ("//title", ["T"]),
        ("//time/@datetime", ["2026-01-01"]),
        ("//td/text()", ["A"]),
        ("count(//p)", ["2"]),
        ("count(//p) div 4", ["0.5"]),
        ("//td='A'", ["true"]),
        ("//comment()", []),
        ("//none", []),
    ],
)
def test_xpath(expression: str, found: list[str]) -> None:
    assert texts(expression, xpath=True) == found


def test_what_is_no_element_of_a_page_says_nothing() -> None:
    assert preview("<frameset><frame src=x></frameset>", Choice("//frame", xpath=True)) == ()


@pytest.mark.parametrize("choice", [Choice(".s"), Choice("//p[@class='s']", xpath=True)])
def test_a_match_knows_where_it_leads(choice: Choice) -> None:
    base = "https://x.test/list/"
    assert preview(PAGE, choice, base=base) == (Match("Under", "https://x.test/case"),)


@pytest.mark.parametrize("selector", [".l", ".m", ".n", "td"])
def test_a_match_may_lead_nowhere(selector: str) -> None:
    (match,) = preview(PAGE, Choice(selector), base="https://x.test/")
    assert match.link == ""


def test_xpath_finds_links_inside_too() -> None:
    (match,) = preview("<ul><li><a href='/1'>One</a></li></ul>", Choice("//li", xpath=True), base="https://x.test")
    assert match.link == "https://x.test/1"


def test_bytes_are_decoded_as_the_server_says() -> None:
    body = "<p>Prüfung</p>".encode("latin-1")
    assert preview(body, Choice("p"), content_type="text/html; charset=latin-1")[0].text == "Prüfung"


@pytest.mark.parametrize("page", ["", " ", "\x00", "<", "no markup"])
@pytest.mark.parametrize("choice", [Choice("p.x"), Choice("//p[@class='x']", xpath=True)])
def test_hardly_a_page_matches_nothing(page: str, choice: Choice) -> None:
    assert preview(page, choice) == ()


def test_no_more_than_what_can_be_something() -> None:
    assert len(preview("<p>x</p>" * (MOST_MATCHES + 50), Choice("p"))) == MOST_MATCHES


@pytest.mark.parametrize(
    "choice",
    [
        Choice(""),
        Choice("  "),
        Choice("p" * 1001),
        Choice("p >"),
        Choice("p["),
        Choice("p::before"),
        Choice("//p[", xpath=True),
        Choice("nothing(//p)", xpath=True),
        Choice("x:p", xpath=True),
        Choice("$x", xpath=True),
    ],
)
def test_what_cannot_be_read_is_refused_before_it_is_saved(choice: Choice) -> None:
    with pytest.raises(UsageError, match="XPath expression" if choice.xpath else "CSS selector"):
        check_choice(choice)


def test_what_can_be_read_passes() -> None:
    check_choice(Choice("main > .status, dd:nth-child(2)"))
    check_choice(Choice("//dd[contains(@class, 'status')]", xpath=True))
