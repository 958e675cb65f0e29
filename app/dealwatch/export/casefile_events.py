"""Events as sentences for the chronology, with a short form for the key under the ribbon.

Must not contain: which events are shown, their days.
"""

from __future__ import annotations

from collections.abc import Sequence

from dealwatch.export.casefile_dates import day_text
from dealwatch.export.casefile_words import CLOCK_HAPPENED, HAPPENED, OVERLAYS, SHORT, humane, sentence
from dealwatch.export.typeset_text import shortened
from dealwatch.language import _
from dealwatch.model.dates import PartialDate
from dealwatch.model.event import Event, EventKind
from dealwatch.model.status import Badge, Clock, Outcome, Overlay, Stage, Status

_ROWS = ("event:", "step:", "update:")
"""Keys under which sources keep the authority's own chronology."""


def status_words(group: Sequence[Event], badge: Badge | None) -> tuple[str, str]:
    """(sentence, short) of the axes that changed together. `badge` is the label shown after the change."""
    by_axis = {event.field: event for event in group}
    parts: list[str] = []
    outcome, stage = by_axis.get("outcome"), by_axis.get("stage")
    if outcome is not None:
        parts.append(_outcome(outcome))
    elif stage is not None:
        parts.append(_stage(stage))
    clock = by_axis.get("clock")
    if clock is not None and (not parts or clock.new == Clock.SUSPENDED):
        known = Clock(clock.new) if clock.new in set(Clock) else None
        parts.append(_(CLOCK_HAPPENED[known]) if known else _("Clock: {value}").format(value=clock.new))
    if "overlay" in by_axis:
        parts.append(_overlay(by_axis["overlay"]))
    changed = badge is not None and group[-1].badge_old != group[-1].badge_new
    text = sentence("; ".join(part if n == 0 else part[0].lower() + part[1:] for n, part in enumerate(parts)))
    return text, _(SHORT[badge]) if badge is not None and changed else parts[0]


def _outcome(event: Event) -> str:
    if event.new in (None, Outcome.PENDING):
        return _("No longer shown as decided")
    if event.new in set(Outcome):
        return _(HAPPENED[Status(outcome=Outcome(event.new)).badge])
    return _("Outcome: {value}").format(value=event.new)


def _stage(event: Event) -> str:
    if event.new in set(Stage):
        return _(HAPPENED[Status(Stage(event.new)).badge])
    return _("Stage: {value}").format(value=event.new or _("none"))


def _overlay(event: Event) -> str:
    old, new = (set((text or "").split(",")) - {""} for text in (event.old, event.new))
    parts = [_("Added: {names}").format(names=_overlay_names(new - old))] if new - old else []
    if old - new:
        parts.append(
            (_("no longer: {names}") if parts else _("No longer: {names}")).format(names=_overlay_names(old - new))
        )
    return "; ".join(parts) or _("Circumstances restated")


def _overlay_names(values: set[str]) -> str:
    return ", ".join(_(OVERLAYS[Overlay(value)]) if value in set(Overlay) else value for value in sorted(values))


def event_words(event: Event) -> tuple[str, str]:
    """(sentence, short) of every kind of event but changes of status and first sights."""
    name = humane(event.field.partition(":")[2] or event.field)
    old, new = _value(event.old), _value(event.new)
    match event.kind:
        case EventKind.DEADLINE:
            return _moved(f"{name} deadline", old, new)
        case EventKind.DOCUMENT:
            return _document(event.field, old, new)
        case EventKind.PARTY:
            return _restated(_("Parties ({name})").format(name=_lower(name)), old, new)
        case EventKind.TITLE:
            return _restated(_("Title"), old, new)
        case EventKind.REMOVED:
            return _("No longer shown by the source: “{text}”.").format(text=old or name), _("Removed")
        case _ if event.field.startswith("date:"):
            return _moved(name, old, new)
        case _:
            return _restated(_("Text ({name})").format(name=_lower(name)), old, new)


def _moved(name: str, old: str, new: str) -> tuple[str, str]:
    if not new:
        return _("{name} no longer published; it was {old}.").format(name=name, old=old), _("{name} gone").format(
            name=name
        )
    if not old:
        return _("{name} published: {new}.").format(name=name, new=new), name
    return _("{name} moved from {old} to {new}.").format(name=name, old=old, new=new), _("{name} moved").format(
        name=name
    )


def _document(field: str, old: str, new: str) -> tuple[str, str]:
    if not new:
        return _("No longer shown: “{old}”.").format(old=old), _("Removed")
    if old:
        return _("Retitled: “{new}”, before “{old}”.").format(new=new, old=old), _("Retitled")
    return paper_words(field, new)


def paper_words(field: str, title: str) -> tuple[str, str]:
    """(sentence, short) of a document, or of a row of the authority's own chronology, which is no document."""
    if field.startswith(_ROWS):
        return sentence(title), shortened(title, 48)
    return _("Document: “{title}”.").format(title=title), _("Document")


def _restated(name: str, old: str, new: str) -> tuple[str, str]:
    if not new:
        return _("{name} no longer shown; it was “{old}”.").format(name=name, old=old), _("{name} gone").format(
            name=name
        )
    return (
        _("{name} now “{new}”, before “{old}”.").format(name=name, new=new, old=old) if old else f"{name}: “{new}”."
    ), name


def _value(text: str | None) -> str:
    """A value in print: a day as a day, names that stand on lines of their own with commas."""
    if not text:
        return ""
    try:
        return day_text(PartialDate.parse(text))
    except ValueError:
        return ", ".join(part.strip() for part in text.splitlines() if part.strip())


def _lower(name: str) -> str:
    """For the middle of a sentence; what begins with several capitals stays."""
    return name[:1].lower() + name[1:] if not name[:2].isupper() else name
