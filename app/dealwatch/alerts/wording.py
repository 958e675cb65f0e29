"""Alerts in words: a title of at most 60 characters and a line or two. Pure; the words of a person, never codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dealwatch.figures.day_words import day_text, number_text, partial_text
from dealwatch.language import _, mark, n_
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
    "decision": mark("decision deadline"),
    "determination": mark("end of the determination period"),
    "phase_1": mark("Phase 1 deadline"),
    "phase_2": mark("Phase 2 deadline"),
}
_HEALTH = {
    SourceState.OK: (mark("{source} can be read again."), mark("What happened meanwhile has been taken in.")),
    SourceState.BLOCKED: (
        mark("{source} refuses automated reading."),
        mark("What is stored stays valid. You can open the page and attach it."),
    ),
    SourceState.LAYOUT_CHANGED: (
        mark("{source} looks different and cannot be read."),
        mark("What is stored stays valid; nothing is guessed. It is tried again."),
    ),
    SourceState.RATE_LIMITED: (mark("{source} asks us to come back later."), mark("What is stored stays valid.")),
    SourceState.MOVED: (mark("A page of {source} has moved or is gone."), mark("What is stored stays valid.")),
}
_HEALTH_OTHER = (mark("{source} does not answer."), mark("What is stored stays valid. It is tried again."))


@dataclass(frozen=True, slots=True)
class Told:
    """An alert with what it is about, as read from the store."""

    alert: Alert
    events: tuple[Event, ...]
    case: Case | None = None
    deal: Deal | None = None
    source_title: str = ""
    filed: Filed | None = None


def title(told: Told, length: int = TITLE_LENGTH) -> str:
    """`CMA: Microsoft / Mistral AI – Not reviewable`, shortened to fit."""
    if told.alert.subject is AlertSubject.HEALTH:
        return _health_title(told, length)
    if told.filed is not None:
        proposal = told.filed.proposal
        name = proposal.deal or " / ".join(proposal.parties)
        words = _("News suggests: {authority} {deal} – {status}")
        said = words.format(authority=proposal.authority, deal=name, status=_(proposal.status.label))
        return _short(said, length)
    if told.alert.subject is AlertSubject.ITEM:
        count = len(told.events)
        many = n_("{n} new item", "{n} new items", count).format(n=number_text(count))
        news = _plain(told.events[0].new) if count == 1 else many
        return _short(f"{told.source_title}: {news}", length)
    what = _comes_near(told) if told.alert.subject is AlertSubject.REMINDER else headline(told.events)
    room = length - len(what) - len(" – ")
    name = f"{told.case.authority}: {subject_name(told)}" if told.case else subject_name(told)
    return f"{_short(name, max(room, 20))} – {what}"[: length + 20] if room >= 20 else _short(what, length)


def body(told: Told) -> str:
    """The words that prove it, the day, and what it was before."""
    if told.alert.subject is AlertSubject.HEALTH:
        return _health(told)[1]
    if told.filed is not None:
        formal = [_("not a formal step")] if told.filed.proposal.formal is False else []
        quote = _("‘{quote}’").format(quote=_short(told.filed.proposal.evidence, 180))
        return _short(" · ".join([quote, *formal]), BODY_LENGTH)
    if told.alert.subject is AlertSubject.ITEM:
        return _short("\n".join(map(_news, told.events[:3])), BODY_LENGTH)
    if told.alert.subject is AlertSubject.REMINDER:
        return _reminder(told)
    event = leading(told.events)
    parts = []
    quote = event.evidence.quote or event.words
    if quote:
        parts.append(_("‘{quote}’").format(quote=_short(quote, 120)))
    if event.occurred_on:
        parts.append(partial_text(event.occurred_on))
    if event.badge_old and event.badge_old != event.badge_new:
        parts.append(_("was: {before}").format(before=_(Badge(event.badge_old).label)))
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
        label = _(Badge(event.badge_new).label)
        if event.note is EventNote.ROLLBACK:
            return _("back to {status}").format(status=label)
        return _("new case, {status}").format(status=label) if event.kind is EventKind.FIRST_SEEN else label
    if event.kind is EventKind.DEADLINE:
        if event.new is None:
            return _("deadline removed")
        day = partial_text(PartialDate.parse(event.new), weekday=False)
        words = _("deadline {day}") if event.old is None else _("deadline moved to {day}")
        return words.format(day=day)
    if event.kind is EventKind.REMOVED:
        return _("no longer shown by the authority") if event.field == "case" else _("document removed")
    if event.kind is EventKind.DOCUMENT:
        count = sum(other.kind is EventKind.DOCUMENT for other in events)
        return _("new document") if count == 1 else n_("{n} new document", "{n} new documents", count).format(n=count)
    if event.kind is EventKind.PARTY:
        return _("parties changed")
    return _("renamed") if event.kind is EventKind.TITLE else _("text changed")


def _deadline(event: Event) -> str:
    known = _STEP_WORDS.get(event.field)
    step = _(known) if known else _("{step} deadline").format(step=event.field.replace("_", " "))
    if event.new is None:
        return _("{step} removed (was {before})").format(step=step, before=_day(event.old))
    if event.old is None:
        return f"{step} {_day(event.new)}"
    words = _("{step} moved to {day} (was {before})")
    return words.format(step=step, day=_day(event.new), before=_day(event.old))


def _day(text: str | None) -> str:
    return partial_text(PartialDate.parse(text)) if text else ""


def _health(told: Told) -> tuple[str, str]:
    first, second = _HEALTH.get(SourceState(told.alert.detail), _HEALTH_OTHER)
    return _(first).format(source=told.source_title), _(second)


def health_line(told: Told) -> str:
    """What is the matter with a source and what is safe, whole: for where there is room."""
    return " ".join(_health(told))


def _health_title(told: Told, length: int) -> str:
    """What is the matter, whole: rather is the source's name shortened."""
    words = _(_HEALTH.get(SourceState(told.alert.detail), _HEALTH_OTHER)[0])
    room = length - len(words.format(source=""))
    return _short(words.format(source=_short(told.source_title, max(room, 12))), length)


