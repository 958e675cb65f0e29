"""The visible words of elements and pages."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from dealwatch.sources.page_text import element_text, main_blocks, page_markup, page_title, tree_of


def words(markup: str, selector: str = ".x") -> str:
    node = LexborHTMLParser(markup).css_first(selector)
    assert node is not None
    return element_text(node)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p class=x> Under \n <b>assess</b>ment&nbsp;</p>", "Under assessment"),
        ("<div class=x><p>Phase 1</p><p>Open</p></div>", "Phase 1 Open"),
        ("<div class=x>Phase 1<br>Open</div>", "Phase 1 Open"),
        ("<div class=x><b>A</b>, <i>B</i><!-- C -->.</div>", "A, B."),
        ("<table><tr class=x><td>A</td><td>B</td></tr></table>", "A B"),
        (
            "<div class=x><script>1</script><style>p{}</style><template>2</template><i aria-hidden=true>3</i>4</div>",
            "4",
        ),
        ("<div class=x hidden>what is chosen counts</div>", "what is chosen counts"),
        ("<div class=x><h3 class='field__label'>Status</h3><div>Open</div></div>", "Open"),
        ("<div class=x><label>Status</label> Open</div>", "Open"),
        ("<div class=x><span class='field__label big'>Open</span></div>", "Open"),
        ("<div class=x>Case 1 <span class='tag__label'>Open</span></div>", "Case 1 Open"),
        ("<h2 class=x><span class='label'>Open</span> Case 1</h2>", "Open Case 1"),
        ("<div class=x><h3>Headline</h3><p>Text</p></div>", "Headline Text"),
        ("<div class=x></div>", ""),
    ],
)
def test_the_words_of_an_element(markup: str, text: str) -> None:
    assert words(markup) == text


def test_markup_nested_deeper_than_any_page_is_still_read() -> None:
    assert words(f"<div class=x>{'<b>' * 300}deep{'</b>' * 300}</div>") == "deep"
    assert main_blocks(tree_of(f"<body>{'<div>' * 300}deep text".encode(), "")) == ["deep text"]


def blocks(body: str) -> list[str]:
    return main_blocks(tree_of(f"<html><body>{body}</body></html>".encode(), "text/html"))


def test_the_main_part_is_read_block_by_block() -> None:
    found = blocks(
        "<div>Before</div><main><h1>Case</h1><p>One <a href=x>two</a>.</p><ul><li>Three</li></ul>"
        "<table><tr><td>Deadline</td><td>17 March</td></tr></table></main><div>After</div>"
    )
    assert found == ["Case", "One two.", "Three", "Deadline 17 March"]


@pytest.mark.parametrize(
    "around",
    [
        "<nav>Menu of the site</nav>",
        "<div role=alert>The site will be down on Sunday.</div>",
        "<div class='site-banner big'>The site will be down on Sunday.</div>",
        "<div id=cookie-bar>We use cookies</div>",
        "<p>Last updated 3 March 2026 at noon</p>",
        "<p>Zuletzt geändert am 3. März</p>",
        "<p>© Northport</p>",
        "<p>1</p>",
        "<form><label>Search</label></form>",
        "<div hidden>not shown</div>",
    ],
)
def test_what_stands_around_a_text_is_left_out(around: str) -> None:
    assert blocks(f"<main>{around}<p>The text itself.</p></main>") == ["The text itself."]


def test_without_a_main_part_articles_count_and_then_everything() -> None:
    assert blocks("<p>Aside</p><article>First<article>Second</article></article><article>Third</article>") == [
        "First",
        "Second",
        "Third",
    ]
    assert blocks("<main></main><p>All there is.</p>") == ["All there is."]
    assert blocks("<article class=share>Banner by name, article all the same</article>") == [
        "Banner by name, article all the same"
    ]
    assert blocks("") == []


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<meta charset=iso-8859-1><p>Prüfung".encode("latin-1"), "text/html"),
        ("<p>Prüfung".encode("latin-1"), "text/html; charset=ISO-8859-1"),
        ("<p>Prüfung".encode(), "text/html"),
        ("<p>Prüfung".encode("utf-16"), ""),
        ("<meta charset='no such'><p>Prüfung".encode(), ""),
    ],
)
def test_the_encoding_is_found(body: bytes, content_type: str) -> None:
    assert "Prüfung" in page_markup(body, content_type)


def test_the_title_of_a_page() -> None:
    assert page_title(tree_of(b"<title> A\n B </title>", "")) == "A B"
    assert page_title(tree_of(b"<p>x", "")) == ""
