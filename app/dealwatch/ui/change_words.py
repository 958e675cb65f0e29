"""Events and changes in words: what happened, what it was before, when, and which sentence proves it. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from dealwatch.export.casefile_words import CLOCK_HAPPENED, HAPPENED, OVERLAYS, humane
from dealwatch.language import _, mark, n_
from dealwatch.model.dates import PartialDate
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.status import Badge, Clock, Overlay
from dealwatch.ui.hand_words import hand_words
from dealwatch.ui.words import authority_spoken, count_words, lowered, moment_words, partial_text

if TYPE_CHECKING:
    from dealwatch.model.alert import Reminder
    from dealwatch.ui.desk import Change

_CLOCKS = {
    Clock.NONE: mark("No clock"),
    Clock.RUNNING: mark("Running"),
    Clock.SUSPENDED: mark("Stopped"),
    Clock.EXPIRED: mark("Ended"),
    Clock.NOT_COMPUTABLE: mark("Not computable"),
}
_OVERLAY_HAPPENED = {
    "appeal": HAPPENED[Badge.UNDER_APPEAL],
    "court_litigation": HAPPENED[Badge.IN_COURT],
}
LINE = 60
"""Characters of the authority's words that still are a line; longer ones are read in the inspector."""
_NOTES = {
    EventNote.ROLLBACK: mark("step backwards, waiting for confirmation"),
    EventNote.ROLLBACK_UNDONE: mark("the authority took the step backwards back"),
    EventNote.BY_USER: mark("entered by you"),
    EventNote.DEMO: mark("demonstration"),
}


@dataclass(frozen=True, slots=True)
class FactPill:
    """One changed fact, old → new; badges where the fact is the status."""

    label: str
    old: str = ""
    new: str = ""
    old_badge: Badge | None = None
    new_badge: Badge | None = None


def badge_of(text: str) -> Badge | None:
    """The badge an event names; None for none, or for one a newer version wrote."""
    try:
        return Badge(text) if text else None
    except ValueError:
        return None


def day_of(event: Event, zone: tzinfo = UTC) -> PartialDate:
    """The day the source gives, else the day we saw it in the authority's zone."""
    return event.occurred_on or PartialDate.of(event.observed_at.astimezone(zone).date())


def day_words(event: Event, zone: tzinfo = UTC, *, weekday: bool = True) -> str:
    return partial_text(day_of(event, zone), weekday=weekday)


def badges(change: Change) -> tuple[Badge | None, Badge | None]:
    """(before, after) of the change's status; (None, None) where no status changed."""
    for event in change.events:
        if event.kind in (EventKind.STATUS, EventKind.FIRST_SEEN):
            old = badge_of(event.badge_old) if event.kind is EventKind.STATUS else None
            new = badge_of(event.badge_new)
            return (None if old is new else old), new
    return None, None


def teller(change: Change) -> str:
    """Whom a line names first: the authority, else where it was read; a long-stop date is one of the deal."""
    if change.reminder is not None and change.reminder.deal_id:
        return _("Deal")
    return change.lead.authority or change.source_title


def event_words(event: Event) -> str:
    """What happened, in one line: the Event column."""
    match event.kind:
        case EventKind.FIRST_SEEN:
            return _first_words(event)
        case EventKind.STATUS:
            return _status_words(event)
        case EventKind.DEADLINE:
            return _deadline_words(event)
        case EventKind.DOCUMENT:
            return _("Document: {title}").format(title=event.new or event.words)
        case EventKind.REMOVED:
            words = event.old or event.words or humane(event.field)
            return _("No longer shown: {what}").format(what=words)
        case EventKind.PARTY:
            parties = _flat(event.new)
            return _("Parties changed: {parties}").format(parties=parties) if event.new else _("Parties removed")
        case EventKind.TITLE:
            return _("Title is now “{title}”").format(title=event.new) if event.new else _("Title removed")
        case EventKind.TEXT:
            return _text_words(event)


def _first_words(event: Event) -> str:
    """A register shows how things stood when we first looked; an entry by hand tells a step."""
    badge = badge_of(event.badge_new)
    if event.note in (EventNote.SAMPLE, EventNote.BY_USER, EventNote.DEMO):
        return _short(_words(event)) or (_(HAPPENED[badge]) if badge else _("Entered"))
    return _("First seen: {status}").format(status=lowered(_(badge.label))) if badge else _("First seen")


