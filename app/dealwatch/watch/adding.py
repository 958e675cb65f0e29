"""From what was recognised to what is watched: the one way in for the command line, the window and lists."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from dealwatch.language import _
from dealwatch.model.errors import UsageError
from dealwatch.sources.page import choice_of
from dealwatch.sources.page_select import check_choice
from dealwatch.sources.recognise import Kind, Recognition
from dealwatch.sources.sitemap import is_sitemap_address
from dealwatch.watch.lists import unfold
from dealwatch.watch.tracking import Added, Tracking


def add(
    tracking: Tracking,
    meant: Recognition,
    *,
    deal: str = "",
    every: timedelta | None = None,
    choice: Mapping[str, str] | None = None,
) -> Added:
    """Begin to watch what was recognised. UsageError for what this version cannot watch, with the way out.

    `choice` says what of a page is meant (`Tracking.page`). A list is watched entry by entry; where one entry cannot
    be, the others are all the same.
    """
    match meant.kind:
        case Kind.REGISTER:
            return tracking.register(meant.source, every)
        case Kind.CASE if meant.source:
            return tracking.case(
                meant.source,
                meant.number or meant.url,
                authority=meant.authority,
                url=meant.url,
                procedure=meant.procedure,
                deal=deal,
                every=every,
            )
        case Kind.CASE:
            raise UsageError(
                _("No source shows case {number} yet.").format(number=meant.number),
                _("Add a feed or the authority's page instead, or attach saved pages."),
            )
        case Kind.FEED:
            return tracking.feed(meant.url, every=every, title=meant.name)
        case Kind.PAGE:
            return tracking.page(meant.url, page_choice(meant.url, choice or {}), every=every)
        case Kind.FILE:
            return tracking.file(str(_place(meant.name)), every=every)
        case Kind.COMPANY:
            return tracking.company(meant.name, deal)
    return _list(tracking, meant, deal, every)


def page_choice(url: str, choice: Mapping[str, str]) -> Mapping[str, str]:
    """The choice made whole: whether the page is read as a sitemap. UsageError for a selector that cannot be read."""
    if is_sitemap_address(url) or choice.get("words"):
        if choice.get("selector") or choice.get("xpath"):
            raise UsageError(
                _("A sitemap has no elements to choose."), _("Name words that new addresses must have instead.")
            )
        return {**choice, "reads": "sitemap"}
    if choice.get("selector") and choice.get("xpath"):
        raise UsageError(_("Either a CSS selector or an XPath expression says what is meant."), _("Name one of them."))
    chosen = choice_of(choice)
    if chosen is not None:
        check_choice(chosen)
    return choice


def _place(name: str) -> Path:
    place = Path(name).expanduser().absolute()
    if not place.exists():
        raise UsageError(_("There is no such file or folder."), str(place))
    return place


def _list(tracking: Tracking, meant: Recognition, deal: str, every: timedelta | None) -> Added:
    entries = unfold(meant)
    if entries == (meant,):
        return tracking.sample()
    new = False
    for entry in entries:
        with suppress(UsageError):
            new = add(tracking, entry, deal=deal, every=every).new or new
    return Added(new, "list", "")
