"""A web page that the user added: one element of it, or several, or for want of a choice its main text.

Recommended is an element (CSS selector or XPath): then nothing else on the page can raise an alert. Without one the
blocks of the main part are watched, never the bytes: pages are added from a single field that cannot ask, and a text
read conservatively is better than a refusal. A sitemap is read by `sitemap`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from urllib.parse import urlsplit

from dealwatch.language import mark
from dealwatch.model.source import Document, Known, Parsed, Request, SourceInfo, SourceProblem, SourceState
from dealwatch.sources.feed_entry import normal_link
from dealwatch.sources.landmarks import is_html, layout_changed, refuse_notices
from dealwatch.sources.page_select import MOST_MATCHES, Choice, find
from dealwatch.sources.page_text import main_blocks, page_markup, page_title, tree_of
from dealwatch.sources.page_values import Found, Replaced, element_changes, text_changes
from dealwatch.sources.printed import clean
from dealwatch.sources.sitemap_read import is_sitemap
from dealwatch.sources.troubles import Hint, Trouble, site, told

_MAX_BYTES = 10 * 2**20
_TITLE = 120


def choice_of(target: Mapping[str, str]) -> Choice | None:
    """The element a target names, None where it names none."""
    if target.get("xpath"):
        return Choice(target["xpath"], xpath=True)
    return Choice(target["selector"]) if target.get("selector") else None


class Page:
    """The source `page:<url>`. `target`: `url`, and optionally `selector` or `xpath`, and `name`."""

    def __init__(self, target: Mapping[str, str]) -> None:
        self._url = target["url"]
        self._name = target.get("name", "")
        self._choice = choice_of(target)
        host = urlsplit(self._url).hostname or self._url
        self._host, self._site = host, site("page", host)
        self._info = SourceInfo(
            key=f"page:{self._url}",
            authority="",
            title=self._name or f"Page of {host}",
            zone="UTC",
            interval=timedelta(hours=1),
            homepage=self._url,
            terms=mark("As the publisher of the page says. Its robots.txt is honoured."),
            tells=mark("What the watched part of the page says. It is news: it never changes the status of a case."),
            pace=timedelta(seconds=2),
            tier="user",
        )

    @property
    def info(self) -> SourceInfo:
        return self._info

    def plan(self, known: Known) -> Sequence[Request]:
        return [self._request()]

    def parse(self, document: Document, known: Known) -> Parsed:
        """What is new in the watched part.

        SourceProblem for a notice of the site, for something that is no page, and where the watched element is
        missing or says nothing (`LAYOUT_CHANGED`): that is never taken for a change.
        """
        refuse_notices(document.body, self._site)
        if self._choice is not None:
            if not is_markup(document.body):
                raise layout_changed(self._site, "no web page")
            return self._elements(document, known, self._choice)
        return self._text(document, known)

    def owns(self, url: str) -> Request | None:
        return self._request() if normal_link(url) == normal_link(self._url) else None

    def _request(self) -> Request:
        return Request(self._url, "page", mark("Web page"), max_bytes=_MAX_BYTES)

    def _elements(self, document: Document, known: Known, choice: Choice) -> Parsed:
        matches = find(page_markup(document.body, document.content_type), choice, document.url)
        if not matches:
            raise SourceProblem(
                SourceState.LAYOUT_CHANGED,
                told(Trouble.ELEMENT_MISSING, host=self._host),
                Hint.CHOOSE_ELEMENT,
                detail=choice.expression,
            )
        found = element_changes(matches, known.memory, document.fetched_at, choice.expression)
        title = page_title(tree_of(document.body, document.content_type))
        more = len(matches) == MOST_MATCHES
        return self._parsed(found, title, (f"Only the first {MOST_MATCHES} elements are watched.",) if more else ())

    def _text(self, document: Document, known: Known) -> Parsed:
        if is_sitemap(document.body):
            raise SourceProblem(
                SourceState.LAYOUT_CHANGED,
                told(Trouble.SITEMAP_FOR_PAGE, site=self._site),
                Hint.WORDS_FOR_SITEMAP,
                detail="a sitemap where a page was expected",
            )
        if is_markup(document.body):
            tree = tree_of(document.body, document.content_type)
            title, blocks = page_title(tree), main_blocks(tree)
        else:
            lines = page_markup(document.body, document.content_type).splitlines()
            title, blocks = "", [text for line in lines if (text := clean(line))]
        if not blocks:
            raise SourceProblem(
                SourceState.LAYOUT_CHANGED,
                told(Trouble.NO_TEXT, site=self._site),
                Hint.BROWSER,
                detail="no text in the main part",
            )
        try:
            found = text_changes(blocks, known.memory, document.fetched_at, title)
        except Replaced as replaced:
            raise SourceProblem(
                SourceState.LAYOUT_CHANGED,
                told(Trouble.OTHER_TEXT, site=self._site),
                Hint.ADD_AGAIN,
                detail="nearly all of the text was exchanged at once",
            ) from replaced
        return self._parsed(found, title)

    def _parsed(self, found: Found, title: str, warnings: tuple[str, ...] = ()) -> Parsed:
        return Parsed(items=found.items, memory=found.memory, title=self._name or title[:_TITLE], warnings=warnings)


def is_markup(body: bytes) -> bool:
    """Whether the bytes are a web page, also one that leaves out `<html>` and all that."""
    return is_html(body) or b"</" in body
