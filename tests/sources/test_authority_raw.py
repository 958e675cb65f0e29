"""Elements cut out of a page are the bytes they were, wherever they end."""

from __future__ import annotations

from dealwatch.sources.authority_raw import Raw, elements, table_rows


def cut(body: bytes, tag: str = "div", opening: str = "") -> list[bytes]:
    found = list(elements(body, tag, opening))
    assert all(body[raw.start : raw.start + len(raw.body)] == raw.body for raw in found)
    return [raw.body for raw in found]


def rows(body: bytes) -> list[bytes]:
    (table,) = elements(body, "table")
    found = list(table_rows(table))
    assert all(body[raw.start : raw.start + len(raw.body)] == raw.body for raw in found)
    return [raw.body for raw in found]


def test_an_element_goes_to_its_own_end() -> None:
    assert cut(b"x<div a><div>1</div>2</div><DIV>3</DIV>") == [b"<div a><div>1</div>2</div>", b"<DIV>3</DIV>"]


def test_only_elements_with_the_attributes_are_cut() -> None:
    assert cut(b'<div class="a b">1</div><div class="c">2</div>', opening='class="[^"]*\\bb\\b') == [
        b'<div class="a b">1</div>'
    ]


def test_what_stands_in_comments_and_scripts_is_no_element() -> None:
    assert cut(b"<!-- <div>1</div> --><script>'<div>'</script><div>2</div><!-- <div>") == [b"<div>2</div>"]


def test_an_element_without_its_end_goes_to_the_end_of_the_page() -> None:
    assert cut(b"<div>1<div>2</div>") == [b"<div>1<div>2</div>"]
    assert cut(b"<divan>1</divan>") == []


def test_rows_end_where_they_are_closed_or_where_the_next_begins() -> None:
    body = b"<p><table><tr><td>1</td></tr> x <tr><td>2<tr><td>3</table>"
    assert rows(body) == [b"<tr><td>1</td></tr>", b"<tr><td>2", b"<tr><td>3</table>"]


def test_rows_in_comments_are_none() -> None:
    assert rows(b"<table><!-- <tr><td>1</td></tr> --><tr><td>2</td></tr></table>") == [b"<tr><td>2</td></tr>"]
    assert rows(b"<table></table>") == []


def test_the_place_is_the_first_and_the_last_byte() -> None:
    assert Raw(b"abc", 10).place == "bytes=10-12"


def test_a_row_alone_is_read_as_a_row() -> None:
    assert [cell.text() for cell in Raw(b"<tr><td>1</td><td>2</td></tr>", 0).tree().css("tr td")] == ["1", "2"]
    assert Raw(b"<div>1</div>", 0).tree().css_first("div") is not None
