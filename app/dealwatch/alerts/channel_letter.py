"""What is sent through a channel: alerts in full, as plain text, as HTML and as data. Pure; in the user's language.

Unlike a notification a letter has room: what changed from what to what, who says so, in which case, where it stands
and when it was seen. Must not contain: delivery, the store.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dealwatch.alerts import wording
from dealwatch.alerts.wording import Told
from dealwatch.figures.day_words import day_text, number_text, partial_text
from dealwatch.figures.field_words import field_words
from dealwatch.language import _, n_, spoken
from dealwatch.model.alert import AlertSubject
from dealwatch.model.dates import PartialDate, instant_text
from dealwatch.model.event import Event, EventKind
from dealwatch.model.status import Badge
from dealwatch.sources.human_pages import page_for_people

MOST = 40
"""Alerts that are told in full; further ones are counted."""
_HEADING, _QUOTE, _VALUE = 200, 400, 200
_ARROW = " → "
_BADGES = frozenset(Badge)


@dataclass(frozen=True, slots=True)
class Section:
    """One thing told: a heading and lines; `address` is where it stands, empty where it stands nowhere.

    `part`: it is the heading of what follows.
    """

    heading: str
    lines: tuple[str, ...] = ()
    quote: str = ""
    address: str = ""
    part: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """`changes` are the same facts as data, for a webhook; `foot` says what it is."""

    title: str
    sections: tuple[Section, ...]
    foot: str
    changes: tuple[dict[str, Any], ...] = ()

    @property
    def text(self) -> str:
        return "\n\n".join([*map(_plain, self.sections), self.foot])

    @property
    def html(self) -> str:
        """A whole document without anything to load; what sources wrote is text in it, never markup."""
        body = "".join(map(_marked, self.sections))
        title = html.escape(self.title)
        return (
            f'<!DOCTYPE html><html lang="{spoken()}"><head><meta charset="utf-8"><title>{title}</title></head>'
            '<body style="font-family:sans-serif;font-size:15px;line-height:1.45;max-width:44em">'
            f'{body}<p style="color:#52616f;font-size:13px">{html.escape(self.foot)}</p></body></html>'
        )


def letter_of(alerts: Sequence[Told], title: str) -> Letter:
    """One letter for the alerts of a cycle. `title` is that of the notification."""
    sections = [section(told) for told in alerts[:MOST]]
    more = len(alerts) - MOST
    if more > 0:
        words = n_("and {n} more", "and {n} more", more).format(n=number_text(more))
        sections.append(Section(words, (_("All of them stand in the inbox of Dealwatch."),)))
    return Letter(title, tuple(sections), footed(), tuple(facts_of(told) for told in alerts[:MOST]))


def trial_letter() -> Letter:
    """What “Send a test” sends."""
    words = _("If you can read this, the channel works. Nothing has changed.")
    return Letter(_("Test from Dealwatch"), (Section(_("This is a test."), (words,)),), footed())


def section(told: Told) -> Section:
    if told.alert.subject in (AlertSubject.CHANGE, AlertSubject.ITEM) and told.events:
        return _happened(told)
    proof = told.filed.outlets[0].url if told.filed is not None and told.filed.outlets else ""
    address = page_for_people(proof or (told.case.url if told.case is not None else ""))
    lines = [*_whose(told), *wording.body(told).splitlines(), _seen(told.alert.created_at)]
    return Section(wording.title(told, _HEADING), tuple(line for line in lines if line), address=address)


def _happened(told: Told) -> Section:
    event = wording.leading(told.events)
    lines = [*_whose(told), *(change_line(each) for each in told.events)]
    if event.occurred_on is not None:
        lines.append(_("Day given by the source: {day}").format(day=partial_text(event.occurred_on)))
    lines.append(_seen(event.observed_at))
    quote = _cut(event.evidence.quote or event.words, _QUOTE)
    return Section(wording.title(told, _HEADING), tuple(dict.fromkeys(lines)), quote, _page(told, event))


def _page(told: Told, event: Event) -> str:
    """What a person can read: the page of the proof or, where that is for programs only, the case's own."""
    proof = page_for_people(event.evidence.url)
    own = page_for_people(told.case.url) if told.case is not None else ""
    return proof if proof == event.evidence.url else own or proof


def _whose(told: Told) -> list[str]:
    case = told.case
    if case is None:
        return [_("Source: {source}").format(source=told.source_title)] if told.source_title else []
    number = case.printed_number
    named = f"{case.title} ({number})" if case.title and number else case.title or number or case.number
    return [
        _("Authority: {authority}").format(authority=case.authority),
        _("Case: {case}").format(case=named),
    ]


