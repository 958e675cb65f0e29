"""The deadlines of a case as a person needs them: published ones first, computed ones beside them, their history.

Pure but for the two readers of the store at the end. Must not contain: the counting (`rules`), words for one surface
(`cli`, `export`, `ui`). A day is a day in the authority's zone and never becomes an instant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Case
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import DEADLINE, ProvenFact
from dealwatch.model.status import Stage
from dealwatch.rules.case_deadlines import CaseDeadline, case_deadlines
from dealwatch.rules.compare import Comparison, compare
from dealwatch.rules.deadline import DeadlineResult
from dealwatch.rules.law import BUNDLED, Law
from dealwatch.rules.procedure import Procedure
from dealwatch.sources.registry import official
from dealwatch.store.database import Store


class DeadlineState(StrEnum):
    AHEAD = "ahead"  # awaited; the day, if there is one, is today or later
    PASSED = "passed"  # the day is over and nothing is known to have settled it
    SETTLED = "settled"  # the step was taken or the case decided
    VANISHED = "vanished"  # published once, no longer shown by the authority


@dataclass(frozen=True, slots=True)
class Version:
    """One day that the authority gave for a deadline. `value` is an ISO day or its words, None where it vanished.

    `observed_at` is when we saw it first (UTC), `event` the id of the event that tells it, empty for the first sight.
    """

    value: str | None
    observed_at: datetime
    evidence: Evidence
    event: str = ""
    note: EventNote = EventNote.NONE

    @property
    def day(self) -> date | None:
        return exact_day(self.value)


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline of a case. The published day decides; the computed one is a cross-check or stands in for it.

    `step` is stable over the life of the case (`decision`, `phase_2`): the field of the published fact or the name it
    would have, else the name of the rule. `left` counts the authority's working days from today, negative once the day
    has passed, None where its calendar or the day is not known or nothing is awaited. `versions` are oldest first.
    `comparison` is of the published day or, where that has vanished, of the last one there was. `side_step` marks a
    day the authority never publishes although it publishes others (the last day for commitments).
    `revision` grows with everything learnt about the case. `zone` is IANA, `today` the present day there.
    """

    case: Case
    step: str
    label: str
    state: DeadlineState
    zone: str
    today: date
    revision: int
    published: date | None = None
    fact: ProvenFact | None = None
    computed: DeadlineResult | None = None
    comparison: Comparison | None = None
    versions: tuple[Version, ...] = ()
    settled_on: date | None = None
    left: int | None = None
    side_step: bool = False

    @property
    def day(self) -> date | None:
        """The day that counts: the published one, else the computed one. None for a vanished one: it holds no more."""
        if self.state is DeadlineState.VANISHED:
            return None
        return self.published or (self.computed.day if self.computed else None)

    @property
    def last_day(self) -> date | None:
        """The day that counts or, of a vanished deadline, the last one the authority gave."""
        return self.day or next((version.day for version in reversed(self.versions) if version.day), None)

    @property
    def listed(self) -> bool:
        """Whether it belongs on a list: published at some time, or still awaited. Of the rest only a computation told;
        a chance that has passed (the last day for commitments) needs no look.
        """
        if self.versions or self.state is DeadlineState.AHEAD:
            return True
        return self.state is DeadlineState.PASSED and not self.side_step

    @property
    def evidence(self) -> Evidence | None:
        """What the published day, or its vanishing, rests on."""
        if self.fact is not None:
            return self.fact.evidence
        return self.versions[-1].evidence if self.versions else None


def deadlines_of(case: Case, events: Sequence[Event], now: datetime, law: Law = BUNDLED) -> tuple[Deadline, ...]:
    """Every deadline of a case, by day; those without a day last.

    `case` and its `events` (oldest first) must be as known at `now`. Without a known procedure only published days are
    given. Nothing is computed through an open stop of the clock: such a deadline is there, not computable.
    """
    procedure = law.procedure(case.procedure)
    zone, today = today_at(case, now, law)
    histories = _histories(case, events)
    found: dict[str, Deadline] = {}
    for line in _lines(case, procedure, law):
        step = _step(line, found)
        if step in found:
            continue  # an earlier stage's day, which the present published one has taken over
        history = histories.pop(step, ())
        pattern = Deadline(case, step, line.label, DeadlineState.AHEAD, zone, today, len(events))
        found[step] = _judged(_with_line(pattern, line, history, procedure), procedure, law)
    for step, history in histories.items():
        label = step.replace("_", " ").capitalize()
        found[step] = Deadline(
            case, step, label, DeadlineState.VANISHED, zone, today, len(events), versions=history
        )  # fmt: skip
    return tuple(sorted(found.values(), key=lambda each: (each.day or date.max, each.step)))


def today_at(case: Case, now: datetime, law: Law = BUNDLED) -> tuple[str, date]:
    """(zone, the present day there) of the authority that has the case: its procedure says, else its source."""
    procedure = law.procedure(case.procedure)
    zone = procedure.zone if procedure else _source_zone(case)
    return zone, now.astimezone(ZoneInfo(zone)).date()


def exact_day(text: str | None) -> date | None:
    """The full day a fact's value gives; None for a month, a year, words or nothing."""
    try:
        return PartialDate.parse(text or "").exact
    except ValueError:
        return None


