"""A pass over one source while it is under way, and the totals of a check. Data and bookkeeping only."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from dealwatch.model.event import Event
from dealwatch.model.source import Known, Request, SourceInfo, SourceProblem, SourceState
from dealwatch.store.sources import SourceRow
from dealwatch.watch.occasion import Occasion, Taken
from dealwatch.watch.ports import Source

GIVE_UP_AFTER = 3
"""Problems with one host after which the rest of a pass is left for the next one."""
HOPELESS = frozenset(
    {
        SourceState.OFFLINE,
        SourceState.DNS,
        SourceState.TLS,
        SourceState.BLOCKED,
        SourceState.RATE_LIMITED,
        SourceState.NEEDS_SETUP,
    }
)
"""States that the next request to the same host would meet as well."""


@dataclass(slots=True)
class Tally:
    """Totals of one check over documents, as `check --json` prints them, and the events it brought in order."""

    checked: int = 0
    changed: int = 0
    not_modified: int = 0
    failed: int = 0
    events: list[Event] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def count(self, taken: Taken) -> None:
        self.checked += 1
        self.not_modified += taken.unchanged
        self.changed += not taken.unchanged
        self.events += taken.events
        self.warnings += taken.warnings

    def count_failure(self) -> None:
        self.checked += 1
        self.failed += 1


@dataclass(slots=True)
class Pass:
    """One source being checked. `problems` keeps one entry per request that failed."""

    row: SourceRow
    source: Source
    known: Known
    occasion: Occasion
    contact: str = ""
    pending: deque[Request] = field(default_factory=deque)
    in_flight: int = 0
    problems: list[tuple[Request, SourceProblem]] = field(default_factory=list)
    answers: int = 0
    events: int = 0
    cut: bool = False
    """The user stopped the reading of a document."""
    _answered_roles: set[str] = field(default_factory=set)
    _asked: set[str] = field(default_factory=set)
    _given_up: set[str] = field(default_factory=set)

    @property
    def info(self) -> SourceInfo:
        """The source's manners, with the user's address for an organisation that wants one."""
        info = self.source.info
        return replace(info, contact=self.contact) if info.wants_contact else info

    @property
    def over(self) -> bool:
        return not self.pending and not self.in_flight

    def add(self, requests: Iterable[Request]) -> None:
        """Queue what has not been asked for in this pass."""
        for request in requests:
            name = f"{request.method} {request.url} {request.data}"
            if name not in self._asked:
                self._asked.add(name)
                self.pending.append(request)

    def answered(self, request: Request, taken: Taken) -> None:
        self.answers += 1
        self._answered_roles.add(request.role)
        self.events += len(taken.events)
        self.add(taken.follow)

    def failed(self, request: Request, problem: SourceProblem) -> None:
        """Note a problem; where more of the same is to be expected, leave the rest of that host alone."""
        self.problems.append((request, problem))
        host = host_of(request)
        if problem.state in HOPELESS or sum(host_of(other) == host for other, _ in self.problems) >= GIVE_UP_AFTER:
            self._given_up.add(host)
            self.pending = type(self.pending)(r for r in self.pending if host_of(r) not in self._given_up)

    def settled(self) -> frozenset[str]:
        """The kinds of document that were read in this pass, every one of them."""
        return frozenset(self._answered_roles - {request.role for request, _ in self.problems})

    def verdict(self) -> SourceProblem | None:
        """The problem that stands for the pass, None for a good one.

        A single case page that is gone (404, 410) is that case's matter, not the source's, unless nothing else
        answered or it is many of them.
        """
        grave = [
            problem
            for request, problem in self.problems
            if not request.optional and not (request.case and problem.state is SourceState.MOVED)
        ]
        if grave:
            return max(grave, key=lambda problem: _GRAVITY.index(problem.state))
        gone = [problem for request, problem in self.problems if not request.optional]
        return gone[0] if gone and (not self.answers or len(gone) >= GIVE_UP_AFTER) else None


_GRAVITY = (
    SourceState.NEEDS_SETUP,
    SourceState.MOVED,
    SourceState.SERVER_ERROR,
    SourceState.DNS,
    SourceState.TLS,
    SourceState.RATE_LIMITED,
    SourceState.LAYOUT_CHANGED,
    SourceState.BLOCKED,
    SourceState.OFFLINE,
)
"""Which of several problems names the state: the one a person can do least about by waiting comes last."""


def host_of(request: Request) -> str:
    return urlsplit(request.url).netloc
