"""From what was recognised to what is watched: the one way in for the command line, the window and lists."""

from __future__ import annotations

from datetime import timedelta

from dealwatch.model.errors import UsageError
from dealwatch.sources.recognise import Kind, Recognition
from dealwatch.watch.tracking import Added, Tracking


def add(tracking: Tracking, meant: Recognition, *, deal: str = "", every: timedelta | None = None) -> Added:
    """Begin to watch what was recognised. UsageError for what this version cannot watch, with the way out."""
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
                f"No source shows case {meant.number} yet.",
                "Add a feed or the authority's page instead, or attach saved pages.",
            )
        case Kind.FEED:
            return tracking.feed(meant.url, every=every)
        case Kind.COMPANY:
            return tracking.company(meant.name, deal)
        case Kind.PAGE | Kind.FILE | Kind.LIST:
            raise UsageError(
                f"Dealwatch cannot watch that yet: {meant.words}.", "Case numbers, registers, feeds and names work."
            )