def _status_words(event: Event) -> str:
    if event.field == "clock" and event.new:
        return _short(event.words) or _(CLOCK_HAPPENED[Clock(event.new)])
    if event.field == "overlay":
        new = {part for part in (event.new or "").split(",") if part} - set((event.old or "").split(","))
        if not new:
            return _("No longer under appeal or in court")
        told = [_(_OVERLAY_HAPPENED.get(part, "")) or _capital(_(OVERLAYS[Overlay(part)])) for part in sorted(new)]
        return _short(event.words) or ", ".join(told)
    badge = badge_of(event.badge_new)
    return _short(_words(event)) or (_(HAPPENED[badge]) if badge else humane(event.field))


def summary(event: Event) -> str:
    """The longer words of an event that its line has no room for; empty where the line says it all."""
    words = _flat(_words(event))
    return words if len(words) > LINE else ""


def _words(event: Event) -> str:
    """The authority's words as they are; of an entry by hand what Dealwatch wrote, in the language of the window."""
    return hand_words(event.words) if event.note is EventNote.BY_USER else event.words


def _short(words: str) -> str:
    """The authority's own words where they are short enough for a line."""
    text = _sentence(words)
    return text if len(text) <= LINE else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _deadline_words(event: Event) -> str:
    name = humane(event.field)
    if event.new is None:
        return _("{name} deadline no longer published").format(name=name)
    words = _("{name} deadline set: {day}") if event.old is None else _("{name} deadline moved to {day}")
    return words.format(name=name, day=value_words(event.new, weekday=False))


def _text_words(event: Event) -> str:
    place, _colon, field = event.field.partition(":")
    name = humane(field or place)
    if place == "date":
        return f"{name}: {value_words(event.new)}" if event.new else _("{name}: date no longer shown").format(name=name)
    words = _("{name}: “{quote}”") if event.new else _("{name}: text no longer shown")
    return words.format(name=name, quote=_flat(event.new))


def change_words(event: Event) -> str:
    """The Change column: old → new, or what it was."""
    if event.note in _NOTES:
        return _(_NOTES[event.note])
    if event.kind is EventKind.DEADLINE:
        return _("was {before}").format(before=value_words(event.old, weekday=False)) if event.old else ""
    if event.kind is EventKind.STATUS:
        if event.field == "clock":
            return f"{_clock(event.old)} → {_clock(event.new)}"
        old, new = badge_of(event.badge_old), badge_of(event.badge_new)
        if old and new and old is not new:
            return f"{_(old.label)} → {_(new.label)}"
        return ""
    if event.kind in (EventKind.TITLE, EventKind.TEXT) and event.old:
        if event.kind is EventKind.TITLE:
            return _("was “{before}”").format(before=_flat(event.old))
        return _("was {before}").format(before=value_words(event.old))
    return ""


def caution(event: Event) -> str:
    """What to look at twice: a step that the procedure does not list after the one before. Empty otherwise."""
    if event.note is not EventNote.UNEXPECTED:
        return ""
    before = badge_of(event.badge_old)
    if before is None:
        return _("Not a step the procedure lists; authorities do skip steps.")
    words = _("Not a step the procedure lists after “{before}”; authorities do skip steps.")
    return words.format(before=_(before.label))


def facts(change: Change) -> list[FactPill]:
    """What changed, fact by fact; the status is one line whatever its axes."""
    if change.reminder is not None:
        return [FactPill(_(change.reminder.label), "", value_words(change.reminder.day.isoformat()))]
    found: list[FactPill] = []
    old, new = badges(change)
    if new is not None:
        found.append(FactPill(_("Status"), old_badge=old, new_badge=new))
    for event in change.events:
        if event.kind is EventKind.STATUS and event.field == "clock" and _clock_matters(event, change):
            found.append(FactPill(_("Clock"), _clock(event.old), _clock(event.new)))
        elif event.kind is EventKind.DEADLINE:
            name = _("{name} deadline").format(name=humane(event.field))
            found.append(FactPill(name, value_words(event.old), value_words(event.new)))
        elif event.kind is EventKind.TEXT and event.field.startswith("date:"):
            label = humane(event.field.partition(":")[2])
            found.append(FactPill(label, value_words(event.old), value_words(event.new)))
        elif event.kind is EventKind.DOCUMENT:
            found.append(FactPill(_("Document"), "", _flat(event.new)))
        elif event.kind in (EventKind.PARTY, EventKind.TITLE, EventKind.REMOVED) or (
            event.kind is EventKind.TEXT and new is None
        ):  # beside a change of status other words of the page are no news
            found.append(FactPill(_label(event), _flat(event.old), _flat(event.new)))
    return found