def change_line(event: Event) -> str:
    """`Status: Phase 1 → Cleared`."""
    old, new = event.old or "", event.new or ""
    match event.kind:
        case EventKind.STATUS | EventKind.FIRST_SEEN if (
            event.badge_old != event.badge_new and event.badge_new in _BADGES
        ):
            before = _(Badge(event.badge_old).label) if event.badge_old in _BADGES else ""
            return _changed(_("Status"), before, _(Badge(event.badge_new).label))
        case EventKind.STATUS:
            return _changed(field_words(event.field), field_words(old), field_words(new))
        case EventKind.FIRST_SEEN:
            return wording.headline([event])
        case EventKind.DEADLINE:
            return _changed(_("Deadline ({step})").format(step=field_words(event.field)), _day(old), _day(new))
        case EventKind.DOCUMENT:
            return _("Document: {title}").format(title=_cut(new or event.words, _VALUE))
        case EventKind.REMOVED:
            return _("No longer shown: {what}").format(what=_cut(old or event.words or event.field, _VALUE))
        case EventKind.PARTY:
            return _changed(_("Parties"), old, new)
        case EventKind.TITLE:
            return _changed(_("Title"), old, new)
        case EventKind.TEXT:
            return _changed(field_words(event.field), old, new)


def _changed(name: str, old: str, new: str) -> str:
    before, after = _cut(old, _VALUE), _cut(new, _VALUE) or _("nothing")
    return f"{name}: {before}{_ARROW}{after}" if before else f"{name}: {after}"


def _day(text: str) -> str:
    try:
        return partial_text(PartialDate.parse(text)) if text else ""
    except ValueError:
        return text


def moment_text(moment: datetime) -> str:
    """By this computer's clock, with how far that is from UTC: whoever reads it may be elsewhere."""
    local = moment.astimezone()
    offset = f"{local:%z}"
    return f"{day_text(local.date())} {local:%H:%M} (UTC{offset[:3]}:{offset[3:5]})"


def _seen(moment: datetime) -> str:
    return _("Seen: {moment}").format(moment=moment_text(moment))


def footed() -> str:
    """What every letter ends with."""
    return _("Sent by Dealwatch on your computer. Which channels are told: Settings, Channels.")


def facts_of(told: Told) -> dict[str, Any]:
    """Names and values as in the command line's JSON."""
    case = told.case
    return {
        "subject": told.alert.subject.value,
        "title": wording.title(told),
        "authority": case.authority if case else "",
        "case": (case.printed_number or case.number) if case else "",
        "case_title": case.title if case else "",
        "deal": told.deal.name if told.deal else "",
        "source": told.source_title,
        "observed_at": instant_text(told.alert.created_at),
        "events": [
            {
                "id": event.id,
                "kind": event.kind.value,
                "field": event.field,
                "old": event.old,
                "new": event.new,
                "badge_old": event.badge_old,
                "badge_new": event.badge_new,
                "occurred_on": str(event.occurred_on) if event.occurred_on else None,
                "observed_at": instant_text(event.observed_at),
                "url": event.evidence.url,
                "quote": event.evidence.quote,
            }
            for event in told.events
        ],
    }


def _plain(part: Section) -> str:
    quote = [_("‘{quote}’").format(quote=part.quote)] if part.quote else []
    heading = part.heading.upper() if part.part else part.heading
    return "\n".join([*([heading] if heading else []), *part.lines, *quote, *([part.address] if part.address else [])])


def _marked(part: Section) -> str:
    lines = "".join(f"<div>{html.escape(line)}</div>" for line in part.lines)
    quote = (
        f'<blockquote style="margin:6px 0;padding-left:10px;border-left:3px solid #9aa5b1">{html.escape(part.quote)}'
        "</blockquote>"
        if part.quote
        else ""
    )
    address = html.escape(part.address, quote=True)
    web = part.address.startswith(("https://", "http://"))
    link = (f'<div><a href="{address}">{address}</a></div>' if web else f"<div>{address}</div>") if address else ""
    level, style = (
        ("h1", "font-size:20px;margin:26px 0 6px") if part.part else ("h2", "font-size:16px;margin:18px 0 4px")
    )
    heading = f'<{level} style="{style}">{html.escape(part.heading)}</{level}>' if part.heading else ""
    return f"{heading}{lines}{quote}{link}"


def _cut(text: str, length: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
