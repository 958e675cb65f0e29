"""Bytes to XML text: encodings, DOCTYPE and entities, references, prefixes."""

from __future__ import annotations

import pytest

from dealwatch.sources.feed_text import decode, mended, with_prefixes, without_prolog

WORDS = "<rss>Müller – Übernahme €5</rss>"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (WORDS.encode(), ""),
        (WORDS.encode("utf-8-sig"), "text/xml; charset=iso-8859-1"),
        (WORDS.encode("utf-16"), ""),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), ""),
        (b"\xff\xfe\x00\x00" + WORDS.encode("utf-32-le"), ""),
        (WORDS.encode("utf-32-be"), ""),
        (WORDS.encode("cp1252"), ""),
        (WORDS.encode("cp1252"), 'application/xml; charset="ISO-8859-1"'),
        (WORDS.encode("cp1252"), "application/xml; charset=us-ascii"),
        (WORDS.encode("cp1252"), "application/xml; charset=utf-8"),
        (WORDS.encode(), "application/xml; charset=no-such-thing"),
        (WORDS.encode(), "application/xml; charset=iso-8859-1"),
        (WORDS.encode("utf-7"), "application/xml; charset=utf-7"),
    ],
)
def test_the_encoding_is_found(body: bytes, content_type: str) -> None:
    assert decode(body, content_type) == WORDS


@pytest.mark.parametrize(
    ("encoding", "named", "text"),
    [
        ("gb18030", "gb2312", "欧盟委员会"),
        ("cp949", "euc-kr", "공정거래위원회"),
        ("cp1251", "windows-1251", "Антимонопольная служба"),
        ("cp932", "Shift_JIS", "公正取引委員会"),
    ],
)
def test_the_declared_encoding_counts(encoding: str, named: str, text: str) -> None:
    whole = f'<?xml version="1.0" encoding="{named}"?><rss>{text}</rss>'
    assert decode(whole.encode(encoding), "") == whole


def test_utf_16_without_a_mark_is_told_by_its_declaration() -> None:
    whole = '<?xml version="1.0" encoding="utf-16"?>' + WORDS
    assert decode(whole.encode("utf-16-le"), "") == whole
    assert decode(whole.encode("cp037", "replace"), "").startswith('<?xml version="1.0"')


def test_a_few_wrong_bytes_do_not_spoil_the_rest() -> None:
    body = "Müller, Société: ".encode() + b"\x93quoted\x94 \x81"
    assert decode(body, "") == "Müller, Société: “quoted” \ufffd"


def test_prolog_and_junk_before_the_first_tag_go() -> None:
    text, entities = without_prolog('\n junk <?xml version="1.0"?>\n<!-- <!DOCTYPE no> --><rss>\x00\x1b</rss>')
    assert text == "<!-- <!DOCTYPE no> --><rss></rss>"
    assert entities == {}


def test_text_without_any_tag_stays() -> None:
    assert without_prolog("no tag") == ("no tag", {})


def test_only_short_plain_entities_are_taken_from_a_doctype() -> None:
    doctype = (
        '<!DOCTYPE rss PUBLIC "-//X//EN" "x.dtd" [<!ENTITY a "plain"> <!ENTITY b \'also [plain]\'>'
        ' <!ENTITY c "&a;&a;"> <!ENTITY d SYSTEM "file:///etc/passwd"> <!ENTITY % e "x">'
        f' <!ENTITY f "{"x" * 1001}"> <!ELEMENT g (#PCDATA)> ]>'
    )
    assert without_prolog(doctype + "<rss/>") == ("<rss/>", {"a": "plain", "b": "also [plain]"})


@pytest.mark.parametrize("text", ["<!DOCTYPE rss><rss/>", "<!DOCTYPE rss [ broken <rss/>", "<!DOCTYPE rss"])
def test_no_doctype_is_left(text: str) -> None:
    assert "DOCTYPE" not in without_prolog(text)[0]


def test_a_doctype_inside_the_document_is_text_of_it() -> None:
    text = "<rss><![CDATA[<!DOCTYPE html>]]></rss>"
    assert without_prolog(text)[0] == text


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("a & b &amp; c &lt;", "a &amp; b &amp; c &lt;"),
        ("&nbsp;&eacute;&NotEqualTilde;", "&#160;&#233;&#8770;&#824;"),
        ("&own;", "mine"),
        ("&unknown; &unknown", "&amp;unknown; &amp;unknown"),
        ("&#146;&#x92;&#X41;&#65", "&#8217;&#8217;&#65;&#65;"),
        ("&#0;&#xFFFF;&#x110000;&#129;", "&#65533;"),
        ("<![CDATA[a & b]]> & <!-- & -->", "<![CDATA[a & b]]> &amp; <!-- & -->"),
        ("<![CDATA[open & end", "<![CDATA[open & end"),
    ],
)
def test_references_are_mended(text: str, better: str) -> None:
    assert mended(text, {"own": "mine"}) == better


def test_entities_stop_growing() -> None:
    grown = mended("&big;" * 3000, {"big": "x" * 1000})
    assert grown.count("x") == 1_000_000
    assert grown.endswith("&amp;big;")


def test_undeclared_prefixes_are_declared() -> None:
    text = '<rss xmlns:known="urn:k"><known:a/><dc:b/><odd:c odd2:flag="1"/><![CDATA[ x:y="1"]]></rss>'
    better = with_prefixes(text)
    assert ' xmlns:dc="http://purl.org/dc/elements/1.1/"' in better
    assert ' xmlns:odd="urn:undeclared:odd"' in better
    assert ' xmlns:odd2="urn:undeclared:odd2"' in better
    assert better.count("xmlns:known") == 1


@pytest.mark.parametrize("text", ['<rss xml:lang="en"/>', "no tag a:b='1'"])
def test_nothing_is_added_without_need_or_place(text: str) -> None:
    assert with_prefixes(text) == text