def _news(event: Event) -> str:
    """An item's words; of a watched element also those it had before."""
    if not event.old:
        return _plain(event.new)
    words = _("‘{quote}’ · was: {before}")
    return words.format(quote=_short(_plain(event.new), 120), before=_short(event.old, 80))


def _comes_near(told: Told) -> str:
    """`Phase 1 decision tomorrow`; a working day away over a weekend is not tomorrow."""
    reminder = Reminder.parse(told.alert.detail)
    step, left = _(reminder.label), reminder.working_days
    if reminder.deal_id and reminder.days > 1:
        return n_("{step} in {n} day", "{step} in {n} days", left).format(step=step, n=left)
    if reminder.days == 0:
        return _("{step} today").format(step=step)
    if reminder.days == 1:
        return _("{step} tomorrow").format(step=step)
    if left == 1:
        return _("{step} on the next working day").format(step=step)
    return n_("{step} in {n} working day", "{step} in {n} working days", left).format(step=step, n=left)


def _reminder(told: Told) -> str:
    reminder = Reminder.parse(told.alert.detail)
    if reminder.deal_id:
        origin = _("stated in a document") if reminder.published else _("entered by you")
        return f"{day_text(reminder.day)} · {origin}"
    who = told.case.authority if told.case else _("the authority")
    origin = _("published by {who}") if reminder.published else _("computed; {who} has not published it")
    return f"{day_text(reminder.day)} · {origin.format(who=who)}"


def _plain(text: str | None) -> str:
    return text or ""


def _short(text: str, length: int) -> str:
    text = " ".join(text.split()) if "\n" not in text else text
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
