"""The rows of the chronology: what happened in a case, when, in whose words, on what proof.

Rows come from the events and from the dated facts that no event tells of: a case that was met late brings its past as
facts. Must not contain: numbering, sources S1…Sn, layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import groupby

from dealwatch.export.casefile_dates import local_day
from dealwatch.export.casefile_events import event_words, paper_words, status_words
from dealwatch.export.casefile_words import HAPPENED, SHORT, STAGE_BEGAN, STEPS, humane, sentence
from dealwatch.language import _, mark
from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Case
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import DATE, DOCUMENT, ProvenFact
from dealwatch.model.status import AXES, Badge, Outcome, Stage, Status

SEEN = mark("day on which it was seen")
_SPOKEN = re.compile(r"\W?(?:[^\W\d_][^\W\dA-Z_]+|[A-Za-z]|[A-Z]{2,})(?:['’-][^\W\d_]+)*\W*")
_FLAGS = {
    EventNote.ROLLBACK: mark("step backwards"),
    EventNote.ROLLBACK_UNDONE: mark("step backwards taken back"),
    EventNote.BY_USER: mark("entered by the file owner"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row.

    `day` is in the authority's zone; `sure` is False where the source gives no day and the day of our reading stands
    in. `axes` are the status axes that took a new value with it. `weight`: 2 a status, 1 a deadline, 0 anything else.
    `id` is the same in every version of the file. `key` names the fact told, so that it is not told twice.
    """

    id: str
    day: PartialDate
    sure: bool
    text: str
    short: str
    evidence: Evidence | None
    flag: str = ""
    quote: str = ""
    weight: int = 0
    axes: Mapping[str, str] = field(default_factory=dict)
    note: EventNote = EventNote.NONE
    observed_at: datetime | None = None
    key: str = ""
    deadline: tuple[str | None, str | None] | None = None

    @property
    def order(self) -> tuple[date, int, str, str]:
        seen = self.observed_at.isoformat() if self.observed_at else ""
        return self.day.first, -self.weight, seen, self.id


def entries_of(case: Case, events: Sequence[Event], zone: str, today: date) -> tuple[Entry, ...]:
    """Every row of one case, in order. `events` are its own; `today` is the as-at day where the authority sits."""
    told = [*_status_rows(events, zone), *_other_rows(case, events, zone)]
    return tuple(sorted([*told, *_fact_rows(case, told, today)], key=lambda entry: entry.order))


def badge_of(text: str) -> Badge | None:
    """The badge an event names, by value or label; None where it names none that we know."""
    return next((badge for badge in Badge if text in (badge.value, badge.label)), None)


def _status_rows(events: Sequence[Event], zone: str) -> Iterable[Entry]:
    """Changes of the axes that were read together are one row."""

    def reading(event: Event) -> tuple[datetime, str]:
        return event.observed_at, event.note

    found = sorted((event for event in events if event.kind is EventKind.STATUS), key=lambda e: (reading(e), e.id))
    for _key, read_together in groupby(found, key=reading):
        for group in _by_day(list(read_together)):
            badge = badge_of(group[-1].badge_new)
            text, short = status_words(group, badge)
            lead = next((event for event in group if event.field in ("outcome", "stage")), group[0])
            yield replace(
                _entry(lead, zone, text, short, weight=2),
                axes={event.field: event.new or "" for event in group},
                key=badge.value if badge else "",
            )


def _by_day(group: list[Event]) -> Iterable[list[Event]]:
    """Those of one day together. Axes for which the source gives no day changed with the one for which it does."""
    days = {event.occurred_on for event in group if event.occurred_on is not None}
    if len(days) <= 1:
        day = next(iter(days), None)
        yield [replace(event, occurred_on=day) for event in group]
        return
    for day in sorted(days | {None for event in group if event.occurred_on is None}, key=lambda day: str(day or "")):
        yield [event for event in group if event.occurred_on == day]


def _other_rows(case: Case, events: Sequence[Event], zone: str) -> Iterable[Entry]:
    for event in events:
        if event.kind is EventKind.STATUS or is_mere_text(event) or _told_by_fact(case, event):
            continue
        if event.kind is EventKind.FIRST_SEEN:
            yield _first_sight(event, zone)
            continue
        text, short = event_words(event)
        entry = _entry(event, zone, text, short, weight=1 if event.kind is EventKind.DEADLINE else 0)
        if event.kind is EventKind.DEADLINE:
            entry = replace(entry, deadline=(event.old, event.new))
        yield replace(entry, key=f"{event.kind}:{event.field}")


def is_mere_text(event: Event) -> bool:
    """A change of wording alone. The authority's own word for the status counts: it may be all that tells of a step."""
    return event.kind is EventKind.TEXT and not event.field.startswith("date:") and event.field != "text:status"


def _told_by_fact(case: Case, event: Event) -> bool:
    """A day published for the first time is told by the dated fact itself, on that day."""
    fact = case.facts.get(event.field)
    return event.field.startswith("date:") and event.old is None and fact is not None and fact.value == event.new


