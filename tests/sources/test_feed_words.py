"""Plain words and whole addresses."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from dealwatch.sources.feed_words import absolute, element_words, plain


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Merger  cleared\n", "Merger cleared"),
        ("<p>One</p><p>Two</p>", "One Two"),
        ("in<b>de</b>pth &amp; <br/>wide", "indepth & wide"),
        ("a < b and c > d", "a < b and c > d"),
        ("List<T> stays, <blink>this</blink> goes", "List<T> stays, this goes"),
        ("x<script>alert('<p>')</script>y<style>p{}</style><!-- no -->z<?php no ?>", "x y z"),
        ("x<!-- open", "x"),
        ("&lt;b&gt; once", "<b> once"),
        ("Caf\x92e \u00a0 \u200bx", "Caf’e x"),
    ],
)
def test_html_becomes_words(markup: str, text: str) -> None:
    assert plain(markup) == text


@pytest.mark.parametrize(
    ("xml", "atom", "text"),
    [
        ("<t>a &amp;amp; &lt;b&gt;c&lt;/b&gt;</t>", False, "a & c"),
        ("<t>a &amp;amp; &lt;b&gt;c&lt;/b&gt;</t>", True, "a &amp; <b>c</b>"),
        ("<t type='html'>a &amp;amp; b</t>", True, "a & b"),
        ("<t mode='escaped'>a &amp;amp; b</t>", True, "a & b"),
        ("<t>in<b>de</b>pth<p>new</p>end</t>", False, "indepth new end"),
        ("<t>x<style>p</style> y</t>", False, "x y"),
        ("<t mode='base64'>PGI+YTwv\nYj4=</t>", True, "a"),
        ("<t type='application/octet-stream'>%%</t>", False, "%%"),
        ("<t/>", False, ""),
    ],
)
def test_an_element_becomes_words(xml: str, atom: bool, text: str) -> None:
    assert element_words(fromstring(xml), atom=atom) == text


@pytest.mark.parametrize(
    ("base", "address", "whole"),
    [
        ("https://a.test/x/feed.xml", "y", "https://a.test/x/y"),
        ("https://a.test/x/", " /y?b=1#c ", "https://a.test/y?b=1#c"),
        ("https://a.test/", "//b.test/y", "https://b.test/y"),
        ("https://a.test/", "HTTPS://b.test/y", "https://b.test/y"),
        ("", "relative", "relative"),
        ("https://a.test/", "", ""),
        ("https://a.test/", "javascript:alert(1)", ""),
        ("https://a.test/", "data:text/html,x", ""),
        ("https://a.test/", "mailto:x@a.test", "mailto:x@a.test"),
        ("https://a.test/", "//[broken", ""),
    ],
)
def test_addresses_are_made_whole(base: str, address: str, whole: str) -> None:
    assert absolute(base, address) == whole
