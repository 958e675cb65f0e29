"""The section on one authority: where it stands and since when, what follows from that, in whose words, by what day.

Must not contain: layout; the drawing of the ribbon (`casefile_ribbon`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dealwatch.export.casefile_authorities import language_name
from dealwatch.export.casefile_course import outcome_turns, stage_days
from dealwatch.export.casefile_dates import day_text
from dealwatch.export.casefile_entries import Entry, spoken_words
from dealwatch.export.casefile_input import ComputedDeadline, SourceKind
from dealwatch.export.casefile_limits import timetable
from dealwatch.export.casefile_review import Review
from dealwatch.export.casefile_sources import Sources, safe_link
from dealwatch.export.casefile_words import CLOCK_STANDS, HAPPENED, OVERLAYS, capital, stands
from dealwatch.export.marks import MARKS
from dealwatch.language import _, mark
from dealwatch.model.errors import UsageError
from dealwatch.model.event import EventNote
from dealwatch.model.facts import DOCUMENT
from dealwatch.model.status import Badge, Clock, Outcome, Stage, Status
from dealwatch.rules.procedures import find

_QUOTES = 3
_INFORMAL = frozenset({Stage.ANNOUNCED, Stage.MONITORING, Stage.JURISDICTION_REVIEW})
_OVERLAID = {
    Badge.IN_COURT: mark("The matter is in court."),
    Badge.UNDER_APPEAL: mark("The decision is under appeal."),
}
_COLUMN_OF_BADGE = {
    Badge.JURISDICTION_CHECK: "check",
    Badge.PRE_NOTIFICATION: "pre",
    Badge.PHASE_1: "p1",
    Badge.PHASE_1_REMEDIES: "remedies",
    Badge.IN_DEPTH: "p2",
    Badge.OBJECTIONS: "objections",
    Badge.REMEDIES: "remedies",
}


def authority_data(review: Review, sources: Sources, numbered: Sequence[ComputedDeadline]) -> dict[str, Any]:
    """The section without its ribbon. Cites in the order in which it will be read."""
    case, status = review.case, review.case.status
    position = _position(review, sources)
    quotes = _quotes(review, sources)
    procedure = _procedure(case.procedure)
    return {
        "id": review.id,
        "name": review.name,
        "short": review.case.authority,
        "case": case.printed_number,
        "title": case.title,
        "link": safe_link(case.url),
        "procedure": _(procedure[0]) or _("not recorded"),
        "legal": _fact_text(review, "text:legal_basis") or procedure[1],
        "badge": _(status.badge.label),
        "glyph": MARKS[status.badge],
        "beside": [
            {"label": _(badge.label), "glyph": MARKS[badge]} for badge in status.badges if badge != status.badge
        ],
        "words": _fact_text(review, "text:status"),
        "clock": _(CLOCK_STANDS[status.clock]),
        "overlays": [_(OVERLAYS[overlay]) for overlay in sorted(status.overlays)],
        "matrix": _matrix(review),
        "current": _current(review),
        "since": _since(review),
        "position": position,
        "notes": _notes(review),
        "quotes": quotes,
        "timetable": timetable(case, review.limits, sources, numbered),
        "papers": [
            {"title": fact.value, "link": safe_link(fact.link)}
            for fact in case.facts.values()
            if fact.namespace == DOCUMENT and fact.occurred_on is None and not _told(review, fact.field)
        ],
        "read": day_text(case.checked_at.date()) if case.checked_at else "",
    }


def _procedure(key: str) -> tuple[str, str]:
    """(title, law) of a known procedure; the key itself and nothing for one we have no rules of."""
    try:
        found = find(key)
    except UsageError:
        return key, ""
    return found.title, found.law


def _told(review: Review, field: str) -> bool:
    return any(entry.key == f"document:{field}" for entry in review.entries)


def _fact_text(review: Review, name: str) -> str:
    fact = review.case.facts.get(name)
    return (fact.words or fact.value) if fact is not None else ""


def _matrix(review: Review) -> dict[str, str]:
    cells = {
        column: day_text(turn.when) + ("" if turn.sure else "†") for column, turn in stage_days(review.turns).items()
    }
    decided = outcome_turns(review.turns)
    if review.decided and decided:
        cells["outcome"] = day_text(decided[-1].when) + ("" if decided[-1].sure else "†")
    return cells


def _current(review: Review) -> str:
    status = review.case.status
    return "outcome" if review.decided else _COLUMN_OF_BADGE.get(Status(status.stage).badge, "")


def _since(review: Review) -> str:
    """What stands under the badge: the day of the outcome, or since when."""
    turn = review.badge_turn
    if turn is None:
        return _("day not on file")
    words = "{day}" if review.decided else _("since {day}")
    return words.format(day=day_text(turn.when)) + ("" if turn.sure else "†")


def _position(review: Review, sources: Sources) -> str:
    status, cited = review.case.status, _cite_status(review, sources)
    if review.decided:
        turn = review.badge_turn
        words = _(HAPPENED[status.badge])
        without = _("{words}{cited}; the day is not on file.").format(words=words, cited=cited)
        first = f"{words}, {day_text(turn.when)}{cited}." if turn else without
        parts = [first]
    else:
        turn = review.stage_turn
        day = day_text(turn.when) if turn is not None and turn.sure else ""
        words = stands(Status(status.stage).badge, day)
        parts = [f"{capital(review.authority.spoken)} {words}{cited}.", _clock(review)]
    parts += [_(_OVERLAID[badge]) for badge in status.overlay_badges if badge in _OVERLAID]
    return " ".join(parts)


def _clock(review: Review) -> str:
    clock = review.case.status.clock
    if clock is Clock.NONE:
        return _("No clock runs.")
    if clock is Clock.SUSPENDED:
        stop = review.badge_turn
        if stop is None:
            return _("The clock has been stopped; no end can be computed.")
        return _("The clock has been stopped since {day}; no end can be computed.").format(day=day_text(stop.when))
    official = [limit for limit in review.running if limit.official and not limit.scheduled]
    if official:
        day = day_text(official[0].official or review.today)
        return _("Next official deadline: {day}.").format(day=day)
    if clock is Clock.RUNNING:
        return _("The clock runs; no official deadline lies ahead.")
    if clock is Clock.EXPIRED:
        return _("The clock has ended; no official deadline lies ahead.")
    return _("The clock cannot be computed; no official deadline lies ahead.")


def _cite_status(review: Review, sources: Sources) -> str:
    """` [S5]` for the row that the present status rests on, newest first; else the status fact's own proof."""
    axis = "outcome" if review.decided else "stage"
    case = review.case
    value = case.status.axes()[axis]
    for entry in reversed(review.entries):
        if entry.axes.get(axis) == value and entry.evidence is not None:
            return f" [S{sources.cite(entry.evidence, source=case.source, case=case, note=entry.note)}]"
    fact = case.facts.get(axis)
    number = sources.cite(fact.evidence, source=case.source, case=case) if fact is not None else None
    return f" [S{number}]" if number else ""


