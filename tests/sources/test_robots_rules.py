"""robots.txt as RFC 9309 has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.sources.robots_rules import Rules, read_rules

EVERYBODY = "User-agent: *\n"


def rules(text: str) -> Rules:
    return read_rules(text.encode())


@pytest.mark.parametrize(
    ("lines", "path", "allowed"),
    [
        ("Disallow: /", "/", False),
        ("Disallow: /", "/robots.txt", True),
        ("Disallow:", "/x", True),
        ("Disallow: /private", "/privateer", False),
        ("Disallow: /private/", "/private", True),
        ("Disallow: /\nAllow: /open", "/open/x", True),
        ("Allow: /open\nDisallow: /", "/open", True),
        ("Disallow: /a\nAllow: /a", "/a", True),
        ("Allow: /a\nDisallow: /a/b", "/a/b", False),
        ("Disallow: /*.pdf$", "/x/y.pdf", False),
        ("Disallow: /*.pdf$", "/x/y.pdf?v=1", True),
        ("Disallow: /a$", "/a", False),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: /*/b*/c", "/a/bb/c", False),
        ("Disallow: /*/b*/c", "/a/c/b", True),
        ("Disallow: /*b$", "/b", False),
        ("Disallow: /ab*b$", "/ab", True),
        ("Disallow: *?items_per_page=", "/list?items_per_page=50", False),
        ("Disallow: /caf%C3%A9", "/café", False),
        ("Disallow: /café", "/caf%c3%a9/x", False),
        ("Disallow: /a%2Fb", "/a/b", True),
        ("Disallow: /a%2Fb", "/a%2fb", False),
        ("DISALLOW : /x # why", "/x", False),
        ("Disallow: /x\rDisallow: /y", "/y", False),
    ],
)
def test_a_line_decides_over_a_path(lines: str, path: str, allowed: bool) -> None:
    assert rules(EVERYBODY + lines).allows(path) is allowed


def test_the_line_that_decides_can_be_shown() -> None:
    found = rules(EVERYBODY + "Disallow: /\nAllow: /open")
    assert (found.rule_for("/x"), found.rule_for("/open")) == ("Disallow: /", "Allow: /open")
    assert rules("").rule_for("/x") == ""


def test_a_group_of_our_own_stands_instead_of_everybodys() -> None:
    found = rules("User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: DealWatch/1.0\nDisallow: /x\n")
    assert found.allows("/y")
    assert not found.allows("/x")


def test_groups_for_one_reader_are_one_group() -> None:
    found = rules("User-agent: *\nDisallow: /a\nUser-agent: other\nDisallow: /b\nUser-agent: *\nDisallow: /c")
    assert [found.allows(path) for path in ("/a", "/b", "/c")] == [False, True, False]


def test_an_own_group_without_lines_allows_everything() -> None:
    assert rules("User-agent: dealwatch\nDisallow:\n\nUser-agent: *\nDisallow: /").allows("/x")


@pytest.mark.parametrize(
    ("text", "delay"),
    [("10", 10.0), ("0.5", 0.5), ("-3", 0.0), ("soon", 0.0), ("inf", 0.0), ("nan", 0.0), ("10\nCrawl-delay: 20", 20.0)],
)
def test_a_delay_is_in_seconds(text: str, delay: float) -> None:
    assert rules(f"{EVERYBODY}Crawl-delay: {text}").delay == delay


def test_what_is_no_rule_is_passed_over() -> None:
    found = rules("\ufeffSitemap: https://x.test/s.xml\nDisallow: /before\n???\nUser-agent: !\nDisallow: /nobody\n")
    assert found == Rules()


def test_a_hostile_pattern_costs_nothing() -> None:
    found = rules(EVERYBODY + "Disallow: /" + "*a" * 5000 + "$")
    assert found.allows("/" + "a" * 4000 + "b")


@given(st.binary(max_size=400), st.text(max_size=40))
def test_no_bytes_are_too_strange(body: bytes, path: str) -> None:
    read_rules(body).allows(f"/{path}")