def _clock_matters(event: Event, change: Change) -> bool:
    """A clock that starts with a phase or ends with a decision is no news of its own; one that stops or goes on is."""
    return "suspended" in (event.old, event.new) or len(change.events) == 1


def aside(change: Change) -> str:
    """What is said beside the badges: the deadline that goes with the change."""
    for event in change.events:
        if event.kind is EventKind.DEADLINE:
            if event.new is None:
                return _("deadline {day} no longer runs").format(day=value_words(event.old, weekday=False))
            words = _("to {day}, was {before}") if event.old else _("to {day}")
            before = value_words(event.old, weekday=False)
            return words.format(day=value_words(event.new, weekday=False), before=before)
    if badges(change) == (None, None):
        return ""
    if change.lead.note is EventNote.UNEXPECTED:
        return _("not a step the procedure lists")
    return _(_NOTES.get(change.lead.note, ""))


def second(change: Change) -> str:
    """The line for a change without a quote: what happened; of a deadline that comes near, where its day is from."""
    if change.reminder is None:
        return event_words(change.lead)
    if change.reminder.deal_id:
        return _("Stated in a document") if change.reminder.published else _("Entered by you")
    if change.reminder.published:
        return _("Published by {who}").format(who=authority_spoken(change.lead.authority))
    return _("Calculated; {who} has not published a day").format(who=authority_spoken(change.lead.authority))


def _reminder_words(reminder: Reminder) -> str:
    """`Phase 1 decision in 3 working days`, as it was when the reminder was raised."""
    if reminder.deal_id and reminder.days > 1:
        words = n_("{step} in {n} day", "{step} in {n} days", reminder.days)
        return words.format(step=_(reminder.label), n=reminder.days)
    if reminder.days == 0:
        return _("{step} today").format(step=_(reminder.label))
    if reminder.days == 1:
        return _("{step} tomorrow").format(step=_(reminder.label))
    if reminder.working_days == 1:
        return _("{step} on the next working day").format(step=_(reminder.label))
    words = n_("{step} in {n} working day", "{step} in {n} working days", reminder.working_days)
    return words.format(step=_(reminder.label), n=reminder.working_days)


def quote(change: Change) -> str:
    """The sentence that proves the change: of the leading event, else of any."""
    return next((event.evidence.quote for event in change.events if event.evidence.quote), "")


def headline(change: Change) -> str:
    """One line for lists that show no badge: what the leading event says."""
    if change.reminder is not None:
        return _reminder_words(change.reminder)
    return event_words(change.lead)


def provenance(change: Change, now: datetime) -> str:
    """Where it was read and when it was stored."""
    event = change.lead
    parts = [change.source_title or event.source]
    if event.evidence.snapshot:
        parts.append(_("stored {moment}").format(moment=moment_words(event.evidence.fetched_at, now)))
    if len(change.events) > 1:
        parts.append(count_words(len(facts(change)), "fact changed", "facts changed"))
    return " · ".join(part for part in parts if part)


def value_words(value: str | None, *, weekday: bool = True) -> str:
    """A fact's value for people: an ISO day as a day, an axis value as words, anything else as it is."""
    if value is None:
        return _("none")
    try:
        return partial_text(PartialDate.parse(value), weekday=weekday)
    except ValueError:
        return _flat(value)


def _clock(value: str | None) -> str:
    return _(_CLOCKS[Clock(value)] if value else _CLOCKS[Clock.NONE])


def _label(event: Event) -> str:
    if event.kind is EventKind.REMOVED:
        return _("No longer shown")
    if event.kind is EventKind.TITLE:
        return _("Title")
    return humane(event.field.partition(":")[2] or event.field)


def _flat(text: str | None) -> str:
    return ", ".join(line.strip() for line in (text or "").splitlines() if line.strip())


def _sentence(words: str) -> str:
    text = _flat(words)
    return text[:1].upper() + text[1:]
