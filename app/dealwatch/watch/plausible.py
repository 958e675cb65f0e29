"""Last look before facts are judged: what no register can mean is a broken page, not a change. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from dealwatch.model.dates import PartialDate
from dealwatch.model.facts import DATE, DEADLINE, CaseFacts
from dealwatch.model.source import SourceProblem, SourceState
from dealwatch.sources.troubles import Hint, Trouble

_EARLIEST_YEAR = 1950
_FURTHEST = timedelta(days=3653)
VANISHED_SHARE = 0.2
"""A complete list that lost more than this share of its cases at once is taken for a broken answer."""


def check(facts: CaseFacts, now: datetime) -> None:
    """Raises `SourceProblem` (layout changed) for facts that cannot be: no number, no fact, days centuries away."""
    if not facts.number.strip() or not facts.facts:
        raise _broken("A case without a number or without any fact.")
    for fact in facts.facts:
        if fact.namespace in (DATE, DEADLINE):
            _check_day(facts.number, fact.value, now)


def _check_day(number: str, text: str, now: datetime) -> None:
    try:
        day = PartialDate.parse(text)
    except ValueError as error:
        raise _broken(f"{number}: {error}") from error
    if day.year < _EARLIEST_YEAR or day.first > (now + _FURTHEST).date():
        raise _broken(f"{number}: the day {text} lies outside living memory.")


def check_list(known: int, listed: int, missing: int) -> None:
    """Raises `SourceProblem` where a complete list has lost too much of what is known to be believed."""
    if known and (not listed or missing > max(3, known * VANISHED_SHARE)):
        raise _broken(f"{missing} of {known} known cases are missing from a list of {listed}.")


def _broken(detail: str) -> SourceProblem:
    return SourceProblem(
        SourceState.LAYOUT_CHANGED,
        Trouble.STRANGE_PAGE,
        Hint.TRIED_AGAIN,
        detail=detail,
    )
