"""Main text, title, date and language of web pages, however badly made."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealwatch.model.dates import PartialDate
from dealwatch.reading.html import extract

_PARAGRAPH = "The CMA has cleared the merger of Norvik and Talmera after a review that took a good while. "
_PAGE = f"""<!doctype html>
<html lang="en-GB"><head><title>Norvik may buy Talmera | The Daily Wire</title>
<meta property="article:published_time" content="2024-05-17T09:00:00Z">
<style>p {{ color: red }}</style><script>var secret = "<p>not text</p>";</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>Norvik may buy Talmera</h1>
<p>{_PARAGRAPH * 2}</p><p>Shares &amp; bonds rose.</p></article>
<footer>Cookies. Imprint.</footer></body></html>"""


def test_a_well_made_page() -> None:
    page = extract(_PAGE)
    assert page.title == "Norvik may buy Talmera"
    assert page.text.count("The CMA has cleared") == 2
    assert "Shares & bonds rose." in page.text
    assert "secret" not in page.text
    assert "Imprint" not in page.text
    assert page.published == PartialDate(2024, 5, 17)
    assert (page.language, page.truncated) == ("en", False)


def test_a_page_that_tells_no_day() -> None:
    assert extract("<p>" + _PARAGRAPH * 5).published is None


def test_a_page_that_nests_too_deeply_is_read_as_a_stream() -> None:
    page = extract("<html><title>Deep &amp; dark - Wire</title><div>" * 1 + "<div>" * 5_000 + "<p>The end.</p>Text")
    assert "The end." in page.text
    assert page.title == "Deep & dark - Wire"


def test_a_page_all_of_tags_is_read_as_a_stream() -> None:
    page = extract("<b>x</b>" * 20_000 + "<br>end")
    assert page.text.rstrip().endswith("end")


def test_void_tags_do_not_nest() -> None:
    assert _PARAGRAPH.strip() in extract(f"<html><body>{'<br>' * 1_000}<p>{_PARAGRAPH * 3}</p></body></html>").text


def test_a_page_of_nothing_but_a_program_is_empty() -> None:
    assert extract("<html><script>var x = 1;").text == ""
    assert extract("<html><script>var x = 1;</script").text == ""
    assert extract("<html><body></body></html>").text == ""


def test_a_page_too_long_is_cut() -> None:
    assert extract(f"<html><body><p>{_PARAGRAPH * 30_000}").truncated
    assert extract("<html><body><script>" + "x" * 2_000_000 + f"</script><p>{_PARAGRAPH}").truncated


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<div", ">", "<!--", "-->", "<script>", "</script>", "<table>", "&#0;", "text", "\x00"]
        ),
        max_size=40,
    )
)
def test_no_page_breaks_it(pieces: list[str]) -> None:
    page = extract("".join(pieces))
    assert "\x00" not in page.text


@pytest.mark.parametrize("end", [" | Wire", " – The Daily", " » News"])
def test_the_site_s_name_is_no_part_of_the_title(end: str) -> None:
    assert extract(f"<title>Norvik buys{end}</title>").title == "Norvik buys"
