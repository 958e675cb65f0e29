"""What a CSS selector or an XPath expression matches on a page. Pure: the picker shows it before anything is saved.

Must not contain: what the words of an element are (`page_text`), fetching.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree, html
from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from dealwatch.language import _
from dealwatch.model.errors import UsageError
from dealwatch.sources.page_text import element_text, page_markup
from dealwatch.sources.printed import clean
from dealwatch.sources.recognise_urls import web_address

_LONGEST = 1000
MOST_MATCHES = 2000
"""Elements of one page that are looked at; a selector that matches more means everything, not something."""

_TABLE_PARTS = frozenset(("tr", "tbody", "thead", "tfoot", "td", "th", "caption", "colgroup", "col"))


@dataclass(frozen=True, slots=True)
class Choice:
    """What on a page is meant: a CSS selector or an XPath expression. `xpath` tells which."""

    expression: str
    xpath: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """One element that says something. `link` is the address it, or something in or around it, leads to."""

    text: str
    link: str = ""


def check_choice(choice: Choice) -> None:
    """UsageError, with what is wrong, for an expression that cannot be read."""
    if not choice.expression.strip() or len(choice.expression) > _LONGEST:
        raise _unreadable(choice, "it is empty or too long")
    find("<html><body><p>x</p></body></html>", choice)


def preview(page: bytes | str, choice: Choice, *, content_type: str = "", base: str = "") -> tuple[Match, ...]:
    """What would be watched on this page, in its order; empty where nothing matches or what matches says nothing.

    `base` is the page's own address, to which links are relative. UsageError for an expression that cannot be read.
    """
    markup = page if isinstance(page, str) else page_markup(page, content_type)
    return find(markup, choice, base)


def find(markup: str, choice: Choice, base: str = "") -> tuple[Match, ...]:
    """The matches that say something; at most `MOST_MATCHES`."""
    found = _by_xpath(markup, choice, base) if choice.xpath else _by_css(markup, choice, base)
    kept: list[Match] = []
    for match in found:
        if match.text:
            kept.append(match)
        if len(kept) == MOST_MATCHES:
            break
    return tuple(kept)


def _by_css(markup: str, choice: Choice, base: str) -> Iterator[Match]:
    try:
        nodes = LexborHTMLParser(markup).css(choice.expression)
    except (SelectolaxError, ValueError) as error:
        raise _unreadable(choice, str(error)) from error
    for node in nodes:
        link = _link(node)  # before the hidden parts go
        yield Match(element_text(node), _absolute(base, link))


def _by_xpath(markup: str, choice: Choice, base: str) -> Iterator[Match]:
    try:
        expression = etree.XPath(choice.expression, smart_strings=False)
    except etree.XPathError as error:
        raise _unreadable(choice, str(error)) from error
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace") or b"<html/>", parser=parser)
    except etree.LxmlError:  # nothing in it that could be an element
        return
    try:
        found = expression(tree)
    except etree.XPathError as error:
        raise _unreadable(choice, str(error)) from error
    for each in found if isinstance(found, list) else [found]:
        if isinstance(each, etree.ElementBase):
            yield _match(each, base)
        elif not isinstance(each, (etree.CommentBase, etree.PIBase)):
            yield Match(_plain(each))


def _match(element: etree.ElementBase, base: str) -> Match:
    """An element of lxml read like any other: handed over as markup, a cell within what may hold it."""
    tag = str(element.tag)
    markup = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    if tag in ("td", "th"):
        markup = f"<tr>{markup}</tr>"
    node = LexborHTMLParser(f"<table>{markup}</table>" if tag in _TABLE_PARTS else markup).css_first(tag)
    if node is None:  # no element of HTML
        return Match("")
    around = next((place.get("href") for place in element.iterancestors("a") if place.get("href")), "")
    return Match(element_text(node), _absolute(base, _link(node) or around))


def _plain(value: object) -> str:
    """The text of what is no element: an attribute, a text, a number that was counted."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value).lower() if isinstance(value, bool) else str(value))


def _link(node: LexborNode) -> str:
    inside = node.css_first("a[href]")
    current: LexborNode | None = inside or node
    while current is not None:
        if current.tag == "a" and current.attributes.get("href"):
            return current.attributes["href"] or ""
        current = current.parent
    return ""


def _absolute(base: str, link: str) -> str:
    """The address in one spelling, empty for what is no web address."""
    try:
        return web_address(urljoin(base, link.strip())) if link.strip() else ""
    except ValueError:
        return ""


def _unreadable(choice: Choice, why: str) -> UsageError:
    kind = "XPath expression" if choice.xpath else "CSS selector"
    return UsageError(
        _("That is no {kind} Dealwatch can read: {expression}").format(kind=kind, expression=choice.expression[:80]),
        f"({why})",
    )
