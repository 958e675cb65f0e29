"""Alerts in words: a title of at most 60 characters and a line or two. Pure; the words of a person, never codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dealwatch.figures.day_words import day_text, partial_text
from dealwatch.model.alert import Alert, AlertSubject, Reminder
from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Case, Deal
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.proposal import Filed
from dealwatch.model.source import SourceState
from dealwatch.model.status import Badge

TITLE_LENGTH = 60
BODY_LENGTH = 240
_STEP_WORDS = {
    "decision": "decision deadline",
    "determination": "end of the determination period",
    "phase_1": "Phase 1 deadline",
    "phase_2": "Phase 2 deadline",
}
_HEALTH = {
    SourceState.OK: ("{source} can be read again.", "What happened meanwhile has been taken in."),
    SourceState.BLOCKED: (
        "{source} refuses automated reading.",
        "What is stored stays valid. You can open the page and attach it.",
    ),
    SourceState.LAYOUT_CHANGED: (
        "{source} looks different and cannot be read.",
        "What is stored stays valid; nothing is guessed. It is tried again.",
    ),
    SourceState.RATE_LIMITED: ("{source} asks us to come back later.", "What is stored stays valid."),
    SourceState.MOVED: ("A page of {source} has moved or is gone.", "What is stored stays valid."),
}
_HEALTH_OTHER = ("{source} does not answer.", "What is stored stays valid. It is tried again.")


@dataclass(frozen=True, slots=True)
class Told:
    """An alert with what it is about, as read from the store."""

    alert: Alert
    events: tuple[Event, ...]
    case: Case | None = None
    deal: Deal | None = None
    source_title: str = ""
    filed: Filed | None = None


def title(told: Told) -> str:
    """`CMA: Microsoft / Mistral AI – Not reviewable`, shortened to fit."""
    if told.alert.subject is AlertSubject.HEALTH:
        return _short(_health(told)[0], TITLE_LENGTH)
    if told.filed is not None:
        proposal = told.filed.proposal
        name = proposal.deal or " / ".join(proposal.parties)
        return _short(f"News suggests: {proposal.authority} {name} – {proposal.status.label}", TITLE_LENGTH)
    if told.alert.subject is AlertSubject.ITEM:
        count = len(told.events)
        news = _plain(told.events[0].new) if count == 1 else f"{count} new items"
        return _short(f"{told.source_title}: {news}", TITLE_LENGTH)
    what = _comes_near(told) if told.alert.subject is AlertSubject.REMINDER else headline(told.events)
    room = TITLE_LENGTH - len(what) - len(" – ")
    name = f"{told.case.authority if told.case else ''}: {subject_name(told)}"
    return f"{_short(name, max(room, 20))} – {what}"[: TITLE_LENGTH + 20] if room >= 20 else _short(what, TITLE_LENGTH)


def body(told: Told) -> str:
    """The words that prove it, the day, and what it was before."""
    if told.alert.subject is AlertSubject.HEALTH:
        return _health(told)[1]
    if told.filed is not None:
        formal = " · not a formal step" if told.filed.proposal.formal is False else ""
        return _short(f"‘{_short(told.filed.proposal.evidence, 180)}’{formal}", BODY_LENGTH)
    if told.alert.subject is AlertSubject.ITEM:
        return _short("\n".join(map(_news, told.events[:3])), BODY_LENGTH)
    if told.alert.subject is AlertSubject.REMINDER:
        return _reminder(told)
    event = leading(told.events)
    parts = []
    quote = event.evidence.quote or event.words
    if quote:
        parts.append(f"‘{_short(quote, 120)}’")
    if event.occurred_on:
        parts.append(partial_text(event.occurred_on))
    if event.badge_old and event.badge_old != event.badge_new:
        parts.append(f"was: {Badge(event.badge_old).label}")
    deadline = next((other for other in told.events if other.kind is EventKind.DEADLINE), None)
    if deadline is not None:
        parts.append(_deadline(deadline))
    return _short(" · ".join(parts), BODY_LENGTH)


def subject_name(told: Told) -> str:
    """What the case is about: the deal's name if it is tracked, else the case's title."""
    if told.deal is not None:
        return told.deal.name
    return told.case.title or told.case.printed_number if told.case else ""


def leading(events: Sequence[Event]) -> Event:
    """The event that matters most: a status, then a deadline, then the first."""
    order = (EventKind.STATUS, EventKind.FIRST_SEEN, EventKind.DEADLINE, EventKind.REMOVED)
    return min(events, key=lambda event: order.index(event.kind) if event.kind in order else len(order))


def headline(events: Sequence[Event]) -> str:
    """What happened, in a few words."""
    event = leading(events)
    if event.kind in (EventKind.STATUS, EventKind.FIRST_SEEN):
        label = Badge(event.badge_new).label
        if event.note is EventNote.ROLLBACK:
            return f"back to {label}"
        return f"new case, {label}" if event.kind is EventKind.FIRST_SEEN else label
    if event.kind is EventKind.DEADLINE:
        if event.new is None:
            return "deadline removed"
        day = partial_text(PartialDate.parse(event.new), weekday=False)
        return f"deadline {day}" if event.old is None else f"deadline moved to {day}"
    if event.kind is EventKind.REMOVED:
        return "no longer shown by the authority" if event.field == "case" else "document removed"
    if event.kind is EventKind.DOCUMENT:
        count = sum(other.kind is EventKind.DOCUMENT for other in events)
        return "new document" if count == 1 else f"{count} new documents"
    if event.kind is EventKind.PARTY:
        return "parties changed"
    return "renamed" if event.kind is EventKind.TITLE else "text changed"


def _deadline(event: Event) -> str:
    step = _STEP_WORDS.get(event.field, event.field.replace("_", " ") + " deadline")
    if event.new is None:
        return f"{step} removed (was {_day(event.old)})"
    if event.old is None:
        return f"{step} {_day(event.new)}"
    return f"{step} moved to {_day(event.new)} (was {_day(event.old)})"


def _day(text: str | None) -> str:
    return partial_text(PartialDate.parse(text)) if text else ""


def _health(told: Told) -> tuple[str, str]:
    first, second = _HEALTH.get(SourceState(told.alert.detail), _HEALTH_OTHER)
    return first.format(source=told.source_title), second


def _news(event: Event) -> str:
    """An item's words; of a watched element also those it had before."""
    return f"‘{_short(_plain(event.new), 120)}’ · was: {_short(event.old, 80)}" if event.old else _plain(event.new)


def _comes_near(told: Told) -> str:
    """`Phase 1 decision tomorrow`; a working day away over a weekend is not tomorrow."""
    reminder = Reminder.parse(told.alert.detail)
    if reminder.days == 0:
        return f"{reminder.label} today"
    if reminder.days == 1:
        return f"{reminder.label} tomorrow"
    if reminder.working_days == 1:
        return f"{reminder.label} on the next working day"
    return f"{reminder.label} in {reminder.working_days} working days"


def _reminder(told: Told) -> str:
    reminder = Reminder.parse(told.alert.detail)
    who = told.case.authority if told.case else "the authority"
    origin = f"published by {who}" if reminder.published else f"computed; {who} has not published it"
    return f"{day_text(reminder.day)} · {origin}"


def _plain(text: str | None) -> str:
    return text or ""


def _short(text: str, length: int) -> str:
    text = " ".join(text.split()) if "\n" not in text else text
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
