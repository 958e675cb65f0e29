"""Whether a source answers now, and with what it should: its first questions asked and read, nothing kept.

Must not contain: words of the doctor, any storing. The requests are made all the same, so the caller keeps the ledger.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from dealwatch.model.source import Document, Exchange, Known, Request, SourceProblem, Validators
from dealwatch.watch.ports import Fetcher, Source
from dealwatch.watch.unreadable import readable

_QUESTIONS = 3
"""The first request and what it leads to, as far as a key that has to be read before the question."""


@dataclass(frozen=True, slots=True)
class Probe:
    """How it went. `records` counts cases and items that were read."""

    records: int
    problem: SourceProblem | None = None


def probe(
    source: Source,
    fetcher: Fetcher,
    now: datetime,
    *,
    api_key: str = "",
    contact: str = "",
    ledger: Callable[[Exchange], None],
) -> Probe:
    """Ask as in a first pass, until something was read, at most three times."""
    info = replace(source.info, contact=contact) if source.info.wants_contact else source.info
    known = Known(now, target={"api_key": api_key} if api_key else {})
    waiting: list[Request] = [request for request in source.plan(known) if not request.optional]
    records = 0
    for _ in range(_QUESTIONS):
        if not waiting or records:
            break
        request = waiting.pop(0)
        try:
            answer = fetcher.fetch(request, Validators(), info, ledger)
            assert isinstance(answer, Document)  # nothing was held, so nothing can be unchanged
            with readable(info.key):
                parsed = source.parse(answer, known)
                records += sum(1 for _ in parsed.cases) + len(parsed.items)
        except SourceProblem as problem:
            return Probe(records, problem)
        waiting = [*parsed.follow, *waiting]
        known = replace(known, memory={**known.memory, **parsed.memory})
    return Probe(records)
