"""Honours robots.txt for pages that the user added: a fetcher around a fetcher, which asks a site for its rules first.

A site's rules are kept for a day, also over restarts, as one small text that the caller keeps. They are fetched
through the same fetcher, so that they stand in the ledger. Official sources and feeds pass through: they were made for
programs. Must not contain: the reading of the rules (`robots_rules`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

import msgspec

from dealwatch.language import mark
from dealwatch.model.dates import instant_text, parse_instant
from dealwatch.model.source import (
    Document,
    Exchange,
    NotModified,
    Request,
    SourceInfo,
    SourceProblem,
    SourceState,
    Validators,
)
from dealwatch.sources.landmarks import is_garbled, is_html
from dealwatch.sources.robots_rules import Rules, read_rules
from dealwatch.sources.troubles import Hint, Trouble, site, told

KEPT_FOR = timedelta(days=1)
STALE_AFTER = timedelta(days=30)
"""How long old rules still count while the site does not give new ones (and when they are forgotten)."""

_LONGEST_PACE = timedelta(seconds=60)
_MAX_BYTES = 5 * 2**20


class Inner(Protocol):
    """The fetcher that really asks; as `watch.ports.Fetcher`."""

    def fetch(
        self,
        request: Request,
        validators: Validators,
        info: SourceInfo,
        ledger: Callable[[Exchange], None],
        *,
        permit: Callable[[str], None] | None = None,
    ) -> Document | NotModified: ...

    def close(self) -> None: ...


class Kept(msgspec.Struct, frozen=True):
    """The rules of one site and when they were read (UTC)."""

    at: str
    rules: Rules


_decode = msgspec.json.Decoder(dict[str, Kept]).decode


class RobotsFetcher:
    """`kept` is what `keep` was last given, empty at first. `now` gives aware UTC instants. Thread-safe."""

    def __init__(
        self, inner: Inner, *, now: Callable[[], datetime], kept: str = "", keep: Callable[[str], object] = str
    ) -> None:
        self._inner = inner
        self._now = now
        self._keep = keep
        self._sites = _sites(kept)
        self._lock = threading.Lock()

    def fetch(
        self, request: Request, validators: Validators, info: SourceInfo, ledger: Callable[[Exchange], None]
    ) -> Document | NotModified:
        """As the inner fetcher. `SourceProblem` with `BLOCKED` for what a site's rules keep programs from.

        Where a page leads on to another address, that one's rules count as well.
        """
        if not info.key.startswith("page:"):
            return self._inner.fetch(request, validators, info, ledger)
        rules = self._permitted(request.url, info, ledger)
        pace = max(info.pace, min(timedelta(seconds=rules.delay), _LONGEST_PACE))
        paced = replace(info, pace=pace)

        def permit(url: str) -> None:
            self._permitted(url, info, ledger)

        return self._inner.fetch(request, validators, paced, ledger, permit=permit)

    def close(self) -> None:
        self._inner.close()

    def _permitted(self, url: str, info: SourceInfo, ledger: Callable[[Exchange], None]) -> Rules:
        """The rules that allow an address; `SourceProblem` where they do not."""
        parts = urlsplit(url)
        rules = self._rules(f"{parts.scheme}://{parts.netloc}", info, ledger)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if not rules.allows(path):
            raise SourceProblem(
                SourceState.BLOCKED,
                told(Trouble.ASKED_NOT_TO, site=site("site", parts.netloc)),
                Hint.KEEPS_TO_IT,
                detail=f"robots.txt: {rules.rule_for(path)}",
            )
        return rules

    def _rules(self, site: str, info: SourceInfo, ledger: Callable[[Exchange], None]) -> Rules:
        with self._lock:
            known = self._sites.get(site)
        if known is not None and self._age(known) < KEPT_FOR:
            return known.rules
        request = Request(f"{site}/robots.txt", "robots", mark("Rules for programs"), max_bytes=_MAX_BYTES, fresh=True)
        try:
            answer = self._inner.fetch(request, Validators(), info, ledger)
        except SourceProblem as problem:
            if _has_none(problem):
                return self._remember(site, Rules())
            if known is not None:
                return known.rules
            raise  # not knowing is no permission; the page would hardly answer either
        if not isinstance(answer, Document) or is_html(answer.body) or is_garbled(answer.body):
            return Rules()  # a page of the site in its place: no rules, but they may come any time
        return self._remember(site, read_rules(answer.body))

    def _remember(self, site: str, rules: Rules) -> Rules:
        with self._lock:
            kept = {name: each for name, each in self._sites.items() if self._age(each) < STALE_AFTER}
            self._sites = kept | {site: Kept(instant_text(self._now()), rules)}
            text = msgspec.json.encode(self._sites).decode()
        self._keep(text)
        return rules

    def _age(self, kept: Kept) -> timedelta:
        """A clock that was set back makes rules old, not young."""
        return abs(self._now() - parse_instant(kept.at))


def _sites(kept: str) -> Mapping[str, Kept]:
    try:
        return _decode(kept) if kept else {}
    except msgspec.DecodeError:  # written by another version; it is only a copy
        return {}


def _has_none(problem: SourceProblem) -> bool:
    """Whether the site answered that there are no rules for us: any 4xx but "too many" (RFC 9309, 2.3.1.3)."""
    status = problem.detail
    return problem.state is SourceState.MOVED or (status.isdigit() and 400 <= int(status) < 500 and status != "429")