def _notes(review: Review) -> list[str]:
    """What a reader must not take for granted."""
    case, status = review.case, review.case.status
    found = []
    if not case.printed_number:
        found.append(_("No case number."))
    if not review.decided and status.clock is Clock.NONE:
        found.append(_("No clock: no legal time limit runs."))
    if not review.decided and status.stage in _INFORMAL:
        found.append(
            _("No formal investigation. A headline that says otherwise reports a statement, not a formal step.")
        )
        found.append(_("No published conclusion found in the sources and periods of the coverage statement."))
    if status.outcome is Outcome.NO_JURISDICTION:
        found.append(_("Not reviewable is no clearance: the authority has no power over the deal as it stands."))
    if status.outcome is Outcome.EXPIRED_NO_ACTION:
        found.append(_("The end of a waiting period is no approval: the authority may still act."))
    if case.held is not None:
        words = _("The source shows a step backwards that no second reading has confirmed yet; before: {before}.")
        found.append(words.format(before=_(case.held.badge.label)))
    return found


def _quotes(review: Review, sources: Sources) -> list[dict[str, Any]]:
    """The words behind the last changes of status, oldest first, each once."""
    found: list[Entry] = []
    for entry in reversed(review.entries):
        if (
            entry.weight == 2
            and len(spoken_words(entry.quote)) > 1
            and all(entry.quote != other.quote for other in found)
        ):
            found.append(entry)
    return [_quote(review, entry, sources) for entry in reversed(found[:_QUOTES])]


def _quote(review: Review, entry: Entry, sources: Sources) -> dict[str, Any]:
    number = sources.cite(entry.evidence, source=review.case.source, case=review.case, note=entry.note)
    language = sources.language(number) if number else ""
    press = number is not None and sources.kind(number) is SourceKind.PRESS
    page = re.fullmatch(r"(?:page[ =]?)?(\d{1,4})", entry.evidence.locator) if entry.evidence else None
    return {
        "text": entry.quote,
        "lang": language,
        "langname": language_name(language) if language else "",
        "tr": None,
        "source": number,
        "loc": _("page {n}").format(n=page[1]) if page else "",
        "day": day_text(entry.day),
        "reported": sources.publisher(number) if press and number else None,
        "by": _("the file owner") if entry.note is EventNote.BY_USER else None,
    }
