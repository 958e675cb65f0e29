"""Texts that want to break the page: markup, emoji, other scripts, direction controls, endless words, nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from casefile_deals import Deals, at, mistral_deal, status
from casefile_pdf import bookmarks, opened, squeezed, text
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from dealwatch.export.casefile import build, render
from dealwatch.export.typeset_glyphs import printable
from dealwatch.export.typeset_text import BREAK, CLOSE, OPEN, clean, marked, shortened
from dealwatch.export.verify import verify
from dealwatch.model.deal import Deal
from dealwatch.model.event import EventKind

MARKUP = '*b* _i_ #panic("x") $x^2$ @ref <lab> [S99] `raw` \\u{41} // c /* c */ "q" = H - l + n'
STRANGE = (
    "\u202eevil\u202c \u2066bidi\u2069 \ufeffmark \x00nul\x07bell \u200bzero\u200d \U0001f44d\U0001f3fd emoji "
    "微软 Mistral Ελλάδα Москва Tiếng Việt "
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \ue000private \ud800half ⇒"
)
LONG = "Zusammenschluss" * 667
LONG_ROW = " ".join(f"word{number:04}" for number in range(700))
URL = "https://example.org/" + "a" * 3000 + "?q=" + "é\u202e\n" * 20


def hostile(words: str) -> Deals:
    """The Mistral deal with the words in every place that outsiders or users can write to, long ones in two."""
    deals = mistral_deal()
    page = deals.page(URL, words.encode("utf-8", "replace"), at("2024-06-01T10:00:00"), title=words, publisher=words)
    deals.event("case-2", EventKind.DOCUMENT, "x", None, words, page)
    deals.deal = replace(deals.deal, name=words)
    if len(words) > 1000:
        return deals
    deals.event("case-2", EventKind.DOCUMENT, "y", None, words, page, quote=f"{words} quoted", words=words)
    deals.event("case-2", EventKind.TITLE, "title", words, f"{words}!", page, on="2024-06-02")
    deals.event("case-2", EventKind.PARTY, words, words, f"a\n{words}", page)
    deals.event("case-1", EventKind.REMOVED, words, words, None, page)
    deals.event("", EventKind.DOCUMENT, words, None, words, page)
    title, link = words, "javascript:alert(1)"
    deals.cases[0] = replace(deals.cases[0], title=title, printed_number=words, procedure=words, url=link)
    deals.deal = replace(deals.deal, value=words)
    return deals


@pytest.mark.parametrize(
    "words", [MARKUP, STRANGE, LONG, "", " \n\t", "\U0001f44d" * 520, "17 May 2024 " * 520], ids=range(7)
)
def test_any_words_are_set_and_stay_data(words: str) -> None:
    given = hostile(words).input(marking=words, file_number=words, prepared_by=words)
    rendered = render(given)
    shown = squeezed(text(rendered.pdf, furniture=False))
    data, _ = build(given)
    for row in data["chronology"]:
        words = squeezed(clean(row["event"]))
        assert words[:60] in shown
        assert words[-60:] in shown
    with opened(rendered.pdf) as document:
        assert len(document.pages) == rendered.pages
        assert bookmarks(document)[0][1].startswith("1 Summary")


def test_markup_is_printed_as_it_is_and_cites_nothing() -> None:
    rendered = render(hostile(MARKUP).input())
    assert squeezed(MARKUP) in squeezed(text(rendered.pdf))


def test_what_cannot_be_shown_is_named_and_direction_controls_go() -> None:
    shown = text(render(hostile(STRANGE).input()).pdf)
    assert "[U+1F44D] [U+1F3FD] emoji" in shown
    assert "[U+5FAE] [U+8F6F] Mistral" in shown
    assert "[U+E000]private" in shown
    assert "[U+D800]half" in shown
    assert "Ελλάδα Москва Tiếng Việt" in shown
    assert not any(control in shown for control in "\u202e\u202c\u2066\u2069\ufeff\x00\x07\u200b\u200d")


def test_the_data_file_keeps_the_original() -> None:
    data, _ = build(hostile(STRANGE).input())
    assert data["deal"]["name"] == STRANGE


def test_only_safe_addresses_are_links() -> None:
    data, _ = build(hostile(MARKUP).input())
    section = next(item for item in data["authorities"] if item["id"] == "EC")
    assert section["link"] == ""
    links = {source["link"] for source in data["sources"]}
    assert all(link.startswith("https://") and link.isascii() and " " not in link for link in links)


def test_a_deal_about_which_nothing_is_known(tmp_path_factory: pytest.TempPathFactory) -> None:
    given = Deals(Deal("d", "")).input()
    rendered = render(given)
    shown = text(rendered.pdf)
    assert "Deal without a name" in shown
    assert "No authority is on file for this deal." in shown
    assert "No dated event is on file." in shown
    path = tmp_path_factory.mktemp("empty") / "case.pdf"
    path.write_bytes(rendered.pdf)
    assert [check.source for check in verify(path)] == ["case-file.json"]


def test_a_case_without_a_single_day() -> None:
    deals = Deals(Deal("d", "A / B"))
    deals.case("cma", "CMA", "", "", status("decision", "cleared", "expired"))
    deals.case("x", "ZZZ", "", "", status("in_depth", clock="running"))
    shown = text(render(deals.input()).pdf)
    assert "the day is not on file" in shown
    assert "there is nothing to draw" in shown
    assert "ZZZ" in shown


def test_a_long_table_loses_no_row() -> None:
    deals = mistral_deal()
    for number in range(110):
        page = deals.page(f"https://example.org/{number}", f"page {number}", at("2024-07-01T10:00:00"))
        words = LONG_ROW if number == 60 else f"Paper number {number} of many"
        deals.event("case-2", EventKind.DOCUMENT, f"d{number}", None, words, page, on="2024-07-01")
    given = deals.input()
    data, copies = build(given)
    assert len(data["chronology"]) == 118
    assert len(copies) == 116
    rendered = render(given)
    shown = squeezed(text(rendered.pdf, furniture=False))
    at_place = shown.index("No.DateAuthorityEventSource")
    for row in data["chronology"]:
        at_place = shown.index(squeezed(f"{row['no']}{row['date']['text']}"), at_place)
        at_place = shown.index(squeezed(row["event"])[:40], at_place)
    assert all(word in shown for word in LONG_ROW.split())  # more than a page in one row
    assert all(sha256 in shown for sha256 in given.snapshots)


@settings(max_examples=200, deadline=None)
@drawn(st.text(max_size=300))
def test_clean_text_has_only_what_the_faces_show(words: str) -> None:
    shown = clean(words)
    assert all(ord(character) in printable() for character in shown)
    assert "  " not in shown
    with_marks = marked(shown)
    assert "".join(character for character in with_marks if character not in (BREAK, OPEN, CLOSE)) == shown
    assert with_marks.count(OPEN) == with_marks.count(CLOSE)


def test_marks_leave_no_word_too_long_and_no_day_apart() -> None:
    assert max(map(len, marked("Zusammenschluss" * 9).split(BREAK))) <= 20
    assert marked("a/b" * 20).split(BREAK)[0] == "a/"
    assert (
        marked("on 17 May 2024 (Fri) under 6(1)(b)") == f"on {OPEN}17 May 2024 (Fri){CLOSE} under {OPEN}6(1)(b){CLOSE}"
    )
    assert marked("M.10646 and 3:23-cv-02880") == f"{OPEN}M.10646{CLOSE} and {OPEN}3:23-cv-02880{CLOSE}"


def test_shortened_cuts_at_a_word() -> None:
    assert shortened("a short one", 20) == "a short one"
    assert shortened("Northwind Holdings and Contoso Grid", 28) == "Northwind Holdings and…"
    assert shortened("x" * 50, 10) == "x" * 9 + "…"
