"""A deadline as a person reads it on a terminal: day and step, the two days side by side, on demand the workings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dealwatch.figures.day_words import day_text
from dealwatch.watch.base_rates import BaseRate, Span
from dealwatch.watch.deadlines import Deadline, DeadlineState

_SPANS = {Span.FIRST: "first stage", Span.IN_DEPTH: "in-depth stage", Span.WAIVER: "application"}


def deadline_lines(deadline: Deadline, deal: str | None, rate: BaseRate | None, workings: bool) -> Iterator[str]:
    case = deadline.case
    subject = " ".join(part for part in (case.authority, case.printed_number) if part)
    about = f"{deal}: {case.title}" if deal and deal != case.title else case.title
    yield f"{_when(deadline)}  {subject}  {deadline.label}{_state(deadline)}"
    yield f"    {about}"
    yield f"    {_sides(deadline)}"
    earlier = [version.day for version in deadline.versions if version.day and version.day != deadline.last_day]
    if earlier:
        yield f"    earlier: {', '.join(map(day_text, earlier))}"
    if workings:
        yield from (f"    {line}" for line in _workings(deadline, rate))


def _when(deadline: Deadline) -> str:
    return day_text(deadline.last_day) if deadline.last_day else "no day"


def _state(deadline: Deadline) -> str:
    match deadline.state:
        case DeadlineState.AHEAD:
            return "" if deadline.left is None else f", {_left(deadline.left)}"
        case DeadlineState.PASSED:
            return ", the day has passed"
        case DeadlineState.SETTLED:
            return f", settled{_on(deadline.settled_on)}"
        case DeadlineState.VANISHED:
            return f", no longer shown{'; settled' + _on(deadline.settled_on) if deadline.settled_on else ''}"


def _left(days: int) -> str:
    if days == 0:
        return "today"
    return f"{days} working day{'s' if days != 1 else ''} left"


def _on(day: date | None) -> str:
    return f" on {day_text(day)}" if day else ""


def _sides(deadline: Deadline) -> str:
    """`published 10 Jul 2026 (Fri) · computed 26 Jun 2026 (Fri) · difference +10 working days. It would fit: …`"""
    computed, comparison = deadline.computed, deadline.comparison
    words = deadline.fact.value if deadline.fact else "nothing"
    sides = [f"published {day_text(deadline.published) if deadline.published else words}"]
    if deadline.state is DeadlineState.VANISHED:
        sides = ["no longer published"]
    if computed is None:
        sides.append("nothing computed: the rules of this step or its beginning are not known")
    elif computed.day is None:
        sides.append(f"not computable: {computed.reason}")
    else:
        sides.append(f"computed {day_text(computed.day)}{', the same' if comparison and comparison.agrees else ''}")
    if comparison is not None and comparison.difference is not None and not comparison.agrees:
        sides.append(f"difference {comparison.difference:+d} working days. {comparison.cause}".strip())
    return " · ".join(sides)


def _workings(deadline: Deadline, rate: BaseRate | None) -> Iterator[str]:
    computed = deadline.computed
    if computed is not None:
        yield f"{computed.rule}; {computed.legal} ({computed.grade.words})"
        yield from (f"  {working.text}" for working in computed.workings)
        yield from (f"! {warning}" for warning in computed.warnings)
    if rate is not None:
        yield (
            f"{rate.elapsed} working days in the {_SPANS[rate.span]}; {rate.n} past cases took"
            f" {rate.lower:g} to {rate.upper:g} in the middle half, {rate.median:g} in the middle"
        )
    evidence = deadline.evidence
    if evidence is not None:
        yield f"“{evidence.quote}” {evidence.url}" if evidence.quote else evidence.url