def _source_zone(case: Case) -> str:
    source = official().get(case.source)
    return source.info.zone if source else "UTC"


def _lines(case: Case, procedure: Procedure | None, law: Law) -> Iterator[CaseDeadline]:
    """Published deadlines first, then awaited ones, then those long settled, the latest stage first.

    A published one in words ("to be confirmed") has the computed day beside it, too, but nothing to compare.
    """
    lines = () if procedure is None else case_deadlines(procedure, case.facts, calendars=law.calendars, settled=True)
    published = [line for line in lines if line.fact]
    rest = [line for line in lines if not line.fact]
    taken = {line.fact for line in published}
    for fact in case.facts.values():
        if fact.namespace == DEADLINE and fact.name not in taken:
            twin = next((line for line in rest if line.computed and fact.name in line.computed.published_as), None)
            rest = [line for line in rest if line is not twin]
            label = twin.label if twin else fact.field.replace("_", " ").capitalize()
            published.append(CaseDeadline(label, exact_day(fact.value), fact.name, twin.computed if twin else None))
    yield from published
    yield from (line for line in rest if not _is_over(line))
    yield from (line for line in reversed(rest) if _is_over(line))


def _is_over(line: CaseDeadline) -> bool:
    return line.computed is not None and line.computed.ended_on is not None


def _step(line: CaseDeadline, taken: dict[str, Deadline]) -> str:
    if line.fact:
        return line.fact.partition(":")[2]
    assert line.computed is not None
    usual = [name.partition(":")[2] for name in line.computed.published_as]
    return next((step for step in usual if _is_over(line) or step not in taken), line.computed.name)


def _with_line(
    pattern: Deadline, line: CaseDeadline, history: tuple[Version, ...], procedure: Procedure | None
) -> Deadline:
    publishes = procedure is not None and any(rule.published for rule in procedure.deadlines)
    return replace(
        pattern,
        published=line.published,
        fact=pattern.case.facts[line.fact] if line.fact else None,
        computed=line.computed,
        comparison=line.comparison,
        versions=history,
        side_step=publishes and not line.fact and line.computed is not None and not line.computed.published_as,
    )


def _judged(deadline: Deadline, procedure: Procedure | None, law: Law) -> Deadline:
    """The deadline with its state, and the working days to go where something is awaited."""
    case, day, computed = deadline.case, deadline.day, deadline.computed
    decided = case.status.decided or case.status.stage.rank >= Stage.DECISION.rank
    ended = computed.ended_on if computed else None
    if case.removed or (deadline.fact is None and deadline.versions):
        gone = replace(deadline, state=DeadlineState.VANISHED, settled_on=ended)
        if procedure is None or computed is None or gone.last_day is None:
            return gone
        return replace(gone, comparison=compare(gone.last_day, computed, law.calendar(procedure)))
    if decided or ended:
        return replace(deadline, state=DeadlineState.SETTLED, settled_on=ended or _decided_on(case))
    left = None if procedure is None or day is None else law.calendar(procedure).working_days(deadline.today, day)
    passed = day is not None and day < deadline.today
    return replace(deadline, state=DeadlineState.PASSED if passed else DeadlineState.AHEAD, left=left)


def _decided_on(case: Case) -> date | None:
    outcome = case.facts.get("outcome")
    return outcome.occurred_on.exact if outcome is not None and outcome.occurred_on is not None else None


def _histories(case: Case, events: Sequence[Event]) -> dict[str, tuple[Version, ...]]:
    """By step: every day the authority gave, as the events tell it, and the present one where no event does."""
    found: dict[str, list[Version]] = {}
    for event in events:
        if event.kind is not EventKind.DEADLINE:
            continue
        versions = found.setdefault(event.field, [])
        if not versions and event.old is not None:
            first = events[0]
            proof = replace(first.evidence, locator="", quote="")
            versions.append(Version(event.old, first.observed_at, proof))
        versions.append(Version(event.new, event.observed_at, event.evidence, event.id, event.note))
    for fact in case.facts.values():
        if fact.namespace != DEADLINE or fact.evidence is None:
            continue
        versions = found.setdefault(fact.field, [])
        if not versions or versions[-1].value != fact.value:
            versions.append(Version(fact.value, fact.evidence.fetched_at, fact.evidence))
    return {step: tuple(versions) for step, versions in found.items()}


def read_deadlines(store: Store, case: Case, now: datetime, law: Law = BUNDLED) -> tuple[Deadline, ...]:
    """The deadlines of a case with what the store has seen of it. `case` must be as known at `now`."""
    return deadlines_of(case, store.events.list(case_id=case.id, until=now), now, law)


def upcoming(store: Store, now: datetime, law: Law = BUNDLED) -> tuple[Deadline, ...]:
    """The deadlines ahead in every watched case, those of tracked deals among them; soonest first."""
    found = [
        deadline
        for case in store.cases.awaiting()
        for deadline in read_deadlines(store, case, now, law)
        if deadline.state is DeadlineState.AHEAD and deadline.day is not None
    ]
    return tuple(sorted(found, key=lambda each: (each.day or date.max, each.case.authority, each.case.number)))