def _first_sight(event: Event, zone: str) -> Entry:
    """A case met for the first time: the step itself where its day is told, otherwise how it stood when first read."""
    badge = badge_of(event.badge_new)
    if event.occurred_on is not None and badge is not None:
        entry = _entry(event, zone, sentence(_(HAPPENED[badge])), _(SHORT[badge]), weight=2)
        return replace(entry, axes=_axes_of(badge), key=badge.value)
    label = _(badge.label) if badge else _("not known")
    entry = _entry(
        event,
        zone,
        _("Case first read; its status then: {label}.").format(label=label),
        _("First read: {label}").format(label=label),
        weight=1,
    )
    axes = _axes_of(badge) if badge else {}
    return replace(entry, axes=axes if "outcome" not in axes else {}, flag=_(SEEN))


def _axes_of(badge: Badge) -> dict[str, str]:
    """The axis value a badge stands for; nothing for an overlay or where several values share the badge."""
    for outcome in Outcome:
        if outcome is not Outcome.PENDING and Status(outcome=outcome).badge is badge:
            return {"outcome": outcome.value}
    return next(({"stage": stage.value} for stage in Stage if Status(stage=stage).badge is badge), {})


def _entry(event: Event, zone: str, text: str, short: str, *, weight: int) -> Entry:
    day = event.occurred_on or PartialDate.of(local_day(event.observed_at, zone))
    flags = [] if event.occurred_on else [_(SEEN)]
    if day.exact is None:
        flags.append(_("day not recorded"))
    if event.note in _FLAGS:
        flags.append(_(_FLAGS[event.note]))
    elif event.note is EventNote.UNEXPECTED:
        before = badge_of(event.badge_old)
        listed = _("not a step the procedure lists after “{before}”")
        flags.append(listed.format(before=_(before.label)) if before else _("not a step the procedure lists"))
    return Entry(
        id=event.id,
        day=day,
        sure=event.occurred_on is not None,
        text=text,
        short=short,
        evidence=event.evidence,
        flag=", ".join(flags),
        quote=_quotation(event.evidence.quote or event.words, text),
        weight=weight,
        note=event.note,
        observed_at=event.observed_at,
    )


def _quotation(words: str, text: str) -> str:
    """The source's words, unless the row already says just that, or they are a value out of a data record."""
    plain = " ".join(words.split())
    said = spoken_words(plain)
    data = re.search(r"\"\s*:", plain) or not said or (len(said) == 1 and plain != said[0])
    return "" if data or plain.casefold() in text.casefold() else plain


def spoken_words(text: str) -> list[str]:
    """The words of a text that a person would say: letters, capital only at the front, or a short abbreviation."""
    return [word for word in text.split() if _SPOKEN.fullmatch(word)]


def _fact_rows(case: Case, told: Sequence[Entry], today: date) -> Iterable[Entry]:
    keys = {entry.key for entry in told}
    dated = {(entry.key, entry.day) for entry in told}
    badge = case.status.badge
    for axis in AXES[:2]:
        fact = case.facts.get(axis)
        if fact is None or fact.occurred_on is None or fact.value in ("pending", "announced"):
            continue
        shown = Status(outcome=case.status.outcome).badge if axis == "outcome" else Status(case.status.stage).badge
        if axis == "stage" and shown is Badge.DECIDED and case.status.decided:
            continue  # the outcome says it
        if (shown.value, fact.occurred_on) not in dated:
            dated.add((shown.value, fact.occurred_on))
            text = sentence(_(HAPPENED[shown]))
            yield _fact_entry(case, fact, fact.occurred_on, text, _(SHORT[shown]), weight=2, axes={axis: fact.value})
    for fact in case.facts.values():
        if fact.namespace == DATE:
            day = read_day(fact.value)
            stage = STAGE_BEGAN.get(fact.field)
            began = Status(stage).badge if stage else badge if fact.field == "decision" else None
            if day is None or day.first > today or (began is not None and (began.value, day) in dated):
                continue
            text = _(STEPS.get(fact.field, "")) or humane(fact.field)
            axes = {"stage": stage.value} if stage else _decision(case, fact)
            yield _fact_entry(case, fact, day, sentence(text), text, weight=2 if axes else 0, axes=axes)
        elif fact.namespace == DOCUMENT and fact.occurred_on is not None and f"document:{fact.field}" not in keys:
            text, short = paper_words(fact.field, fact.value)
            yield _fact_entry(case, fact, fact.occurred_on, text, short, weight=0, axes={})


def _decision(case: Case, fact: ProvenFact) -> dict[str, str]:
    """The day of the decision dates the outcome where the outcome itself has no day."""
    outcome = case.facts.get("outcome")
    undated = case.status.decided and (outcome is None or outcome.occurred_on is None)
    return {"outcome": case.status.outcome.value} if fact.field == "decision" and undated else {}


def _fact_entry(
    case: Case, fact: ProvenFact, day: PartialDate, text: str, short: str, *, weight: int, axes: Mapping[str, str]
) -> Entry:
    return Entry(
        id=f"{case.id}/{fact.name}",
        day=day,
        sure=True,
        text=text,
        short=short,
        evidence=fact.evidence,
        flag="" if day.exact else _("day not recorded"),
        quote=_quotation(fact.quote or fact.words, text),
        weight=weight,
        axes=axes,
        observed_at=fact.evidence.fetched_at if fact.evidence else None,
    )


def read_day(value: str | None) -> PartialDate | None:
    """A fact's value as a day; None for an authority's words that are no day."""
    try:
        return PartialDate.parse(value) if value else None
    except ValueError:
        return None
