"""A check's events as a person reads them: one line per case and check, with the sentence that proves it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dealwatch.alerts.wording import headline, leading
from dealwatch.figures.day_words import partial_text
from dealwatch.model.dates import instant_text
from dealwatch.model.deal import Case, Deal
from dealwatch.model.event import Event, EventNote
from dealwatch.model.status import Badge

About = tuple[Event, Case | None, Sequence[Deal]]
_REMARK = {
    EventNote.ROLLBACK: "  (roll-back, told when it is seen again)",
    EventNote.ROLLBACK_UNDONE: "  (roll-back undone)",
    EventNote.UNEXPECTED: "  (not on the usual path of this procedure)",
    EventNote.BY_USER: "  (entered by a person)",
}


def change_texts(events: Sequence[About]) -> list[str]:
    """Events of one case seen at one instant make one entry; the leading one gives the words."""
    entries = []
    for _, found in groupby(events, key=lambda about: _check(about[0])):
        group = list(found)
        entries.append(_entry([about[0] for about in group], group[0][1], group[0][2]))
    return entries


def _check(event: Event) -> tuple[object, ...]:
    """What makes events one change. Entered facts share the instant of entering; their days keep them apart."""
    entered = event.note in (EventNote.BY_USER, EventNote.SAMPLE)
    return event.case_id or event.id, event.observed_at, event.occurred_on if entered else None


def _entry(events: list[Event], case: Case | None, deals: Sequence[Deal]) -> str:
    event = leading(events)
    name = deals[0].name if deals else (case.title if case else event.source)
    number = case.printed_number if case and case.printed_number else ""
    subject = " ".join(part for part in (event.authority, name, number) if part)
    what = headline(events) if case else " → ".join(filter(None, (event.old, event.new)))
    if event.badge_old and event.badge_old != event.badge_new:
        what = f"{Badge(event.badge_old).label} → {Badge(event.badge_new).label}"
    lines = [f"{instant_text(event.observed_at)}  {subject}: {what}{_REMARK.get(event.note, '')}"]
    if case and (quote := event.evidence.quote):
        day = f"  ({partial_text(event.occurred_on)})" if event.occurred_on else ""
        lines.append(f"    “{quote}”{day}")
    return "\n".join(lines)
