"""One period of one case: which length applies, what stops and lengthens it, where it ends.

The inside of `calculator`. Must not contain: ways of counting (`counting`), rules of law.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from dealwatch.language import _
from dealwatch.rules.calendars import Calendar
from dealwatch.rules.computation import Computation, Extension, Stop, Unit, Working, WorkingKind
from dealwatch.rules.counting import count
from dealwatch.rules.deadline import Alternative
from dealwatch.rules.extensions import Added, added
from dealwatch.rules.holiday_lengthened import holiday_lengthened
from dealwatch.rules.procedure import DeadlineRule, LateRule, Procedure, RuleKind, Variant
from dealwatch.rules.rule_words import rule_words
from dealwatch.rules.timeline import Stops, Timeline


@dataclass(slots=True)
class Period:
    """A period from its start. `ended` is the day on which its step was taken, None while it runs.

    Made once and read: `computation`, `words` (the rule as applied) and `alternatives` (what other conditions of the
    same rule would give).
    """

    procedure: Procedure
    rule: DeadlineRule
    timeline: Timeline
    calendar: Calendar
    start: date
    ended: date | None
    event: str
    computation: Computation = field(init=False)
    words: str = field(init=False)
    alternatives: tuple[Alternative, ...] = field(init=False, default=())
    _stops: Stops = field(init=False, default_factory=Stops)

    def __post_init__(self) -> None:
        if self.rule.stops:
            self._stops = self.timeline.stops(self.procedure.stops, self.rule.start, self.ended)
        variants = self._variants()
        number = variants[0].count if variants else self.rule.count
        extra = added(self.rule, self.timeline, self.start, self.ended)
        self.words = rule_words(self.rule, number, variants, extra.extensions)
        self.computation = self._compute(number, extra)
        if self.computation.day is not None:
            self.alternatives = tuple(self._alternatives(number, extra))

    def _compute(self, number: int, extra: Added) -> Computation:
        if extra.unknown:
            return Computation.impossible(extra.unknown)
        for orphan in self._stops.orphans:
            if orphan > self.start:
                reason = _("The clock ran again on {day}, but it is not known since when it had stood; not computable.")
                return Computation.impossible(reason.format(day=orphan))
        result = self._count(number, extra.extensions)
        if self.rule.late is not None and result.day is not None:
            result = self._with_late(self.rule.late, result, result.day, extra.extensions)
        return replace(result, warnings=(*extra.warnings, *result.warnings))

    def _count(self, number: int, extensions: tuple[Extension, ...], start: date | None = None) -> Computation:
        kind = self.rule.rule
        begin = self.start if start is None else start
        if kind in (RuleKind.MONTHS_PLUS_HOLIDAYS, RuleKind.WEEKS_PLUS_HOLIDAYS):
            return holiday_lengthened(begin, number, kind.unit, self.calendar, event=self.event)
        return count(
            begin,
            number,
            kind.unit,
            self.calendar,
            inclusive=kind is RuleKind.WEEKS_INCL,
            stops=self._stops.known,
            extensions=extensions,
            roll=self.rule.roll,
            event=self.event,
        )

    def _variants(self) -> tuple[Variant, ...]:
        """The conditions that are met and give the longest of the lengths they give, if any."""
        met = [variant for variant in self.rule.variants if self._met(variant)]
        longest = max((variant.count for variant in met), default=0)
        return tuple(variant for variant in met if variant.count == longest)

    def _met(self, variant: Variant) -> bool:
        if variant.started_before is not None and self.start >= variant.started_before:
            return False
        if not variant.if_any:
            return True
        if variant.any_time:
            return bool(self.timeline.all(variant.if_any))
        events = self.timeline.all(variant.if_any, self.start, self.ended)
        return any(self._number_of(event.day) >= (variant.from_day or 0) for event in events)

    def _number_of(self, day: date) -> int:
        """The number of a day within the period: working days from its start, stopped ones left out."""
        counted = self.calendar.working_days(self.start, day)
        return counted - sum(self._stopped(stop, day) for stop in self._stops.known)

    def _stopped(self, stop: Stop, until: date) -> int:
        first = max(stop.first, self.start)
        last = until if stop.last is None else min(stop.last, until)
        if last < first:
            return 0
        return self.calendar.working_days(first, last) + (first > self.start and self.calendar.is_working(first))

    def _with_late(
        self, late: LateRule, result: Computation, end: date, extensions: tuple[Extension, ...]
    ) -> Computation:
        events = self.timeline.all(late.events, self.start, end if self.ended is None else min(end, self.ended))
        if not events or self.calendar.working_days(events[-1].day, end) >= late.within:
            return result
        longest = self._count(late.longest, extensions)
        renewed = self._count(late.then, (), events[-1].day)
        if longest.day is not None and renewed.day is not None and longest.day < renewed.day:
            return longest
        words = _("{why}; {length} from this day")
        words = words.format(why=_(late.words), length=Unit.WORKING_DAYS.words(late.then))
        return replace(renewed, workings=(Working(WorkingKind.EXTENDED, words, events[-1].day), *renewed.workings))

    def _alternatives(self, number: int, extra: Added) -> Iterator[Alternative]:
        conditions: dict[int, list[str]] = {}
        for variant in self.rule.variants:
            if variant.if_any and variant.count != number:
                conditions.setdefault(variant.count, []).append(variant.words)
        for length, words in conditions.items():
            yield from self._alternative(self._count(length, extra.extensions), " or ".join(words))
        given = {extension.why for extension in extra.extensions}
        for rule in self.rule.extensions:
            if rule.length is not None and rule.why not in given:
                more = Extension(rule.length, rule.unit, rule.why)
                yield from self._alternative(self._count(number, (*extra.extensions, more)), rule.why)
        if self.rule.late is not None:
            yield from self._alternative(self._count(self.rule.late.longest, extra.extensions), self.rule.late.words)

    def _alternative(self, other: Computation, words: str) -> Iterator[Alternative]:
        if other.day is not None and other.day != self.computation.day:
            yield Alternative(other.day, words)
