"""What the events of a case add to a period: fixed extensions, stated ones, and those that run from event to event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dealwatch.language import _
from dealwatch.rules.computation import Extension, Unit
from dealwatch.rules.procedure import DeadlineRule, ExtensionRule
from dealwatch.rules.timeline import DatedEvent, Timeline


@dataclass(frozen=True, slots=True)
class Added:
    """The extensions of one period. `unknown` says in words why their length cannot be told, empty if it can."""

    extensions: tuple[Extension, ...] = ()
    warnings: tuple[str, ...] = ()
    unknown: str = ""


def added(rule: DeadlineRule, timeline: Timeline, since: date, until: date | None) -> Added:
    """What the events from the start of the period until its end (None: still running) add to it."""
    parts = [_of_rule(each, timeline, since, until) for each in rule.extensions]
    if rule.plus_days:
        parts.append(Added((Extension(rule.plus_days, Unit.DAYS, rule.plus_words),)))
    return Added(
        tuple(extension for part in parts for extension in part.extensions),
        tuple(warning for part in parts for warning in part.warnings),
        " ".join(part.unknown for part in parts if part.unknown),
    )


def _of_rule(rule: ExtensionRule, timeline: Timeline, since: date, until: date | None) -> Added:
    events = timeline.all(rule.events, since, until)
    if rule.until:
        return _from_event_to_event(rule, events, timeline.all(rule.until, since, until))
    if rule.length is not None:
        counted = events[:1] if rule.once else events
        warnings = (
            () if counted == events else (_("Granted more than once, counted once: {why}.").format(why=_(rule.why)),)
        )
        return Added(tuple(Extension(rule.length, rule.unit, rule.why, event.day) for event in counted), warnings)
    unknown = [event for event in events if event.amount is None]
    if unknown:
        words = _("The length of what was added on {day} is not known ({why}).")
        return Added(unknown=words.format(day=unknown[0].day, why=_(rule.why)))
    stated = tuple(Extension(event.amount or 0, rule.unit, rule.why, event.day) for event in events)
    total = sum(extension.length for extension in stated)
    if rule.max_total is not None and total > rule.max_total:
        allowed, given = rule.unit.words(rule.max_total), rule.unit.words(total)
        words = _("The law allows {allowed} in all, {given} were added: {why}.")
        return Added(stated, (words.format(allowed=allowed, given=given, why=_(rule.why)),))
    return Added(stated)


def _from_event_to_event(rule: ExtensionRule, begun: Iterable[DatedEvent], ended: Iterable[DatedEvent]) -> Added:
    """Calendar days from the notice to the termination: the day of termination itself is not added."""
    ends = sorted(ended)
    extensions: list[Extension] = []
    over: date | None = None
    for event in sorted(begun):
        if over is not None and event.day < over:
            continue  # a second notice within the same extension
        end = next((each for each in ends if each.day >= event.day), None)
        if end is None:
            words = _("The clock has been stopped since {day} ({why}); not computable until it runs again.")
            return Added(unknown=words.format(day=event.day, why=_(rule.why)))
        over = end.day
        extensions.append(Extension((end.day - event.day).days, rule.unit, rule.why, event.day))
    return Added(tuple(extensions))
